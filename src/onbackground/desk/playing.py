"""The address at which the recording is heard, turn by turn."""

from __future__ import annotations

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from .gate import AnyRequest, desk_of, signed_in
from .sound import asked_range


@get("/briefings/{briefing:str}/sound/{track:str}/{start:int}/{end:int}", guards=[signed_in], include_in_schema=False)
async def play(
    request: AnyRequest, briefing: FromPath[str], track: FromPath[str], start: FromPath[int], end: FromPath[int]
) -> Response[bytes]:
    """What is on one track from one sample to another, as WAV; a range of its bytes if asked for."""
    desk = desk_of(request)
    whole = await desk.watch.in_log(lambda: desk.drafts.sound(briefing, track, start, end)) if start < end else None
    if whole is None:
        raise NotFoundException
    headers = {"accept-ranges": "bytes"}
    try:
        wanted = asked_range(request.headers.get("range", ""), len(whole))
    except ValueError:
        headers["content-range"] = f"bytes */{len(whole)}"
        return Response(b"", status_code=416, headers=headers, media_type="audio/wav")
    if wanted is None:
        return Response(whole, headers=headers, media_type="audio/wav")
    first, past = wanted
    headers["content-range"] = f"bytes {first}-{past - 1}/{len(whole)}"
    return Response(whole[first:past], status_code=206, headers=headers, media_type="audio/wav")
