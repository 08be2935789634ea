# Every command of the project. `make help` lists them.
PYTHON3 ?= python3
PORT ?= 8000
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test lint format bench lock messages clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## Do all the set-up and start nothing
	@$(PYTHON3) scripts/setup.py

setup-dev:
	@$(PYTHON3) scripts/setup.py --tests

demo: setup ## Set up, load the demonstration, start the site and its worker (PORT=8123 takes another port)
	@$(VENV)/python scripts/demo.py --port $(PORT)

test: setup-dev ## Set up and run every test: unit, contract, PostgreSQL, Elasticsearch, browser, PDF validity
	@$(VENV)/python scripts/test.py $(ARGS)

lint: setup-dev ## Check style, types, import rules, templates, migrations and the French catalogue
	@$(VENV)/python scripts/lint.py

format: setup-dev ## Put the code in the house's format
	@$(VENV)/ruff check --fix-only -q . && $(VENV)/ruff format -q .

bench: setup-dev ## Print the figures: pages against a bare view, PDF against a bare render, search with 10,000 documents, a large process
	@$(VENV)/python scripts/bench.py

lock: setup-dev ## Lock the dependencies again, with hashes
	@$(PYTHON3) scripts/setup.py --lock

messages: setup-dev ## Gather the translatable strings and compile the catalogues
	@$(VENV)/python scripts/messages.py --gather

clean: ## Remove what was made here, but neither the database nor the files that people sent
	rm -rf .venv .cache var/static var/cache
