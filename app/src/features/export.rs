//! The copy of everything held about a person, as a page that is read without us: no script, no style from
//! elsewhere.

use super::patient_form::{relation, sex};
use super::trail::{actor, did};
use super::{format, words};
use crate::i18n::{Locale, td_string};
use leptos::prelude::*;
use salus_domain::language::Language;
use salus_domain::privacy::{
    ErasureState, Export, ExportAppointment, ExportEntry, ExportFile, ExportRelative,
};
use salus_domain::time::Instant;

/// The page, in the language the copy names.
pub fn document(of: Export) -> String {
    let l = match of.language {
        Language::Fr => Locale::fr,
        Language::En => Locale::en,
    };
    let title = td_string!(l, privacy.export_title);
    let lang = of.language.as_str();
    let made = td_string!(l, privacy.export_made, at = moment(l, of.made_at));
    let account = of.account;
    let photo = account.photo.map(|jpeg| {
        let picture = format!("data:image/jpeg;base64,{jpeg}");
        view! { <img src=picture alt=td_string!(l, people.photo) width="128" height="128" /> }
    });
    let account = facts(vec![
        (
            td_string!(l, privacy.f_name),
            Some(format!("{} {}", account.first_name, account.last_name)),
        ),
        (td_string!(l, privacy.f_email), Some(account.email)),
        (td_string!(l, privacy.f_phone), account.phone),
        (
            td_string!(l, privacy.f_born),
            account.born_on.map(format::date_numeric),
        ),
        (
            td_string!(l, privacy.f_language),
            Some(account.language.as_str().to_owned()),
        ),
        (
            td_string!(l, privacy.f_since),
            Some(moment(l, account.created_at)),
        ),
        (
            td_string!(l, privacy.f_changed),
            Some(moment(l, account.updated_at)),
        ),
    ]);
    let sessions = of
        .sessions
        .into_iter()
        .map(|session| {
            let dated = |word: &str, at| format!("{word} : {}", moment(l, at));
            let line = [
                dated(td_string!(l, privacy.f_since), session.created_at),
                dated(td_string!(l, privacy.f_seen), session.last_seen_at),
                dated(td_string!(l, privacy.f_ends), session.expires_at),
            ];
            view! { <li>{line.join(" · ")}</li> }
        })
        .collect_view();
    let relatives = relatives(l, of.relatives);
    let files = of.files.into_iter().map(|one| file(l, one)).collect_view();
    let trail = of
        .trail
        .into_iter()
        .map(|entry| trace(l, entry))
        .collect_view();
    let page = view! {
        <html lang=lang>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>{title}</title>
            </head>
            <body>
                <h1>{title}</h1>
                <p>{made}</p>
                <h2>{td_string!(l, privacy.export_account)}</h2>
                {photo}
                {account}
                <h2>{td_string!(l, privacy.export_sessions)}</h2>
                <ul>{sessions}</ul>
                {relatives}
                {files}
                <h2>{td_string!(l, privacy.export_trail)}</h2>
                <ul>{trail}</ul>
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", page.to_html())
}

fn moment(l: Locale, at: Instant) -> String {
    format::date_time(l, at.to_utc().naive_utc())
}

/// Terms and what they are; what is not there is left out.
fn facts(of: Vec<(&'static str, Option<String>)>) -> AnyView {
    let lines = of
        .into_iter()
        .filter_map(|(term, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(view! { <dt>{term}</dt><dd>{value}</dd> })
        })
        .collect_view();
    view! { <dl>{lines}</dl> }.into_any()
}

fn relatives(l: Locale, of: Vec<ExportRelative>) -> Option<AnyView> {
    if of.is_empty() {
        return None;
    }
    let lines = of
        .into_iter()
        .map(|one| {
            let line = [
                format!("{} {}", one.first_name, one.last_name),
                relation(l, one.relation).to_owned(),
                format::date_numeric(one.born_on),
                sex(l, one.sex).to_owned(),
            ];
            view! { <li>{line.join(" · ")}</li> }
        })
        .collect_view();
    Some(
        view! {
            <h2>{td_string!(l, privacy.export_relatives)}</h2>
            <ul>{lines}</ul>
        }
        .into_any(),
    )
}

/// What is there, on one line.
fn joined(of: impl IntoIterator<Item = Option<String>>) -> String {
    of.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn file(l: Locale, of: ExportFile) -> AnyView {
    let title = td_string!(l, privacy.export_file, clinic = of.clinic.name.clone());
    let about = facts(vec![
        (
            td_string!(l, privacy.f_clinic),
            Some([of.clinic.address, of.clinic.city, of.clinic.phone].join(", ")),
        ),
        (
            td_string!(l, privacy.f_name),
            Some(format!("{} {}", of.first_name, of.last_name)),
        ),
        (
            td_string!(l, privacy.f_born),
            Some(format::date_numeric(of.born_on)),
        ),
        (
            td_string!(l, privacy.f_sex),
            Some(sex(l, of.sex).to_owned()),
        ),
        (td_string!(l, privacy.f_phone), of.phone),
        (td_string!(l, privacy.f_email), of.email),
        (td_string!(l, privacy.f_national_id), of.national_id),
        (
            td_string!(l, privacy.f_relation),
            of.relation.map(|word| relation(l, word).to_owned()),
        ),
        (
            td_string!(l, privacy.f_address),
            Some(joined([of.address, of.city])),
        ),
        (
            td_string!(l, privacy.f_insurance),
            Some(joined([of.insurer, of.insurance_number])),
        ),
        (
            td_string!(l, privacy.f_emergency),
            Some(joined([
                of.emergency_name,
                of.emergency_phone,
                of.emergency_relation,
            ])),
        ),
        (td_string!(l, privacy.f_notes), Some(of.notes)),
        (
            td_string!(l, privacy.f_since),
            Some(moment(l, of.created_at)),
        ),
        (
            td_string!(l, privacy.f_changed),
            Some(moment(l, of.updated_at)),
        ),
    ]);
    let requests = of
        .erasure_requests
        .into_iter()
        .map(|request| {
            let state = match request.state {
                ErasureState::Open => td_string!(l, privacy.state_open),
                ErasureState::Refused => td_string!(l, privacy.state_refused),
                ErasureState::Erased => td_string!(l, privacy.state_erased),
            };
            let line = [
                Some(moment(l, request.asked_at)),
                Some(state.to_owned()),
                request.decided_at.map(|at| moment(l, at)),
                request.reason,
            ];
            view! { <li>{line.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</li> }
        })
        .collect_view();
    let appointments = of
        .appointments
        .into_iter()
        .map(|one| appointment(l, one))
        .collect_view();
    view! {
        <h2>{title}</h2>
        {about}
        <h3>{td_string!(l, privacy.export_appointments)}</h3>
        {appointments}
        <h3>{td_string!(l, privacy.export_requests)}</h3>
        <ul>{requests}</ul>
    }
    .into_any()
}

fn appointment(l: Locale, of: ExportAppointment) -> AnyView {
    let days = of
        .preferred
        .weekdays
        .iter()
        .map(|day| format::weekday(l, u32::from(*day)).to_owned());
    let preferred: Vec<String> = days
        .chain([words::part_of_day(l, of.preferred.part).to_owned()])
        .collect();
    let about = facts(vec![
        (
            td_string!(l, privacy.f_state),
            Some(words::state(l, of.state).to_owned()),
        ),
        (
            td_string!(l, privacy.f_starts),
            of.starts_at.map(|at| moment(l, at)),
        ),
        (
            td_string!(l, privacy.f_ends_at),
            of.ends_at.map(|at| moment(l, at)),
        ),
        (td_string!(l, privacy.f_doctor), of.doctor),
        (
            td_string!(l, privacy.f_visit_type),
            of.visit_type.map(|names| format::local(l, &names)),
        ),
        (
            td_string!(l, privacy.f_urgency),
            Some(words::urgency(l, of.urgency).to_owned()),
        ),
        (
            td_string!(l, privacy.f_specialty),
            of.specialty
                .map(|word| words::specialty(l, word).to_owned()),
        ),
        (td_string!(l, privacy.f_symptoms), Some(of.symptoms)),
        (
            td_string!(l, privacy.f_preferred),
            Some(preferred.join(", ")),
        ),
        (td_string!(l, privacy.f_reason), of.reason),
        (
            td_string!(l, privacy.f_since),
            Some(moment(l, of.created_at)),
        ),
    ]);
    let history = of
        .history
        .into_iter()
        .map(|entry| {
            let by = entry.role.map_or_else(
                || td_string!(l, common.by_clock),
                |role| words::role(l, role),
            );
            let line = [
                Some(moment(l, entry.at)),
                Some(words::did(l, entry.action).to_owned()),
                Some(by.to_owned()),
                entry.doctor,
                entry.reason,
            ];
            view! { <li>{line.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</li> }
        })
        .collect_view();
    view! {
        {about}
        <p>{td_string!(l, privacy.f_history)}</p>
        <ul>{history}</ul>
    }
    .into_any()
}

fn trace(l: Locale, of: ExportEntry) -> AnyView {
    let who = if of.by_yourself {
        td_string!(l, privacy.export_yourself).to_owned()
    } else {
        let role = actor(l, of.role, of.role.is_none());
        of.doctor
            .map_or_else(|| role.to_owned(), |doctor| format!("{doctor} ({role})"))
    };
    let line = [
        Some(moment(l, of.at)),
        Some(who),
        Some(did(l, &of.action)),
        of.clinic,
        of.address,
    ];
    view! { <li>{line.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use salus_domain::privacy::ExportAccount;

    #[test]
    fn what_somebody_wrote_is_text_in_the_page() {
        let at = Instant::from(chrono::DateTime::UNIX_EPOCH);
        let page = document(Export {
            format: Export::FORMAT,
            made_at: at,
            language: Language::En,
            account: ExportAccount {
                photo: None,
                email: "a@example.org".into(),
                first_name: "<script>alert(1)</script>".into(),
                last_name: "\"&<b>".into(),
                phone: None,
                born_on: None,
                language: Language::En,
                created_at: at,
                updated_at: at,
            },
            sessions: Vec::new(),
            relatives: Vec::new(),
            files: Vec::new(),
            trail: Vec::new(),
        });
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en\">"),
            "{page}"
        );
        assert!(
            !page.contains("<script>") && !page.contains("<b>"),
            "{page}"
        );
        assert!(page.contains("&lt;script&gt;"), "{page}");
    }
}
