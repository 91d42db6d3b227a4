//! An invitation to join a clinic's staff, by its link.

use super::fields::{NewPassword, OwnNames};
use crate::api::invitations::{AcceptInvitation, RegisterInvited, look_at_invitation};
use crate::features::address::{here, query};
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::reader::locale;
use crate::features::{faults, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Empty, Fact, Facts, LinkButton, Notice, PageHeader, Size, SubmitButton, Tone, Variant, Width,
};
use leptos::prelude::*;
use salus_domain::accounts::Role;
use salus_domain::invitations::{InvitationView, Invitee};

/// `/invitation?token=`. Opening it changes nothing.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let l = locale();
    let token = query("token").unwrap_or_default();
    view! {
        <PublicFrame title=td_string!(l, people.invitation_title) width=Width::Narrow>
            {after(async move {
                match look_at_invitation(token.clone()).await {
                    Ok(invitation) => page(l, invitation, token),
                    Err(fault) => view! {
                        <PageHeader title=td_string!(l, people.invitation_title) />
                        <Empty
                            icon="mail"
                            title=td_string!(l, account.link_spent_title)
                            message=faults::sentence(l, &fault.0)
                        >
                            <LinkButton href="/" variant=Variant::Primary>{td_string!(l, common.home)}</LinkButton>
                        </Empty>
                        <p class="muted">{td_string!(l, people.invitation_spent_hint)}</p>
                    }
                    .into_any(),
                }
            })}
        </PublicFrame>
    }
}

fn page(l: Locale, of: InvitationView, token: String) -> AnyView {
    let role = words::role(l, Role::from(of.role));
    let title = td_string!(l, people.invitation_of, clinic = of.clinic.clone());
    let (clinic, email) = (of.clinic.clone(), of.email.clone());
    let next = match of.invitee {
        Invitee::New => view! { <NewAccount of=of token=token /> }.into_any(),
        Invitee::SignIn => sign_in(l),
        Invitee::Themself => accept(l, token),
        Invitee::Another => another(l),
    };
    view! {
        <PageHeader title=title subtitle=td_string!(l, people.invitation_lead) />
        <Facts>
            <Fact term=td_string!(l, people.invitation_clinic)>{clinic}</Fact>
            <Fact term=td_string!(l, people.invitation_role)>{role}</Fact>
            <Fact term=td_string!(l, people.invitation_email)>{email}</Fact>
        </Facts>
        {next}
    }
    .into_any()
}

/// The account that has the address is the reader's.
fn accept(l: Locale, token: String) -> AnyView {
    let answer = Answer::of::<AcceptInvitation>(l);
    view! {
        <FormAnswer answer=answer labels=Vec::new() />
        <p>{td_string!(l, people.accept_text)}</p>
        <Form of=answer class="form">
            <input type="hidden" name="token" value=token />
            <SubmitButton size=Size::Large block=true icon="check">{td_string!(l, people.accept)}</SubmitButton>
        </Form>
    }
    .into_any()
}

/// An account has the address, and nobody is signed in.
fn sign_in(l: Locale) -> AnyView {
    let here = here();
    let href = link::with("/sign-in", &[("next", &here)]);
    view! {
        <p>{td_string!(l, people.sign_in_text)}</p>
        <LinkButton href=href variant=Variant::Primary size=Size::Large block=true icon="log-in">
            {td_string!(l, common.sign_in)}
        </LinkButton>
    }
    .into_any()
}

/// The reader is signed in with another address.
fn another(l: Locale) -> AnyView {
    view! {
        <Notice tone=Tone::Waiting>{td_string!(l, people.another_text)}</Notice>
        <form method="post" action="/fn/accounts/sign_out" class="form">
            <SubmitButton variant=Variant::Secondary block=true icon="log-out">{td_string!(l, common.sign_out)}</SubmitButton>
        </form>
    }
    .into_any()
}

/// No account has the address: the reader opens one.
#[component]
fn NewAccount(of: InvitationView, token: String) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<RegisterInvited>(l);
    let labels = [
        ("first_name", td_string!(l, account.first_name)),
        ("last_name", td_string!(l, account.last_name)),
        ("password", td_string!(l, account.password)),
    ];
    view! {
        <FormAnswer answer=answer labels=labels />
        <p>{td_string!(l, people.new_text)}</p>
        <Form of=answer class="form">
            <input type="hidden" name="form[token]" value=token />
            <OwnNames answer=answer first_name=of.first_name last_name=of.last_name />
            <NewPassword answer=answer label=td_string!(l, account.password) />
            <SubmitButton size=Size::Large block=true>{td_string!(l, people.new_go)}</SubmitButton>
        </Form>
    }
}
