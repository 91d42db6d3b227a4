//! Where the built site is and what its files are called.

use crate::config::Settings;
use leptos::config::{Env, LeptosOptions};
use salus_app::app::Assets;
use std::path::{Path, PathBuf};

/// What the build calls the site's script, style and WebAssembly.
const NAME: &str = "salus";

/// Leptos' options, from our settings. The build writes the hashes of file names beside the executable;
/// `LEPTOS_HASH_FILES=false`, which the watching build sets, says that there are none.
pub fn options(settings: &Settings) -> LeptosOptions {
    let hashed = variable("LEPTOS_HASH_FILES").as_deref() != Some("false")
        && hash_file().is_some_and(|file| file.exists());
    LeptosOptions::builder()
        .output_name(NAME)
        .site_root(settings.site_root.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(settings.addr)
        .env(if settings.is_production() {
            Env::PROD
        } else {
            Env::DEV
        })
        .reload_port(
            variable("LEPTOS_RELOAD_PORT")
                .and_then(|port| port.parse().ok())
                .unwrap_or(3001),
        )
        .hash_files(hashed)
        .build()
}

/// Whether a watching build started us.
pub fn is_watched() -> bool {
    variable("LEPTOS_WATCH").is_some()
}

/// The addresses of the built files.
pub fn assets(options: &LeptosOptions) -> Assets {
    let hashes = hash_file()
        .filter(|_| options.hash_files)
        .and_then(|file| std::fs::read_to_string(file).ok())
        .unwrap_or_default();
    let address = |stem: &str, kind: &str, extension: &str| {
        let hash = hashes
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| *name == kind)
            .map(|(_, hash)| format!(".{}", hash.trim()))
            .unwrap_or_default();
        format!("/{}/{stem}{hash}.{extension}", options.site_pkg_dir)
    };
    Assets {
        start: address("start", "start", "js"),
        script: address(NAME, "js", "js"),
        wasm: address(NAME, "wasm", "wasm"),
        sheet: address(NAME, "css", "css"),
    }
}

/// Whether the files that pages ask for are there.
///
/// # Errors
/// A sentence that says what is missing and how to mend it.
pub fn check(options: &LeptosOptions, assets: &Assets) -> Result<(), String> {
    let root = Path::new(&*options.site_root);
    let Assets {
        start,
        script,
        wasm,
        sheet,
    } = assets;
    let missing = [start, script, wasm, sheet]
        .into_iter()
        .map(|address| root.join(address.trim_start_matches('/')))
        .find(|file| !file.is_file());
    match missing {
        None => Ok(()),
        Some(file) => Err(format!(
            "{} is missing: SALUS_SITE_ROOT must name the folder of the built site, and hash.txt of the same build \
             must lie beside the executable",
            file.display()
        )),
    }
}

fn hash_file() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.join("hash.txt"))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
