//! What is held about the reader: by whom, who read it, a copy, its erasure.

use crate::api::privacy::{AskErasure, load_my_privacy};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::format;
use crate::features::frame::PublicFrame;
use crate::features::link;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::trail::{actor, did, pages};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Card, Cell, Column, Empty, Go, LinkButton, PageHeader, Section, SubmitButton, Table,
    Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::privacy::{ErasureState, MyFile, MyPrivacy, MyRequest, ReaderRow};

const HERE: &str = "/my/privacy";

/// `/my/privacy`, with `?after=` for older readers and `?erase=1` for the question.
#[component]
pub fn MyPrivacyPage() -> impl IntoView {
    let l = locale();
    let from = query("after").unwrap_or_default();
    let asks = query("erase").is_some();
    view! {
        <PublicFrame title=td_string!(l, privacy.mine)>
            <PageHeader title=td_string!(l, privacy.mine) subtitle=td_string!(l, privacy.mine_lead) />
            {after(async move {
                match load_my_privacy(from.clone()).await {
                    Ok(mine) => whole(l, mine, &from, asks),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </PublicFrame>
    }
}

fn whole(l: Locale, mine: MyPrivacy, from: &str, asks: bool) -> AnyView {
    let MyPrivacy {
        files,
        readers,
        next,
    } = mine;
    let alone = files.is_empty();
    let question = asks.then(|| question(l, alone));
    let first = (!from.is_empty()).then(|| Go::new(HERE, td_string!(l, privacy.first_page)));
    let next = next.map(|next| {
        let href = link::with(HERE, &[("after", &next)]);
        Go::new(href, td_string!(l, privacy.older))
    });
    let pages = (first.is_some() || next.is_some()).then(|| pages(l, first, next));
    view! {
        {question}
        <Section title=td_string!(l, privacy.held)>{held(l, files)}</Section>
        <Section title=td_string!(l, privacy.readers)>
            <p class="muted">{td_string!(l, privacy.readers_lead)}</p>
            {table(l, readers)}
            {pages}
        </Section>
        <div class="grid-cards">
            <Card title=td_string!(l, privacy.copy)>
                <p>{td_string!(l, privacy.copy_text)}</p>
                // The answer is a file, which is for the browser to keep and not for a page.
                <form method="post" action="/my/privacy/export" data-turbo="false">
                    <SubmitButton icon="download" variant=Variant::Soft>{td_string!(l, privacy.copy_go)}</SubmitButton>
                </form>
            </Card>
            <Card title=td_string!(l, privacy.erase)>
                <p>{td_string!(l, privacy.erase_text)}</p>
                <LinkButton href="/my/privacy?erase=1" icon="trash-2">{td_string!(l, privacy.erase_go)}</LinkButton>
            </Card>
        </div>
    }
    .into_any()
}

fn question(l: Locale, alone: bool) -> AnyView {
    let text = if alone {
        td_string!(l, privacy.erase_alone)
    } else {
        td_string!(l, privacy.erase_confirm)
    };
    let answer = Answer::of::<AskErasure>(l);
    view! {
        <Confirm
            answer=answer
            title=td_string!(l, privacy.erase_title)
            text=text
            go=td_string!(l, privacy.erase_go)
            back=HERE
            fields=Vec::new()
            danger=true
        />
    }
    .into_any()
}

fn held(l: Locale, files: Vec<MyFile>) -> AnyView {
    if files.is_empty() {
        return view! { <p>{td_string!(l, privacy.held_none)}</p> }.into_any();
    }
    let lines = files
        .into_iter()
        .map(|file| {
            let since = td_string!(
                l,
                privacy.held_since,
                date = format::date_long(l, file.since.date())
            );
            let whom = file
                .relative
                .map(|name| td_string!(l, privacy.held_for, name = name));
            let request = file.request.map(|request| asked(l, request));
            view! {
                <li>
                    <strong>{file.clinic}</strong>
                    " "
                    {whom}
                    " "
                    <span class="muted">{since}</span>
                    {request}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="stack">{lines}</ul> }.into_any()
}

fn asked(l: Locale, request: MyRequest) -> AnyView {
    let (tone, words) = match request.state {
        ErasureState::Open => (
            Tone::Waiting,
            td_string!(
                l,
                privacy.asked_open,
                date = format::date_long(l, request.asked.date())
            ),
        ),
        ErasureState::Refused => (
            Tone::Neutral,
            td_string!(
                l,
                privacy.asked_refused,
                reason = request.reason.unwrap_or_default()
            ),
        ),
        // The link to an erased file is cut: nobody is shown this one.
        ErasureState::Erased => return ().into_any(),
    };
    view! { <p><Badge tone=tone icon="clock">{words}</Badge></p> }.into_any()
}

fn table(l: Locale, readers: Vec<ReaderRow>) -> AnyView {
    if readers.is_empty() {
        return view! { <Empty icon="eye" title=td_string!(l, privacy.readers_none) /> }.into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, privacy.col_when)),
        Column::words(td_string!(l, privacy.col_who)),
        Column::words(td_string!(l, privacy.col_what)),
        Column::words(td_string!(l, privacy.col_where)),
    ];
    let lines = readers
        .into_iter()
        .map(|row| {
            view! {
                <tr>
                    <Cell label=td_string!(l, privacy.col_when) main=true>
                        {format::capital(&format::date_time(l, row.at.local))}
                    </Cell>
                    <Cell label=td_string!(l, privacy.col_who)>
                        {row.name} " " <Badge>{actor(l, row.role, false)}</Badge>
                    </Cell>
                    <Cell label=td_string!(l, privacy.col_what)>{did(l, &row.action)}</Cell>
                    <Cell label=td_string!(l, privacy.col_where)>{row.clinic}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=td_string!(l, privacy.readers_caption) columns=columns>{lines}</Table> }
        .into_any()
}
