"""On Background runs a background press briefing, from the invitation to the archive."""

import os

# The inference library under voice and recogniser prepares to report usage while it is imported, unless this is set.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
