# The tasks of the project. `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help extract test check golden bench clean
help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment is made anew when what goes into it changes. pip without a venv module of its own (a bare Debian has
# python3 but no ensurepip) is fetched by the setup script.
$(READY): pyproject.toml constraints.txt tools/setup.sh
	@PYTHON=$(PYTHON) VENV=$(VENV) bash tools/setup.sh
	@touch $(READY)

extract: $(READY)  ## set up, bring output/ up to date with raw/, show what was found
	@$(BIN)/imvo-extract refresh
	@$(BIN)/imvo-extract show --summary

test: $(READY)  ## set up, run the rules' examples and all tests
	@$(BIN)/imvo-extract rules check
	@$(BIN)/python -m pytest

check: $(READY)  ## ruff, mypy --strict, import layers, output current
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/imvo-extract check

golden: $(READY)  ## write the golden output anew (read the diff before you commit it)
	@$(BIN)/python -m pytest tests/golden -k golden_output_is_current --update-golden -rs

bench: $(READY)  ## speed against spaCy's tokenizer, an empty Python and a small refresh
	@$(BIN)/python benchmarks/bench_extract.py
	@$(BIN)/python benchmarks/bench_startup.py
	@$(BIN)/python benchmarks/bench_refresh.py

clean:  ## remove the environment and caches
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
