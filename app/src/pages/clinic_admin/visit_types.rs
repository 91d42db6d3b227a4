//! What can be booked in the clinic.

use crate::api::clinics::{AddVisitType, RetireVisitType, visit_types};
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
    Badge, Card, Cell, Checkbox, Column, Empty, Field, Input, LinkButton, Notice, PageHeader, Size,
    SubmitButton, Table, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::clinics::VisitType;
use salus_domain::ids::VisitTypeId;

/// `/admin/visit-types?retire=&done=`.
#[component]
pub fn VisitTypesPage() -> impl IntoView {
    let l = locale();
    let add = Answer::of::<AddVisitType>(l);
    let retire = Answer::of::<RetireVisitType>(l);
    let asked = query("retire").and_then(|id| id.parse().ok());
    let done = match query("done").as_deref() {
        Some("added") => Some(td_string!(l, admin.type_added)),
        Some("retired") => Some(td_string!(l, admin.type_retired)),
        _ => None,
    };
    // A form refused comes back to the address it was sent from, which may still tell of an earlier success.
    let done = done
        .filter(|_| add.fault().is_none() && retire.fault().is_none())
        .map(|words| view! { <Notice tone=Tone::Confirmed live=true>{words}</Notice> });
    view! {
        <StaffFrame title=td_string!(l, admin.types_title)>
            <PageHeader title=td_string!(l, admin.types_title) subtitle=td_string!(l, admin.types_lead) />
            {done}
            <div class="stack stack--loose">
                {after(async move {
                    match visit_types().await {
                        Ok(types) => {
                            view! {
                                {retiring(l, &types, asked, retire)}
                                {table(l, types)}
                            }
                            .into_any()
                        }
                        Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                    }
                })}
                <AddForm answer=add />
            </div>
        </StaffFrame>
    }
}

/// Asks before one on the list is retired; else says what retiring was answered with.
fn retiring(l: Locale, types: &[VisitType], asked: Option<VisitTypeId>, answer: Answer) -> AnyView {
    let Some(of) = types.iter().find(|of| Some(of.id) == asked) else {
        return view! { <FormAnswer answer=answer labels=Vec::new() /> }.into_any();
    };
    view! {
        <Confirm
            answer=answer
            title=td_string!(l, admin.type_retire_ask)
            text=td_string!(l, admin.type_retire_text, name = format::local(l, &of.names))
            go=td_string!(l, admin.type_retire)
            back="/admin/visit-types"
            fields=vec![("visit_type", of.id.to_string())]
            danger=true
        />
    }
    .into_any()
}

fn table(l: Locale, types: Vec<VisitType>) -> AnyView {
    if types.is_empty() {
        return view! {
            <Empty icon="stethoscope" title=td_string!(l, admin.types_none_title) message=td_string!(l, admin.types_none) />
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, admin.type_name_fr)),
        Column::words(td_string!(l, admin.type_name_en)),
        Column::figures(td_string!(l, admin.type_duration)),
        Column::words(td_string!(l, admin.type_buffers)),
        Column::figures(td_string!(l, admin.type_price)),
        Column::words(td_string!(l, admin.type_online)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let rows = types.into_iter().map(|of| row(l, of)).collect_view();
    view! {
        <Table caption=td_string!(l, admin.types_caption) columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(l: Locale, of: VisitType) -> AnyView {
    let name = format::local(l, &of.names);
    let buffers = if of.buffer_before_min == 0 && of.buffer_after_min == 0 {
        td_string!(l, admin.type_no_buffers).to_owned()
    } else {
        td_string!(
            l,
            admin.type_buffers_of,
            before = format::duration(l, of.buffer_before_min),
            after = format::duration(l, of.buffer_after_min)
        )
    };
    let online = if of.bookable_online {
        view! { <Badge tone=Tone::Confirmed icon="globe">{td_string!(l, admin.type_online_yes)}</Badge> }.into_any()
    } else {
        view! { <Badge icon="door-open">{td_string!(l, admin.type_online_no)}</Badge> }.into_any()
    };
    let room = of.needs_room.then(|| {
        view! { <Badge icon="door-open">{td_string!(l, availability.needs_room)}</Badge> }
    });
    let label = td_string!(l, admin.type_retire_of, name = name);
    view! {
        <tr>
            <Cell label=td_string!(l, admin.type_name_fr) main=true>
                <span lang="fr">{of.names.fr}</span>
            </Cell>
            <Cell label=td_string!(l, admin.type_name_en)>
                <span lang="en">{of.names.en}</span>
            </Cell>
            <Cell label=td_string!(l, admin.type_duration) figures=true>
                {format::duration(l, of.duration_min)}
            </Cell>
            <Cell label=td_string!(l, admin.type_buffers)>{buffers}</Cell>
            <Cell label=td_string!(l, admin.type_price) figures=true>
                {format::money(l, of.price)}
            </Cell>
            <Cell label=td_string!(l, admin.type_online)>
                <div class="cluster">{online} {room}</div>
            </Cell>
            <Cell actions=true>
                <LinkButton
                    href=format!("/admin/visit-types?retire={}", of.id)
                    size=Size::Small
                    variant=Variant::Ghost
                    icon="trash-2"
                    label=label
                />
            </Cell>
        </tr>
    }
    .into_any()
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("name_fr", td_string!(l, admin.type_name_fr)),
        ("name_en", td_string!(l, admin.type_name_en)),
        ("duration_min", td_string!(l, admin.type_duration_min)),
        ("buffer_before_min", td_string!(l, admin.type_before_min)),
        ("buffer_after_min", td_string!(l, admin.type_after_min)),
        ("price", td_string!(l, admin.type_price)),
    ]
}

#[component]
fn AddForm(answer: Answer) -> impl IntoView {
    let l = locale();
    view! {
        <Card title=td_string!(l, admin.type_new)>
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=labels(l) />
                <div class="form__row">
                    <Field id="name_fr" label=td_string!(l, admin.type_name_fr) error=answer.field("name_fr")>
                        <Input name="form[name_fr]" required=true maxlength=80 />
                    </Field>
                    <Field id="name_en" label=td_string!(l, admin.type_name_en) error=answer.field("name_en")>
                        <Input name="form[name_en]" required=true maxlength=80 />
                    </Field>
                </div>
                <div class="form__row">
                    <Field
                        id="duration_min"
                        label=td_string!(l, admin.type_duration_min)
                        error=answer.field("duration_min")
                    >
                        <Input name="form[duration_min]" kind="number" value="30" min="5" max="480" step="5" required=true />
                    </Field>
                    <Field
                        id="buffer_before_min"
                        label=td_string!(l, admin.type_before_min)
                        error=answer.field("buffer_before_min")
                    >
                        <Input name="form[buffer_before_min]" kind="number" value="0" min="0" max="120" step="5" required=true />
                    </Field>
                    <Field
                        id="buffer_after_min"
                        label=td_string!(l, admin.type_after_min)
                        error=answer.field("buffer_after_min")
                    >
                        <Input name="form[buffer_after_min]" kind="number" value="0" min="0" max="120" step="5" required=true />
                    </Field>
                    <Field
                        id="price"
                        label=td_string!(l, admin.type_price)
                        hint=td_string!(l, admin.type_price_hint)
                        error=answer.field("price")
                    >
                        <Input name="form[price]" inputmode="decimal" required=true />
                    </Field>
                </div>
                <Checkbox name="form[bookable_online]" checked=true>
                    {td_string!(l, admin.type_bookable)}
                </Checkbox>
                <Checkbox name="form[needs_room]">{td_string!(l, availability.needs_room)}</Checkbox>
                <div class="form__actions">
                    <SubmitButton icon="plus">{td_string!(l, admin.type_add)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
}
