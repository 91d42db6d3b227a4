//! A forgotten password: asking for a link.

use crate::api::accounts::Forgot as ForgotCall;
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Empty, Field, Input, LinkButton, PageHeader, Size, SubmitButton, Variant, Width};
use leptos::prelude::*;

/// `/forgot`. What it answers is the same whether or not the address is known.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<ForgotCall>(l);
    let content = if query("sent").is_some() {
        view! {
            <PageHeader title=td_string!(l, account.forgot_title) />
            <Empty
                icon="mail"
                title=td_string!(l, account.forgot_sent_title)
                message=td_string!(l, account.forgot_sent)
            >
                <LinkButton href="/sign-in" variant=Variant::Primary>{td_string!(l, account.back_to_sign_in)}</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <PageHeader title=td_string!(l, account.forgot_title) subtitle=td_string!(l, account.forgot_intro) />
            <FormAnswer answer=answer labels=vec![("email", td_string!(l, account.email))] />
            <Form of=answer class="form">
                <Field id="email" label=td_string!(l, account.email) error=answer.field("email")>
                    <Input name="form[email]" kind="email" autocomplete="username" required=true maxlength=254 />
                </Field>
                <SubmitButton size=Size::Large block=true>{td_string!(l, account.forgot_send)}</SubmitButton>
            </Form>
            <p class="auth__alt"><a href="/sign-in">{td_string!(l, account.back_to_sign_in)}</a></p>
        }
        .into_any()
    };
    view! {
        <PublicFrame title=td_string!(l, account.forgot_title) width=Width::Narrow>
            {content}
        </PublicFrame>
    }
}
