"""RFC 4475: what is well formed is taken, what is not is answered or dropped, and nothing breaks."""

import random

import pytest
from sip_torture import INTMETH, TRIALS, WSINV, Trial

from onbackground.exchange.sip.endpoint import Endpoint
from onbackground.exchange.sip.events import Invited
from onbackground.exchange.sip.fields import MalformedMessage, parse_uri
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.message import Request, parse

TAKEN = {"esc01", "longreq", "baddate", "inv2543"}
"""INVITEs that become calls."""


def endpoint() -> Endpoint:
    return Endpoint(contact_host="127.0.0.1", udp_port=5060, tcp_port=5060, random=random.Random(1))


def trial_id(trial: Trial) -> str:
    return f"{trial.section}-{trial.name}"


def test_every_message_of_the_rfc_is_here() -> None:
    sections = [trial.section for trial in TRIALS]
    assert len(sections) == len(set(sections)) == 49
    assert sum(section.startswith("3.1.1.") for section in sections) == 13
    assert sum(section.startswith("3.1.2.") for section in sections) == 19
    assert sum(section.startswith("3.3.") for section in sections) == 15


@pytest.mark.parametrize("trial", TRIALS, ids=trial_id)
def test_parsing(trial: Trial) -> None:
    if trial.parses:
        message = parse(trial.octets)
        again = parse(bytes(message))
        assert list(again.headers) == [
            *((name, value) for name, value in message.headers if name != "Content-Length"),
            ("Content-Length", str(len(message.body))),
        ]
        assert again.body == message.body
    else:
        with pytest.raises(MalformedMessage):
            parse(trial.octets)


@pytest.mark.parametrize("trial", TRIALS, ids=trial_id)
def test_what_the_endpoint_says_to_it(trial: Trial) -> None:
    ours = endpoint()
    ours.receive_datagram(trial.octets, ("192.0.2.200", 5060), 0.0)
    # What we repeat of a malformed request is malformed too: of the answer, only the status is read.
    answers = [int(data.split()[1]) for data, _ in ours.outgoing()]
    assert answers == ([] if trial.answer is None else [trial.answer])
    assert [type(event) for event in ours.events()] == ([Invited] if trial.name in TAKEN else [])


def test_the_answer_to_insufficient_fields_says_what_there_was() -> None:
    ours = endpoint()
    (trial,) = [one for one in TRIALS if one.name == "insuf"]
    ours.receive_datagram(trial.octets, ("192.0.2.95", 5060), 0.0)
    ((data, flow),) = ours.outgoing()
    assert data.startswith(b"SIP/2.0 400 No From\r\nVia: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\r\n")
    assert flow == Flow("udp", ("192.0.2.95", 5060), 0)


@pytest.mark.parametrize("trial", TRIALS, ids=trial_id)
def test_on_a_stream_nothing_breaks_either(trial: Trial) -> None:
    ours, flow = endpoint(), Flow("tcp", ("192.0.2.200", 5060), 1)
    for start in range(0, len(trial.octets), 100):
        ours.receive_stream(trial.octets[start : start + 100], flow, 0.0)
    broken = {"ncl", "mcl01", "dblreq", "inv2543"}  # a bad length, or none
    assert ours.closing() == ([flow] if trial.name in broken else [])


def test_the_tortuous_invite_is_understood() -> None:
    message = parse(WSINV)
    assert isinstance(message, Request)
    assert message.from_.display == 'J Rosenberg \\"'
    assert (message.from_.tag, message.to.tag) == ("98asjd8", "1918181833n")
    assert str(message.cseq) == "9 INVITE"
    assert message.headers.get("NewFangledHeader") == "newfangled value continued newfangled value"
    assert str(message.via) == "SIP/2.0/UDP 192.0.2.2;branch=390skdjuw"
    assert len(message.headers.all("Via")) == 3
    assert message.contact is not None
    assert message.contact.display == 'Quoted string ""'
    assert message.contact.params == {"newparam": "newvalue", "secondparam": None, "q": "0.33"}


def test_unusual_characters_are_understood() -> None:
    message = parse(INTMETH)
    assert isinstance(message, Request)
    assert message.method == "!interesting-Method0123456789_*+`.%indeed'~"
    assert message.to.display == "BEL:\x07 NUL:\x00 DEL:\x7f"
    assert parse_uri(message.uri).user == "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
    assert message.from_.params["fromparam''~+*_!.-%"] == "работающий"


def test_escapes_in_what_was_dialled_are_undone_once() -> None:
    ours = endpoint()
    (trial,) = [one for one in TRIALS if one.name == "esc01"]
    ours.receive_datagram(trial.octets, ("192.0.2.5", 5060), 0.0)
    (invited,) = ours.events()
    assert isinstance(invited, Invited)
    assert invited.user == "sips:user@example.com"
