"""The event log: the one thing the processes of a briefing share."""
