//! The second factor of a member of the staff, and the question before it is taken from them.

use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::form::FormAnswer;
use crate::i18n::{Locale, td_string};
use crate::ui::{Card, LinkButton};
use leptos::prelude::*;

/// Somebody who signs in by two steps.
pub struct Holder {
    /// What the form calls them: `doctor`, `secretary`.
    pub field: &'static str,
    /// Which one.
    pub id: String,
    /// Their page.
    pub here: String,
    /// Their name.
    pub name: String,
}

/// The card of their second factor; with `asked`, the question instead.
pub fn lost_factor(l: Locale, answer: Answer, holder: Holder, asked: bool) -> AnyView {
    let Holder {
        field,
        id,
        here,
        name,
    } = holder;
    if asked {
        return view! {
            <Confirm
                answer=answer
                title=td_string!(l, second_factor.reset_ask, name = name)
                text=td_string!(l, second_factor.reset_text)
                go=td_string!(l, second_factor.reset)
                back=here
                fields=vec![(field, id)]
                danger=true
            />
        }
        .into_any();
    }
    view! {
        <Card title=td_string!(l, second_factor.reset_title)>
            <FormAnswer answer=answer labels=Vec::new() />
            <p>{td_string!(l, second_factor.reset_on)}</p>
            <div class="cluster">
                <LinkButton href=format!("{here}?reset=1") icon="shield-check">
                    {td_string!(l, second_factor.reset)}
                </LinkButton>
            </div>
        </Card>
    }
    .into_any()
}
