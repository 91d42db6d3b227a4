//! Doctors suggested for a request, and their times to assign.

use crate::api::scheduling::Assign;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::reader::locale;
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Empty, Notice, Person, SubmitButton, Tone};
use leptos::prelude::*;
use salus_domain::clinics::VisitType;
use salus_domain::ids::{AppointmentId, DoctorId, VisitTypeId};
use salus_domain::scheduling::suggest::{Reason, Suggestion};
use salus_domain::time::WallTime;

/// What all offers of a request have in common.
#[derive(Clone, Copy)]
struct Terms {
    request: AppointmentId,
    version: i64,
    visit_type: VisitTypeId,
    answer: Answer,
    l: Locale,
}

/// The suggestions, each with its times to choose from and a button that assigns the one chosen.
#[component]
pub fn Offers(
    /// The request.
    request: AppointmentId,
    /// Its version when it was read.
    version: i64,
    /// What it is booked as: the clinic's usual kind of visit.
    visit_type: Option<VisitType>,
    /// Doctors, best first.
    suggestions: Vec<Suggestion>,
) -> impl IntoView {
    let l = locale();
    let Some(visit_type) = visit_type else {
        return view! { <Notice tone=Tone::Waiting>{td_string!(l, desk.no_visit_types)}</Notice> }
            .into_any();
    };
    let answer = Answer::of::<Assign>(l);
    let terms = Terms {
        request,
        version,
        visit_type: visit_type.id,
        answer,
        l,
    };
    let visit = format!(
        "{} ({})",
        format::local(l, &visit_type.names),
        format::duration(l, visit_type.duration_min)
    );
    let offers = if suggestions.is_empty() {
        view! {
            <Empty
                plain=true
                icon="stethoscope"
                title=td_string!(l, desk.no_suggestions_title)
                message=td_string!(l, desk.no_suggestions)
            />
        }
        .into_any()
    } else {
        let items = suggestions
            .into_iter()
            .map(|suggestion| offer(terms, suggestion))
            .collect_view();
        view! { <ul class="offers">{items}</ul> }.into_any()
    };
    view! {
        <div class="stack">
            <div class="stack stack--tight">
                <h3>{td_string!(l, desk.suggestions)}</h3>
                <p class="muted">{td_string!(l, desk.suggestions_lead, visit = visit)}</p>
            </div>
            <FormAnswer answer=answer labels=Vec::new() />
            {offers}
        </div>
    }
    .into_any()
}

fn offer(terms: Terms, suggestion: Suggestion) -> AnyView {
    let l = terms.l;
    let Suggestion {
        doctor,
        slots,
        week_visits,
        reasons,
    } = suggestion;
    let specialties: Vec<&str> = doctor
        .specialties
        .iter()
        .map(|word| words::specialty(l, *word))
        .collect();
    let explained = !reasons.is_empty();
    let badges = reasons
        .into_iter()
        .enumerate()
        .map(|(i, reason)| {
            let tone = if i == 0 { Tone::Info } else { Tone::Neutral };
            view! { <Badge tone=tone icon=sign(reason)>{why(l, reason)}</Badge> }
        })
        .collect_view();
    let why = explained.then(|| view! { <div class="cluster">{badges}</div> });
    let (name, photo) = (doctor.name(), link::photo(doctor.photo));
    let times = if slots.is_empty() {
        view! { <p class="faint">{td_string!(l, desk.no_slots)}</p> }.into_any()
    } else {
        times(terms, doctor.id, &name, slots)
    };
    // Its own id, so that a page that renews itself never turns the times of one doctor into another's.
    let place = format!("offer-{}", doctor.id);
    view! {
        <li class="offers__item" id=place>
            <Person name=name photo=photo>
                {specialties.join(", ")} " · " {td_string!(l, desk.workload, n = week_visits)}
            </Person>
            {why}
            {times}
        </li>
    }
    .into_any()
}

fn times(terms: Terms, doctor: DoctorId, name: &str, slots: Vec<WallTime>) -> AnyView {
    let Terms {
        request,
        version,
        visit_type,
        answer,
        l,
    } = terms;
    let chips = slots
        .into_iter()
        .map(|slot| {
            let at = slot.at.to_string();
            view! {
                <label class="chip chip--radio">
                    <input class="chip__radio" type="radio" name="form[starts]" value=at.clone() required=true />
                    <time datetime=at>{format::time(slot.local)}</time>
                    <span class="chip__note">{format::date_short(l, slot.date())}</span>
                </label>
            }
        })
        .collect_view();
    let group = td_string!(l, desk.slots_of, doctor = name.to_owned());
    let go = td_string!(l, desk.assign_go);
    let label = format!("{go}: {name}");
    view! {
        <Form of=answer then="/desk/queue" class="stack stack--tight">
            <input type="hidden" name="form[appointment]" value=request.to_string() />
            <input type="hidden" name="form[version]" value=version.to_string() />
            <input type="hidden" name="form[doctor]" value=doctor.to_string() />
            <input type="hidden" name="form[visit_type]" value=visit_type.to_string() />
            <div class="chip-row" role="group" aria-label=group>
                {chips}
            </div>
            <div>
                <SubmitButton attr:aria-label=label>{go}</SubmitButton>
            </div>
        </Form>
    }
    .into_any()
}

/// Why a doctor is suggested, in words.
fn why(l: Locale, reason: Reason) -> String {
    match reason {
        Reason::Wished { specialty } => td_string!(
            l,
            desk.why_wished,
            specialty = words::specialty(l, specialty)
        ),
        Reason::Symptoms { specialty } => td_string!(
            l,
            desk.why_symptoms,
            specialty = words::specialty(l, specialty)
        ),
        Reason::Generalist => td_string!(l, desk.why_generalist).to_owned(),
        Reason::Soonest => td_string!(l, desk.why_soonest).to_owned(),
        Reason::LightestWeek { .. } => td_string!(l, desk.why_lightest).to_owned(),
    }
}

const fn sign(reason: Reason) -> &'static str {
    match reason {
        Reason::Wished { .. } => "check",
        Reason::Symptoms { .. } => "activity",
        Reason::Generalist => "stethoscope",
        Reason::Soonest => "clock",
        Reason::LightestWeek { .. } => "gauge",
    }
}
