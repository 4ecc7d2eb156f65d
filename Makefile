# The usual tasks. On Windows, run the lines with .venv\Scripts\python in the place of .venv/bin/python.
PYTHON := .venv/bin/python

help:
	@echo "install test lint docs gallery bench case ci"

.venv/bin/python:
	python3 -m venv .venv

install: .venv/bin/python
	$(PYTHON) -m pip install --quiet -e ".[test,lint]"

test: install
	$(PYTHON) -m pytest

lint: install
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

docs: install
	$(PYTHON) docs/pages.py

gallery: install
	$(PYTHON) docs/gallery.py

bench: install
	$(PYTHON) -m benchmarks

case: install
	.venv/bin/gioia run lechun

ci:
	bash .ci/run

.PHONY: help install test lint docs gallery bench case ci
