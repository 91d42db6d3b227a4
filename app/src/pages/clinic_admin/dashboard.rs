//! The clinic at a glance and, while it is new, what is left to do before patients can book.

use crate::api::clinics::visit_types;
use crate::api::reporting::load_dashboard;
use crate::api::staff::staff;
use crate::fault::ApiFault;
use crate::features::figures::{DayStats, number, share};
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Card, LinkButton, PageHeader, Section, Size, Stat, Tone, Variant};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::accounts::StaffRole;
use salus_domain::clinics::VisitType;
use salus_domain::reporting::Dashboard;
use salus_domain::staff::StaffRow;

type Loaded = (Dashboard, Vec<VisitType>, Vec<StaffRow>);

async fn load() -> Result<Loaded, ApiFault> {
    let figures = load_dashboard().await?;
    let types = visit_types().await?;
    Ok((figures, types, staff().await?))
}

/// `/admin`.
#[component]
pub fn AdminDashboard() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, admin.title)>
            {after(async move {
                match load().await {
                    Ok((figures, types, staff)) => overview(l, &figures, steps(l, &types, &staff)),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

/// What a new clinic needs, in order: whether it is done, in words, and where.
type Steps = [(bool, &'static str, &'static str); 4];

fn steps(l: Locale, types: &[VisitType], staff: &[StaffRow]) -> Steps {
    let someone = |role| staff.iter().any(|row| row.role == role);
    let hours = staff.iter().any(|row| row.weekly_min > 0);
    [
        (
            !types.is_empty(),
            td_string!(l, admin.step_types),
            "/admin/visit-types",
        ),
        (
            someone(StaffRole::Doctor),
            td_string!(l, admin.step_doctor),
            "/admin/doctors/new",
        ),
        (hours, td_string!(l, admin.step_hours), "/admin/staff"),
        (
            someone(StaffRole::Secretary),
            td_string!(l, admin.step_secretary),
            "/admin/secretaries/new",
        ),
    ]
}

fn overview(l: Locale, figures: &Dashboard, steps: Steps) -> AnyView {
    let Dashboard::ClinicAdmin {
        today,
        doctors,
        secretaries,
        patients,
        requests,
        day,
        completed,
        no_shows,
        cancelled,
    } = *figures
    else {
        return view! { <Problem fault=ApiFault(Fault::Refused) /> }.into_any();
    };
    view! {
        <PageHeader title=td_string!(l, admin.title) subtitle=format::capital(&format::date_long(l, today))>
            <LinkButton href="/admin/settings" icon="settings">{td_string!(l, admin.settings)}</LinkButton>
            <LinkButton href="/admin/staff" icon="users">{td_string!(l, admin.manage_staff)}</LinkButton>
        </PageHeader>
        {checklist(l, steps)}
        <Section title=td_string!(l, desk.day_title) link=(td_string!(l, desk.open_board).into(), "/desk/board".to_owned())>
            <DayStats day=day />
        </Section>
        <Section title=td_string!(l, admin.last_month)>
            <div class="grid-cards grid-cards--small">
                <Stat icon="circle-check" label=td_string!(l, admin.completed) figure=number(completed) />
                <Stat
                    icon="user-x"
                    label=td_string!(l, admin.no_show_rate)
                    figure=share(l, no_shows, completed + no_shows)
                    hint=td_string!(l, admin.no_show_hint, n = number(no_shows))
                />
                <Stat
                    icon="calendar-x"
                    label=td_string!(l, admin.cancel_rate)
                    figure=share(l, cancelled, completed + no_shows + cancelled)
                    hint=td_string!(l, admin.cancel_hint, n = number(cancelled))
                />
            </div>
        </Section>
        <Section title=td_string!(l, admin.figures)>
            <div class="grid-cards grid-cards--small">
                <Stat icon="inbox" label=td_string!(l, admin.requests) figure=number(requests) />
                <Stat icon="stethoscope" label=td_string!(l, admin.doctors) figure=number(doctors) />
                <Stat icon="users" label=td_string!(l, admin.secretaries) figure=number(secretaries) />
                <Stat icon="user" label=td_string!(l, admin.patients) figure=number(patients) />
            </div>
        </Section>
    }
    .into_any()
}

/// The steps, until all are done.
fn checklist(l: Locale, steps: Steps) -> Option<AnyView> {
    let left = steps.iter().filter(|(done, ..)| !done).count();
    if left == 0 {
        return None;
    }
    let next = steps.iter().position(|(done, ..)| !done);
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(i, (done, words, href))| {
            let end = if done {
                view! { <Badge tone=Tone::Confirmed icon="check">{td_string!(l, admin.step_done)}</Badge> }.into_any()
            } else {
                let variant = if next == Some(i) { Variant::Primary } else { Variant::Secondary };
                view! {
                    <LinkButton
                        href=href
                        size=Size::Small
                        variant=variant
                        label=format!("{}: {words}", td_string!(l, admin.step_go))
                    >
                        {td_string!(l, admin.step_go)}
                    </LinkButton>
                }
                .into_any()
            };
            view! {
                <li class="cluster cluster--between">
                    <span>{words}</span>
                    {end}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <Card title=td_string!(l, admin.steps_title) tint=true>
                <p class="muted">{td_string!(l, admin.steps_lead, n = left)}</p>
                <ol class="stack stack--tight">{items}</ol>
            </Card>
        }
        .into_any(),
    )
}
