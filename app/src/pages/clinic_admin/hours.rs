//! A doctor's week and what can be booked with them.

use crate::api::clinics::visit_types;
use crate::api::staff::{SaveHours, hours};
use crate::fault::ApiFault;
use crate::features::answer::Answer;
use crate::features::form::FormAnswer;
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::weekly_hours::{Week, WeekEditor};
use crate::i18n::{Locale, td_string};
use crate::pages::Page;
use crate::ui::{
    Badge, Breadcrumb, Button, Card, Empty, LinkButton, Notice, PageHeader, Shape, Size, Skeleton,
    Tone, Variant, use_toasts,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use salus_domain::Fault;
use salus_domain::clinics::VisitType;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::staff::{DoctorHours, HoursForm};

/// `/admin/doctors/:id/hours`.
#[derive(Debug)]
pub struct HoursPage {}

async fn load(doctor: Option<DoctorId>) -> Result<(DoctorHours, Vec<VisitType>), ApiFault> {
    let kept = hours(doctor.ok_or(Fault::Missing)?).await?;
    Ok((kept, visit_types().await?))
}

impl Page for HoursPage {
    fn data() -> Self {
        Self {}
    }

    fn view(this: Self) -> AnyView {
        let HoursPage {} = this;
        let l = locale();
        let params = use_params_map();
        let doctor =
            move || params.with(|params| params.get_str("id").and_then(|id| id.parse().ok()));
        let data = Resource::new_blocking(doctor, load);
        view! {
            <StaffFrame title=td_string!(l, admin.edit_hours)>
                <Suspense fallback=|| {
                    view! { <Skeleton shape=Shape::Rows count=7 /> }
                }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok((kept, types)) => view! { <Editor kept=kept types=types /> }.into_any(),
                            Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                        }
                    })}
                </Suspense>
            </StaffFrame>
        }
        .into_any()
    }
}

/// Those offered at first: what is kept, for a doctor without hours all there is.
fn offered(kept: &DoctorHours, types: &[VisitType]) -> Vec<VisitTypeId> {
    if kept.hours.is_empty() && kept.visit_types.is_empty() {
        types.iter().map(|of| of.id).collect()
    } else {
        kept.visit_types.clone()
    }
}

fn sorted(mut ids: Vec<VisitTypeId>) -> Vec<VisitTypeId> {
    ids.sort_unstable();
    ids
}

#[component]
fn Editor(kept: DoctorHours, types: Vec<VisitType>) -> impl IntoView {
    let l = locale();
    let doctor = kept.doctor.id;
    let name = kept.doctor.name();
    let week = Week::of(&kept.hours);
    let chosen = RwSignal::new(offered(&kept, &types));
    let form = move || HoursForm {
        lines: week.form_lines(),
        visit_types: sorted(chosen.get()),
    };
    let saved = HoursForm {
        lines: untrack(|| week.form_lines()),
        visit_types: sorted(kept.visit_types),
    };
    let saved = RwSignal::new(saved);
    let unsaved = Memo::new(move |_| saved.with(|saved| *saved != form()));
    let save = ServerAction::<SaveHours>::new();
    let sent = StoredValue::new(None::<HoursForm>);
    let answer = Answer::of(l, save);
    let send = move |_| {
        let form = untrack(form);
        week.sending();
        sent.set_value(Some(form.clone()));
        save.dispatch(SaveHours { doctor, form });
    };
    let toasts = use_toasts();
    Effect::new(move |_| {
        if save.value().with(|value| matches!(value, Some(Ok(()))))
            && let Some(form) = sent.get_value()
        {
            saved.set(form);
            toasts.success(td_string!(l, admin.hours_saved));
        }
    });
    view! {
        <Breadcrumb
            label=td_string!(l, admin.staff_title)
            trail=vec![
                (td_string!(l, admin.back_to_staff).into(), Some("/admin/staff".to_owned())),
                (name.clone().into(), None),
            ]
        />
        <PageHeader title=td_string!(l, admin.hours_title, name = name) subtitle=td_string!(l, admin.hours_lead) />
        <FormAnswer answer=answer labels=Vec::new() />
        <WeekCard week=week answer=answer />
        {bookable(l, types, chosen)}
        <div class="cluster">
            <Button variant=Variant::Primary loading=save.pending() on:click=send>
                {td_string!(l, common.save)}
            </Button>
            {move || {
                unsaved.get().then(|| {
                    view! { <Badge tone=Tone::Waiting icon="pencil">{td_string!(l, admin.unsaved)}</Badge> }
                })
            }}
        </div>
    }
}

#[component]
fn WeekCard(week: Week, answer: Answer) -> impl IntoView {
    let l = locale();
    let empty = Memo::new(move |_| week.is_empty());
    view! {
        <Card title=td_string!(l, admin.week)>
            {move || {
                empty.get().then(|| {
                    view! {
                        <Notice tone=Tone::Info>
                            <p>{td_string!(l, admin.hours_none)}</p>
                            <p class="faint">{td_string!(l, admin.usual_week_hint)}</p>
                            <Button
                                variant=Variant::Soft
                                size=Size::Small
                                icon="sparkles"
                                on:click=move |_| week.fill_usual()
                            >
                                {td_string!(l, admin.usual_week)}
                            </Button>
                        </Notice>
                    }
                })
            }}
            <WeekEditor week=week answer=answer />
            <div class="cluster cluster--between">
                <strong class="tabular" role="status">
                    {move || td_string!(l, admin.total, time = format::duration(l, week.total_min()))}
                </strong>
                <Button size=Size::Small icon="copy" on:click=move |_| week.copy_monday()>
                    {td_string!(l, admin.copy_monday)}
                </Button>
            </div>
        </Card>
    }
}

fn bookable(l: Locale, types: Vec<VisitType>, chosen: RwSignal<Vec<VisitTypeId>>) -> AnyView {
    if types.is_empty() {
        return view! {
            <Empty icon="stethoscope" title=td_string!(l, admin.bookable_none)>
                <LinkButton href="/admin/visit-types">{td_string!(l, admin.bookable_add)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let boxes = types
        .into_iter()
        .map(|of| {
            let id = of.id;
            let on = move || chosen.with(|chosen| chosen.contains(&id));
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        checked=untrack(on)
                        prop:checked=on
                        on:change:target=move |event| {
                            let on = event.target().checked();
                            chosen.update(|chosen| {
                                chosen.retain(|other| *other != id);
                                if on {
                                    chosen.push(id);
                                }
                            });
                        }
                    />
                    <span>
                        {format::local(l, &of.names)}
                        <span class="check__text">
                            {format::duration(l, of.duration_min)} " · " {format::money(l, of.price)}
                        </span>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Card>
            <fieldset>
                <legend class="choices__legend">{td_string!(l, admin.bookable)}</legend>
                <div class="checks">{boxes}</div>
            </fieldset>
        </Card>
    }
    .into_any()
}
