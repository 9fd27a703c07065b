# `make site` builds the example site, `make test` checks and tests everything; both make .venv themselves.
PYTHON ?= python3
VENV := .venv
EXTRAS ?= test
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: site test test-long lint bench format reference clean
.DEFAULT_GOAL := site

site: $(STAMP)
	@$(BIN)/briefgen build

test: lint
	@$(BIN)/pytest

test-long: $(STAMP)
	@BRIEFGEN_SEQUENCES=1000 BRIEFGEN_KILLS=100 $(BIN)/pytest tests/commands/test_incremental.py \
		tests/commands/test_incremental_at_size.py tests/commands/test_killed_builds.py

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/.bench
	@$(BIN)/python benchmarks/extraction.py
	@$(BIN)/python benchmarks/site.py
	@$(BIN)/python benchmarks/pages.py
	@$(BIN)/python benchmarks/pictures.py
	@$(BIN)/python benchmarks/search.py
	@$(BIN)/python benchmarks/build.py

format: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

reference: $(STAMP)
	@$(BIN)/python tools/make_reference.py

clean:
	@rm -rf site .briefgen

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "briefgen needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $(STAMP)

$(VENV)/.bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS),bench]'
	@touch $@
