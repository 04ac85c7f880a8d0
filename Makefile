# The two commands: `make episode` and `make test`. Each sets up what it needs; nothing before them but Python and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

.PHONY: help episode test test-fast faults audit lint bench site clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

episode: $(VENV)/ready ## Make an episode of seeds/ in output/, with the built-in voice
	$(BIN)/audionews make seeds --engine espeak

test: $(VENV)/ready-dev ## Run the tests
	$(BIN)/python -m pytest -n auto --dist loadfile

TEXT := tests/bengali tests/desk tests/quality tests/rundown tests/support $(patsubst %,tests/test_%.py,docs layers patterns settings timeline)
test-fast: $(VENV)/ready-dev ## Run the tests of the text, which make no episodes, while you work on it
	$(BIN)/python -m pytest -n auto --dist loadfile $(TEXT)

SHARE ?= 1
SEED ?= 0
faults: $(VENV)/ready-dev ## Break everything that can break, and print what went against a promise (SHARE=0.1: a tenth)
	AUDIONEWS_FAULTS=$(SHARE) AUDIONEWS_SEED=$(SEED) $(BIN)/python -m pytest -n auto --dist load -m "slow or not slow" tests/faults

audit: $(VENV)/ready-dev ## Look for known holes in what is installed, where the database can be reached
	$(BIN)/ruff check --select S .
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9'
	$(BIN)/python tools/audit.py

lint: $(VENV)/ready-dev ## Check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/ready-dev ## Measure speed and memory against peers and limits
	$(BIN)/python -m benchmarks

site: $(VENV)/ready ## Make the documentation as a site, in site/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'mkdocs>=1.6,<2'
	$(BIN)/mkdocs build --quiet --strict

clean: ## Remove what was installed and cached here; episodes stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
