//! Mails: written beside the change they tell of, delivered later.

mod words;

pub(crate) use words::Letter;

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::MailId;
use salus_domain::language::Language;
use salus_domain::notifications::Mail;
use salus_store::accounts::own;
use salus_store::notifications::latest_mails;
use salus_store::{Conn, StoreError};

/// How many mails the outbox shows.
const SHOWN: i64 = 50;

impl Services {
    /// A mail of this moment, to be added in the transaction of what it tells of.
    pub(crate) fn mail(&self, to: &str, language: Language, letter: &Letter) -> Mail {
        let (subject, text) = letter.words(language);
        Mail {
            id: MailId::new(self.new_id()),
            to: to.to_owned(),
            subject: subject.to_owned(),
            text,
            html: None,
            language,
            at: self.now(),
        }
    }

    /// What to write to an address in: what the account that has it reads in, else what the caller does.
    pub(crate) async fn language_for(
        &self,
        conn: &mut Conn,
        email: &str,
        caller: Caller,
    ) -> Result<Language, StoreError> {
        if let Some((_, language)) = own::by_email(conn, email).await? {
            return Ok(language);
        }
        let Some(user) = caller.user() else {
            return Ok(Language::default());
        };
        let writer = own::by_id(conn, user).await?;
        Ok(writer.map_or_else(Language::default, |writer| writer.language))
    }
}

/// The mails written last, newest first: on somebody's desk only, where nobody's mail is delivered. They hold
/// links that open accounts.
///
/// # Errors
/// [`Fault::Missing`] anywhere else.
pub async fn outbox(services: &Services) -> Result<Vec<Mail>, Fault> {
    if !services.site().development {
        return Err(Fault::Missing);
    }
    Ok(latest_mails(&mut services.store().read().await?, SHOWN).await?)
}
