"""Whole calls without people: a simulated clock and network, phones, and scripts to hold."""
