"""A public place in an object store: a bucket whose objects are served as a folder's files would be.

An object store gives no name to many objects in one step. So what is published is put in an order: all of a version
first, under a name that nobody outside knows, the page last; only then the feed and the log, which tell the name.
"""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Annotated, Final
from urllib.parse import urlsplit

import obstore
from msgspec import Meta, Struct
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import MemoryStore, S3Store

from ..proof.document import FILE_NAME as PROOF
from ..proof.document import UnreadableProofError, read_proof
from ..proof.stamps import FILE_NAME as STAMP
from ..transcript.writing.files import AKOMA_NTOSO, CAPTIONS, ENTRY, FEED, JSON, PAGE, PDF, TEXT
from .roots import CHECKPOINT, KEY

AT_ONCE: Final = 8
"""How many objects are sent or read at the same time."""

_MEDIA_TYPES: Final = {
    **{file.name: file.media_type for file in (PAGE, PDF, TEXT, JSON, AKOMA_NTOSO, CAPTIONS, ENTRY, FEED)},
    PROOF: JSON.media_type,
    STAMP: "application/timestamp-reply",
    CHECKPOINT: TEXT.media_type,
    KEY: TEXT.media_type,
}
_PROBE: Final = ".onbackground"
_PATIENCE: Final = timedelta(seconds=20)


class Account(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[store]`` of ``office.toml``: whose bucket it is, and the address of the store, which speaks S3."""

    bucket: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    region: Annotated[str, Meta(pattern=r"^[a-z0-9-]+$")] = "us-east-1"
    endpoint: Annotated[str, Meta(pattern=r"^https?://[!-~]+$")]
    prefix: str = ""
    key: str
    secret: str

    def __post_init__(self) -> None:
        """Refuse a store that anybody on the way could stand in for."""
        if self.endpoint.startswith("http:") and urlsplit(self.endpoint).hostname != "127.0.0.1":
            raise ValueError("the endpoint is to be https")

    def __repr__(self) -> str:
        """Show which bucket it is, and nothing that opens it."""
        return f"Account(bucket={self.bucket!r})"


def open_store(account: Account) -> S3Store:
    """The bucket of an account; nothing is asked of it yet.

    Everything is said here, so that the library looks nothing up, as at the metadata service of a cloud. It would let
    the environment have its say too, a session's token for example: what is there is meant for other programs.
    """
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    return S3Store(
        account.bucket,
        prefix=account.prefix.strip("/") or None,
        endpoint=account.endpoint,
        region=account.region,
        access_key_id=account.key,
        secret_access_key=account.secret,
        virtual_hosted_style_request=False,
        client_options={"allow_http": True, "timeout": _PATIENCE, "connect_timeout": _PATIENCE},
        retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
    )


class StoreError(OSError):
    """The store did not do what was asked of it; the message says what to look at."""

    def __init__(self, why: str) -> None:
        super().__init__(errno.EIO, why)


class ObjectStore:
    """A bucket, or what is under a prefix in it."""

    def __init__(self, store: S3Store | MemoryStore) -> None:
        self._store = store

    def check(self) -> None:
        """Find out now, and not at the lift, that nothing could be published. Raises StoreError.

        What is tried: to put an object, to put it again as if it were new, which has to fail, and to delete it.
        """
        with _asking():
            obstore.delete(self._store, _PROBE)
            obstore.put(self._store, _PROBE, b"", mode="create")
            try:
                obstore.put(self._store, _PROBE, b"", mode="create")
            except AlreadyExistsError:
                return
            finally:
                obstore.delete(self._store, _PROBE)
        raise StoreError("the object store does not know conditional writes (If-None-Match): use one that does")

    def remove_leftovers(self) -> None:
        """Nothing is written aside."""

    def shows(self, name: str, statement: str) -> bool:
        """Whether what is under this name is, as a whole, what this statement was signed for.

        What is put last tells: the page, whose digest is in a version's statement; the proof, of a withdrawal.
        """
        with contextlib.suppress(UnreadableProofError):
            proof, page = self._read(f"{name}/{PROOF}"), self._read(f"{name}/{PAGE.name}")
            if proof is None or page is None or (signed := read_proof(proof)).statement != statement:
                return False
            return signed.heading is None or base64.b64encode(hashlib.sha256(page).digest()).decode() in statement
        return False

    def publish(self, files: Mapping[str, bytes], name: str) -> Path:
        """Put these files under ``name``: earlier versions first, then forms and proof, the page last.

        A tombstone's page comes first, and its proof last, once everything else is gone. No object is changed that
        somebody else has changed meanwhile. Killed at any moment, it is done again from the beginning.
        """
        found = {f"{name}/{file}": data for file, data in files.items() if not file.endswith(".gz")}
        page, proof = f"{name}/{PAGE.name}", f"{name}/{PROOF}"
        forms = [key for key in found if key not in (page, proof)]
        before, last = ([*forms, proof], page) if forms else ([page], proof)
        earlier = [key for key in before if PurePosixPath(key).parent.name != name]
        with _asking(), ThreadPoolExecutor(AT_ONCE) as together:
            there = {one["path"]: one["e_tag"] for part in obstore.list(self._store, prefix=name) for one in part}
            for keys in (earlier, [key for key in before if key not in earlier]):
                list(together.map(lambda key: self._put(key, found[key], there.get(key)), keys))
            list(together.map(lambda key: obstore.delete(self._store, key), there.keys() - found.keys()))
            self._put(last, found[last], there.get(last))
        return Path(name)

    def entries(self) -> dict[str, bytes]:
        """The entry in the feed of all that is published, by its name."""
        with _asking(), ThreadPoolExecutor(AT_ONCE) as together:
            names = obstore.list_with_delimiter(self._store)["common_prefixes"]
            entries = together.map(lambda name: self._read(f"{name}/{ENTRY.name}"), names)
            return {name: entry for name, entry in zip(names, entries, strict=True) if entry is not None}

    def renew(self, files: Mapping[str, bytes]) -> None:
        """Put objects beside the briefings, in this order, where they differ."""
        with _asking():
            for file, data in files.items():
                try:
                    there = obstore.get(self._store, file)
                except FileNotFoundError:
                    self._put(file, data, None)
                    continue
                if bytes(there.bytes()) != data:
                    self._put(file, data, there.meta["e_tag"])

    def _read(self, key: str) -> bytes | None:
        with _asking(), contextlib.suppress(FileNotFoundError):
            return bytes(obstore.get(self._store, key).bytes())
        return None

    def _put(self, key: str, data: bytes, seen: str | None) -> None:
        """Put an object where there was none, or the one seen."""
        kind = _MEDIA_TYPES.get(key) or _MEDIA_TYPES.get(PurePosixPath(key).name, "application/octet-stream")
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        obstore.put(
            self._store,
            key,
            data,
            attributes={"Content-Type": kind, "Cache-Control": "no-cache"},
            mode="create" if seen is None else {"e_tag": seen},
        )


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    """Turn what the store says into one line; its own words may hold an account's name and are not passed on."""
    try:
        yield
    except (AlreadyExistsError, PreconditionError):
        raise StoreError("something else writes into the bucket: only one keeper may") from None
    except FileNotFoundError:
        raise StoreError("the object store has no such bucket: look at [store] in office.toml") from None
    except BaseError as error:
        kind = type(error).__name__.removesuffix("Error")
        raise StoreError(f"the object store does not do it ({kind}): look at [store] in office.toml") from None
