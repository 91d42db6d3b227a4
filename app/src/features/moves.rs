//! What staff do to an appointment: the buttons and the forms that ask for a reason.

use super::reader::locale;
use super::{faults, words};
use crate::api::scheduling::{Accept, Advance, Cancel, Decline, Refuse};
use crate::fault::ApiFault;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Card, Field, LinkButton, Notice, Size, SubmitButton, Textarea, Toasts, Tone, Variant,
    use_toasts,
};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use salus_domain::Fault;
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::state::Move;

/// The moves of a page, sent by its forms.
#[derive(Clone, Copy)]
pub struct Moves {
    advance: ServerAction<Advance>,
    accept: ServerAction<Accept>,
    decline: ServerAction<Decline>,
    cancel: ServerAction<Cancel>,
    refuse: ServerAction<Refuse>,
    fault: RwSignal<Option<Fault>>,
}

impl Moves {
    /// Makes them; once in a page.
    pub fn here() -> Self {
        let (advance, accept, decline) = (
            ServerAction::new(),
            ServerAction::new(),
            ServerAction::new(),
        );
        let (cancel, refuse) = (ServerAction::new(), ServerAction::new());
        // Without script the server finds in the address what a form sent before came to.
        let fault = failed(advance)
            .or_else(|| failed(accept))
            .or_else(|| failed(decline))
            .or_else(|| failed(cancel))
            .or_else(|| failed(refuse));
        Self {
            advance,
            accept,
            decline,
            cancel,
            refuse,
            fault: RwSignal::new(fault),
        }
    }

    /// Counts the answers: what depends on it is asked anew after each.
    pub fn version(self) -> usize {
        self.advance.version().get()
            + self.accept.version().get()
            + self.decline.version().get()
            + self.cancel.version().get()
            + self.refuse.version().get()
    }

    /// Changes when the doctor's no was taken.
    pub fn declined(self) -> usize {
        let version = self.decline.version().get();
        if matches!(self.decline.value().get_untracked(), Some(Ok(()))) {
            version
        } else {
            0
        }
    }

    /// One is on its way.
    pub fn pending(self) -> Signal<bool> {
        Signal::derive(move || {
            self.advance.pending().get()
                || self.accept.pending().get()
                || self.decline.pending().get()
                || self.cancel.pending().get()
                || self.refuse.pending().get()
        })
    }
}

fn failed<S>(action: ServerAction<S>) -> Option<Fault>
where
    S: ServerFn<Output = (), Error = ApiFault> + Clone + Send + Sync + 'static,
{
    match action.value().get_untracked() {
        Some(Err(ApiFault(fault))) => Some(fault),
        _ => None,
    }
}

fn follow<S>(
    action: ServerAction<S>,
    fault: RwSignal<Option<Fault>>,
    toasts: Toasts,
    word: &'static str,
) where
    S: ServerFn<Output = (), Error = ApiFault> + Clone + Send + Sync + 'static,
{
    Effect::new(move |seen: Option<usize>| {
        let version = action.version().get();
        if seen.is_some_and(|seen| seen < version) {
            let failed = failed(action);
            if failed.is_none() {
                toasts.success(word);
            }
            fault.set(failed);
        }
        version
    });
}

/// Says what became of the moves: a refusal here, a success as a message that goes. Once in a page.
#[component]
pub fn MoveResult(
    /// The page's.
    moves: Moves,
) -> impl IntoView {
    let l = locale();
    let toasts = use_toasts();
    follow(
        moves.advance,
        moves.fault,
        toasts,
        td_string!(l, doctor.moved_advance),
    );
    follow(
        moves.accept,
        moves.fault,
        toasts,
        td_string!(l, doctor.moved_accept),
    );
    follow(
        moves.decline,
        moves.fault,
        toasts,
        td_string!(l, doctor.moved_decline),
    );
    follow(
        moves.cancel,
        moves.fault,
        toasts,
        td_string!(l, doctor.moved_cancel),
    );
    follow(
        moves.refuse,
        moves.fault,
        toasts,
        td_string!(l, doctor.moved_refuse),
    );
    move || {
        moves.fault.get().map(|fault| {
            view! {
                <Notice tone=Tone::Danger title=td_string!(l, faults.title) live=true>
                    <p>{faults::sentence(l, &fault)}</p>
                </Notice>
            }
        })
    }
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
    /// The page's.
    moves: Moves,
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
    let first = if lead {
        Variant::Primary
    } else {
        Variant::Soft
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
            plain(
                moves,
                mv,
                id,
                &name,
                variant,
                if lead { Size::Normal } else { Size::Small },
            )
        })
        .collect_view()
}

fn plain(
    moves: Moves,
    mv: Move,
    id: AppointmentId,
    name: &str,
    variant: Variant,
    size: Size,
) -> AnyView {
    let word = word(locale(), mv);
    let label = format!("{word}: {name}");
    let inside = view! {
        <input type="hidden" name="appointment" value=id.to_string() />
        <SubmitButton variant=variant size=size pending=moves.pending() attr:aria-label=label>{word}</SubmitButton>
    };
    if mv == Move::Accept {
        view! { <ActionForm action=moves.accept>{inside}</ActionForm> }.into_any()
    } else {
        view! {
            <ActionForm action=moves.advance>
                <input type="hidden" name="to" value=mv.as_str() />
                {inside}
            </ActionForm>
        }
        .into_any()
    }
}

/// Asks for the reason of a move, and for certainty.
#[component]
pub fn ReasonForm(
    /// The page's.
    moves: Moves,
    /// One of [`REASONED`].
    mv: Move,
    /// The appointment.
    id: AppointmentId,
    /// The way back without doing it.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let l = locale();
    let word = word(l, mv);
    let note = match mv {
        Move::Decline => td_string!(l, doctor.note_decline),
        Move::Refuse => td_string!(l, doctor.note_refuse),
        _ => td_string!(l, doctor.note_cancel),
    };
    let error = Signal::derive(move || {
        moves
            .fault
            .with(|fault| faults::of_field(l, fault.as_ref(), "reason"))
    });
    let inside = view! {
        <div class="form">
            <input type="hidden" name="appointment" value=id.to_string() />
            <Field id="reason" label=td_string!(l, common.reason) hint=note error=error>
                <Textarea name="reason" rows=3 required=true maxlength=500 />
            </Field>
            <div class="form__actions">
                <SubmitButton variant=Variant::Danger pending=moves.pending()>{word}</SubmitButton>
                <LinkButton href=back variant=Variant::Ghost>{td_string!(l, common.back)}</LinkButton>
            </div>
        </div>
    };
    let form = match mv {
        Move::Decline => {
            view! { <ActionForm action=moves.decline>{inside}</ActionForm> }.into_any()
        }
        Move::Refuse => view! { <ActionForm action=moves.refuse>{inside}</ActionForm> }.into_any(),
        _ => view! { <ActionForm action=moves.cancel>{inside}</ActionForm> }.into_any(),
    };
    view! { <Card title=word>{form}</Card> }
}
