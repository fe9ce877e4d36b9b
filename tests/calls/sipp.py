"""SIPp as a phone: scenarios written from steps, and the sounds it plays as captured packets."""

from __future__ import annotations

import csv
import shutil
import socket
import struct
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.pcmu import PCMU

SIPP = shutil.which("sipp")
EVENT_TYPE = 96
"""The payload type SIPp's ``play_dtmf`` sends telephone-event with."""

_HEADER = """
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]x[call_number]
Call-ID: [call_id]
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 70
"""
_WHOM = "sip:[service]@[remote_ip]:[remote_port]"

_INVITE = f"""
<send retrans="500" start_rtd="1" start_txn="invite"><![CDATA[
INVITE {_WHOM} SIP/2.0{_HEADER}To: <{_WHOM}>
CSeq: 1 INVITE
Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [auto_media_port] RTP/AVP 0 {EVENT_TYPE}
a=rtpmap:0 PCMU/8000
a=rtpmap:{EVENT_TYPE} telephone-event/8000
]]></send>
<recv response="100" optional="true" response_txn="invite"/>
<recv response="180" optional="true" response_txn="invite"/>
<recv response="200" rtd="1" response_txn="invite"/>
<send ack_txn="invite"><![CDATA[
ACK {_WHOM} SIP/2.0{_HEADER}To: <{_WHOM}>[peer_tag_param]
CSeq: 1 ACK
Content-Length: 0

]]></send>
"""

_BYE = f"""
<send retrans="500" start_txn="bye"><![CDATA[
BYE {_WHOM} SIP/2.0{_HEADER}To: <{_WHOM}>[peer_tag_param]
CSeq: 2 BYE
Content-Length: 0

]]></send>
<recv response="200" response_txn="bye"/>
"""


def pause(seconds: float) -> str:
    return f'<pause milliseconds="{round(1000 * seconds)}"/>\n'


def press(keys: str) -> str:
    """RFC 4733, by SIPp's own hand."""
    return f'<nop><action><exec play_dtmf="{keys}"/></action></nop>\n' + pause(0.5 + 0.45 * len(keys))


def play(capture: Path) -> str:
    return f'<nop><action><exec play_pcap_audio="{capture}"/></action></nop>\n'


def scenario(folder: Path, steps: Iterable[str], *, one_media_port: bool = False) -> Path:
    """A call: INVITE, these steps, BYE. Calls have media ports of their own, unless sound is to be sent back."""
    path = folder / "scenario.xml"
    invite = _INVITE.replace("auto_media_port", "media_port") if one_media_port else _INVITE
    body = invite + "".join(steps) + _BYE
    path.write_text(f'<?xml version="1.0"?>\n<scenario name="phone">{body}</scenario>\n')
    return path


def capture(path: Path, sound: NDArray[np.float32]) -> Path:
    """A capture file (libpcap, raw IPv4) of this sound, 8 kHz, as PCMU packets of 20 ms."""
    frames = PCMU.encode_rows(sound[: len(sound) // 160 * 160].reshape(-1, 160))
    records = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1)]
    for number, frame in enumerate(frames):
        rtp = struct.pack("!BBHII", 0x80, 0x80 if number == 0 else 0, 1000 + number, 160 * number, 0x5150)
        rtp += frame.tobytes()
        udp = struct.pack("!HHHH", 6000, 6000, 8 + len(rtp), 0) + rtp
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(udp), number, 0, 64, 17, 0) + b"\x7f\x00\x00\x01" * 2
        data = b"\0" * 12 + b"\x08\x00" + ip + udp
        micros = 20_000 * number
        records.append(struct.pack("<IIII", 1 + micros // 1_000_000, micros % 1_000_000, len(data), len(data)) + data)
    path.write_bytes(b"".join(records))
    return path


def may_play() -> bool:
    """Whether SIPp can send media here: it does so through raw sockets, which need the right to."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP).close()
    except PermissionError:
        return False
    return True


def start(
    server: tuple[str, int], script: Path, user: str, *, media_port: int, options: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """Let SIPp call; it ends with 0 only when every call went as its scenario says."""
    command = [
        *(SIPP or "", f"{server[0]}:{server[1]}", "-i", "127.0.0.1", "-mi", "127.0.0.1"),
        *("-s", user, "-sf", str(script), "-nostdin", "-mp", str(media_port)),
        *("-trace_err", "-trace_stat", "-stf", str(script.parent / "statistics.csv"), *options),
    ]
    return subprocess.Popen(command, cwd=script.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def statistics(script: Path) -> dict[str, str]:
    """The last line of what SIPp counted, by its column names; (C) is since the start."""
    with (script.parent / "statistics.csv").open() as file:
        return list(csv.DictReader(file, delimiter=";"))[-1]


def finish(caller: subprocess.Popen[str], seconds: float) -> None:
    """Wait until it has ended, and fail with what it printed unless all went well."""
    output, _ = caller.communicate(timeout=seconds)
    assert caller.returncode == 0, output[-3000:]
