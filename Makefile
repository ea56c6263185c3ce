# The commands of the repository; `make` alone lists them.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
STAMP := .venv/installed
# Fails, and names what to install, where Linux lacks a library that Qt needs.
QT_LIBRARIES = missing=$$(sh .ci/qt-packages | tr '\n' ' '); test -z "$$missing" || { \
	echo "The window and its tests need system libraries of Qt that are missing: $$missing" >&2; \
	echo "  Debian, Ubuntu:  sudo apt-get install $$missing" >&2; false; }
ONLY ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test check bench package docs format clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):[^#]*## /make \1|/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

install: $(STAMP) ## make .venv with JFOrg and its test tools; instant when nothing changed

run: install ## install, then do the whole job once on a sample library
	@$(PY) -m jforg_gui

test: install check ## install, then check: what the gate runs

check: install ## ruff, mypy, import contracts, all tests
	@$(QT_LIBRARIES)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(BIN)/lint-imports --no-logo
	$(PY) -m pytest

bench: install ## measure speed; make bench ONLY=scan measures one group
	@$(PY) -m benchmarks --only "$(ONLY)"

package: install ## build this system's installer and try the frozen program
	@$(PY) -m pip install --quiet --constraint constraints.txt --group package
	@$(PY) packaging/build_package.py

docs: install ## write the references of settings and command line in docs/ anew
	@$(PY) -m tests.reference

format: install ## put every file into the common form
	$(PY) -m ruff check --fix-only
	$(PY) -m ruff format

clean: ## remove caches and build output; the next command installs afresh
	rm -rf build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(STAMP)
	find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

# Dependency groups came with pip 25.1, build constraints with 25.3; a fresh venv may bring an older pip.
$(STAMP): pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh .ci/venv
	$(PY) -m pip install --quiet --constraint constraints.txt --upgrade pip
	$(PY) -m pip install --quiet --constraint constraints.txt --build-constraint constraints.txt --editable . --group dev
	@$(QT_LIBRARIES) || echo "The command line works without them." >&2
	@touch $(STAMP)
