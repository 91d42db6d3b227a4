//! What the clinic asks of its staff's sign-ins.

use crate::api::second_factor::{SetStaffSecurity, staff_security};
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{Card, Checkbox, PageHeader, SubmitButton, Width};
use leptos::prelude::*;

/// `/admin/security`.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<SetStaffSecurity>(l);
    view! {
        <StaffFrame title=td_string!(l, second_factor.security_title) width=Width::Narrow>
            <PageHeader
                title=td_string!(l, second_factor.security_title)
                subtitle=td_string!(l, second_factor.security_lead)
            />
            {after(async move {
                match staff_security().await {
                    Ok(now) => {
                        view! {
                            <Card>
                                <Form of=answer class="form">
                                    <FormAnswer answer=answer labels=Vec::new() />
                                    <Checkbox
                                        name="form[second_factor]"
                                        checked=now.second_factor
                                        note=td_string!(l, second_factor.security_note)
                                    >
                                        {td_string!(l, second_factor.security_switch)}
                                    </Checkbox>
                                    <div class="form__actions">
                                        <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
                                    </div>
                                </Form>
                            </Card>
                        }
                            .into_any()
                    }
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}
