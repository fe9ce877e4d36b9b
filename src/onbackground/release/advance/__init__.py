"""Advance copies: sealed to their readers before the lift, each with a mark that names its reader if it leaks."""
