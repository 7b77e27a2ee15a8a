# Coach. `make` alone says what there is. Every target sets up what it needs and is quick when that is done.

PYTHON ?= python3
ARGS ?=

bin := .venv/bin
# The rooms without Qt: their tests need no screen and take seconds.
pure := $(wildcard tests/routine tests/safety tests/figure tests/player tests/reminders tests/history tests/test_cli*.py)

# All tests at once, a worker for each processor, each with a screen of its own.
everything := -q -n auto --maxprocesses=4

.PHONY: help run test lint check bench screens lock clean system-run system-test

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

run: .venv/run-is-ready ## Start Coach, setting up all it needs (ARGS="play writer-micro-60")
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ] && [ -z "$(ARGS)" ]; then \
		echo "Coach is set up, but there is no screen here to open its window on."; \
		echo "Type \`make run\` in a terminal on your desktop. What needs no screen works here too: $(bin)/coach list"; \
		exit 1; \
	fi
	@$(bin)/coach $(ARGS)

test: .venv/dev-is-ready ## Run every test, on a private X server (ARGS="tests/player -k pause")
	@env -u QT_QPA_PLATFORM $(bin)/python -m pytest $(or $(ARGS),$(everything))

lint: .venv/dev-is-ready ## Format, lint, types, layers, the bundled routines
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy
	@$(bin)/lint-imports
	@$(bin)/coach check routines/

check: lint ## All of lint, and the tests of the rooms without Qt
	@$(bin)/python -m pytest -q $(pure)

bench: .venv/dev-is-ready ## Measure: a figure and its goal a row (every module in benchmarks/)
	@for row in $(filter-out __init__,$(basename $(notdir $(wildcard benchmarks/*.py)))); do \
		$(bin)/python -m benchmarks.$$row || exit 1; \
	done

screens: .venv/dev-is-ready ## Draw every screen, light, dark and in 200 % text, into build/screens/
	@$(bin)/python -m tools.screens

lock: .venv/dev-is-ready ## Choose the newest packages pyproject.toml allows and write them to requirements/
	@$(bin)/python -m pip install --quiet --upgrade uv
	@$(bin)/uv pip compile $(lock) pyproject.toml --group build -o requirements/run.txt
	@$(bin)/uv pip compile $(lock) pyproject.toml --group build --group dev -c requirements/run.txt -o requirements/dev.txt

lock := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

clean: ## Remove everything that can be made again
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The system first (always asked: it takes a few milliseconds), then the packages, when the lock is newer.
system-run:
	@PYTHON="$(PYTHON)" tools/system_packages.sh run
system-test:
	@PYTHON="$(PYTHON)" tools/system_packages.sh test

install = $(bin)/python -m pip install --quiet --disable-pip-version-check
offline = { echo "The packages could not be fetched. With a network, the same command goes on from here."; exit 1; }

.venv/run-is-ready: requirements/run.txt pyproject.toml | system-run
	@echo "Setting Coach up in .venv (once; Qt is about 80 MB to fetch)."
	@[ -x $(bin)/python ] || "$(PYTHON)" -m venv .venv
	@$(install) -r requirements/run.txt || $(offline)
	@$(install) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev-is-ready: requirements/dev.txt pyproject.toml | system-test
	@echo "Setting Coach up in .venv, with the tools of its workshop (once)."
	@[ -x $(bin)/python ] || "$(PYTHON)" -m venv .venv
	@$(install) -r requirements/dev.txt || $(offline)
	@$(install) --no-deps --no-build-isolation -e .
	@touch $@ .venv/run-is-ready
