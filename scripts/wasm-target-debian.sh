#!/usr/bin/env bash
# The WebAssembly target without rustup's servers: its standard library is built from Debian's
# Rust sources with Debian's Rust compiler. Called by setup.sh when rustup cannot add the target.
#
# Debian's compiler then makes the production build too; $DEBIAN_RUST_ENV, which this writes,
# puts it first on the PATH. Linting and testing stay with the toolchain that was there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

packages=(rustc-web cargo-web rust-web-src)
dpkg -s "${packages[@]}" >/dev/null 2>&1 || apt_install "Debian's own Rust" "${packages[@]}"

# Not by name from the PATH: rustup's programs of the same names usually stand first there.
rustc=/usr/bin/rustc
cargo=/usr/bin/cargo
version="$("$rustc" --version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n1)"
library="/usr/src/rustc-$version/library"
[ -d "$library" ] || die "Debian's Rust sources are not in $library." \
  "Is rust-web-src of the same version as rustc-web? dpkg -l 'rust*-web*'"

# rustup's toolchain brings a linker for WebAssembly; otherwise Debian's lld is one.
linker=""
if rustup_sysroot="$(rustc --print sysroot 2>/dev/null)"; then
  linker="$(compgen -G "$rustup_sysroot/lib/rustlib/*/bin/rust-lld" | head -n1 || true)"
fi
if [ -z "$linker" ]; then
  have wasm-ld || apt_install "a linker for WebAssembly" lld
  linker="$(command -v wasm-ld)"
fi

say "Building the standard library for wasm32-unknown-unknown (Rust $version, half a minute to two)"
build="$TOOLS/build-wasm-std"
rm -rf "$build"
mkdir -p "$build"
# Cargo wants to write beside the manifest, and /usr/src is not ours.
cp -r "$(dirname "$library")" "$build/src"
(
  cd "$build/src/library"
  export RUSTC="$rustc" PATH="/usr/bin:$PATH" CARGO_TARGET_DIR="$build/target"
  export RUSTC_BOOTSTRAP=1 __CARGO_DEFAULT_LIB_METADATA=stablestd
  export RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked"
  "$cargo" build --release --target wasm32-unknown-unknown -p sysroot --features compiler-builtins-mem
) >&2 || die "The standard library for WebAssembly could not be built; the reason stands above."

sysroot="$("$rustc" --print sysroot)"
destination="$sysroot/lib/rustlib/wasm32-unknown-unknown/lib"
as_root mkdir -p "$destination"
as_root cp "$build"/target/wasm32-unknown-unknown/release/deps/*.rlib "$destination/"
rm -rf "$build"

cat >"$DEBIAN_RUST_ENV" <<ENV
export PATH="$TOOLS/bin:/usr/bin:\$PATH"
export RUSTC="$rustc"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$linker"
ENV
say "Debian's Rust $version can now build for WebAssembly."
