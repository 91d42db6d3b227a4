//! Who reads the page, and in which language.

use crate::api::accounts::load_me;
use crate::i18n::Locale;
use leptos::prelude::*;
use leptos::server::codee::string::JsonSerdeCodec;
use leptos::task::spawn_local;
use salus_domain::accounts::{Me, Role};
use salus_domain::language::Language;
use serde::{Deserialize, Serialize};

/// What the page has to know before its first line, sent along with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Boot {
    language: Language,
    me: Option<Me>,
}

/// The reader, in the context of every page.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The language; changing it loads the page anew.
    pub locale: Locale,
    /// Who is signed in.
    pub me: RwSignal<Option<Me>>,
}

impl Reader {
    /// The role the reader acts in; `None` for a visitor.
    pub fn role(self) -> Option<Role> {
        self.me.with(|me| me.as_ref().map(|me| me.role))
    }

    /// Asks the server anew who is signed in: after signing in or out.
    pub fn refresh(self) {
        spawn_local(async move {
            if let Ok(me) = load_me().await {
                self.me.try_set(me);
            }
        });
    }
}

/// Puts the reader into the context.
pub fn provide_reader() -> Reader {
    let boot = SharedValue::<Boot, JsonSerdeCodec>::new_with_encoding(boot).into_inner();
    let locale = match boot.language {
        Language::Fr => Locale::fr,
        Language::En => Locale::en,
    };
    let reader = Reader {
        locale,
        me: RwSignal::new(boot.me),
    };
    provide_context(reader);
    reader
}

/// The reader.
///
/// # Panics
/// Outside the application, where nobody reads.
pub fn reader() -> Reader {
    expect_context::<Reader>()
}

/// The reader's language, for `td_string!`. Read it at the top of a component: after an `.await` there
/// may be no context.
pub fn locale() -> Locale {
    reader().locale
}

#[cfg(feature = "ssr")]
fn boot() -> Boot {
    Boot {
        language: crate::server::language(),
        me: crate::server::identity().me,
    }
}

#[cfg(not(feature = "ssr"))]
fn boot() -> Boot {
    Boot {
        language: Language::default(),
        me: None,
    }
}
