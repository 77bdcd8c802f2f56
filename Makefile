# Every target works from any folder (make -C here html, make -f here/Makefile html) and in any:
# make's own functions split paths at spaces, so the shell finds this place.
quoted = '$(subst ','\'',$(1))'
ROOT := $(shell cd "$$(dirname -- "$$(printf %s $(call quoted,$(MAKEFILE_LIST)) | sed 's/^ //')")" \
  && test "$$(pwd -P | wc -l)" -eq 1 && pwd -P)
ifeq ($(value ROOT),)
$(error The path of this folder has a line break, which make cannot bear: rename it)
endif
HERE := cd $(call quoted,$(ROOT))
PY := .venv/bin/python
OUTPUT ?= output
export PATH := $(ROOT)/.venv/bin:$(value PATH)

# Files of tests run side by side (of the longest files their cases), those that drive browsers last.
# Four of them keep two cores busy to the end.
# ARGS='-n 0' runs all in one process.
SIDE_BY_SIDE = --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup html serve new publish deploy pdf test unit lint bench wheels oracle lock bump screenshot clean

help: ## what there is to make
	@$(HERE) && sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: ## the venv, Node and the packages (html and test call it)
	@$(HERE) && exec python3 -S -m tools.bootstrap

html: setup ## build the site into output/ (OUTPUT=folder for another place)
	@$(HERE) && exec $(PY) -m tools.build --output=$(call quoted,$(OUTPUT))

serve: setup ## build, serve on http://127.0.0.1:8000 (PORT=n), rebuild and reload on change
	@$(HERE) && exec $(PY) -m tools.serve $(if $(PORT),--port $(PORT))

new: setup ## a small ARTICLE=slug, FIGURE=name or EXPERIMENT=name to begin with
	@$(HERE) && exec $(PY) -m tools.new $(if $(ARTICLE),article $(call quoted,$(ARTICLE))) \
	  $(if $(FIGURE),figure $(call quoted,$(FIGURE))) \
	  $(if $(EXPERIMENT),experiment $(call quoted,$(EXPERIMENT)))

publish: setup ## build for SITEURL=https://… with absolute addresses, feed and sitemap
	@test -n "$(SITEURL)" || { echo "publish: say where the site will stand: make publish SITEURL=https://example.org/adam" >&2; exit 2; }
	@$(HERE) && SITEURL=$(call quoted,$(SITEURL)) exec $(PY) -m tools.build --settings publishconf.py --output=$(call quoted,$(OUTPUT))

deploy: setup ## build for SITEURL and commit it to the gh-pages of origin (REMOTE=name, BRANCH=name)
	@$(HERE) && exec $(PY) -m tools.deploy $(if $(SITEURL),--siteurl $(call quoted,$(SITEURL))) \
	  $(if $(REMOTE),--remote $(call quoted,$(REMOTE))) $(if $(BRANCH),--branch $(call quoted,$(BRANCH)))

pdf: setup ## print the articles as PDF, A4 and Letter, and build the site that offers them
	@$(HERE) && $(PY) -m tools.browser && exec $(PY) -m tools.pdf --output=$(call quoted,$(OUTPUT))

# The tests that look at the site have it built; others do not wait for it.
test: setup ## every test, in a real browser where one is needed (ARGS='-k name' to choose)
	@$(HERE) && { $(PY) -m tools.browser || true; } \
	  && $(PY) -m pytest -n 4 $(SIDE_BY_SIDE) $(ARGS)

unit: setup ## the tests that need neither a browser nor anything built (ARGS='-k name' to choose)
	@$(HERE) && $(PY) -m pytest --ignore=tests/browser -m 'not site and not long' -n auto $(SIDE_BY_SIDE) $(ARGS)

lint: setup ## ruff, mypy, ESLint, TypeScript, and whether docs made from the sources are up to date
	@$(HERE) && ruff check . && ruff format --check . && mypy \
	  && node_modules/.bin/eslint . && node_modules/.bin/tsc --project . \
	  && node_modules/.bin/tsc --project tsconfig.worker.json \
	  && $(PY) -m tools.architecture --check && $(PY) -m tools.settings --check

bench: html ## every measurement, as ratios within one run
	@$(HERE) && python3 -S -m tools.bootstrap bench && $(PY) -m tools.browser && $(PY) -m bench $(ARGS)

wheels: setup ## what can be installed, into dist/: adamcore and the press
	@$(HERE) && $(PY) -m tools.wheels

oracle: setup ## remake the reference trajectories from PyTorch and optax, and say what differs
	@$(HERE) && $(PY) tools/oracle.py

# Not after setup, which refuses what is not locked yet.
lock: ## pin and hash requirements.in anew, and the npm packages
	@$(HERE) && test -x $(PY) || exec python3 -S -m tools.bootstrap
	@$(HERE) && $(PY) -m tools.lock

bump: setup ## move the browser's Python to PYODIDE=version (TRY=1 changes nothing)
	@test -n "$(PYODIDE)" || { echo "bump: say which version: make bump PYODIDE=0.28.3" >&2; exit 2; }
	@$(HERE) && exec $(PY) -m tools.bump "$(PYODIDE)" $(if $(TRY),--try)

screenshot: html ## photograph the article for the README
	@$(HERE) && $(PY) -m tools.browser && $(PY) -m tools.screenshot

clean: ## remove what was built; CACHE=1 removes downloads, venv and packages too
	@$(HERE) && python3 -m tools.build.clean $(call quoted,$(OUTPUT))
	@if [ -n "$(CACHE)" ]; then $(HERE) && rm -rf .cache .venv node_modules; fi
