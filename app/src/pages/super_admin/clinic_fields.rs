//! The fields of a clinic, of one that joins and of one that is there.

use crate::features::answer::Answer;
use crate::features::reader::locale;
use crate::features::rule_fields::RuleFields;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{Field, Input, Section, Select, Suggested, Textarea};
use leptos::prelude::*;
use salus_domain::clinics::{ClinicForm, ClinicKind};
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

/// The fields and their labels, for the summary above the form.
pub fn clinic_labels(l: Locale) -> Vec<(&'static str, &'static str)> {
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

fn countries(l: Locale, kept: &str) -> Vec<(String, String)> {
    let known = COUNTRIES.map(|(code, ..)| code);
    also(&known, kept)
        .map(|code| (code.to_owned(), words::country(l, code)))
        .collect()
}

/// What is offered, and what a clinic has already should it be something else.
fn also<'w>(offered: &'w [&'w str], kept: &'w str) -> impl Iterator<Item = &'w str> {
    let other = Some(kept).filter(|kept| !kept.is_empty() && !offered.contains(kept));
    offered.iter().copied().chain(other)
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

fn zones(kept: &str) -> Vec<(String, String)> {
    also(&ZONES, kept)
        .map(|zone| (zone.to_owned(), zone.replace('_', " ")))
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

/// All of them, in sections.
#[component]
pub fn ClinicFields(
    /// What the form was answered with.
    answer: Answer,
    /// What it starts with.
    start: ClinicForm,
) -> impl IntoView {
    let l = locale();
    let (about_fr, about_en) = (start.about_fr.clone(), start.about_en.clone());
    let (policy, notice) = (start.confirmation.clone(), start.cancel_notice_hours);
    view! {
        <Section title=td_string!(l, platform.part_place)>
            <PlaceFields answer=answer start=start />
        </Section>
        <Section title=td_string!(l, platform.part_rules)>
            <RuleFields answer=answer policy=policy notice=notice />
        </Section>
        <Section title=td_string!(l, platform.part_about)>
            <Field
                id="about_fr"
                label=td_string!(l, platform.about_fr)
                optional=td_string!(l, common.optional)
                error=answer.field("about_fr")
            >
                <Textarea name="form[about_fr]" value=about_fr maxlength=1000 />
            </Field>
            <Field
                id="about_en"
                label=td_string!(l, platform.about_en)
                optional=td_string!(l, common.optional)
                error=answer.field("about_en")
            >
                <Textarea name="form[about_en]" value=about_en maxlength=1000 />
            </Field>
        </Section>
    }
}

#[component]
fn PlaceFields(answer: Answer, start: ClinicForm) -> impl IntoView {
    let l = locale();
    view! {
        <div class="form__row">
            <Field id="name" label=td_string!(l, platform.name) error=answer.field("name")>
                <Input name="form[name]" value=start.name required=true maxlength=120 autocomplete="off" />
            </Field>
            <Field id="kind" label=td_string!(l, platform.kind) error=answer.field("kind")>
                <Select name="form[kind]" options=kinds(l) value=start.kind required=true />
            </Field>
        </div>
        <div class="form__row">
            <Field id="address" label=td_string!(l, platform.address) error=answer.field("address")>
                <Input name="form[address]" value=start.address required=true maxlength=200 autocomplete="off" />
            </Field>
            <Field id="city" label=td_string!(l, platform.city) error=answer.field("city")>
                <Input name="form[city]" value=start.city required=true maxlength=80 autocomplete="off" />
            </Field>
        </div>
        <div class="form__row">
            <Field
                id="phone"
                label=td_string!(l, platform.phone)
                hint=td_string!(l, platform.phone_hint)
                error=answer.field("phone")
            >
                <Input name="form[phone]" value=start.phone kind="tel" required=true autocomplete="off" />
            </Field>
            <Field id="email" label=td_string!(l, platform.email) error=answer.field("email")>
                <Input name="form[email]" value=start.email kind="email" required=true autocomplete="off" />
            </Field>
        </div>
        <div class="form__row">
            <Field id="country" label=td_string!(l, platform.country) error=answer.field("country")>
                <Select
                    name="form[country]"
                    options=countries(l, &start.country)
                    value=start.country.clone()
                    empty=td_string!(l, platform.choose)
                    suggests=suggestions()
                    required=true
                />
            </Field>
            <Field id="currency" label=td_string!(l, platform.currency) error=answer.field("currency")>
                <Select
                    name="form[currency]"
                    options=currencies(l)
                    value=start.currency
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
                options=zones(&start.zone)
                value=start.zone.clone()
                empty=td_string!(l, platform.choose)
                required=true
            />
        </Field>
    }
}
