# Every target works from any folder: make -C path/to/here html
ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
PY := $(ROOT)/.venv/bin/python
OUTPUT ?= $(ROOT)/output
export PATH := $(ROOT)/.venv/bin:$(PATH)
export PYTHONPATH := $(ROOT):$(ROOT)/plugins

# Files of tests run side by side, those that drive browsers last. On two cores four are worth
# while, because browsers wait more than they compute. ARGS='-n 0' runs all in one process.
SIDE_BY_SIDE = --dist loadfile --no-loadscope-reorder

# WebKit draws on a screen, if only on a virtual one.
SCREEN = $$(command -v xvfb-run >/dev/null && echo xvfb-run -a)

.DEFAULT_GOAL := help
.PHONY: help setup html serve publish test unit lint bench oracle lock bump screenshot clean

help: ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' "$(ROOT)/Makefile" | column -t -s '|'

setup: ## the venv, Node and the packages (html and test call it)
	@cd "$(ROOT)" && python3 tools/bootstrap.py

html: setup ## build the site into output/ (OUTPUT=folder for another place)
	@cd "$(ROOT)" && "$(PY)" -m tools.build --output "$(OUTPUT)"

serve: setup ## build, serve on http://127.0.0.1:8000 (PORT=n), rebuild and reload on change
	@cd "$(ROOT)" && "$(PY)" -m tools.serve $(if $(PORT),--port $(PORT))

publish: setup ## build for SITEURL=https://… with absolute addresses, feed and sitemap
	@test -n "$(SITEURL)" || { echo "publish: say where the site will stand: make publish SITEURL=https://example.org/adam" >&2; exit 2; }
	@cd "$(ROOT)" && SITEURL="$(SITEURL)" "$(PY)" -m tools.build --settings publishconf.py --output "$(OUTPUT)"

test: html ## every test, in a real browser where one is needed (ARGS='-k name' to choose)
	@cd "$(ROOT)" && "$(PY)" -m tools.browser && $(SCREEN) "$(PY)" -m pytest -n 4 $(SIDE_BY_SIDE) $(ARGS)

unit: setup ## the tests that need neither browser nor site (ARGS='-k name' to choose)
	@cd "$(ROOT)" && "$(PY)" -m pytest --ignore=tests/browser -n auto $(SIDE_BY_SIDE) $(ARGS)

lint: setup ## ruff and mypy
	@cd "$(ROOT)" && ruff check . && ruff format --check . && mypy

bench: html ## every measurement, as ratios within one run
	@cd "$(ROOT)" && python3 tools/bootstrap.py bench && "$(PY)" -m tools.browser && "$(PY)" -m bench $(ARGS)

oracle: setup ## remake the reference trajectories from PyTorch and optax, and say what differs
	@cd "$(ROOT)" && "$(PY)" tools/oracle.py

# Not after setup, which refuses what is not locked yet.
lock: ## pin and hash requirements.in anew, and the npm packages
	@test -x "$(PY)" || "$(MAKE)" -C "$(ROOT)" setup
	@cd "$(ROOT)" && "$(PY)" -m tools.lock

bump: setup ## move the browser's Python to PYODIDE=version
	@test -n "$(PYODIDE)" || { echo "bump: say which version: make bump PYODIDE=0.28.3" >&2; exit 2; }
	@cd "$(ROOT)" && "$(PY)" -m codebox.runtime bump "$(PYODIDE)"

screenshot: html ## photograph the article for the README
	@cd "$(ROOT)" && "$(PY)" -m tools.browser && "$(PY)" -m tools.screenshot

clean: ## remove what was built; CACHE=1 removes downloads, venv and packages too
	@cd "$(ROOT)" && python3 -m tools.build.clean "$(OUTPUT)"
	@if [ -n "$(CACHE)" ]; then rm -rf "$(ROOT)/.cache" "$(ROOT)/.venv" "$(ROOT)/node_modules"; fi
