//! What was just done, as a message on the page that follows.

use crate::i18n::{Locale, td_string};
use crate::ui::{Toast, Tone};
use leptos::prelude::*;

/// Something done by a form, worth a message on the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A doctor and a slot were given to a request.
    Assigned,
    /// A request was refused.
    Refused,
    /// The doctor accepted.
    Accepted,
    /// The doctor declined.
    Declined,
    /// A visit was cancelled.
    Cancelled,
    /// A visit went a step further.
    Advanced,
    /// A clinic's status changed.
    StatusChanged,
    /// A doctor's hours were saved.
    HoursSaved,
    /// A forgotten password was replaced.
    PasswordReset,
    /// An address was confirmed.
    EmailVerified,
    /// The link that confirms an address was sent again.
    VerificationSent,
    /// Names and telephone were saved.
    ProfileSaved,
    /// A password was changed.
    PasswordChanged,
    /// Another address was asked for.
    EmailAsked,
    /// A session was ended.
    SessionEnded,
    /// All other sessions were ended.
    SessionsEnded,
}

impl Done {
    const ALL: [Self; 16] = [
        Self::Assigned,
        Self::Refused,
        Self::Accepted,
        Self::Declined,
        Self::Cancelled,
        Self::Advanced,
        Self::StatusChanged,
        Self::HoursSaved,
        Self::PasswordReset,
        Self::EmailVerified,
        Self::VerificationSent,
        Self::ProfileSaved,
        Self::PasswordChanged,
        Self::EmailAsked,
        Self::SessionEnded,
        Self::SessionsEnded,
    ];

    /// The word in the cookie.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Advanced => "advanced",
            Self::StatusChanged => "status_changed",
            Self::HoursSaved => "hours_saved",
            Self::PasswordReset => "password_reset",
            Self::EmailVerified => "email_verified",
            Self::VerificationSent => "verification_sent",
            Self::ProfileSaved => "profile_saved",
            Self::PasswordChanged => "password_changed",
            Self::EmailAsked => "email_asked",
            Self::SessionEnded => "session_ended",
            Self::SessionsEnded => "sessions_ended",
        }
    }

    /// What a word in the cookie means.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == word)
    }

    fn sentence(self, l: Locale) -> &'static str {
        match self {
            Self::Assigned => td_string!(l, desk.assigned),
            Self::Refused => td_string!(l, desk.refused),
            Self::Accepted => td_string!(l, doctor.moved_accept),
            Self::Declined => td_string!(l, doctor.moved_decline),
            Self::Cancelled => td_string!(l, doctor.moved_cancel),
            Self::Advanced => td_string!(l, doctor.moved_advance),
            Self::StatusChanged => td_string!(l, platform.status_changed),
            Self::HoursSaved => td_string!(l, admin.hours_saved),
            Self::PasswordReset => td_string!(l, account.reset_done),
            Self::EmailVerified => td_string!(l, account.verified),
            Self::VerificationSent => td_string!(l, account.verification_sent),
            Self::ProfileSaved => td_string!(l, account.profile_saved),
            Self::PasswordChanged => td_string!(l, account.password_changed),
            Self::EmailAsked => td_string!(l, account.email_asked),
            Self::SessionEnded => td_string!(l, account.session_ended),
            Self::SessionsEnded => td_string!(l, account.sessions_ended),
        }
    }
}

/// The message of what was just done, if anything was.
#[component]
pub fn DoneToast(
    /// The reader's language.
    locale: Locale,
) -> impl IntoView {
    crate::server::just_done().map(|done| {
        view! {
            <Toast tone=Tone::Confirmed close=td_string!(locale, common.close)>
                {done.sentence(locale)}
            </Toast>
        }
    })
}
