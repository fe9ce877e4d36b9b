"""Sealing: what a briefing keeps is readable only with its own key, and gone for good when that key is destroyed."""
