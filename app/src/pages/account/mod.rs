//! Getting in, and one's own account.

mod email;
mod enter_code;
mod fields;
mod forgot;
mod invitation;
mod own;
mod password;
mod register;
mod reset;
mod second_factor;
mod sessions;
mod sign_in;
mod suspended;
mod verify;

pub use email::EmailPage;
pub use enter_code::EnterCode;
pub use forgot::ForgotPage;
pub use invitation::InvitationPage;
pub use own::AccountPage;
pub use password::PasswordPage;
pub use register::Register;
pub use reset::ResetPage;
pub use second_factor::SecondFactorPage;
pub use sign_in::SignIn;
pub use suspended::Suspended;
pub use verify::VerifyPage;

use crate::features::address::query;
use crate::i18n::{Locale, td_string};
use crate::ui::Icon;
use leptos::prelude::*;

/// Where to go once in, from the address; empty for the dashboard.
fn next() -> String {
    query("next").unwrap_or_default()
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
