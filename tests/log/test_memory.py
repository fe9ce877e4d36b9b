from contextlib import AbstractContextManager, closing

from recorder_suite import RecorderSuite

from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Recorder


class TestMemoryRecorder(RecorderSuite):
    def opened(self) -> AbstractContextManager[Recorder]:
        return closing(MemoryRecorder())
