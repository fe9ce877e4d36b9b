"""RTP (RFC 3550) without I/O: packets, payload formats, telephone-event, jitter buffer, reports."""
