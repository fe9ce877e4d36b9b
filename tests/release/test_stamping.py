"""Time stamps: asked for once it is published, beside the proof, and checked without asking anybody."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from cryptography.x509 import Certificate
from held_call import BRIEFING, EVENT, HeldCall, keeper_of, whole_call
from obstore.store import MemoryStore
from time_authority import NAME, YEAR, TimeAuthority

from onbackground.briefing import commands as do
from onbackground.cli.verify import verify_file
from onbackground.log.folder import DataFolder
from onbackground.proof.document import FILE_NAME as PROOF
from onbackground.proof.document import Proof, read_proof
from onbackground.proof.stamps import FILE_NAME as STAMP
from onbackground.proof.stamps import Stamp, StampError, check_answer, read_roots, read_stamp, stamp_request
from onbackground.proof.telling import tell
from onbackground.proof.verifying import Report, verify
from onbackground.release.correcting import correct, withdraw
from onbackground.release.keeper import Keeper
from onbackground.release.object_store import ObjectStore
from onbackground.release.office import OfficeError, read_authority
from onbackground.release.stamping import Authority, Stamper, ask, keep_stamping, read_stamps

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to stamp with")
STATEMENT = "what an office signed\n"


@pytest.fixture
def authority(tmp_path: Path) -> TimeAuthority:
    return TimeAuthority(tmp_path / "authority")


def stamp_of(authority: TimeAuthority, statement: str = STATEMENT) -> bytes:
    return authority.answer(stamp_request(statement).as_bytes())


# ── Read and checked ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_stamp_says_when_and_by_whom_and_openssl_agrees(authority: TimeAuthority, tmp_path: Path) -> None:
    before = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    answer = stamp_of(authority)
    stamp = read_stamp(answer, STATEMENT, [authority.root])
    assert stamp.authority == NAME and stamp.checked
    assert before <= stamp.at <= datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=1)
    assert read_stamp(answer, STATEMENT) == Stamp(stamp.at, NAME, checked=False)
    (tmp_path / "statement").write_text(STATEMENT)
    checking = ["openssl", "ts", "-verify", "-data", tmp_path / "statement", "-in", authority.place / "answer.tsr"]
    subprocess.run([*checking, "-CAfile", authority.ca], check=True, capture_output=True)


def refused(answer: bytes, roots: Sequence[Certificate], statement: str = STATEMENT) -> str:
    with pytest.raises(StampError) as told:
        read_stamp(answer, statement, roots)
    return str(told.value)


def test_a_stamp_of_something_else_is_none_of_this(authority: TimeAuthority) -> None:
    answer = stamp_of(authority, "another statement\n")
    assert "something else" in refused(answer, [authority.root])
    assert "something else" in refused(answer, [])


def test_a_foreign_authority_is_not_believed_even_under_the_same_name(authority: TimeAuthority, tmp_path: Path) -> None:
    other = TimeAuthority(tmp_path / "other")
    assert "not made by the authority" in refused(stamp_of(other), [authority.root])
    third = TimeAuthority(tmp_path / "third", ca="Another Root")
    assert read_stamp(stamp_of(third), STATEMENT, [authority.root, third.root]).checked


def test_an_authority_that_had_expired_is_not_believed(tmp_path: Path) -> None:
    expired = TimeAuthority(tmp_path / "expired", until=-YEAR)
    assert "not valid then" in refused(stamp_of(expired), [expired.root])


def test_no_byte_of_a_stamp_can_be_changed_to_another_hour(authority: TimeAuthority) -> None:
    answer = stamp_of(authority)
    good = read_stamp(answer, STATEMENT, [authority.root])
    hour = f"{good.at - datetime.timedelta(seconds=1):%Y%m%d%H%M%S}Z".encode()
    assert answer.count(hour) == 1
    earlier = answer.replace(hour, b"2001" + hour[4:])
    assert read_stamp(earlier, STATEMENT).at.year == 2001, "it is read as altered"
    assert "altered" in refused(earlier, [authority.root])
    for place in range(len(answer)):
        altered = answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]
        try:
            stamp = read_stamp(altered, STATEMENT, [authority.root])
        except StampError:
            continue
        assert stamp == good, place


@pytest.mark.parametrize("answer", [b"", b"no stamp", b"\x30\x03\x02\x01\x00", b"\x30\x80" * 1000])
def test_what_is_no_stamp_is_told(answer: bytes) -> None:
    assert "no time stamp" in refused(answer, [])


def test_an_answer_to_another_question_is_refused(authority: TimeAuthority) -> None:
    question = stamp_request(STATEMENT)
    check_answer(authority.answer(question.as_bytes()), question, STATEMENT)
    with pytest.raises(StampError, match="another question"):
        check_answer(stamp_of(authority), question, STATEMENT)


# ── Asked for ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_answers_no_stamp_is_told(authority: TimeAuthority) -> None:
    with authority.serving() as address:
        answer = ask(Authority(address=address), STATEMENT)
        assert read_stamp(answer, STATEMENT, [authority.root]).checked
        authority.broken = True
        with pytest.raises(OSError, match="503"):
            ask(Authority(address=address), STATEMENT)
    with pytest.raises(OSError, match="refused"):
        ask(Authority(address=address), STATEMENT)


@pytest.fixture
def call() -> HeldCall:
    return whole_call()


def published(keeper: Keeper) -> Path:
    (place,) = keeper.look()
    assert keeper.look() == []
    return place


def proof_in(place: Path) -> Proof:
    return read_proof((place / PROOF).read_bytes())


def verified(place: Path, authority: TimeAuthority, name: str = "index.html") -> Report:
    data, stamp = None if name == PROOF else (place / name).read_bytes(), (place / STAMP).read_bytes()
    return verify(name, data, proof_in(place), stamp=stamp, stamp_roots=[authority.root])


def test_it_is_published_first_and_stamped_later(call: HeldCall, authority: TimeAuthority, tmp_path: Path) -> None:
    keeper = keeper_of(call, tmp_path / "public")
    with authority.serving() as address:
        stamper = Stamper(call.recorder, Authority(address=address))
        stamper.look()
        place = published(keeper)
        assert not (place / STAMP).exists()
        before = {path: path.stat().st_mtime_ns for path in place.iterdir()}
        authority.broken = True
        with pytest.raises(OSError, match="503"):
            stamper.look()
        authority.broken = False
        stamper.look()
        assert keeper.look() == []
        assert {path: path.stat().st_mtime_ns for path in place.iterdir() if path.name != STAMP} == before
        report = verified(place, authority)
        assert report.proven and report.stamp and report.stamp.authority == NAME
        answer = (place / STAMP).read_bytes()
        stamper.look()
        assert read_stamps(call.recorder, BRIEFING) == {proof_in(place).statement: answer}, "asked once"


def test_every_version_has_its_own_and_the_tombstone_too(
    call: HeldCall, authority: TimeAuthority, tmp_path: Path
) -> None:
    keeper = keeper_of(call, tmp_path / "public")
    with authority.serving() as address:
        stamper = Stamper(call.recorder, Authority(address=address))
        place = published(keeper)
        stamper.look()
        correct(call.recorder, BRIEFING, call.state, "t002", "October", "November", "It was wrong.", call.now)
        published(keeper)
        assert not (place / STAMP).exists() and verified(place / "v1", authority).stamp
        stamper.look()
        keeper.look()
        assert verified(place, authority).stamp and verified(place / "v1", authority).stamp
        withdraw(call.recorder, BRIEFING, call.state, "It was published by mistake.", call.now)
        published(keeper)
        assert {path.name for path in place.iterdir()} == {"index.html", PROOF}
        stamper.look()
        keeper.look()
    report = verified(place, authority, PROOF)
    assert report.proven and report.stamp and report.stamp.checked
    shutil.rmtree(tmp_path / "public")
    keeper_of(call, tmp_path / "public").look()
    assert verified(place, authority, PROOF).stamp == report.stamp


def test_in_a_bucket_too(call: HeldCall, authority: TimeAuthority, tmp_path: Path) -> None:
    folder, store = DataFolder(tmp_path / "data"), MemoryStore()
    folder.ring.make(BRIEFING)
    keeper = Keeper(call.recorder, folder, ObjectStore(store), now=lambda: call.now)
    name = published(keeper)
    with authority.serving() as address:
        Stamper(call.recorder, Authority(address=address)).look()
    keeper.look()
    (answer,) = read_stamps(call.recorder, BRIEFING).values()
    assert bytes(store.get(f"{name}/{STAMP}").bytes()) == answer


def test_nothing_is_asked_before_the_lift(authority: TimeAuthority, tmp_path: Path) -> None:
    call = whole_call(EVENT)
    keeper_of(call, tmp_path / "public").look()
    Stamper(call.recorder, Authority(address="http://127.0.0.1:1/")).look()
    call.give(do.Declare(at=call.now, by="mod"))
    keeper_of(call, tmp_path / "public").look()
    with pytest.raises(OSError, match="refused"):
        Stamper(call.recorder, Authority(address="http://127.0.0.1:1/")).look()


def test_it_is_stamped_beside_the_keeper(authority: TimeAuthority, tmp_path: Path) -> None:
    folder, stop = DataFolder(tmp_path / "data"), threading.Event()
    recorder = folder.recorder()
    call = whole_call(recorder=recorder)
    published(Keeper(recorder, folder, tmp_path / "public"))
    with authority.serving() as address:
        stamping = threading.Thread(
            target=keep_stamping, args=(folder.recorder(), Authority(address=address), stop), daemon=True
        )
        stamping.start()
        while not read_stamps(recorder, BRIEFING):
            recorder.wait(0, 0.05)
        stop.set()
        stamping.join()
    assert call.state.lifted
    recorder.close()


# ── Told ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_verify_says_what_a_stamp_proves_and_what_not(
    call: HeldCall, authority: TimeAuthority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper = keeper_of(call, tmp_path / "public")
    place = published(keeper)
    with authority.serving() as address:
        Stamper(call.recorder, Authority(address=address)).look()
    keeper.look()
    page = place / "index.html"
    capsys.readouterr()
    assert verify_file(page) == 0
    said = capsys.readouterr().out
    assert f"as the time stamp of “{NAME}” says" in said.split("What is not proven:")[1] and "--stamp-ca" in said
    assert verify_file(page, stamp_ca=authority.ca) == 0
    said = capsys.readouterr().out
    assert f"UTC, by the time stamp of “{NAME}”." in said.split("What is not proven:")[0]
    assert "How long before its time stamp it was made" in said
    assert verify_file(page, stamp_ca=authority.ca, json_=True) == 0
    assert json.loads(capsys.readouterr().out)["stamp"]["checked"] is True
    foreign = TimeAuthority(tmp_path / "foreign")
    assert verify_file(page, stamp_ca=foreign.ca) == 1
    assert "the time stamp: it was altered, or not made by" in capsys.readouterr().out
    (place / STAMP).write_bytes(stamp_of(authority))
    assert verify_file(page) == 1
    assert "the time stamp: it is of something else than this statement" in capsys.readouterr().out


def test_a_certificate_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StampError, match="no certificate"):
        read_roots(b"nothing")


def test_the_name_of_an_authority_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    answer = stamp_of(TimeAuthority(tmp_path / "authority"))
    report = verify("x", None, Proof(statement=STATEMENT, key=""), stamp=answer)
    assert not report.proven and all(line.isprintable() for line in tell(report, "x"))


def test_the_office_says_whom_to_ask(tmp_path: Path) -> None:
    assert read_authority(tmp_path) is None
    (tmp_path / "office.toml").write_text('[time_stamp]\naddress = "https://time.example.org/"\n')
    assert read_authority(tmp_path) == Authority(address="https://time.example.org/")
    (tmp_path / "office.toml").write_text('[time_stamp]\naddress = "file:///etc/passwd"\n')
    with pytest.raises(OfficeError, match="address"):
        read_authority(tmp_path)
