# Two commands matter: `make review` (documents -> tables, figures, notebooks, workbook) and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help review clean-tables figures notebooks system test lint lab lock distclean

help: ## Say what each target does
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

review: $(READY) ## Read data/raw; write tables, figures, executed notebooks and the workbook
	$(BIN)/python -m analysis clean
	$(BIN)/python -m analysis figures
	$(BIN)/python -m analysis workbook
	$(BIN)/python -m analysis notebooks

clean-tables: $(READY) ## Read data/raw and write data/clean only
	$(BIN)/python -m analysis clean

figures: $(READY) ## Draw figures/ from data/clean
	$(BIN)/python -m analysis figures

notebooks: $(READY) ## Execute notebooks/ in place
	$(BIN)/python -m analysis notebooks

system: ## Install the programs for scans and old Word files (Debian, Ubuntu; elsewhere: say which)
	@sh .ci/system

test: $(READY) lint ## Lint, types, all tests, notebooks compared output by output
	$(BIN)/python -m pytest --doctest-modules --nbval src tests notebooks

accuracy: $(READY) ## Measure the labelled corpus and write the figures into the READMEs
	$(BIN)/python tests/accuracy.py

lint: $(READY) ## Style (ruff) and types (mypy --strict)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(READY) ## Open JupyterLab on the notebooks (127.0.0.1, with a token)
	$(BIN)/jupyter lab --ip 127.0.0.1 --notebook-dir .

distclean: ## Remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .hypothesis .mypy_cache .ruff_cache

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo "The venv module is missing; on Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock: ## Remake requirements.lock from pyproject.toml (needs the network)
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet --disable-pip-version-check uv
	$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-header \
	  --no-annotate --no-emit-index-url --generate-hashes pyproject.toml -o requirements.lock
	rm -rf $(VENV)-lock
