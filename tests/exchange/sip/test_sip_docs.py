"""The example in docs/sip.md works as it stands."""

import re
from pathlib import Path

from sip_peer import SDP, Peer

PAGE = Path(__file__).parents[3] / "docs" / "sip.md"


def test_the_example_answers_a_call() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)
    arrived, sessions = names["arrived"], names["sessions"]
    assert callable(arrived)
    assert isinstance(sessions, dict)
    arrived(bytes(Peer().request("INVITE", body=SDP)), ("127.0.0.1", 5071), 0.0)
    assert len(sessions) == 1
