# The map of the project. `make` alone prints it.

VENV ?= .venv
BIN := $(VENV)/bin
SET_UP := pyproject.toml $(wildcard hatch_build.py) .ci/set-up .ci/requirements.py .ci/interpreters
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help demo test lint format wheel bench accuracy clean

help:  ## print this
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(VENV)/.demo  ## set up, then check the samples (some of them are troubled: exit code 1 of niw is right there)
	@$(BIN)/niw check samples; code=$$?; \
	if [ $$code -gt 1 ]; then echo "niw check samples ended with $$code; 0 or 1 was expected" >&2; exit $$code; fi

test: $(VENV)/.dev  ## set up, then run all tests, printing what was skipped and why
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.dev  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: $(VENV)/.dev  ## build sdist and wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

bench: $(VENV)/.dev  ## figures: a cold check, very many drafts, peers, where the time goes (25 minutes; BENCH_ARGS=--full for all, hours)
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/throughput.py $(BENCH_ARGS)
	$(BIN)/python benchmarks/peers.py
	$(BIN)/python benchmarks/profile_stages.py --modules 12

accuracy: $(VENV)/.dev  ## figures: judgement on real filings (needs ../shared/eval)
	$(BIN)/python benchmarks/accuracy.py $(wildcard $(SHARED)/eval/*.tsv)

clean:  ## remove everything that make made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set up once, and again when what is installed has changed. The tests' environment serves the demo as well.
$(VENV)/.demo: $(SET_UP)
	@.ci/set-up $(VENV)
	@touch $@

$(VENV)/.dev: $(SET_UP)
	@.ci/set-up $(VENV) dev
	@touch $(VENV)/.demo $@
