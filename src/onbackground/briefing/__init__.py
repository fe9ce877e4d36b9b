"""The rules of a briefing: pure functions from a state and a command to events or a refusal."""
