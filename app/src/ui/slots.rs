//! Times to choose from: big chips, days across and times down.

use super::{
    icon::Icon,
    nav::StepLink,
    text::{Go, classes, text},
};
use leptos::{prelude::*, text_prop::TextProp};

/// A bookable time, as a link.
#[component]
pub fn TimeChip(
    #[prop(into)] href: String,
    /// What a screen reader says: day, time and "free".
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// It is the one chosen.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// A small word under the time.
    #[prop(optional, into)]
    note: Option<TextProp>,
    /// Without tint: for quick choices that are not times.
    #[prop(optional)]
    plain: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class=classes("chip", &[(plain, "chip--plain")])
            href=href
            aria-label=label.map(|label| move || label.get())
            aria-current=move || chosen.get().then_some("true")
        >
            {children()}
            {note.map(|note| view! { <span class="chip__note">{text(note)}</span> })}
        </a>
    }
}

/// A time as a button: in a form (`kind="submit"`, `attr:name`, `attr:value`) or with `on:click`.
#[component]
pub fn ChipButton(
    #[prop(default = "button")] kind: &'static str,
    /// What a screen reader says.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// It is the one chosen.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// Without tint.
    #[prop(optional)]
    plain: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=kind
            class=move || classes("chip", &[(plain, "chip--plain"), (chosen.get(), "chip--chosen")])
            aria-label=label.map(|label| move || label.get())
        >
            {children()}
        </button>
    }
}

/// Days across and their times down; children are [`SlotDay`]s. Scrolls sideways where it is narrow.
#[component]
pub fn SlotWeek(
    /// The days shown, for instance "24–30 November", between the links to others.
    #[prop(optional, into)]
    range: Option<TextProp>,
    #[prop(optional)] prev: Option<Go>,
    #[prop(optional)] next: Option<Go>,
    /// Words that unfold the times past the first rows; give them only where a day has more.
    #[prop(optional, into)]
    more: Option<TextProp>,
    /// Three rows before unfolding instead of five.
    #[prop(optional)]
    short: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=classes("slot-week", &[(short, "slot-week--short")])>
            {range.map(|range| view! {
                <div class="slot-week__bar">
                    <StepLink go=prev icon="chevron-left" />
                    <span class="slot-week__range">{text(range)}</span>
                    <StepLink go=next icon="chevron-right" />
                </div>
            })}
            {more.map(|more| view! {
                <details class="slot-more">
                    <summary>{text(more)} <Icon name="chevron-down" class="icon--sm" /></summary>
                </details>
            })}
            <div class="slot-week__days">{children()}</div>
        </div>
    }
}

/// One day of a [`SlotWeek`]; children are its chips.
#[component]
pub fn SlotDay(
    /// Name of the day, or "Today".
    #[prop(into)]
    name: TextProp,
    #[prop(into)] date: TextProp,
    #[prop(optional)] today: bool,
    /// What a screen reader says of a day without times; given only for such a day.
    #[prop(optional, into)]
    none: Option<TextProp>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class=classes("slot-day", &[(today, "slot-day--today")])>
            <h3 class="slot-day__head">
                <span class="slot-day__name">{text(name)}</span>
                <span class="slot-day__date">{text(date)}</span>
            </h3>
            <div class="slot-day__times">
                {none.map(|none| view! {
                    <span class="slot-day__none">
                        <span class="sr-only">{text(none)}</span>
                    </span>
                })}
                {children.map(|children| children())}
            </div>
        </section>
    }
}

/// The three-field search of the home page: a form that works without script. Children are
/// [`SearchField`]s.
#[component]
pub fn SearchBar(
    /// Where the search leads.
    #[prop(into)]
    action: String,
    /// Words of the button.
    #[prop(into)]
    go: TextProp,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="search-bar" role="search" method="get" action=action>
            {children()}
            <div class="search-bar__go">
                <button type="submit" class="button button--primary button--lg">
                    <Icon name="search" />
                    {text(go)}
                </button>
            </div>
        </form>
    }
}

/// One field of the search; its child is an `<input>` or `<select>` with this `id` and the class
/// `search-bar__input`.
#[component]
pub fn SearchField(
    #[prop(into)] id: String,
    icon: &'static str,
    #[prop(into)] label: TextProp,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="search-bar__field">
            <Icon name=icon />
            <label class="search-bar__label" for=id>{text(label)}</label>
            {children()}
        </div>
    }
}
