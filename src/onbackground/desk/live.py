"""Server-sent events: when to send something again."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Final

from litestar import Request

from .gate import desk_of, session_of

BEAT_SECONDS: Final = 10.0
"""The longest silence on a stream: a page that hears nothing for twice as long takes the connection for lost."""

GATHER_SECONDS: Final = 0.15
"""How long changes are gathered before they are sent together."""


async def live_view(request: Request[Any, Any, Any]) -> AsyncIterator[bool]:
    """Yield True at once and after every change, False when nothing has changed for a while.

    Ends when the session does, or the process.
    """
    watch = desk_of(request).watch
    briefing = request.path_params["briefing"]
    changed = True
    with watch.bell(briefing) as bell:
        while not watch.closing and await session_of(request, briefing) is not None:
            bell.clear()
            yield changed
            await asyncio.sleep(GATHER_SECONDS)
            changed = True
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), BEAT_SECONDS)
                continue
            changed = False
