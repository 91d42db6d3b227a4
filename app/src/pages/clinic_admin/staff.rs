//! Who works in the clinic.

use crate::api::invitations::invitations;
use crate::api::staff::staff;
use crate::features::address::query;
use crate::features::frame::StaffFrame;
use crate::features::invitations::waiting;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Cell, Column, Empty, Face, LinkButton, Notice, PageHeader, Person, Size, Table, Tone,
    Variant,
};
use leptos::prelude::*;
use salus_domain::accounts::{MemberStatus, Role, StaffRole};
use salus_domain::staff::StaffRow;

/// `/admin/staff`.
#[component]
pub fn StaffPage() -> impl IntoView {
    let l = locale();
    let done = (query("done").as_deref() == Some("secretary")).then(|| {
        view! { <Notice tone=Tone::Confirmed live=true>{td_string!(l, admin.done_secretary)}</Notice> }
    });
    view! {
        <StaffFrame title=td_string!(l, admin.staff_title)>
            <PageHeader title=td_string!(l, admin.staff_title) subtitle=td_string!(l, admin.staff_lead)>
                <LinkButton href="/admin/secretaries/new" icon="user-plus">
                    {td_string!(l, admin.add_secretary)}
                </LinkButton>
                <LinkButton href="/admin/doctors/new" icon="plus" variant=Variant::Primary>
                    {td_string!(l, admin.add_doctor)}
                </LinkButton>
            </PageHeader>
            {done}
            {after(async move {
                match (staff().await, invitations().await) {
                    (Ok(rows), Ok(invited)) => view! {
                        {table(l, rows)}
                        {waiting(l, invited, None)}
                    }
                    .into_any(),
                    (Err(fault), _) | (_, Err(fault)) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn table(l: Locale, rows: Vec<StaffRow>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Empty icon="users" title=td_string!(l, admin.staff_none_title) message=td_string!(l, admin.staff_none)>
                <LinkButton href="/admin/doctors/new" icon="plus" variant=Variant::Primary>
                    {td_string!(l, admin.add_doctor)}
                </LinkButton>
            </Empty>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, admin.col_name)),
        Column::words(td_string!(l, admin.col_role)),
        Column::words(td_string!(l, admin.col_email)),
        Column::words(td_string!(l, admin.col_state)),
        Column::figures(td_string!(l, admin.col_hours)),
        Column::words(td_string!(l, admin.col_actions)),
    ];
    let lines = rows.into_iter().map(|row| line(l, row)).collect_view();
    view! {
        <Table caption=td_string!(l, admin.staff_caption) columns=columns>
            {lines}
        </Table>
    }
    .into_any()
}

fn line(l: Locale, row: StaffRow) -> AnyView {
    let doctor = row.doctor.as_ref();
    let photo = link::small_photo(doctor.and_then(|doctor| doctor.photo).or(row.photo));
    let name = doctor.map_or(row.name, salus_domain::staff::DoctorRef::name);
    let specialties = doctor.iter().flat_map(|doctor| &doctor.specialties);
    let role: Vec<&str> = std::iter::once(words::role(l, Role::from(row.role)))
        .chain(specialties.map(|word| words::specialty(l, *word)))
        .collect();
    let hours = match doctor {
        None => "".into_any(),
        Some(_) if row.weekly_min == 0 => {
            view! { <Badge tone=Tone::Waiting icon="clock">{td_string!(l, admin.no_hours)}</Badge> }
                .into_any()
        }
        Some(_) => format::duration(l, row.weekly_min).into_any(),
    };
    let active = row.status == MemberStatus::Active;
    let state = if active {
        view! { <Badge tone=Tone::Confirmed icon="circle-check">{td_string!(l, admin.active)}</Badge> }
    } else {
        view! { <Badge tone=Tone::Neutral icon="user-x">{td_string!(l, admin.inactive)}</Badge> }
    };
    // A clinic's admins are the platform's to name and dismiss.
    let file = match (doctor, row.role) {
        (Some(doctor), _) => Some(format!("/admin/doctors/{}", doctor.id)),
        (None, StaffRole::Secretary) => Some(format!("/admin/secretaries/{}", row.membership)),
        (None, _) => None,
    };
    let edit = file.map(|href| {
        let label = td_string!(l, admin.edit_of, name = name.clone());
        view! {
            <LinkButton href=href icon="pencil" size=Size::Small label=label>
                {td_string!(l, admin.edit)}
            </LinkButton>
        }
    });
    let hours_of = doctor.filter(|_| active).map(|doctor| {
        view! {
            <LinkButton
                href=format!("/admin/doctors/{}/hours", doctor.id)
                icon="clock"
                size=Size::Small
                label=td_string!(l, admin.edit_hours_of, name = name.clone())
            >
                {td_string!(l, admin.edit_hours)}
            </LinkButton>
        }
    });
    view! {
        <tr>
            <Cell label=td_string!(l, admin.col_name) main=true>
                <Person name=name photo=photo size=Face::Small />
            </Cell>
            <Cell label=td_string!(l, admin.col_role)>{role.join(" · ")}</Cell>
            <Cell label=td_string!(l, admin.col_email)>
                <a href=format!("mailto:{}", row.email)>{row.email.clone()}</a>
            </Cell>
            <Cell label=td_string!(l, admin.col_state)>{state}</Cell>
            <Cell label=td_string!(l, admin.col_hours) figures=true>
                {hours}
            </Cell>
            <Cell actions=true>
                <div class="cluster cluster--end">{edit} {hours_of}</div>
            </Cell>
        </tr>
    }
    .into_any()
}
