#!/usr/bin/env bash
# `make search-timing`: how long searches among a hundred thousand files take, on SQLite and a private PostgreSQL.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
"$ROOT/scripts/setup.sh" unit
start_postgres
trap stop_postgres EXIT
cargo run --locked -p salus-services --example patient_search
