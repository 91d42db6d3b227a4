//! The reader's relatives, and the files clinics offer to them.

use crate::api::patients::{
    AcceptOffer, AddRelative, DeclineOffer, EditRelative, my_family, my_relative,
};
use crate::features::address::param;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::patient_form::{PersonAnswer, RelativeFields, relation};
use crate::features::problem::{Problem, no_page};
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Card, Empty, LinkButton, PageHeader, Person, Section, Size, SubmitButton, Variant, Width,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::ids::RelativeId;
use salus_domain::patients::{Family, FileOffer, HeldAs, Relative, RelativeForm};

/// `/my/family`.
#[component]
pub fn FamilyPage() -> impl IntoView {
    let l = locale();
    view! {
        <PublicFrame title=td_string!(l, files.family_title)>
            <PageHeader title=td_string!(l, files.family_title) subtitle=td_string!(l, files.family_lead)>
                <LinkButton href="/my/family/new" icon="user-plus" variant=Variant::Primary>
                    {td_string!(l, files.relative_add)}
                </LinkButton>
            </PageHeader>
            {after(async move {
                match my_family().await {
                    Ok(family) => whole(l, family),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </PublicFrame>
    }
}

fn whole(l: Locale, family: Family) -> AnyView {
    let (accept, decline) = (Answer::of::<AcceptOffer>(l), Answer::of::<DeclineOffer>(l));
    let offers = (!family.offers.is_empty()).then(|| {
        let cards = family
            .offers
            .into_iter()
            .map(|one| offer(l, one, accept, decline))
            .collect_view();
        view! {
            <Section title=td_string!(l, files.offers)>
                <div class="stack">{cards}</div>
            </Section>
        }
    });
    let relatives = if family.relatives.is_empty() {
        view! {
            <Empty icon="users" title=td_string!(l, files.family_none_title) message=td_string!(l, files.family_none)>
                <LinkButton href="/my/family/new">{td_string!(l, files.relative_add)}</LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        let cards = family
            .relatives
            .into_iter()
            .map(|one| card(l, &one))
            .collect_view();
        view! { <div class="grid-cards">{cards}</div> }.into_any()
    };
    view! {
        <FormAnswer answer=accept labels=Vec::new() />
        <FormAnswer answer=decline labels=Vec::new() />
        {offers}
        <Section title=td_string!(l, files.family_list)>{relatives}</Section>
    }
    .into_any()
}

fn offer(l: Locale, offer: FileOffer, accept: Answer, decline: Answer) -> AnyView {
    let line = td_string!(
        l,
        files.offer_line,
        clinic = offer.clinic.clone(),
        name = offer.first_name.clone()
    );
    let held = match offer.held {
        HeldAs::Own => td_string!(l, files.offer_as_self).to_owned(),
        HeldAs::Relative(word) => td_string!(l, files.offer_as, relation = relation(l, word)),
    };
    let id = offer.id.to_string();
    let same = id.clone();
    view! {
        <Card>
            <p>{line}</p>
            <p class="muted">{held}</p>
            <div class="cluster">
                <Form of=accept>
                    <input type="hidden" name="offer" value=same />
                    <SubmitButton icon="check">{td_string!(l, files.offer_accept)}</SubmitButton>
                </Form>
                <Form of=decline>
                    <input type="hidden" name="offer" value=id />
                    <SubmitButton variant=Variant::Ghost icon="x">{td_string!(l, files.offer_decline)}</SubmitButton>
                </Form>
            </div>
        </Card>
    }
    .into_any()
}

fn card(l: Locale, relative: &Relative) -> AnyView {
    let line = td_string!(
        l,
        files.relative_line,
        relation = relation(l, relative.relation),
        date = format::date_numeric(relative.born_on)
    );
    let (name, href) = (relative.name(), format!("/my/family/{}", relative.id));
    view! {
        <Card>
            <Person name=name.clone()>{format::capital(&line)}</Person>
            <LinkButton href=href icon="pencil" size=Size::Small label=td_string!(l, files.edit_of, name = name)>
                {td_string!(l, files.edit)}
            </LinkButton>
        </Card>
    }
    .into_any()
}

/// `/my/family/new`.
#[component]
pub fn NewRelativePage() -> impl IntoView {
    let l = locale();
    let answer = Answer::of::<AddRelative>(l);
    view! {
        <PublicFrame title=td_string!(l, files.relative_add) width=Width::Narrow>
            <PageHeader title=td_string!(l, files.relative_add) />
            <Form of=answer class="form">
                <PersonAnswer answer=answer />
                <RelativeFields answer=answer start=RelativeForm::default() />
                {actions(l)}
            </Form>
        </PublicFrame>
    }
}

/// `/my/family/:id`.
#[component]
pub fn RelativePage() -> impl IntoView {
    let l = locale();
    let id: Option<RelativeId> = param("id").and_then(|id| id.parse().ok());
    view! {
        <PublicFrame title=td_string!(l, files.relative_edit) width=Width::Narrow>
            {after(async move {
                let found = match id {
                    Some(id) => my_relative(id).await,
                    None => Err(Fault::Missing.into()),
                };
                match found {
                    Ok(relative) => edit(l, relative),
                    Err(fault) => no_page(td_string!(l, files.relative_edit), fault),
                }
            })}
        </PublicFrame>
    }
}

fn edit(l: Locale, relative: Relative) -> AnyView {
    let answer = Answer::of::<EditRelative>(l);
    let start = RelativeForm {
        first_name: relative.first_name,
        last_name: relative.last_name,
        born_on: relative.born_on.to_string(),
        sex: relative.sex.to_string(),
        relation: relative.relation.to_string(),
    };
    view! {
        <PageHeader title=td_string!(l, files.relative_edit) subtitle=td_string!(l, files.relative_edit_hint) />
        <Form of=answer class="form">
            <input type="hidden" name="relative" value=relative.id.to_string() />
            <PersonAnswer answer=answer />
            <RelativeFields answer=answer start=start />
            {actions(l)}
        </Form>
    }
    .into_any()
}

fn actions(l: Locale) -> AnyView {
    view! {
        <div class="form__actions">
            <SubmitButton>{td_string!(l, files.save)}</SubmitButton>
            <LinkButton href="/my/family" variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
        </div>
    }
    .into_any()
}
