//! When a doctor can be booked: the page of the doctor and of the clinic's admin alike.

mod absences;
mod limits;
pub mod orphans;
mod week;
pub mod why;

pub use absences::part_of_day;

use super::answer::Answer;
use super::form::{Form, FormAnswer};
use crate::api::availability::{AddException, AddLeave, RemoveException, SetAvailability};
use crate::api::staff::SaveHours;
use crate::fault::ApiFault;
use crate::features::address;
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Card, SubmitButton, Tone, Variant};
use leptos::prelude::*;
use orphans::ask;
use salus_domain::scheduling::WhyAnswer;
use salus_domain::staff::{Availability, DoctorAvailability};

/// What there is to change about a doctor's time; instead of it the visits that a change would leave
/// outside it, where one was refused for them.
pub fn whole(
    l: Locale,
    kept: DoctorAvailability,
    why: Option<Result<WhyAnswer, ApiFault>>,
) -> AnyView {
    let back = address::path();
    let asked = [
        Answer::of::<SaveHours>(l),
        Answer::of::<AddException>(l),
        Answer::of::<RemoveException>(l),
        Answer::of::<AddLeave>(l),
    ]
    .into_iter()
    .find_map(|answer| ask(l, answer, &back));
    if let Some(question) = asked {
        return question;
    }
    let doctor = kept.week.doctor.id;
    let why = why::form(
        l,
        why::Asking {
            action: back,
            doctors: vec![(doctor.to_string(), kept.week.doctor.name())],
            types: kept.types.clone(),
            today: kept.today,
            keep: Vec::new(),
        },
        why,
    );
    view! {
        <div class="stack stack--loose">
            {status(l, &kept)}
            {week::editor(l, &kept)}
            {absences::changes(l, &kept)}
            {absences::leave(l, &kept)}
            {limits::limits(l, &kept)}
            {why}
        </div>
    }
    .into_any()
}

/// Whether the doctor takes same-day visits, and the way to turn it round.
fn status(l: Locale, kept: &DoctorAvailability) -> AnyView {
    let answer = Answer::of::<SetAvailability>(l);
    let doctor = kept.week.doctor.id.to_string();
    let (badge, text, other, word) = match kept.availability {
        Availability::Free => (
            view! { <Badge tone=Tone::Confirmed icon="circle-check">{td_string!(l, availability.free)}</Badge> },
            td_string!(l, availability.free_text),
            Availability::Busy,
            td_string!(l, availability.go_busy),
        ),
        Availability::Busy => (
            view! { <Badge tone=Tone::Waiting icon="ban">{td_string!(l, availability.busy)}</Badge> },
            td_string!(l, availability.busy_text),
            Availability::Free,
            td_string!(l, availability.go_free),
        ),
    };
    view! {
        <Card title=td_string!(l, availability.status)>
            <FormAnswer answer=answer labels=Vec::new() />
            <Form of=answer class="cluster cluster--between">
                <input type="hidden" name="doctor" value=doctor />
                <input type="hidden" name="availability" value=other.as_str() />
                <p class="cluster">{badge} <span>{text}</span></p>
                <SubmitButton variant=Variant::Secondary>{word}</SubmitButton>
            </Form>
        </Card>
    }
    .into_any()
}
