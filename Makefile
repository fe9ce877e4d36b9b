# The commands of a working day. Each sets up what it needs in .venv/ first, and says what it does.

.PHONY: help setup demo test check pin

help:
	@echo "make setup   put all that the project needs into .venv/ (the other commands do this first)"
	@echo "make demo    hold a two-minute fictional briefing, from the first ring to its page in out/demo/"
	@echo "make test    run every test"
	@echo "make check   formatting, lint, types and the import contract"
	@echo "make pin     write requirements/ anew after a change in pyproject.toml (needs uv)"

setup:
	@tools/setup

demo: setup
	.venv/bin/onbackground demo --out out/demo

test: setup
	.venv/bin/pytest

check: setup
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

pin:
	tools/pin
