//! Tones, badges and notices: colour that always comes with an icon and a word.

use super::{
    icon::Icon,
    text::{classes, text},
};
use leptos::{prelude::*, text_prop::TextProp};

/// What a colour means. Each meaning is used once in the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Says nothing.
    #[default]
    Neutral,
    /// News.
    Info,
    /// Someone waits for an answer.
    Waiting,
    /// Agreed.
    Confirmed,
    /// Cannot wait.
    Urgent,
    /// Refused, failed, lost.
    Danger,
    /// Over.
    Done,
}

impl Tone {
    /// The tone's word in class names.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Urgent => "urgent",
            Self::Danger => "danger",
            Self::Done => "done",
        }
    }
}

/// A state in a pill: icon and word.
#[component]
pub fn Badge(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<&'static str>,
    /// Filled: for the one that must not be overlooked (with [`Tone::Urgent`]).
    #[prop(optional)]
    solid: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <span class=classes(&format!("badge badge--{}", tone.word()), &[(solid, "badge--solid")])>
            {icon.map(|name| view! { <Icon name=name /> })}
            {children()}
        </span>
    }
}

/// A message inside a page. `live` has it read out when it appears.
#[component]
pub fn Notice(
    /// `Info`, `Waiting` (a warning), `Danger`, `Confirmed` (success) or `Urgent`.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// Instead of the tone's own icon.
    #[prop(optional)]
    icon: Option<&'static str>,
    #[prop(optional, into)] title: Option<TextProp>,
    #[prop(optional)] live: bool,
    children: Children,
) -> impl IntoView {
    let (modifier, own_icon) = match tone {
        Tone::Waiting => ("notice--warn", "triangle-alert"),
        Tone::Danger => ("notice--danger", "circle-alert"),
        Tone::Confirmed => ("notice--success", "circle-check"),
        Tone::Urgent => ("notice--urgent", "siren"),
        Tone::Neutral | Tone::Info | Tone::Done => ("", "info"),
    };
    let role = live.then_some(if matches!(tone, Tone::Danger | Tone::Urgent) {
        "alert"
    } else {
        "status"
    });
    view! {
        <div class=classes("notice", &[(true, modifier)]) role=role>
            <Icon name=icon.unwrap_or(own_icon) />
            <div class="notice__body">
                {title.map(|title| view! { <p class="notice__title">{text(title)}</p> })}
                {children()}
            </div>
        </div>
    }
}
