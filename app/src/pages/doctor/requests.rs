//! What awaits the doctor's answer.

use crate::api::scheduling::to_answer;
use crate::features::address::query;
use crate::features::appointment::{fact, patient_age, soon_fact, what};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::moves::{MoveButtons, MoveResult, ReasonForm};
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Card, CardFoot, Empty, Facts, LinkButton, Live, PageHeader, Person, Size, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::Move;
use salus_domain::scheduling::{AppointmentView, Urgency};

const HERE: &str = "/doctor/requests";

/// `/doctor/requests`, with `?decline=` asking for the reason of one.
#[component]
pub fn DoctorRequests() -> impl IntoView {
    let l = locale();
    let declining = query("decline").and_then(|id| id.parse().ok());
    view! {
        <StaffFrame title=td_string!(l, common.requests)>
            <PageHeader title=td_string!(l, common.requests) subtitle=td_string!(l, doctor.requests_text)>
                <Live up=td_string!(l, doctor.live) down=td_string!(l, doctor.not_live) />
            </PageHeader>
            <MoveResult />
            {after(async move {
                match to_answer().await {
                    Ok(list) => requests(l, list, declining),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn requests(l: Locale, list: Vec<AppointmentView>, declining: Option<AppointmentId>) -> AnyView {
    if list.is_empty() {
        return view! {
            <h2 class="sr-only">{td_string!(l, doctor.figure_to_answer)}</h2>
            <Empty icon="circle-check" title=td_string!(l, doctor.no_requests) message=td_string!(l, doctor.no_requests_text)>
                <LinkButton href="/doctor/calendar" variant=Variant::Soft>{td_string!(l, common.calendar)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    // The form stands above the list, so that a list that changes meanwhile leaves what is typed alone.
    let declined = list
        .iter()
        .find(|a| Some(a.id) == declining && a.moves.contains(&Move::Decline))
        .cloned();
    let form = declined.map(|request| {
        let (id, name, age) = (request.id, request.patient.name(), patient_age(l, &request));
        let label = name.clone();
        view! {
            <section class="stack" aria-label=label>
                <Person name=name>{age}</Person>
                <ReasonForm mv=Move::Decline id=id back=HERE />
            </section>
        }
    });
    let cards = list
        .into_iter()
        .map(|request| card(l, &request))
        .collect_view();
    view! {
        <h2 class="sr-only">{td_string!(l, doctor.figure_to_answer)}</h2>
        {form}
        <div class="grid-cards">{cards}</div>
    }
    .into_any()
}

fn card(l: Locale, request: &AppointmentView) -> AnyView {
    let (id, name, age) = (request.id, request.patient.name(), patient_age(l, request));
    let urgency = match request.urgency {
        Urgency::Routine => None,
        Urgency::Soon => Some((Tone::Waiting, "clock")),
        Urgency::Urgent => Some((Tone::Urgent, "siren")),
    };
    let word = words::urgency(l, request.urgency);
    let badge = urgency.map(|(tone, icon)| view! { <Badge tone=tone icon=icon>{word}</Badge> });
    let label = format!("{}: {name}", td_string!(l, doctor.do_decline));
    let decline = request.moves.contains(&Move::Decline).then(|| {
        view! {
            <LinkButton
                href=format!("{HERE}?decline={id}")
                variant=Variant::Ghost
                size=Size::Small
                attr:aria-label=label
            >
                {td_string!(l, doctor.do_decline)}
            </LinkButton>
        }
    });
    let facts = vec![
        request
            .starts
            .map(|at| soon_fact(l, td_string!(l, doctor.when), at)),
        what(l, request).map(|what| fact(td_string!(l, doctor.what), what)),
        request
            .symptoms
            .clone()
            .map(|symptoms| fact(td_string!(l, doctor.symptoms), symptoms)),
        request
            .answer_due
            .map(|at| soon_fact(l, td_string!(l, doctor.answer_by), at)),
    ];
    let possible = only_accept(&request.moves);
    let person = name.clone();
    view! {
        <Card>
            <div class="cluster cluster--between">
                <Person name=person href=format!("/appointments/{id}")>{age}</Person>
                {badge}
            </div>
            <Facts stacked=true>{facts}</Facts>
            <CardFoot>
                <MoveButtons name=name id=id possible=possible />
                {decline}
            </CardFoot>
        </Card>
    }
    .into_any()
}

fn only_accept(moves: &[Move]) -> Vec<Move> {
    moves
        .iter()
        .copied()
        .filter(|mv| *mv == Move::Accept)
        .collect()
}
