//! The desk at a glance: who waits, how the day stands.

use super::request::RequestRow;
use crate::api::reporting::load_dashboard;
use crate::api::scheduling::queue;
use crate::fault::ApiFault;
use crate::features::figures::DayStats;
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Empty, LinkButton, PageHeader, Section, Stat, Variant};
use chrono::NaiveDate;
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::reporting::{Dashboard, DayFigures};
use salus_domain::scheduling::QueueEntry;

/// How many requests are shown.
const FIRST: usize = 5;

/// `/desk`.
#[component]
pub fn DeskDashboard() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, desk.title_dashboard)>
            {after(async move {
                match load().await {
                    Ok((desk, waiting)) => overview(l, desk, waiting),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

async fn load() -> Result<(Desk, Vec<QueueEntry>), ApiFault> {
    let desk = Desk::of(&load_dashboard().await?)?;
    Ok((desk, queue().await?))
}

/// What the page needs of the figures. A clinic's admin opens it too, and has no count of what is with
/// the doctors.
#[derive(Clone, Copy)]
struct Desk {
    today: NaiveDate,
    requests: i64,
    awaiting_doctor: Option<i64>,
    day: DayFigures,
}

impl Desk {
    fn of(figures: &Dashboard) -> Result<Self, ApiFault> {
        match *figures {
            Dashboard::Secretary {
                today,
                requests,
                awaiting_doctor,
                day,
                ..
            } => Ok(Self {
                today,
                requests,
                awaiting_doctor: Some(awaiting_doctor),
                day,
            }),
            Dashboard::ClinicAdmin {
                today,
                requests,
                day,
                ..
            } => Ok(Self {
                today,
                requests,
                awaiting_doctor: None,
                day,
            }),
            _ => Err(ApiFault(Fault::Refused)),
        }
    }
}

fn overview(l: Locale, desk: Desk, waiting: Vec<QueueEntry>) -> AnyView {
    let Desk {
        today,
        requests,
        awaiting_doctor,
        day,
    } = desk;
    let oldest = waiting.iter().map(|entry| entry.waited_min).max();
    let oldest = oldest.map_or_else(
        || td_string!(l, desk.no_wait).to_owned(),
        |min| format::about_duration(l, min),
    );
    view! {
        <PageHeader
            title=td_string!(l, desk.title_dashboard)
            subtitle=format::capital(&format::date_long(l, today))
        >
            <LinkButton href="/desk/board" icon="calendar">{td_string!(l, desk.open_board)}</LinkButton>
            <LinkButton href="/desk/queue" icon="inbox" variant=Variant::Primary>
                {td_string!(l, desk.open_queue)}
            </LinkButton>
        </PageHeader>
        <div class="grid-cards grid-cards--small">
            <Stat icon="inbox" label=td_string!(l, desk.requests_waiting) figure=requests.to_string() />
            <Stat icon="hourglass" label=td_string!(l, desk.oldest_wait) figure=oldest />
            {awaiting_doctor
                .map(|n| {
                    view! {
                        <Stat
                            icon="stethoscope"
                            label=td_string!(l, desk.awaiting_doctor)
                            figure=n.to_string()
                            hint=td_string!(l, desk.awaiting_doctor_hint)
                        />
                    }
                })}
            <Stat icon="calendar" label=td_string!(l, desk.visits_today) figure=day.total().to_string() />
        </div>
        <Section title=td_string!(l, desk.day_title)>
            <DayStats day=day />
        </Section>
        <Section
            title=td_string!(l, desk.first_requests)
            link=(td_string!(l, desk.all_requests).into(), "/desk/queue".to_owned())
        >
            {first_requests(l, waiting)}
        </Section>
    }
    .into_any()
}

fn first_requests(l: Locale, waiting: Vec<QueueEntry>) -> AnyView {
    if waiting.is_empty() {
        return view! {
            <Empty
                icon="inbox"
                title=td_string!(l, desk.queue_none_title)
                message=td_string!(l, desk.queue_none)
            />
        }
        .into_any();
    }
    let rows = waiting
        .into_iter()
        .take(FIRST)
        .map(|entry| view! { <RequestRow entry=entry /> })
        .collect_view();
    view! { <ul class="queue queue--rows" aria-label=td_string!(l, desk.queue_list)>{rows}</ul> }
        .into_any()
}
