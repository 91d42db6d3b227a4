//! Confirming an address by a link.

use crate::api::accounts::{Verify as VerifyCall, check_link};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::faults;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Empty, LinkButton, PageHeader, Size, SubmitButton, Variant, Width};
use leptos::prelude::*;
use salus_domain::accounts::LinkPurpose;

/// `/verify?token=`. Opening it changes nothing, so that programs that open links in mails confirm nothing.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let l = locale();
    let token = query("token").unwrap_or_default();
    view! {
        <PublicFrame title=td_string!(l, account.verify_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, account.verify_title) subtitle=td_string!(l, account.verify_intro) />
            {after(async move {
                match check_link(LinkPurpose::Verify, token.clone()).await {
                    Ok(()) => view! { <VerifyForm token=token /> }.into_any(),
                    Err(fault) => view! {
                        <Empty
                            icon="mail"
                            title=td_string!(l, account.link_spent_title)
                            message=faults::sentence(l, &fault.0)
                        >
                            <LinkButton href="/account" variant=Variant::Primary>{td_string!(l, account.own_title)}</LinkButton>
                        </Empty>
                    }
                    .into_any(),
                }
            })}
        </PublicFrame>
    }
}

#[component]
fn VerifyForm(token: String) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<VerifyCall>(l);
    view! {
        <FormAnswer answer=answer labels=vec![("email", td_string!(l, account.email))] />
        <Form of=answer class="form">
            <input type="hidden" name="token" value=token />
            <SubmitButton size=Size::Large block=true icon="check">{td_string!(l, account.verify_go)}</SubmitButton>
        </Form>
    }
}
