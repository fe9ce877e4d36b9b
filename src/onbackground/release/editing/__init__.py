"""Correction: what a person changes in a transcript before it is published, as events; pure."""
