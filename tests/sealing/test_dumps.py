"""A process that dies leaves no image of its memory: neither on the disk, nor for a program that collects them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "vantablack-kumquat"
DIES = """
import ctypes, os, resource, sys
{before}
secret = "vantablack-" + sys.argv[1]
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""
LEAVES_NONE = "from onbackground.sealing.dumps import leave_no_dump; leave_no_dump()"


def dies(folder: Path, before: str) -> tuple[list[str], bytes]:
    """Let a process die that may leave a dump; its limit and whether it may be dumped, and what it left."""
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", DIES.format(before=before), "kumquat"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2),
    )
    said, _ = process.communicate(timeout=30)
    return said.split(), b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="core dumps are looked at on Linux")
def test_a_process_of_the_house_leaves_no_core(tmp_path: Path) -> None:
    assert dies(tmp_path / "house", LEAVES_NONE) == (["0", "0"], b"")


@pytest.mark.skipif(sys.platform != "linux", reason="core dumps are looked at on Linux")
def test_another_process_leaves_one_with_its_secrets(tmp_path: Path) -> None:
    """The control: what the test above does not find could be found."""
    if Path("/proc/sys/kernel/core_pattern").read_text().startswith(("|", "/")):
        pytest.skip("this machine collects core dumps elsewhere")
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("core dumps are off here for every process")
    (_, dumpable), core = dies(tmp_path / "other", "")
    assert dumpable == "1"
    assert SECRET.encode() in core
