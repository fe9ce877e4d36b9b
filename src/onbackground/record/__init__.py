"""Tracks, segments and the scribe: what was said, kept and turned into words."""
