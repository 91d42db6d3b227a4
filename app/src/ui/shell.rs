//! The frame round every page: bars, side navigation, the page itself.

use super::{
    icon::{Icon, Logo},
    text::{classes, current_page, text},
};
use leptos::{prelude::*, text_prop::TextProp};

/// First link of the document: past the navigation, to `#main`.
#[component]
pub fn SkipLink(children: Children) -> impl IntoView {
    view! { <a class="skip-link" href="#main">{children()}</a> }
}

/// How much room a page takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// 72 rem.
    #[default]
    Normal,
    /// 40 rem: forms and reading.
    Narrow,
    /// All there is: calendars and boards.
    Wide,
}

/// `<main id="main">`: the page, its parts under each other.
#[component]
pub fn Page(#[prop(optional)] width: Width, children: Children) -> impl IntoView {
    let class = classes(
        "page",
        &[
            (width == Width::Narrow, "page--narrow"),
            (width == Width::Wide, "page--wide"),
        ],
    );
    view! { <main id="main" class=class tabindex="-1">{children()}</main> }
}

/// The bar of visitors and patients, and of staff on a phone. Children: [`TopBarNav`], [`TopBarEnd`].
#[component]
pub fn TopBar(
    /// Where the mark leads.
    #[prop(into)]
    home: String,
    /// The name beside the mark.
    #[prop(into)]
    brand: TextProp,
    /// Shown only where the side navigation is not.
    #[prop(optional)]
    phone: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class=classes("topbar", &[(phone, "topbar--phone")])>
            <div class="topbar__inner">
                <Logo href=home name=brand />
                {children.map(|children| children())}
            </div>
        </header>
    }
}

/// The bar's links, hidden on a phone; children are [`NavLink`]s.
#[component]
pub fn TopBarNav(#[prop(into)] label: TextProp, children: Children) -> impl IntoView {
    view! { <nav class="topbar__nav" aria-label=move || label.get()>{children()}</nav> }
}

/// What stands at the bar's end: language, bell, account.
#[component]
pub fn TopBarEnd(children: Children) -> impl IntoView {
    view! { <div class="topbar__end">{children()}</div> }
}

/// A link of the top bar.
#[component]
pub fn NavLink(
    #[prop(into)] href: String,
    #[prop(optional, into)] current: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! { <a class="nav-link" href=href aria-current=current_page(current)>{children()}</a> }
}

/// Staff: side navigation beside the page. Children: [`SideNav`], [`ShellMain`], [`BottomNav`].
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    view! { <div class="shell">{children()}</div> }
}

/// The column beside the side navigation: a [`TopBar`] with `phone`, then the [`Page`].
#[component]
pub fn ShellMain(children: Children) -> impl IntoView {
    view! { <div class="shell__main">{children()}</div> }
}

/// The side navigation, hidden on a phone; children are [`SideGroup`]s and one [`SideFoot`].
#[component]
pub fn SideNav(
    #[prop(into)] label: TextProp,
    /// Where the mark leads.
    #[prop(into)]
    home: String,
    /// The name beside the mark.
    #[prop(into)]
    brand: TextProp,
    children: Children,
) -> impl IntoView {
    view! {
        <nav class="shell__nav" aria-label=move || label.get()>
            <div class="side-nav">
                <div class="side-nav__brand">
                    <Logo href=home name=brand />
                </div>
                {children()}
            </div>
        </nav>
    }
}

/// Links that belong together.
#[component]
pub fn SideGroup(
    #[prop(optional, into)] title: Option<TextProp>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="side-nav__group">
            {title.map(|title| view! { <p class="side-nav__title">{text(title)}</p> })}
            {children()}
        </div>
    }
}

/// A link of the side navigation.
#[component]
pub fn SideLink(
    #[prop(into)] href: String,
    icon: &'static str,
    #[prop(optional, into)] current: Signal<bool>,
    /// How much waits there; nothing at zero.
    #[prop(optional, into)]
    count: Signal<u32>,
    /// The count cannot wait.
    #[prop(optional)]
    urgent: bool,
    children: Children,
) -> impl IntoView {
    let counter = classes("side-nav__count", &[(urgent, "side-nav__count--urgent")]);
    view! {
        <a class="side-nav__link" href=href aria-current=current_page(current)>
            <Icon name=icon />
            <span class="clip">{children()}</span>
            {move || (count.get() > 0).then(|| view! { <span class=counter.clone()>{count.get()}</span> })}
        </a>
    }
}

/// At the foot of the side navigation: the account.
#[component]
pub fn SideFoot(children: Children) -> impl IntoView {
    view! { <div class="side-nav__foot">{children()}</div> }
}

/// Five [`BottomLink`]s under the thumb, on a phone.
#[component]
pub fn BottomNav(
    #[prop(into)] label: TextProp,
    /// Of visitors and patients, whose bar has the links on a wider screen.
    #[prop(optional)]
    patient: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <nav class=classes("bottom-nav", &[(patient, "bottom-nav--patient")]) aria-label=move || label.get()>
            {children()}
        </nav>
    }
}

/// A link of the bottom navigation: icon over word.
#[component]
pub fn BottomLink(
    #[prop(into)] href: String,
    icon: &'static str,
    #[prop(optional, into)] current: Signal<bool>,
    /// How much waits there; nothing at zero.
    #[prop(optional, into)]
    count: Signal<u32>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="bottom-nav__link" href=href aria-current=current_page(current)>
            <Icon name=icon />
            <span class="bottom-nav__word">{children()}</span>
            {move || (count.get() > 0).then(|| view! { <span class="bottom-nav__count">{count.get()}</span> })}
        </a>
    }
}

/// The foot of public pages.
#[component]
pub fn Footer(children: Children) -> impl IntoView {
    view! {
        <footer class="footer">
            <div class="footer__inner">{children()}</div>
        </footer>
    }
}

/// Keeps the page current and says whether it is; read out when that changes.
#[component]
pub fn Live(
    /// While the connection is up.
    #[prop(into)]
    up: TextProp,
    /// While it is down.
    #[prop(into)]
    down: TextProp,
) -> impl IntoView {
    view! {
        <span class="live" role="status" data-live>
            <span class="live__up">{text(up)}</span>
            <span class="live__down" hidden>{text(down)}</span>
        </span>
    }
}

/// Keeps the page current and says nothing.
#[component]
pub fn KeepFresh() -> impl IntoView {
    view! { <span hidden data-live></span> }
}
