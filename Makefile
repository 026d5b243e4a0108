# Two commands matter: `make run` shows the product, `make test` runs every check.
#   PATRON_TARGET_DIR  folder for build output outside the checkout (kept between runs)
#   PATRON_LISTEN      address of `make run`, default 127.0.0.1:7171
#   PROPTEST_RNG_SEED  seed of the property tests; another one looks elsewhere

SHELL := /bin/bash
export CARGO_TARGET_DIR := $(if $(PATRON_TARGET_DIR),$(PATRON_TARGET_DIR),$(CURDIR)/target)
export PROPTEST_RNG_SEED ?= 20260101
PATRON_LISTEN ?= 127.0.0.1:7171
CARGO := cargo
UI_SOURCES := $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -type f -print 2>/dev/null)

.PHONY: run test check-rust check-ui check-browser check-generated generate bench clean

run: ui/dist/index.html
	$(CARGO) build --package patron-cli --locked --profile demo
	$(CARGO_TARGET_DIR)/demo/patron demo --listen $(PATRON_LISTEN)

test: check-ui check-rust check-generated check-browser
	@echo "all checks passed"

ui/node_modules/.package-lock.json: ui/package-lock.json
	cd ui && npm ci --no-audit --no-fund
	@touch $@

ui/dist/index.html: ui/node_modules/.package-lock.json $(UI_SOURCES)
	cd ui && npm run build
	@touch $@

check-ui: ui/dist/index.html
	cd ui && npm run lint && npm run typecheck && npm test

check-rust: ui/dist/index.html
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked
	@if $(CARGO) nextest --version >/dev/null 2>&1; then $(CARGO) nextest run --workspace --locked && $(CARGO) test --workspace --locked --doc; \
	else $(CARGO) test --workspace --locked; fi

check-generated:
	tools/check-generated

check-browser: ui/dist/index.html
	tools/browser-tests

generate:
	tools/generate

bench:
	benches/run

clean:
	rm -rf ui/dist ui/node_modules $(CARGO_TARGET_DIR)
