//! Parts of a page: head, sections, cards, figures, facts, and what stands where nothing is.

use super::{
    icon::Icon,
    text::{classes, text},
};
use leptos::{prelude::*, text_prop::TextProp};

/// Title of the page (its `<h1>`), one line under it, and actions at the end as children.
#[component]
pub fn PageHeader(
    #[prop(into)] title: TextProp,
    #[prop(optional, into)] subtitle: Option<TextProp>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="page-header">
            <div class="page-header__text">
                <h1>{text(title)}</h1>
                {subtitle.map(|subtitle| view! { <p class="page-header__subtitle">{text(subtitle)}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-header__actions">{children()}</div> })}
        </div>
    }
}

/// A titled part of a page, with an optional link beside its title.
#[component]
pub fn Section(
    #[prop(into)] title: TextProp,
    /// Words and address beside the title.
    #[prop(optional)]
    link: Option<(TextProp, String)>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section">
            <div class="section__head">
                <h2>{text(title)}</h2>
                {link.map(|(words, href)| view! { <a href=href>{text(words)}</a> })}
            </div>
            {children()}
        </section>
    }
}

/// A surface with a hairline.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<TextProp>,
    /// No room inside: for tables and lists that reach the edges.
    #[prop(optional)]
    flush: bool,
    /// Tinted, without a line.
    #[prop(optional)]
    tint: bool,
    /// Beside the title, at the end.
    #[prop(optional)]
    actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let headed = title.is_some() || actions.is_some();
    view! {
        <section class=classes("card", &[(flush, "card--flush"), (tint, "card--tint")])>
            {headed.then(|| view! {
                <header class="card__head">
                    {title.map(|title| view! { <h2 class="card__title">{text(title)}</h2> })}
                    {actions.map(|actions| actions.run())}
                </header>
            })}
            {children()}
        </section>
    }
}

/// At the foot of a [`Card`]: its buttons.
#[component]
pub fn CardFoot(children: Children) -> impl IntoView {
    view! { <footer class="card__foot">{children()}</footer> }
}

/// Whether a figure moved the right way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trend {
    /// Neither.
    #[default]
    Flat,
    /// For the better.
    Up,
    /// For the worse.
    Down,
}

/// One figure with its name and a hint.
#[component]
pub fn Stat(
    #[prop(into)] label: TextProp,
    #[prop(into)] figure: TextProp,
    #[prop(optional, into)] hint: Option<TextProp>,
    #[prop(optional)] trend: Trend,
    #[prop(optional)] icon: Option<&'static str>,
) -> impl IntoView {
    let hint_class = classes(
        "stat__hint",
        &[
            (trend == Trend::Up, "stat__hint--up"),
            (trend == Trend::Down, "stat__hint--down"),
        ],
    );
    view! {
        <div class="stat">
            <span class="stat__label">{icon.map(|name| view! { <Icon name=name /> })} {text(label)}</span>
            <span class="stat__figure">{text(figure)}</span>
            {hint.map(|hint| view! { <span class=hint_class>{text(hint)}</span> })}
        </div>
    }
}

/// Terms and what is known of them; children are [`Fact`]s.
#[component]
pub fn Facts(
    /// Each term over its description.
    #[prop(optional)]
    stacked: bool,
    children: Children,
) -> impl IntoView {
    view! { <dl class=classes("facts", &[(stacked, "facts--stacked")])>{children()}</dl> }
}

/// One term of [`Facts`].
#[component]
pub fn Fact(#[prop(into)] term: TextProp, children: Children) -> impl IntoView {
    view! {
        <div class="facts__row">
            <dt>{text(term)}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// One line of a `.fact-list`: an icon and words.
#[component]
pub fn IconLine(icon: &'static str, children: Children) -> impl IntoView {
    view! {
        <li>
            <Icon name=icon />
            <span>{children()}</span>
        </li>
    }
}

/// Nothing here yet: says what to do next. Children are the buttons.
#[component]
pub fn Empty(
    icon: &'static str,
    #[prop(into)] title: TextProp,
    #[prop(optional, into)] message: Option<TextProp>,
    /// Without a frame: inside a card.
    #[prop(optional)]
    plain: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=classes("empty", &[(plain, "empty--plain")])>
            <span class="empty__icon">
                <Icon name=icon class="icon--lg" />
            </span>
            <p class="empty__title">{text(title)}</p>
            {message.map(|message| view! { <p class="empty__text">{text(message)}</p> })}
            {children.map(|children| view! { <div class="empty__actions">{children()}</div> })}
        </div>
    }
}

/// What a [`Skeleton`] stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A title and lines of text.
    #[default]
    Lines,
    /// Cards.
    Cards,
    /// Rows of a table.
    Rows,
    /// A week of times.
    Times,
}

/// Grey shapes while something loads.
#[component]
pub fn Skeleton(
    #[prop(optional)] shape: Shape,
    /// How many lines, cards, rows or times.
    #[prop(default = 3)]
    count: u32,
) -> impl IntoView {
    let class = match shape {
        Shape::Lines => "skeleton",
        Shape::Cards => "skeleton skeleton--card",
        Shape::Rows => "skeleton skeleton--row",
        Shape::Times => "skeleton skeleton--chip",
    };
    let group = classes(
        "skeleton-group",
        &[
            (shape == Shape::Rows, "card card--flush"),
            (shape == Shape::Times, "skeleton-group--times"),
        ],
    );
    view! {
        <div class=group aria-hidden="true">
            {(shape == Shape::Lines).then(|| view! { <span class="skeleton skeleton--title"></span> })}
            {(0..count).map(|_| view! { <span class=class></span> }).collect_view()}
        </div>
    }
}
