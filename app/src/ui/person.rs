//! Faces: a photo, else initials on a colour that follows from the name.

use super::text::classes;
use leptos::prelude::*;

/// How large a face is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// 24 px.
    Tiny,
    /// 32 px.
    Small,
    /// 44 px.
    #[default]
    Normal,
    /// 64 px.
    Large,
    /// 96 px.
    Huge,
}

impl Face {
    const fn class(self) -> &'static str {
        match self {
            Self::Tiny => "avatar--xs",
            Self::Small => "avatar--sm",
            Self::Normal => "",
            Self::Large => "avatar--lg",
            Self::Huge => "avatar--xl",
        }
    }
}

/// First letters of the first and the last name; a title such as "Dr." is passed over.
fn initials(name: &str) -> String {
    let title = |word: &&str| {
        word.ends_with('.') || matches!(*word, "Dr" | "Pr" | "Prof" | "Mr" | "Mrs" | "Ms" | "Mme")
    };
    let words: Vec<&str> = name.split_whitespace().skip_while(title).collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words
        .last()
        .filter(|_| words.len() > 1)
        .and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// One of the eight hues, always the same for a name.
fn hue(name: &str) -> u32 {
    name.chars().fold(0_u32, |hash, char| {
        hash.wrapping_mul(31).wrapping_add(u32::from(char))
    }) % 8
}

/// A face. Decoration: the name stands beside it as text.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    /// Address of a photo; empty where there is none.
    #[prop(optional, into)]
    photo: String,
    #[prop(optional)] size: Face,
) -> impl IntoView {
    let hue = format!("hue-{}", hue(&name));
    let class = classes("avatar", &[(true, size.class()), (true, &hue)]);
    view! {
        <span class=class aria-hidden="true">
            {if photo.is_empty() {
                initials(&name).into_any()
            } else {
                view! { <img src=photo alt="" loading="lazy" /> }.into_any()
            }}
        </span>
    }
}

/// A face, a name, and a quieter line as children. With [`Face::Huge`] it heads a page.
#[component]
pub fn Person(
    #[prop(into)] name: String,
    /// Address of a photo; empty where there is none.
    #[prop(optional, into)]
    photo: String,
    #[prop(optional)] size: Face,
    /// Where the name leads.
    #[prop(optional, into)]
    href: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let shown = name.clone();
    view! {
        <div class=classes("person", &[(size == Face::Huge, "person--lead")])>
            <Avatar name=name photo=photo size=size />
            <div class="person__text">
                <span class="person__name">
                    {match href {
                        Some(href) => view! { <a href=href>{shown}</a> }.into_any(),
                        None => shown.into_any(),
                    }}
                </span>
                {children.map(|children| view! { <span class="person__meta">{children()}</span> })}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{hue, initials};

    #[test]
    fn initials_pass_over_titles_and_take_first_and_last_name() {
        assert_eq!(initials("Dr. Anna Maria Weber"), "AW");
        assert_eq!(initials("prince"), "P");
        assert_eq!(initials("د. ليلى حداد"), "لح");
        assert_eq!(initials("  "), "");
    }

    #[test]
    fn a_name_keeps_its_hue() {
        assert_eq!(hue("Leila Haddad"), hue("Leila Haddad"));
        assert!(hue("Yōko Ōno") < 8);
    }
}
