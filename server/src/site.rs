//! Where the built site is and what its files are called.

use crate::config::Settings;
use leptos::config::{Env, LeptosOptions};
use std::path::{Path, PathBuf};

/// What the build calls the site's script, style and WebAssembly.
const NAME: &str = "salus";

/// Leptos' options, from our settings. The build writes the hashes of file names beside the executable;
/// `LEPTOS_HASH_FILES=false`, which the watching build sets, says that there are none.
pub fn options(settings: &Settings) -> LeptosOptions {
    let hashed = variable("LEPTOS_HASH_FILES").as_deref() != Some("false") && hash_file().is_some_and(|file| file.exists());
    LeptosOptions::builder()
        .output_name(NAME)
        .site_root(settings.site_root.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(settings.addr)
        .env(if settings.is_production() { Env::PROD } else { Env::DEV })
        .reload_port(variable("LEPTOS_RELOAD_PORT").and_then(|port| port.parse().ok()).unwrap_or(3001))
        .hash_files(hashed)
        .build()
}

/// Whether a watching build started us.
pub fn is_watched() -> bool {
    variable("LEPTOS_WATCH").is_some()
}

/// Whether the script that pages ask for is there.
///
/// # Errors
/// A sentence that says what is missing and how to mend it.
pub fn check(options: &LeptosOptions) -> Result<(), String> {
    let folder = Path::new(&*options.site_root).join(&*options.site_pkg_dir);
    let script = script_name(options).ok_or("hash.txt beside the executable names no script: build the site again")?;
    let file = folder.join(script);
    if file.is_file() {
        return Ok(());
    }
    Err(format!(
        "{} is missing: SALUS_SITE_ROOT must name the folder of the built site, and hash.txt of the same build must \
         lie beside the executable",
        file.display()
    ))
}

fn script_name(options: &LeptosOptions) -> Option<String> {
    if !options.hash_files {
        return Some(format!("{NAME}.js"));
    }
    let hashes = std::fs::read_to_string(hash_file()?).ok()?;
    let hash = hashes.lines().find_map(|line| line.strip_prefix("js:"))?;
    Some(format!("{NAME}.{}.js", hash.trim()))
}

fn hash_file() -> Option<PathBuf> {
    Some(std::env::current_exe().ok()?.parent()?.join("hash.txt"))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
