//! What is known of people, and who sees it.

use crate::features::frame::PublicFrame;
use crate::features::reader::locale;
use crate::i18n::td_string;
use crate::ui::{PageHeader, Width};
use leptos::prelude::*;

/// The privacy page.
#[component]
pub fn Privacy() -> impl IntoView {
    let l = locale();
    view! {
        <PublicFrame title=td_string!(l, public.privacy_title) width=Width::Narrow>
            <PageHeader title=td_string!(l, public.privacy_title) subtitle=td_string!(l, public.privacy_intro) />
            <div class="prose">
                <h2>{td_string!(l, public.privacy_kept)}</h2>
                <ul>
                    <li>{td_string!(l, public.privacy_kept_1)}</li>
                    <li>{td_string!(l, public.privacy_kept_2)}</li>
                </ul>
                <h2>{td_string!(l, public.privacy_seen)}</h2>
                <ul>
                    <li>{td_string!(l, public.privacy_seen_1)}</li>
                    <li>{td_string!(l, public.privacy_seen_2)}</li>
                    <li>{td_string!(l, public.privacy_seen_3)}</li>
                </ul>
                <h2>{td_string!(l, public.privacy_cookies)}</h2>
                <p>{td_string!(l, public.privacy_cookies_text)}</p>
                <h2>{td_string!(l, public.privacy_traces)}</h2>
                <p>{td_string!(l, public.privacy_traces_text)}</p>
                <h2>{td_string!(l, public.privacy_rights)}</h2>
                <p>{td_string!(l, public.privacy_rights_text)}</p>
            </div>
        </PublicFrame>
    }
}
