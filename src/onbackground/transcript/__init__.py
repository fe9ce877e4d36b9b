"""The transcript as a document: turns, marks, and the published formats read and written."""
