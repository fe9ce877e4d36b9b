"""The office's log of roots: every statement it ever signed, in order, for anyone to compare.

The statements are in the house's own stream of the log; the files of it (C2SP ``tlog-tiles``) in the public folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..log.folder import DataFolder
from ..log.recorder import Append, Recorder
from ..proof.document import Proof
from ..proof.notes import Signer
from ..proof.proving import with_log
from ..proof.public_log import prove_logged, sign_checkpoint, tiles

FOLDER: Final = "log"
"""Where the files are in the public folder."""
CHECKPOINT: Final = f"{FOLDER}/checkpoint"
KEY: Final = "office.key"
"""The office's public key, beside the folders of the briefings."""


class Roots:
    """The statements of one office."""

    def __init__(self, recorder: Recorder, folder: DataFolder, office: Signer) -> None:
        self._recorder = recorder
        self._stream = folder.own_stream("roots")
        self._office = office

    @property
    def begun(self) -> bool:
        """Whether there is any."""
        return self._recorder.version(self._stream) > 0

    def appending(self, statement: str, at: int) -> Append:
        """What is to be written together with the event that this statement is of."""
        return Append(self._stream, self._recorder.version(self._stream), [statement.encode()], at)

    def logged(self, proof: Proof) -> Proof:
        """The proof, with the proof that its statement is in the log. Raises ValueError where it is not."""
        entries = self._entries()
        until = entries[: entries.index(proof.statement.encode()) + 1]
        checkpoint = sign_checkpoint(until, self._office)
        return with_log(proof, prove_logged(until, len(until) - 1, checkpoint), self._office.key)

    def files(self) -> dict[str, bytes]:
        """The log as files by their paths in the public folder, the checkpoint last; with the key to check it."""
        entries = self._entries()
        found = {KEY: f"{self._office.key}\n".encode()}
        found |= {f"{FOLDER}/{path}": data for path, data in tiles(entries)}
        return {**found, CHECKPOINT: sign_checkpoint(entries, self._office).encode()}

    def _entries(self) -> Sequence[bytes]:
        return [record.data for record in self._recorder.read(self._stream)]
