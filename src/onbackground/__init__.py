"""On Background runs a background press briefing, from the invitation to the archive."""
