//! The languages people read Salus in.

use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// A language of the interface (ISO 639-1).
    #[derive(Default)]
    pub enum Language {
        /// French.
        #[default]
        Fr = "fr",
        /// English.
        En = "en",
    }
}

words! {
    /// A language spoken at a practice (ISO 639-1).
    pub enum SpokenLanguage {
        /// Arabic.
        Ar = "ar",
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
        /// Tamazight (ISO 639-2 `ber`).
        Ber = "ber",
        /// Spanish.
        Es = "es",
        /// Italian.
        It = "it",
        /// German.
        De = "de",
        /// Portuguese.
        Pt = "pt",
    }
}

/// A short text a clinic wrote in one or both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LocalText {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl LocalText {
    /// Both languages.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            fr: fr.into(),
            en: en.into(),
        }
    }

    /// The text in that language, else in the other.
    pub fn get(&self, language: Language) -> &str {
        let (wanted, other) = match language {
            Language::Fr => (&self.fr, &self.en),
            Language::En => (&self.en, &self.fr),
        };
        if wanted.is_empty() { other } else { wanted }
    }

    /// Whether neither language has any text.
    pub fn is_empty(&self) -> bool {
        self.fr.is_empty() && self.en.is_empty()
    }
}
