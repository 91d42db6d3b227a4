//! The fields of a patient's file and of a relative, and the words around them.

use super::answer::Answer;
use super::form::FormAnswer;
use super::format;
use super::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Checkbox, DateInput, Field, Input, Notice, Section, Select, Textarea, Tone};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::fault::Conflict;
use salus_domain::patients::{
    HeldAs, LikelyFile, Likeness, PatientForm, Relation, Relative, RelativeForm, Sex,
};

/// The word for a sex.
pub fn sex(l: Locale, word: Sex) -> &'static str {
    match word {
        Sex::Female => td_string!(l, files.sex_female),
        Sex::Male => td_string!(l, files.sex_male),
        Sex::Other => td_string!(l, files.sex_other),
        Sex::Unknown => td_string!(l, files.sex_unknown),
    }
}

/// Why a file is likely on the same person.
pub fn likeness(l: Locale, word: Likeness) -> &'static str {
    match word {
        Likeness::NationalId => td_string!(l, files.likely_national_id),
        Likeness::NameAndBirth => td_string!(l, files.likely_name_and_birth),
        Likeness::LikeNameAndBirth => td_string!(l, files.likely_like_name_and_birth),
        Likeness::LikeNameAndPhone => td_string!(l, files.likely_like_name_and_phone),
    }
}

/// The word for what somebody is to whoever cares for them.
pub fn relation(l: Locale, word: Relation) -> &'static str {
    match word {
        Relation::Child => td_string!(l, files.relation_child),
        Relation::Parent => td_string!(l, files.relation_parent),
        Relation::Spouse => td_string!(l, files.relation_spouse),
        Relation::Sibling => td_string!(l, files.relation_sibling),
        Relation::Other => td_string!(l, files.relation_other),
    }
}

/// The choices of what a patient is to an account's holder.
pub fn held_options(l: Locale) -> Vec<(String, String)> {
    let own = (HeldAs::Own, td_string!(l, files.held_own));
    std::iter::once(own)
        .chain(
            Relation::ALL
                .iter()
                .map(|word| (HeldAs::Relative(*word), relation(l, *word))),
        )
        .map(|(held, word)| (held.as_str().to_owned(), word.to_owned()))
        .collect()
}

fn sexes(l: Locale) -> Vec<(String, String)> {
    Sex::ALL
        .iter()
        .map(|word| (word.to_string(), sex(l, *word).to_owned()))
        .collect()
}

/// Who a booking is for: the reader, or one of their relatives. Nothing where there are none.
#[component]
pub fn ForWhom(
    /// The reader's relatives.
    relatives: Vec<Relative>,
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let l = locale();
    (!relatives.is_empty()).then(|| {
        let options = relatives
            .iter()
            .map(|relative| (relative.id.to_string(), relative.name()))
            .collect();
        view! {
            <Field id="patient" label=td_string!(l, files.for_whom) error=answer.field("patient")>
                <Select name="form[patient]" options=options empty=td_string!(l, files.for_me) />
            </Field>
        }
    })
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("first_name", td_string!(l, files.first_name)),
        ("last_name", td_string!(l, files.last_name)),
        ("born_on", td_string!(l, files.born_on)),
        ("sex", td_string!(l, files.sex)),
        ("relation", td_string!(l, files.relation)),
        ("national_id", td_string!(l, files.national_id)),
        ("phone", td_string!(l, files.phone)),
        ("email", td_string!(l, files.email)),
        ("address", td_string!(l, files.address)),
        ("city", td_string!(l, files.city)),
        ("insurer", td_string!(l, files.insurer)),
        ("insurance_number", td_string!(l, files.insurance_number)),
        ("emergency_name", td_string!(l, files.emergency_name)),
        ("emergency_phone", td_string!(l, files.emergency_phone)),
        (
            "emergency_relation",
            td_string!(l, files.emergency_relation),
        ),
        ("notes", td_string!(l, files.notes)),
    ]
}

/// What was wrong with a form about a person.
#[component]
pub fn PersonAnswer(
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    view! { <FormAnswer answer=answer labels=labels(locale()) /> }
}

/// The files that stand in the way of a new one, with the checkbox that lets it through where it may.
#[component]
pub fn LikelyFiles(
    /// What the form was answered with.
    answer: Answer,
) -> impl IntoView {
    let l = locale();
    let (files, may_pass) = match answer.fault() {
        Some(Fault::Conflict { conflict }) => match conflict {
            Conflict::LikelyDuplicates { files } => (files, true),
            Conflict::NationalIdTaken { file } => (vec![file], false),
            _ => return None,
        },
        _ => return None,
    };
    let text = if may_pass {
        td_string!(l, files.likely_text)
    } else {
        td_string!(l, files.taken_text)
    };
    let lines = files
        .into_iter()
        .map(|file| likely(l, &file))
        .collect_view();
    Some(view! {
        <Notice tone=Tone::Waiting title=td_string!(l, files.likely_title)>
            <p>{text}</p>
            <ul>{lines}</ul>
            {may_pass.then(|| view! {
                <Checkbox name="form[another]">{td_string!(l, files.another)}</Checkbox>
            })}
        </Notice>
    })
}

fn likely(l: Locale, file: &LikelyFile) -> AnyView {
    let why = likeness(l, file.likeness);
    let line = td_string!(
        l,
        files.likely_line,
        name = file.name.clone(),
        date = format::date_numeric(file.born_on)
    );
    view! { <li><a href=format!("/desk/patients/{}", file.id)>{line}</a>" ("{why}")"</li> }
        .into_any()
}

/// Name, date of birth and sex.
#[component]
fn WhoFields(
    answer: Answer,
    first_name: String,
    last_name: String,
    born_on: String,
    sex: String,
) -> impl IntoView {
    let l = locale();
    view! {
        <div class="form__row">
            <Field id="first_name" label=td_string!(l, files.first_name) error=answer.field("first_name")>
                <Input name="form[first_name]" value=first_name required=true maxlength=80 autocomplete="off" />
            </Field>
            <Field id="last_name" label=td_string!(l, files.last_name) error=answer.field("last_name")>
                <Input name="form[last_name]" value=last_name required=true maxlength=80 autocomplete="off" />
            </Field>
        </div>
        <div class="form__row">
            <Field id="born_on" label=td_string!(l, files.born_on) error=answer.field("born_on")>
                <DateInput name="form[born_on]" value=born_on min="1900-01-01" required=true />
            </Field>
            <Field id="sex" label=td_string!(l, files.sex) error=answer.field("sex")>
                <Select name="form[sex]" options=sexes(l) value=sex empty=td_string!(l, files.choose) required=true />
            </Field>
        </div>
    }
}

/// A field that may be left out.
#[component]
fn Extra(
    answer: Answer,
    id: &'static str,
    label: &'static str,
    value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = 80)] maxlength: u32,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let l = locale();
    // Made within the field, which tells it its id.
    let input = move || {
        view! {
            <Input name=format!("form[{id}]") kind=kind value=value maxlength=maxlength autocomplete="off" />
        }
    };
    let (optional, error) = (td_string!(l, common.optional), answer.field(id));
    match hint {
        Some(hint) => view! {
            <Field id=id label=label optional=optional hint=hint error=error>{input()}</Field>
        }
        .into_any(),
        None => view! { <Field id=id label=label optional=optional error=error>{input()}</Field> }
            .into_any(),
    }
}

/// All fields of a patient's file.
#[component]
pub fn PatientFields(
    /// What the form was answered with.
    answer: Answer,
    /// What they start with.
    start: PatientForm,
) -> impl IntoView {
    let l = locale();
    let f = start;
    view! {
        <Section title=td_string!(l, files.person)>
            <WhoFields answer=answer first_name=f.first_name last_name=f.last_name born_on=f.born_on sex=f.sex />
            <Extra
                answer=answer
                id="national_id"
                label=td_string!(l, files.national_id)
                hint=td_string!(l, files.national_id_hint)
                value=f.national_id
                maxlength=30
            />
        </Section>
        <Section title=td_string!(l, files.contact)>
            <div class="form__row">
                <Extra answer=answer id="phone" label=td_string!(l, files.phone) value=f.phone kind="tel" maxlength=30 />
                <Extra answer=answer id="email" label=td_string!(l, files.email) value=f.email kind="email" maxlength=254 />
            </div>
            <div class="form__row">
                <Extra answer=answer id="address" label=td_string!(l, files.address) value=f.address maxlength=200 />
                <Extra answer=answer id="city" label=td_string!(l, files.city) value=f.city />
            </div>
        </Section>
        <Section title=td_string!(l, files.insurance)>
            <div class="form__row">
                <Extra answer=answer id="insurer" label=td_string!(l, files.insurer) value=f.insurer />
                <Extra
                    answer=answer
                    id="insurance_number"
                    label=td_string!(l, files.insurance_number)
                    value=f.insurance_number
                    maxlength=40
                />
            </div>
        </Section>
        <Section title=td_string!(l, files.emergency)>
            <Extra
                answer=answer
                id="emergency_name"
                label=td_string!(l, files.emergency_name)
                value=f.emergency_name
                maxlength=120
            />
            <div class="form__row">
                <Extra
                    answer=answer
                    id="emergency_phone"
                    label=td_string!(l, files.emergency_phone)
                    value=f.emergency_phone
                    kind="tel"
                    maxlength=30
                />
                <Extra
                    answer=answer
                    id="emergency_relation"
                    label=td_string!(l, files.emergency_relation)
                    value=f.emergency_relation
                    maxlength=40
                />
            </div>
        </Section>
        <Section title=td_string!(l, files.other)>
            <Field
                id="notes"
                label=td_string!(l, files.notes)
                optional=td_string!(l, common.optional)
                hint=td_string!(l, files.notes_hint)
                error=answer.field("notes")
            >
                <Textarea name="form[notes]" value=f.notes maxlength=2000 />
            </Field>
        </Section>
    }
}

/// All fields of a relative.
#[component]
pub fn RelativeFields(
    /// What the form was answered with.
    answer: Answer,
    /// What they start with.
    start: RelativeForm,
) -> impl IntoView {
    let l = locale();
    let f = start;
    let relations = Relation::ALL
        .iter()
        .map(|word| (word.to_string(), relation(l, *word).to_owned()))
        .collect();
    view! {
        <Field id="relation" label=td_string!(l, files.relative_relation) error=answer.field("relation")>
            <Select
                name="form[relation]"
                options=relations
                value=f.relation
                empty=td_string!(l, files.choose)
                required=true
            />
        </Field>
        <WhoFields answer=answer first_name=f.first_name last_name=f.last_name born_on=f.born_on sex=f.sex />
    }
}
