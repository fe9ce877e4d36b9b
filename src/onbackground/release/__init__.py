"""The keeper: holds a record until its embargo lifts, then publishes it."""
