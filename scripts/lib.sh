# Shared by every script here: where things are, which tool versions, how to speak.
# Sourced by bash; sets no option that the caller did not ask for.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"
TOOLS="${SALUS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/salus/tools}"

# The tools, each pinned once. wasm-bindgen must be exactly what Cargo.lock has.
CARGO_LEPTOS_VERSION=0.3.10
CARGO_DENY_VERSION=0.20.2
CARGO_NEXTEST_VERSION=0.9.151
BINARYEN_VERSION=132.0.0
RUST_MINIMUM=1.95
NODE_MINIMUM=20

# Who became root by a plain `su` keeps a PATH without the administrator's programs, which apt and runuser need.
export PATH="$TOOLS/bin:$PATH:/usr/sbin:/sbin"
# Written by wasm-target-debian.sh where rustup cannot add the WebAssembly target.
DEBIAN_RUST_ENV="$TOOLS/debian-rust.env"

say() { printf '\033[1;36m==>\033[0m %s\n' "$*" >&2; }
warn() { printf '\033[1;33m==>\033[0m %s\n' "$*" >&2; }
die() {
  printf '\033[1;31m==> %s\033[0m\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '    %s\n' "$line" >&2; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root: directly, or through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    die "This needs root, and sudo is not installed: $*" \
      "Run it as root yourself, then try again."
  fi
}

# apt_install <what for> <package>...
apt_install() {
  local purpose="$1"
  shift
  have apt-get || die "$purpose is missing, and there is no apt-get here to install it." \
    "Install the equivalent of these Debian packages by hand: $*"
  say "Installing $purpose: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2 ||
    { as_root apt-get update -q </dev/null >&2 &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2; } ||
    die "Could not install $purpose." "Try by hand: apt-get update && apt-get install $*"
}

# The version of a crate in Cargo.lock.
locked_version() {
  awk -v name="$1" '
    $1 == "name" { found = ($3 == "\"" name "\"") }
    found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}

has_wasm_target() {
  local libdir
  libdir="$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)" &&
    compgen -G "$libdir/libcore-*.rlib" >/dev/null
}

# Where rustup's toolchain lacks the target, Debian's compiler makes both halves of the build.
use_wasm_toolchain() {
  if [ -f "$DEBIAN_RUST_ENV" ] && ! has_wasm_target; then . "$DEBIAN_RUST_ENV"; fi
}

chromium_path() {
  if [ -n "${CHROMIUM:-}" ]; then
    printf '%s\n' "$CHROMIUM"
  else
    command -v chromium || command -v chromium-browser || command -v google-chrome
  fi
}

# The folder with initdb and pg_ctl, newest version first; empty when not installed.
postgres_bin() {
  local dir
  while read -r dir; do
    if [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ]; then
      printf '%s\n' "$dir"
      return 0
    fi
  done < <({ compgen -G '/usr/lib/postgresql/*/bin' | sort -rV; dirname "$(command -v pg_ctl || echo /-/-)"; } 2>/dev/null)
  return 1
}

# Exports SALUS_TEST_POSTGRES: the caller's, else that of a private cluster, which
# stop_postgres ends. Call stop_postgres from a trap.
POSTGRES_FOLDER=""
start_postgres() {
  [ -z "${SALUS_TEST_POSTGRES:-}" ] || return 0
  POSTGRES_FOLDER="$(mktemp -d "${TMPDIR:-/tmp}/salus-postgres.XXXXXX")"
  SALUS_TEST_POSTGRES="$("$ROOT/scripts/postgres.sh" start "$POSTGRES_FOLDER")"
  export SALUS_TEST_POSTGRES
}
stop_postgres() {
  [ -n "$POSTGRES_FOLDER" ] || return 0
  "$ROOT/scripts/postgres.sh" stop "$POSTGRES_FOLDER" || true
  POSTGRES_FOLDER=""
  unset SALUS_TEST_POSTGRES
}
