//! The desk's day: a column of time per doctor.

use crate::api::clinics::visit_types;
use crate::api::scheduling::board;
use crate::features::address::query;
use crate::features::appointment::{icon, tone};
use crate::features::availability::why;
use crate::features::calendar::{DayColumn, hours, plus_days, stands};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::{Problem, no_page};
use crate::features::reader::locale;
use crate::features::{format, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Button, DateInput, Empty, LinkButton, Live, PageHeader, TimeGrid, Width};
use chrono::NaiveDate;
use leptos::prelude::*;
use salus_domain::scheduling::state::State;
use salus_domain::scheduling::{BoardColumn, DayBoard};

/// `/desk/board?date=`.
#[component]
pub fn BoardPage() -> impl IntoView {
    let l = locale();
    let date = query("date").and_then(|date| date.parse().ok());
    let asked = why::Asked::here();
    view! {
        <StaffFrame title=td_string!(l, common.board) width=Width::Wide>
            {after(async move {
                let board = match board(date).await {
                    Ok(board) => board,
                    Err(fault) => return no_page(td_string!(l, common.board), fault),
                };
                let why = why_not(l, &board, asked).await;
                view! { {whole(l, board)} {why} }.into_any()
            })}
        </StaffFrame>
    }
}

/// Why a time is not free, below the day.
async fn why_not(l: Locale, board: &DayBoard, asked: Option<why::Asked>) -> AnyView {
    let types = match visit_types().await {
        Ok(types) => types,
        Err(fault) => return view! { <Problem fault=fault /> }.into_any(),
    };
    if types.is_empty() || board.columns.is_empty() {
        return ().into_any();
    }
    let answer = match asked {
        Some(asked) => Some(asked.answer().await),
        None => None,
    };
    let doctors = board
        .columns
        .iter()
        .map(|column| (column.doctor.id.to_string(), column.doctor.name()))
        .collect();
    let asking = why::Asking {
        action: "/desk/board".to_owned(),
        doctors,
        types,
        today: board.date,
        keep: vec![("date", board.date.to_string())],
    };
    why::form(l, asking, answer)
}

fn address(date: NaiveDate) -> String {
    format!("/desk/board?date={date}")
}

fn whole(l: Locale, board: DayBoard) -> AnyView {
    let date = board.date;
    let long = format::capital(&format::date_long(l, date));
    let counts = counts(l, &board.columns);
    view! {
        <PageHeader title=td_string!(l, common.board) subtitle=long.clone()>
            <Live up=td_string!(l, doctor.live) down=td_string!(l, doctor.not_live) />
            <div class="cluster cluster--nowrap">
                <LinkButton
                    href=address(plus_days(date, -1))
                    icon="chevron-left"
                    label=td_string!(l, doctor.board_day_before)
                    attr:aria-keyshortcuts="ArrowLeft"
                />
                <LinkButton href="/desk/board" attr:aria-keyshortcuts="t">{td_string!(l, common.today)}</LinkButton>
                <LinkButton
                    href=address(plus_days(date, 1))
                    icon="chevron-right"
                    label=td_string!(l, doctor.board_day_after)
                    attr:aria-keyshortcuts="ArrowRight"
                />
            </div>
        </PageHeader>
        <div class="cluster cluster--between">
            <div class="cluster" role="group" aria-label=td_string!(l, doctor.board_counts)>{counts}</div>
            <form method="get" action="/desk/board" class="cluster cluster--end">
                <label class="sr-only" for="date">{td_string!(l, doctor.board_date)}</label>
                <DateInput name="date" value=date.to_string() />
                <Button kind="submit">{td_string!(l, doctor.board_go)}</Button>
            </form>
        </div>
        <h2 class="sr-only">{long.clone()}</h2>
        {grid(l, board, long)}
        <p class="faint only-desk">{td_string!(l, doctor.board_keys)}</p>
    }
    .into_any()
}

/// How many stand where.
fn counts(l: Locale, columns: &[BoardColumn]) -> AnyView {
    let count = |state: State| {
        columns
            .iter()
            .flat_map(|column| &column.day.appointments)
            .filter(|visit| visit.state == state)
            .count()
    };
    let badges = State::ALL
        .iter()
        .copied()
        .filter(|state| stands(*state))
        .map(|state| (state, count(state)))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| view! {
            <Badge tone=tone(state) icon=icon(state)>{words::state(l, state)}" "<span class="tabular">{count}</span></Badge>
        })
        .collect::<Vec<_>>();
    if badges.is_empty() {
        return view! { <span class="muted">{td_string!(l, doctor.board_nothing)}</span> }
            .into_any();
    }
    badges.into_any()
}

fn grid(l: Locale, board: DayBoard, label: String) -> AnyView {
    if board.columns.is_empty() {
        return view! {
            <Empty icon="users" title=td_string!(l, doctor.board_no_doctor) message=td_string!(l, doctor.board_no_doctor_text) />
        }
        .into_any();
    }
    let now = board.now;
    let (from, to) = hours(
        &board
            .columns
            .iter()
            .map(|column| &column.day)
            .collect::<Vec<_>>(),
    );
    let column = move |column: BoardColumn| {
        let note = column
            .doctor
            .specialties
            .first()
            .map_or("", |specialty| words::specialty(l, *specialty));
        view! { <DayColumn day=column.day name=column.doctor.name() note=note person=true now=now /> }
    };
    // The columns are made inside the grid: they ask it which hours it shows.
    view! {
        <TimeGrid label=label from_hour=from to_hour=to>
            {board.columns.into_iter().map(column).collect_view()}
        </TimeGrid>
    }
    .into_any()
}
