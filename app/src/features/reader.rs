//! Who reads the page, and in which language.

use crate::i18n::Locale;
use leptos::prelude::*;
use salus_domain::accounts::{Me, Role};
use salus_domain::language::Language;

/// The reader, in the context of every page.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// Who is signed in.
    pub me: Option<Me>,
}

impl Reader {
    /// The role the reader acts in; `None` for a visitor.
    pub fn role(&self) -> Option<Role> {
        self.me.as_ref().map(|me| me.role)
    }
}

/// Puts the reader into the context.
pub fn provide_reader() -> Reader {
    let locale = match crate::server::language() {
        Language::Fr => Locale::fr,
        Language::En => Locale::en,
    };
    let reader = Reader {
        locale,
        me: crate::server::identity().me,
    };
    provide_context(reader.clone());
    reader
}

/// The reader.
///
/// # Panics
/// Outside the application, where nobody reads.
pub fn reader() -> Reader {
    expect_context::<Reader>()
}

/// The reader's language, for `td_string!`.
pub fn locale() -> Locale {
    with_context::<Reader, _>(|reader| reader.locale).unwrap_or_default()
}
