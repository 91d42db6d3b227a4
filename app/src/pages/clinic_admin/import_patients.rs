//! A table of patients from elsewhere: handed in, looked at, brought in.

use crate::api::patients::{ImportPatients, look_at_import};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::import_words::{column, columns};
use crate::features::load::after;
use crate::features::patient_form::likeness;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::upload::{PATIENTS, UploadForm};
use crate::features::{faults, format};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Breadcrumb, Card, Cell, Choice, Choices, Column as TableColumn, Field, FileInput, LinkButton,
    Notice, PageHeader, Section, SubmitButton, Table, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::ids::ImportId;
use salus_domain::patients::import::{
    Column, ImportPreview, Likely, SecondLine, SecondOf, WrongLine,
};

/// What a table may be called by the reader's device.
const KINDS: &str = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

const HERE: &str = "/desk/patients/import";

/// `/desk/patients/import?file=`, and `?opened=&skipped=` once a table was brought in.
#[component]
pub fn ImportPatientsPage() -> impl IntoView {
    let l = locale();
    let file = query("file");
    view! {
        <StaffFrame title=td_string!(l, people.import_title)>
            <Breadcrumb
                label=td_string!(l, files.trail)
                trail=vec![
                    (td_string!(l, files.list_title).into(), Some("/desk/patients".to_owned())),
                    (td_string!(l, people.import_title).into(), None),
                ]
            />
            <PageHeader title=td_string!(l, people.import_title) subtitle=td_string!(l, people.import_lead) />
            {match file {
                None => view! { {brought_in(l)} {hand_in(l)} }.into_any(),
                Some(file) => after(async move {
                    match load(&file).await {
                        Ok(preview) => looked_at(l, preview),
                        Err(fault) => view! {
                            <Problem fault=fault />
                            <p class="muted">{td_string!(l, people.import_gone)}</p>
                            <LinkButton href=HERE icon="upload">{td_string!(l, people.import_other)}</LinkButton>
                        }
                        .into_any(),
                    }
                }),
            }}
        </StaffFrame>
    }
}

async fn load(file: &str) -> Result<ImportPreview, crate::fault::ApiFault> {
    let id: ImportId = file.parse().map_err(|_| Fault::Missing)?;
    look_at_import(id).await
}

/// What came of the table before.
fn brought_in(l: Locale) -> Option<AnyView> {
    let count = |name: &str| query(name).and_then(|count| count.parse::<u32>().ok());
    let (opened, skipped) = (count("opened")?, count("skipped")?);
    Some(
        view! {
            <Notice tone=Tone::Confirmed live=true>
                {td_string!(l, people.import_done, opened = opened, skipped = skipped)}
                " "
                <a href="/desk/patients">{td_string!(l, people.import_see)}</a>
            </Notice>
        }
        .into_any(),
    )
}

fn hand_in(l: Locale) -> AnyView {
    let answer = Answer::at(l, PATIENTS);
    let mut labels = vec![("file", td_string!(l, people.import_file))];
    labels.extend(
        Column::ALL
            .iter()
            .map(|one| (one.as_str(), column(l, *one))),
    );
    let known = Column::ALL
        .iter()
        .map(|one| {
            let needed = Column::NEEDED.contains(one).then(
                || view! { " " <span class="muted">{td_string!(l, people.import_needed)}</span> },
            );
            view! { <li>{column(l, *one)} {needed}</li> }
        })
        .collect_view();
    view! {
        <div class="split">
            <div class="stack">
                <FormAnswer answer=answer labels=labels />
                <UploadForm of=answer class="form">
                    <Field
                        id="file"
                        label=td_string!(l, people.import_file)
                        hint=td_string!(l, people.import_hint)
                        error=answer.field("file")
                    >
                        <FileInput name="file" accept=KINDS required=true />
                    </Field>
                    <div class="form__actions">
                        <SubmitButton icon="upload">{td_string!(l, people.import_check)}</SubmitButton>
                        <LinkButton href="/desk/patients" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
                    </div>
                </UploadForm>
            </div>
            <aside class="split__aside">
                <Card title=td_string!(l, people.import_columns)>
                    <p>{td_string!(l, people.import_columns_lead)}</p>
                    <ul class="stack stack--tight">{known}</ul>
                </Card>
            </aside>
        </div>
    }
    .into_any()
}

fn looked_at(l: Locale, preview: ImportPreview) -> AnyView {
    let read = columns(l, &preview.columns);
    let ignored = (!preview.ignored.is_empty()).then(|| {
        let names = preview.ignored.join(", ");
        view! { <p class="muted">{td_string!(l, people.import_ignored, names = names)}</p> }
    });
    let state = state(l, &preview);
    let (id, opens) = (
        preview.id,
        Likely::ALL.iter().map(|one| preview.opens(*one)).max(),
    );
    let choice = (preview.wrong_count == 0 && opens > Some(0)).then(|| go(l, id, &preview));
    let other = (preview.wrong_count > 0 || opens == Some(0)).then(|| {
        view! {
            <div class="cluster">
                <LinkButton href=HERE icon="upload" variant=Variant::Primary>{td_string!(l, people.import_other)}</LinkButton>
            </div>
        }
    });
    let wrong = wrong(l, preview.wrong, preview.wrong_count);
    let seconds = seconds(l, preview.seconds, preview.second_count);
    view! {
        <Section title=preview.name>
            <p>{td_string!(l, people.import_read, columns = read)}</p>
            {ignored}
            {state}
            {choice}
            {other}
        </Section>
        {wrong}
        {seconds}
    }
    .into_any()
}

fn state(l: Locale, preview: &ImportPreview) -> AnyView {
    let (lines, wrong, second) = (preview.lines, preview.wrong_count, preview.second_count);
    if wrong > 0 {
        return view! {
            <Notice tone=Tone::Danger live=true>
                {td_string!(l, people.import_wrong, lines = lines, wrong = wrong)}
            </Notice>
        }
        .into_any();
    }
    if second > 0 {
        return view! {
            <Notice tone=Tone::Waiting live=true>
                {td_string!(l, people.import_seconds, lines = lines, second = second)}
            </Notice>
        }
        .into_any();
    }
    view! { <Notice tone=Tone::Confirmed live=true>{td_string!(l, people.import_good, lines = lines)}</Notice> }
        .into_any()
}

fn go(l: Locale, id: ImportId, preview: &ImportPreview) -> AnyView {
    let answer = Answer::of::<ImportPatients>(l);
    let (skip, open) = (preview.opens(Likely::Skip), preview.opens(Likely::Open));
    let choice = if skip == open {
        view! { <input type="hidden" name="form[likely]" value=Likely::Skip.as_str() /> }.into_any()
    } else {
        view! {
            <Choices legend=td_string!(l, people.import_likely)>
                <Choice
                    name="form[likely]"
                    value=Likely::Skip.as_str()
                    checked=true
                    required=true
                    note=td_string!(l, people.import_opens, n = skip)
                >
                    {td_string!(l, people.import_skip)}
                </Choice>
                <Choice
                    name="form[likely]"
                    value=Likely::Open.as_str()
                    required=true
                    note=td_string!(l, people.import_opens, n = open)
                >
                    {td_string!(l, people.import_open)}
                </Choice>
            </Choices>
        }
        .into_any()
    };
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=Vec::new() />
            <input type="hidden" name="form[import]" value=id.to_string() />
            {choice}
            <div class="form__actions">
                <SubmitButton icon="check">{td_string!(l, people.import_go)}</SubmitButton>
                <LinkButton href=HERE variant=Variant::Ghost>{td_string!(l, people.import_other)}</LinkButton>
            </div>
        </Form>
    }
    .into_any()
}

fn wrong(l: Locale, lines: Vec<WrongLine>, count: usize) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let columns = vec![
        TableColumn::figures(td_string!(l, people.import_line)),
        TableColumn::words(td_string!(l, people.import_problem)),
    ];
    let more = more(l, lines.len(), count);
    let rows = lines
        .into_iter()
        .map(|line| {
            let fields = line
                .fields
                .iter()
                .map(|of| {
                    let name = of.field.parse().map_or("", |of| column(l, of));
                    let problem = faults::problem(l, &of.problem);
                    let words =
                        td_string!(l, faults.field_problem, field = name, problem = problem);
                    view! { <li>{words}</li> }
                })
                .collect_view();
            view! {
                <tr>
                    <Cell label=td_string!(l, people.import_line) figures=true>
                        {line.line}
                    </Cell>
                    <Cell label=td_string!(l, people.import_problem) main=true>
                        <ul>{fields}</ul>
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <Section title=td_string!(l, people.import_wrong_title)>
                <Table caption=td_string!(l, people.import_wrong_title) columns=columns>
                    {rows}
                </Table>
                {more}
            </Section>
        }
        .into_any(),
    )
}

fn seconds(l: Locale, lines: Vec<SecondLine>, count: usize) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let columns = vec![
        TableColumn::figures(td_string!(l, people.import_line)),
        TableColumn::words(td_string!(l, files.col_name)),
        TableColumn::words(td_string!(l, people.import_like)),
        TableColumn::words(td_string!(l, people.import_why)),
    ];
    let more = more(l, lines.len(), count);
    let rows = lines
        .into_iter()
        .map(|second| {
            let why = likeness(l, second.of.likeness());
            let of = match second.of {
                SecondOf::Line { line, .. } => {
                    td_string!(l, people.import_of_line, line = line).into_any()
                }
                SecondOf::File(file) => {
                    let href = format!("/desk/patients/{}", file.id);
                    let words = format!("{}, {}", file.name, format::date_numeric(file.born_on));
                    view! { <a href=href>{words}</a> }.into_any()
                }
            };
            view! {
                <tr>
                    <Cell label=td_string!(l, people.import_line) figures=true>
                        {second.line}
                    </Cell>
                    <Cell label=td_string!(l, files.col_name) main=true>{second.name}</Cell>
                    <Cell label=td_string!(l, people.import_like)>{of}</Cell>
                    <Cell label=td_string!(l, people.import_why)>{why}</Cell>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <Section title=td_string!(l, people.import_seconds_title)>
                <Table caption=td_string!(l, people.import_seconds_title) columns=columns>
                    {rows}
                </Table>
                {more}
            </Section>
        }
        .into_any(),
    )
}

fn more(l: Locale, shown: usize, count: usize) -> Option<impl IntoView> {
    (count > shown).then(|| {
        view! { <p class="muted">{td_string!(l, people.import_more, shown = shown, count = count)}</p> }
    })
}
