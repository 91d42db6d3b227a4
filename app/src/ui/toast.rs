//! Short messages that come and go, read out as they appear.

use super::{badge::Tone, icon::Icon, text::classes};
use leptos::{prelude::*, text_prop::TextProp};

/// How long a message stays that is not a failure.
#[cfg(feature = "hydrate")]
const STAYS: std::time::Duration = std::time::Duration::from_secs(6);

#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    message: String,
}

/// The messages on the screen; a copy is a handle on the same ones.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
}

impl Toasts {
    /// Something went well.
    pub fn success(self, message: impl Into<String>) {
        self.show(Tone::Confirmed, message.into());
    }

    /// Something is news.
    pub fn info(self, message: impl Into<String>) {
        self.show(Tone::Info, message.into());
    }

    /// Something failed; stays until it is closed.
    pub fn failure(self, message: impl Into<String>) {
        self.show(Tone::Danger, message.into());
    }

    fn show(self, tone: Tone, message: String) {
        let id = self.last.get_value().wrapping_add(1);
        self.last.set_value(id);
        self.list
            .update(|list| list.push(Toast { id, tone, message }));
        #[cfg(feature = "hydrate")]
        if tone != Tone::Danger {
            set_timeout(move || self.close(id), STAYS);
        }
    }

    fn close(self, id: u32) {
        // The page may have gone in the meantime.
        let _ = self
            .list
            .try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Makes [`Toasts`] known below here; once, at the root.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        list: RwSignal::default(),
        last: StoredValue::new(0),
    };
    provide_context(toasts);
    toasts
}

/// The messages of this page. Made on the spot where none were provided, so that a part can be shown alone.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(provide_toasts)
}

/// Where the messages appear; once, at the end of `<body>`.
#[component]
pub fn ToastRegion(
    /// What a screen reader says for a message's close button.
    #[prop(into)]
    close: TextProp,
) -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <ToastView toasts=toasts toast=toast close=close.clone() />
            </For>
        </div>
    }
}

#[component]
fn ToastView(toasts: Toasts, toast: Toast, close: TextProp) -> impl IntoView {
    let (modifier, icon) = match toast.tone {
        Tone::Confirmed => ("toast--success", "circle-check"),
        Tone::Danger => ("toast--danger", "circle-alert"),
        _ => ("toast--info", "info"),
    };
    let id = toast.id;
    view! {
        <div class=classes("toast", &[(true, modifier)])>
            <Icon name=icon />
            <span class="toast__text">{toast.message}</span>
            <button
                type="button"
                class="toast__close"
                aria-label=move || close.get()
                on:click=move |_| toasts.close(id)
            >
                <Icon name="x" />
            </button>
        </div>
    }
}
