//! Getting in.

mod register;
mod sign_in;

pub use register::Register;
pub use sign_in::SignIn;

use crate::fault::ApiFault;
use crate::i18n::{Locale, td_string};
use crate::ui::Icon;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// Where to go once in, from the address; empty for the dashboard.
fn next() -> String {
    use_query_map()
        .with_untracked(|query| query.get("next"))
        .unwrap_or_default()
}

/// Goes where the answer says by loading that page anew: everything on it was made for somebody not
/// signed in. True from the moment a form is sent until then.
fn go_on<S>(action: ServerAction<S>) -> Signal<bool>
where
    S: ServerFn<Output = String, Error = ApiFault> + Clone + Send + Sync + 'static,
{
    let (value, pending) = (action.value(), action.pending());
    Effect::new(move || {
        if let Some(Ok(place)) = value.get() {
            // Fails for no path of ours.
            drop(window().location().set_href(&place));
        }
    });
    Signal::derive(move || pending.get() || value.with(|value| matches!(value, Some(Ok(_)))))
}

/// What an account is good for, beside the form.
fn claim(l: Locale) -> AnyView {
    let point = |icon, text: &'static str| {
        view! {
            <li>
                <Icon name=icon />
                <span>{text}</span>
            </li>
        }
    };
    view! {
        <aside class="auth__aside">
            <p class="auth__claim">{td_string!(l, account.claim)}</p>
            <ul class="auth__points">
                {point("calendar-check", td_string!(l, account.point_book))}
                {point("message-square", td_string!(l, account.point_follow))}
                {point("lock", td_string!(l, account.point_private))}
            </ul>
        </aside>
    }
    .into_any()
}
