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
    /// A patient's file was saved.
    PatientSaved,
    /// A file was offered to an account.
    FileOffered,
    /// A file was taken from an account, or its offer was withdrawn.
    FileUnlinked,
    /// The reader took a file.
    FileLinked,
    /// The reader declined a file.
    OfferDeclined,
    /// A relative was saved.
    RelativeSaved,
}

impl Done {
    const ALL: [Self; 14] = [
        Self::Assigned,
        Self::Refused,
        Self::Accepted,
        Self::Declined,
        Self::Cancelled,
        Self::Advanced,
        Self::StatusChanged,
        Self::HoursSaved,
        Self::PatientSaved,
        Self::FileOffered,
        Self::FileUnlinked,
        Self::FileLinked,
        Self::OfferDeclined,
        Self::RelativeSaved,
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
            Self::PatientSaved => "patient_saved",
            Self::FileOffered => "file_offered",
            Self::FileUnlinked => "file_unlinked",
            Self::FileLinked => "file_linked",
            Self::OfferDeclined => "offer_declined",
            Self::RelativeSaved => "relative_saved",
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
            Self::PatientSaved => td_string!(l, files.done_saved),
            Self::FileOffered => td_string!(l, files.done_offered),
            Self::FileUnlinked => td_string!(l, files.done_unlinked),
            Self::FileLinked => td_string!(l, files.done_linked),
            Self::OfferDeclined => td_string!(l, files.done_declined),
            Self::RelativeSaved => td_string!(l, files.done_relative),
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
