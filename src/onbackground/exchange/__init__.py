"""The telephone exchange: lines in, one programme out."""
