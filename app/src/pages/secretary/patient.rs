//! One file: what it says, its appointments, and the account that holds it.

use crate::api::patients::{OfferFile, UnlinkFile, WithdrawOffer, load_patient, patient_visits};
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::answer::Answer;
use crate::features::appointment::{AppointmentCard, fact, is_over};
use crate::features::confirm::Confirm;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::load::after;
use crate::features::patient_form::{held_options, relation, sex};
use crate::features::problem::no_page;
use crate::features::reader::locale;
use crate::features::{format, link};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Avatar, Breadcrumb, Card, Face, Fact, Facts, Field, Input, LinkButton, PageHeader, Section,
    Select, SubmitButton, Variant,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::ids::PatientId;
use salus_domain::patients::{HeldAs, PatientData, PatientFile};
use salus_domain::scheduling::AppointmentView;

/// `/desk/patients/:id`, with `?unlink` asking before the file is taken from its account.
#[component]
pub fn PatientFilePage() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    let asks = query("unlink").is_some();
    view! {
        <StaffFrame title=td_string!(l, files.file)>
            {after(async move {
                match load(id).await {
                    Ok((file, visits)) => whole(l, &file, visits, asks),
                    Err(fault) => no_page(td_string!(l, files.file), fault),
                }
            })}
        </StaffFrame>
    }
}

async fn load(id: Option<PatientId>) -> Result<(PatientFile, Vec<AppointmentView>), ApiFault> {
    let id = id.ok_or(Fault::Missing)?;
    Ok((load_patient(id).await?, patient_visits(id).await?))
}

fn whole(l: Locale, file: &PatientFile, visits: Vec<AppointmentView>, asks: bool) -> AnyView {
    let here = format!("/desk/patients/{}", file.id);
    let trail = vec![
        (
            td_string!(l, files.list_title).into(),
            Some("/desk/patients".to_owned()),
        ),
        (td_string!(l, files.file).into(), None),
    ];
    let born = format!(
        "{} · {}",
        format::date_numeric(file.data.born_on),
        sex(l, file.data.sex)
    );
    let (past, ahead): (Vec<_>, Vec<_>) = visits.into_iter().partition(|one| is_over(one.state));
    let unlinking = Answer::of::<UnlinkFile>(l);
    let unlink = (asks && file.held.is_some()).then(|| {
        view! {
            <Confirm
                answer=unlinking
                title=td_string!(l, files.unlink_sure)
                text=td_string!(l, files.unlink_text)
                go=td_string!(l, files.unlink)
                back=here.clone()
                fields=vec![("patient", file.id.to_string())]
                danger=true
            />
        }
    });
    let title = file.data.name();
    let to_edit = format!("{here}/edit");
    let ahead = list(l, td_string!(l, files.upcoming), ahead);
    let past = (!past.is_empty()).then(|| list(l, td_string!(l, files.past), past));
    let photo = file.photo.map(|photo| {
        view! { <Avatar name=file.data.name() photo=link::photo(Some(photo)) size=Face::Huge /> }
    });
    let (facts, account) = (facts(l, &file.data), account(l, file, &here));
    view! {
        <Breadcrumb label=td_string!(l, files.trail) trail=trail />
        <PageHeader title=title subtitle=born>
            <LinkButton href=to_edit icon="pencil">{td_string!(l, files.edit)}</LinkButton>
        </PageHeader>
        <div class="split">
            <div class="stack stack--loose">
                {ahead} {past}
            </div>
            <aside class="split__aside stack">
                {photo}
                {facts}
                <Card title=td_string!(l, files.account)>{account}</Card>
            </aside>
        </div>
        {unlink}
    }
    .into_any()
}

fn list(l: Locale, title: &'static str, visits: Vec<AppointmentView>) -> AnyView {
    let none = visits
        .is_empty()
        .then(|| view! { <p class="muted">{td_string!(l, files.no_upcoming)}</p> });
    let cards = visits
        .into_iter()
        .map(|visit| {
            let href = format!("/appointments/{}", visit.id);
            view! { <AppointmentCard appointment=visit href=href /> }
        })
        .collect_view();
    view! { <Section title=title>{none}<div class="agenda">{cards}</div></Section> }.into_any()
}

fn facts(l: Locale, data: &PatientData) -> AnyView {
    let said =
        |term: &'static str, value: &Option<String>| value.clone().map(|value| fact(term, value));
    let phone = data.phone.as_deref().map(|phone| {
        let (href, text) = (link::call(phone), phone.to_owned());
        view! { <Fact term=td_string!(l, files.phone)><a href=href rel="external">{text}</a></Fact> }
    });
    let emergency = data.emergency.as_ref().map(|contact| {
        let relation = contact.relation.as_deref();
        let who = relation.map_or_else(
            || contact.name.clone(),
            |relation| format!("{} ({relation})", contact.name),
        );
        let (href, text) = (link::call(&contact.phone), contact.phone.clone());
        view! {
            <Fact term=td_string!(l, files.emergency)>
                {who} " " <a href=href rel="external">{text}</a>
            </Fact>
        }
    });
    let notes =
        (!data.notes.is_empty()).then(|| fact(td_string!(l, files.other), data.notes.clone()));
    let before = (
        said(td_string!(l, files.national_id), &data.national_id),
        phone,
        said(td_string!(l, files.email), &data.email),
        said(td_string!(l, files.address), &data.address),
        said(td_string!(l, files.city), &data.city),
    );
    let then = (
        said(td_string!(l, files.insurer), &data.insurer),
        said(
            td_string!(l, files.insurance_number),
            &data.insurance_number,
        ),
        emergency,
        notes,
    );
    view! {
        <Card title=td_string!(l, files.person)>
            <Facts stacked=true>{before} {then}</Facts>
        </Card>
    }
    .into_any()
}

fn account(l: Locale, file: &PatientFile, here: &str) -> AnyView {
    if let Some(held) = file.held {
        let text = match held {
            HeldAs::Own => td_string!(l, files.held_self).to_owned(),
            HeldAs::Relative(word) => {
                td_string!(l, files.held_relative, relation = relation(l, word))
            }
        };
        let unlink = format!("{here}?unlink=1");
        return view! {
            <p>{text}</p>
            <LinkButton href=unlink icon="undo-2">{td_string!(l, files.unlink)}</LinkButton>
        }
        .into_any();
    }
    let withdraw = file.offered_to.clone().map(|email| {
        let answer = Answer::of::<WithdrawOffer>(l);
        let id = file.id.to_string();
        view! {
            <p>{td_string!(l, files.offered, email = email)}</p>
            <Form of=answer>
                <FormAnswer answer=answer labels=Vec::new() />
                <input type="hidden" name="patient" value=id />
                <SubmitButton variant=Variant::Ghost icon="undo-2">{td_string!(l, files.withdraw)}</SubmitButton>
            </Form>
        }
    });
    match withdraw {
        Some(withdraw) => withdraw.into_any(),
        None => offer(l, file),
    }
}

fn offer(l: Locale, file: &PatientFile) -> AnyView {
    let answer = Answer::of::<OfferFile>(l);
    let labels = vec![
        ("email", td_string!(l, files.offer_email)),
        ("held", td_string!(l, files.offer_held)),
    ];
    let email = file.data.email.clone().unwrap_or_default();
    let id = file.id.to_string();
    view! {
        <p class="muted">{td_string!(l, files.offer_text)}</p>
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=labels />
            <input type="hidden" name="form[patient]" value=id />
            <Field id="email" label=td_string!(l, files.offer_email) error=answer.field("email")>
                <Input name="form[email]" kind="email" value=email required=true maxlength=254 autocomplete="off" />
            </Field>
            <Field id="held" label=td_string!(l, files.offer_held) error=answer.field("held")>
                <Select name="form[held]" options=held_options(l) value="self" required=true />
            </Field>
            <SubmitButton variant=Variant::Soft icon="send">{td_string!(l, files.offer_go)}</SubmitButton>
        </Form>
    }
    .into_any()
}
