from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from recorder_suite import RecorderSuite

from onbackground.log.recorder import Recorder
from onbackground.log.sqlite import SqliteRecorder


class TestSqliteRecorder(RecorderSuite):
    @contextmanager
    def opened(self) -> Iterator[Recorder]:
        with TemporaryDirectory() as folder, closing(SqliteRecorder(Path(folder) / "data" / "log.db")) as recorder:
            yield recorder
