//! A doctor's dated changes and leave: what is kept, and the forms that add to it.

use crate::api::availability::{AddException, AddLeave, RemoveException, RemoveLeave};
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Card, Cell, Choice, Choices, Column, DateInput, Field, Input, Size, SubmitButton, Table,
    Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::staff::{DatedChange, DoctorAvailability, ExceptionKind, Leave};

/// From and until, or the whole day.
pub fn part_of_day(l: Locale, minutes: Option<(u16, u16)>) -> String {
    minutes.map_or_else(
        || td_string!(l, availability.whole_day).to_owned(),
        |(from, until)| {
            format!(
                "{}–{}",
                format::minute_of_day(from),
                format::minute_of_day(until)
            )
        },
    )
}

/// Time off and extra sessions.
pub(super) fn changes(l: Locale, kept: &DoctorAvailability) -> AnyView {
    let answer = Answer::of::<AddException>(l);
    let removing = Answer::of::<RemoveException>(l);
    let doctor = kept.week.doctor.id.to_string();
    let today = kept.today.to_string();
    let rows = kept
        .changes
        .iter()
        .map(|change| change_row(l, removing, doctor.clone(), change.clone()))
        .collect_view();
    let columns = vec![
        Column::words(td_string!(l, availability.date)),
        Column::words(td_string!(l, availability.change)),
        Column::words(td_string!(l, availability.time)),
        Column::words(td_string!(l, availability.note)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let none = kept.changes.is_empty();
    let table = if none {
        view! { <p class="muted">{td_string!(l, availability.changes_none)}</p> }.into_any()
    } else {
        view! { <Table caption=td_string!(l, availability.changes) columns=columns>{rows}</Table> }
            .into_any()
    };
    view! {
        <Card title=td_string!(l, availability.changes)>
            <div class="stack">
                <p class="muted">{td_string!(l, availability.changes_lead)}</p>
                <FormAnswer answer=removing labels=Vec::new() />
                {table}
                <Form of=answer class="form">
                    <FormAnswer answer=answer labels=change_labels(l) />
                    <input type="hidden" name="doctor" value=doctor />
                    <Choices legend=td_string!(l, availability.change) inline=true>
                        <Choice name="form[kind]" value=ExceptionKind::Off.as_str() checked=true>
                            {td_string!(l, availability.off)}
                        </Choice>
                        <Choice name="form[kind]" value=ExceptionKind::Extra.as_str()>
                            {td_string!(l, availability.extra)}
                        </Choice>
                    </Choices>
                    <div class="form__row">
                        <Field id="on" label=td_string!(l, availability.date) error=answer.field("on")>
                            <DateInput name="form[on]" min=today required=true />
                        </Field>
                        <Field
                            id="from"
                            label=td_string!(l, availability.from)
                            hint=td_string!(l, availability.times_hint)
                            error=answer.field("from")
                        >
                            <Input name="form[from]" kind="time" />
                        </Field>
                        <Field id="until" label=td_string!(l, availability.until) error=answer.field("until")>
                            <Input name="form[until]" kind="time" />
                        </Field>
                    </div>
                    <Field
                        id="note"
                        label=td_string!(l, availability.note)
                        optional=td_string!(l, common.optional)
                        error=answer.field("note")
                    >
                        <Input name="form[note]" maxlength=200 />
                    </Field>
                    <div class="form__actions">
                        <SubmitButton icon="plus" variant=Variant::Secondary>
                            {td_string!(l, availability.change_add)}
                        </SubmitButton>
                    </div>
                </Form>
            </div>
        </Card>
    }
    .into_any()
}

fn change_labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("on", td_string!(l, availability.date)),
        ("from", td_string!(l, availability.from)),
        ("until", td_string!(l, availability.until)),
        ("note", td_string!(l, availability.note)),
    ]
}

fn change_row(l: Locale, answer: Answer, doctor: String, change: DatedChange) -> AnyView {
    let of = change.exception;
    let date = format::date_long(l, of.on);
    let kind = match of.kind {
        ExceptionKind::Off => {
            view! { <Badge icon="calendar-x">{td_string!(l, availability.off)}</Badge> }
        }
        ExceptionKind::Extra => {
            view! { <Badge tone=Tone::Confirmed icon="calendar-plus">{td_string!(l, availability.extra)}</Badge> }
        }
    };
    let label = td_string!(l, availability.remove_of, what = date.clone());
    let remove = remove(l, answer, doctor, change.id.to_string(), label);
    view! {
        <tr>
            <Cell label=td_string!(l, availability.date) main=true>{format::capital(&date)}</Cell>
            <Cell label=td_string!(l, availability.change)>{kind}</Cell>
            <Cell label=td_string!(l, availability.time)>
                <span class="tabular">{part_of_day(l, of.minutes)}</span>
            </Cell>
            <Cell label=td_string!(l, availability.note)>{change.note}</Cell>
            <Cell actions=true>{remove}</Cell>
        </tr>
    }
    .into_any()
}

fn remove(l: Locale, answer: Answer, doctor: String, id: String, label: String) -> AnyView {
    view! {
        <Form of=answer>
            <input type="hidden" name="doctor" value=doctor />
            <input type="hidden" name="id" value=id />
            <SubmitButton size=Size::Small variant=Variant::Ghost attr:aria-label=label>
                {td_string!(l, availability.remove)}
            </SubmitButton>
        </Form>
    }
    .into_any()
}

/// Leave.
pub(super) fn leave(l: Locale, kept: &DoctorAvailability) -> AnyView {
    let answer = Answer::of::<AddLeave>(l);
    let removing = Answer::of::<RemoveLeave>(l);
    let doctor = kept.week.doctor.id.to_string();
    let today = kept.today.to_string();
    let rows = kept
        .leave
        .iter()
        .map(|leave| leave_row(l, removing, doctor.clone(), leave.clone()))
        .collect_view();
    let columns = vec![
        Column::words(td_string!(l, availability.first_day)),
        Column::words(td_string!(l, availability.last_day)),
        Column::words(td_string!(l, common.reason)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let none = kept.leave.is_empty();
    let table = if none {
        view! { <p class="muted">{td_string!(l, availability.leave_none)}</p> }.into_any()
    } else {
        view! { <Table caption=td_string!(l, availability.leave) columns=columns>{rows}</Table> }
            .into_any()
    };
    let labels = vec![
        ("starts_on", td_string!(l, availability.first_day)),
        ("ends_on", td_string!(l, availability.last_day)),
        ("reason", td_string!(l, common.reason)),
    ];
    view! {
        <Card title=td_string!(l, availability.leave)>
            <div class="stack">
                <FormAnswer answer=removing labels=Vec::new() />
                {table}
                <Form of=answer class="form">
                    <FormAnswer answer=answer labels=labels />
                    <input type="hidden" name="doctor" value=doctor />
                    <div class="form__row">
                        <Field
                            id="starts_on"
                            label=td_string!(l, availability.first_day)
                            error=answer.field("starts_on")
                        >
                            <DateInput name="form[starts_on]" required=true />
                        </Field>
                        <Field id="ends_on" label=td_string!(l, availability.last_day) error=answer.field("ends_on")>
                            <DateInput name="form[ends_on]" min=today required=true />
                        </Field>
                        <Field
                            id="reason"
                            label=td_string!(l, common.reason)
                            optional=td_string!(l, common.optional)
                            error=answer.field("reason")
                        >
                            <Input name="form[reason]" maxlength=200 />
                        </Field>
                    </div>
                    <div class="form__actions">
                        <SubmitButton icon="plus" variant=Variant::Secondary>
                            {td_string!(l, availability.leave_add)}
                        </SubmitButton>
                    </div>
                </Form>
            </div>
        </Card>
    }
    .into_any()
}

fn leave_row(l: Locale, answer: Answer, doctor: String, leave: Leave) -> AnyView {
    let first = format::date_long(l, leave.starts_on);
    let label = td_string!(l, availability.remove_of, what = first.clone());
    let remove = remove(l, answer, doctor, leave.id.to_string(), label);
    view! {
        <tr>
            <Cell label=td_string!(l, availability.first_day) main=true>{format::capital(&first)}</Cell>
            <Cell label=td_string!(l, availability.last_day)>{format::date_long(l, leave.ends_on)}</Cell>
            <Cell label=td_string!(l, common.reason)>{leave.reason}</Cell>
            <Cell actions=true>{remove}</Cell>
        </tr>
    }
    .into_any()
}
