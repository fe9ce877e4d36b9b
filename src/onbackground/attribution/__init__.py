"""The guard: officials' names become aliases in every text that leaves the room."""
