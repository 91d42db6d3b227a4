//! Mails as they wait to be delivered.

use crate::ids::MailId;
use crate::language::Language;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// A mail. Its text may hold a link that opens something: whoever delivers it forgets it then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Which.
    pub id: MailId,
    /// To whom.
    pub to: String,
    /// What it is about; never holds what somebody typed.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML, where there is one.
    pub html: Option<String>,
    /// What it is written in.
    pub language: Language,
    /// When it was written.
    pub at: Instant,
}
