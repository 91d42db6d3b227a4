//! Doctors suggested for a request, and their times to assign.

use crate::api::scheduling::Assign;
use crate::features::answer::Answer;
use crate::features::form::FormAnswer;
use crate::features::reader::locale;
use crate::features::{format, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Empty, Notice, Person, Tone};
use leptos::prelude::*;
use salus_domain::clinics::VisitType;
use salus_domain::ids::{AppointmentId, DoctorId, VisitTypeId};
use salus_domain::scheduling::suggest::{Reason, Suggestion};
use salus_domain::time::WallTime;

/// Which time of which doctor is chosen.
type Picked = RwSignal<Option<(DoctorId, WallTime)>>;

/// What all offers of a request have in common.
#[derive(Clone, Copy)]
struct Terms {
    request: AppointmentId,
    version: i64,
    visit_type: VisitTypeId,
    assign: ServerAction<Assign>,
    picked: Picked,
    l: Locale,
}

/// The suggestions, each with its times. With script a time is chosen first and assigned by a second
/// button; without, choosing assigns.
#[component]
pub fn Offers(
    /// The request.
    request: AppointmentId,
    /// Its version when it was read.
    version: i64,
    /// What it is booked as: the clinic's usual kind of visit.
    visit_type: Option<VisitType>,
    /// Doctors, best first.
    suggestions: Memo<Vec<Suggestion>>,
    assign: ServerAction<Assign>,
) -> impl IntoView {
    let l = locale();
    let Some(visit_type) = visit_type else {
        return view! { <Notice tone=Tone::Waiting>{td_string!(l, desk.no_visit_types)}</Notice> }
            .into_any();
    };
    let answer = Answer::of(l, assign);
    let terms = Terms {
        request,
        version,
        visit_type: visit_type.id,
        assign,
        picked: RwSignal::new(None),
        l,
    };
    let visit = format!(
        "{} ({})",
        format::local(l, &visit_type.names),
        format::duration(l, visit_type.duration_min)
    );
    let offers = move || {
        let list = suggestions.get();
        if list.is_empty() {
            return view! {
                <Empty
                    plain=true
                    icon="stethoscope"
                    title=td_string!(l, desk.no_suggestions_title)
                    message=td_string!(l, desk.no_suggestions)
                />
            }
            .into_any();
        }
        let items = list
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
    let name = doctor.name();
    let times = if slots.is_empty() {
        view! { <p class="faint">{td_string!(l, desk.no_slots)}</p> }.into_any()
    } else {
        times(terms, doctor.id, &name, slots)
    };
    view! {
        <li class="offers__item">
            <Person name=name>
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
        assign,
        picked,
        l,
    } = terms;
    let chips = slots
        .iter()
        .map(|&slot| {
            let pressed = move || {
                if picked.get() == Some((doctor, slot)) {
                    "true"
                } else {
                    "false"
                }
            };
            view! {
                <button
                    type="submit"
                    class="chip"
                    name="form[starts]"
                    value=slot.at.to_string()
                    aria-pressed=pressed
                    on:click=move |event| {
                        event.prevent_default();
                        picked.set(Some((doctor, slot)));
                    }
                >
                    <time datetime=slot.at.to_string()>{format::time(slot.local)}</time>
                    <span class="chip__note">{format::date_short(l, slot.date())}</span>
                </button>
            }
        })
        .collect_view();
    let group = td_string!(l, desk.slots_of, doctor = name.to_owned());
    let go = move || {
        let slot = picked
            .get()
            .filter(|(of, slot)| *of == doctor && slots.contains(slot))
            .map(|(_, slot)| slot)?;
        let words = td_string!(
            l,
            desk.assign,
            date = format::date_short(l, slot.date()),
            time = format::time(slot.local)
        );
        Some(view! {
            <div>
                <button
                    type="submit"
                    class="button button--primary"
                    name="form[starts]"
                    value=slot.at.to_string()
                    disabled=move || assign.pending().get()
                    aria-busy=move || assign.pending().get().then_some("true")
                >
                    {words}
                </button>
            </div>
        })
    };
    view! {
        <ActionForm action=assign attr:class="stack stack--tight">
            <input type="hidden" name="form[appointment]" value=request.to_string() />
            <input type="hidden" name="form[version]" value=version.to_string() />
            <input type="hidden" name="form[doctor]" value=doctor.to_string() />
            <input type="hidden" name="form[visit_type]" value=visit_type.to_string() />
            <div class="chip-row" role="group" aria-label=group>
                {chips}
            </div>
            {go}
        </ActionForm>
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
