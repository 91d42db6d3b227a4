//! Doctors found, with their next free times.

use crate::api;
use crate::features::doctor_card::FoundList;
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::features::search::{self, SearchForm, SpecialtyChips};
use crate::i18n::{Locale, td_string};
use crate::ui::{Empty, LinkButton, PageHeader, Variant};
use leptos::prelude::*;
use salus_domain::staff::SearchResult;

/// The search page.
#[component]
pub fn Search() -> impl IntoView {
    let l = locale();
    let asked = search::read();
    view! {
        <PublicFrame title=td_string!(l, public.search_title)>
            <PageHeader title=td_string!(l, public.search_title) subtitle=td_string!(l, public.search_intro) />
            <div class="stack">
                <SearchForm search=asked.clone() />
                <SpecialtyChips search=asked.clone() />
            </div>
            {after(async move {
                match api::staff::search_doctors(asked).await {
                    Ok(found) => results(l, found),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
        </PublicFrame>
    }
}

fn results(l: Locale, found: SearchResult) -> AnyView {
    let SearchResult { doctors, total } = found;
    let shown = i64::try_from(doctors.len()).unwrap_or(i64::MAX);
    let count = match total {
        0 => td_string!(l, public.results_none).to_owned(),
        1 => td_string!(l, public.results_one).to_owned(),
        n if shown < n => td_string!(l, public.results_shown, shown = shown, n = n),
        n => td_string!(l, public.results_many, n = n),
    };
    let list = if doctors.is_empty() {
        view! {
            <Empty icon="search" title=td_string!(l, public.nothing_title) message=td_string!(l, public.nothing_text)>
                <a class="button button--primary" href="/request">{td_string!(l, common.ask)}</a>
                <LinkButton href="/search" variant=Variant::Ghost icon="x">
                    {td_string!(l, public.reset_search)}
                </LinkButton>
            </Empty>
        }
        .into_any()
    } else {
        view! { <FoundList doctors=doctors /> }.into_any()
    };
    view! {
        <section class="section">
            <div class="section__head">
                <h2>
                    <span role="status">{count}</span>
                </h2>
            </div>
            {list}
        </section>
    }
    .into_any()
}
