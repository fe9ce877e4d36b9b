"""How names sound: what words are read as, and how alike two of them sound over a telephone."""
