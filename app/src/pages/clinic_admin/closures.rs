//! When the clinic is closed.

use crate::api::availability::{AddClosure, AddHolidays, RemoveClosure, closures};
use crate::features::answer::Answer;
use crate::features::availability::orphans::ask;
use crate::features::availability::part_of_day;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Card, Cell, Choice, Choices, Column, DateInput, Empty, Field, Input, PageHeader, Select,
    Size, SubmitButton, Table, Tone, Variant,
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use salus_domain::clinics::{Closings, Closure, ClosureKind};

/// `/admin/closures`.
#[component]
pub fn ClosuresPage() -> impl IntoView {
    let l = locale();
    let title = td_string!(l, availability.closures_title);
    view! {
        <StaffFrame title=title>
            <PageHeader title=title subtitle=td_string!(l, availability.closures_lead) />
            {after(async move {
                match closures().await {
                    Ok(kept) => whole(l, kept),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn whole(l: Locale, kept: Closings) -> AnyView {
    let asked = [Answer::of::<AddClosure>(l), Answer::of::<AddHolidays>(l)]
        .into_iter()
        .find_map(|answer| ask(l, answer, "/admin/closures"));
    if let Some(question) = asked {
        return question;
    }
    let (today, known) = (kept.today, kept.holidays_known);
    let removing = Answer::of::<RemoveClosure>(l);
    view! {
        <div class="stack stack--loose">
            <FormAnswer answer=removing labels=Vec::new() />
            {table(l, removing, kept.closures)}
            {add(l, today)}
            {holidays(l, today, known)}
        </div>
    }
    .into_any()
}

fn table(l: Locale, removing: Answer, closures: Vec<Closure>) -> AnyView {
    if closures.is_empty() {
        return view! { <Empty icon="calendar-x" title=td_string!(l, availability.closures_none) /> }
            .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, availability.dates)),
        Column::words(td_string!(l, availability.time)),
        Column::words(td_string!(l, availability.kind)),
        Column::words(td_string!(l, common.reason)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let rows = closures
        .into_iter()
        .map(|of| row(l, removing, of))
        .collect_view();
    view! {
        <Table caption=td_string!(l, availability.closures_title) columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(l: Locale, removing: Answer, closure: Closure) -> AnyView {
    let of = closure.of;
    let dates = if of.starts_on == of.ends_on {
        format::date_long(l, of.starts_on)
    } else {
        format!(
            "{} – {}",
            format::date_long(l, of.starts_on),
            format::date_long(l, of.ends_on)
        )
    };
    let kind = match of.kind {
        ClosureKind::Closure => {
            view! { <Badge icon="calendar-x">{td_string!(l, availability.closure)}</Badge> }
        }
        ClosureKind::Holiday => {
            view! { <Badge tone=Tone::Info icon="sun">{td_string!(l, availability.holiday)}</Badge> }
        }
    };
    let label = td_string!(l, availability.remove_of, what = dates.clone());
    view! {
        <tr>
            <Cell label=td_string!(l, availability.dates) main=true>{format::capital(&dates)}</Cell>
            <Cell label=td_string!(l, availability.time)>
                <span class="tabular">{part_of_day(l, of.minutes)}</span>
            </Cell>
            <Cell label=td_string!(l, availability.kind)>{kind}</Cell>
            <Cell label=td_string!(l, common.reason)>{of.reason}</Cell>
            <Cell actions=true>
                <Form of=removing>
                    <input type="hidden" name="id" value=closure.id.to_string() />
                    <SubmitButton size=Size::Small variant=Variant::Ghost attr:aria-label=label>
                        {td_string!(l, availability.remove)}
                    </SubmitButton>
                </Form>
            </Cell>
        </tr>
    }
    .into_any()
}

fn add(l: Locale, today: NaiveDate) -> AnyView {
    let answer = Answer::of::<AddClosure>(l);
    let labels = vec![
        ("starts_on", td_string!(l, availability.first_day)),
        ("ends_on", td_string!(l, availability.last_day)),
        ("from", td_string!(l, availability.from)),
        ("until", td_string!(l, availability.until)),
        ("reason", td_string!(l, common.reason)),
    ];
    view! {
        <Card title=td_string!(l, availability.closure_new)>
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=labels />
                <Choices legend=td_string!(l, availability.kind) inline=true>
                    <Choice name="form[kind]" value=ClosureKind::Closure.as_str() checked=true>
                        {td_string!(l, availability.closure)}
                    </Choice>
                    <Choice name="form[kind]" value=ClosureKind::Holiday.as_str()>
                        {td_string!(l, availability.holiday)}
                    </Choice>
                </Choices>
                <div class="form__row">
                    <Field id="starts_on" label=td_string!(l, availability.first_day) error=answer.field("starts_on")>
                        <DateInput name="form[starts_on]" required=true />
                    </Field>
                    <Field
                        id="ends_on"
                        label=td_string!(l, availability.last_day)
                        hint=td_string!(l, availability.last_day_hint)
                        error=answer.field("ends_on")
                    >
                        <DateInput name="form[ends_on]" min=today.to_string() />
                    </Field>
                    <Field
                        id="from"
                        label=td_string!(l, availability.from)
                        hint=td_string!(l, availability.part_hint)
                        error=answer.field("from")
                    >
                        <Input name="form[from]" kind="time" />
                    </Field>
                    <Field id="until" label=td_string!(l, availability.until) error=answer.field("until")>
                        <Input name="form[until]" kind="time" />
                    </Field>
                </div>
                <Field
                    id="reason"
                    label=td_string!(l, common.reason)
                    hint=td_string!(l, availability.closure_reason_hint)
                    error=answer.field("reason")
                >
                    <Input name="form[reason]" maxlength=120 required=true />
                </Field>
                <div class="form__actions">
                    <SubmitButton icon="plus">{td_string!(l, availability.closure_add)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}

fn holidays(l: Locale, today: NaiveDate, known: bool) -> AnyView {
    if !known {
        return view! {
            <Card title=td_string!(l, availability.holidays_title)>
                <p>{td_string!(l, availability.holidays_unknown)}</p>
            </Card>
        }
        .into_any();
    }
    let answer = Answer::of::<AddHolidays>(l);
    let years: Vec<(String, String)> = (today.year()..=today.year() + 3)
        .map(|year| (year.to_string(), year.to_string()))
        .collect();
    let next = (today.year() + 1).to_string();
    view! {
        <Card title=td_string!(l, availability.holidays_title)>
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=vec![("year", td_string!(l, availability.year))] />
                <p>{td_string!(l, availability.holidays_text)}</p>
                <Field id="year" label=td_string!(l, availability.year) error=answer.field("year")>
                    <Select name="year" options=years value=next required=true />
                </Field>
                <div class="form__actions">
                    <SubmitButton icon="calendar-plus" variant=Variant::Secondary>
                        {td_string!(l, availability.holidays_add)}
                    </SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}
