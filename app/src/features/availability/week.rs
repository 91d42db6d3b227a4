//! The editor of a doctor's week and of what can be booked with them.

use crate::api::staff::SaveHours;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::i18n::{Locale, td_string};
use crate::islands::{HoursEditor, TypedLine};
use crate::server::{Sent, extension};
use crate::ui::{Card, Empty, LinkButton, SubmitButton, Typed};
use leptos::prelude::*;
use salus_domain::clinics::VisitType;
use salus_domain::ids::VisitTypeId;
use salus_domain::staff::{DoctorAvailability, WeeklyHours};
use std::collections::BTreeMap;

pub(super) fn editor(l: Locale, kept: &DoctorAvailability) -> AnyView {
    let answer = Answer::of::<SaveHours>(l);
    let week = &kept.week;
    let doctor = week.doctor.id.to_string();
    let (bookable_types, offered) = (kept.types.clone(), offered(kept));
    let lines = typed(answer).unwrap_or_else(|| {
        week.hours
            .iter()
            .zip(&kept.windows)
            .map(|(hours, only)| line(*hours, only))
            .collect()
    });
    let types = kept
        .types
        .iter()
        .map(|of| (of.id.to_string(), format::local(l, &of.names)))
        .collect();
    view! {
        <Form of=answer class="stack">
            <FormAnswer answer=answer labels=Vec::new() />
            <input type="hidden" name="doctor" value=doctor />
            <Card title=td_string!(l, admin.week)>
                <HoursEditor lines=lines types=types locale=format::language(l).to_string() />
            </Card>
            // Within the form: it knows what was typed.
            <Card>{bookable(l, &bookable_types, &offered)}</Card>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
            </div>
        </Form>
    }
    .into_any()
}

/// What is ticked at first: all, while nothing was ever saved.
fn offered(kept: &DoctorAvailability) -> Vec<VisitTypeId> {
    let week = &kept.week;
    if week.hours.is_empty() && week.visit_types.is_empty() {
        kept.types.iter().map(|of| of.id).collect()
    } else {
        week.visit_types.clone()
    }
}

/// A line as it is kept.
fn line(hours: WeeklyHours, only: &[VisitTypeId]) -> TypedLine {
    TypedLine {
        weekday: hours.weekday,
        from: format::minute_of_day(hours.starts_min),
        until: format::minute_of_day(hours.ends_min),
        only: only.iter().map(ToString::to_string).collect(),
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
            "only][" => line.only.push(value),
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
fn bookable(l: Locale, types: &[VisitType], offered: &[VisitTypeId]) -> AnyView {
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
        .iter()
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
