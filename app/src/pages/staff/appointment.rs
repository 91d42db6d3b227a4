//! One appointment, for the staff: everything about it, and what can be done to it.

use crate::api::scheduling::appointment;
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::appointment::{StateBadge, Timeline, fact, patient_age, time_fact, what};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::moves::{MoveButtons, MoveResult, REASONED, ReasonForm, word};
use crate::features::problem::no_page;
use crate::features::reader::{locale, reader};
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Breadcrumb, Card, Fact, Facts, KeepFresh, LinkButton, Notice, PageHeader, Person, Tone,
    Variant,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::Move;
use salus_domain::scheduling::{AppointmentView, HistoryEntry, Urgency};

/// `/appointments/:id`, with `?do=` asking for the reason of a move.
#[component]
pub fn StaffAppointment() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    let asks = query("do").and_then(|mv| mv.parse().ok());
    view! {
        <StaffFrame title=td_string!(l, doctor.visit)>
            {after(async move {
                match load(id).await {
                    Ok((view, history)) => whole(l, &view, history, asks),
                    Err(fault) => no_page(td_string!(l, doctor.visit), fault),
                }
            })}
        </StaffFrame>
    }
}

async fn load(id: Option<AppointmentId>) -> Result<(AppointmentView, Vec<HistoryEntry>), ApiFault> {
    appointment(id.ok_or(Fault::Missing)?).await
}

/// Where the reader came from in all likelihood: the calendar of that day, or the queue.
fn above(l: Locale, view: &AppointmentView) -> (&'static str, String) {
    let doctor = reader().role() == Some(Role::Doctor);
    match (doctor, view.starts) {
        (true, Some(at)) => (
            td_string!(l, common.calendar),
            format!("/doctor/calendar?view=day&date={}", at.date()),
        ),
        (true, None) => (
            td_string!(l, common.requests),
            "/doctor/requests".to_owned(),
        ),
        (false, Some(at)) => (
            td_string!(l, common.board),
            format!("/desk/board?date={}", at.date()),
        ),
        (false, None) => (td_string!(l, common.requests), "/desk/queue".to_owned()),
    }
}

fn whole(
    l: Locale,
    view: &AppointmentView,
    history: Vec<HistoryEntry>,
    asks: Option<Move>,
) -> AnyView {
    let (place, up) = above(l, view);
    let trail = vec![
        (place.into(), Some(up)),
        (td_string!(l, doctor.visit).into(), None),
    ];
    let asked = asks.filter(|mv| REASONED.contains(mv) && view.moves.contains(mv));
    let here = format!("/appointments/{}", view.id);
    let actions = asked.is_none().then(|| actions(l, view, &here));
    let (id, state, overbooked) = (view.id, view.state, view.overbooked);
    let (about, patient) = (about(l, view), patient(l, view));
    view! {
        <Breadcrumb label=td_string!(l, doctor.trail) trail=trail />
        <PageHeader title=view.patient.name() subtitle=when(l, view)>
            {overbooked.then(|| view! {
                <Badge tone=Tone::Neutral icon="layers">{td_string!(l, doctor.overbooked)}</Badge>
            })}
            <StateBadge state=state />
            <KeepFresh />
        </PageHeader>
        <MoveResult />
        {asked.map(|mv| view! { <ReasonForm mv=mv id=id back=here /> })}
        <div class="split">
            <div class="stack stack--loose">
                {about}
                <Card title=td_string!(l, common.history)>
                    <Timeline history=history />
                </Card>
            </div>
            <aside class="split__aside stack" aria-label=td_string!(l, doctor.actions)>{actions} {patient}</aside>
        </div>
    }
    .into_any()
}

fn when(l: Locale, view: &AppointmentView) -> String {
    view.starts.map_or_else(
        || td_string!(l, doctor.no_time).to_owned(),
        |at| format::capital(&format::date_time(l, at.local)),
    )
}

/// What can be done to it now.
fn actions(l: Locale, view: &AppointmentView, here: &str) -> AnyView {
    if view.moves.is_empty() {
        return view! { <Notice>{td_string!(l, doctor.nothing_to_do)}</Notice> }.into_any();
    }
    let reasoned = REASONED
        .into_iter()
        .filter(|mv| view.moves.contains(mv))
        .map(|mv| {
            view! {
                <LinkButton href=format!("{here}?do={}", mv.as_str())>{word(l, mv)}</LinkButton>
            }
        })
        .collect_view();
    let assigns = view
        .moves
        .iter()
        .any(|mv| matches!(mv, Move::Assign | Move::ConfirmAtDesk));
    let (id, name, possible) = (view.id, view.patient.name(), view.moves.clone());
    view! {
        <Card title=td_string!(l, doctor.actions)>
            <div class="cluster">
                {assigns.then(|| view! {
                    <LinkButton href="/desk/queue" variant=Variant::Primary icon="inbox">
                        {td_string!(l, doctor.to_queue)}
                    </LinkButton>
                })}
                <MoveButtons name=name id=id possible=possible lead=true />
                {reasoned}
            </div>
        </Card>
    }
    .into_any()
}

fn patient(l: Locale, view: &AppointmentView) -> AnyView {
    let phone = view.patient.phone.as_deref().map(|phone| {
        let (href, text) = (link::call(phone), phone.to_owned());
        view! { <Fact term=td_string!(l, doctor.phone)><a href=href rel="external">{text}</a></Fact> }
    });
    let born = fact(
        td_string!(l, doctor.born),
        format::date_numeric(view.patient.born_on),
    );
    let (name, age) = (view.patient.name(), patient_age(l, view));
    view! {
        <Card title=td_string!(l, doctor.patient)>
            <Person name=name>{age}</Person>
            <Facts stacked=true>{born} {phone}</Facts>
        </Card>
    }
    .into_any()
}

fn about(l: Locale, view: &AppointmentView) -> AnyView {
    let minutes = view
        .visit_type
        .as_ref()
        .map(|visit_type| format::duration(l, visit_type.duration_min));
    let price = view
        .visit_type
        .as_ref()
        .map(|visit_type| format::money(l, visit_type.price));
    let urgent = view.urgency != Urgency::Routine;
    let facts = vec![
        view.starts
            .map(|at| time_fact(td_string!(l, doctor.when), at)),
        minutes.map(|minutes| fact(td_string!(l, doctor.length), minutes)),
        view.doctor
            .as_ref()
            .map(|doctor| fact(td_string!(l, doctor.doctor), doctor.name())),
        what(l, view).map(|what| fact(td_string!(l, doctor.what), what)),
        price.map(|price| fact(td_string!(l, doctor.price), price)),
        urgent.then(|| {
            fact(
                td_string!(l, doctor.urgency),
                words::urgency(l, view.urgency).to_owned(),
            )
        }),
        view.symptoms
            .clone()
            .map(|symptoms| fact(td_string!(l, doctor.symptoms), symptoms)),
        view.reason
            .clone()
            .map(|reason| fact(td_string!(l, common.reason), reason)),
        view.answer_due
            .map(|at| time_fact(td_string!(l, doctor.answer_by), at)),
        Some(time_fact(td_string!(l, doctor.made), view.created)),
    ];
    view! { <Card title=td_string!(l, common.details)><Facts>{facts}</Facts></Card> }.into_any()
}
