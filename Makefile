# Two commands are enough: `make run` and `make test`. Both install what they miss.

.POSIX:
.SUFFIXES:
.PHONY: help run dev test lint unit build size e2e timing search-timing fmt setup clean

help:
	@echo "make run    build, fill a demonstration database, serve http://127.0.0.1:3000"
	@echo "make dev    the same without optimisation; watches, rebuilds, reloads the browser"
	@echo "make test   everything: lint, unit, build, size, e2e"
	@echo "make lint   format, source rules, clippy (native and browser), docs, licences"
	@echo "make unit   the tests of all crates, on SQLite and a private PostgreSQL"
	@echo "make build  the production build"
	@echo "make size   build, then measure what a visitor downloads first"
	@echo "make e2e    build, then the browser stories on SQLite and PostgreSQL"
	@echo "make search-timing  measure searches among 100 000 files, on both engines"
	@echo "make timing measure whether the time of a refused sign-in tells if there is an account"
	@echo "make fmt    format the sources"
	@echo "make setup  install every tool and build nothing"
	@echo "make clean  remove what was built; keeps data/ and the installed tools"

run:
	@scripts/run.sh

dev:
	@scripts/dev.sh

test:
	@scripts/test.sh

lint:
	@scripts/test.sh lint

unit:
	@scripts/test.sh unit

build:
	@scripts/test.sh build

size:
	@scripts/test.sh build size

e2e:
	@scripts/test.sh build e2e

search-timing:
	@scripts/search-timing.sh

timing:
	cargo run --locked -p salus-server --example sign_in_timing

fmt:
	cargo fmt --all

setup:
	@scripts/setup.sh test

clean:
	cargo clean
	rm -rf end2end/node_modules end2end/shots
