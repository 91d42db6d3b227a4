//! What somebody typed into a form that was refused: its controls hold it again.

use leptos::prelude::*;
use std::sync::Arc;

/// The values a form was sent with, by name of the control; in the context of the form's controls.
#[derive(Clone, Debug, Default)]
pub struct Typed(Option<Arc<Vec<(String, String)>>>);

impl Typed {
    /// From the pairs that were sent; `None` for a form that was not.
    pub fn new(pairs: Option<Vec<(String, String)>>) -> Self {
        Self(pairs.map(Arc::new))
    }

    /// What the control of that name held.
    pub fn value(name: &str) -> Option<String> {
        let Self(pairs) = use_context::<Self>()?;
        pairs?
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.clone())
    }

    /// Whether a checkbox or radio button of that name and value was chosen; `None` where nothing was sent.
    pub fn holds(name: &str, value: &str) -> Option<bool> {
        let Self(pairs) = use_context::<Self>()?;
        pairs.map(|pairs| {
            pairs
                .iter()
                .any(|(other, sent)| other == name && sent == value)
        })
    }
}
