//! Day and week calendars: columns of a day or a doctor, placed by classes, never by styles.
//!
//! Minutes are counted from midnight of the column's day, on the clinic's clock. Rows are five minutes;
//! what begins between two begins at the earlier, what ends between two ends at the later.

use super::{
    badge::Tone,
    icon::Icon,
    person::{Avatar, Face},
    text::{classes, text},
};
use leptos::{prelude::*, text_prop::TextProp};
use std::fmt::Write;

/// First and last hour shown, known to everything inside the grid.
#[derive(Clone, Copy)]
struct Hours {
    from: u16,
    to: u16,
}

impl Hours {
    fn here() -> Self {
        use_context().unwrap_or(Self { from: 0, to: 24 })
    }

    /// Classes that place `start` and `length` minutes, cut to the hours shown; nothing if outside.
    fn place(self, start: u16, length: u16) -> Option<String> {
        let begin = start.max(self.from * 60) / 5 * 5;
        let end = start.saturating_add(length).min(self.to * 60).div_ceil(5) * 5;
        let length = end.checked_sub(begin).filter(|length| *length > 0)?;
        let mut list = at(begin);
        for (word, count) in [("h", length / 60), ("m", length % 60)] {
            if count > 0 {
                // Writing to a string cannot fail.
                let _ = write!(list, " for-{word}{count}");
            }
        }
        Some(list)
    }
}

/// Classes of a begin.
fn at(minute: u16) -> String {
    let (hour, rest) = (minute / 60, minute % 60 / 5 * 5);
    if rest == 0 {
        format!("placed at-h{hour}")
    } else {
        format!("placed at-h{hour} at-m{rest}")
    }
}

/// The frame with the hours at its start; children are [`TimeGridColumn`]s.
#[component]
pub fn TimeGrid(
    #[prop(into)] label: TextProp,
    /// First hour shown, 0 to 23.
    from_hour: u16,
    /// Hour at the lower edge, up to 24.
    to_hour: u16,
    /// Taller hours.
    #[prop(optional)]
    roomy: bool,
    children: Children,
) -> impl IntoView {
    let from = from_hour.min(23);
    let to = to_hour.clamp(from + 1, 24);
    provide_context(Hours { from, to });
    let hours = (from..to)
        .map(|hour| {
            let class = classes(
                &format!("placed placed--mark time-grid__hour at-h{hour}"),
                &[(hour == from, "time-grid__hour--first")],
            );
            view! { <span class=class>{format!("{hour:02}:00")}</span> }
        })
        .collect_view();
    view! {
        <div
            class=classes(&format!("time-grid from-{from} to-{to}"), &[(roomy, "time-grid--roomy")])
            role="region"
            tabindex="0"
            aria-label=move || label.get()
        >
            <div class="time-grid__gutter" aria-hidden="true">
                <div class="time-grid__corner"></div>
                <div class="time-grid__hours">{hours}</div>
            </div>
            {children()}
        </div>
    }
}

/// One doctor or one day; children are [`TimeGridEvent`]s and their like.
#[component]
pub fn TimeGridColumn(
    /// Name of the doctor or the day.
    #[prop(into)]
    name: String,
    /// A quieter line: the room, the date.
    #[prop(optional, into)]
    note: Option<TextProp>,
    /// Shows a face: the column is a person.
    #[prop(optional)]
    person: bool,
    #[prop(optional)] today: bool,
    children: Children,
) -> impl IntoView {
    let shown = name.clone();
    let label = name.clone();
    view! {
        <section class=classes("time-grid__col", &[(today, "time-grid__col--today")]) aria-label=label>
            <header class="time-grid__head">
                {person.then(|| view! { <Avatar name=name size=Face::Small /> })}
                <span>{shown}{note.map(|note| view! { <small>{text(note)}</small> })}</span>
            </header>
            <div class="time-grid__body">{children()}</div>
        </section>
    }
}

/// An appointment in its place.
#[component]
pub fn TimeGridEvent(
    /// Minutes since midnight.
    start_min: u16,
    /// Minutes.
    len_min: u16,
    /// Which of the overlapping ones, from 0.
    #[prop(optional)]
    lane: u16,
    /// How many overlap, 1 to 6.
    #[prop(default = 1)]
    lanes: u16,
    tone: Tone,
    /// Icon of the state.
    icon: &'static str,
    #[prop(into)] href: String,
    /// The begin as text.
    #[prop(into)]
    time: String,
    #[prop(into)] title: String,
    #[prop(optional, into)] meta: String,
    /// What a screen reader says: time, name, state.
    #[prop(into)]
    label: String,
    /// Asked for, not agreed: dashed.
    #[prop(optional)]
    request: bool,
) -> impl IntoView {
    let place = Hours::here().place(start_min, len_min)?;
    let (lane, lanes) = (
        format!("lane-{}", lane.min(5)),
        format!("lanes-{}", lanes.min(6)),
    );
    let class = classes(
        &place,
        &[
            (lanes != "lanes-1" && lane != "lane-0", &lane),
            (lanes != "lanes-1", &lanes),
            (true, "event"),
            (true, &format!("event--{}", tone.word())),
            (len_min < 40, "event--short"),
            (request, "event--request"),
        ],
    );
    Some(view! {
        <a class=class href=href>
            <span class="sr-only">{label}</span>
            <span class="event__top" aria-hidden="true">
                <Icon name=icon />
                <time>{time}</time>
            </span>
            <span class="event__title" aria-hidden="true">{title}</span>
            {(!meta.is_empty()).then(|| view! { <span class="event__meta" aria-hidden="true">{meta}</span> })}
        </a>
    })
}

/// A closed stretch, hatched; its word as children.
#[component]
pub fn TimeGridClosed(
    /// Minutes since midnight.
    start_min: u16,
    /// Minutes.
    len_min: u16,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let place = Hours::here().place(start_min, len_min)?;
    Some(view! {
        <div class=format!("{place} placed--full time-grid__closed")>
            <span>{children.map(|children| children())}</span>
        </div>
    })
}

/// A free stretch that leads to a new appointment; shows itself under the pointer and the focus.
#[component]
pub fn TimeGridGap(
    /// Minutes since midnight.
    start_min: u16,
    /// Minutes.
    len_min: u16,
    #[prop(into)] href: String,
    /// What a screen reader says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let place = Hours::here().place(start_min, len_min)?;
    Some(view! {
        <a class=format!("{place} placed--full time-grid__gap") href=href aria-label=label>
            <Icon name="plus" class="icon--sm" />
        </a>
    })
}

/// The current time, in the column of today.
#[component]
pub fn TimeGridNow(
    /// Minutes since midnight.
    #[prop(into)]
    minute: Signal<u16>,
) -> impl IntoView {
    let hours = Hours::here();
    move || {
        let minute = minute.get();
        (hours.from * 60..hours.to * 60).contains(&minute).then(|| {
            view! { <div class=format!("{} placed--mark time-grid__now", at(minute)) aria-hidden="true"></div> }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn places_are_cut_to_the_hours_shown_and_widened_to_five_minutes() {
        let hours = Hours { from: 8, to: 18 };
        assert_eq!(
            hours.place(9 * 60 + 15, 90).as_deref(),
            Some("placed at-h9 at-m15 for-h1 for-m30")
        );
        assert_eq!(
            hours.place(7 * 60, 90).as_deref(),
            Some("placed at-h8 for-m30")
        );
        assert_eq!(
            hours.place(17 * 60 + 42, 40).as_deref(),
            Some("placed at-h17 at-m40 for-m20")
        );
        assert_eq!(hours.place(6 * 60, 60), None);
        assert_eq!(hours.place(18 * 60, 60), None);
    }
}
