//! One appointment of the patient: everything about it, and the way to cancel.

use crate::api::scheduling::{Cancel, appointment};
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::answer::Answer;
use crate::features::appointment::{
    StateBadge, Timeline, fact, line, map_address, phone_line, place, time_fact, what, when_large,
};
use crate::features::form::Form;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::features::{faults, format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Breadcrumb, Card, Facts, Field, IconLine, KeepFresh, LinkButton, Notice, PageHeader,
    SubmitButton, Textarea, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::fault::Conflict;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::{Move, State};
use salus_domain::scheduling::{AppointmentView, HistoryEntry};
use salus_domain::staff::DoctorRef;

/// `/my/appointments/:id`.
#[component]
pub fn MyAppointment() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    let done = query("done").unwrap_or_default();
    let asks = query("cancel").is_some();
    view! {
        <PublicFrame title=td_string!(l, patient.visit)>
            {after(async move {
                match load(id).await {
                    Ok((view, history)) => whole(&view, history, &done, asks),
                    Err(fault) => no_page(td_string!(l, patient.visit), fault),
                }
            })}
            // Who is about to cancel reads the answer, and writes, in peace.
            {(!asks).then(|| view! { <KeepFresh /> })}
        </PublicFrame>
    }
}

async fn load(id: Option<AppointmentId>) -> Result<(AppointmentView, Vec<HistoryEntry>), ApiFault> {
    appointment(id.ok_or(Fault::Missing)?).await
}

fn whole(view: &AppointmentView, history: Vec<HistoryEntry>, done: &str, asks: bool) -> AnyView {
    let l = locale();
    let state = view.state;
    let title = match view.starts {
        Some(at) => td_string!(l, patient.visit_on, date = format::date_long(l, at.date())),
        None => td_string!(l, patient.your_request).to_owned(),
    };
    let may_cancel = view.moves.contains(&Move::Cancel);
    let trail = vec![
        (
            td_string!(l, common.my_appointments).into(),
            Some("/my/appointments".to_owned()),
        ),
        (td_string!(l, patient.visit).into(), None),
    ];
    let form = (asks && may_cancel).then(|| cancel_form(view));
    let cancel = format!("{}?cancel=1", own(view));
    let again = view.state.is_final();
    let (news, about, summary) = (news(l, done, view), about(l, view), summary(l, view));
    view! {
        <Breadcrumb label=td_string!(l, patient.trail) trail=trail />
        <PageHeader title=title>
            <StateBadge state=state />
        </PageHeader>
        {news}
        {form}
        <div class="split">
            <div class="stack stack--loose">
                {about}
                <Card title=td_string!(l, common.history)>
                    <Timeline history=history />
                </Card>
            </div>
            <aside class="split__aside stack" aria-label=td_string!(l, patient.in_short)>
                {summary}
                {(may_cancel && !asks).then(|| view! {
                    <LinkButton href=cancel icon="calendar-x" block=true>{td_string!(l, patient.cancel)}</LinkButton>
                })}
                {again.then(|| view! {
                    <LinkButton href="/search" icon="calendar-plus" block=true>{td_string!(l, patient.book_again)}</LinkButton>
                })}
            </aside>
        </div>
    }
    .into_any()
}

/// The page of the visit.
fn own(view: &AppointmentView) -> String {
    format!("/my/appointments/{}", view.id)
}

/// What has just been done.
fn news(l: Locale, done: &str, view: &AppointmentView) -> Option<AnyView> {
    let (title, text) = match (done, view.state) {
        ("booked", State::Confirmed) => (
            td_string!(l, patient.done_booked),
            td_string!(l, patient.done_booked_text),
        ),
        ("booked", State::Requested | State::AwaitingDoctor) => (
            td_string!(l, patient.done_waiting),
            td_string!(l, patient.done_waiting_text),
        ),
        ("requested", State::Requested) => (
            td_string!(l, patient.done_requested),
            td_string!(l, patient.done_requested_text),
        ),
        ("cancelled", State::Cancelled) => (
            td_string!(l, patient.done_cancelled),
            td_string!(l, patient.done_cancelled_text),
        ),
        _ => return None,
    };
    Some(
        view! { <Notice tone=Tone::Confirmed title=title live=true><p>{text}</p></Notice> }
            .into_any(),
    )
}

/// When, with whom, where, and what it costs.
fn summary(l: Locale, view: &AppointmentView) -> AnyView {
    let clinic = &view.clinic;
    let map = map_address(&place(clinic));
    let (slug, name) = (format!("/clinics/{}", clinic.slug), clinic.name.clone());
    let lines = vec![
        view.doctor
            .as_ref()
            .map(|doctor| line("user-round", doctor.name())),
        Some(view! { <IconLine icon="building-2"><a href=slug>{name}</a></IconLine> }.into_any()),
        Some(line(
            "map-pin",
            format!("{}, {}", clinic.address, clinic.city),
        )),
        Some(phone_line(&clinic.phone)),
    ];
    let price = view
        .visit_type
        .as_ref()
        .map(|visit_type| format::money(l, visit_type.price));
    view! {
        <div class="summary">
            {when_large(l, view.starts)}
            <ul class="fact-list">{lines}</ul>
            {price.map(|price| view! {
                <p class="summary__total">
                    <span>{td_string!(l, patient.price)}</span>
                    <span>{price}</span>
                </p>
            })}
            <LinkButton href=map icon="navigation" attr:rel="external noopener">
                {td_string!(l, common.directions)}
            </LinkButton>
        </div>
    }
    .into_any()
}

/// The rest that is known of it.
fn about(l: Locale, view: &AppointmentView) -> AnyView {
    let open = view.state == State::Requested;
    let when = if open {
        td_string!(l, patient.wished_time)
    } else {
        td_string!(l, patient.when)
    };
    let length = view
        .visit_type
        .as_ref()
        .map(|visit_type| format::duration(l, visit_type.duration_min));
    let doctor = view.doctor.as_ref();
    let name = doctor.map_or_else(
        || td_string!(l, patient.visit_no_doctor).to_owned(),
        DoctorRef::name,
    );
    let specialty = doctor
        .and_then(|doctor| doctor.specialties.first().copied())
        .or(view.specialty);
    let specialty = specialty
        .filter(|_| view.visit_type.is_some())
        .map(|word| words::specialty(l, word).to_owned());
    let facts = vec![
        view.starts.map(|at| time_fact(when, at)),
        length.map(|length| fact(td_string!(l, patient.length), length)),
        view.for_relative
            .then(|| fact(td_string!(l, patient.visit_whom), view.patient.name())),
        Some(fact(td_string!(l, patient.doctor), name)),
        what(l, view).map(|what| fact(td_string!(l, patient.what), what)),
        specialty.map(|specialty| fact(td_string!(l, patient.specialty), specialty)),
        open.then(|| {
            fact(
                td_string!(l, patient.urgency),
                words::urgency(l, view.urgency).to_owned(),
            )
        }),
        open.then(|| fact(td_string!(l, patient.preferred), preferred(l, view))),
        view.symptoms
            .clone()
            .map(|symptoms| fact(td_string!(l, patient.symptoms), symptoms)),
        view.reason
            .clone()
            .map(|reason| fact(td_string!(l, common.reason), reason)),
        Some(time_fact(td_string!(l, patient.made), view.created)),
    ];
    view! { <Card title=td_string!(l, common.details)><Facts>{facts}</Facts></Card> }.into_any()
}

/// Weekdays and part of the day that suit, as words.
fn preferred(l: Locale, view: &AppointmentView) -> String {
    let days: Vec<&str> = view
        .preferred
        .weekdays
        .iter()
        .map(|iso| format::weekday(l, u32::from(*iso)))
        .collect();
    let days = if days.is_empty() {
        td_string!(l, patient.any_day).to_owned()
    } else {
        days.join(", ")
    };
    format!(
        "{} · {}",
        format::capital(&days),
        words::part_of_day(l, view.preferred.part)
    )
}

/// Asks for certainty, and why; says whom to call where it is too late.
fn cancel_form(view: &AppointmentView) -> AnyView {
    let l = locale();
    let answer = Answer::of::<Cancel>(l);
    let (id, back) = (view.id.to_string(), own(view));
    let refused = answer.fault().map(|fault| {
        let call = match &fault {
            Fault::Conflict {
                conflict: Conflict::WithinNotice { phone, .. },
            } => Some(call(l, phone)),
            _ => None,
        };
        view! {
            <Notice tone=Tone::Danger live=true title=td_string!(l, patient.not_cancelled)>
                <p>{faults::sentence(l, &fault)}</p>
                {call}
            </Notice>
        }
    });
    view! {
        <Card title=td_string!(l, patient.cancel_sure)>
            <p class="muted">{td_string!(l, patient.cancel_text)}</p>
            {refused}
            <Form of=answer class="form">
                <input type="hidden" name="appointment" value=id />
                <Field
                    id="reason"
                    label=td_string!(l, common.reason)
                    optional=td_string!(l, common.optional)
                    error=answer.field("reason")
                >
                    <Textarea name="reason" rows=2 maxlength=500 />
                </Field>
                <div class="form__actions">
                    <SubmitButton variant=Variant::Danger>{td_string!(l, patient.cancel_do)}</SubmitButton>
                    <LinkButton href=back variant=Variant::Ghost>{td_string!(l, patient.keep)}</LinkButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}

fn call(l: Locale, phone: &str) -> AnyView {
    let (href, word) = (
        link::call(phone),
        td_string!(l, patient.call, phone = phone.to_owned()),
    );
    view! { <p><LinkButton href=href icon="phone" attr:rel="external">{word}</LinkButton></p> }
        .into_any()
}
