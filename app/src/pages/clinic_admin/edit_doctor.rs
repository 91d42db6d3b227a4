//! What the clinic keeps on a doctor.

use super::lost_factor::{Holder, lost_factor};
use super::new_doctor::{languages, specialties};
use super::work::{Member, work};
use crate::api::second_factor::ResetDoctorFactor;
use crate::api::staff::{EditDoctor, RemoveDoctorPhoto, SetDoctorActive, load_doctor};
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::answer::Answer;
use crate::features::form::{Checks, Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::photo::PhotoSection;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::upload::DOCTOR_PHOTO;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Breadcrumb, Field, Input, LinkButton, PageHeader, Section, SubmitButton, Textarea, Variant,
    Width,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::ids::DoctorId;
use salus_domain::staff::{DoctorFile, DoctorStatus};

async fn load(id: Option<DoctorId>) -> Result<DoctorFile, ApiFault> {
    load_doctor(id.ok_or(Fault::Missing)?).await
}

/// `/admin/doctors/:id?deactivate=&reset=`.
#[component]
pub fn EditDoctorPage() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    let asked = query("deactivate").is_some();
    let reset = query("reset").is_some();
    view! {
        <StaffFrame title=td_string!(l, admin.edit) width=Width::Narrow>
            {after(async move {
                match load(id).await {
                    Ok(file) => page(l, file, asked, reset),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn page(l: Locale, file: DoctorFile, asked: bool, reset: bool) -> AnyView {
    let name = file.doctor.name();
    let active = file.status == DoctorStatus::Active;
    let (set, remove) = (
        Answer::at(l, DOCTOR_PHOTO),
        Answer::of::<RemoveDoctorPhoto>(l),
    );
    let hours = active.then(|| {
        view! {
            <LinkButton href=format!("/admin/doctors/{}/hours", file.doctor.id) icon="clock">
                {td_string!(l, admin.edit_hours)}
            </LinkButton>
        }
    });
    let lost = file.second_factor.then(|| {
        let id = file.doctor.id.to_string();
        let holder = Holder {
            field: "doctor",
            here: format!("/admin/doctors/{id}"),
            id,
            name: name.clone(),
        };
        lost_factor(l, Answer::of::<ResetDoctorFactor>(l), holder, reset)
    });
    view! {
        <Breadcrumb
            label=td_string!(l, admin.staff_title)
            trail=vec![
                (td_string!(l, admin.back_to_staff).into(), Some("/admin/staff".to_owned())),
                (name.clone().into(), None),
            ]
        />
        <PageHeader title=name.clone()>{hours}</PageHeader>
        {work(l, Answer::of::<SetDoctorActive>(l), member(l, &file, active), asked)}
        {lost}
        <PhotoSection
            name=name
            photo=file.doctor.photo
            who=td_string!(l, people.photo_who_doctor)
            set=set
            remove=remove
            about=("doctor", file.doctor.id.to_string())
        />
        <DoctorForm file=file />
    }
    .into_any()
}

fn member(l: Locale, file: &DoctorFile, active: bool) -> Member {
    let id = file.doctor.id.to_string();
    Member {
        field: "doctor",
        here: format!("/admin/doctors/{id}"),
        id,
        name: file.doctor.name(),
        active,
        meaning: if file.ahead == 0 {
            td_string!(l, admin.deactivate_none).to_owned()
        } else {
            td_string!(l, admin.deactivate_ahead, n = file.ahead)
        },
    }
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("title", td_string!(l, admin.field_title)),
        ("first_name", td_string!(l, admin.first_name)),
        ("last_name", td_string!(l, admin.last_name)),
        ("email", td_string!(l, admin.email_shown)),
        ("phone", td_string!(l, admin.phone)),
        ("specialties", td_string!(l, admin.specialties)),
        ("languages", td_string!(l, admin.languages)),
        ("bio_fr", td_string!(l, admin.bio_fr)),
        ("bio_en", td_string!(l, admin.bio_en)),
    ]
}

#[component]
fn DoctorForm(file: DoctorFile) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<EditDoctor>(l);
    let practised: Vec<String> = file
        .doctor
        .specialties
        .iter()
        .map(ToString::to_string)
        .collect();
    let spoken: Vec<String> = file.languages.iter().map(ToString::to_string).collect();
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=labels(l) />
            <input type="hidden" name="doctor" value=file.doctor.id.to_string() />
            <Section title=td_string!(l, admin.person)>
                <Field
                    id="title"
                    label=td_string!(l, admin.field_title)
                    hint=td_string!(l, admin.field_title_hint)
                    error=answer.field("title")
                >
                    <Input name="form[title]" value=file.doctor.title maxlength=20 />
                </Field>
                <div class="form__row">
                    <Field id="first_name" label=td_string!(l, admin.first_name) error=answer.field("first_name")>
                        <Input name="form[first_name]" value=file.doctor.first_name required=true maxlength=80 autocomplete="off" />
                    </Field>
                    <Field id="last_name" label=td_string!(l, admin.last_name) error=answer.field("last_name")>
                        <Input name="form[last_name]" value=file.doctor.last_name required=true maxlength=80 autocomplete="off" />
                    </Field>
                </div>
                <div class="form__row">
                    <Field
                        id="email"
                        label=td_string!(l, admin.email_shown)
                        hint=td_string!(l, admin.email_shown_hint)
                        error=answer.field("email")
                    >
                        <Input name="form[email]" kind="email" value=file.email required=true autocomplete="off" />
                    </Field>
                    <Field
                        id="phone"
                        label=td_string!(l, admin.phone)
                        optional=td_string!(l, common.optional)
                        error=answer.field("phone")
                    >
                        <Input name="form[phone]" kind="tel" value=file.phone.unwrap_or_default() autocomplete="off" />
                    </Field>
                </div>
            </Section>
            <Section title=td_string!(l, admin.practice)>
                <Checks
                    field="specialties"
                    legend=td_string!(l, admin.specialties)
                    options=specialties(l)
                    chosen=practised
                    answer=answer
                />
                <Checks
                    field="languages"
                    legend=td_string!(l, admin.languages)
                    options=languages(l)
                    chosen=spoken
                    answer=answer
                />
            </Section>
            <Section title=td_string!(l, admin.about)>
                <Field
                    id="bio_fr"
                    label=td_string!(l, admin.bio_fr)
                    optional=td_string!(l, common.optional)
                    hint=td_string!(l, admin.bio_hint)
                    error=answer.field("bio_fr")
                >
                    <Textarea name="form[bio_fr]" value=file.bio.fr maxlength=2000 />
                </Field>
                <Field
                    id="bio_en"
                    label=td_string!(l, admin.bio_en)
                    optional=td_string!(l, common.optional)
                    error=answer.field("bio_en")
                >
                    <Textarea name="form[bio_en]" value=file.bio.en maxlength=2000 />
                </Field>
            </Section>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
                <LinkButton href="/admin/staff" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}
