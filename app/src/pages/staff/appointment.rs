//! One appointment, for the staff: everything about it, and what can be done to it.

use crate::api::scheduling::appointment;
use crate::fault::ApiFault;
use crate::features::appointment::{StateBadge, Timeline, fact, patient_age, time_fact, what};
use crate::features::frame::StaffFrame;
use crate::features::live::keep_fresh;
use crate::features::moves::{MoveButtons, MoveResult, Moves, REASONED, ReasonForm, word};
use crate::features::problem::no_page;
use crate::features::reader::{locale, reader};
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::pages::Page;
use crate::ui::{
    Badge, Breadcrumb, Card, Fact, Facts, LinkButton, Notice, PageHeader, Person, Shape, Skeleton,
    Tone, Variant,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::Move;
use salus_domain::scheduling::{AppointmentView, HistoryEntry, Urgency};

type Whole = (AppointmentView, Vec<HistoryEntry>);

/// `/appointments/:id`, with `?do=` asking for the reason of a move.
pub struct StaffAppointment {
    moves: Moves,
    id: Memo<String>,
    data: Resource<Result<Whole, ApiFault>>,
}

impl Page for StaffAppointment {
    fn data() -> Self {
        let moves = Moves::here();
        let params = use_params_map();
        let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
        Self {
            moves,
            id,
            data: Resource::new_blocking(move || (id.get(), moves.version()), load),
        }
    }

    fn view(this: Self) -> AnyView {
        let StaffAppointment { moves, id, data } = this;
        let l = locale();
        let query = use_query_map();
        let asks = Memo::new(move |_| {
            query.with(|query| query.get_str("do").and_then(|mv| mv.parse::<Move>().ok()))
        });
        keep_fresh(data, move || (id.get(), moves.version()), load);
        view! {
            <StaffFrame title=td_string!(l, doctor.visit)>
                <Transition fallback=|| view! { <Skeleton shape=Shape::Cards /> }>
                    {move || {
                        let asks = asks.get();
                        Suspend::new(async move {
                            match data.await {
                                Ok((view, history)) => whole(moves, &view, history, asks),
                                Err(fault) => no_page(td_string!(l, doctor.visit), fault),
                            }
                        })
                    }}
                </Transition>
            </StaffFrame>
        }
        .into_any()
    }
}

async fn load((id, _): (String, usize)) -> Result<Whole, ApiFault> {
    let id: AppointmentId = id.parse().map_err(|_| Fault::Missing)?;
    appointment(id).await
}

/// Where the reader came from in all likelihood: the calendar of that day, or the queue.
fn above(l: Locale, view: &AppointmentView) -> (&'static str, String) {
    let doctor = reader()
        .me
        .with_untracked(|me| me.as_ref().is_some_and(|me| me.role == Role::Doctor));
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
    moves: Moves,
    view: &AppointmentView,
    history: Vec<HistoryEntry>,
    asks: Option<Move>,
) -> AnyView {
    let l = locale();
    let (place, up) = above(l, view);
    let trail = vec![
        (place.into(), Some(up)),
        (td_string!(l, doctor.visit).into(), None),
    ];
    let asked = asks.filter(|mv| REASONED.contains(mv) && view.moves.contains(mv));
    let here = format!("/appointments/{}", view.id);
    let actions = asked.is_none().then(|| actions(l, moves, view, &here));
    let (id, state, overbooked) = (view.id, view.state, view.overbooked);
    let (about, patient) = (about(l, view), patient(l, view));
    view! {
        <Breadcrumb label=td_string!(l, doctor.trail) trail=trail />
        <PageHeader title=view.patient.name() subtitle=when(l, view)>
            {overbooked.then(|| view! {
                <Badge tone=Tone::Neutral icon="layers">{td_string!(l, doctor.overbooked)}</Badge>
            })}
            <StateBadge state=state />
        </PageHeader>
        <MoveResult moves=moves />
        {asked.map(|mv| view! { <ReasonForm moves=moves mv=mv id=id back=here /> })}
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
fn actions(l: Locale, moves: Moves, view: &AppointmentView, here: &str) -> AnyView {
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
                <MoveButtons moves=moves name=name id=id possible=possible lead=true />
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
