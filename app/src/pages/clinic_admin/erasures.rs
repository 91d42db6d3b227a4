//! Requests of patients to be erased, and what the clinic decides.

use crate::api::privacy::{Erase, RefuseErasure, erasure_requests};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Card, Cell, Column, Empty, Field, LinkButton, PageHeader, Size, SubmitButton, Table,
    Textarea, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::privacy::{ErasureRow, ErasureState};

const HERE: &str = "/admin/privacy";

/// `/admin/privacy`, with `?refuse=` and `?erase=` for what is asked before either.
#[component]
pub fn ErasuresPage() -> impl IntoView {
    let l = locale();
    let (refuses, erases) = (query("refuse"), query("erase"));
    view! {
        <StaffFrame title=td_string!(l, privacy.requests_title)>
            <PageHeader
                title=td_string!(l, privacy.requests_title)
                subtitle=td_string!(l, privacy.requests_lead)
            />
            {after(async move {
                match erasure_requests().await {
                    Ok(rows) => whole(l, rows, refuses.as_deref(), erases.as_deref()),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn whole(l: Locale, rows: Vec<ErasureRow>, refuses: Option<&str>, erases: Option<&str>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Empty
                icon="shield-check"
                title=td_string!(l, privacy.requests_none_title)
                message=td_string!(l, privacy.requests_none)
            />
        }
        .into_any();
    }
    let open = |id: Option<&str>| {
        rows.iter()
            .find(|row| row.state == ErasureState::Open && id == Some(row.id.to_string().as_str()))
    };
    let asked = open(refuses)
        .map(|row| refusal(l, row))
        .or_else(|| open(erases).map(|row| question(l, row)));
    let columns = vec![
        Column::words(td_string!(l, privacy.col_patient)),
        Column::words(td_string!(l, privacy.col_asked)),
        Column::words(td_string!(l, privacy.col_state)),
        Column::words(td_string!(l, privacy.col_actions)),
    ];
    let lines = rows.into_iter().map(|row| line(l, row)).collect_view();
    view! {
        {asked}
        <Table caption=td_string!(l, privacy.requests_caption) columns=columns>{lines}</Table>
    }
    .into_any()
}

fn line(l: Locale, row: ErasureRow) -> AnyView {
    let name = row.patient.name();
    let state = match row.state {
        ErasureState::Open => {
            view! { <Badge tone=Tone::Waiting icon="hourglass">{td_string!(l, privacy.state_open)}</Badge> }
                .into_any()
        }
        ErasureState::Refused => view! {
            <Badge tone=Tone::Danger icon="ban">{td_string!(l, privacy.state_refused)}</Badge>
            <p class="muted">{row.reason}</p>
        }
        .into_any(),
        ErasureState::Erased => {
            view! { <Badge tone=Tone::Done icon="check">{td_string!(l, privacy.state_erased)}</Badge> }
                .into_any()
        }
    };
    let to_come = (row.to_come > 0).then(|| {
        view! { <p class="muted">{td_string!(l, privacy.to_come, count = row.to_come)}</p> }
    });
    let actions = (row.state == ErasureState::Open).then(|| {
        view! {
            <LinkButton
                href=format!("{HERE}?refuse={}", row.id)
                size=Size::Small
                label=td_string!(l, privacy.refuse_this_of, name = name.clone())
            >
                {td_string!(l, privacy.refuse)}
            </LinkButton>
            <LinkButton
                href=format!("{HERE}?erase={}", row.id)
                size=Size::Small
                icon="trash-2"
                label=td_string!(l, privacy.erase_this_of, name = name.clone())
            >
                {td_string!(l, privacy.erase_this)}
            </LinkButton>
        }
    });
    view! {
        <tr>
            <Cell label=td_string!(l, privacy.col_patient) main=true>{name}</Cell>
            <Cell label=td_string!(l, privacy.col_asked)>
                {format::capital(&format::date_time(l, row.asked.local))}
            </Cell>
            <Cell label=td_string!(l, privacy.col_state)>{state} {to_come}</Cell>
            <Cell actions=true>{actions}</Cell>
        </tr>
    }
    .into_any()
}

/// Before a file is made anonymous.
fn question(l: Locale, row: &ErasureRow) -> AnyView {
    let title = td_string!(l, privacy.erase_this_title, name = row.patient.name());
    let answer = Answer::of::<Erase>(l);
    view! {
        <Confirm
            answer=answer
            title=title
            text=td_string!(l, privacy.erase_this_text)
            go=td_string!(l, privacy.erase_this)
            back=HERE
            fields=vec![("request", row.id.to_string())]
            danger=true
        />
    }
    .into_any()
}

/// The reason for keeping a file.
fn refusal(l: Locale, row: &ErasureRow) -> AnyView {
    let answer = Answer::of::<RefuseErasure>(l);
    let labels = vec![("reason", td_string!(l, privacy.refuse_reason))];
    let id = row.id.to_string();
    let title = format!(
        "{} · {}",
        td_string!(l, privacy.refuse_title),
        row.patient.name()
    );
    view! {
        <Card title=title>
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=labels />
                <input type="hidden" name="request" value=id />
                <Field id="reason" label=td_string!(l, privacy.refuse_reason) error=answer.field("reason")>
                    <Textarea name="reason" required=true maxlength=1000 />
                </Field>
                <div class="form__actions">
                    <LinkButton href=HERE>{td_string!(l, common.cancel)}</LinkButton>
                    <SubmitButton variant=Variant::Danger>{td_string!(l, privacy.refuse)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}
