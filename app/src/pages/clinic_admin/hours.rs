//! A doctor's week and what can be booked with them.

use crate::api::clinics::visit_types;
use crate::api::staff::{SaveHours, hours};
use crate::fault::ApiFault;
use crate::features::address::param;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::islands::{HoursEditor, TypedLine};
use crate::server::{Sent, extension};
use crate::ui::{Breadcrumb, Card, Empty, LinkButton, PageHeader, SubmitButton, Typed};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::clinics::VisitType;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::staff::{DoctorHours, WeeklyHours};
use std::collections::BTreeMap;

async fn load(doctor: Option<DoctorId>) -> Result<(DoctorHours, Vec<VisitType>), ApiFault> {
    let kept = hours(doctor.ok_or(Fault::Missing)?).await?;
    Ok((kept, visit_types().await?))
}

/// `/admin/doctors/:id/hours`.
#[component]
pub fn HoursPage() -> impl IntoView {
    let l = locale();
    let doctor = param("id").and_then(|id| id.parse().ok());
    view! {
        <StaffFrame title=td_string!(l, admin.edit_hours)>
            {after(async move {
                match load(doctor).await {
                    Ok((kept, types)) => editor(l, kept, types),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn editor(l: Locale, kept: DoctorHours, types: Vec<VisitType>) -> AnyView {
    let answer = Answer::of::<SaveHours>(l);
    let name = kept.doctor.name();
    let lines = typed(answer).unwrap_or_else(|| kept.hours.iter().copied().map(line).collect());
    let offered = if kept.hours.is_empty() && kept.visit_types.is_empty() {
        types.iter().map(|of| of.id).collect()
    } else {
        kept.visit_types
    };
    view! {
        <Breadcrumb
            label=td_string!(l, admin.staff_title)
            trail=vec![
                (td_string!(l, admin.back_to_staff).into(), Some("/admin/staff".to_owned())),
                (name.clone().into(), None),
            ]
        />
        <PageHeader title=td_string!(l, admin.hours_title, name = name) subtitle=td_string!(l, admin.hours_lead) />
        <Form of=answer class="stack">
            <FormAnswer answer=answer labels=Vec::new() />
            <input type="hidden" name="doctor" value=kept.doctor.id.to_string() />
            <Card title=td_string!(l, admin.week)>
                <HoursEditor lines=lines locale=format::language(l).to_string() />
            </Card>
            <Card>{bookable(l, types, &offered)}</Card>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
            </div>
        </Form>
    }
    .into_any()
}

/// A line as it is kept.
fn line(hours: WeeklyHours) -> TypedLine {
    TypedLine {
        weekday: hours.weekday,
        from: format::minute_of_day(hours.starts_min),
        until: format::minute_of_day(hours.ends_min),
        ..TypedLine::default()
    }
}

/// The lines as they were sent in vain, each with what is wrong with it.
fn typed(answer: Answer) -> Option<Vec<TypedLine>> {
    let sent = extension::<Sent>().filter(|sent| sent.path == answer.path())?;
    let mut lines: BTreeMap<usize, TypedLine> = BTreeMap::new();
    for (name, value) in sent.typed {
        // form[lines][<place>][<part>]
        let Some((place, part)) = name
            .strip_prefix("form[lines][")
            .and_then(|rest| rest.strip_suffix(']')?.split_once("]["))
        else {
            continue;
        };
        let Ok(place) = place.parse::<usize>() else {
            continue;
        };
        let line = lines.entry(place).or_default();
        match part {
            "weekday" => line.weekday = value.parse().unwrap_or_default(),
            "from" => line.from = value,
            "until" => line.until = value,
            _ => {}
        }
    }
    for (place, line) in &mut lines {
        let wrong = |part: &str| answer.field(&format!("lines.{place}.{part}"));
        line.wrong_from = wrong("from").or_else(|| wrong("weekday"));
        line.wrong_until = wrong("until");
    }
    Some(lines.into_values().collect())
}

/// What can be booked with the doctor.
fn bookable(l: Locale, types: Vec<VisitType>, offered: &[VisitTypeId]) -> AnyView {
    const NAME: &str = "form[visit_types][]";
    if types.is_empty() {
        return view! {
            <Empty icon="stethoscope" title=td_string!(l, admin.bookable_none) plain=true>
                <LinkButton href="/admin/visit-types">{td_string!(l, admin.bookable_add)}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let boxes = types
        .into_iter()
        .map(|of| {
            let id = of.id.to_string();
            let on = Typed::holds(NAME, &id).unwrap_or_else(|| offered.contains(&of.id));
            view! {
                <label class="check">
                    <input type="checkbox" name=NAME value=id checked=on />
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
        <fieldset>
            <legend class="choices__legend">{td_string!(l, admin.bookable)}</legend>
            <div class="checks">{boxes}</div>
        </fieldset>
    }
    .into_any()
}
