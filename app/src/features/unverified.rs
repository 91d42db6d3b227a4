//! An address that waits to be confirmed.

use super::answer::Answer;
use super::form::{Form, FormAnswer};
use crate::api::accounts::SendVerification;
use crate::i18n::{Locale, td_string};
use crate::ui::{Notice, Size, SubmitButton, Tone, Variant};
use leptos::prelude::*;

/// Says so, and sends the link again.
pub fn unverified(l: Locale) -> AnyView {
    let answer = Answer::of::<SendVerification>(l);
    view! {
        <Notice tone=Tone::Waiting icon="mail" title=td_string!(l, account.unverified_title)>
            <p>{td_string!(l, account.unverified)}</p>
            <Form of=answer>
                <SubmitButton variant=Variant::Ghost size=Size::Small>{td_string!(l, account.send_again)}</SubmitButton>
            </Form>
        </Notice>
        <FormAnswer answer=answer labels=Vec::new() />
    }
    .into_any()
}
