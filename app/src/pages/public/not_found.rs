//! Pages that are not there, or not for the reader. Both set the status of the answer.

use crate::features::frame::PublicFrame;
use crate::features::problem::set_status;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Icon, LinkButton, Variant, Width};
use leptos::prelude::*;
use salus_domain::Fault;

/// No such page.
#[component]
pub fn NotFound() -> impl IntoView {
    let l = locale();
    set_status(&Fault::Missing);
    dead_end(
        l,
        "search",
        td_string!(l, public.not_found_title),
        td_string!(l, public.not_found_text),
    )
}

/// A page the reader may not open.
#[component]
pub fn Refused() -> impl IntoView {
    let l = locale();
    set_status(&Fault::Refused);
    dead_end(
        l,
        "lock",
        td_string!(l, public.refused_title),
        td_string!(l, public.refused_text),
    )
}

fn dead_end(l: Locale, icon: &'static str, title: &'static str, text: &'static str) -> AnyView {
    view! {
        <PublicFrame title=title width=Width::Narrow>
            <div class="empty empty--plain">
                <span class="empty__icon">
                    <Icon name=icon class="icon--lg" />
                </span>
                <h1>{title}</h1>
                <p class="empty__text">{text}</p>
                <div class="empty__actions">
                    <LinkButton href="/" variant=Variant::Primary>{td_string!(l, common.home)}</LinkButton>
                    <LinkButton href="/search">{td_string!(l, common.find_doctor)}</LinkButton>
                </div>
            </div>
        </PublicFrame>
    }
    .into_any()
}
