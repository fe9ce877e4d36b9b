"""``onbackground doctor``: whether what is kept is as it was written."""

from __future__ import annotations

import json

from ..log.chain import verify
from ..log.sqlite import SqliteRecorder
from .options import DATA, DataOption, JsonOption, existing


def doctor(*, data: DataOption = DATA, json_: JsonOption = False) -> int:
    """Check what is kept in the data folder: the log's chain of digests, and its storage.

    Example: onbackground doctor --data /srv/briefings
    """
    recorder = SqliteRecorder(existing(data).log)
    damage = [str(found) for found in verify(recorder)] + recorder.inspect()
    streams = {stream: recorder.version(stream) for stream in recorder.streams()}
    recorder.close()
    if json_:
        print(json.dumps({"sound": not damage, "damage": damage, "streams": streams}))
    else:
        for line in damage:
            print(line)
        print(f"{sum(streams.values())} events in {len(streams)} streams: " + ("damaged" if damage else "sound"))
    return 1 if damage else 0
