//! Ways to act in another capacity.

use super::reader::locale;
use super::words;
use crate::i18n::td_string;
use crate::ui::MenuButton;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use salus_domain::accounts::{Capacity, Role};

/// A button for each capacity, under a heading; nothing where there is none.
#[component]
pub fn Switches(
    /// The capacities one could go over to.
    to: Vec<Capacity>,
) -> impl IntoView {
    let l = locale();
    if to.is_empty() {
        return ().into_any();
    }
    let buttons = to
        .into_iter()
        .map(|capacity| {
            let role = words::role(l, capacity.role);
            let (words, clinic) = match capacity.clinic {
                Some(clinic) => (
                    td_string!(l, account.switch_role, role = role, clinic = clinic.name),
                    Some(clinic.id),
                ),
                None => (role.to_owned(), None),
            };
            let icon = match capacity.role {
                Role::Patient => "users",
                Role::Doctor => "stethoscope",
                Role::Secretary => "inbox",
                Role::ClinicAdmin => "building-2",
                Role::SuperAdmin => "settings",
            };
            view! {
                <form method="post" action=crate::api::accounts::Switch::PATH>
                    <input type="hidden" name="role" value=capacity.role.as_str() />
                    {clinic.map(|id| view! { <input type="hidden" name="clinic" value=id.to_string() /> })}
                    <MenuButton kind="submit" icon=icon>
                        {words}
                    </MenuButton>
                </form>
            }
        })
        .collect_view();
    view! {
        <p class="menu__title">{td_string!(l, account.switch_to)}</p>
        {buttons}
    }
    .into_any()
}
