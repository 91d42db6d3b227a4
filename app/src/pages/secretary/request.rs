//! One request: as a row of the list, and whole.

use super::offer::Offers;
use crate::api::scheduling::Refuse;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::reader::locale;
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Avatar, Badge, Face, Field, Icon, IconLine, LinkButton, Notice, Size, SubmitButton, Textarea,
    Tone, Variant,
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::Move;
use salus_domain::scheduling::{AppointmentView, HistoryEntry, QueueEntry, Urgency};

/// A row that leads to the request.
#[component]
pub fn RequestRow(
    /// The request.
    entry: QueueEntry,
    /// It is shown beside the list.
    #[prop(optional)]
    open: bool,
    /// The key that leads to it.
    #[prop(optional_no_strip)]
    key: Option<&'static str>,
) -> impl IntoView {
    let l = locale();
    let QueueEntry {
        appointment: request,
        waited_min: waited,
        ..
    } = entry;
    let id = request.id;
    let name = request.patient.name();
    let age = age(l, request.patient.born_on, request.created.date());
    let urgent = request.urgency == Urgency::Urgent;
    let class = match (urgent, open) {
        (true, true) => "queue__item queue__item--urgent queue__item--open",
        (true, false) => "queue__item queue__item--urgent",
        (false, true) => "queue__item queue__item--open",
        (false, false) => "queue__item",
    };
    view! {
        <li class=class>
            <div class="person">
                <Avatar name=name.clone() />
                <div class="person__text">
                    <span class="person__name">
                        <a
                            id=format!("request-{id}")
                            class="queue__link"
                            href=format!("/desk/queue?open={id}")
                            data-noscroll
                            aria-current=open.then_some("true")
                            aria-keyshortcuts=key
                        >
                            {name}
                        </a>
                    </span>
                    <span class="person__meta">{age}</span>
                </div>
            </div>
            <div class="queue__wish">
                <span class="queue__what clip">{gist(l, &request)}</span>
                <span class="queue__when">{preference(l, &request)}</span>
            </div>
            <div class="queue__actions">
                <UrgencyBadge urgency=request.urgency />
                <WaitBadge waited=waited />
            </div>
        </li>
    }
}

/// What it is about, in a line: what the patient wrote, else the specialty.
fn gist(l: Locale, request: &AppointmentView) -> String {
    let wrote = request
        .symptoms
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let specialty = || {
        request
            .specialty
            .map(|specialty| words::specialty(l, specialty))
    };
    wrote
        .or_else(specialty)
        .unwrap_or(td_string!(l, desk.no_symptoms))
        .to_owned()
}

fn preference(l: Locale, request: &AppointmentView) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(specialty) = request.specialty {
        parts.push(words::specialty(l, specialty).to_owned());
    }
    parts.push(days(l, request));
    parts.push(words::part_of_day(l, request.preferred.part).to_owned());
    parts.join(" · ")
}

fn days(l: Locale, request: &AppointmentView) -> String {
    let names: Vec<&str> = request
        .preferred
        .weekdays
        .iter()
        .map(|day| format::weekday_short(l, u32::from(*day)))
        .collect();
    if names.is_empty() {
        td_string!(l, desk.any_day).to_owned()
    } else {
        names.join(", ")
    }
}

/// The age on a date: in years, for infants in months.
fn age(l: Locale, born: NaiveDate, on: NaiveDate) -> String {
    let months = (on.year() - born.year()) * 12 + i32::try_from(on.month()).unwrap_or(0)
        - i32::try_from(born.month()).unwrap_or(0)
        - i32::from(on.day() < born.day());
    match months {
        m if m < 12 => td_string!(l, desk.age_months, n = m.max(0)),
        m if m < 24 => td_string!(l, desk.age_one).to_owned(),
        m => td_string!(l, desk.age_years, n = m / 12),
    }
}

#[component]
fn UrgencyBadge(urgency: Urgency) -> impl IntoView {
    let word = words::urgency(locale(), urgency);
    match urgency {
        Urgency::Urgent => {
            view! { <Badge tone=Tone::Urgent icon="siren" solid=true>{word}</Badge> }.into_any()
        }
        Urgency::Soon => view! { <Badge tone=Tone::Info icon="clock">{word}</Badge> }.into_any(),
        Urgency::Routine => view! { <Badge icon="calendar">{word}</Badge> }.into_any(),
    }
}

#[component]
fn WaitBadge(
    /// Minutes.
    waited: i64,
) -> impl IntoView {
    let l = locale();
    let words = match waited {
        min if min < 1 => td_string!(l, desk.just_now).to_owned(),
        min => td_string!(l, desk.waited, time = format::about_duration(l, min)),
    };
    view! { <Badge tone=Tone::Waiting icon="hourglass">{words}</Badge> }
}

/// The request whole, with what it can be answered with.
#[component]
pub fn RequestDetail(
    /// The request.
    entry: QueueEntry,
) -> impl IntoView {
    let l = locale();
    let QueueEntry {
        appointment: request,
        waited_min: waited,
        history,
        suggestions,
        visit_types,
    } = entry;
    let name = request.patient.name();
    let title = name.clone();
    let label = td_string!(l, desk.request_of, name = name.clone());
    let age = age(l, request.patient.born_on, request.created.date());
    let born = format::date_numeric(request.patient.born_on);
    let file = format!("/appointments/{}", request.id);
    let symptoms = request
        .symptoms
        .clone()
        .unwrap_or_else(|| td_string!(l, desk.no_symptoms).to_owned());
    // Its own id, so that a page that renews itself never turns the forms of one request into another's.
    let place = format!("detail-{}", request.id);
    view! {
        <a class="only-phone" href="/desk/queue">{td_string!(l, desk.back_to_list)}</a>
        <section class="card" id=place aria-label=label>
            <div class="person">
                <Avatar name=name size=Face::Large />
                <div class="person__text stack stack--tight">
                    <h2 class="card__title">{title}</h2>
                    <span class="person__meta">{age} ", " {td_string!(l, desk.born, date = born)}</span>
                    <span class="cluster">
                        <UrgencyBadge urgency=request.urgency />
                        <WaitBadge waited=waited />
                    </span>
                </div>
            </div>
            <div class="cluster">
                {phone(l, &request)}
                <LinkButton
                    href=file
                    icon="history"
                    size=Size::Small
                    variant=Variant::Ghost
                >
                    {td_string!(l, desk.open_file)}
                </LinkButton>
            </div>
            <div class="stack stack--tight">
                <h3>{td_string!(l, desk.symptoms)}</h3>
                <p class="queue__words">{symptoms}</p>
            </div>
            {wishes(l, &request)} {refusals(l, &history)}
            <Offers
                request=request.id
                version=request.version
                visit_type=visit_types.into_iter().next()
                suggestions=suggestions
            />
            <RefuseForm id=request.id />
        </section>
    }
}

fn phone(l: Locale, request: &AppointmentView) -> AnyView {
    match request.patient.phone.clone() {
        Some(phone) => {
            view! { <LinkButton href=link::call(&phone) icon="phone" size=Size::Small>{phone}</LinkButton> }.into_any()
        }
        None => view! { <span class="faint">{td_string!(l, desk.no_phone)}</span> }.into_any(),
    }
}

/// What the patient would like, in a few lines.
fn wishes(l: Locale, request: &AppointmentView) -> AnyView {
    let when = format!(
        "{} · {}",
        days(l, request),
        words::part_of_day(l, request.preferred.part)
    );
    let specialty = request.specialty.map_or_else(
        || td_string!(l, desk.any_specialty),
        |s| words::specialty(l, s),
    );
    let asked = td_string!(
        l,
        desk.asked_on,
        date = format::date_time(l, request.created.local)
    );
    let doctor = request.doctor.as_ref().map(|doctor| {
        let words = td_string!(l, desk.wished_doctor, doctor = doctor.name());
        view! { <IconLine icon="user">{words}</IconLine> }
    });
    let time = request.starts.map(|starts| {
        let words = td_string!(
            l,
            desk.wished_time,
            date = format::date_time(l, starts.local)
        );
        view! { <IconLine icon="clock">{words}</IconLine> }
    });
    view! {
        <ul class="fact-list" aria-label=td_string!(l, desk.wishes)>
            <IconLine icon="calendar">{when}</IconLine>
            <IconLine icon="stethoscope">{specialty}</IconLine>
            {doctor}
            {time}
            <IconLine icon="inbox">{asked}</IconLine>
        </ul>
    }
    .into_any()
}

/// Doctors who were proposed before, and why it came to nothing.
fn refusals(l: Locale, history: &[HistoryEntry]) -> Option<AnyView> {
    let lines: Vec<_> = history
        .iter()
        .filter(|step| matches!(step.action, Move::Decline | Move::Unanswered))
        .map(|step| {
            let who = step
                .doctor
                .as_ref()
                .map(salus_domain::staff::DoctorRef::name)
                .or_else(|| step.name.clone());
            let date = format::date_time(l, step.at.local);
            let line = td_string!(
                l,
                desk.refused_by,
                doctor = who.unwrap_or_default(),
                date = date
            );
            let why = match (&step.reason, step.action) {
                (Some(reason), _) => td_string!(l, desk.refused_reason, reason = reason.clone()),
                (None, Move::Unanswered) => td_string!(l, desk.unanswered).to_owned(),
                (None, _) => String::new(),
            };
            view! { <li><strong>{line}</strong> " " {why}</li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Waiting icon="history" title=td_string!(l, desk.refused_before)>
                <ul class="stack stack--tight">{lines}</ul>
            </Notice>
        }
        .into_any()
    })
}

/// Folded away: refusing is the last resort.
#[component]
fn RefuseForm(id: AppointmentId) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<Refuse>(l);
    view! {
        <details class="disclosure" open=answer.fault().is_some()>
            <summary>
                <Icon name="ban" />
                {td_string!(l, desk.refuse)}
            </summary>
            <Form of=answer then="/desk/queue" class="form">
                <FormAnswer answer=answer labels=vec![("reason", td_string!(l, desk.refuse_reason))] />
                <input type="hidden" name="appointment" value=id.to_string() />
                <Field
                    id="reason"
                    label=td_string!(l, desk.refuse_reason)
                    hint=td_string!(l, desk.refuse_hint)
                    error=answer.field("reason")
                >
                    <Textarea name="reason" required=true rows=3 maxlength=500 />
                </Field>
                <div class="form__actions">
                    <SubmitButton variant=Variant::Danger>{td_string!(l, desk.refuse_go)}</SubmitButton>
                </div>
            </Form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infants_are_counted_in_months_and_birthdays_not_too_early() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        let ages = |born, on| age(Locale::en, born, on);
        assert_eq!(ages(day(2026, 1, 31), day(2026, 11, 24)), "9 mo. old");
        assert_eq!(ages(day(2025, 11, 24), day(2026, 11, 24)), "1 year old");
        assert_eq!(ages(day(1990, 11, 25), day(2026, 11, 24)), "35 years old");
    }
}
