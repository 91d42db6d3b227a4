//! What happened to an appointment.

use super::appointment::{LongTime, icon, tone};
use super::reader::locale;
use super::words;
use crate::i18n::td_string;
use crate::ui::Icon;
use leptos::prelude::*;
use salus_domain::scheduling::HistoryEntry;
use salus_domain::scheduling::state::Move;

/// The history of an appointment in the order given: what, when, by whom and why.
#[component]
pub fn Timeline(
    /// What happened.
    history: Vec<HistoryEntry>,
) -> impl IntoView {
    view! { <ol class="timeline">{history.into_iter().map(entry).collect_view()}</ol> }
}

fn entry(entry: HistoryEntry) -> AnyView {
    let l = locale();
    let icon = match entry.action {
        // These lead back to the queue; the state alone would not say that somebody said no.
        Move::Decline => "undo-2",
        Move::Unanswered => "timer",
        _ => icon(entry.to),
    };
    let role = entry.role.map_or_else(
        || td_string!(l, common.by_clock),
        |role| words::role(l, role),
    );
    let by = entry
        .name
        .map_or_else(|| role.to_owned(), |name| format!("{name} ({role})"));
    let doctor = entry.doctor.filter(|_| {
        matches!(
            entry.action,
            Move::Assign | Move::Decline | Move::Unanswered
        )
    });
    view! {
        <li class="timeline__entry">
            <span class=format!("timeline__icon timeline__icon--{}", tone(entry.to).word())>
                <Icon name=icon />
            </span>
            <div class="timeline__body">
                <p class="strong">
                    {words::did(l, entry.action)}
                    {doctor.map(|doctor| format!(" · {}", doctor.name()))}
                </p>
                {entry.reason.map(|reason| view! { <p class="timeline__why">{reason}</p> })}
                <p class="faint"><LongTime at=entry.at />" · "{by}</p>
            </div>
        </li>
    }
    .into_any()
}
