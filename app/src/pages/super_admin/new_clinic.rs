//! A clinic joins the platform.

use crate::api::clinics::CreateClinic;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Choice, Choices, Field, Input, LinkButton, PageHeader, Section, Select, SubmitButton,
    Suggested, Textarea, Variant, Width,
};
use leptos::prelude::*;
use salus_domain::clinics::{ClinicKind, ConfirmationPolicy};
use salus_domain::money::Currency;

/// Countries with their usual zone and currency.
const COUNTRIES: [(&str, &str, Currency); 3] = [
    ("TN", "Africa/Tunis", Currency::Tnd),
    ("MA", "Africa/Casablanca", Currency::Mad),
    ("FR", "Europe/Paris", Currency::Eur),
];

/// Zones offered: those of the countries and their overseas parts, and of their neighbours.
const ZONES: [&str; 12] = [
    "Africa/Tunis",
    "Africa/Casablanca",
    "Europe/Paris",
    "Africa/Algiers",
    "Africa/Cairo",
    "Africa/El_Aaiun",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Martinique",
    "Europe/Brussels",
    "Europe/London",
    "Indian/Reunion",
];

/// `/platform/clinics/new`.
#[component]
pub fn NewClinicPage() -> impl IntoView {
    let l = locale();
    view! {
        <StaffFrame title=td_string!(l, platform.new_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, platform.new_title) subtitle=td_string!(l, platform.new_lead) />
            <NewClinicForm />
        </StaffFrame>
    }
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", td_string!(l, platform.name)),
        ("kind", td_string!(l, platform.kind)),
        ("address", td_string!(l, platform.address)),
        ("city", td_string!(l, platform.city)),
        ("country", td_string!(l, platform.country)),
        ("phone", td_string!(l, platform.phone)),
        ("email", td_string!(l, platform.email)),
        ("zone", td_string!(l, platform.zone)),
        ("currency", td_string!(l, platform.currency)),
        ("cancel_notice_hours", td_string!(l, platform.notice)),
        ("about_fr", td_string!(l, platform.about_fr)),
        ("about_en", td_string!(l, platform.about_en)),
    ]
}

fn kinds(l: Locale) -> Vec<(String, String)> {
    ClinicKind::ALL
        .iter()
        .map(|kind| (kind.to_string(), words::clinic_kind(l, *kind).to_owned()))
        .collect()
}

fn countries(l: Locale) -> Vec<(String, String)> {
    COUNTRIES
        .iter()
        .map(|(code, ..)| ((*code).to_owned(), words::country(l, code)))
        .collect()
}

/// The country suggests the rest where nothing was chosen yet.
fn suggestions() -> Vec<Suggested> {
    COUNTRIES
        .iter()
        .map(|(code, zone, currency)| {
            let usual = vec![
                ("form[zone]".to_owned(), (*zone).to_owned()),
                ("form[currency]".to_owned(), currency.to_string()),
            ];
            ((*code).to_owned(), usual)
        })
        .collect()
}

fn zones() -> Vec<(String, String)> {
    ZONES
        .iter()
        .map(|zone| ((*zone).to_owned(), zone.replace('_', " ")))
        .collect()
}

fn currencies(l: Locale) -> Vec<(String, String)> {
    Currency::ALL
        .iter()
        .map(|currency| {
            let word = match currency {
                Currency::Tnd => td_string!(l, platform.currency_tnd),
                Currency::Mad => td_string!(l, platform.currency_mad),
                Currency::Eur => td_string!(l, platform.currency_eur),
            };
            (currency.to_string(), word.to_owned())
        })
        .collect()
}

#[component]
fn NewClinicForm() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<CreateClinic>(l);
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=labels(l) />
            <Section title=td_string!(l, platform.part_place)>
                <PlaceFields answer=answer />
            </Section>
            <Section title=td_string!(l, platform.part_rules)>
                <RuleFields answer=answer />
            </Section>
            <Section title=td_string!(l, platform.part_about)>
                <Field
                    id="about_fr"
                    label=td_string!(l, platform.about_fr)
                    optional=td_string!(l, common.optional)
                    error=answer.field("about_fr")
                >
                    <Textarea name="form[about_fr]" maxlength=1000 />
                </Field>
                <Field
                    id="about_en"
                    label=td_string!(l, platform.about_en)
                    optional=td_string!(l, common.optional)
                    error=answer.field("about_en")
                >
                    <Textarea name="form[about_en]" maxlength=1000 />
                </Field>
            </Section>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, platform.create)}</SubmitButton>
                <LinkButton href="/platform/clinics" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}

#[component]
fn PlaceFields(answer: Answer) -> impl IntoView {
    let l = locale();
    view! {
        <div class="form__row">
            <Field id="name" label=td_string!(l, platform.name) error=answer.field("name")>
                <Input name="form[name]" required=true maxlength=120 autocomplete="off" />
            </Field>
            <Field id="kind" label=td_string!(l, platform.kind) error=answer.field("kind")>
                <Select name="form[kind]" options=kinds(l) value=ClinicKind::Clinic.as_str() required=true />
            </Field>
        </div>
        <div class="form__row">
            <Field id="address" label=td_string!(l, platform.address) error=answer.field("address")>
                <Input name="form[address]" required=true maxlength=200 autocomplete="off" />
            </Field>
            <Field id="city" label=td_string!(l, platform.city) error=answer.field("city")>
                <Input name="form[city]" required=true maxlength=80 autocomplete="off" />
            </Field>
        </div>
        <div class="form__row">
            <Field
                id="phone"
                label=td_string!(l, platform.phone)
                hint=td_string!(l, platform.phone_hint)
                error=answer.field("phone")
            >
                <Input name="form[phone]" kind="tel" required=true autocomplete="off" />
            </Field>
            <Field id="email" label=td_string!(l, platform.email) error=answer.field("email")>
                <Input name="form[email]" kind="email" required=true autocomplete="off" />
            </Field>
        </div>
        <div class="form__row">
            <Field id="country" label=td_string!(l, platform.country) error=answer.field("country")>
                <Select
                    name="form[country]"
                    options=countries(l)
                    empty=td_string!(l, platform.choose)
                    suggests=suggestions()
                    required=true
                />
            </Field>
            <Field id="currency" label=td_string!(l, platform.currency) error=answer.field("currency")>
                <Select
                    name="form[currency]"
                    options=currencies(l)
                    empty=td_string!(l, platform.choose)
                    required=true
                />
            </Field>
        </div>
        <Field
            id="zone"
            label=td_string!(l, platform.zone)
            hint=td_string!(l, platform.zone_hint)
            error=answer.field("zone")
        >
            <Select
                name="form[zone]"
                options=zones()
                empty=td_string!(l, platform.choose)
                required=true
            />
        </Field>
    }
}

#[component]
fn RuleFields(answer: Answer) -> impl IntoView {
    let l = locale();
    let choices = ConfirmationPolicy::ALL
        .iter()
        .map(|policy| {
            let note = match policy {
                ConfirmationPolicy::Automatic => td_string!(l, platform.confirmation_automatic),
                ConfirmationPolicy::Desk => td_string!(l, platform.confirmation_desk),
                ConfirmationPolicy::Doctor => td_string!(l, platform.confirmation_doctor),
            };
            view! {
                <Choice
                    name="form[confirmation]"
                    value=policy.as_str()
                    checked=*policy == ConfirmationPolicy::Doctor
                    note=note
                >
                    {words::confirmation(l, *policy)}
                </Choice>
            }
        })
        .collect_view();
    view! {
        <Choices legend=td_string!(l, platform.confirmation)>{choices}</Choices>
        <Field
            id="cancel_notice_hours"
            label=td_string!(l, platform.notice)
            hint=td_string!(l, platform.notice_hint)
            error=answer.field("cancel_notice_hours")
        >
            <Input
                name="form[cancel_notice_hours]"
                kind="number"
                value="24"
                min="0"
                max="336"
                required=true
            />
        </Field>
    }
}
