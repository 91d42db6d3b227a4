#!/usr/bin/env bash
# `make run`: from a clean checkout to a served clinic with demonstration data.
# Change the address with SALUS_ADDR, the database with DATABASE_URL.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

"$ROOT/scripts/setup.sh" build
"$ROOT/scripts/build.sh"

export SALUS_ENV="${SALUS_ENV:-development}"
export SALUS_ADDR="${SALUS_ADDR:-127.0.0.1:3000}"
export SALUS_PUBLIC_URL="${SALUS_PUBLIC_URL:-http://$SALUS_ADDR}"
export SALUS_SITE_ROOT="${SALUS_SITE_ROOT:-target/site}"
if [ -z "${DATABASE_URL:-}" ]; then
  mkdir -p data
  export DATABASE_URL="sqlite://data/salus.sqlite"
fi

salus="$TARGET/release/salus"
"$salus" migrate || die "The database could not be brought up to date: $DATABASE_URL" \
  "To start over with fresh demonstration data: rm -rf data, then make run."
"$salus" seed --if-empty || die "The demonstration data could not be written: $DATABASE_URL" \
  "To start over with fresh demonstration data: rm -rf data, then make run."

cat <<TEXT

  Salus          $SALUS_PUBLIC_URL
  Database       $DATABASE_URL

  Sign in as     super@demo.example        the platform
                 admin@demo.example        a clinic's administrator
                 doctor@demo.example       a doctor
                 secretary@demo.example    a secretary
                 patient@demo.example      a patient
  Password       demo-clinic-2026

  Ctrl-C stops it.

TEXT
exec "$salus" serve
