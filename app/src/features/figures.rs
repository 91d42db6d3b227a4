//! Figures that several dashboards show.

use super::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::Stat;
use leptos::prelude::*;
use salus_domain::reporting::DayFigures;

/// Today's visits, by how far they have come.
#[component]
pub fn DayStats(
    /// The figures.
    day: DayFigures,
) -> impl IntoView {
    let l = locale();
    view! {
        <div class="grid-cards grid-cards--small">
            <Stat icon="clock" label=td_string!(l, desk.day_expected) figure=day.expected.to_string() />
            <Stat icon="user-check" label=td_string!(l, desk.day_arrived) figure=day.arrived.to_string() />
            <Stat
                icon="activity"
                label=td_string!(l, desk.day_in_consultation)
                figure=day.in_consultation.to_string()
            />
            <Stat icon="circle-check" label=td_string!(l, desk.day_completed) figure=day.completed.to_string() />
            <Stat icon="user-x" label=td_string!(l, desk.day_missed) figure=day.missed.to_string() />
        </div>
    }
}

/// A share in whole per cent; a dash where there is nothing to divide by.
pub fn share(l: Locale, part: i64, whole: i64) -> String {
    if whole <= 0 {
        return td_string!(l, admin.no_rate).to_owned();
    }
    td_string!(l, admin.percent, n = (part * 100 + whole / 2) / whole)
}

/// A whole number with its thousands set apart by a narrow space.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::from(if n < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}
