//! The second step of signing in.

use super::{claim, next};
use crate::api::second_factor::EnterCode as EnterCodeCall;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::link;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Field, Input, PageHeader, Size, SubmitButton};
use leptos::prelude::*;

/// `/sign-in/code?next=`.
#[component]
pub fn EnterCode() -> impl IntoView {
    let l = locale();
    let next = next();
    let answer = Answer::of::<EnterCodeCall>(l);
    let over = link::with("/sign-in", &[("next", &next)]);
    let labels = [("code", td_string!(l, second_factor.any_code))];
    view! {
        <PublicFrame title=td_string!(l, second_factor.enter_title)>
            <div class="auth auth--framed">
                <div class="auth__form">
                    <PageHeader
                        title=td_string!(l, second_factor.enter_title)
                        subtitle=td_string!(l, second_factor.enter_intro)
                    />
                    <FormAnswer answer=answer labels=labels />
                    <Form of=answer class="form">
                        <input type="hidden" name="next" value=next />
                        <Field
                            id="code"
                            label=td_string!(l, second_factor.any_code)
                            hint=td_string!(l, second_factor.any_code_hint)
                            error=answer.field("code")
                        >
                            <Input name="form[code]" autocomplete="one-time-code" required=true maxlength=24 />
                        </Field>
                        <SubmitButton size=Size::Large block=true>{td_string!(l, second_factor.enter)}</SubmitButton>
                    </Form>
                    <p class="auth__alt">{td_string!(l, second_factor.lost)}</p>
                    <p class="auth__alt">
                        <a href=over>{td_string!(l, second_factor.start_over)}</a>
                    </p>
                </div>
                {claim(l)}
            </div>
        </PublicFrame>
    }
}
