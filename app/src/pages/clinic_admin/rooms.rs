//! The clinic's rooms.

use crate::api::availability::{AddRoom, RetireRoom, rooms};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::availability::orphans::ask;
use crate::features::confirm::Confirm;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Card, Cell, Column, Empty, Field, Input, LinkButton, PageHeader, Size, SubmitButton, Table,
    Variant,
};
use leptos::prelude::*;
use salus_domain::clinics::Room;
use salus_domain::ids::RoomId;

/// `/admin/rooms?retire=`.
#[component]
pub fn RoomsPage() -> impl IntoView {
    let l = locale();
    let title = td_string!(l, availability.rooms_title);
    let asked = query("retire").and_then(|id| id.parse().ok());
    view! {
        <StaffFrame title=title>
            <PageHeader title=title subtitle=td_string!(l, availability.rooms_lead) />
            {after(async move {
                match rooms().await {
                    Ok(rooms) => whole(l, rooms, asked),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn whole(l: Locale, rooms: Vec<Room>, asked: Option<RoomId>) -> AnyView {
    let retire = Answer::of::<RetireRoom>(l);
    if let Some(question) = ask(l, retire, "/admin/rooms") {
        return question;
    }
    view! {
        <div class="stack stack--loose">
            {retiring(l, &rooms, asked, retire)}
            {table(l, rooms)}
            {add(l)}
        </div>
    }
    .into_any()
}

/// Asks before a room is retired; else says what retiring was answered with.
fn retiring(l: Locale, rooms: &[Room], asked: Option<RoomId>, answer: Answer) -> AnyView {
    let Some(room) = rooms.iter().find(|room| Some(room.id) == asked) else {
        return view! { <FormAnswer answer=answer labels=Vec::new() /> }.into_any();
    };
    view! {
        <Confirm
            answer=answer
            title=td_string!(l, availability.room_retire_ask)
            text=td_string!(l, availability.room_retire_text, name = room.name.clone())
            go=td_string!(l, availability.room_retire)
            back="/admin/rooms"
            fields=vec![("room", room.id.to_string())]
            danger=true
        />
    }
    .into_any()
}

fn table(l: Locale, rooms: Vec<Room>) -> AnyView {
    if rooms.is_empty() {
        return view! {
            <Empty
                icon="door-open"
                title=td_string!(l, availability.rooms_none_title)
                message=td_string!(l, availability.rooms_none)
            />
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, availability.room)),
        Column::figures(td_string!(l, availability.room_ahead)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let rows = rooms
        .into_iter()
        .map(|room| {
            let label = td_string!(l, availability.room_retire_of, name = room.name.clone());
            view! {
                <tr>
                    <Cell label=td_string!(l, availability.room) main=true>{room.name}</Cell>
                    <Cell label=td_string!(l, availability.room_ahead) figures=true>{room.ahead}</Cell>
                    <Cell actions=true>
                        <LinkButton
                            href=format!("/admin/rooms?retire={}", room.id)
                            size=Size::Small
                            variant=Variant::Ghost
                            icon="trash-2"
                            label=label
                        />
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=td_string!(l, availability.rooms_title) columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn add(l: Locale) -> AnyView {
    let answer = Answer::of::<AddRoom>(l);
    view! {
        <Card title=td_string!(l, availability.room_new)>
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=vec![("name", td_string!(l, availability.room_name))] />
                <Field id="name" label=td_string!(l, availability.room_name) error=answer.field("name")>
                    <Input name="form[name]" maxlength=60 required=true />
                </Field>
                <div class="form__actions">
                    <SubmitButton icon="plus">{td_string!(l, availability.room_add)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}
