"""SIP (RFC 3261) without I/O: bytes and a time in, bytes and events out."""
