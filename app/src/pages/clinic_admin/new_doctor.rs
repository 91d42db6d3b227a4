//! A doctor joins.

use crate::api::staff::AddDoctor;
use crate::features::answer::Answer;
use crate::features::form::{Checks, Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::person_form::{AccessFields, PersonFields, person_labels};
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Field, Input, LinkButton, PageHeader, Section, SubmitButton, Textarea, Variant, Width,
};
use leptos::prelude::*;
use salus_domain::language::SpokenLanguage;
use salus_domain::staff::Specialty;

/// `/admin/doctors/new`.
#[component]
pub fn NewDoctorPage() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, admin.new_doctor_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, admin.new_doctor_title) subtitle=td_string!(l, admin.new_doctor_lead) />
            <DoctorForm />
        </StaffFrame>
    }
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    let mut labels = person_labels(l);
    labels.extend([
        ("title", td_string!(l, admin.field_title)),
        ("specialties", td_string!(l, admin.specialties)),
        ("languages", td_string!(l, admin.languages)),
        ("bio_fr", td_string!(l, admin.bio_fr)),
        ("bio_en", td_string!(l, admin.bio_en)),
    ]);
    labels
}

/// The specialties to choose from.
pub fn specialties(l: Locale) -> Vec<(&'static str, &'static str)> {
    Specialty::ALL
        .iter()
        .map(|word| (word.as_str(), words::specialty(l, *word)))
        .collect()
}

/// The languages to choose from.
pub fn languages(l: Locale) -> Vec<(&'static str, &'static str)> {
    SpokenLanguage::ALL
        .iter()
        .map(|word| (word.as_str(), words::spoken(l, *word)))
        .collect()
}

#[component]
fn DoctorForm() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<AddDoctor>(l);
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=labels(l) />
            <Section title=td_string!(l, admin.person)>
                <Field
                    id="title"
                    label=td_string!(l, admin.field_title)
                    hint=td_string!(l, admin.field_title_hint)
                    error=answer.field("title")
                >
                    <Input name="form[title]" value="Dr" maxlength=20 />
                </Field>
                <PersonFields answer=answer />
            </Section>
            <Section title=td_string!(l, admin.access)>
                <AccessFields answer=answer />
            </Section>
            <Section title=td_string!(l, admin.practice)>
                <Checks
                    field="specialties"
                    legend=td_string!(l, admin.specialties)
                    options=specialties(l)
                    answer=answer
                />
                <Checks field="languages" legend=td_string!(l, admin.languages) options=languages(l) answer=answer />
            </Section>
            <Section title=td_string!(l, admin.about)>
                <Field
                    id="bio_fr"
                    label=td_string!(l, admin.bio_fr)
                    optional=td_string!(l, common.optional)
                    hint=td_string!(l, admin.bio_hint)
                    error=answer.field("bio_fr")
                >
                    <Textarea name="form[bio_fr]" maxlength=2000 />
                </Field>
                <Field
                    id="bio_en"
                    label=td_string!(l, admin.bio_en)
                    optional=td_string!(l, common.optional)
                    error=answer.field("bio_en")
                >
                    <Textarea name="form[bio_en]" maxlength=2000 />
                </Field>
            </Section>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, admin.create_doctor)}</SubmitButton>
                <LinkButton href="/admin/staff" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}
