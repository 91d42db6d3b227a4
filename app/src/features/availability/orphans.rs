//! The question before a change of hours is saved: what becomes of the visits it would leave outside them.

use crate::features::answer::Answer;
use crate::features::form::Form;
use crate::features::format;
use crate::i18n::{Locale, td_string};
use crate::server::{Sent, extension};
use crate::ui::{
    Card, Choice, Choices, Field, LinkButton, Notice, SubmitButton, Textarea, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::fault::Conflict;
use salus_domain::scheduling::{Orphan, Remedy};
use std::collections::HashMap;

/// The question, where a form was refused for such visits; else nothing. `back` is the page without it.
pub fn ask(l: Locale, answer: Answer, back: &str) -> Option<AnyView> {
    let sent = extension::<Sent>().filter(|sent| sent.path == answer.path())?;
    let Fault::Conflict {
        conflict:
            Conflict::WouldOrphan {
                orphans,
                stale,
                wants_reason,
            },
    } = answer.fault()?
    else {
        return None;
    };
    let notice = if stale {
        Some(td_string!(l, availability.orphans_stale))
    } else if wants_reason {
        Some(td_string!(l, availability.orphans_reason_missing))
    } else {
        None
    };
    Some(question(
        l,
        answer,
        (orphans, notice, wants_reason),
        sent.typed,
        back.to_owned(),
    ))
}

fn question(
    l: Locale,
    answer: Answer,
    (orphans, notice, wants_reason): (Vec<Orphan>, Option<&'static str>, bool),
    typed: Vec<(String, String)>,
    back: String,
) -> AnyView {
    let notice =
        notice.map(|words| view! { <Notice tone=Tone::Waiting live=true>{words}</Notice> });
    let mut said = decided(&typed);
    let why = typed
        .iter()
        .find(|(name, _)| name == "decisions[reason]")
        .map(|(_, typed)| typed.clone())
        .unwrap_or_default();
    let hidden = typed
        .into_iter()
        .filter(|(name, _)| !name.starts_with("decisions["))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let none = orphans.is_empty();
    let count = orphans.len();
    let intro = if none {
        td_string!(l, availability.orphans_none).to_owned()
    } else {
        td_string!(l, availability.orphans_intro, n = count)
    };
    let rows = orphans
        .into_iter()
        .enumerate()
        .map(|(place, orphan)| {
            let said = said.remove(&orphan.appointment.to_string());
            row(l, place, orphan, said)
        })
        .collect_view();
    let reason = (!none).then(|| {
        view! {
            <Field
                id="decisions.reason"
                label=td_string!(l, availability.orphans_reason)
                hint=td_string!(l, availability.orphans_reason_hint)
                error=wants_reason.then(|| td_string!(l, faults.required).to_owned())
            >
                <Textarea name="decisions[reason]" rows=2 maxlength=1000 value=why.clone() />
            </Field>
        }
    });
    view! {
        <div class="stack stack--loose">
            {notice}
            <Card title=td_string!(l, availability.orphans_title)>
                <p tabindex="-1" autofocus>{intro}</p>
                <Form of=answer class="stack stack--loose">
                    {hidden}
                    {rows}
                    {reason}
                    <div class="form__actions">
                        <SubmitButton variant=Variant::Primary>{td_string!(l, availability.orphans_save)}</SubmitButton>
                        <LinkButton href=back>{td_string!(l, availability.orphans_back)}</LinkButton>
                    </div>
                </Form>
            </Card>
        </div>
    }
    .into_any()
}

/// What was decided, by visit: the list may have changed, so a place says nothing.
fn decided(typed: &[(String, String)]) -> HashMap<String, String> {
    let (mut ids, mut remedies) = (HashMap::new(), HashMap::new());
    for (name, value) in typed {
        let Some((place, part)) = name
            .strip_prefix("decisions[visits][")
            .and_then(|rest| rest.strip_suffix(']')?.split_once("]["))
        else {
            continue;
        };
        match part {
            "appointment" => drop(ids.insert(place, value.clone())),
            "remedy" => drop(remedies.insert(place, value.clone())),
            _ => {}
        }
    }
    ids.into_iter()
        .filter_map(|(place, id)| Some((id, remedies.remove(place)?)))
        .collect()
}

fn row(l: Locale, place: usize, orphan: Orphan, said: Option<String>) -> AnyView {
    let name = |part: &str| format!("decisions[visits][{place}][{part}]");
    let what = orphan
        .visit_type
        .as_ref()
        .map(|names| format::local(l, names))
        .unwrap_or_default();
    let when = format::date_time(l, orphan.starts.local);
    let legend = td_string!(
        l,
        availability.orphan,
        patient = orphan.patient,
        when = when,
        what = what,
        doctor = orphan.doctor
    );
    let remedy = name("remedy");
    let movable = orphan.next.is_some();
    let said = said.filter(|word| movable || word != Remedy::Move.as_str());
    let on = |remedy: Remedy, usually: bool| {
        said.as_ref()
            .map_or(usually, |word| word == remedy.as_str())
    };
    let (moves, keeps, cancels) = (
        on(Remedy::Move, true),
        on(Remedy::Keep, !movable),
        on(Remedy::Cancel, false),
    );
    let moving = orphan.next.map(|next| {
        let words = td_string!(
            l,
            availability.orphan_move,
            when = format::date_time(l, next.local)
        );
        view! {
            <Choice name=remedy.clone() value=Remedy::Move.as_str() checked=moves required=true>{words}</Choice>
        }
    });
    let nowhere = (!movable).then(|| {
        view! { <p class="faint">{td_string!(l, availability.orphan_nowhere)}</p> }
    });
    view! {
        <div class="stack">
            <input type="hidden" name=name("appointment") value=orphan.appointment.to_string() />
            <input type="hidden" name=name("version") value=orphan.version.to_string() />
            <input
                type="hidden"
                name=name("to")
                value=orphan.next.map(|next| next.at.to_string()).unwrap_or_default()
            />
            <Choices legend=legend>
                {moving}
                <Choice name=remedy.clone() value=Remedy::Keep.as_str() checked=keeps required=true>
                    {td_string!(l, availability.orphan_keep)}
                </Choice>
                <Choice name=remedy value=Remedy::Cancel.as_str() checked=cancels required=true>
                    {td_string!(l, availability.orphan_cancel)}
                </Choice>
            </Choices>
            {nowhere}
        </div>
    }
    .into_any()
}
