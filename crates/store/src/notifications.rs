//! Mails that wait to be delivered: written in the transaction of what they tell of, or not at all.

use crate::{Conn, Reach, Sql, StoreError, Tx};
use salus_domain::ids::MailId;
use salus_domain::language::Language;
use salus_domain::notifications::Mail;
use salus_domain::time::Instant;

/// Adds a mail to deliver.
///
/// # Errors
/// Any [`StoreError`].
pub async fn add_mail(tx: &mut Tx, mail: &Mail) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO mails (id, to_address, subject, text_body, html_body, language, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    tx.query(Reach::SHARED, ADD)
        .bind(mail.id)
        .bind(mail.to.as_str())
        .bind(mail.subject.as_str())
        .bind(mail.text.as_str())
        .bind(mail.html.as_deref())
        .bind(mail.language)
        .bind(mail.at)
        .execute()
        .await
        .map(drop)
}

/// Takes a mail back.
///
/// # Errors
/// Any [`StoreError`].
pub async fn remove_mail(tx: &mut Tx, mail: MailId) -> Result<(), StoreError> {
    const REMOVE: Sql = Sql::both("DELETE FROM mails WHERE id = $1");
    tx.query(Reach::SHARED, REMOVE)
        .bind(mail)
        .execute()
        .await
        .map(drop)
}

#[derive(sqlx::FromRow)]
struct MailRow {
    id: MailId,
    to_address: String,
    subject: String,
    text_body: String,
    html_body: Option<String>,
    language: Language,
    created_at: Instant,
}

/// The mails written last, newest first.
///
/// # Errors
/// Any [`StoreError`].
pub async fn latest_mails(conn: &mut Conn, at_most: i64) -> Result<Vec<Mail>, StoreError> {
    const LATEST: Sql = Sql::both(
        "SELECT id, to_address, subject, text_body, html_body, language, created_at
         FROM mails ORDER BY created_at DESC, id DESC LIMIT $1",
    );
    let rows: Vec<MailRow> = conn
        .query(Reach::SHARED, LATEST)
        .bind(at_most)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Mail {
            id: row.id,
            to: row.to_address,
            subject: row.subject,
            text: row.text_body,
            html: row.html_body,
            language: row.language,
            at: row.created_at,
        })
        .collect())
}
