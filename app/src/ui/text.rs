//! Text handed in from outside, shown through one closure type so that the browser's half stays small.

use leptos::{prelude::*, text_prop::TextProp};

/// A text as a view; follows the language if the text does.
pub(super) fn text(text: TextProp) -> impl IntoView {
    move || text.get()
}

/// A class list from its base and the modifiers that hold.
pub(super) fn classes(base: &str, modifiers: &[(bool, &str)]) -> String {
    let mut list = String::from(base);
    for (holds, class) in modifiers {
        if *holds && !class.is_empty() {
            list.push(' ');
            list.push_str(class);
        }
    }
    list
}

/// `aria-current` of a link: `page` where one is, absent elsewhere.
pub(super) fn current_page(current: Signal<bool>) -> impl Fn() -> Option<&'static str> + Clone {
    move || current.get().then_some("page")
}

/// A link to somewhere else in a series: previous month, next page.
#[derive(Clone, Debug)]
pub struct Go {
    /// Where it leads.
    pub href: String,
    /// What a screen reader says.
    pub label: TextProp,
}

impl Go {
    /// A link to `href`, announced as `label`.
    pub fn new(href: impl Into<String>, label: impl Into<TextProp>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
        }
    }
}
