//! The second factors of a clinic's staff, for those about whom their clinic's admin does not decide.

use crate::api::second_factor::ResetSecondFactor;
use crate::features::answer::Answer;
use crate::features::confirm::Confirm;
use crate::features::form::FormAnswer;
use crate::features::words;
use crate::i18n::{Locale, td_string};
use crate::ui::{Cell, Column, LinkButton, Section, Size, Table, Variant};
use leptos::prelude::*;
use salus_domain::ids::{ClinicId, MembershipId};
use salus_domain::staff::FactorHolder;

/// Whoever of a clinic signs in by two steps; the question where somebody was `asked` about.
pub fn lost_factors(
    l: Locale,
    clinic: ClinicId,
    holders: Vec<FactorHolder>,
    asked: Option<MembershipId>,
) -> AnyView {
    let answer = Answer::of::<ResetSecondFactor>(l);
    view! {
        <Section title=td_string!(l, second_factor.holders_title)>
            <p>{td_string!(l, second_factor.holders_lead)}</p>
            {list(l, clinic, holders, asked, answer)}
        </Section>
    }
    .into_any()
}

fn list(
    l: Locale,
    clinic: ClinicId,
    holders: Vec<FactorHolder>,
    asked: Option<MembershipId>,
    answer: Answer,
) -> AnyView {
    let here = format!("/platform/clinics/{clinic}");
    let question = match holders
        .iter()
        .find(|holder| Some(holder.membership) == asked)
    {
        Some(holder) => view! {
            <Confirm
                answer=answer
                title=td_string!(l, second_factor.reset_ask, name = holder.name.clone())
                text=td_string!(l, second_factor.reset_text)
                go=td_string!(l, second_factor.reset)
                back=here.clone()
                fields=vec![("clinic", clinic.to_string()), ("member", holder.membership.to_string())]
                danger=true
            />
        }
        .into_any(),
        None => view! { <FormAnswer answer=answer labels=Vec::new() /> }.into_any(),
    };
    if holders.is_empty() {
        return view! {
            {question}
            <p>{td_string!(l, second_factor.holders_none)}</p>
        }
        .into_any();
    }
    let columns = vec![
        Column::words(td_string!(l, platform.col_name)),
        Column::words(td_string!(l, platform.col_email)),
        Column::words(td_string!(l, platform.col_actions)),
    ];
    let lines = holders
        .into_iter()
        .map(|holder| {
            let label = td_string!(l, second_factor.reset_of, name = holder.name.clone());
            let role = words::role(l, holder.role.into());
            let ask = format!("{here}?reset={}", holder.membership);
            view! {
                <tr>
                    <Cell label=td_string!(l, platform.col_name) main=true>
                        {holder.name} " · " {role}
                    </Cell>
                    <Cell label=td_string!(l, platform.col_email)>{holder.email}</Cell>
                    <Cell actions=true>
                        <LinkButton
                            href=ask
                            size=Size::Small
                            variant=Variant::Ghost
                            label=label
                        >
                            {td_string!(l, second_factor.reset)}
                        </LinkButton>
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        {question}
        <Table caption=td_string!(l, second_factor.holders_title) columns=columns>
            {lines}
        </Table>
    }
    .into_any()
}
