//! The editor of a doctor's week: some lines a day, each from and until.

use super::answer::Answer;
use super::reader::locale;
use super::{faults, format};
use crate::i18n::td_string;
use crate::ui::{Button, Icon, Size, Variant};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::staff::{HoursLine, WeeklyHours};

/// One line being edited. The key tells lines apart while they come and go.
#[derive(Clone, Copy, Debug)]
pub struct EditLine {
    key: u32,
    weekday: u8,
    from: RwSignal<String>,
    until: RwSignal<String>,
}

/// The week being edited; a copy is a handle on the same.
#[derive(Clone, Copy, Debug)]
pub struct Week {
    lines: RwSignal<Vec<EditLine>>,
    last: StoredValue<u32>,
    /// Keys of the lines as they were sent: the answer counts by these.
    sent: StoredValue<Vec<u32>>,
}

impl Week {
    /// The week as it is kept.
    pub fn of(hours: &[WeeklyHours]) -> Self {
        let week = Self {
            lines: RwSignal::default(),
            last: StoredValue::new(0),
            sent: StoredValue::new(Vec::new()),
        };
        for line in hours {
            week.add(
                line.weekday,
                &format::minute_of_day(line.starts_min),
                &format::minute_of_day(line.ends_min),
            );
        }
        week
    }

    /// Whether it has no line; follows.
    pub fn is_empty(self) -> bool {
        self.lines.with(Vec::is_empty)
    }

    /// Monday to Friday, morning and afternoon.
    pub fn fill_usual(self) {
        self.lines.set(Vec::new());
        for weekday in 1..=5 {
            self.add(weekday, "09:00", "12:00");
            self.add(weekday, "14:00", "17:00");
        }
    }

    /// Tuesday to Friday become like Monday.
    pub fn copy_monday(self) {
        let monday = self.day_untracked(1);
        self.lines
            .update(|lines| lines.retain(|line| line.weekday == 1 || line.weekday > 5));
        for weekday in 2..=5 {
            for line in &monday {
                self.add(
                    weekday,
                    &line.from.get_untracked(),
                    &line.until.get_untracked(),
                );
            }
        }
    }

    /// The lines by weekday, for sending; follows.
    pub fn form_lines(self) -> Vec<HoursLine> {
        self.in_order()
            .into_iter()
            .map(|line| HoursLine {
                weekday: line.weekday,
                from: line.from.get(),
                until: line.until.get(),
            })
            .collect()
    }

    /// Remembers which lines are on their way.
    pub fn sending(self) {
        self.sent.set_value(untrack(|| {
            self.in_order().iter().map(|line| line.key).collect()
        }));
    }

    /// Minutes of work a week, as far as the lines can be read; follows.
    pub fn total_min(self) -> i64 {
        self.form_lines()
            .iter()
            .filter_map(|line| length(&line.from, &line.until))
            .sum()
    }

    fn in_order(self) -> Vec<EditLine> {
        let mut lines = self.lines.get();
        lines.sort_by_key(|line| line.weekday);
        lines
    }

    fn day(self, weekday: u8) -> Vec<EditLine> {
        self.lines.with(|lines| {
            lines
                .iter()
                .filter(|line| line.weekday == weekday)
                .copied()
                .collect()
        })
    }

    fn day_untracked(self, weekday: u8) -> Vec<EditLine> {
        untrack(|| self.day(weekday))
    }

    fn add(self, weekday: u8, from: &str, until: &str) {
        let key = self.last.get_value().wrapping_add(1);
        self.last.set_value(key);
        let line = EditLine {
            key,
            weekday,
            from: RwSignal::new(from.to_owned()),
            until: RwSignal::new(until.to_owned()),
        };
        self.lines.update(|lines| lines.push(line));
    }

    /// A further line: the morning, or from an hour after the last one's end.
    fn add_next(self, weekday: u8) {
        let last = self
            .day_untracked(weekday)
            .last()
            .and_then(|line| minutes(&line.until.get_untracked()));
        match last {
            None => self.add(weekday, "09:00", "12:00"),
            Some(end) if end <= 18 * 60 => {
                self.add(
                    weekday,
                    &format::minute_of_day(end + 60),
                    &format::minute_of_day(end + 240),
                );
            }
            Some(_) => self.add(weekday, "", ""),
        }
    }

    fn remove(self, key: u32) {
        self.lines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    /// What is wrong with one end of a line, by the answer to what was sent.
    fn error(
        self,
        fault: Option<&Fault>,
        key: u32,
        ends: [&str; 2],
    ) -> Option<salus_domain::validate::Problem> {
        let index = self
            .sent
            .with_value(|sent| sent.iter().position(|sent| *sent == key))?;
        let names = ends.map(|end| format!("lines.{index}.{end}"));
        faults::fields(fault)
            .iter()
            .find(|wrong| names.contains(&wrong.field))
            .map(|wrong| wrong.problem.clone())
    }
}

/// `HH:MM` as minutes since midnight.
fn minutes(typed: &str) -> Option<u16> {
    let (hours, minutes) = typed.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes from one time of day to the next such.
fn length(from: &str, until: &str) -> Option<i64> {
    let (from, until) = (i64::from(minutes(from)?), i64::from(minutes(until)?));
    Some(if until > from {
        until - from
    } else {
        until + 24 * 60 - from
    })
}

/// A row per weekday.
#[component]
pub fn WeekEditor(
    /// The week.
    week: Week,
    /// What saving was answered with, if not success.
    answer: Answer,
) -> impl IntoView {
    let days = (1..=7_u8)
        .map(|weekday| view! { <DayRow week=week weekday=weekday answer=answer /> })
        .collect_view();
    view! { <ul class="week-editor">{days}</ul> }
}

#[component]
fn DayRow(week: Week, weekday: u8, answer: Answer) -> impl IntoView {
    let l = locale();
    let name = format::weekday(l, u32::from(weekday));
    let lines = Memo::new(move |_| {
        week.day(weekday)
            .iter()
            .map(|line| line.key)
            .collect::<Vec<u32>>()
    });
    let number = move |key: u32| {
        lines.with(|keys| {
            keys.iter()
                .position(|k| *k == key)
                .map_or(1, |position| position + 1)
        })
    };
    view! {
        <li class="week-editor__row">
            <span class="week-editor__day">{format::capital(name)}</span>
            <div class="week-editor__lines">
                {move || {
                    lines.with(Vec::is_empty).then(|| {
                        view! { <span class="week-editor__off">{td_string!(l, admin.day_off)}</span> }
                    })
                }}
                <For
                    each=move || week.day(weekday)
                    key=|line| line.key
                    children=move |line| {
                        let number = Signal::derive(move || number(line.key));
                        view! { <LineRow week=week line=line day=name number=number answer=answer /> }
                    }
                />
            </div>
            <Button
                variant=Variant::Ghost
                size=Size::Small
                icon="plus"
                label=td_string!(l, admin.add_line_to, day = name)
                on:click=move |_| week.add_next(weekday)
            />
        </li>
    }
}

#[component]
fn LineRow(
    week: Week,
    line: EditLine,
    day: &'static str,
    number: Signal<usize>,
    answer: Answer,
) -> impl IntoView {
    let l = locale();
    let key = line.key;
    let error_id = format!("line-{key}-error");
    // The first line to mark is where the field's link in a summary would lead: the start.
    let wrong = Memo::new(move |_| {
        answer
            .fault()
            .with(|fault| week.error(fault.as_ref(), key, ["from", "weekday"]))
            .map(|p| faults::problem(l, &p))
    });
    let wrong_until = Memo::new(move |_| {
        answer
            .fault()
            .with(|fault| week.error(fault.as_ref(), key, ["until", "until"]))
            .map(|p| faults::problem(l, &p))
    });
    let next_day = move || {
        let (from, until) = (minutes(&line.from.get())?, minutes(&line.until.get())?);
        (until <= from)
            .then(|| view! { <span class="faint">{td_string!(l, admin.next_day)}</span> })
    };
    let message = move || wrong.get().or_else(|| wrong_until.get());
    let described = error_id.clone();
    let described_too = error_id.clone();
    view! {
        <div class="week-editor__line">
            <div class="week-editor__times">
                <input
                    type="time"
                    class="input"
                    value=line.from.get_untracked()
                    prop:value=move || line.from.get()
                    on:input:target=move |event| line.from.set(event.target().value())
                    aria-label=move || td_string!(l, admin.from_of, day = day, n = number.get())
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    aria-describedby=move || wrong.with(Option::is_some).then(|| described.clone())
                />
                <span aria-hidden="true">"–"</span>
                <input
                    type="time"
                    class="input"
                    value=line.until.get_untracked()
                    prop:value=move || line.until.get()
                    on:input:target=move |event| line.until.set(event.target().value())
                    aria-label=move || td_string!(l, admin.until_of, day = day, n = number.get())
                    aria-invalid=move || wrong_until.with(Option::is_some).then_some("true")
                    aria-describedby=move || wrong_until.with(Option::is_some).then(|| described_too.clone())
                />
                <button
                    type="button"
                    class="button button--ghost button--icon button--sm"
                    aria-label=move || td_string!(l, admin.remove_line, day = day, n = number.get())
                    on:click=move |_| week.remove(key)
                >
                    <Icon name="x" />
                </button>
                {next_day}
            </div>
            {move || {
                message().map(|message| view! {
                    <p class="field__error" id=error_id.clone()>
                        <Icon name="circle-alert" />
                        <span>{message}</span>
                    </p>
                })
            }}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_line_that_ends_before_it_begins_runs_into_the_next_day() {
        assert_eq!(length("09:00", "12:30"), Some(210));
        assert_eq!(length("22:00", "06:00"), Some(480));
        assert_eq!(length("", "12:00"), None);
        assert_eq!(length("24:00", "12:00"), None);
    }
}
