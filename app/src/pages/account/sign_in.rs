//! Signing in.

use super::{claim, next};
use crate::api::accounts::SignIn as SignInCall;
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::link;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Field, Input, Notice, PageHeader, Size, SubmitButton, Tone};
use leptos::prelude::*;

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let l = locale();
    let next = next();
    let answer = Answer::of::<SignInCall>(l);
    let intro = if next.is_empty() {
        td_string!(l, account.sign_in_intro)
    } else {
        td_string!(l, account.sign_in_kept)
    };
    // The code of the second step was wrong too often, or came too late.
    let again = query("again").filter(|_| answer.fault().is_none()).map(|_| {
        view! { <Notice tone=Tone::Waiting live=true>{td_string!(l, second_factor.again)}</Notice> }
    });
    let register = link::with("/register", &[("next", &next)]);
    let labels = [
        ("email", td_string!(l, account.email)),
        ("password", td_string!(l, account.password)),
    ];
    view! {
        <PublicFrame title=td_string!(l, common.sign_in)>
            <div class="auth auth--framed">
                <div class="auth__form">
                    <PageHeader title=td_string!(l, account.sign_in_title) subtitle=intro />
                    {again}
                    <FormAnswer answer=answer labels=labels />
                    <Form of=answer class="form">
                        <input type="hidden" name="next" value=next />
                        <Field id="email" label=td_string!(l, account.email) error=answer.field("email")>
                            <Input name="form[email]" kind="email" autocomplete="username" required=true maxlength=254 />
                        </Field>
                        <Field id="password" label=td_string!(l, account.password) error=answer.field("password")>
                            <Input name="form[password]" kind="password" autocomplete="current-password" required=true />
                        </Field>
                        <SubmitButton size=Size::Large block=true>{td_string!(l, common.sign_in)}</SubmitButton>
                    </Form>
                    <p class="auth__alt"><a href="/forgot">{td_string!(l, account.forgot_link)}</a></p>
                    <p class="auth__alt">
                        {td_string!(l, account.no_account)} " " <a href=register>{td_string!(l, common.register)}</a>
                    </p>
                </div>
                {claim(l)}
            </div>
        </PublicFrame>
    }
}
