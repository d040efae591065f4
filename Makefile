# The two commands are `make run` and `make test`; `make` alone lists the rest. Works with GNU make 3.81 (macOS).
.DEFAULT_GOAL := help
.PHONY: help env run test test-long check fix bench messages locks

BIN := .venv/bin
# A file stays with one worker, which starts what its tests share once; harness.py says which files come first.
SUITE := -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q -m "not long"
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra demo

help: ## Denne liste / this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

env: ## Miljøet alene, i .venv / the environment alone
	@sh scripts/environment.sh dev

run: ## Start det hele med en opdigtet kommune / run it all with a fictional municipality
	@sh scripts/environment.sh run
	@exec $(BIN)/python -m beredskab demo

test: env check ## Alt, der prøves før hver ændring / everything tested before each change
	@$(BIN)/python $(SUITE)

test-long: env ## De lange prøver, og alt igen på PostgreSQL 15 / the long tests, and all on PostgreSQL 15
	@$(BIN)/python -m pytest -q -m long --hypothesis-profile=default
	@$(BIN)/python scripts/postgresql15.py $(BIN)/python $(SUITE) --hypothesis-profile=default

check: env ## Stil, typer, lag og licenser / style, types, layers and licences
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check . || { echo "Kør make fix: koden er ikke formateret."; exit 1; }
	@$(BIN)/mypy --no-error-summary beredskab
	@$(BIN)/lint-imports --no-logo >.venv/lint-imports.log 2>&1 || { cat .venv/lint-imports.log; exit 1; }
	@find beredskab -name '*.html' -path '*/templates/*' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 --check
	@$(BIN)/python scripts/licences.py

fix: env ## Ret, hvad et værktøj kan rette / mend what a tool can mend
	@$(BIN)/ruff check -q --fix . || true
	@$(BIN)/ruff format -q .
	@find beredskab -name '*.html' -path '*/templates/*' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 || true

bench: env ## Målingerne, en linje hver / the benchmarks, a line each
	@$(BIN)/python -m bench

messages: env ## Oversæt teksterne / compile the translations
	@$(BIN)/python -m beredskab.kit.messages

locks: env ## Lås afhængighederne igen / lock the dependencies again
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(COMPILE) --group dev pyproject.toml -o requirements/dev.txt
	npm install --package-lock-only --ignore-scripts
