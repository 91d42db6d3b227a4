//! The clinics of the platform.

use crate::api::clinics::{SetSuspended, clinic_rows};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::figures::number;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Button, Cell, Column, Empty, Field, Input, LinkButton, Notice, PageHeader, Size, Table,
    Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::clinics::{Clinic, ClinicRow, ClinicStatus};
use salus_domain::ids::ClinicId;

/// `/platform/clinics?filter=&suspend=&done=`.
#[component]
pub fn ClinicsAdmin() -> impl IntoView {
    let l = locale();
    let filter = query("filter").unwrap_or_default();
    let shown = filter.clone();
    let asked = query("suspend").and_then(|id| id.parse().ok());
    let answer = Answer::of::<SetSuspended>(l);
    let named = (query("done").as_deref() == Some("admin")).then(|| {
        view! { <Notice tone=Tone::Confirmed live=true>{td_string!(l, platform.done_admin)}</Notice> }
    });
    view! {
        <StaffFrame title=td_string!(l, platform.clinics_title)>
            <PageHeader title=td_string!(l, platform.clinics_title) subtitle=td_string!(l, platform.clinics_lead)>
                <LinkButton href="/platform/clinics/new" icon="plus" variant=Variant::Primary>
                    {td_string!(l, platform.new_clinic)}
                </LinkButton>
            </PageHeader>
            {named}
            <form method="get" action="/platform/clinics" role="search" class="filter-bar">
                <Field id="filter" label=td_string!(l, platform.filter)>
                    <Input name="filter" kind="search" icon="search" value=shown />
                </Field>
                <Button kind="submit">{td_string!(l, common.search)}</Button>
            </form>
            {after(async move {
                let all = filter.is_empty();
                match clinic_rows(filter).await {
                    Ok(rows) => {
                        view! {
                            {suspending(l, &rows, asked, answer)}
                            {table(l, rows, all, answer)}
                        }
                        .into_any()
                    }
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

/// Asks before one at work is suspended; else says what the last change was answered with.
fn suspending(l: Locale, rows: &[ClinicRow], asked: Option<ClinicId>, answer: Answer) -> AnyView {
    let clinic = rows
        .iter()
        .map(|row| &row.clinic)
        .find(|clinic| Some(clinic.id) == asked && clinic.status == ClinicStatus::Active);
    let Some(clinic) = clinic else {
        return view! { <FormAnswer answer=answer labels=Vec::new() /> }.into_any();
    };
    view! {
        <Confirm
            answer=answer
            title=td_string!(l, platform.suspend_ask)
            text=td_string!(l, platform.suspend_text, name = clinic.name.clone())
            go=td_string!(l, platform.suspend)
            back="/platform/clinics"
            fields=vec![("clinic", clinic.id.to_string()), ("suspended", "true".to_owned())]
            danger=true
        />
    }
    .into_any()
}

fn table(l: Locale, rows: Vec<ClinicRow>, all: bool, answer: Answer) -> AnyView {
    if rows.is_empty() && all {
        return view! {
            <Empty icon="building-2" title=td_string!(l, platform.none_title) message=td_string!(l, platform.none)>
                <LinkButton href="/platform/clinics/new" icon="plus">{td_string!(l, platform.new_clinic)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    if rows.is_empty() {
        return view! {
            <Empty
                icon="search"
                title=td_string!(l, platform.filter_none_title)
                message=td_string!(l, platform.filter_none)
            >
                <LinkButton href="/platform/clinics">{td_string!(l, platform.filter_clear)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, platform.col_clinic)),
        Column::words(td_string!(l, platform.col_place)),
        Column::words(td_string!(l, platform.col_status)),
        Column::figures(td_string!(l, platform.col_doctors)),
        Column::figures(td_string!(l, platform.col_patients)),
        Column::words(td_string!(l, platform.col_admins)),
        Column::words(td_string!(l, platform.col_actions)),
    ];
    let lines = rows
        .into_iter()
        .map(|row| line(l, row, answer))
        .collect_view();
    view! {
        <Table caption=td_string!(l, platform.caption) columns=columns>
            {lines}
        </Table>
    }
    .into_any()
}

fn line(l: Locale, row: ClinicRow, answer: Answer) -> AnyView {
    let ClinicRow {
        clinic,
        doctors,
        patients,
        admins,
    } = row;
    let (tone, icon) = match clinic.status {
        ClinicStatus::Active => (Tone::Confirmed, "circle-check"),
        ClinicStatus::Suspended => (Tone::Danger, "ban"),
    };
    let people = if admins.is_empty() {
        view! { <Badge tone=Tone::Waiting icon="user-x">{td_string!(l, platform.no_admin)}</Badge> }
            .into_any()
    } else {
        let people = admins
            .into_iter()
            .map(|admin| {
                view! {
                    <li>
                        {admin.name} <br />
                        <a class="faint" href=format!("mailto:{}", admin.email)>{admin.email.clone()}</a>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="stack stack--tight">{people}</ul> }.into_any()
    };
    let name = clinic.name.clone();
    let add = td_string!(l, platform.add_admin_of, name = clinic.name.clone());
    let change = status_button(l, &clinic, answer);
    view! {
        <tr>
            <Cell label=td_string!(l, platform.col_clinic) main=true>
                <a href=format!("/platform/clinics/{}", clinic.id)>{name}</a>
                <br />
                <span class="faint">{words::clinic_kind(l, clinic.kind)}</span>
            </Cell>
            <Cell label=td_string!(l, platform.col_place)>
                {clinic.city.clone()} ", " {words::country(l, &clinic.country)}
            </Cell>
            <Cell label=td_string!(l, platform.col_status)>
                <Badge tone=tone icon=icon>{words::clinic_status(l, clinic.status)}</Badge>
            </Cell>
            <Cell label=td_string!(l, platform.col_doctors) figures=true>{number(doctors)}</Cell>
            <Cell label=td_string!(l, platform.col_patients) figures=true>{number(patients)}</Cell>
            <Cell label=td_string!(l, platform.col_admins)>{people}</Cell>
            <Cell actions=true>
                <div class="cluster cluster--end">
                    <LinkButton
                        href=format!("/platform/clinics/{}/admin", clinic.id)
                        icon="user-plus"
                        size=Size::Small
                        label=add
                    >
                        {td_string!(l, platform.add_admin)}
                    </LinkButton>
                    {change}
                </div>
            </Cell>
        </tr>
    }
    .into_any()
}

/// Suspending asks first; the way back does no harm.
fn status_button(l: Locale, clinic: &Clinic, answer: Answer) -> AnyView {
    let id = clinic.id;
    let name = clinic.name.clone();
    match clinic.status {
        ClinicStatus::Active => view! {
            <LinkButton
                href=format!("/platform/clinics?suspend={id}")
                size=Size::Small
                variant=Variant::Ghost
                label=td_string!(l, platform.suspend_of, name = name)
            >
                {td_string!(l, platform.suspend)}
            </LinkButton>
        }
        .into_any(),
        ClinicStatus::Suspended => view! {
            <Form of=answer>
                <input type="hidden" name="clinic" value=id.to_string() />
                <input type="hidden" name="suspended" value="false" />
                <Button kind="submit" size=Size::Small label=td_string!(l, platform.reactivate_of, name = name)>
                    {td_string!(l, platform.reactivate)}
                </Button>
            </Form>
        }
        .into_any(),
    }
}
