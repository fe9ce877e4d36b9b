"""``python -m onbackground`` is the command ``onbackground``."""

from .cli import main

main()
