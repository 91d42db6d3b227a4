//! Ways through pages: tabs, breadcrumb, steps, menus.

use super::{
    icon::Icon,
    text::{Go, classes, current_page, text},
};
use leptos::{prelude::*, text_prop::TextProp};

/// A chevron that leads on, or an empty place of the same size where there is nowhere to go.
#[component]
pub fn StepLink(go: Option<Go>, icon: &'static str) -> impl IntoView {
    match go {
        Some(go) => view! {
            <a
                class="button button--ghost button--icon"
                href=go.href
                data-step=icon
                aria-label=move || go.label.get()
            >
                <Icon name=icon />
            </a>
        }
        .into_any(),
        None => view! {
            <span class="button button--ghost button--icon" aria-disabled="true">
                <Icon name=icon />
            </span>
        }
        .into_any(),
    }
}

/// Links between the parts of one page; children are [`TabLink`]s.
#[component]
pub fn Tabs(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! { <nav class="tabs" aria-label=move || label.get()>{children()}</nav> }
}

/// One tab.
#[component]
pub fn TabLink(
    #[prop(into)] href: String,
    #[prop(optional, into)] current: Signal<bool>,
    /// A count beside the word; absent at none.
    #[prop(optional, into)]
    count: MaybeProp<u32>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="tabs__link" href=href aria-current=current_page(current)>
            {children()}
            {move || count.get().map(|count| view! { <span class="tabs__count">{count}</span> })}
        </a>
    }
}

/// The way from the top to here. The last entry is the page itself and needs no address.
#[component]
pub fn Breadcrumb(
    #[prop(into)] label: TextProp,
    /// Words and addresses.
    trail: Vec<(TextProp, Option<String>)>,
) -> impl IntoView {
    let steps = trail
        .into_iter()
        .map(|(words, href)| match href {
            Some(href) => view! { <li><a href=href>{text(words)}</a></li> }.into_any(),
            None => view! { <li aria-current="page">{text(words)}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label=move || label.get()>
            <ol class="breadcrumb__list">{steps}</ol>
        </nav>
    }
}

/// One step of a [`Stepper`].
#[derive(Clone, Debug)]
pub struct Step {
    /// What is decided in it.
    pub word: TextProp,
    /// What was decided, once it is.
    pub value: Option<String>,
    /// The way back to it, once it is done.
    pub href: Option<String>,
}

/// Where one is in a series of pages; done steps can be walked back to.
#[component]
pub fn Stepper(
    #[prop(into)] label: TextProp,
    steps: Vec<Step>,
    /// Index of the step shown, from zero.
    current: usize,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(index, Step { word, value, href })| {
            let word = match href.filter(|_| index < current) {
                Some(href) => view! { <a href=href>{text(word)}</a> }.into_any(),
                None => text(word).into_any(),
            };
            view! {
                <li
                    class=classes("stepper__step", &[(index < current, "stepper__step--done")])
                    aria-current=(index == current).then_some("step")
                >
                    <span class="stepper__word">{word}</span>
                    {value.map(|value| view! { <span class="stepper__value">{value}</span> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="stepper" aria-label=move || label.get()>
            <ol class="stepper__list">{steps}</ol>
        </nav>
    }
}

/// A menu behind a button, a `<details>` that works without script; the browser's half shuts it on Esc and on
/// a click elsewhere. Children are [`MenuLink`]s and
/// [`MenuButton`]s.
#[component]
pub fn Menu(
    /// What the button is called.
    #[prop(into)]
    label: TextProp,
    /// What the button shows; else the icon of three dots.
    #[prop(optional)]
    trigger: Option<ViewFn>,
    /// Opens upwards.
    #[prop(optional)]
    up: bool,
    children: Children,
) -> impl IntoView {
    let (class, shown) = match trigger {
        Some(trigger) => ("button button--ghost", trigger.run().into_any()),
        None => (
            "button button--ghost button--icon",
            view! { <Icon name="ellipsis" /> }.into_any(),
        ),
    };
    view! {
        <details class=classes("menu", &[(up, "menu--up")])>
            <summary class=class>
                {shown} <span class="sr-only">{text(label)}</span>
            </summary>
            <div class="menu__list">{children()}</div>
        </details>
    }
}

/// An entry that leads somewhere.
#[component]
pub fn MenuLink(
    #[prop(into)] href: String,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional, into)] current: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="menu__item" href=href aria-current=current_page(current)>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </a>
    }
}

/// An entry that does something: `kind="submit"` inside a form.
#[component]
pub fn MenuButton(
    #[prop(default = "button")] kind: &'static str,
    #[prop(optional)] icon: Option<&'static str>,
    /// Destroys something.
    #[prop(optional)]
    danger: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <button type=kind class=classes("menu__item", &[(danger, "menu__item--danger")])>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </button>
    }
}
