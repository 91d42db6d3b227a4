//! Where staff are led while their clinic is suspended.

use crate::api::accounts::capacities;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::reader::locale;
use crate::features::switches::Switches;
use crate::i18n::{Locale, td_string};
use crate::ui::{Button, Icon, LinkButton, Width};
use leptos::prelude::*;
use salus_domain::accounts::Capacity;

/// `/suspended`.
#[component]
pub fn Suspended() -> impl IntoView {
    let l = locale();
    view! {
        <PublicFrame title=td_string!(l, account.suspended_title) width=Width::Narrow>
            <div class="empty empty--plain">
                <span class="empty__icon">
                    <Icon name="ban" class="icon--lg" />
                </span>
                <h1>{td_string!(l, account.suspended_title)}</h1>
                <p class="empty__text">{td_string!(l, account.suspended_text)}</p>
                {after(async move { others(l, capacities().await.unwrap_or_default()) })}
                <div class="empty__actions">
                    <LinkButton href="/">{td_string!(l, common.home)}</LinkButton>
                    <form method="post" action="/fn/accounts/sign_out">
                        <Button kind="submit" icon="log-out">{td_string!(l, common.sign_out)}</Button>
                    </form>
                </div>
            </div>
        </PublicFrame>
    }
}

fn others(l: Locale, held: Vec<Capacity>) -> AnyView {
    if held.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="stack stack--tight">
            <p class="empty__text">{td_string!(l, account.suspended_others)}</p>
            <Switches to=held />
        </div>
    }
    .into_any()
}
