"""Mailing: what is published goes to the office's list, one message a reader, never twice to one."""
