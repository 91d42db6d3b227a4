//! The clinic's settings.

use super::new_doctor::languages;
use crate::api::clinics::{SaveSettings, clinic_settings};
use crate::features::answer::Answer;
use crate::features::form::{Checks, Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::rule_fields::RuleFields;
use crate::i18n::{Locale, td_string};
use crate::ui::{Field, Input, PageHeader, Section, SubmitButton, Textarea, Width};
use leptos::prelude::*;
use salus_domain::clinics::SettingsForm;

/// `/admin/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, admin.settings_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, admin.settings_title) subtitle=td_string!(l, admin.settings_lead) />
            {after(async move {
                match clinic_settings().await {
                    Ok(clinic) => view! { <Editor start=SettingsForm::from(&clinic) /> }.into_any(),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("address", td_string!(l, admin.address)),
        ("city", td_string!(l, admin.city)),
        ("phone", td_string!(l, admin.clinic_phone)),
        ("email", td_string!(l, admin.clinic_email)),
        ("languages", td_string!(l, admin.clinic_languages)),
        ("about_fr", td_string!(l, platform.about_fr)),
        ("about_en", td_string!(l, platform.about_en)),
        ("cancel_notice_hours", td_string!(l, platform.notice)),
        ("min_notice_min", td_string!(l, admin.min_notice)),
        ("horizon_days", td_string!(l, admin.horizon)),
        ("answer_within_hours", td_string!(l, admin.answer_within)),
    ]
}

#[component]
fn Editor(start: SettingsForm) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<SaveSettings>(l);
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=labels(l) />
            <Section title=td_string!(l, admin.settings_contact)>
                <div class="form__row">
                    <Field id="address" label=td_string!(l, admin.address) error=answer.field("address")>
                        <Input name="form[address]" value=start.address required=true maxlength=200 autocomplete="off" />
                    </Field>
                    <Field id="city" label=td_string!(l, admin.city) error=answer.field("city")>
                        <Input name="form[city]" value=start.city required=true maxlength=80 autocomplete="off" />
                    </Field>
                </div>
                <div class="form__row">
                    <Field id="phone" label=td_string!(l, admin.clinic_phone) error=answer.field("phone")>
                        <Input name="form[phone]" kind="tel" value=start.phone required=true autocomplete="off" />
                    </Field>
                    <Field id="email" label=td_string!(l, admin.clinic_email) error=answer.field("email")>
                        <Input name="form[email]" kind="email" value=start.email required=true autocomplete="off" />
                    </Field>
                </div>
            </Section>
            <Section title=td_string!(l, admin.settings_about)>
                <Checks
                    field="languages"
                    legend=td_string!(l, admin.clinic_languages)
                    options=languages(l)
                    chosen=start.languages
                    answer=answer
                />
                <Field
                    id="about_fr"
                    label=td_string!(l, platform.about_fr)
                    optional=td_string!(l, common.optional)
                    error=answer.field("about_fr")
                >
                    <Textarea name="form[about_fr]" value=start.about_fr maxlength=1000 />
                </Field>
                <Field
                    id="about_en"
                    label=td_string!(l, platform.about_en)
                    optional=td_string!(l, common.optional)
                    error=answer.field("about_en")
                >
                    <Textarea name="form[about_en]" value=start.about_en maxlength=1000 />
                </Field>
            </Section>
            <Section title=td_string!(l, admin.settings_rules)>
                <RuleFields answer=answer policy=start.confirmation notice=start.cancel_notice_hours />
                <Numbers
                    answer=answer
                    min_notice=start.min_notice_min
                    horizon=start.horizon_days
                    answer_within=start.answer_within_hours
                />
            </Section>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
            </div>
        </Form>
    }
}

#[component]
fn Numbers(answer: Answer, min_notice: i64, horizon: i64, answer_within: i64) -> impl IntoView {
    let l = locale();
    view! {
        <div class="form__row">
            <Field
                id="min_notice_min"
                label=td_string!(l, admin.min_notice)
                hint=td_string!(l, admin.min_notice_hint)
                error=answer.field("min_notice_min")
            >
                <Input
                    name="form[min_notice_min]"
                    kind="number"
                    value=min_notice.to_string()
                    min="0"
                    max="10080"
                    required=true
                />
            </Field>
            <Field id="horizon_days" label=td_string!(l, admin.horizon) error=answer.field("horizon_days")>
                <Input
                    name="form[horizon_days]"
                    kind="number"
                    value=horizon.to_string()
                    min="1"
                    max="365"
                    required=true
                />
            </Field>
        </div>
        <Field
            id="answer_within_hours"
            label=td_string!(l, admin.answer_within)
            hint=td_string!(l, admin.answer_within_hint)
            error=answer.field("answer_within_hours")
        >
            <Input
                name="form[answer_within_hours]"
                kind="number"
                value=answer_within.to_string()
                min="1"
                max="336"
                required=true
            />
        </Field>
    }
}
