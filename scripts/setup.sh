#!/usr/bin/env bash
# Installs what is missing, once; a second run finds it all and does nothing.
#
#   scripts/setup.sh build   what `make run` needs: WASM target, cargo-leptos, wasm-bindgen, wasm-opt, npm packages
#   scripts/setup.sh lint    cargo-deny
#   scripts/setup.sh unit    cargo-nextest, PostgreSQL's programs
#   scripts/setup.sh e2e     Chromium, PostgreSQL's programs, npm packages
#   scripts/setup.sh test    all of these
#
# Tools go to $SALUS_TOOLS (default ~/.cache/salus/tools), never into the system;
# Debian packages go through apt-get, as root or with sudo.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# version_of <program>... : the first x.y.z the program prints, or nothing.
version_of() { "$@" 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n1 || true; }

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n1)" = "$1" ]; }

need_rust() {
  have cargo && have rustc || die "Rust is not installed." \
    "Install it from https://rustup.rs (stable, $RUST_MINIMUM or later), then try again."
  local found
  found="$(version_of rustc --version)"
  at_least "$RUST_MINIMUM" "$found" || die "rustc $found is too old: Salus needs $RUST_MINIMUM or later." \
    "With rustup: rustup update stable"
  have cc || apt_install "a C compiler" build-essential
}

need_node() {
  have node && have npm || apt_install "Node.js" nodejs npm
  local found
  found="$(version_of node --version)"
  at_least "$NODE_MINIMUM" "$found" || die "Node.js $found is too old: Salus needs $NODE_MINIMUM or later." \
    "Debian 13 has it; on Debian 12 use backports, nodesource or nvm."
}

need_wasm_target() {
  (use_wasm_toolchain && has_wasm_target) && return 0
  say "Adding the WebAssembly target to Rust"
  if have rustup && rustup target add wasm32-unknown-unknown >&2 && has_wasm_target; then
    return 0
  fi
  warn "rustup could not add wasm32-unknown-unknown; building it from Debian's sources instead."
  "$ROOT/scripts/wasm-target-debian.sh"
}

# cargo_tool <program> <crate> <version> [minutes]: the crate's programs in $TOOLS/bin.
cargo_tool() {
  local program="$1" crate="$2" version="$3" minutes="${4:-a few}"
  [ "$(version_of "$program" --version)" = "$version" ] && return 0
  say "Building $crate $version (once; about $minutes minutes)"
  # A tool that runs for seconds is not worth a slow, optimised build.
  (
    export CARGO_TARGET_DIR="${SALUS_TOOLS_BUILD:-$TOOLS/build}"
    export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    export CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0
    unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
    cd /
    cargo install "$crate" --version "$version" --locked --force --root "$TOOLS" ||
      { warn "$crate does not install with its own lock file; trying without." &&
        cargo install "$crate" --version "$version" --force --root "$TOOLS"; }
  ) >&2 || die "Could not build $crate $version." \
    "The reason stands above. By hand: cargo install $crate --version $version --root $TOOLS"
}

need_wasm_opt() {
  local installed="$TOOLS/npm/node_modules/binaryen"
  if [ ! -x "$TOOLS/bin/wasm-opt" ] ||
    ! grep -q "\"version\": *\"$BINARYEN_VERSION\"" "$installed/package.json" 2>/dev/null; then
    say "Installing wasm-opt (binaryen $BINARYEN_VERSION from npm)"
    mkdir -p "$TOOLS/npm" "$TOOLS/bin"
    npm install --prefix "$TOOLS/npm" --no-save --no-audit --no-fund --loglevel=error \
      "binaryen@$BINARYEN_VERSION" </dev/null >&2 ||
      die "Could not install binaryen $BINARYEN_VERSION from npm." "Is the npm registry reachable? npm ping"
    ln -sf ../npm/node_modules/binaryen/bin/wasm-opt "$TOOLS/bin/wasm-opt"
  fi
}

need_postgres() {
  postgres_bin >/dev/null && have psql && return 0
  apt_install "PostgreSQL's shared files" postgresql-common
  # The tests start a cluster of their own; none should run all day because of them.
  local conf=/etc/postgresql-common/createcluster.conf
  if [ -f "$conf" ] && ! compgen -G '/etc/postgresql/*/*' >/dev/null; then
    as_root sed -i 's/^#\? *create_main_cluster *=.*/create_main_cluster = false/' "$conf"
  fi
  apt_install "PostgreSQL" postgresql
  postgres_bin >/dev/null || die "PostgreSQL is installed, but initdb and pg_ctl were not found in /usr/lib/postgresql."
}

need_chromium() {
  [ -x "$(chromium_path)" ] || apt_install "Chromium" chromium
  # Without a font with accents and Arabic letters the pictures show boxes.
  if have fc-list && [ -z "$(fc-list 2>/dev/null | head -n1)" ]; then
    apt_install "a font" fonts-dejavu-core
  fi
}

# need_npm_packages <folder>: what its package-lock.json names.
need_npm_packages() {
  local stamp="$ROOT/$1/node_modules/.package-lock.json"
  [ "$stamp" -nt "$ROOT/$1/package-lock.json" ] && return 0
  say "Installing the npm packages of $1"
  npm ci --prefix "$ROOT/$1" --no-audit --no-fund --loglevel=error </dev/null >&2 ||
    die "Could not install the npm packages of $1." "Is the npm registry reachable? npm ping"
  touch "$stamp"
}

build_tools() {
  need_rust
  need_node
  need_wasm_target
  cargo_tool cargo-leptos cargo-leptos "$CARGO_LEPTOS_VERSION" 10
  cargo_tool wasm-bindgen wasm-bindgen-cli "$(locked_version wasm-bindgen)" 3
  need_wasm_opt
  need_npm_packages frontend/start
}

lint_tools() {
  need_rust
  need_wasm_target
  cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1 ||
    rustup component add clippy rustfmt >&2 ||
    die "clippy and rustfmt are missing." "With rustup: rustup component add clippy rustfmt"
  cargo_tool cargo-deny cargo-deny "$CARGO_DENY_VERSION" 5
}

unit_tools() {
  need_rust
  # Any nextest will do; the version is pinned only where we have to build it.
  cargo nextest --version >/dev/null 2>&1 || cargo_tool cargo-nextest cargo-nextest "$CARGO_NEXTEST_VERSION" 5
  need_postgres
}

e2e_tools() {
  need_node
  need_postgres
  need_chromium
  need_npm_packages end2end
}

mkdir -p "$TOOLS/bin"
case "${1:-build}" in
  build) build_tools ;;
  lint) lint_tools ;;
  unit) unit_tools ;;
  e2e) e2e_tools ;;
  test)
    build_tools
    lint_tools
    unit_tools
    e2e_tools
    ;;
  *) die "scripts/setup.sh does not know '$1'." "It knows: build, lint, unit, e2e, test." ;;
esac
rm -rf "$TOOLS/build"
