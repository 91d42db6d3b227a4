//! Where a clinic is and how to reach it.

use super::link;
use super::reader::locale;
use crate::i18n::td_string;
use crate::ui::Icon;
use leptos::prelude::*;
use salus_domain::clinics::ClinicCard;

/// Buttons: the map, in a tab of its own, and the telephone.
#[component]
pub fn Reach(
    /// Of which clinic.
    clinic: ClinicCard,
) -> impl IntoView {
    let l = locale();
    let (map, call) = (link::map(&clinic), link::call(&clinic.phone));
    view! {
        <div class="cluster">
            <a class="button" href=map target="_blank" rel="noopener">
                <Icon name="map-pin" />
                {td_string!(l, public.show_map)}
                <span class="sr-only">" "{td_string!(l, public.new_tab)}</span>
            </a>
            <a class="button" href=call>
                <Icon name="phone" />
                <span class="sr-only">{td_string!(l, common.call)}" "</span>
                <span class="tabular">{clinic.phone}</span>
            </a>
        </div>
    }
}
