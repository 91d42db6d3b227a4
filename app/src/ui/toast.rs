//! A short message about what was just done. The browser's half takes it away after a while; without
//! script it stays with its page.

use super::{badge::Tone, icon::Icon, text::classes};
use leptos::{prelude::*, text_prop::TextProp};

/// Where messages appear, read out as they do; once, at the end of `<body>`.
#[component]
pub fn ToastRegion(children: Children) -> impl IntoView {
    view! { <div class="toasts" role="status" aria-live="polite">{children()}</div> }
}

/// One message.
#[component]
pub fn Toast(
    /// `Confirmed` (success), `Danger`, or news.
    tone: Tone,
    /// What a screen reader says for the close button.
    #[prop(into)]
    close: TextProp,
    children: Children,
) -> impl IntoView {
    let (modifier, icon) = match tone {
        Tone::Confirmed => ("toast--success", "circle-check"),
        Tone::Danger => ("toast--danger", "circle-alert"),
        _ => ("toast--info", "info"),
    };
    view! {
        <div class=classes("toast", &[(true, modifier)])>
            <Icon name=icon />
            <span class="toast__text">{children()}</span>
            <button type="button" class="toast__close" aria-label=close.get()>
                <Icon name="x" />
            </button>
        </div>
    }
}
