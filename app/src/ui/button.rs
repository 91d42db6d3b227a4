//! Buttons and links that look like them.

use super::{icon::Icon, text::classes};
use leptos::{prelude::*, text_prop::TextProp};

/// How loud a button is. One `Primary` to a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// A hairline round it.
    #[default]
    Secondary,
    /// The one thing to do.
    Primary,
    /// Tinted: the second-best thing to do.
    Soft,
    /// No frame.
    Ghost,
    /// Destroys something.
    Danger,
}

impl Variant {
    const fn class(self) -> &'static str {
        match self {
            Self::Secondary => "",
            Self::Primary => "button--primary",
            Self::Soft => "button--soft",
            Self::Ghost => "button--ghost",
            Self::Danger => "button--danger",
        }
    }
}

/// How tall a control is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 36 px with a mouse, 44 px under a finger.
    Small,
    /// 44 px, 40 px on staff pages with a mouse.
    #[default]
    Normal,
    /// 52 px.
    Large,
}

fn button_class(variant: Variant, size: Size, block: bool, icon_only: bool) -> String {
    classes(
        "button",
        &[
            (true, variant.class()),
            (size == Size::Small, "button--sm"),
            (size == Size::Large, "button--lg"),
            (block, "button--block"),
            (icon_only, "button--icon"),
        ],
    )
}

/// `<button>`. Without children it is a square with its icon, and `label` is what a screen reader says.
/// Events and further attributes: `on:click=…`, `attr:name=…`, `attr:popovertarget=…`.
#[component]
pub fn Button(
    #[prop(optional)] variant: Variant,
    #[prop(optional)] size: Size,
    /// The `type` attribute: `button` or `submit`.
    #[prop(default = "button")]
    kind: &'static str,
    /// Full width.
    #[prop(optional)]
    block: bool,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Accessible name, needed where there are no words.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// Shows a spinner and takes no clicks.
    #[prop(optional, into)]
    loading: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = button_class(variant, size, block, children.is_none());
    view! {
        <button
            type=kind
            class=class
            aria-label=label.map(|label| move || label.get())
            aria-busy=move || loading.get().then_some("true")
            disabled=move || disabled.get() || loading.get()
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {children.map(|children| children())}
        </button>
    }
}

/// `<a>` that looks like a button; the same rules.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] variant: Variant,
    #[prop(optional)] size: Size,
    /// Full width.
    #[prop(optional)]
    block: bool,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Accessible name, needed where there are no words.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// A count in the corner of an icon button; nothing at zero.
    #[prop(optional, into)]
    count: Signal<u32>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = button_class(variant, size, block, children.is_none());
    view! {
        <a
            href=href
            class=class
            aria-label=label.map(|label| move || label.get())
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            {children.map(|children| children())}
            {move || (count.get() > 0).then(|| view! { <span class="button__dot">{count.get()}</span> })}
        </a>
    }
}

/// The button that sends a form. While the answer is awaited the browser's half disables it and shows a
/// spinner.
#[component]
pub fn SubmitButton(
    #[prop(default = Variant::Primary)] variant: Variant,
    #[prop(optional)] size: Size,
    /// Full width.
    #[prop(optional)]
    block: bool,
    /// Icon before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class=button_class(variant, size, block, false)>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </button>
    }
}
