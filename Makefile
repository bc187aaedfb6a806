# The usual tasks; each sets up first what it needs (packaging/setup.sh), which takes about a second when
# nothing has changed.
.PHONY: help setup demo test models translations bench clean
.DEFAULT_GOAL := help

BIN := .venv/bin
# Tests run side by side; each process takes up to 4 GB.
WORKERS ?= 2
# In order: the backbone first, sells after the heads that it combines, the table last. The long studies
# (*_study.py) and the table of keywords, which needs WordNet, run only by hand.
RECIPES = $(patsubst %,models/recipes/%.py,backbone similarity aesthetic popular keywords professional tags quality sells overview)

help:  ## list these tasks
	@sed -n 's/^\([a-z]*\):  ## /\1\t/p' $(MAKEFILE_LIST)

setup:  ## what the application needs, into .venv
	@packaging/setup.sh demo

demo:  ## the main job on the bundled sample shoot
	@packaging/setup.sh demo
	$(BIN)/aesthcull demo

test:  ## lint, types, layers and every test
	@packaging/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

models:  ## make the bundled models again with their recipes (half an hour)
	@packaging/setup.sh test
	@set -e; for recipe in $(RECIPES); do echo "$$recipe"; $(BIN)/python "$$recipe"; done

translations:  ## collect the texts of the program, compile their translations, list what is missing
	@packaging/setup.sh demo
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/translate.py

bench:  ## measure; prints a table
	@packaging/setup.sh test
	@set -e; for bench in $(sort $(wildcard tests/bench/bench_*.py)); do echo "$$bench"; QT_QPA_PLATFORM=offscreen $(BIN)/python -m "$$(echo "$${bench%.py}" | tr / .)"; done

clean:  ## remove everything that these tasks made, .venv included
	rm -rf .venv .cache build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
