//! The clinic's files on people: finding, opening, changing.

use crate::api::patients::{RegisterPatient, SavePatient, load_patient, search_patients};
use crate::features::address::{param, query};
use crate::features::answer::Answer;
use crate::features::form::Form;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::patient_form::{LikelyFiles, PatientFields, PersonAnswer};
use crate::features::problem::{Problem, no_page};
use crate::features::reader::{locale, reader};
use crate::features::{format, link};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Cell, Column, Empty, Face, Field, Input, LinkButton, PageHeader, Person, SubmitButton, Table,
    Variant, Width,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::ids::PatientId;
use salus_domain::patients::{PatientFile, PatientForm, PatientPage, PatientRow};

/// `/desk/patients?q=&after=`.
#[component]
pub fn PatientsPage() -> impl IntoView {
    let l = locale();
    let asked = query("q").unwrap_or_default();
    let after_file = query("after").and_then(|id| id.parse().ok());
    let again = asked.clone();
    let import = (reader().role() == Some(Role::ClinicAdmin)).then(|| {
        view! {
            <LinkButton href="/desk/patients/import" icon="upload">{td_string!(l, people.import_title)}</LinkButton>
        }
    });
    view! {
        <StaffFrame title=td_string!(l, files.list_title)>
            <PageHeader title=td_string!(l, files.list_title) subtitle=td_string!(l, files.list_lead)>
                {import}
                <LinkButton href="/desk/patients/new" icon="user-plus" variant=Variant::Primary>
                    {td_string!(l, files.new_file)}
                </LinkButton>
            </PageHeader>
            <form method="get" action="/desk/patients" role="search" class="form">
                <Field id="q" label=td_string!(l, files.search) hint=td_string!(l, files.search_hint)>
                    <Input name="q" kind="search" icon="search" value=again maxlength=80 autocomplete="off" />
                </Field>
                <div class="form__actions">
                    <SubmitButton icon="search">{td_string!(l, common.search)}</SubmitButton>
                </div>
            </form>
            {after(async move {
                match search_patients(asked.clone(), after_file).await {
                    Ok(page) => list(l, page, &asked, after_file.is_some()),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn list(l: Locale, page: PatientPage, asked: &str, later: bool) -> AnyView {
    if page.rows.is_empty() {
        return view! {
            <Empty icon="search" title=td_string!(l, files.none_title) message=td_string!(l, files.none)>
                <LinkButton href="/desk/patients/new" icon="user-plus">{td_string!(l, files.new_file)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, files.col_name)),
        Column::figures(td_string!(l, files.col_born)),
        Column::words(td_string!(l, files.col_id)),
        Column::words(td_string!(l, files.col_phone)),
    ];
    let lines = page.rows.into_iter().map(|row| line(l, row)).collect_view();
    let first = later.then(|| {
        let href = link::with("/desk/patients", &[("q", asked)]);
        view! { <LinkButton href=href icon="chevron-left">{td_string!(l, files.first_page)}</LinkButton> }
    });
    let next = page.next.map(|id| {
        let href = link::with("/desk/patients", &[("q", asked), ("after", &id.to_string())]);
        view! { <LinkButton href=href icon="chevron-right">{td_string!(l, files.next_page)}</LinkButton> }
    });
    view! {
        <Table caption=td_string!(l, files.caption) columns=columns>
            {lines}
        </Table>
        <div class="cluster">{first} {next}</div>
    }
    .into_any()
}

fn line(l: Locale, row: PatientRow) -> AnyView {
    let href = format!("/desk/patients/{}", row.patient.id);
    let (name, born) = (
        row.patient.name(),
        format::date_numeric(row.patient.born_on),
    );
    let (national_id, phone) = (
        row.national_id.unwrap_or_default(),
        row.patient.phone.unwrap_or_default(),
    );
    view! {
        <tr>
            <Cell label=td_string!(l, files.col_name) main=true>
                <Person name=name size=Face::Small href=href />
            </Cell>
            <Cell label=td_string!(l, files.col_born) figures=true>
                {born}
            </Cell>
            <Cell label=td_string!(l, files.col_id)>{national_id}</Cell>
            <Cell label=td_string!(l, files.col_phone)>{phone}</Cell>
        </tr>
    }
    .into_any()
}

/// `/desk/patients/new`.
#[component]
pub fn NewPatientPage() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<RegisterPatient>(l);
    view! {
        <StaffFrame title=td_string!(l, files.new_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, files.new_title) subtitle=td_string!(l, files.new_lead) />
            <Form of=answer class="form">
                <PersonAnswer answer=answer />
                <LikelyFiles answer=answer />
                <PatientFields answer=answer start=PatientForm::default() />
                <div class="form__actions">
                    <SubmitButton>{td_string!(l, files.open)}</SubmitButton>
                    <LinkButton href="/desk/patients" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
                </div>
            </Form>
        </StaffFrame>
    }
}

/// `/desk/patients/:id/edit`.
#[component]
pub fn EditPatientPage() -> impl IntoView {
    let l = locale();
    let id: Option<PatientId> = param("id").and_then(|id| id.parse().ok());
    view! {
        <StaffFrame title=td_string!(l, files.edit_title) width=Width::Narrow>
            {after(async move {
                let found = match id {
                    Some(id) => load_patient(id).await,
                    None => Err(Fault::Missing.into()),
                };
                match found {
                    Ok(file) => edit(l, &file),
                    Err(fault) => no_page(td_string!(l, files.edit_title), fault),
                }
            })}
        </StaffFrame>
    }
}

fn edit(l: Locale, file: &PatientFile) -> AnyView {
    let answer = Answer::of::<SavePatient>(l);
    let back = format!("/desk/patients/{}", file.id);
    let (id, name) = (file.id.to_string(), file.data.name());
    let start = PatientForm::of(&file.data);
    view! {
        <PageHeader title=td_string!(l, files.edit_title) subtitle=name />
        <Form of=answer class="form">
            <input type="hidden" name="patient" value=id />
            <PersonAnswer answer=answer />
            <LikelyFiles answer=answer />
            <PatientFields answer=answer start=start />
            <div class="form__actions">
                <SubmitButton>{td_string!(l, files.save)}</SubmitButton>
                <LinkButton href=back variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
    .into_any()
}
