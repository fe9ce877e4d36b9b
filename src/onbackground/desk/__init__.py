"""The pages and the API that people use during a briefing."""
