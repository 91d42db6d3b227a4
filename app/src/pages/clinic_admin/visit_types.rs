//! What can be booked in the clinic.

use crate::api::clinics::{AddVisitType, RetireVisitType, visit_types};
use crate::features::answer::Answer;
use crate::features::form::FormAnswer;
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::pages::Page;
use crate::ui::{
    Badge, Button, Card, Cell, Checkbox, Column, Dialog, DialogBody, DialogFoot, Empty, Field,
    Input, Notice, PageHeader, Shape, Size, Skeleton, SubmitButton, Table, Tone, Variant,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use salus_domain::clinics::VisitType;
use salus_domain::ids::VisitTypeId;

/// `/admin/visit-types`.
#[derive(Debug)]
pub struct VisitTypesPage {}

/// The visit type about to be retired: which, and what it is called.
type Asked = RwSignal<Option<(VisitTypeId, String)>>;

impl Page for VisitTypesPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let VisitTypesPage {} = this;
        let l = locale();
        let add = ServerAction::<AddVisitType>::new();
        let retire = ServerAction::<RetireVisitType>::new();
        let changes = move || (add.version().get(), retire.version().get());
        let list = Resource::new_blocking(changes, |_| visit_types());
        let asked: Asked = RwSignal::new(None);
        let query = use_query_map();
        let done = move || {
            let words = query.with(|query| match query.get_str("done") {
                Some("added") => Some(td_string!(l, admin.type_added)),
                Some("retired") => Some(td_string!(l, admin.type_retired)),
                _ => None,
            });
            words.map(|words| view! { <Notice tone=Tone::Confirmed live=true>{words}</Notice> })
        };
        let answer = Answer::of(l, retire);
        // Once one is added the form starts afresh; after a fault it keeps what was typed.
        let added = RwSignal::new(0_u32);
        Effect::new(move |_| {
            if add.value().with(|value| matches!(value, Some(Ok(_)))) {
                added.update(|n| *n += 1);
            }
        });
        view! {
            <StaffFrame title=td_string!(l, admin.types_title)>
                <PageHeader title=td_string!(l, admin.types_title) subtitle=td_string!(l, admin.types_lead) />
                {done}
                <FormAnswer answer=answer labels=Vec::new() />
                <div class="stack stack--loose">
                    <Transition fallback=|| {
                        view! { <Skeleton shape=Shape::Rows count=4 /> }
                    }>
                        {move || Suspend::new(async move {
                            match list.await {
                                Ok(types) => table(l, types, asked),
                                Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                            }
                        })}
                    </Transition>
                    {move || {
                        added.track();
                        view! { <AddForm add=add /> }
                    }}
                </div>
                <RetireDialog asked=asked retire=retire />
            </StaffFrame>
        }
        .into_any()
    }
}

fn table(l: Locale, types: Vec<VisitType>, asked: Asked) -> AnyView {
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
    let rows = types.into_iter().map(|of| row(l, of, asked)).collect_view();
    view! {
        <Table caption=td_string!(l, admin.types_caption) columns=columns>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(l: Locale, of: VisitType, asked: Asked) -> AnyView {
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
    let id = of.id;
    let label = td_string!(l, admin.type_retire_of, name = name.clone());
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
            <Cell label=td_string!(l, admin.type_online)>{online}</Cell>
            <Cell actions=true>
                <Button
                    size=Size::Small
                    variant=Variant::Ghost
                    icon="trash-2"
                    label=label
                    on:click=move |_| asked.set(Some((id, name.clone())))
                />
            </Cell>
        </tr>
    }
    .into_any()
}

#[component]
fn RetireDialog(asked: Asked, retire: ServerAction<RetireVisitType>) -> impl IntoView {
    let l = locale();
    let open = RwSignal::new(false);
    // Only what differs is set: each of these wakes the other.
    Effect::new(move |_| {
        let wanted = asked.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    // Shut by itself it asks no longer.
    Effect::new(move |_| {
        if !open.get() && asked.with_untracked(Option::is_some) {
            asked.set(None);
        }
    });
    Effect::new(move |_| {
        retire.version().track();
        asked.set(None);
    });
    let id = move || asked.with(|asked| asked.as_ref().map(|(id, _)| id.to_string()));
    let name = move || {
        asked
            .with(|asked| asked.as_ref().map(|(_, name)| name.clone()))
            .unwrap_or_default()
    };
    view! {
        <Dialog id="retire" open=open title=td_string!(l, admin.type_retire_ask) close=td_string!(l, common.close)>
            <ActionForm action=retire>
                <input type="hidden" name="visit_type" value=id />
                <DialogBody>
                    <p>{move || td_string!(l, admin.type_retire_text, name = name())}</p>
                </DialogBody>
                <DialogFoot>
                    <Button on:click=move |_| open.set(false)>{td_string!(l, common.cancel)}</Button>
                    <SubmitButton pending=retire.pending() variant=Variant::Danger>
                        {td_string!(l, admin.type_retire)}
                    </SubmitButton>
                </DialogFoot>
            </ActionForm>
        </Dialog>
    }
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
fn AddForm(add: ServerAction<AddVisitType>) -> impl IntoView {
    let l = locale();
    let answer = Answer::of(l, add);
    view! {
        <Card title=td_string!(l, admin.type_new)>
            <ActionForm action=add attr:class="form">
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
                <div class="form__actions">
                    <SubmitButton pending=add.pending() icon="plus">{td_string!(l, admin.type_add)}</SubmitButton>
                </div>
            </ActionForm>
        </Card>
    }
}
