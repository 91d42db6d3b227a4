//! One's own account: profile, signing in, devices.

use super::fields::OwnNames;
use super::sessions::Sessions;
use crate::api::accounts::{EditProfile, RemovePhoto, load_account, own_sessions};
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::OwnFrame;
use crate::features::load::after;
use crate::features::photo::PhotoSection;
use crate::features::problem::Problem;
use crate::features::reader::{locale, reader};
use crate::features::unverified::unverified;
use crate::features::upload::PHOTO;
use crate::i18n::td_string;
use crate::ui::{
    Badge, Fact, Facts, Field, Input, LinkButton, PageHeader, Section, Size, SubmitButton, Tone,
    Variant,
};
use leptos::prelude::*;
use salus_domain::accounts::OwnAccount;

/// `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let l = locale();
    view! {
        <OwnFrame title=td_string!(l, account.own_title)>
            <PageHeader title=td_string!(l, account.own_title) subtitle=td_string!(l, account.own_intro) />
            {after(async move {
                match (load_account().await, own_sessions().await) {
                    (Ok(account), Ok(sessions)) => view! {
                        <Access account=account.clone() />
                        <OwnPhoto />
                        <Profile account=account />
                        <Sessions sessions=sessions />
                    }
                    .into_any(),
                    (Err(fault), _) | (_, Err(fault)) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </OwnFrame>
    }
}

#[component]
fn Access(account: OwnAccount) -> impl IntoView {
    let l = locale();
    let change = move |href: &'static str, of: &'static str| {
        view! {
            <LinkButton href=href size=Size::Small icon="pencil">
                {td_string!(l, account.change)} <span class="sr-only">" "{of}</span>
            </LinkButton>
        }
    };
    let state = if account.email_verified {
        view! { <Badge tone=Tone::Confirmed icon="circle-check">{td_string!(l, account.email_confirmed)}</Badge> }
    } else {
        view! { <Badge tone=Tone::Waiting icon="clock">{td_string!(l, account.email_unconfirmed)}</Badge> }
    };
    let pending = account
        .pending_email
        .map(|email| view! { <p class="muted">{td_string!(l, account.email_pending, email = email)}</p> });
    view! {
        <Section title=td_string!(l, account.access)>
            {(!account.email_verified).then(|| unverified(l))}
            <Facts>
                <Fact term=td_string!(l, account.email)>
                    <span class="cluster">
                        <span>{account.email}</span>
                        {state}
                        {change("/account/email", td_string!(l, account.email))}
                    </span>
                    {pending}
                </Fact>
                <Fact term=td_string!(l, account.password)>
                    {change("/account/password", td_string!(l, account.password))}
                </Fact>
            </Facts>
        </Section>
    }
}

#[component]
fn OwnPhoto() -> impl IntoView {
    let l = locale();
    let (set, remove) = (Answer::at(l, PHOTO), Answer::of::<RemovePhoto>(l));
    reader().me.map(|me| {
        view! {
            <PhotoSection
                name=format!("{} {}", me.first_name, me.last_name)
                photo=me.photo
                who=td_string!(l, people.photo_who_own)
                set=set
                remove=remove
            />
        }
    })
}

#[component]
fn Profile(account: OwnAccount) -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<EditProfile>(l);
    let labels = [
        ("first_name", td_string!(l, account.first_name)),
        ("last_name", td_string!(l, account.last_name)),
        ("phone", td_string!(l, account.phone)),
    ];
    view! {
        <Section title=td_string!(l, account.profile)>
            <FormAnswer answer=answer labels=labels />
            <Form of=answer class="form">
                <OwnNames answer=answer first_name=account.first_name last_name=account.last_name />
                <Field
                    id="phone"
                    label=td_string!(l, account.phone)
                    optional=td_string!(l, common.optional)
                    error=answer.field("phone")
                >
                    <Input
                        name="form[phone]"
                        kind="tel"
                        value=account.phone.unwrap_or_default()
                        autocomplete="tel"
                        maxlength=30
                    />
                </Field>
                <div class="form__actions">
                    <SubmitButton variant=Variant::Secondary>{td_string!(l, common.save)}</SubmitButton>
                </div>
            </Form>
        </Section>
    }
}
