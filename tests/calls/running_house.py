"""An exchange as a process of its own, and the log it shares with the test: as in service, on loopback."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from ports import HOST, free_ports

from onbackground.briefing import commands as do
from onbackground.briefing.pins import pin_digest
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import State
from onbackground.briefing.terms import GroundRules, Role, Seat
from onbackground.log.briefings import Asked, Briefings, Happened
from onbackground.log.folder import DataFolder

BRIEFING = "fable"
STARTED = "from onbackground.exchange.process import Settings, run; from pathlib import Path; import sys; "
_OPTIONS = "run(Settings(Path(sys.argv[1]), sip_port=int(sys.argv[2]), media_port=int(sys.argv[3])))"

ROLES = {
    "mod": Role.MODERATOR,
    "one": Role.OFFICIAL,
    "r1": Role.REPORTER,
    "r2": Role.REPORTER,
    "ear": Role.LISTENER,
}


def pin_of(number: int) -> str:
    """Eight digits of no other seat."""
    return str(10_000_000 + number * 7_919)


class RunningHouse:
    """An exchange that runs, seen from outside: its ports, its log, and PINs for everybody in its one briefing."""

    def __init__(self, data: Path, roles: dict[str, Role], *, announces: bool) -> None:
        self.data = data
        self.sip_port = free_ports()
        self.media_port = self.sip_port + 2
        folder = DataFolder(data)
        self._recorder = folder.recorder()
        self._briefings = Briefings(self._recorder)
        self._lock = threading.Lock()
        self.happened: list[Happened] = []
        self.pins = {id_: pin_of(number) for number, id_ in enumerate(roles)}
        key = folder.pin_key()
        seats = tuple(
            Seat(
                id=id_,
                role=role,
                name=Sealed(f"Person {id_}"),
                outlet=f"The {id_.upper()} Gazette" if role is Role.REPORTER else "",
                alias=role.value.title(),
                pin=pin_digest(key, self.pins[id_]),
            )
            for id_, role in roles.items()
        )
        at = self.at()
        self.give(
            do.Convene(
                at=at,
                by="mod",
                title="Harbour talks",
                ground_rules=GroundRules(),
                seats=seats,
                starts_at=at,
                announces=announces,
            )
        )
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> tuple[str, int]:
        return HOST, self.sip_port

    @staticmethod
    def at() -> int:
        return round(time.time() * 1000)

    def start(self) -> None:
        """Start the exchange and wait until it answers."""
        arguments = [str(self.data), str(self.sip_port), str(self.media_port)]
        self.process = subprocess.Popen([sys.executable, "-c", STARTED + _OPTIONS, *arguments])
        self.wait_for(self._answers_options, 30, "the exchange to answer")

    def kill(self) -> None:
        """SIGKILL: it has no say in it."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """SIGTERM, and all is let go."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(20) == 0
        self._recorder.close()

    def state(self) -> State:
        """How the briefing stands in the log."""
        with self._lock:
            self.happened += self._briefings.catch_up()
            return self._briefings.states[BRIEFING]

    def give(self, command: do.AnyCommand) -> None:
        """Give a command as the desk does; a refusal fails the test."""
        with self._lock:
            outcome = self._briefings.ask([Asked(BRIEFING, command)])[0].outcome
            self.happened += self._briefings.catch_up()
        assert not isinstance(outcome, Refusal), outcome

    def events(self) -> list[str]:
        """The names of all that happened."""
        self.state()
        return [type(happened.event).__name__ for happened in self.happened]

    def wait_for(self, predicate: Callable[[], bool], seconds: float, what: str) -> None:
        """Look until it is so; fails after so many seconds."""
        give_up_at = time.monotonic() + seconds
        while not predicate():
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"the exchange ended while the test waited for {what}")
            if time.monotonic() > give_up_at:
                raise AssertionError(f"waited {seconds:g} s in vain for {what}; last: {self.events()[-20:]}")
            time.sleep(0.02)

    def _answers_options(self) -> bool:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.bind((HOST, 0))
            asking.settimeout(0.2)
            port = asking.getsockname()[1]
            asking.sendto(
                f"OPTIONS sip:{HOST} SIP/2.0\r\nVia: SIP/2.0/UDP {HOST}:{port};branch=z9hG4bK{time.time_ns()}\r\n"
                f"From: <sip:test@{HOST}>;tag=1\r\nTo: <sip:{HOST}>\r\nCall-ID: {time.time_ns()}\r\n"
                "CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n".encode(),
                self.address,
            )
            try:
                return asking.recv(4096).startswith(b"SIP/2.0 200")
            except OSError:
                return False


@contextmanager
def running_house(
    data: Path,
    *,
    roles: dict[str, Role] | None = None,
    prompts: Path | None = None,
    announces: bool = True,
) -> Iterator[RunningHouse]:
    """An exchange in this folder. ``prompts``: a house whose key and rendered prompts all share."""
    data.mkdir(parents=True, exist_ok=True)
    if prompts is not None:
        shared = DataFolder(prompts)
        shared.own_key("prompts")
        shared.prompts.mkdir(exist_ok=True)
        shutil.copy(shared.house_key, data)
        shutil.copytree(prompts / "keys", data / "keys")
        (data / "prompts").symlink_to(shared.prompts)
    house = RunningHouse(data, roles or ROLES, announces=announces)
    try:
        house.start()
        yield house
    finally:
        house.stop()


def quiet_house(data: Path, prompts: Path) -> AbstractContextManager[RunningHouse]:
    """One that says nothing on the programme: tests that listen there need not wait for its announcements."""
    return running_house(data, prompts=prompts, announces=False)
