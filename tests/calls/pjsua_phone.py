"""A pjsua2 phone, to be run as a process of its own; it does what it is told, one line of its input at a time.

python pjsua_phone.py SIP_PORT RECORDING

dial URI | press KEYS | say FILE | hang up
"""

from __future__ import annotations

import select
import sys
import time

import pjsua2 as pj


class Phone(pj.Call):
    """A call whose far end is recorded as soon as there is sound."""

    def __init__(self, account: pj.Account, recorder: pj.AudioMediaRecorder) -> None:
        super().__init__(account)
        self._recorder = recorder
        self._player: pj.AudioMediaPlayer | None = None

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        self.getAudioMedia(-1).startTransmit(self._recorder)

    def say(self, file: str) -> None:
        self._player = pj.AudioMediaPlayer()
        self._player.createPlayer(file, pj.PJMEDIA_FILE_NO_LOOP)
        self._player.startTransmit(self.getAudioMedia(-1))


def started(port: int) -> pj.Endpoint:
    """The library, with one transport, no sound device and no thread of its own."""
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    settings = pj.EpConfig()
    settings.uaConfig.threadCnt = 0
    settings.uaConfig.mainThreadOnly = True
    settings.logConfig.level = 2
    settings.logConfig.consoleLevel = 2
    settings.medConfig.noVad = True
    # A steady delay: else what is heard is shortened and stretched, and cannot be compared sample by sample.
    settings.medConfig.jbInit = settings.medConfig.jbMinPre = settings.medConfig.jbMaxPre = 240
    settings.medConfig.jbMax = 600
    endpoint.libInit(settings)
    transport = pj.TransportConfig()
    transport.port, transport.boundAddress = port, "127.0.0.1"
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()
    return endpoint


def main(port: int, recording: str) -> None:
    endpoint = started(port)
    settings = pj.AccountConfig()
    settings.idUri = "sip:phone@127.0.0.1"
    settings.mediaConfig.transportConfig.port = port + 2
    settings.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
    account = pj.Account()
    account.create(settings)
    recorder = pj.AudioMediaRecorder()
    recorder.createRecorder(recording)
    call = Phone(account, recorder)
    print("ready", flush=True)
    hung_up_at = float("inf")
    while time.monotonic() < hung_up_at + 1:
        endpoint.libHandleEvents(10)
        if not select.select([sys.stdin], [], [], 0)[0]:
            continue
        match sys.stdin.readline().split(maxsplit=1):
            case ["dial", uri]:
                call.makeCall(uri.strip(), pj.CallOpParam(True))
            case ["press", keys]:
                call.dialDtmf(keys.strip())
            case ["say", file]:
                call.say(file.strip())
            case _:
                call.hangup(pj.CallOpParam())
                hung_up_at = time.monotonic()
    del call, recorder, account
    endpoint.libDestroy()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
