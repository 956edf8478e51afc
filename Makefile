# Utfall: `make run` serves it, `make test` proves it. Needs Python 3.11 or newer on Debian or Ubuntu.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
BROWSER ?= yes
.DEFAULT_GOAL := run
.PHONY: run test bench corpus fuzz readme demo lock clean help

run: $(VENV)/.installed ## Install what is missing, build the sample store the first time, and serve
	@$(BIN)/utfall sample --om-tomt
	@exec $(BIN)/utfall serve

test: $(VENV)/.tested-with ## Lint, types, all tests, and the browser tests in real Chromium
	@if [ "$(BROWSER)" = yes ]; then sh .ci/need chromium; fi
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(if $(filter yes,$(BROWSER)),,--ignore=tests/browser) $(ARGS)

bench: $(VENV)/.tested-with ## Measure, and write docs/bench.md (about ten minutes)
	@sh .ci/need chromium
	$(BIN)/python -m tests.bench $(ARGS)

corpus: $(VENV)/.tested-with ## Read the files of tests/corpus and hold them against their right answers
	$(BIN)/python -m tests.corpus $(ARGS)

fuzz: $(VENV)/.tested-with ## Damage files of every format for two minutes (ARGS="--seconds 3600") and see how they are met
	$(BIN)/python -m tests.fuzz $(ARGS)

readme: $(VENV)/.tested-with ## Make the README's table of nyckeltal and its picture anew
	$(BIN)/python -m tests.test_docs
	SCREENSHOT=1 WALK=1 $(BIN)/python -m pytest tests/browser/test_screenshot.py tests/browser/test_walkthrough.py

demo: $(VENV)/.installed ## Write Exempelstad's workbooks (made-up figures) to the folder exempelstad/
	$(BIN)/utfall demo -o exempelstad

lock: $(VENV)/.installed ## Pin the newest packages that fit pyproject.toml, with hashes
	$(PIP) install -q uv
	$(BIN)/uv pip compile $(LOCKING) -o requirements.lock
	$(BIN)/uv pip compile $(LOCKING) --extra test -c requirements.lock -o requirements-test.lock
LOCKING := pyproject.toml -q --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-config

clean: ## Remove the environment and the caches; what was published in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1 \t\2/p' Makefile | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Utfall behöver Python 3.11 eller senare. Ange vilken: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh .ci/need python3-venv
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	@echo 'Installerar paketen (någon minut första gången) …'
	@$(PIP) install -q --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install -q --no-deps --no-index --no-build-isolation -e .
	@touch $@

$(VENV)/.tested-with: $(VENV)/.installed requirements-test.lock
	@$(PIP) install -q --require-hashes --only-binary :all: -r requirements-test.lock
	@touch $@
