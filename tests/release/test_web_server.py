"""The published folder behind a web server as it is: before the lift nothing tells an address from nonsense."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from held_call import BRIEFING, EVENT, HeldCall, folder_in, keeper_of, whole_call
from litestar.testing import TestClient
from stock_nginx import HOST, serving

from onbackground.briefing import commands as do
from onbackground.briefing.terms import GroundRules
from onbackground.desk.app import make_app
from onbackground.desk.drafts import Drafts
from onbackground.desk.gate import Desk
from onbackground.desk.signin import SignIn
from onbackground.desk.watch import Watch
from onbackground.log.folder import DataFolder
from onbackground.release.bundle import kept, opened
from onbackground.release.correcting import correct, withdraw
from onbackground.release.keeper import Keeper
from onbackground.release.quorum import Locks

NONSENSE = "2031-02-30-nothing-at-all-aaaaaaaaaaaaaaaa"
ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("GET", {}),
    ("HEAD", {}),
    ("POST", {}),
    ("GET", {"accept-encoding": "gzip"}),
    ("GET", {"range": "bytes=0-9"}),
    ("GET", {"if-none-match": '"650f0a1c-1f"'}),
)

Answers = Callable[[str, str, dict[str, str]], httpx.Response]


def held(tmp_path: Path) -> tuple[HeldCall, Keeper, str]:
    """A call whose bundle is made and not published, its keeper, and the name that its folder will have."""
    call = whole_call(rules=GroundRules(embargo=EVENT, audio_released=True))
    keeper = keeper_of(call, tmp_path / "public")
    keeper.look()
    box = kept(DataFolder(tmp_path / "public-data"), BRIEFING, 1)
    bundle = opened(box, BRIEFING, 1, Locks(call.recorder, BRIEFING)) if box else None
    assert bundle is not None
    return call, keeper, bundle.name


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Answers]:
    if shutil.which("nginx") is None:
        pytest.skip("no nginx here: apt install nginx")
    server = tmp_path / "nginx"
    server.mkdir()
    with serving(tmp_path / "public", server) as port, httpx.Client(base_url=f"http://{HOST}:{port}") as client:
        yield lambda method, path, headers: client.request(method, path, headers=headers)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Answers]:
    """The only web server of our own; it has no published folder at any time."""
    folder = DataFolder(tmp_path / "desk")
    recorder = folder.recorder()
    watch = Watch(recorder, None)
    sign_in = SignIn(recorder, folder.own_key("desk").reveal(), watch.state)
    app = make_app(Desk(watch, sign_in, Drafts(recorder, folder), "en"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield lambda method, path, headers: client.request(method, path, headers=headers)
    recorder.close()


def under(name: str) -> list[str]:
    """Addresses that a published folder of this name has, or may be thought to have."""
    files = ("", "/", "/index.html", "/index.html.gz", "/transcript.pdf", "/transcript.proof.json", "/v1/", "/.", "/x")
    return [f"/{name}{file}" for file in files]


def told(answer: httpx.Response) -> tuple[int, list[tuple[str, str]], bytes]:
    """All of an answer but the hour."""
    return answer.status_code, [(k, v) for k, v in answer.headers.multi_items() if k != "date"], answer.content


@pytest.mark.parametrize("server", ["nginx", "desk"])
@pytest.mark.parametrize(("method", "headers"), ASKED)
def test_before_the_lift_an_address_is_answered_like_nonsense(
    server: str, method: str, headers: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _, _, name = held(tmp_path)
    answers: Answers = request.getfixturevalue(server)
    for there, nowhere in zip(under(name), under(NONSENSE), strict=True):
        answer = answers(method, there, headers)
        assert told(answer) == told(answers(method, nowhere, headers)), there
        assert answer.status_code in (404, 405)


def test_while_it_is_written_aside_that_is_answered_like_nonsense_too(tmp_path: Path, nginx: Answers) -> None:
    held(tmp_path)
    aside = tmp_path / "public" / ".unpublished-abcd1234"
    aside.mkdir(parents=True)
    (aside / "index.html").write_text("half a page")
    for file in ("", "/", "/index.html"):
        there, nowhere = (nginx("GET", f"/.unpublished-{name}{file}", {}) for name in ("abcd1234", "nowhere1"))
        assert told(there) == told(nowhere)


def test_no_folder_shows_what_is_in_it(tmp_path: Path, nginx: Answers) -> None:
    call, keeper, name = held(tmp_path)
    before = told(nginx("GET", "/", {}))
    call.give(do.Declare(at=call.now, by="mod"))
    keeper.look()
    assert nginx("GET", f"/{name}/", {}).status_code == 200
    for folder in ("/", "/log/", "/log/tile/", "/log/tile/0/"):
        assert told(nginx("GET", folder, {})) == told(nginx("GET", "/nonsense/", {})) == before, folder


def test_after_the_lift_every_file_is_there_as_what_it_is(tmp_path: Path, nginx: Answers) -> None:
    call, keeper, name = held(tmp_path)
    call.give(do.Declare(at=call.now, by="mod"))
    keeper.look()
    place = folder_in(tmp_path / "public")
    assert place.name == name
    kinds = {}
    for file in place.iterdir():
        answer = nginx("GET", f"/{name}/{file.name}", {"accept-encoding": "identity"})
        assert answer.status_code == 200 and answer.content == file.read_bytes()
        assert answer.headers["cache-control"] == "no-cache"
        kinds[file.name] = answer.headers["content-type"]
    assert kinds["index.html"] == "text/html; charset=utf-8"
    assert kinds["transcript.vtt"] == "text/vtt"
    assert kinds["transcript.pdf"] == "application/pdf"
    assert kinds["entry.atom"] == "application/atom+xml"
    assert kinds["transcript.json"] == kinds["transcript.proof.json"] == "application/json"


def test_a_page_goes_out_compressed_and_a_reader_who_has_it_is_told_so(tmp_path: Path, nginx: Answers) -> None:
    call, keeper, name = held(tmp_path)
    call.give(do.Declare(at=call.now, by="mod"))
    keeper.look()
    place, page = folder_in(tmp_path / "public"), f"/{name}/"
    first = nginx("GET", page, {"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip" and "Accept-Encoding" in first.headers["vary"]
    assert (
        first.content == (place / "index.html").read_bytes() == gzip.decompress((place / "index.html.gz").read_bytes())
    )
    assert int(first.headers["content-length"]) == (place / "index.html.gz").stat().st_size
    known = {"accept-encoding": "gzip", "if-none-match": first.headers["etag"]}
    assert nginx("GET", page, known).status_code == 304
    correct(call.recorder, BRIEFING, call.state, "t002", "October", "November", "The date was wrong.", call.now)
    keeper.look()
    second = nginx("GET", page, known)
    assert second.status_code == 200 and "[November]" in second.text
    withdraw(call.recorder, BRIEFING, call.state, "It was published by mistake.", call.now)
    keeper.look()
    third = nginx("GET", page, {**known, "if-none-match": second.headers["etag"]})
    assert third.status_code == 200 and "published by mistake" in third.text
    assert nginx("GET", f"{page}transcript.txt", {"accept-encoding": "gzip"}).status_code == 404
