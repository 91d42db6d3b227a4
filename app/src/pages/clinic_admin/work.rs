//! Whether a member of the staff works here, the question before they no longer do, and the way back.

use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::form::{Form, FormAnswer};
use crate::i18n::{Locale, td_string};
use crate::ui::{Card, LinkButton, SubmitButton, Variant};
use leptos::prelude::*;

/// Somebody who works here, or did.
pub struct Member {
    /// What the form calls them: `doctor`, `secretary`.
    pub field: &'static str,
    /// Which one.
    pub id: String,
    /// Their page.
    pub here: String,
    /// Their name.
    pub name: String,
    /// They work here.
    pub active: bool,
    /// What it means that they no longer do.
    pub meaning: String,
}

/// The card of a member; with `asked`, the question instead.
pub fn work(l: Locale, answer: Answer, member: Member, asked: bool) -> AnyView {
    let Member {
        field,
        id,
        here,
        name,
        active,
        meaning,
    } = member;
    if active && asked {
        return view! {
            <Confirm
                answer=answer
                title=td_string!(l, admin.deactivate_ask, name = name)
                text=meaning
                go=td_string!(l, admin.deactivate)
                back=here
                fields=vec![(field, id), ("active", "false".to_owned())]
                danger=true
            />
        }
        .into_any();
    }
    let turn = if active {
        view! {
            <p>{td_string!(l, admin.work_active)}</p>
            <div class="cluster">
                <LinkButton href=format!("{here}?deactivate=1") icon="user-x">
                    {td_string!(l, admin.deactivate)}
                </LinkButton>
            </div>
        }
        .into_any()
    } else {
        view! {
            <p>{td_string!(l, admin.work_inactive)}</p>
            <Form of=answer>
                <input type="hidden" name=field value=id />
                <input type="hidden" name="active" value="true" />
                <SubmitButton variant=Variant::Secondary>{td_string!(l, admin.reactivate)}</SubmitButton>
            </Form>
        }
        .into_any()
    };
    view! {
        <Card title=td_string!(l, admin.work_title)>
            <FormAnswer answer=answer labels=Vec::new() />
            {turn}
        </Card>
    }
    .into_any()
}
