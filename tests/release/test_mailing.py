"""The mailing: everyone on the list once, or named as in doubt; nobody twice, wherever it is killed."""

from __future__ import annotations

import email
import email.policy
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from held_call import BRIEFING, EVENT, KEPT_UNNAMED, whole_call
from hypothesis import given, settings
from mail_list import ADA, BEN, CAL, SERVER, Post
from msgspec.structs import replace

from onbackground.briefing import commands as do
from onbackground.briefing.sealed import Sealed
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Append, Record
from onbackground.release import making
from onbackground.release.correcting import correct, withdraw
from onbackground.release.mailing.mailing import GIVE_UP_MS, Settled, Standing, mailing_stream
from onbackground.release.mailing.readers import ListError, keep_readers, mark_of, parse_list, read_readers
from onbackground.release.mailing.session import Answer, LostError, UnreachableError
from onbackground.transcript.writing import to_text

YES = Answer(250, "250")
MINUTE = 60_000


class Killed(BaseException):
    """The mailer was killed."""


class Box:
    """A mail server: what it has taken, and what it will answer to whom."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.at_offer: dict[str, Answer] = {}
        self.at_end: dict[str, Answer | type[Exception]] = {}
        self.connections = 0
        self.messages_a_connection = 1000
        self.unreachable = False
        self.step: Callable[[], None] = lambda: None

    @property
    def recipients(self) -> Counter[str]:
        return Counter(recipient for recipient, _ in self.taken)

    def connect(self) -> Wire:
        self.step()
        if self.unreachable:
            raise UnreachableError("it is away")
        self.connections += 1
        return Wire(self)


class Wire:
    """A connection to it. Each thing that goes over it is a step at which one can be killed."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._recipient = ""
        self._left = box.messages_a_connection

    def offer(self, recipient: Sealed) -> Answer:
        self._box.step()
        if self._left == 0:
            raise UnreachableError("no more on this connection")
        self._recipient = recipient.reveal()
        return self._box.at_offer.get(self._recipient, YES)

    def send(self, message: bytes) -> Answer:
        self._box.step()
        self._left -= 1
        answer = self._box.at_end.get(self._recipient, YES)
        if answer is UnreachableError:
            raise UnreachableError("gone at DATA")
        if not isinstance(answer, Answer) or answer.accepted:
            self._box.taken.append((self._recipient, message))
        self._box.step()
        if not isinstance(answer, Answer):
            raise LostError("gone before the answer")
        return answer

    def close(self) -> None:
        pass


def text_of(data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    text: str = next(iter(message.iter_parts())).get_content()
    return text


def test_everyone_on_the_list_gets_a_message_of_their_own(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    post.mailer(box.connect).look()
    assert box.recipients == {ADA: 1, BEN: 1}
    assert box.connections == 1
    for recipient, data in box.taken:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert message["To"] == recipient
        other = BEN if recipient == ADA else ADA
        assert other.encode() not in data
        assert "The barrier will be ready in October." in text_of(data)
        assert not [name for name in KEPT_UNNAMED if name.encode() in data]
    assert len({email.message_from_bytes(data)["Message-ID"] for _, data in box.taken}) == 2


def test_the_message_id_is_stable_and_known_only_to_the_house(tmp_path: Path) -> None:
    def ids(root: Path) -> list[str]:
        post, box = Post(root, ADA).publish(), Box()
        post.mailer(box.connect).look()
        post.mailing.note(Settled(at=0, reader=mark_of(post.folder, ADA), again=True))
        post.mailer(box.connect).look()
        return [email.message_from_bytes(data)["Message-ID"] for _, data in box.taken]

    one, other = ids(tmp_path / "one"), ids(tmp_path / "other")
    assert len(one) == 2
    assert one[0] == one[1] != other[0]


def test_nothing_goes_out_before_it_is_in_place(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, call=whole_call(EVENT)), Box()
    post.publish()
    mailer = post.mailer(box.connect)
    mailer.look()
    assert box.connections == 0
    assert not post.mailing.allowed
    post.call.give(do.Declare(at=post.call.now, by="mod"))
    mailer.look()
    assert box.connections == 0
    post.publish()
    mailer.look()
    assert box.recipients == {ADA: 1}


def test_who_comes_to_the_list_later_gets_none_of_it(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA).publish(), Box()
    mailer = post.mailer(box.connect)
    mailer.look()
    keep_readers(post.folder, [Sealed(ADA), Sealed(BEN)])
    mailer.look()
    assert box.recipients == {ADA: 1}


def test_what_was_published_before_there_was_mail_is_not_sent(tmp_path: Path) -> None:
    post = Post(tmp_path, ADA, sender="").publish()
    post.sender = SERVER.sender
    post.publish()
    assert not post.mailing.allowed


def test_who_leaves_before_their_turn_gets_nothing(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    box.at_offer[BEN] = Answer(450, "450 4.2.1")
    mailer = post.mailer(box.connect)
    mailer.look()
    keep_readers(post.folder, [Sealed(ADA)])
    box.at_offer.clear()
    post.call.now += 10 * MINUTE
    mailer.look()
    assert box.recipients == {ADA: 1}


def test_what_is_put_off_is_tried_again_later_and_in_the_end_given_up(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    box.at_offer[ADA] = Answer(450, "450 4.2.1")
    mailer = post.mailer(box.connect)
    mailer.look()
    assert (post.standing(ADA), post.standing(BEN)) == (Standing.DEFERRED, Standing.SENT)
    post.call.now += 4 * MINUTE
    mailer.look()
    assert box.connections == 1
    post.call.now += 2 * MINUTE
    mailer.look()
    assert box.connections == 2
    post.call.now += GIVE_UP_MS
    mailer.look()
    assert post.standing(ADA) is Standing.REFUSED
    assert post.mailing.status == {mark_of(post.folder, ADA): "450 4.2.1"}
    assert box.recipients == {BEN: 1}


@pytest.mark.parametrize("where", ["at_offer", "at_end"])
def test_what_is_refused_for_good_is_not_tried_again(tmp_path: Path, where: str) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    getattr(box, where)[ADA] = Answer(550, "550 5.1.1")
    mailer = post.mailer(box.connect)
    mailer.look()
    post.call.now += 10 * GIVE_UP_MS
    mailer.look()
    assert post.standing(ADA) is Standing.REFUSED
    assert box.connections == 1
    assert box.recipients == {BEN: 1}


def test_a_connection_that_ends_after_some_messages_is_followed_by_another(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN, CAL).publish(), Box()
    box.messages_a_connection = 1
    post.mailer(box.connect).look()
    assert box.recipients == {ADA: 1, BEN: 1, CAL: 1}
    assert box.connections == 3


def test_a_server_that_is_away_is_left_alone_for_a_while(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA).publish(), Box()
    box.unreachable = True
    mailer = post.mailer(box.connect)
    mailer.look()
    box.unreachable = False
    mailer.look()
    assert box.connections == 0
    post.call.now += 5000
    mailer.look()
    assert box.recipients == {ADA: 1}


def test_who_is_in_doubt_is_left_to_a_person(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    box.at_end[ADA] = LostError
    mailer = post.mailer(box.connect)
    mailer.look()
    post.call.now += GIVE_UP_MS
    mailer.look()
    assert (post.standing(ADA), post.standing(BEN)) == (Standing.IN_DOUBT, Standing.SENT)
    assert box.recipients == {ADA: 1, BEN: 1}
    box.at_end.clear()
    post.mailing.note(Settled(at=post.call.now, reader=mark_of(post.folder, ADA), again=True))
    mailer.look()
    assert post.standing(ADA) is Standing.SENT


def test_a_connection_that_ends_at_data_leaves_nobody_in_doubt(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA).publish(), Box()
    box.at_end[ADA] = UnreachableError
    mailer = post.mailer(box.connect)
    mailer.look()
    assert post.standing(ADA) is Standing.DEFERRED
    box.at_end.clear()
    post.call.now += 5 * MINUTE
    mailer.look()
    assert box.recipients == {ADA: 1}


def test_what_is_corrected_meanwhile_goes_out_corrected_and_what_is_withdrawn_not_at_all(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    box.at_offer = {ADA: Answer(450, "450"), BEN: Answer(450, "450")}
    mailer = post.mailer(box.connect)
    mailer.look()
    call = post.call
    correct(call.recorder, BRIEFING, call.state, "t002", "October", "November", "It was misheard.", call.now)
    post.publish()
    box.at_offer.pop(ADA)
    call.now += 5 * MINUTE
    mailer.look()
    assert box.recipients == {ADA: 1}
    assert "[November]" in text_of(box.taken[0][1])
    withdraw(call.recorder, BRIEFING, call.state, "It was published by mistake.", call.now)
    box.at_offer.clear()
    call.now += 60 * MINUTE
    mailer.look()
    assert box.recipients == {ADA: 1}


def test_two_mailers_at_once_send_nothing_twice(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN, CAL).publish(), Box()
    other, running = post.mailer(box.connect), [False]

    def meanwhile() -> None:
        if not running[0]:
            running[0] = True
            other.look()
            running[0] = False

    box.step = meanwhile
    box.at_offer[CAL] = Answer(450, "450")
    post.mailer(box.connect).look()
    assert box.recipients == {ADA: 1, BEN: 1}
    assert {post.standing(reader) for reader in (ADA, BEN)} == {Standing.SENT}


class Fragile(MemoryRecorder):
    """A log whose user is killed at one of its writes, before it or just after."""

    step: Callable[[], None] = staticmethod(lambda: None)

    def append_group(self, appends: list[Append]) -> list[list[Record]]:  # type: ignore[override]
        self.step()
        written = super().append_group(appends)
        self.step()
        return written


@pytest.fixture(scope="module")
def cheap_bundles() -> Iterator[None]:
    """What is mailed is looked at, and not how the other forms look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "forms", lambda transcript, *_, **__: {"transcript.txt": to_text(transcript).encode()})
        guard = making.guard_of(whole_call().state.seats.values())
        patch.setattr(making, "guard_of", lambda _: guard)
        yield


@pytest.mark.usefixtures("cheap_bundles")
@given(st.lists(st.integers(1, 40), max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_wherever_it_is_killed_nobody_gets_it_twice_and_everybody_once_or_is_named(
    lives: list[int], data: st.DataObject
) -> None:
    recorder, box = Fragile(), Box()
    answers = st.sampled_from([YES, YES, Answer(451, "451"), Answer(554, "554"), LostError, UnreachableError])
    box.at_end = {reader: data.draw(answers) for reader in (ADA, BEN, CAL)}  # type: ignore[misc]
    box.messages_a_connection = data.draw(st.integers(1, 3))
    with tempfile.TemporaryDirectory() as place:
        post = Post(Path(place), ADA, BEN, CAL, call=whole_call(recorder=recorder))
        for steps in [*lives, None]:
            left = [steps]

            def step(left: list[int | None] = left) -> None:
                if left[0] is not None:
                    left[0] -= 1
                    if left[0] < 0:
                        raise Killed

            recorder.step = box.step = step
            try:
                post.publish()
                mailer = post.mailer(box.connect)
                mailer.look()
                post.call.now += 10 * MINUTE
                mailer.look()
            except Killed:
                pass
            post.call.now += 10 * MINUTE
        box.at_end.clear()
        post.call.now += 400 * MINUTE
        post.mailer(box.connect).look()
        assert max(box.recipients.values(), default=0) <= 1
        for reader in (ADA, BEN, CAL):
            standing = post.standing(reader)
            assert standing in (Standing.SENT, Standing.IN_DOUBT, Standing.REFUSED)
            if standing is not Standing.IN_DOUBT:
                assert box.recipients[reader] == (standing is Standing.SENT)


def test_the_list_is_sealed_and_no_address_is_in_the_log(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA, BEN).publish(), Box()
    post.mailer(box.connect).look()
    kept = [path.read_bytes() for path in post.folder.root.rglob("*") if path.is_file()]
    log = [record.data for record in post.call.recorder.read(mailing_stream(BRIEFING))]
    assert log
    for part in (b"ada@", b"courier.example", b"ben@", b"herald.example"):
        assert not any(part in data.lower() for data in [*kept, *log])


def test_the_list_has_each_address_once_however_it_is_written(tmp_path: Path) -> None:
    post = Post(tmp_path)
    keep_readers(post.folder, parse_list(f"# the list\n{ADA}\n\n{ADA.upper()}  # again\n{BEN}\n"))
    assert [address.reveal() for address in read_readers(post.folder).values()] == [ADA, BEN]


@pytest.mark.parametrize("line", ["nobody", "Ada <ada@courier.example>", "a@b.example, c@d.example", "å@b.example"])
def test_a_line_that_is_no_address_is_told_by_its_number_alone(line: str) -> None:
    with pytest.raises(ListError, match=r"^line 2: ") as told:
        parse_list(f"{ADA}\n{line}\n")
    assert line not in str(told.value)


def test_readers_leave_by_their_mark(tmp_path: Path) -> None:
    post, box = Post(tmp_path, ADA).publish(), Box()
    leave = replace(SERVER, unsubscribe="https://press.harbour.example/leave?reader={reader}")
    post.mailer(box.connect, leave).look()
    message = email.message_from_bytes(box.taken[0][1])
    mark = mark_of(post.folder, ADA)
    assert message["List-Unsubscribe"] == f"<https://press.harbour.example/leave?reader={mark}>"
