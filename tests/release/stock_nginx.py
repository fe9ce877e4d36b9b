"""Debian's nginx on a loopback port, with the configuration that ships with the project."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

HOST: Final = "127.0.0.1"
SITE: Final = Path(__file__).parents[2] / "examples" / "nginx.conf"
MEDIA_TYPES: Final = Path("/etc/nginx/mime.types")
AROUND: Final = """
{user}
worker_processes auto;
daemon off;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include {media_types};
    default_type application/octet-stream;
    access_log {place}/access.log;
    gzip on;
    {paths}
    include {place}/site.conf;
}}
"""
"""What Debian has around a site, but for the places of its own files."""


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(public: Path, place: Path) -> Iterator[int]:
    """Serve the folder ``public`` from a port of this machine, with the server's own files in ``place``."""
    port = free_port()
    site = SITE.read_text()
    for ours, theirs in (("listen 80;", f"listen {HOST}:{port};"), ("root /srv/www;", f"root {public};")):
        assert site.count(ours) == 1, ours
        site = site.replace(ours, theirs)
    (place / "site.conf").write_text(site)
    paths = "".join(
        f"{kind}_temp_path {place}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # who may read a test's folder
    around = AROUND.format(user=user, place=place, media_types=MEDIA_TYPES, paths=paths)
    (place / "nginx.conf").write_text(around)
    server = subprocess.Popen(["nginx", "-p", str(place), "-e", "stderr", "-c", str(place / "nginx.conf")])
    try:
        _wait_for(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        assert server.poll() is None, "nginx ended: see what it said"
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection((HOST, port)):
            return
        time.sleep(0.02)
    pytest.fail("nginx did not start")
