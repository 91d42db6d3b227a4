//! The editor of a doctor's week: a row a weekday, some lines in each, sent as `form[lines]`.

use super::week::{EditLine, TypedLine, Week, minutes};
use crate::features::format;
use crate::i18n::{Locale, td_string};
use crate::ui::{Button, Icon, Notice, Size, Tone, Variant};
use leptos::prelude::*;

/// The week, with what fills and copies it.
#[island]
pub fn HoursEditor(
    /// The week as it is kept, or as it was typed.
    lines: Vec<TypedLine>,
    /// What can be booked in the clinic: ids and names.
    types: Vec<(String, String)>,
    /// The reader's language: `fr` or `en`.
    locale: String,
) -> impl IntoView {
    let l: Locale = locale.parse().unwrap_or_default();
    let week = Week::of(lines);
    let empty = Memo::new(move |_| week.is_empty());
    let types = StoredValue::new(types);
    let days = (1..=7_u8)
        .map(|weekday| view! { <DayRow locale=l week=week weekday=weekday types=types /> })
        .collect_view();
    view! {
        <div class="stack">
            {move || {
                empty.get().then(|| {
                    view! {
                        <Notice tone=Tone::Info>
                            <p>{td_string!(l, admin.hours_none)}</p>
                            <p class="faint">{td_string!(l, admin.usual_week_hint)}</p>
                            <Button
                                variant=Variant::Soft
                                size=Size::Small
                                icon="sparkles"
                                on:click=move |_| week.fill_usual()
                            >
                                {td_string!(l, admin.usual_week)}
                            </Button>
                        </Notice>
                    }
                })
            }}
            <ul class="week-editor">{days}</ul>
            <div class="cluster cluster--between">
                <strong class="tabular" role="status">
                    {move || td_string!(l, admin.total, time = format::duration(l, week.total_min()))}
                </strong>
                <Button size=Size::Small icon="copy" on:click=move |_| week.copy_monday()>
                    {td_string!(l, admin.copy_monday)}
                </Button>
            </div>
        </div>
    }
}

#[component]
fn DayRow(
    locale: Locale,
    week: Week,
    weekday: u8,
    types: StoredValue<Vec<(String, String)>>,
) -> impl IntoView {
    let l = locale;
    let name = format::weekday(l, u32::from(weekday));
    let keys = Memo::new(move |_| {
        week.day(weekday)
            .iter()
            .map(|line| line.key)
            .collect::<Vec<u32>>()
    });
    let number = move |key: u32| {
        keys.with(|keys| {
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
                    keys.with(Vec::is_empty).then(|| {
                        view! { <span class="week-editor__off">{td_string!(l, admin.day_off)}</span> }
                    })
                }}
                <For
                    each=move || week.day(weekday)
                    key=|line| line.key
                    children=move |line| {
                        let key = line.key;
                        let number = Signal::derive(move || number(key));
                        view! { <LineRow locale=l week=week line=line day=name number=number types=types /> }
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
    locale: Locale,
    week: Week,
    line: EditLine,
    day: &'static str,
    number: Signal<usize>,
    types: StoredValue<Vec<(String, String)>>,
) -> impl IntoView {
    let l = locale;
    let EditLine {
        key,
        weekday,
        from,
        until,
        only,
        wrong_from,
        wrong_until,
    } = line;
    let error_id = format!("line-{key}-error");
    let name = move |part: &str| format!("form[lines][{}][{part}]", week.place(key));
    let (begin, end) = (from.clone(), until.clone());
    let next_day = move || {
        let (from, until) = (minutes(&begin.get())?, minutes(&end.get())?);
        (until <= from)
            .then(|| view! { <span class="faint">{td_string!(l, admin.next_day)}</span> })
    };
    let time =
        |part: &'static str, text: ArcRwSignal<String>, wrong: bool, label: Signal<String>| {
            let described = wrong.then(|| error_id.clone());
            let (first, shown, typed) = (text.get_untracked(), text.clone(), text);
            view! {
                <input
                    type="time"
                    class="input"
                    name=move || name(part)
                    value=first
                    prop:value=move || shown.get()
                    on:input:target=move |event| typed.set(event.target().value())
                    aria-label=move || label.get()
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=described
                />
            }
        };
    let from_label =
        Signal::derive(move || td_string!(l, admin.from_of, day = day, n = number.get()));
    let until_label =
        Signal::derive(move || td_string!(l, admin.until_of, day = day, n = number.get()));
    let begins = time("from", from, wrong_from.is_some(), from_label);
    let ends = time("until", until, wrong_until.is_some(), until_label);
    view! {
        <div class="week-editor__line">
            <input type="hidden" name=move || name("weekday") value=weekday.to_string() />
            <div class="week-editor__times">
                {begins}
                <span aria-hidden="true">"–"</span>
                {ends}
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
            <Only locale=l week=week key_of=key only=only day=day number=number types=types />
            {wrong_from.or(wrong_until).map(|message| view! {
                <p class="field__error" id=error_id>
                    <Icon name="circle-alert" />
                    <span>{message}</span>
                </p>
            })}
        </div>
    }
}

/// The only visit types a line takes, folded away: most lines take all.
#[component]
fn Only(
    locale: Locale,
    week: Week,
    key_of: u32,
    only: ArcRwSignal<Vec<String>>,
    day: &'static str,
    number: Signal<usize>,
    types: StoredValue<Vec<(String, String)>>,
) -> impl IntoView {
    let l = locale;
    let name = move || format!("form[lines][{}][only][]", week.place(key_of));
    let chosen = only.clone();
    let summary = move || {
        let ids = chosen.get();
        let names: Vec<String> = types.with_value(|types| {
            types
                .iter()
                .filter(|(id, _)| ids.contains(id))
                .map(|(_, name)| name.clone())
                .collect()
        });
        if ids.is_empty() {
            td_string!(l, availability.only_all).to_owned()
        } else {
            let names = if names.is_empty() {
                "–".to_owned()
            } else {
                names.join(", ")
            };
            td_string!(l, availability.only_some, types = names)
        }
    };
    let legend = move || td_string!(l, availability.only_legend, day = day, n = number.get());
    let boxes = types
        .get_value()
        .into_iter()
        .map(|(id, label)| {
            let (value, of) = (id.clone(), only.clone());
            let on = only.with_untracked(|only| only.contains(&id));
            let toggle = move |on: bool| {
                of.update(|only| {
                    only.retain(|other| *other != id);
                    if on {
                        only.push(id.clone());
                    }
                });
            };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        name=name
                        value=value
                        checked=on
                        on:change:target=move |event| toggle(event.target().checked())
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    // Types that are not given out any more stay: without them the line would take all.
    let retired = only
        .get_untracked()
        .into_iter()
        .filter(|id| types.with_value(|types| !types.iter().any(|(other, _)| other == id)))
        .map(|id| view! { <input type="hidden" name=name value=id /> })
        .collect_view();
    let is_shown = types.with_value(Vec::len) > 1 || only.with_untracked(|only| !only.is_empty());
    is_shown.then(|| {
        view! {
            {retired}
            <details class="week-editor__only">
                <summary>{summary}</summary>
                <fieldset>
                    <legend class="sr-only">{legend}</legend>
                    <div class="checks">{boxes}</div>
                </fieldset>
            </details>
        }
    })
}
