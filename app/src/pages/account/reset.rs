//! A new password by a link.

use super::fields::NewPassword;
use crate::api::accounts::{Reset as ResetCall, check_link};
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

/// `/reset?token=`. Opening it changes nothing.
#[component]
pub fn ResetPage() -> impl IntoView {
    let l = locale();
    let token = query("token").unwrap_or_default();
    view! {
        <PublicFrame title=td_string!(l, account.reset_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, account.reset_title) subtitle=td_string!(l, account.reset_intro) />
            {after(async move {
                match check_link(LinkPurpose::Reset, token.clone()).await {
                    Ok(()) => view! { <ResetForm token=token /> }.into_any(),
                    Err(fault) => view! {
                        <Empty
                            icon="key-round"
                            title=td_string!(l, account.link_spent_title)
                            message=faults::sentence(l, &fault.0)
                        >
                            <LinkButton href="/forgot" variant=Variant::Primary>{td_string!(l, account.ask_new_link)}</LinkButton>
                        </Empty>
                    }
                    .into_any(),
                }
            })}
        </PublicFrame>
    }
}

#[component]
fn ResetForm(token: String) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<ResetCall>(l);
    view! {
        <FormAnswer answer=answer labels=vec![("password", td_string!(l, account.new_password))] />
        <Form of=answer class="form">
            <input type="hidden" name="form[token]" value=token />
            <NewPassword answer=answer label=td_string!(l, account.new_password) />
            <SubmitButton size=Size::Large block=true>{td_string!(l, account.reset_go)}</SubmitButton>
        </Form>
    }
}
