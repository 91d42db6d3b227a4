//! Faults as sentences, in the reader's language: translated here, once, for every page.

use super::{format, words};
use crate::i18n::{Locale, td_string};
use salus_domain::Fault;
use salus_domain::fault::Conflict;
use salus_domain::validate::{FieldError, Problem};

/// The sentence for a fault.
pub fn sentence(l: Locale, fault: &Fault) -> String {
    match fault {
        Fault::SignedOut => td_string!(l, faults.signed_out).to_owned(),
        Fault::WrongCredentials => td_string!(l, faults.wrong_credentials).to_owned(),
        Fault::Refused => td_string!(l, faults.refused).to_owned(),
        Fault::Missing => td_string!(l, faults.missing).to_owned(),
        Fault::Conflict { conflict: c } => conflict(l, c),
        Fault::Invalid { .. } => td_string!(l, faults.invalid).to_owned(),
        Fault::TooMany { retry_after_s } => {
            let wait = format::duration(l, (retry_after_s + 59) / 60);
            td_string!(l, faults.too_many, wait = wait)
        }
        Fault::Busy => td_string!(l, faults.busy).to_owned(),
        Fault::Internal => td_string!(l, faults.internal).to_owned(),
    }
}

fn conflict(l: Locale, conflict: &Conflict) -> String {
    match conflict {
        Conflict::SlotTaken { .. } => td_string!(l, faults.slot_taken).to_owned(),
        Conflict::SlotNotOffered { why, .. } => {
            let sentence = td_string!(l, faults.slot_not_offered);
            format!("{sentence} {}", words::why_not(l, *why))
        }
        Conflict::WouldOrphan { orphans, .. } => {
            td_string!(l, availability.orphans_intro, n = orphans.len())
        }
        Conflict::PatientBusy => td_string!(l, faults.patient_busy).to_owned(),
        Conflict::RoomBusy => td_string!(l, faults.room_busy).to_owned(),
        Conflict::DoctorUnavailable => td_string!(l, faults.doctor_unavailable).to_owned(),
        Conflict::ClinicSuspended => td_string!(l, faults.clinic_suspended).to_owned(),
        Conflict::WithinNotice {
            notice_min,
            clinic_name,
            phone,
        } => td_string!(
            l,
            faults.within_notice,
            notice = format::duration(l, *notice_min),
            clinic = clinic_name.clone(),
            phone = phone.clone()
        ),
        Conflict::NoSuchMove { state } => {
            td_string!(l, faults.no_such_move, state = words::state(l, *state))
        }
        Conflict::NotNow { state } => {
            td_string!(l, faults.not_now, state = words::state(l, *state))
        }
        Conflict::Changed => td_string!(l, faults.changed).to_owned(),
        Conflict::HoldExpired => td_string!(l, faults.hold_expired).to_owned(),
        Conflict::DuplicateClinic => td_string!(l, faults.duplicate_clinic).to_owned(),
        Conflict::EmailTaken => td_string!(l, faults.email_taken).to_owned(),
        Conflict::RolesElsewhere => td_string!(l, faults.roles_elsewhere).to_owned(),
        Conflict::AlreadyMember => td_string!(l, faults.already_member).to_owned(),
        Conflict::ClinicNotEmpty {
            doctors,
            patients,
            appointments,
        } => td_string!(
            l,
            faults.clinic_not_empty,
            doctors = *doctors,
            patients = *patients,
            appointments = *appointments
        ),
        Conflict::VisitsToCome => td_string!(l, privacy.visits_to_come).to_owned(),
        Conflict::LinkSpent => td_string!(l, faults.link_spent).to_owned(),
        Conflict::NationalIdTaken { file } => {
            td_string!(l, faults.national_id_taken, name = file.name.clone())
        }
        Conflict::LikelyDuplicates { .. } => td_string!(l, faults.likely_duplicates).to_owned(),
        Conflict::FileExists => td_string!(l, faults.file_exists).to_owned(),
    }
}

/// What is wrong with a field.
pub fn problem(l: Locale, problem: &Problem) -> String {
    match problem {
        Problem::Required => td_string!(l, faults.required).to_owned(),
        Problem::TooLong { max } => td_string!(l, faults.too_long, max = *max),
        Problem::TooShort { min } => td_string!(l, faults.too_short, min = *min),
        Problem::Malformed => td_string!(l, faults.malformed).to_owned(),
        Problem::Unknown => td_string!(l, faults.unknown).to_owned(),
        Problem::OutOfRange { min, max } => {
            td_string!(l, faults.out_of_range, min = *min, max = *max)
        }
        Problem::InFuture => td_string!(l, faults.in_future).to_owned(),
        Problem::InPast => td_string!(l, faults.in_past).to_owned(),
        Problem::EndsBeforeStart => td_string!(l, faults.ends_before_start).to_owned(),
        Problem::Overlaps => td_string!(l, faults.overlaps).to_owned(),
        Problem::Taken => td_string!(l, faults.taken).to_owned(),
        Problem::Wrong => td_string!(l, faults.wrong).to_owned(),
        Problem::TooCommon => td_string!(l, faults.too_common).to_owned(),
        Problem::Fixed => td_string!(l, faults.fixed).to_owned(),
        Problem::WrongPassword => td_string!(l, faults.wrong_password).to_owned(),
        Problem::TooLarge { mb } => td_string!(l, faults.too_large, mb = *mb),
        Problem::NotAPicture => td_string!(l, faults.not_a_picture).to_owned(),
        Problem::BadSize { min, max } => {
            td_string!(l, faults.bad_size, min = *min, max = *max)
        }
        Problem::NotATable => td_string!(l, faults.not_a_table).to_owned(),
        Problem::TooManyLines { max } => td_string!(l, faults.too_many_lines, max = *max),
        Problem::NoColumn => td_string!(l, faults.no_column).to_owned(),
    }
}

/// The failing fields of a fault.
pub fn fields(fault: Option<&Fault>) -> &[FieldError] {
    match fault {
        Some(Fault::Invalid { fields }) => fields,
        _ => &[],
    }
}

/// What is wrong with one field of a form, if anything.
pub fn of_field(l: Locale, fault: Option<&Fault>, field: &str) -> Option<String> {
    fields(fault)
        .iter()
        .find(|f| f.field == field)
        .map(|f| problem(l, &f.problem))
}
