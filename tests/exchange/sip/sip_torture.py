r"""The torture messages of RFC 4475, section by section, and what is to become of each.

Each trial is written anew after the RFC's description of what it tests. In the text, lines end with CRLF on the
wire, `{length}` stands for the true length of the body, and `\xNN` in raw strings is an octet.
"""

from __future__ import annotations

from typing import NamedTuple

SDP = """v=0
o=mhandley 29739 7272939 IN IP4 192.0.2.3
s=-
c=IN IP4 192.0.2.4
t=0 0
m=audio 49217 RTP/AVP 0 12
m=video 3227 RTP/AVP 31
a=rtpmap:31 LPC
"""


class Trial(NamedTuple):
    """`parses`: whether it is a well-formed message. `answer`: what our endpoint says to it; None is silence."""

    section: str
    name: str
    octets: bytes
    parses: bool
    answer: int | None


def _wire(text: str, body: bytes | str = b"") -> bytes:
    octets = body.replace("\n", "\r\n").encode() if isinstance(body, str) else body
    head = text.replace("{length}", str(len(octets))).replace("\n", "\r\n")
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + octets


def _common(method: str, branch: str, *, uri: str = "sip:user@example.com", rest: str = "") -> str:
    return f"""{method} {uri} SIP/2.0
To: sip:user@example.com
From: sip:caller@example.net;tag=9kx
Max-Forwards: 70
Call-ID: {branch}.0ha0isndaksdj@192.0.2.5
CSeq: 8 {method}
Via: SIP/2.0/UDP 192.0.2.5;branch=z9hG4bK{branch}
{rest}"""


WSINV = _wire(
    """INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
TO :
 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
Call-ID: wsinv.ndaksdj@192.0.2.1
Content-Length   : {length}
cseq: 0009
  INVITE
Via  : SIP  /   2.0
 /UDP
    192.0.2.2;branch=390skdjuw
s :
NewFangledHeader:   newfangled value
 continued newfangled value
UnknownHeaderWithUnusualValue: ;;,,;;,;
Content-Type: application/sdp
Route:
 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
v:  SIP  / 2.0  / TCP     spindle.example.com   ;
  branch  =   z9hG4bK9ikj8  ,
 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
 z9hG4bK30239
m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
      newvalue ;
  secondparam ; q = 0.33

""".removesuffix("\n"),
    SDP,
)

INTMETH = _wire(
    "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
    ":&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0\n"
    "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~\n"
    'To: "BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f" <sip:1_unusual.URI~(to-be!sure)&isn\'t+it$/crazy?,/;;*@example.com>\n'
    "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"работающий\""
    ";tag=_token~1'+`*%!-.\n"
    "Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{\n"
    "CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~\n"
    "Max-Forwards: 255\n"
    "extensionHeader-!.%*+_`'~:大停電\n"
    "Content-Length: {length}\n"
)

LONGREQ = _wire(
    "INVITE sip:user@example.com SIP/2.0\n"
    'To: "I have a user name of '
    + "extreme" * 10
    + ' proportion" <sip:user@example.com:6000;unknownparam1='
    + "very" * 20
    + "longvalue;longparam"
    + "name" * 25
    + "=shortvalue;very"
    + "long" * 25
    + "ParameterNameWithNoValue>\n"
    "F: sip:"
    + "amazinglylongcallername" * 5
    + "@example.net;tag=12"
    + "982" * 50
    + "424;unknownheaderparam"
    + "name" * 20
    + "=unknowheaderparam"
    + "value" * 15
    + "\n"
    "Call-ID: longreq.one" + "really" * 20 + "longcallid\n"
    "CSeq: 3882340 INVITE\n"
    "Unknown-"
    + "Long" * 20
    + "-Name: unknown-"
    + "long" * 20
    + "-value; unknown-"
    + "long" * 20
    + "-parameter-name = x\n"
    "Via: SIP/2.0/TCP sip33.example.com\n"
    "v: SIP/2.0/TCP sip32.example.com\n"
    "V: SIP/2.0/TCP "
    + "very" * 20
    + "long.host.example.com;branch=z9hG4bKlong"
    + "branch" * 30
    + "\n"
    + "".join(f"Via: SIP/2.0/TCP sip{number}.example.com\n" for number in range(31, 0, -1))
    + "Contact: <sip:"
    + "amazinglylongcallername" * 5
    + "@host5.example.net>\n"
    "Max-Forwards: 70\nContent-Type: application/sdp\nl: {length}\n",
    SDP,
)

MULTIPART = (
    b"--7a9cbec02ceef655\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\n\r\nHello\r\n"
    b"--7a9cbec02ceef655\r\nContent-Type: application/octet-stream\r\n\r\n0\x82\x01R\x06\t*\x86H\x86\xf7\r\n\x00\r\n"
    b"--7a9cbec02ceef655--"
)

UNREASON = _wire(
    "SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое\n"
    "Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\n"
    "Call-ID: unreason.1234ksdfak3j2erwedfsASdf\nCSeq: 35 INVITE\n"
    "From: sip:user@example.com;tag=11141343\nTo: sip:user@example.edu;tag=2229\n"
    "Content-Length: {length}\nContent-Type: application/sdp\nContact: <sip:user@host198.example.com>\n",
    SDP,
)

RESPONSE = """SIP/2.0 {status}
Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
Call-ID: noreason.asndj203insdf99223ndf
CSeq: 35 INVITE
From: <sip:user@example.com>;tag=39ansfi3
To: <sip:user@example.edu>;tag=902jndnke3
Content-Length: 0
Contact: <sip:user@host105.example.com>
"""

_LENGTH = "Content-Length: {length}\n"
_INVITE_BODY = "Contact: <sip:caller@host5.example.net>\nContent-Type: application/sdp\nContent-Length: {length}\n"

TRIALS = [
    # 3.1.1 Valid messages
    Trial("3.1.1.1", "wsinv", WSINV, True, 481),  # it has a To tag of a dialog that we do not know
    Trial("3.1.1.2", "intmeth", INTMETH, True, 405),
    Trial(
        "3.1.1.3",
        "esc01",
        _wire(_common("INVITE", "esc01", uri="sip:sips%3Auser%40example.com@example.net", rest=_INVITE_BODY), SDP),
        True,
        None,
    ),
    Trial(
        "3.1.1.4",
        "escnull",
        _wire(
            _common("REGISTER", "escnull", rest="Contact: <sip:%00@host5.example.com>\n" + _LENGTH).replace(
                "sip:user@", "sip:null-%00-null@"
            )
        ),
        True,
        405,
    ),
    Trial(
        "3.1.1.5",
        "esc02",
        _wire(_common("RE%47IST%45R", "esc02", rest='Contact: "%Z%45" <sip:resource@192.0.2.5>\n' + _LENGTH)),
        True,
        405,
    ),
    Trial(
        "3.1.1.6",
        "lwsdisp",
        _wire(
            _common("OPTIONS", "lwsdisp", rest="l: 0\n")
            .replace("From: sip:", "From: caller<sip:")
            .replace("net;tag", "net>;tag")
        ),
        True,
        200,
    ),
    Trial("3.1.1.7", "longreq", LONGREQ, True, None),
    Trial(
        "3.1.1.8",
        "dblreq",
        _wire(_common("OPTIONS", "dblreq", rest="Content-Length: 0\n")) + _wire(_common("INVITE", "dblreq2")),
        True,
        200,
    ),
    Trial(
        "3.1.1.9",
        "semiuri",
        _wire(_common("OPTIONS", "semiuri", uri="sip:user;par=u%40example.net@example.com", rest=_LENGTH)),
        True,
        200,
    ),
    Trial(
        "3.1.1.10",
        "transports",
        _wire(
            _common(
                "OPTIONS",
                "transports",
                rest="Via: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKkdj\n"
                "Via: SIP/2.0/TLS t3.example.com;branch=z9hG4bKkdk\n"
                "Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKkdl\n" + _LENGTH,
            )
        ),
        True,
        200,
    ),
    Trial(
        "3.1.1.11",
        "mpart01",
        _wire(
            _common(
                "MESSAGE",
                "mpart01",
                rest="Content-Type: multipart/mixed;boundary=7a9cbec02ceef655\nContent-Length: {length}\n",
            ),
            MULTIPART,
        ),
        True,
        405,
    ),
    Trial("3.1.1.12", "unreason", UNREASON, True, None),
    Trial("3.1.1.13", "noreason", _wire(RESPONSE.replace("{status}", "100 ")), True, None),
    # 3.1.2 Invalid messages
    Trial(
        "3.1.2.1",
        "badinv01",
        _wire(
            _common("INVITE", "badinv", rest='Contact: "Joe" <sip:joe@example.org>;;;;\n' + _LENGTH).replace(
                "badinv\nContact", "badinv;;,;,,\nContact"
            )
        ),
        False,
        None,  # without a readable Via there is no way back
    ),
    Trial(
        "3.1.2.2",
        "clerr",
        _wire(_common("INVITE", "clerr", rest="Content-Type: application/sdp\nContent-Length: 9999\n"), SDP),
        False,
        400,
    ),
    Trial(
        "3.1.2.3",
        "ncl",
        _wire(_common("INVITE", "ncl", rest="Content-Type: application/sdp\nContent-Length: -999\n"), SDP),
        False,
        400,
    ),
    Trial(
        "3.1.2.4",
        "scalar02",
        _wire(
            _common("REGISTER", "scalar02", rest=f"Expires: 1{'0' * 100}\n" + _LENGTH)
            .replace("CSeq: 8", "CSeq: 36893488147419103232")
            .replace("Forwards: 70", "Forwards: 300")
        ),
        False,
        400,
    ),
    Trial(
        "3.1.2.5",
        "scalarlg",
        _wire(
            RESPONSE.replace("{status}", "503 Service Unavailable").replace(
                "35 INVITE", "9292394834772304023312 OPTIONS"
            )
            + 'Warning: 1812 overture "In Progress"\nRetry-After: 949302838503028349304023988\n'
        ),
        False,
        None,
    ),
    Trial(
        "3.1.2.6",
        "quotbal",
        _wire(
            _common("INVITE", "quotbal", rest=_INVITE_BODY).replace(
                "To: sip:user@example.com", 'To: "Mr. J. User <sip:j.user@example.com>'
            ),
            SDP,
        ),
        False,
        400,
    ),
    Trial(
        "3.1.2.7",
        "ltgtruri",
        _wire(_common("INVITE", "ltgtruri", uri="<sip:user@example.com>", rest=_INVITE_BODY), SDP),
        False,
        400,
    ),
    Trial(
        "3.1.2.8",
        "lwsruri",
        _wire(_common("INVITE", "lwsruri", uri="sip:user@example.com; lr", rest=_INVITE_BODY), SDP),
        False,
        400,
    ),
    Trial(
        "3.1.2.9",
        "lwsstart",
        _wire(_common("INVITE", "lwsstart", uri=" sip:user@example.com ", rest=_INVITE_BODY), SDP),
        False,
        400,
    ),
    Trial(
        "3.1.2.10",
        "trws",
        _wire(_common("OPTIONS", "trws", rest=_LENGTH).replace("SIP/2.0\nTo", "SIP/2.0  \nTo")),
        False,
        400,
    ),
    Trial(
        "3.1.2.11",
        "escruri",
        _wire(
            _common("INVITE", "escruri", uri="sip:user@example.com?Route=%3Csip:example.com%3E", rest=_INVITE_BODY),
            SDP,
        ),
        False,
        400,
    ),
    # An element that does not act on Date need not refuse it.
    Trial(
        "3.1.2.12",
        "baddate",
        _wire(_common("INVITE", "baddate", rest="Date: Fri, 01 Jan 2010 16:00:00 EST\n" + _INVITE_BODY), SDP),
        True,
        None,
    ),
    Trial(
        "3.1.2.13",
        "regbadct",
        _wire(
            _common(
                "REGISTER",
                "regbadct",
                rest="Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E\n" + _LENGTH,
            )
        ),
        False,
        400,
    ),
    Trial(
        "3.1.2.14",
        "badaspec",
        _wire(
            _common("OPTIONS", "badaspec", rest=_LENGTH).replace(
                "To: sip:user@example.com", 'To: "Watson, Thomas" < sip:t.watson@example.org >'
            )
        ),
        False,
        400,
    ),
    Trial(
        "3.1.2.15",
        "baddn",
        _wire(
            _common("OPTIONS", "baddn", rest=_LENGTH).replace(
                "From: sip:caller@example.net", "From: Bell, Alexander <sip:a.g.bell@example.com>"
            )
        ),
        False,
        400,
    ),
    Trial(
        "3.1.2.16",
        "badvers",
        _wire(_common("OPTIONS", "badvers", rest=_LENGTH).replace("SIP/2.0\nTo", "SIP/7.0\nTo")),
        False,
        505,
    ),
    Trial(
        "3.1.2.17",
        "mismatch01",
        _wire(_common("OPTIONS", "mismatch01", rest=_LENGTH).replace("8 OPTIONS", "8 INVITE")),
        False,
        400,
    ),
    Trial(
        "3.1.2.18",
        "mismatch02",
        _wire(_common("NEWMETHOD", "mismatch02", rest=_INVITE_BODY).replace("8 NEWMETHOD", "8 INVITE"), SDP),
        False,
        400,
    ),
    Trial("3.1.2.19", "bigcode", _wire(RESPONSE.replace("{status}", "4294967301 better not break")), False, None),
    # 3.2 Transaction layer semantics
    Trial("3.2.1", "badbranch", _wire(_common("OPTIONS", "", rest=_LENGTH)), True, 200),
    # 3.3 Application-layer semantics
    Trial(
        "3.3.1",
        "insuf",
        _wire(
            "INVITE sip:user@example.com SIP/2.0\nCSeq: 193942 INVITE\n"
            "Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\n"
            "Content-Type: application/sdp\nl: {length}\n",
            SDP,
        ),
        False,
        400,
    ),
    Trial(
        "3.3.2",
        "unkscm",
        _wire(_common("OPTIONS", "unkscm", uri="nobodyKnowsThisScheme:totallyopaquecontent", rest=_LENGTH)),
        True,
        416,
    ),
    Trial(
        "3.3.3",
        "novelsc",
        _wire(_common("OPTIONS", "novelsc", uri="soap.beep://192.0.2.103:3002", rest=_LENGTH)),
        True,
        416,
    ),
    Trial(
        "3.3.4",
        "unksm2",
        _wire(
            _common("REGISTER", "unksm2", rest="Contact: <name:John_Smith>\n" + _LENGTH)
            .replace("To: sip:user@example.com", "To: isbn:2983792873")
            .replace("From: sip:caller@example.net", "From: <http://www.example.com>")
        ),
        True,
        405,
    ),
    Trial(
        "3.3.5",
        "bext01",
        _wire(
            _common(
                "OPTIONS",
                "bext01",
                rest="Require: nothingSupportsThis, nothingSupportsThisEither\n"
                "Proxy-Require: noProxiesSupportThis, norDoAnyProxiesSupportThis\n" + _LENGTH,
            )
        ),
        True,
        420,
    ),
    Trial(
        "3.3.6",
        "invut",
        _wire(
            _common("INVITE", "invut", rest="Content-Type: application/unknownformat\nContent-Length: {length}\n"),
            '<audio>\n <pcmu port="443"/>\n</audio>\n',
        ),
        True,
        415,
    ),
    Trial(
        "3.3.7",
        "regaut01",
        _wire(_common("REGISTER", "regaut01", rest="Authorization: NoOneKnowsThisScheme opaque-data=here\n" + _LENGTH)),
        True,
        405,
    ),
    Trial(
        "3.3.8",
        "multi01",
        _wire(
            _common(
                "INVITE",
                "multi01",
                rest="CSeq: 59 INVITE\nCall-ID: multi01.second@example.net\nFrom: sip:other@example.net;tag=x\n"
                "To: <sip:other@example.com>\nMax-Forwards: 5\n" + _INVITE_BODY,
            ),
            SDP,
        ),
        False,
        400,
    ),
    Trial(
        "3.3.9",
        "mcl01",
        _wire(_common("OPTIONS", "mcl01", rest="Content-Length: 13\nContent-Length: 5\n"), b"There's no way"),
        False,
        400,
    ),
    Trial(
        "3.3.10",
        "bcast",
        UNREASON.replace(b"= 2**3", b"OK").replace(b"192.0.2.198;", b"255.255.255.255;"),
        True,
        None,
    ),
    Trial(
        "3.3.11",
        "zeromf",
        _wire(_common("OPTIONS", "zeromf", rest=_LENGTH).replace("Forwards: 70", "Forwards: 0")),
        True,
        200,
    ),
    Trial(
        "3.3.12",
        "cparam01",
        _wire(
            _common("REGISTER", "cparam01", rest="Contact: sip:+19725552222@gw1.example.net;unknownparam\n" + _LENGTH)
        ),
        True,
        405,
    ),
    Trial(
        "3.3.13",
        "cparam02",
        _wire(
            _common("REGISTER", "cparam02", rest="Contact: <sip:+19725552222@gw1.example.net;unknownparam>\n" + _LENGTH)
        ),
        True,
        405,
    ),
    Trial(
        "3.3.14",
        "regescrt",
        _wire(
            _common(
                "REGISTER",
                "regescrt",
                rest="Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>\n" + _LENGTH,
            )
        ),
        True,
        405,
    ),
    Trial(
        "3.3.15",
        "sdp01",
        _wire(_common("INVITE", "sdp01", rest="Accept: text/nothing\n" + _INVITE_BODY), SDP),
        True,
        406,
    ),
    # 3.4 Backward compatibility
    Trial(
        "3.4.1",
        "inv2543",
        _wire(
            "INVITE sip:UserB@example.com SIP/2.0\nVia: SIP/2.0/UDP iftgw.example.com\n"
            "From: <sip:+12025550111@ift.client.example.net;user=phone>\n"
            "Record-Route: <sip:UserB@example.com;maddr=ss1.example.com>\n"
            "To: sip:+12025550122@ss1.example.net;user=phone\n"
            "Call-ID: inv2543.1717@ift.client.example.com\nCSeq: 56 INVITE\nContent-Type: application/sdp\n",
            SDP,
        ),
        True,
        None,
    ),
]
