//! One clinic of the platform: what it is, who runs it, its end.

use super::clinic_fields::{ClinicFields, clinic_labels};
use super::lost_factors::lost_factors;
use crate::api::clinics::{DeleteClinic, EditClinic, RemoveClinicAdmin, load_clinic};
use crate::api::invitations::admin_invitations;
use crate::api::second_factor::factor_holders;
use crate::fault::ApiFault;
use crate::features::address::{param, query};
use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::StaffFrame;
use crate::features::invitations::waiting;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Card, Cell, Column, Empty, LinkButton, PageHeader, Section, Size, SubmitButton, Table,
    Tone, Variant, Width,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::clinics::{Clinic, ClinicAdminRow, ClinicForm, ClinicRow, ClinicStatus};
use salus_domain::ids::{ClinicId, MembershipId};
use salus_domain::invitations::InvitationRow;
use salus_domain::staff::FactorHolder;

/// A clinic, who of its admins has a second factor, and who is invited to be one.
type Loaded = (ClinicRow, Vec<FactorHolder>, Vec<InvitationRow>);

async fn load(id: Option<ClinicId>) -> Result<Loaded, ApiFault> {
    let id = id.ok_or(Fault::Missing)?;
    Ok((
        load_clinic(id).await?,
        factor_holders(id).await?,
        admin_invitations(id).await?,
    ))
}

/// `/platform/clinics/:id?remove=&reset=&delete=`.
#[component]
pub fn EditClinicPage() -> impl IntoView {
    let l = locale();
    let id = param("id").and_then(|id| id.parse().ok());
    let remove = query("remove").and_then(|id| id.parse().ok());
    let reset = query("reset").and_then(|id| id.parse().ok());
    let delete = query("delete").is_some();
    view! {
        <StaffFrame title=td_string!(l, platform.edit) width=Width::Narrow>
            {after(async move {
                match load(id).await {
                    Ok((row, holders, invited)) => {
                        page(l, row, holders, invited, [remove, reset], delete)
                    }
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </StaffFrame>
    }
}

fn page(
    l: Locale,
    row: ClinicRow,
    holders: Vec<FactorHolder>,
    invited: Vec<InvitationRow>,
    [remove, reset]: [Option<MembershipId>; 2],
    delete: bool,
) -> AnyView {
    let ClinicRow { clinic, admins, .. } = row;
    let (tone, icon) = match clinic.status {
        ClinicStatus::Active => (Tone::Confirmed, "circle-check"),
        ClinicStatus::Suspended => (Tone::Danger, "ban"),
    };
    // Visitors find only clinics at work.
    let public = (clinic.status == ClinicStatus::Active).then(|| {
        view! {
            <LinkButton href=format!("/clinics/{}", clinic.slug) icon="globe">
                {td_string!(l, platform.public_page)}
            </LinkButton>
        }
    });
    let removing = Answer::of::<RemoveClinicAdmin>(l);
    let deleting = Answer::of::<DeleteClinic>(l);
    let title = td_string!(l, platform.edit_of, name = clinic.name.clone());
    let status = words::clinic_status(l, clinic.status);
    let questions = view! {
        {ask_to_remove(l, &clinic, &admins, remove, removing)}
        {ask_to_delete(l, &clinic, delete, deleting)}
    };
    let end = format!("/platform/clinics/{}?delete=1", clinic.id);
    let people = people(l, clinic.id, admins);
    let factors = lost_factors(l, clinic.id, holders, reset);
    let invited = waiting(l, invited, Some(clinic.id));
    view! {
        <PageHeader title=title>
            <Badge tone=tone icon=icon>{status}</Badge>
            {public}
        </PageHeader>
        {questions}
        <EditForm clinic=clinic />
        <Section title=td_string!(l, platform.admins)>{people}</Section>
        {factors}
        {invited}
        <Card title=td_string!(l, platform.danger)>
            <p>{td_string!(l, platform.danger_text)}</p>
            <div class="cluster">
                <LinkButton
                    href=end
                    variant=Variant::Danger
                    icon="trash-2"
                >
                    {td_string!(l, platform.delete)}
                </LinkButton>
            </div>
        </Card>
    }
    .into_any()
}

/// Asks before an admin is dismissed; else says what the last try was answered with.
fn ask_to_remove(
    l: Locale,
    clinic: &Clinic,
    admins: &[ClinicAdminRow],
    asked: Option<MembershipId>,
    answer: Answer,
) -> AnyView {
    let Some(admin) = admins.iter().find(|admin| Some(admin.membership) == asked) else {
        return view! { <FormAnswer answer=answer labels=Vec::new() /> }.into_any();
    };
    view! {
        <Confirm
            answer=answer
            title=td_string!(l, platform.remove_ask)
            text=td_string!(l, platform.remove_text, name = admin.name.clone())
            go=td_string!(l, platform.remove)
            back=format!("/platform/clinics/{}", clinic.id)
            fields=vec![("clinic", clinic.id.to_string()), ("admin", admin.membership.to_string())]
            danger=true
        />
    }
    .into_any()
}

fn ask_to_delete(l: Locale, clinic: &Clinic, asked: bool, answer: Answer) -> AnyView {
    if !asked {
        return ().into_any();
    }
    view! {
        <Confirm
            answer=answer
            title=td_string!(l, platform.delete_ask)
            text=td_string!(l, platform.delete_text, name = clinic.name.clone())
            go=td_string!(l, platform.delete)
            back=format!("/platform/clinics/{}", clinic.id)
            fields=vec![("clinic", clinic.id.to_string())]
            danger=true
        />
    }
    .into_any()
}

#[component]
fn EditForm(clinic: Clinic) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<EditClinic>(l);
    view! {
        <Form of=answer class="form">
            <FormAnswer answer=answer labels=clinic_labels(l) />
            <input type="hidden" name="clinic" value=clinic.id.to_string() />
            <ClinicFields answer=answer start=ClinicForm::from(&clinic) />
            <div class="form__actions">
                <SubmitButton>{td_string!(l, common.save)}</SubmitButton>
                <LinkButton href="/platform/clinics" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
            </div>
        </Form>
    }
}

fn people(l: Locale, id: ClinicId, admins: Vec<ClinicAdminRow>) -> AnyView {
    let add = view! {
        <LinkButton href=format!("/platform/clinics/{id}/admin") icon="user-plus">
            {td_string!(l, platform.add_admin)}
        </LinkButton>
    };
    if admins.is_empty() {
        return view! {
            <Empty icon="users" title=td_string!(l, platform.no_admin) message=td_string!(l, platform.admins_none)>
                {add}
            </Empty>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, platform.col_name)),
        Column::words(td_string!(l, platform.col_email)),
        Column::words(td_string!(l, platform.col_actions)),
    ];
    let lines = admins
        .into_iter()
        .map(|admin| {
            let label = td_string!(l, platform.remove_of, name = admin.name.clone());
            view! {
                <tr>
                    <Cell label=td_string!(l, platform.col_name) main=true>{admin.name}</Cell>
                    <Cell label=td_string!(l, platform.col_email)>
                        <a href=format!("mailto:{}", admin.email)>{admin.email.clone()}</a>
                    </Cell>
                    <Cell actions=true>
                        <LinkButton
                            href=format!("/platform/clinics/{id}?remove={}", admin.membership)
                            size=Size::Small
                            variant=Variant::Ghost
                            label=label
                        >
                            {td_string!(l, platform.remove)}
                        </LinkButton>
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption=td_string!(l, platform.admins_caption) columns=columns>
            {lines}
        </Table>
        <div class="cluster">{add}</div>
    }
    .into_any()
}
