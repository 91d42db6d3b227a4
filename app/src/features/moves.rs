//! What staff do to an appointment: the buttons and the forms that ask for a reason.

use super::answer::Answer;
use super::form::Form;
use super::reader::locale;
use super::{faults, words};
use crate::api::scheduling::{Accept, Advance, Cancel, Decline, Refuse};
use crate::i18n::{Locale, td_string};
use crate::ui::{Card, Field, LinkButton, Notice, Size, SubmitButton, Textarea, Tone, Variant};
use leptos::prelude::*;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::Move;

/// The form of a move, and what it was answered with.
fn answer(l: Locale, mv: Move) -> Answer {
    match mv {
        Move::Accept => Answer::of::<Accept>(l),
        Move::Decline => Answer::of::<Decline>(l),
        Move::Refuse => Answer::of::<Refuse>(l),
        Move::Cancel => Answer::of::<Cancel>(l),
        _ => Answer::of::<Advance>(l),
    }
}

/// Says why a move was refused, if one was. Once in a page.
#[component]
pub fn MoveResult() -> impl IntoView {
    let l = locale();
    let fault = PLAIN
        .into_iter()
        .chain(REASONED)
        .find_map(|mv| answer(l, mv).fault())?;
    Some(view! {
        <Notice tone=Tone::Danger title=td_string!(l, faults.title) live=true>
            <p>{faults::sentence(l, &fault)}</p>
        </Notice>
    })
}

/// The word on the button of a move.
pub fn word(l: Locale, mv: Move) -> &'static str {
    match mv {
        Move::Accept => td_string!(l, doctor.do_accept),
        Move::Decline => td_string!(l, doctor.do_decline),
        Move::Refuse => td_string!(l, doctor.do_refuse),
        Move::Cancel => td_string!(l, doctor.do_cancel),
        Move::CheckIn => td_string!(l, doctor.do_check_in),
        Move::Start => td_string!(l, doctor.do_start),
        Move::Complete => td_string!(l, doctor.do_complete),
        Move::Miss => td_string!(l, doctor.do_miss),
        _ => words::did(l, mv),
    }
}

/// Moves that need nothing but a click, the likeliest first.
const PLAIN: [Move; 5] = [
    Move::Accept,
    Move::Complete,
    Move::Start,
    Move::CheckIn,
    Move::Miss,
];

/// Moves that need a reason.
pub const REASONED: [Move; 3] = [Move::Decline, Move::Refuse, Move::Cancel];

/// A button for each of the possible moves that need nothing else.
#[component]
pub fn MoveButtons(
    /// Whose appointment, for screen readers.
    #[prop(into)]
    name: String,
    /// The appointment.
    id: AppointmentId,
    /// What can be done to it now.
    possible: Vec<Move>,
    /// The first is the one thing to do on the page.
    #[prop(optional)]
    lead: bool,
) -> impl IntoView {
    let l = locale();
    let (first, size) = if lead {
        (Variant::Primary, Size::Normal)
    } else {
        (Variant::Soft, Size::Small)
    };
    let mut buttons: Vec<(usize, Move)> = possible
        .into_iter()
        .filter_map(|mv| Some((PLAIN.iter().position(|plain| *plain == mv)?, mv)))
        .collect();
    buttons.sort_by_key(|(rank, _)| *rank);
    buttons
        .into_iter()
        .enumerate()
        .map(move |(index, (_, mv))| {
            let variant = match (index, mv) {
                (_, Move::Miss) => Variant::Ghost,
                (0, _) => first,
                _ => Variant::Secondary,
            };
            plain(l, mv, id, &name, (variant, size))
        })
        .collect_view()
}

fn plain(
    l: Locale,
    mv: Move,
    id: AppointmentId,
    name: &str,
    (variant, size): (Variant, Size),
) -> AnyView {
    let word = word(l, mv);
    let label = format!("{word}: {name}");
    // Accepting is a function of its own; the others share one, which has to be told.
    let to =
        (mv != Move::Accept).then(|| view! { <input type="hidden" name="to" value=mv.as_str() /> });
    view! {
        <Form of=answer(l, mv)>
            {to}
            <input type="hidden" name="appointment" value=id.to_string() />
            <SubmitButton variant=variant size=size attr:aria-label=label>{word}</SubmitButton>
        </Form>
    }
    .into_any()
}

/// Asks for the reason of a move, and for certainty.
#[component]
pub fn ReasonForm(
    /// One of [`REASONED`].
    mv: Move,
    /// The appointment.
    id: AppointmentId,
    /// Where it leads, done or not.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let l = locale();
    let answer = answer(l, mv);
    let word = word(l, mv);
    let note = match mv {
        Move::Decline => td_string!(l, doctor.note_decline),
        Move::Refuse => td_string!(l, doctor.note_refuse),
        _ => td_string!(l, doctor.note_cancel),
    };
    view! {
        <Card title=word>
            <Form of=answer then=back.clone() class="form">
                <input type="hidden" name="appointment" value=id.to_string() />
                <Field id="reason" label=td_string!(l, common.reason) hint=note error=answer.field("reason")>
                    <Textarea name="reason" rows=3 required=true maxlength=500 />
                </Field>
                <div class="form__actions">
                    <SubmitButton variant=Variant::Danger>{word}</SubmitButton>
                    <LinkButton href=back variant=Variant::Ghost>{td_string!(l, common.back)}</LinkButton>
                </div>
            </Form>
        </Card>
    }
}
