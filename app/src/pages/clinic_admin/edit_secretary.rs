//! What the clinic keeps on a secretary.

use super::lost_factor::{Holder, lost_factor};
use super::work::{Member, work};
use crate::api::second_factor::ResetSecretaryFactor;
use crate::api::staff::{EditSecretary, SetSecretaryActive, load_secretary};
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Breadcrumb, Fact, Facts, Field, Input, LinkButton, PageHeader, SubmitButton, Variant, Width,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::accounts::MemberStatus;
use salus_domain::ids::MembershipId;
use salus_domain::staff::MemberFile;

async fn load(id: Option<MembershipId>) -> Result<MemberFile, ApiFault> {
    load_secretary(id.ok_or(Fault::Missing)?).await
}

/// `/admin/secretaries/:id?deactivate=&reset=`.
#[component]
pub fn EditSecretaryPage() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    let asked = query("deactivate").is_some();
    let reset = query("reset").is_some();
    view! {
        <StaffFrame title=td_string!(l, admin.secretary_title) width=Width::Narrow>
            {after(async move {
                match load(id).await {
                    Ok(file) => page(l, file, asked, reset),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn page(l: Locale, file: MemberFile, asked: bool, reset: bool) -> AnyView {
    let name = format!("{} {}", file.first_name, file.last_name);
    let lost = file.second_factor.then(|| {
        let id = file.membership.to_string();
        let holder = Holder {
            field: "secretary",
            here: format!("/admin/secretaries/{id}"),
            id,
            name: name.clone(),
        };
        lost_factor(l, Answer::of::<ResetSecretaryFactor>(l), holder, reset)
    });
    view! {
        <Breadcrumb
            label=td_string!(l, admin.staff_title)
            trail=vec![
                (td_string!(l, admin.back_to_staff).into(), Some("/admin/staff".to_owned())),
                (name.clone().into(), None),
            ]
        />
        <PageHeader title=name.clone() subtitle=td_string!(l, admin.secretary_lead) />
        {work(l, Answer::of::<SetSecretaryActive>(l), member(l, &file, name), asked)}
        {lost}
        <SecretaryForm file=file />
    }
    .into_any()
}

fn member(l: Locale, file: &MemberFile, name: String) -> Member {
    let id = file.membership.to_string();
    Member {
        field: "secretary",
        here: format!("/admin/secretaries/{id}"),
        id,
        name,
        active: file.status == MemberStatus::Active,
        meaning: td_string!(l, admin.deactivate_secretary).to_owned(),
    }
}

fn labels(l: Locale) -> Vec<(&'static str, &'static str)> {
    vec![
        ("first_name", td_string!(l, admin.first_name)),
        ("last_name", td_string!(l, admin.last_name)),
        ("phone", td_string!(l, admin.phone)),
    ]
}

#[component]
fn SecretaryForm(file: MemberFile) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<EditSecretary>(l);
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=labels(l) />
            <input type="hidden" name="secretary" value=file.membership.to_string() />
            <div class="form__row">
                <Field id="first_name" label=td_string!(l, admin.first_name) error=answer.field("first_name")>
                    <Input name="form[first_name]" value=file.first_name required=true maxlength=80 autocomplete="off" />
                </Field>
                <Field id="last_name" label=td_string!(l, admin.last_name) error=answer.field("last_name")>
                    <Input name="form[last_name]" value=file.last_name required=true maxlength=80 autocomplete="off" />
                </Field>
            </div>
            <Field
                id="phone"
                label=td_string!(l, admin.phone)
                optional=td_string!(l, common.optional)
                error=answer.field("phone")
            >
                <Input name="form[phone]" kind="tel" value=file.phone.unwrap_or_default() autocomplete="off" />
            </Field>
            <Facts>
                <Fact term=td_string!(l, admin.email_account)>{file.email}</Fact>
            </Facts>
            <div class="form__actions">
                <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
                <LinkButton href="/admin/staff" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}
