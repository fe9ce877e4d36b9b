"""Publication into an object store: in order, killed at any request, against somebody else, and what is said of it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import obstore
import pytest
from held_call import BRIEFING, EVENT, HeldCall, whole_call
from obstore.exceptions import PermissionDeniedError
from obstore.store import MemoryStore, S3Store
from stock_nginx import free_port

from onbackground.briefing import commands as do
from onbackground.log.folder import DataFolder
from onbackground.proof.document import read_proof
from onbackground.proof.statement import Withdrawal
from onbackground.proof.verifying import verify
from onbackground.release import object_store
from onbackground.release.correcting import correct, withdraw
from onbackground.release.keeper import Keeper
from onbackground.release.object_store import Account, ObjectStore, StoreError, open_store
from onbackground.release.office import OfficeError, read_office, read_store

SECRET = "not-a-secret-of-anybody"
ACCOUNT = Account(bucket="briefings", endpoint="http://127.0.0.1:1", key="SOMEBODY", secret=SECRET)
REASON = "The official meant November."
FORMS = {
    "index.html", "transcript.pdf", "transcript.txt", "transcript.json", "transcript.xml", "entry.atom",
    "transcript.proof.json",
}  # fmt: skip
BUCKETS = itertools.count()
Store = MemoryStore | S3Store


class Killed(BaseException):
    """The keeper was killed."""


class Requests:
    """The library, with every request noted; from the ``dies_at``-th on the keeper is dead."""

    def __init__(self, dies_at: int = 0) -> None:
        self.made: list[tuple[str, str]] = []
        self.attributes: dict[str, dict[str, str]] = {}
        self._dies_at, self._lock = dies_at, threading.Lock()
        for name in ("put", "get", "delete", "list", "list_with_delimiter"):
            setattr(self, name, self._noting(name, getattr(obstore, name)))

    def _noting(self, name: str, request: Callable[..., Any]) -> Callable[..., Any]:
        def make(store: Store, key: str = "", *data: bytes, **options: Any) -> Any:
            with self._lock:
                self.made.append((name, key))
                if 0 < self._dies_at <= len(self.made):
                    raise Killed
            if name == "put":
                self.attributes[key] = options.get("attributes") or {}
            return request(store, *([key] if key else []), *data, **options)

        return make

    @property
    def put_in_order(self) -> list[str]:
        return [key for name, key in self.made if name == "put"]


@contextlib.contextmanager
def noting(dies_at: int = 0) -> Iterator[Requests]:
    requests = Requests(dies_at)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(object_store, "obstore", requests)
        yield requests


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    """The address of an S3 server that is not ours, with no bucket in it."""
    program = shutil.which("moto_server")
    if program is None:
        pytest.skip("no S3 server here: pip install moto[server], in an environment of its own on the PATH")
    port = free_port()
    server = subprocess.Popen(
        [program, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        give_up = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(address).close()
                break
            assert server.poll() is None and time.monotonic() < give_up, "the S3 server did not start"
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(params=["memory", "s3"])
def new_store(request: pytest.FixtureRequest) -> Callable[[], Store]:
    """Makes empty stores."""
    if request.param == "memory":
        return MemoryStore
    address: str = request.getfixturevalue("moto")

    def new_bucket() -> Store:
        bucket = f"briefings-{next(BUCKETS)}"
        urllib.request.urlopen(urllib.request.Request(f"{address}/{bucket}", method="PUT")).close()
        return open_store(Account(bucket=bucket, endpoint=address, key="SOMEBODY", secret=SECRET, prefix="press"))

    return new_bucket


def objects(store: Store) -> dict[str, bytes]:
    return {one["path"]: bytes(obstore.get(store, one["path"]).bytes()) for part in obstore.list(store) for one in part}


class House:
    """A call that waits for its embargo, and keepers of it that publish into a store, as often as wanted."""

    def __init__(self, place: Path) -> None:
        self.call: HeldCall = whole_call(EVENT)
        self.folder = DataFolder(place / "data")
        self.folder.ring.begin(BRIEFING)
        self.plain = place / "public"
        self.keeper_for(MemoryStore()).look()

    def keeper_for(self, store: Store) -> Keeper:
        recorder, now = self.call.recorder, lambda: self.call.now
        return Keeper(recorder, self.folder, ObjectStore(store), now=now)

    def lift(self) -> None:
        self.call.give(do.Declare(at=self.call.now, by="mod"))

    def in_a_folder(self) -> dict[str, bytes]:
        """What stands in a folder that the same is published in; the compressed files are a folder's alone."""
        Keeper(self.call.recorder, self.folder, self.plain, now=lambda: self.call.now).look()
        files = (path for path in self.plain.rglob("*") if path.is_file() and path.suffix != ".gz")
        return {str(path.relative_to(self.plain)): path.read_bytes() for path in files}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def what_a_reader_finds(store: Store, name: str) -> str:
    """Which version the page is; it is checked that all that belongs to it is there and told."""
    there = objects(store)
    if f"{name}/index.html" not in there:
        assert not [key for key in there if not key.startswith(f"{name}/")], "the name is told before the page is there"
        return "nothing"
    page = there[f"{name}/index.html"].decode()
    if "was withdrawn" in page:
        return "tombstone"
    version = "second" if "November]" in page else "first"
    forms = {key.rpartition("/")[2]: data for key, data in there.items() if key.count("/") == 1 and name in key}
    assert forms.keys() == FORMS
    if version == "second":
        report = verify("index.html", page.encode(), read_proof(forms["transcript.proof.json"]))
        assert report.proven and report.exact
        earlier = {key.rpartition("/")[2]: data for key, data in there.items() if key.startswith(f"{name}/v1/")}
        report = verify("index.html", earlier["index.html"], read_proof(earlier["transcript.proof.json"]))
        assert report.proven and report.exact and earlier.keys() == FORMS
    return version


def test_what_stands_in_a_bucket_is_what_stands_in_a_folder(house: House, new_store: Callable[[], Store]) -> None:
    store = new_store()
    keeper = house.keeper_for(store)
    assert keeper.look() == [] and objects(store) == {}
    house.lift()
    assert len(keeper.look()) == 1
    assert objects(store) == house.in_a_folder()
    correct(house.call.recorder, BRIEFING, house.call.state, "t002", "October", "November", REASON, house.call.now)
    (name,) = keeper.look()
    assert objects(store) == house.in_a_folder()
    assert what_a_reader_finds(store, str(name)) == "second"
    withdraw(house.call.recorder, BRIEFING, house.call.state, REASON, house.call.now)
    keeper.look()
    there = objects(store)
    assert there == house.in_a_folder()
    assert sorted(key for key in there if key.startswith(f"{name}/")) == [
        f"{name}/index.html",
        f"{name}/transcript.proof.json",
    ]
    assert str(name) not in there["feed.atom"].decode()
    report = verify("transcript.proof.json", None, read_proof(there[f"{name}/transcript.proof.json"]))
    assert report.proven and report.signed and isinstance(report.signed.statement, Withdrawal)


def test_the_page_comes_last_and_what_tells_its_name_after_it(house: House) -> None:
    store = MemoryStore()
    keeper = house.keeper_for(store)
    house.lift()
    with noting() as requests:
        (name,) = keeper.look()
    page = requests.put_in_order.index(f"{name}/index.html")
    assert all(key.startswith(f"{name}/") for key in requests.put_in_order[:page])
    assert not any(str(name) in key for key in requests.put_in_order[page + 1 :])
    assert requests.put_in_order[-2:] == ["log/checkpoint", "feed.atom"]
    kinds = {key.rpartition("/")[2]: kind["Content-Type"] for key, kind in requests.attributes.items()}
    assert {kind["Cache-Control"] for kind in requests.attributes.values()} == {"no-cache"}
    assert kinds["index.html"] == "text/html; charset=utf-8"
    assert kinds["transcript.txt"] == kinds["checkpoint"] == kinds["office.key"] == "text/plain; charset=utf-8"
    assert kinds["transcript.pdf"] == "application/pdf"
    assert kinds["transcript.xml"] == "application/akn+xml"
    assert kinds["feed.atom"] == kinds["entry.atom"] == "application/atom+xml"
    assert kinds["transcript.proof.json"] == kinds["transcript.json"] == "application/json"
    with noting() as again:
        assert keeper.look() == [] == house.keeper_for(store).look()
    assert again.put_in_order == []


def killed_at_every_request(house: House, before: Callable[[], Store], name: str, finds: set[str], end: str) -> None:
    """Publish what is due into stores as ``before`` makes them; each time the keeper dies a request later."""
    seen, dies_at = set(), 0
    while True:
        dies_at += 1
        store = before()
        with noting(dies_at) as requests, contextlib.suppress(Killed):
            house.keeper_for(store).look()
        seen.add(what_a_reader_finds(store, name))
        house.keeper_for(store).look()
        assert what_a_reader_finds(store, name) == end, dies_at
        there = objects(store)
        # Tiles that the log has outgrown are where they were once put, and read by nobody.
        wanted = {key: data for key, data in house.in_a_folder().items() if key in there or ".p/" not in key}
        assert {key: there[key] for key in wanted} == wanted, dies_at
        if dies_at > len(requests.made):
            break
    assert seen == finds
    assert dies_at > 20


def test_killed_at_any_request_it_is_finished_by_the_next_keeper(house: House, new_store: Callable[[], Store]) -> None:
    house.lift()
    (path,) = house.keeper_for(MemoryStore()).look()
    name = str(path)
    killed_at_every_request(house, new_store, name, {"nothing", "first"}, "first")
    if new_store is not MemoryStore:
        return  # once over the network is enough
    first = house.in_a_folder()

    def with_the_first() -> Store:
        store = new_store()
        for key, data in first.items():
            obstore.put(store, key, data)
        return store

    correct(house.call.recorder, BRIEFING, house.call.state, "t002", "October", "November", REASON, house.call.now)
    house.keeper_for(with_the_first()).look()
    killed_at_every_request(house, with_the_first, name, {"first", "second"}, "second")
    withdraw(house.call.recorder, BRIEFING, house.call.state, REASON, house.call.now)
    keeper = house.keeper_for(with_the_first())
    assert [keeper.look() for _ in range(2)] == [[path], [path]]  # what was begun before, then what is asked for
    killed_at_every_request(house, with_the_first, name, {"first", "tombstone"}, "tombstone")


def test_what_somebody_else_writes_meanwhile_is_not_overwritten(house: House, new_store: Callable[[], Store]) -> None:
    store = new_store()
    house.lift()
    (path,) = house.keeper_for(MemoryStore()).look()
    page = f"{path}/index.html"
    keeper = house.keeper_for(store)
    with noting() as requests:
        listing = requests.list  # type: ignore[attr-defined]

        def list_and_be_late(*args: Any, **options: Any) -> Any:
            found = list(listing(*args, **options))
            obstore.put(store, page, b"by another keeper" + bytes(next(BUCKETS)))
            return found

        requests.list = list_and_be_late  # type: ignore[attr-defined]
        with pytest.raises(StoreError, match="only one keeper"):
            keeper.look()
        assert objects(store)[page].startswith(b"by another keeper")
        with pytest.raises(StoreError, match="only one keeper"):
            keeper.look()  # changed once more since it was seen
    keeper.look()
    assert objects(store) == house.in_a_folder()


def test_a_store_that_would_refuse_is_found_out_at_the_start(new_store: Callable[[], Store]) -> None:
    store = new_store()
    ObjectStore(store).check()
    assert objects(store) == {}
    with noting() as requests:
        putting = requests.put  # type: ignore[attr-defined]
        requests.put = lambda *args, mode, **options: putting(*args, **options)  # type: ignore[attr-defined]
        with pytest.raises(StoreError, match="conditional writes"):
            ObjectStore(store).check()
    assert objects(store) == {}


def test_what_the_store_says_is_not_passed_on() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionDeniedError(f"the key SOMEBODY may not: {SECRET}")

    with noting() as requests:
        requests.delete = refuse  # type: ignore[attr-defined]
        with pytest.raises(StoreError, match=r"PermissionDenied.*office\.toml") as told:
            ObjectStore(MemoryStore()).check()
    assert SECRET not in str(told.value) and "SOMEBODY" not in str(told.value)
    assert SECRET not in repr(ACCOUNT) + repr(open_store(ACCOUNT)) and "SOMEBODY" not in repr(ACCOUNT)


def test_a_bucket_that_is_not_there(moto: str) -> None:
    account = Account(bucket="nobodys", endpoint=moto, key="SOMEBODY", secret=SECRET)
    with pytest.raises(StoreError, match="no such bucket"):
        ObjectStore(open_store(account)).check()


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of another program")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2")
    store = open_store(ACCOUNT)
    assert store.config.get("endpoint") == "http://127.0.0.1:1"
    assert not {"session_token", "aws_session_token", "aws_endpoint_url_s3"} & store.config.keys()
    assert not [name for name in os.environ if name.startswith("AWS_")]


def test_the_office_says_which_bucket(tmp_path: Path) -> None:
    assert read_store(tmp_path) is None
    file = tmp_path / "office.toml"
    file.write_text(f'''office = "Office of the Harbour"

[store]
bucket = "briefings"
endpoint = "https://objects.example.org"
key = "SOMEBODY"
secret = "{SECRET}"
''')
    file.chmod(0o644)
    with pytest.raises(OfficeError, match="chmod 600") as told:
        read_store(tmp_path)
    assert SECRET not in str(told.value)
    file.chmod(0o600)
    account = read_store(tmp_path)
    assert account and account.bucket == "briefings" and account.secret == SECRET
    assert read_office(tmp_path).office == "Office of the Harbour"
    for wrong in ("http://objects.example.org", "objects.example.org"):
        file.write_text(f'[store]\nbucket = "briefings"\nkey = "k"\nsecret = "{SECRET}"\nendpoint = "{wrong}"\n')
        with pytest.raises(OfficeError, match="endpoint") as told:
            read_store(tmp_path)
        assert SECRET not in str(told.value)
