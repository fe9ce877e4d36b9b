"""Debian's baresip as a phone without a head: it plays and records files, and takes commands over TCP."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BARESIP = shutil.which("baresip")
MODULES = next((path for path in Path("/usr/lib").glob("**/baresip/modules") if path.is_dir()), None)
_RATE = 8_000
_SILENCE = np.zeros(120 * _RATE, np.float32)

_CONFIG = """
poll_method epoll
net_interface 127.0.0.1
sip_listen 127.0.0.1:{port}
rtp_ports {rtp_port}-{last_rtp_port}
module_path {modules}
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control_port}
snd_path {folder}
audio_source aufile,{folder}/silence.wav
audio_player aubridge,sink
audio_alert aubridge,alert
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
"""


class Baresip:
    """One phone in a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        folder.mkdir()
        write_sound(folder / "silence.wav", _SILENCE)
        (folder / "accounts").write_text("<sip:phone@127.0.0.1;transport=udp>;regint=0;audio_codecs=PCMU\n")
        (folder / "contacts").touch()
        numbers = {"port": port, "control_port": port + 2, "rtp_port": port + 4, "last_rtp_port": port + 20}
        (folder / "config").write_text(_CONFIG.format(modules=MODULES, folder=folder, **numbers))
        self._output = (folder / "output").open("w")
        self._process = subprocess.Popen(
            [BARESIP or "", "-4", "-f", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        self._control = self._connected(("127.0.0.1", port + 2))

    def dial(self, address: tuple[str, int], user: str) -> None:
        self._command("dial", f"sip:{user}@{address[0]}:{address[1]}")

    def press(self, keys: str) -> None:
        for key in keys:
            self._command("sndcode", key)
            time.sleep(0.15)

    def say(self, sound: NDArray[np.float32]) -> None:
        """Play a sound, 8 kHz, and be silent after it: at the end of a file baresip hangs up."""
        write_sound(self._folder / "said.wav", np.concatenate([sound, _SILENCE]))
        self._command("ausrc", f"aufile,{self._folder}/said.wav")

    def hang_up(self) -> NDArray[np.float32]:
        """End the call; what the phone heard in it, 8 kHz."""
        self._command("hangup", "")
        time.sleep(0.5)
        (heard,) = self._folder.glob("dump-*-dec.wav")
        with wave.open(str(heard)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return (samples / np.float32(32_768)).astype(np.float32)

    def close(self) -> None:
        self._control.close()
        self._process.terminate()
        self._process.wait(10)
        self._output.close()

    def _command(self, name: str, parameter: str) -> None:
        message = json.dumps({"command": name, "params": parameter}).encode()
        self._control.sendall(b"%d:%s," % (len(message), message))

    def _connected(self, control: tuple[str, int]) -> socket.socket:
        give_up_at = time.monotonic() + 10
        while True:
            try:
                return socket.create_connection(control)
            except ConnectionRefusedError:
                if time.monotonic() > give_up_at:
                    raise
                time.sleep(0.05)


@contextmanager
def baresip_phone(folder: Path, port: int) -> Iterator[Baresip]:
    """A phone at ``port``; its TLS is one above, its control two, its media four and more."""
    phone = Baresip(folder, port)
    try:
        yield phone
    finally:
        phone.close()


def write_sound(path: Path, sound: NDArray[np.float32]) -> None:
    """16 bits, mono, 8 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(np.round(np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes())
