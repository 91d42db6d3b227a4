//! A request without a doctor: what is wrong, how soon, when it suits.

use crate::api;
use crate::api::scheduling::RequestVisit;
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::patient_form::ForWhom;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::{format, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Card, Checkbox, Choice, Choices, Field, Notice, PageHeader, SegmentRadio, Segmented, Select,
    Size, SubmitButton, Textarea, Tone,
};
use leptos::prelude::*;
use salus_domain::clinics::ClinicCard;
use salus_domain::patients::Relative;
use salus_domain::scheduling::{PartOfDay, Urgency};
use salus_domain::staff::Specialty;

/// The request form.
#[component]
pub fn Request() -> impl IntoView {
    let l = locale();
    let wished = query("clinic").unwrap_or_default();
    view! {
        <PublicFrame title=td_string!(l, public.request_title)>
            <PageHeader title=td_string!(l, public.request_title) subtitle=td_string!(l, public.request_intro) />
            <Notice tone=Tone::Urgent title=td_string!(l, public.emergency_title)>
                {td_string!(l, public.emergency_text)}
            </Notice>
            <div class="split">
                {after(async move {
                    let family = api::patients::my_family().await.unwrap_or_default();
                    match api::clinics::clinics().await {
                        Ok(clinics) => form(l, &clinics, wished, family.relatives),
                        Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                    }
                })}
                <aside class="split__aside stack">
                    <Card tint=true title=td_string!(l, public.request_next_title)>
                        <ol class="next-steps">
                            <li>{td_string!(l, public.request_next_1)}</li>
                            <li>{td_string!(l, public.request_next_2)}</li>
                            <li>{td_string!(l, public.request_next_3)}</li>
                        </ol>
                    </Card>
                </aside>
            </div>
        </PublicFrame>
    }
}

fn form(l: Locale, clinics: &[ClinicCard], wished: String, relatives: Vec<Relative>) -> AnyView {
    let answer = Answer::of::<RequestVisit>(l);
    let clinics: Vec<(String, String)> = clinics
        .iter()
        .map(|clinic| {
            (
                clinic.id.to_string(),
                format!("{}, {}", clinic.name, clinic.city),
            )
        })
        .collect();
    let specialties: Vec<(String, String)> = Specialty::ALL
        .iter()
        .map(|s| (s.to_string(), words::specialty(l, *s).to_owned()))
        .collect();
    let labels = [
        ("patient", td_string!(l, files.for_whom)),
        ("clinic", td_string!(l, public.request_clinic)),
        ("specialty", td_string!(l, public.request_specialty)),
        ("symptoms", td_string!(l, public.symptoms)),
        ("urgency", td_string!(l, public.request_urgency)),
        ("weekdays", td_string!(l, public.request_days)),
        ("part", td_string!(l, public.request_part)),
    ];
    view! {
        <div class="stack">
            <FormAnswer answer=answer labels=labels />
            <Form of=answer class="form">
                <ForWhom relatives=relatives answer=answer />
                <div class="form__row">
                    <Field id="clinic" label=td_string!(l, public.request_clinic) error=answer.field("clinic")>
                        <Select
                            name="form[clinic]"
                            options=clinics
                            value=wished
                            empty=td_string!(l, public.request_clinic_empty)
                            required=true
                        />
                    </Field>
                    <Field id="specialty" label=td_string!(l, public.request_specialty) error=answer.field("specialty")>
                        <Select
                            name="form[specialty]"
                            options=specialties
                            empty=td_string!(l, public.request_specialty_any)
                        />
                    </Field>
                </div>
                <Field
                    id="symptoms"
                    label=td_string!(l, public.symptoms)
                    hint=td_string!(l, public.symptoms_hint)
                    error=answer.field("symptoms")
                >
                    <Textarea
                        name="form[symptoms]"
                        required=true
                        rows=6
                        maxlength=2000
                        placeholder=td_string!(l, public.symptoms_place)
                    />
                </Field>
                {urgency(l)}
                {weekdays(l)}
                {part(l)}
                <div class="form__actions">
                    <SubmitButton size=Size::Large icon="send">
                        {td_string!(l, public.request_send)}
                    </SubmitButton>
                </div>
            </Form>
        </div>
    }
    .into_any()
}

fn urgency(l: Locale) -> AnyView {
    let choices = Urgency::ALL
        .iter()
        .map(|urgency| {
            let note = match urgency {
                Urgency::Routine => td_string!(l, public.urgency_routine_text),
                Urgency::Soon => td_string!(l, public.urgency_soon_text),
                Urgency::Urgent => td_string!(l, public.urgency_urgent_text),
            };
            let first = *urgency == Urgency::default();
            view! {
                <Choice name="form[urgency]" value=urgency.as_str() checked=first note=note>
                    {words::urgency(l, *urgency)}
                </Choice>
            }
        })
        .collect_view();
    view! { <div id="urgency"><Choices legend=td_string!(l, public.request_urgency) inline=true>{choices}</Choices></div> }
        .into_any()
}

fn weekdays(l: Locale) -> AnyView {
    let days = (1..=7)
        .map(|iso| {
            // Numbered, since the name is also the id; the gaps close when the form is read.
            view! {
                <Checkbox name=format!("form[weekdays][{iso}]") value=iso.to_string()>
                    {format::capital(format::weekday(l, iso))}
                </Checkbox>
            }
        })
        .collect_view();
    view! {
        <fieldset id="weekdays">
            <legend class="choices__legend">{td_string!(l, public.request_days)}</legend>
            <div class="day-checks">{days}</div>
            <p class="field__hint">{td_string!(l, public.request_days_hint)}</p>
        </fieldset>
    }
    .into_any()
}

fn part(l: Locale) -> AnyView {
    let label = td_string!(l, public.request_part);
    let parts = PartOfDay::ALL
        .iter()
        .map(|part| {
            let first = *part == PartOfDay::default();
            view! {
                <SegmentRadio name="form[part]" value=part.as_str() label=words::part_of_day(l, *part) checked=first />
            }
        })
        .collect_view();
    view! {
        <div id="part" class="field">
            <p class="choices__legend">{label}</p>
            <Segmented label=label>{parts}</Segmented>
        </div>
    }
    .into_any()
}
