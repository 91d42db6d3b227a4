//! Creating an account.

use super::fields::{NewPassword, OwnNames};
use super::{claim, next};
use crate::api::accounts::Register as RegisterCall;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::reader::locale;
use crate::features::{faults, link};
use crate::i18n::td_string;
use crate::ui::{Field, Input, PageHeader, Size, SubmitButton};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::fault::Conflict;

/// The registration page.
#[component]
pub fn Register() -> impl IntoView {
    let l = locale();
    let next = next();
    let answer = Answer::of::<RegisterCall>(l);
    let intro = if next.is_empty() {
        td_string!(l, account.register_intro)
    } else {
        td_string!(l, account.register_kept)
    };
    let sign_in = link::with("/sign-in", &[("next", &next)]);
    let labels = [
        ("first_name", td_string!(l, account.first_name)),
        ("last_name", td_string!(l, account.last_name)),
        ("email", td_string!(l, account.email)),
        ("phone", td_string!(l, account.phone)),
        ("born_on", td_string!(l, account.born_on)),
        ("password", td_string!(l, account.password)),
    ];
    let email_error = match answer.fault() {
        Some(
            taken @ Fault::Conflict {
                conflict: Conflict::EmailTaken,
            },
        ) => Some(faults::sentence(l, &taken)),
        _ => answer.field("email"),
    };
    view! {
        <PublicFrame title=td_string!(l, common.register)>
            <div class="auth auth--framed">
                <div class="auth__form">
                    <PageHeader title=td_string!(l, account.register_title) subtitle=intro />
                    <FormAnswer answer=answer labels=labels />
                    <Form of=answer class="form">
                        <input type="hidden" name="next" value=next />
                        <OwnNames answer=answer />
                        <Field id="email" label=td_string!(l, account.email) error=email_error>
                            <Input name="form[email]" kind="email" autocomplete="email" required=true maxlength=254 />
                        </Field>
                        <div class="form__row">
                            <Field
                                id="phone"
                                label=td_string!(l, account.phone)
                                hint=td_string!(l, account.phone_hint)
                                error=answer.field("phone")
                            >
                                <Input name="form[phone]" kind="tel" autocomplete="tel" required=true maxlength=30 />
                            </Field>
                            <Field id="born_on" label=td_string!(l, account.born_on) error=answer.field("born_on")>
                                <Input name="form[born_on]" kind="date" autocomplete="bday" required=true min="1900-01-01" />
                            </Field>
                        </div>
                        <NewPassword answer=answer label=td_string!(l, account.password) />
                        <p class="faint">
                            {td_string!(l, account.terms)} " " <a href="/privacy">{td_string!(l, account.terms_more)}</a>
                        </p>
                        <SubmitButton size=Size::Large block=true>{td_string!(l, common.register)}</SubmitButton>
                    </Form>
                    <p class="auth__alt">
                        {td_string!(l, account.have_account)} " " <a href=sign_in>{td_string!(l, common.sign_in)}</a>
                    </p>
                </div>
                {claim(l)}
            </div>
        </PublicFrame>
    }
}
