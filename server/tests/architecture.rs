//! The arrows between the crates, as `docs/architecture.md` draws them.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};

/// Which crate of ours may use which. Uses in tests do not count.
const ARROWS: [(&str, &[&str]); 7] = [
    ("salus-domain", &[]),
    ("salus-store", &["salus-domain"]),
    ("salus-services", &["salus-domain", "salus-store"]),
    ("salus-texts", &[]),
    ("salus-app", &["salus-domain", "salus-services", "salus-texts"]),
    ("salus-frontend", &["salus-app"]),
    ("salus-server", &["salus-app", "salus-domain", "salus-services"]),
];

/// What only some crates may use: SQL, the browser, HTTP, zones.
const TOOLS: [(&str, &[&str]); 7] = [
    ("sqlx", &["salus-domain", "salus-store"]),
    ("web-sys", &["salus-app", "salus-frontend"]),
    ("wasm-bindgen", &["salus-app", "salus-frontend"]),
    ("axum", &["salus-app", "salus-server"]),
    ("tower-http", &["salus-server"]),
    ("jiff", &["salus-services"]),
    ("argon2", &["salus-services"]),
];

/// The dependencies of each of our crates, those of tests apart; `true` for optional ones.
fn dependencies() -> BTreeMap<String, BTreeMap<String, bool>> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata");
    metadata
        .packages
        .into_iter()
        .map(|package| {
            let used = package.dependencies.into_iter().filter(|d| d.kind != DependencyKind::Development);
            (package.name.to_string(), used.map(|d| (d.name, d.optional)).collect())
        })
        .collect()
}

#[test]
fn arrows_between_rooms_go_one_way() {
    let dependencies = dependencies();
    let rooms: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    let actual: BTreeSet<&str> = dependencies.keys().map(String::as_str).collect();
    assert_eq!(actual, rooms, "a crate came or went");
    for (room, allowed) in ARROWS {
        for used in dependencies[room].keys().filter(|used| rooms.contains(used.as_str())) {
            assert!(allowed.contains(&used.as_str()), "{room} may not use {used}");
        }
    }
}

#[test]
fn tools_stay_in_their_rooms() {
    for (room, used) in dependencies() {
        for (tool, allowed) in TOOLS {
            assert!(!used.contains_key(tool) || allowed.contains(&room.as_str()), "{room} may not use {tool}");
        }
    }
}

/// The browser is sent no SQL and no use case: what would bring them is switched on by the server only.
#[test]
fn the_browser_gets_no_sql() {
    let dependencies = dependencies();
    for (room, tool) in [("salus-domain", "sqlx"), ("salus-app", "salus-services"), ("salus-app", "axum")] {
        assert_eq!(dependencies[room].get(tool), Some(&true), "{tool} must be optional in {room}");
    }
}
