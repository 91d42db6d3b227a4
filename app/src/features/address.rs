//! What the address of the page says.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};

/// A value of the query, trimmed; `None` where there is none or it is empty.
pub fn query(name: &str) -> Option<String> {
    let value = use_query_map().with_untracked(|query| query.get(name))?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// A part of the path that the route names.
pub fn param(name: &str) -> Option<String> {
    use_params_map().with_untracked(|params| params.get(name))
}

/// The page's path.
pub fn path() -> String {
    use_location().pathname.get_untracked()
}

/// The page's path and query, as a form sends it along to come back here; without what the framework adds
/// to tell a page how its form was answered.
pub fn here() -> String {
    let query = use_query_map().with_untracked(|query| {
        query
            .clone()
            .into_iter()
            .filter(|(name, _)| name != "__path" && name != "__err")
            .map(|(name, value)| (name.to_string(), value))
            .collect::<Vec<_>>()
    });
    let pairs: Vec<(&str, &str)> = query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    super::link::with(&path(), &pairs)
}
