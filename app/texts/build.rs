//! Turns `locales/` into the module `i18n`.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use std::error::Error;
use std::path::PathBuf;

const AREAS: [&str; 15] = [
    "common",
    "words",
    "faults",
    "public",
    "account",
    "patient",
    "doctor",
    "desk",
    "admin",
    "platform",
    "privacy",
    "second_factor",
    "files",
    "people",
    "availability",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("fr")?
        .add_locale("en")?
        .add_namespaces(AREAS)?
        .parse_options(options);
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    translations.generate_i18n_module(out.join("i18n"))?;
    Ok(())
}
