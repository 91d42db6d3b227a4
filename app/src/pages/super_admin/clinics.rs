//! The clinics of the platform.

use crate::api::clinics::{SetSuspended, clinic_rows};
use crate::features::answer::Answer;
use crate::features::figures::number;
use crate::features::form::FormAnswer;
use crate::features::frame::StaffFrame;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::pages::Page;
use crate::ui::{
    Badge, Button, Cell, Column, Dialog, DialogBody, DialogFoot, Empty, Field, Input, LinkButton,
    Notice, PageHeader, Shape, Size, Skeleton, SubmitButton, Table, Tone, Variant, use_toasts,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use salus_domain::clinics::{ClinicRow, ClinicStatus};
use salus_domain::ids::ClinicId;

/// `/platform/clinics`.
#[derive(Debug)]
pub struct ClinicsAdmin {}

/// The clinic about to be suspended: which, and what it is called.
type Asked = RwSignal<Option<(ClinicId, String)>>;

impl Page for ClinicsAdmin {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let ClinicsAdmin {} = this;
        let l = locale();
        let suspend = ServerAction::<SetSuspended>::new();
        let query = use_query_map();
        let filter = Memo::new(move |_| {
            query.with(|query| {
                query
                    .get_str("filter")
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            })
        });
        let rows = Resource::new_blocking(
            move || (filter.get(), suspend.version().get()),
            |(filter, _)| clinic_rows(filter),
        );
        let asked: Asked = RwSignal::new(None);
        let named = move || query.with(|query| query.get_str("done") == Some("admin"));
        let answer = Answer::of(l, suspend);
        let toasts = use_toasts();
        Effect::new(move |_| {
            if suspend.value().with(|value| matches!(value, Some(Ok(())))) {
                toasts.success(td_string!(l, platform.status_changed));
            }
        });
        view! {
            <StaffFrame title=td_string!(l, platform.clinics_title)>
                <PageHeader title=td_string!(l, platform.clinics_title) subtitle=td_string!(l, platform.clinics_lead)>
                    <LinkButton href="/platform/clinics/new" icon="plus" variant=Variant::Primary>
                        {td_string!(l, platform.new_clinic)}
                    </LinkButton>
                </PageHeader>
                {move || {
                    named().then(|| {
                        view! { <Notice tone=Tone::Confirmed live=true>{td_string!(l, platform.done_admin)}</Notice> }
                    })
                }}
                <FormAnswer answer=answer labels=Vec::new() />
                <form method="get" action="/platform/clinics" role="search" class="filter-bar">
                    <Field id="filter" label=td_string!(l, platform.filter)>
                        <Input name="filter" kind="search" icon="search" value=filter.get_untracked() />
                    </Field>
                    <Button kind="submit">{td_string!(l, common.search)}</Button>
                </form>
                <Transition fallback=|| {
                    view! { <Skeleton shape=Shape::Rows count=5 /> }
                }>
                    {move || Suspend::new(async move {
                        match rows.await {
                            Ok(rows) => table(l, rows, filter.get_untracked().is_empty(), asked, suspend),
                            Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                        }
                    })}
                </Transition>
                <SuspendDialog asked=asked suspend=suspend />
            </StaffFrame>
        }
        .into_any()
    }
}

fn table(
    l: Locale,
    rows: Vec<ClinicRow>,
    all: bool,
    asked: Asked,
    suspend: ServerAction<SetSuspended>,
) -> AnyView {
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
        .map(|row| line(l, row, asked, suspend))
        .collect_view();
    view! {
        <Table caption=td_string!(l, platform.caption) columns=columns>
            {lines}
        </Table>
    }
    .into_any()
}

fn line(l: Locale, row: ClinicRow, asked: Asked, suspend: ServerAction<SetSuspended>) -> AnyView {
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
    view! {
        <tr>
            <Cell label=td_string!(l, platform.col_clinic) main=true>
                <a href=format!("/clinics/{}", clinic.slug)>{name}</a>
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
                    {status_button(l, clinic.id, clinic.name, clinic.status, asked, suspend)}
                </div>
            </Cell>
        </tr>
    }
    .into_any()
}

/// Suspending asks first; the way back does no harm.
fn status_button(
    l: Locale,
    id: ClinicId,
    name: String,
    status: ClinicStatus,
    asked: Asked,
    suspend: ServerAction<SetSuspended>,
) -> AnyView {
    match status {
        ClinicStatus::Active => {
            let label = td_string!(l, platform.suspend_of, name = name.clone());
            view! {
                <Button
                    size=Size::Small
                    variant=Variant::Ghost
                    label=label
                    on:click=move |_| asked.set(Some((id, name.clone())))
                >
                    {td_string!(l, platform.suspend)}
                </Button>
            }
            .into_any()
        }
        ClinicStatus::Suspended => view! {
            <ActionForm action=suspend>
                <input type="hidden" name="clinic" value=id.to_string() />
                <input type="hidden" name="suspended" value="false" />
                <Button kind="submit" size=Size::Small label=td_string!(l, platform.reactivate_of, name = name)>
                    {td_string!(l, platform.reactivate)}
                </Button>
            </ActionForm>
        }
        .into_any(),
    }
}

#[component]
fn SuspendDialog(asked: Asked, suspend: ServerAction<SetSuspended>) -> impl IntoView {
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
        suspend.version().track();
        asked.set(None);
    });
    let id = move || asked.with(|asked| asked.as_ref().map(|(id, _)| id.to_string()));
    let name = move || {
        asked
            .with(|asked| asked.as_ref().map(|(_, name)| name.clone()))
            .unwrap_or_default()
    };
    view! {
        <Dialog id="suspend" open=open title=td_string!(l, platform.suspend_ask) close=td_string!(l, common.close)>
            <ActionForm action=suspend>
                <input type="hidden" name="clinic" value=id />
                <input type="hidden" name="suspended" value="true" />
                <DialogBody>
                    <p>{move || td_string!(l, platform.suspend_text, name = name())}</p>
                </DialogBody>
                <DialogFoot>
                    <Button on:click=move |_| open.set(false)>{td_string!(l, common.cancel)}</Button>
                    <SubmitButton pending=suspend.pending() variant=Variant::Danger>
                        {td_string!(l, platform.suspend)}
                    </SubmitButton>
                </DialogFoot>
            </ActionForm>
        </Dialog>
    }
}
