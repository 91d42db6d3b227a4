//! The words of the domain in the reader's language.

use crate::i18n::{Locale, td_string};
use salus_domain::accounts::Role;
use salus_domain::clinics::{ClinicKind, ClinicStatus, ConfirmationPolicy};
use salus_domain::language::SpokenLanguage;
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::{PartOfDay, Urgency, WhyNot};
use salus_domain::staff::Specialty;

/// The word for a state.
pub fn state(l: Locale, word: State) -> &'static str {
    match word {
        State::Held => td_string!(l, words.state_held),
        State::Requested => td_string!(l, words.state_requested),
        State::AwaitingDoctor => td_string!(l, words.state_awaiting_doctor),
        State::Confirmed => td_string!(l, words.state_confirmed),
        State::CheckedIn => td_string!(l, words.state_checked_in),
        State::InConsultation => td_string!(l, words.state_in_consultation),
        State::Completed => td_string!(l, words.state_completed),
        State::Refused => td_string!(l, words.state_refused),
        State::Cancelled => td_string!(l, words.state_cancelled),
        State::NoShow => td_string!(l, words.state_no_show),
        State::Expired => td_string!(l, words.state_expired),
    }
}

/// Why a time cannot be had, as a sentence.
pub fn why_not(l: Locale, word: WhyNot) -> &'static str {
    match word {
        WhyNot::InPast => td_string!(l, availability.why_in_past),
        WhyNot::BeyondHorizon => td_string!(l, availability.why_beyond_horizon),
        WhyNot::Closed => td_string!(l, availability.why_closed),
        WhyNot::Holiday => td_string!(l, availability.why_holiday),
        WhyNot::OnLeave => td_string!(l, availability.why_leave),
        WhyNot::NotTaken => td_string!(l, availability.why_not_taken),
        WhyNot::OutsideHours => td_string!(l, availability.why_outside),
        WhyNot::NotAligned => td_string!(l, availability.why_aligned),
        WhyNot::NoticeTooShort => td_string!(l, availability.why_notice),
        WhyNot::DoctorBusy => td_string!(l, availability.why_doctor_busy),
        WhyNot::Visit => td_string!(l, availability.why_visit),
        WhyNot::Buffer => td_string!(l, availability.why_buffer),
        WhyNot::DayFull => td_string!(l, availability.why_full),
        WhyNot::Reserved => td_string!(l, availability.why_reserved),
        WhyNot::NoRoom => td_string!(l, availability.why_room),
    }
}

/// What happened, as an entry of a history.
pub fn did(l: Locale, word: Move) -> &'static str {
    match word {
        Move::Hold => td_string!(l, words.did_hold),
        Move::Request => td_string!(l, words.did_request),
        Move::BookDirectly => td_string!(l, words.did_book_directly),
        Move::ConfirmHold => td_string!(l, words.did_confirm_hold),
        Move::Expire => td_string!(l, words.did_expire),
        Move::Assign => td_string!(l, words.did_assign),
        Move::ConfirmAtDesk => td_string!(l, words.did_confirm_at_desk),
        Move::Refuse => td_string!(l, words.did_refuse),
        Move::Accept => td_string!(l, words.did_accept),
        Move::Decline => td_string!(l, words.did_decline),
        Move::Unanswered => td_string!(l, words.did_unanswered),
        Move::CheckIn => td_string!(l, words.did_check_in),
        Move::Start => td_string!(l, words.did_start),
        Move::Complete => td_string!(l, words.did_complete),
        Move::Miss => td_string!(l, words.did_miss),
        Move::Cancel => td_string!(l, words.did_cancel),
        Move::Reschedule => td_string!(l, words.did_reschedule),
    }
}

/// The word for a role.
pub fn role(l: Locale, word: Role) -> &'static str {
    match word {
        Role::Patient => td_string!(l, words.role_patient),
        Role::Doctor => td_string!(l, words.role_doctor),
        Role::Secretary => td_string!(l, words.role_secretary),
        Role::ClinicAdmin => td_string!(l, words.role_clinic_admin),
        Role::SuperAdmin => td_string!(l, words.role_super_admin),
    }
}

/// The word for a specialty.
pub fn specialty(l: Locale, word: Specialty) -> &'static str {
    match word {
        Specialty::GeneralMedicine => td_string!(l, words.specialty_general_medicine),
        Specialty::Cardiology => td_string!(l, words.specialty_cardiology),
        Specialty::Paediatrics => td_string!(l, words.specialty_paediatrics),
        Specialty::Dermatology => td_string!(l, words.specialty_dermatology),
        Specialty::Gynaecology => td_string!(l, words.specialty_gynaecology),
        Specialty::Ophthalmology => td_string!(l, words.specialty_ophthalmology),
        Specialty::Orthopaedics => td_string!(l, words.specialty_orthopaedics),
        Specialty::Ent => td_string!(l, words.specialty_ent),
        Specialty::Neurology => td_string!(l, words.specialty_neurology),
        Specialty::Psychiatry => td_string!(l, words.specialty_psychiatry),
        Specialty::Dentistry => td_string!(l, words.specialty_dentistry),
        Specialty::Gastroenterology => td_string!(l, words.specialty_gastroenterology),
        Specialty::Endocrinology => td_string!(l, words.specialty_endocrinology),
        Specialty::Pulmonology => td_string!(l, words.specialty_pulmonology),
        Specialty::Urology => td_string!(l, words.specialty_urology),
        Specialty::Rheumatology => td_string!(l, words.specialty_rheumatology),
    }
}

/// The word for an urgency.
pub fn urgency(l: Locale, word: Urgency) -> &'static str {
    match word {
        Urgency::Routine => td_string!(l, words.urgency_routine),
        Urgency::Soon => td_string!(l, words.urgency_soon),
        Urgency::Urgent => td_string!(l, words.urgency_urgent),
    }
}

/// The word for a part of the day.
pub fn part_of_day(l: Locale, word: PartOfDay) -> &'static str {
    match word {
        PartOfDay::Any => td_string!(l, words.part_any),
        PartOfDay::Morning => td_string!(l, words.part_morning),
        PartOfDay::Afternoon => td_string!(l, words.part_afternoon),
    }
}

/// The word for a spoken language.
pub fn spoken(l: Locale, word: SpokenLanguage) -> &'static str {
    match word {
        SpokenLanguage::Ar => td_string!(l, words.spoken_ar),
        SpokenLanguage::Fr => td_string!(l, words.spoken_fr),
        SpokenLanguage::En => td_string!(l, words.spoken_en),
        SpokenLanguage::Ber => td_string!(l, words.spoken_ber),
        SpokenLanguage::Es => td_string!(l, words.spoken_es),
        SpokenLanguage::It => td_string!(l, words.spoken_it),
        SpokenLanguage::De => td_string!(l, words.spoken_de),
        SpokenLanguage::Pt => td_string!(l, words.spoken_pt),
    }
}

/// The word for a kind of clinic.
pub fn clinic_kind(l: Locale, word: ClinicKind) -> &'static str {
    match word {
        ClinicKind::Clinic => td_string!(l, words.kind_clinic),
        ClinicKind::MedicalCentre => td_string!(l, words.kind_medical_centre),
        ClinicKind::Practice => td_string!(l, words.kind_practice),
        ClinicKind::Hospital => td_string!(l, words.kind_hospital),
    }
}

/// The word for a clinic's status.
pub fn clinic_status(l: Locale, word: ClinicStatus) -> &'static str {
    match word {
        ClinicStatus::Active => td_string!(l, words.status_active),
        ClinicStatus::Suspended => td_string!(l, words.status_suspended),
    }
}

/// Who confirms a booking.
pub fn confirmation(l: Locale, word: ConfirmationPolicy) -> &'static str {
    match word {
        ConfirmationPolicy::Automatic => td_string!(l, words.policy_automatic),
        ConfirmationPolicy::Desk => td_string!(l, words.policy_desk),
        ConfirmationPolicy::Doctor => td_string!(l, words.policy_doctor),
    }
}

/// A country by its ISO 3166-1 alpha-2 code; the code itself where we have no word.
pub fn country(l: Locale, code: &str) -> String {
    match code {
        "TN" => td_string!(l, words.country_tn).to_owned(),
        "MA" => td_string!(l, words.country_ma).to_owned(),
        "FR" => td_string!(l, words.country_fr).to_owned(),
        other => other.to_owned(),
    }
}
