//! The doctor's day: who is next, who comes today, who waits for an answer.

use crate::api::reporting::load_dashboard;
use crate::features::appointment::{
    AppointmentCard, StateBadge, line, patient_line, phone_line, what,
};
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::moves::{MoveButtons, MoveResult};
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Empty, LinkButton, Live, Notice, PageHeader, Section, Stat, Tone, Variant};
use chrono::NaiveDate;
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::reporting::Dashboard;
use salus_domain::scheduling::AppointmentView;
use salus_domain::scheduling::state::State;

/// `/doctor`.
#[component]
pub fn DoctorToday() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, common.today)>
            {after(async move {
                match load_dashboard().await {
                    Ok(Dashboard::Doctor { today, visits, to_answer, week, no_shows }) => {
                        day(l, today, visits, [to_answer, week, no_shows])
                    }
                    Ok(_) => no_page(td_string!(l, common.today), Fault::Refused.into()),
                    Err(fault) => no_page(td_string!(l, common.today), fault),
                }
            })}
        </StaffFrame>
    }
}

fn day(
    l: Locale,
    today: NaiveDate,
    visits: Vec<AppointmentView>,
    [to_answer, week, no_shows]: [i64; 3],
) -> AnyView {
    let date = format::capital(&format::date_long(l, today));
    let ahead = visits.iter().filter(|a| comes(a.state).is_some()).count();
    let next = visits
        .iter()
        .filter(|a| comes(a.state).is_some())
        .min_by_key(|a| (comes(a.state), a.starts))
        .cloned();
    let done = visits
        .iter()
        .filter(|a| a.state == State::Completed)
        .count();
    view! {
        <PageHeader title=td_string!(l, common.today) subtitle=date>
            <Live up=td_string!(l, doctor.live) down=td_string!(l, doctor.not_live) />
            <LinkButton href="/doctor/calendar" icon="calendar-days">{td_string!(l, common.calendar)}</LinkButton>
        </PageHeader>
        <MoveResult />
        {(to_answer > 0).then(|| view! {
            <Notice tone=Tone::Waiting icon="inbox">
                <div class="cluster cluster--between">
                    <p class="strong">{td_string!(l, doctor.to_answer_count, n = to_answer)}</p>
                    <LinkButton href="/doctor/requests">{td_string!(l, doctor.answer)}</LinkButton>
                </div>
            </Notice>
        })}
        {next.map(|next| next_patient(l, &next))}
        <div class="grid-cards grid-cards--small">
            <Stat
                label=td_string!(l, doctor.figure_today)
                figure=ahead.to_string()
                hint=td_string!(l, doctor.figure_done, n = done)
                icon="calendar-check"
            />
            <Stat label=td_string!(l, doctor.figure_to_answer) figure=to_answer.to_string() icon="inbox" />
            <Stat label=td_string!(l, doctor.figure_week) figure=week.to_string() icon="calendar-range" />
            <Stat label=td_string!(l, doctor.figure_no_shows) figure=no_shows.to_string() icon="user-x" />
        </div>
        <Section title=td_string!(l, doctor.today_list)>{list(l, visits)}</Section>
    }
    .into_any()
}

/// Who comes before whom: those in the room, those waiting, those expected. `None` does not come any more.
const fn comes(state: State) -> Option<u8> {
    match state {
        State::InConsultation => Some(0),
        State::CheckedIn => Some(1),
        State::Confirmed => Some(2),
        _ => None,
    }
}

fn next_patient(l: Locale, next: &AppointmentView) -> AnyView {
    let title = match next.state {
        State::InConsultation => td_string!(l, doctor.now_patient),
        _ => td_string!(l, doctor.next_patient),
    };
    let lines = vec![
        what(l, next).map(|what| line("stethoscope", what)),
        next.symptoms
            .clone()
            .map(|symptoms| line("message-square", symptoms)),
        next.patient.phone.as_deref().map(phone_line),
    ];
    let (id, state, name, possible) =
        (next.id, next.state, next.patient.name(), next.moves.clone());
    let time = next
        .starts
        .map(|at| format::time(at.local))
        .unwrap_or_default();
    let patient = patient_line(l, next);
    view! {
        <Section title=title>
            <article class="summary">
                <div class="summary__when">
                    <div class="cluster cluster--between">
                        <span class="summary__time">{time}</span>
                        <StateBadge state=state />
                    </div>
                    <a class="summary__date" href=format!("/appointments/{id}")>{patient}</a>
                </div>
                <ul class="fact-list">{lines}</ul>
                <div class="cluster">
                    <MoveButtons name=name id=id possible=possible lead=true />
                </div>
            </article>
        </Section>
    }
    .into_any()
}

fn list(l: Locale, visits: Vec<AppointmentView>) -> AnyView {
    if visits.is_empty() {
        return view! {
            <Empty icon="sun" title=td_string!(l, doctor.free_day) message=td_string!(l, doctor.free_day_text)>
                <LinkButton href="/doctor/calendar?view=week" variant=Variant::Soft>
                    {td_string!(l, doctor.see_week)}
                </LinkButton>
            </Empty>
        }
        .into_any();
    }
    let cards = visits
        .into_iter()
        .map(|visit| {
            let (id, name, possible) = (visit.id, visit.patient.name(), visit.moves.clone());
            view! {
                <AppointmentCard appointment=visit href=format!("/appointments/{id}") by_time=true>
                    <MoveButtons name=name id=id possible=possible />
                </AppointmentCard>
            }
        })
        .collect_view();
    view! { <div class="agenda">{cards}</div> }.into_any()
}
