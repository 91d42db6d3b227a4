//! How a doctor's days fill.

use crate::api::availability::SetLimits;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::i18n::{Locale, td_string};
use crate::ui::{Card, Field, Input, SubmitButton, Variant};
use leptos::prelude::*;
use salus_domain::staff::DoctorAvailability;

pub(super) fn limits(l: Locale, kept: &DoctorAvailability) -> AnyView {
    let answer = Answer::of::<SetLimits>(l);
    let limits = kept.limits;
    let doctor = kept.week.doctor.id.to_string();
    let most = limits
        .most_per_day
        .map(|most| most.to_string())
        .unwrap_or_default();
    let labels = vec![
        ("step_min", td_string!(l, availability.step)),
        ("most_per_day", td_string!(l, availability.most)),
        ("reserved_min", td_string!(l, availability.reserved)),
    ];
    view! {
        <Card title=td_string!(l, availability.limits)>
            <Form of=answer class="form">
                <FormAnswer answer=answer labels=labels />
                <input type="hidden" name="doctor" value=doctor />
                <div class="form__row">
                    <Field
                        id="step_min"
                        label=td_string!(l, availability.step)
                        hint=td_string!(l, availability.step_hint)
                        error=answer.field("step_min")
                    >
                        <Input
                            name="form[step_min]"
                            kind="number"
                            value=limits.step_min.to_string()
                            min="5"
                            max="240"
                            step="5"
                            required=true
                        />
                    </Field>
                    <Field
                        id="most_per_day"
                        label=td_string!(l, availability.most)
                        hint=td_string!(l, availability.most_hint)
                        error=answer.field("most_per_day")
                    >
                        <Input name="form[most_per_day]" kind="number" value=most min="1" max="200" />
                    </Field>
                    <Field
                        id="reserved_min"
                        label=td_string!(l, availability.reserved)
                        hint=td_string!(l, availability.reserved_hint)
                        error=answer.field("reserved_min")
                    >
                        <Input
                            name="form[reserved_min]"
                            kind="number"
                            value=limits.reserved_min.to_string()
                            min="0"
                            max="720"
                            step="5"
                            required=true
                        />
                    </Field>
                </div>
                <div class="form__actions">
                    <SubmitButton variant=Variant::Secondary>{td_string!(l, common.save)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}
