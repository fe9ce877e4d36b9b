"""Messages are read and written as RFC 3261 says; the torture messages have their own file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.sip.fields import (
    CSeq,
    MalformedMessage,
    NameAddr,
    Via,
    parse_name_addr,
    parse_params,
    parse_uri,
    parse_via,
    split_list,
)
from onbackground.exchange.sip.headers import canonical_name
from onbackground.exchange.sip.message import MAX_BODY, MAX_FIELDS, Request, Response, parse

INVITE = (
    b"INVITE sip:b7k2@127.0.0.1 SIP/2.0\r\n"
    b"v: SIP/2.0/UDP 127.0.0.1:5071;branch=z9hG4bK1;rport\r\n"
    b'f: "Wren, Ada" <sip:ada@example.org>;tag=a1\r\n'
    b"t: <sip:b7k2@127.0.0.1>\r\n"
    b"i: one@example.org\r\n"
    b"CSEQ: 1\r\n INVITE\r\n"
    b"Max-Forwards: 70\r\n"
    b"m: <sip:ada@127.0.0.1:5071>\r\n"
    b"c: application/sdp; charset=x\r\n"
    b"l: 3\r\n"
    b"\r\n"
    b"v=0 and what is not part of it"
)


def test_compact_forms_folding_and_case_are_read() -> None:
    request = parse(INVITE)
    assert isinstance(request, Request)
    assert (request.method, request.uri) == ("INVITE", "sip:b7k2@127.0.0.1")
    assert request.via == Via("UDP", "127.0.0.1", 5071, {"branch": "z9hG4bK1", "rport": None})
    assert request.from_ == NameAddr("sip:ada@example.org", "Wren, Ada", {"tag": "a1"})
    assert request.to.tag is None
    assert request.cseq == CSeq(1, "INVITE")
    assert request.contact is not None
    assert request.contact.uri == "sip:ada@127.0.0.1:5071"
    assert request.content_type == "application/sdp"
    assert request.body == b"v=0"


def test_a_request_is_built_and_read_back() -> None:
    request = Request(
        "OPTIONS",
        "sip:desk@127.0.0.1",
        [
            ("Via", Via("TCP", "127.0.0.1", 5072, {"branch": "z9hG4bK2"})),
            ("From", NameAddr("sip:bo@example.org", 'Bo "B" Finch', {"tag": "t"})),
            ("To", NameAddr("sip:desk@127.0.0.1")),
            ("Call-ID", "two@example.org"),
            ("CSeq", CSeq(7, "OPTIONS")),
        ],
        b"\x00\xff",
    )
    back = parse(bytes(request))
    assert isinstance(back, Request)
    assert back.from_ == request.from_
    assert back.body == b"\x00\xff"
    assert bytes(back) == bytes(request)


def test_a_response_copies_what_names_the_request_and_adds_the_tag_once() -> None:
    request = parse(INVITE)
    assert isinstance(request, Request)
    ringing = request.response(180, to_tag="ours", headers=[("Contact", "<sip:127.0.0.1>")])
    back = parse(bytes(ringing))
    assert isinstance(back, Response)
    assert (back.status, back.reason) == (180, "Ringing")
    assert back.via == request.via
    assert back.to.tag == "ours"
    request.headers.set("To", ringing.to)
    assert request.response(200, to_tag="another").to.tag == "ours"


def test_list_fields_are_split_outside_quotes_and_brackets() -> None:
    text = '"a, b" <sip:x,y@example.org>;q="1,2", sip:c@example.org ,<sip:d@example.org>'
    assert split_list(text) == [
        '"a, b" <sip:x,y@example.org>;q="1,2"',
        "sip:c@example.org",
        "<sip:d@example.org>",
    ]
    both = INVITE.replace(b";rport\r\n", b";rport, SIP/2.0/TCP 127.0.0.2\r\n")
    assert [parse_via(via).host for via in parse(both).headers.all("via")] == ["127.0.0.1", "127.0.0.2"]


def test_parameters_after_a_bare_uri_belong_to_the_header_field() -> None:
    assert parse_name_addr("sip:a@example.org;tag=x").params == {"tag": "x"}
    assert parse_name_addr("<sip:a@example.org;lr>;tag=x") == NameAddr("sip:a@example.org;lr", "", {"tag": "x"})


def test_uri_parts() -> None:
    uri = parse_uri("sip:%62%37k2;day=one:word@[::1]:5080;transport=tcp;lr?Subject=x")
    assert (uri.user, uri.host, uri.port) == ("b7k2;day=one", "[::1]", 5080)
    assert uri.params == {"transport": "tcp", "lr": None}
    assert uri.headers == "Subject=x"


def test_unknown_octets_survive_a_round_trip() -> None:
    odd = INVITE.replace(b"Max-Forwards: 70", b"X-Odd: caf\xe9 \xf0\x9f")
    assert b"X-Odd: caf\xe9 \xf0\x9f\r\n" in bytes(parse(odd))


def test_names_are_spelt_as_the_rfcs_do() -> None:
    assert [canonical_name(name) for name in ("i", "CALL-ID", "cseq", "max-FORWARDS", "min-se", "x")] == [
        "Call-ID",
        "Call-ID",
        "CSeq",
        "Max-Forwards",
        "Min-SE",
        "Session-Expires",
    ]


def test_what_names_people_is_not_in_a_representation() -> None:
    request = parse(INVITE)
    assert repr(request) == "Request(INVITE)"
    assert "ada" not in repr(request.from_)
    with pytest.raises(MalformedMessage) as caught:
        parse(INVITE.replace(b"tag=a1", b'tag="'))
    assert "ada" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        (b"l: 3", b"l: 99", 400),
        (b"l: 3", b"l: -1", 400),
        (b"l: 3", b"l: 3\r\nContent-Length: 3", 400),
        (b" INVITE\r\nMax", b" BYE\r\nMax", 400),
        (b"CSEQ: 1\r\n", b"CSEQ: 2147483648\r\n", 400),
        (b"SIP/2.0\r\nv:", b"SIP/3.0\r\nv:", 505),
        (b"i: one@example.org\r\n", b"", 400),
        (b"l: 3", b"no colon here", 400),
        (b"Max-Forwards: 70", b"Max-Forwards: 256", 400),
        (b"Max-Forwards: 70", b"X: y\r\n" * (MAX_FIELDS + 1) + b"Z: z", 400),
        (b"Max-Forwards: 70", b"X: " + b"y" * 20_000, 513),
        (b"v=0 and", b"v=0" + bytes(MAX_BODY), 513),
        (b"Max-Forwards: 70", b"X: a\nb", 400),
    ],
)
def test_malformed_requests_can_be_answered(old: bytes, new: bytes, status: int) -> None:
    assert old in INVITE
    with pytest.raises(MalformedMessage) as caught:
        parse(INVITE.replace(old, new))
    assert caught.value.status == status
    assert caught.value.request is not None
    answer = parse(INVITE.replace(b"i: one@example.org\r\n", b"i: x\r\n"))
    assert caught.value.request.response(status).via == answer.via


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\x00" * 50, b"INVITE\r\n\r\n", b"SIP/2.0 99999 No\r\n\r\n"])
def test_what_is_no_message_cannot_be_answered(data: bytes) -> None:
    with pytest.raises(MalformedMessage) as caught:
        parse(data)
    assert caught.value.request is None


def test_a_malformed_ack_is_never_answered() -> None:
    with pytest.raises(MalformedMessage) as caught:
        parse(INVITE.replace(b"INVITE", b"ACK").replace(b"l: 3", b"l: 99"))
    assert caught.value.request is None


def test_a_header_field_cannot_smuggle_in_another() -> None:
    with pytest.raises(ValueError, match="one line"):
        Request("INVITE", "sip:x@example.org", [("Subject", "a\r\nVia: b")])


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.none() | st.text(min_size=1), max_size=4))
def test_parameters_round_trip(params: dict[str, str | None]) -> None:
    address = NameAddr("sip:a@example.org", "", params)
    assert parse_name_addr(str(address)) == address
    assert parse_params(str(address).partition(">")[2]) == params
