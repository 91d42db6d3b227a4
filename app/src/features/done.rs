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
    /// A clinic was edited.
    ClinicSaved,
    /// A clinic was deleted.
    ClinicDeleted,
    /// An admin of a clinic was dismissed.
    AdminRemoved,
    /// A clinic's settings were saved.
    SettingsSaved,
    /// A member of the staff was edited.
    StaffSaved,
    /// A member of the staff no longer works in the clinic.
    Deactivated,
    /// A member of the staff works in the clinic again.
    Reactivated,
    /// A patient asked for their data to be erased.
    ErasureAsked,
    /// An account was closed.
    AccountClosed,
    /// A request to be erased was refused.
    ErasureRefused,
    /// A patient's data was erased.
    Erased,
    /// The second factor was turned off.
    SecondFactorOff,
    /// A member's second factor was taken away.
    SecondFactorReset,
    /// What a clinic asks of its staff's sign-ins was saved.
    SecuritySaved,
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
    /// An invitation was sent.
    Invited,
    /// An invitation was taken back.
    InvitationWithdrawn,
    /// The reader joined a clinic.
    Joined,
    /// A photo was saved.
    PhotoSaved,
    /// A photo was removed.
    PhotoRemoved,
    /// When a doctor can be booked was saved.
    ScheduleSaved,
    /// The clinic's closures were saved.
    ClosuresSaved,
    /// The clinic's rooms were saved.
    RoomsSaved,
}

impl Done {
    const ALL: [Self; 44] = [
        Self::Assigned,
        Self::Refused,
        Self::Accepted,
        Self::Declined,
        Self::Cancelled,
        Self::Advanced,
        Self::StatusChanged,
        Self::HoursSaved,
        Self::ClinicSaved,
        Self::ClinicDeleted,
        Self::AdminRemoved,
        Self::SettingsSaved,
        Self::StaffSaved,
        Self::Deactivated,
        Self::Reactivated,
        Self::ErasureAsked,
        Self::AccountClosed,
        Self::ErasureRefused,
        Self::Erased,
        Self::SecondFactorOff,
        Self::SecondFactorReset,
        Self::SecuritySaved,
        Self::PasswordReset,
        Self::EmailVerified,
        Self::VerificationSent,
        Self::ProfileSaved,
        Self::PasswordChanged,
        Self::EmailAsked,
        Self::SessionEnded,
        Self::SessionsEnded,
        Self::PatientSaved,
        Self::FileOffered,
        Self::FileUnlinked,
        Self::FileLinked,
        Self::OfferDeclined,
        Self::RelativeSaved,
        Self::Invited,
        Self::InvitationWithdrawn,
        Self::Joined,
        Self::PhotoSaved,
        Self::PhotoRemoved,
        Self::ScheduleSaved,
        Self::ClosuresSaved,
        Self::RoomsSaved,
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
            Self::ClinicSaved => "clinic_saved",
            Self::ClinicDeleted => "clinic_deleted",
            Self::AdminRemoved => "admin_removed",
            Self::SettingsSaved => "settings_saved",
            Self::StaffSaved => "staff_saved",
            Self::Deactivated => "deactivated",
            Self::Reactivated => "reactivated",
            Self::ErasureAsked => "erasure_asked",
            Self::AccountClosed => "account_closed",
            Self::ErasureRefused => "erasure_refused",
            Self::Erased => "erased",
            Self::SecondFactorOff => "second_factor_off",
            Self::SecondFactorReset => "second_factor_reset",
            Self::SecuritySaved => "security_saved",
            Self::PasswordReset => "password_reset",
            Self::EmailVerified => "email_verified",
            Self::VerificationSent => "verification_sent",
            Self::ProfileSaved => "profile_saved",
            Self::PasswordChanged => "password_changed",
            Self::EmailAsked => "email_asked",
            Self::SessionEnded => "session_ended",
            Self::SessionsEnded => "sessions_ended",
            Self::PatientSaved => "patient_saved",
            Self::FileOffered => "file_offered",
            Self::FileUnlinked => "file_unlinked",
            Self::FileLinked => "file_linked",
            Self::OfferDeclined => "offer_declined",
            Self::RelativeSaved => "relative_saved",
            Self::Invited => "invited",
            Self::InvitationWithdrawn => "invitation_withdrawn",
            Self::Joined => "joined",
            Self::PhotoSaved => "photo_saved",
            Self::PhotoRemoved => "photo_removed",
            Self::ScheduleSaved => "schedule_saved",
            Self::ClosuresSaved => "closures_saved",
            Self::RoomsSaved => "rooms_saved",
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
            Self::ClinicSaved => td_string!(l, platform.saved),
            Self::ClinicDeleted => td_string!(l, platform.deleted),
            Self::AdminRemoved => td_string!(l, platform.removed),
            Self::SettingsSaved => td_string!(l, admin.settings_saved),
            Self::StaffSaved => td_string!(l, admin.doctor_saved),
            Self::Deactivated => td_string!(l, admin.deactivated),
            Self::Reactivated => td_string!(l, admin.reactivated),
            Self::ErasureAsked => td_string!(l, privacy.done_asked),
            Self::AccountClosed => td_string!(l, privacy.done_closed),
            Self::ErasureRefused => td_string!(l, privacy.done_refused),
            Self::Erased => td_string!(l, privacy.done_erased),
            Self::SecondFactorOff => td_string!(l, second_factor.turned_off),
            Self::SecondFactorReset => td_string!(l, second_factor.reset_done),
            Self::SecuritySaved => td_string!(l, second_factor.security_saved),
            Self::PasswordReset => td_string!(l, account.reset_done),
            Self::EmailVerified => td_string!(l, account.verified),
            Self::VerificationSent => td_string!(l, account.verification_sent),
            Self::ProfileSaved => td_string!(l, account.profile_saved),
            Self::PasswordChanged => td_string!(l, account.password_changed),
            Self::EmailAsked => td_string!(l, account.email_asked),
            Self::SessionEnded => td_string!(l, account.session_ended),
            Self::SessionsEnded => td_string!(l, account.sessions_ended),
            Self::PatientSaved => td_string!(l, files.done_saved),
            Self::FileOffered => td_string!(l, files.done_offered),
            Self::FileUnlinked => td_string!(l, files.done_unlinked),
            Self::FileLinked => td_string!(l, files.done_linked),
            Self::OfferDeclined => td_string!(l, files.done_declined),
            Self::RelativeSaved => td_string!(l, files.done_relative),
            Self::Invited => td_string!(l, people.done_invited),
            Self::InvitationWithdrawn => td_string!(l, people.done_withdrawn),
            Self::Joined => td_string!(l, people.done_joined),
            Self::PhotoSaved => td_string!(l, people.done_photo),
            Self::PhotoRemoved => td_string!(l, people.done_photo_removed),
            Self::ScheduleSaved => td_string!(l, availability.schedule_saved),
            Self::ClosuresSaved => td_string!(l, availability.closures_saved),
            Self::RoomsSaved => td_string!(l, availability.rooms_saved),
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
