//! The requests that wait, side by side with the one being answered. Stays current by itself.

use super::request::{RequestDetail, RequestRow};
use crate::api::scheduling::queue;
use crate::features::address::query;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::server::{Sent, extension};
use crate::ui::{Empty, Live, Notice, PageHeader, Tone, Width};
use leptos::prelude::*;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::QueueEntry;

/// Which request the page is to show beside the list.
#[derive(Clone, Copy)]
enum Asked {
    /// Whichever is first.
    First,
    /// The one that was first when the page came: what comes in above later does not take its place.
    Still(AppointmentId),
    /// The one the address names.
    Open(AppointmentId),
    /// The one whose answer was refused.
    Again(AppointmentId),
}

impl Asked {
    fn here() -> Self {
        refused()
            .map(Self::Again)
            .or_else(|| query("open")?.parse().ok().map(Self::Open))
            .or_else(|| query("still")?.parse().ok().map(Self::Still))
            .unwrap_or(Self::First)
    }

    const fn id(self) -> Option<AppointmentId> {
        match self {
            Self::First => None,
            Self::Still(id) | Self::Open(id) | Self::Again(id) => Some(id),
        }
    }
}

/// The request that a form on this page tried to answer in vain.
fn refused() -> Option<AppointmentId> {
    let sent = extension::<Sent>()?;
    let (_, id) = sent
        .typed
        .iter()
        .find(|(name, _)| matches!(name.as_str(), "appointment" | "form[appointment]"))?;
    id.parse().ok()
}

/// `/desk/queue?open=`, or `?still=` for a page that keeps itself current.
#[component]
pub fn QueuePage() -> impl IntoView {
    let l = locale();
    let asked = Asked::here();
    view! {
        <StaffFrame title=td_string!(l, desk.queue_title) width=Width::Wide>
            <PageHeader title=td_string!(l, desk.queue_title) subtitle=td_string!(l, desk.queue_lead)>
                <Live up=td_string!(l, desk.live_on) down=td_string!(l, desk.live_off) />
            </PageHeader>
            {after(async move {
                match queue().await {
                    Ok(entries) => desk(l, entries, asked),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn desk(l: Locale, entries: Vec<QueueEntry>, asked: Asked) -> AnyView {
    let found = asked
        .id()
        .and_then(|id| entries.iter().position(|entry| entry.appointment.id == id));
    let gone = (asked.id().is_some() && found.is_none()).then(|| {
        view! { <Notice tone=Tone::Info live=true>{td_string!(l, desk.gone)}</Notice> }
    });
    if entries.is_empty() {
        return view! {
            {gone}
            <Empty
                icon="inbox"
                title=td_string!(l, desk.queue_none_title)
                message=td_string!(l, desk.queue_none)
            />
        }
        .into_any();
    }
    // What went wrong with one request says nothing of the next: none takes its place then.
    let open = found.or(match asked {
        Asked::Again(_) => None,
        Asked::First | Asked::Still(_) | Asked::Open(_) => Some(0),
    });
    // On a phone the list and the request take turns: the address says which.
    let picked = found.is_some() && !matches!(asked, Asked::Still(_));
    let (beside, aside) = if picked {
        ("stack only-desk", "stack split__aside")
    } else {
        ("stack", "stack split__aside only-desk")
    };
    let shown = open.and_then(|place| entries.get(place).cloned());
    let still = shown
        .as_ref()
        .filter(|_| !picked)
        .map(|entry| format!("/desk/queue?still={}", entry.appointment.id));
    let detail = shown.map(|entry| view! { <RequestDetail entry=entry /> });
    view! {
        {gone}
        <div class="split split--wide-aside" data-live-at=still>
            <div class=beside>
                {list(l, entries, open)}
                <p class="faint only-desk">{td_string!(l, desk.queue_keys)}</p>
            </div>
            <div class=aside>{detail}</div>
        </div>
    }
    .into_any()
}

fn list(l: Locale, entries: Vec<QueueEntry>, open: Option<usize>) -> AnyView {
    let rows = entries
        .into_iter()
        .enumerate()
        .map(|(place, entry)| {
            let key = match open {
                Some(open) if place == open + 1 => Some("j"),
                Some(open) if place + 1 == open => Some("k"),
                _ => None,
            };
            let shown = open == Some(place);
            view! { <RequestRow entry=entry open=shown key=key /> }
        })
        .collect_view();
    view! { <ul class="queue" aria-label=td_string!(l, desk.queue_list)>{rows}</ul> }.into_any()
}
