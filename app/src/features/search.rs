//! Searching for doctors: the form of three fields and the specialties beside it.

use super::address::query;
use super::reader::locale;
use super::{link, words};
use crate::i18n::td_string;
use crate::ui::{SearchBar, SearchField, TimeChip};
use leptos::prelude::*;
use salus_domain::staff::{DoctorSearch, Specialty};

/// The search the address asks for.
pub fn read() -> DoctorSearch {
    let word = |name: &str| query(name).unwrap_or_default();
    DoctorSearch {
        what: word("what"),
        place: word("place"),
        specialty: word("specialty"),
        from: word("from"),
    }
}

/// The search of three fields, a plain form that leads to the results. The specialty chosen beside it is kept.
#[component]
pub fn SearchForm(
    /// What it is filled in with.
    search: DoctorSearch,
) -> impl IntoView {
    let l = locale();
    let DoctorSearch {
        what,
        place,
        specialty,
        from,
    } = search;
    view! {
        <SearchBar action="/search" go=td_string!(l, common.search)>
            <SearchField id="what" icon="search" label=td_string!(l, public.search_what)>
                <input
                    class="search-bar__input"
                    type="search"
                    id="what"
                    name="what"
                    value=what
                    maxlength="80"
                    autocomplete="off"
                    placeholder=td_string!(l, public.search_what_hint)
                />
            </SearchField>
            <SearchField id="place" icon="map-pin" label=td_string!(l, public.search_where)>
                <input
                    class="search-bar__input"
                    id="place"
                    name="place"
                    value=place
                    maxlength="80"
                    autocomplete="address-level2"
                    placeholder=td_string!(l, public.search_where_hint)
                />
            </SearchField>
            <SearchField id="from" icon="calendar" label=td_string!(l, public.search_when)>
                <input class="search-bar__input" type="date" id="from" name="from" value=from />
            </SearchField>
            {(!specialty.is_empty()).then(|| view! { <input type="hidden" name="specialty" value=specialty /> })}
        </SearchBar>
    }
}

/// Links to the same search in each specialty, and in all.
#[component]
pub fn SpecialtyChips(
    /// What the links keep of the search.
    search: DoctorSearch,
) -> impl IntoView {
    let l = locale();
    let chip = move |specialty: &'static str, word: &'static str| {
        let href = link::search(&DoctorSearch {
            specialty: specialty.to_owned(),
            ..search.clone()
        });
        let chosen = search.specialty == specialty;
        view! { <li><TimeChip href=href plain=true chosen=chosen>{word}</TimeChip></li> }
    };
    view! {
        <nav aria-label=td_string!(l, public.specialties)>
            <ul class="chip-line">
                {chip("", td_string!(l, public.all_specialties))}
                {Specialty::ALL.iter().map(|s| chip(s.as_str(), words::specialty(l, *s))).collect_view()}
            </ul>
        </nav>
    }
}
