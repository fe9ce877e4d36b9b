"""On Background runs a background press briefing, from the invitation to the archive."""

import os

# The inference library under voice and recogniser prepares to report usage while it is imported, unless this is set.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# The libraries that listen share among threads what is too small to be shared; the threads wait for each other busily,
# on processors that a call wants. Each library is faster in one thread. They read this when they are loaded.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
