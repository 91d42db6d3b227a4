//! What the reader may know of their own data: who holds it and who read it.

use crate::Services;
use crate::audit::row;
use crate::scheduling::availability::zone;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::audit::{cursor, read_cursor};
use salus_domain::permission::{Action, about_self};
use salus_domain::privacy::{MyFile, MyPrivacy, MyRequest, NOBODY, ReaderRow};
use salus_store::audit::{Page, of_user};
use salus_store::{OwnScope, privacy as store};

/// How many entries a page shows.
const SIZE: usize = 30;

/// The clinics that hold a file on the calling patient, and the staff who saw or changed something in it,
/// latest first; `after` is where the page before ended.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn mine(services: &Services, caller: Caller, after: &str) -> Result<MyPrivacy, Fault> {
    let own = OwnScope::from(&about_self(caller, Action::ReadAudit)?);
    let mut conn = services.store.read().await?;
    let page = Page {
        after: read_cursor(after),
        size: i64::try_from(SIZE + 1).unwrap_or(i64::MAX),
    };
    let mut read = of_user(&mut conn, &own, page).await?;
    let more = read.len() > SIZE;
    read.truncate(SIZE);
    let next = read
        .last()
        .filter(|_| more)
        .map(|last| cursor(last.at, last.id));
    let asked = store::requests_of_user(&mut conn, &own).await?;
    let files = store::files(&mut conn, &own).await?;
    Ok(MyPrivacy {
        files: files
            .into_iter()
            .map(|file| {
                let zone = zone(&file.time_zone)?;
                // The latest comes first.
                let request = asked.iter().find(|asked| asked.patient_id == file.id);
                Ok(MyFile {
                    clinic: file.clinic_name,
                    relative: file
                        .relation
                        .map(|_| format!("{} {}", file.first_name, file.last_name)),
                    since: zone.wall(file.created_at),
                    request: request.map(|asked| MyRequest {
                        asked: zone.wall(asked.asked_at),
                        state: asked.state,
                        reason: asked.reason.clone(),
                    }),
                })
            })
            .collect::<Result<_, Fault>>()?,
        readers: read
            .into_iter()
            .map(|entry| {
                let row = row(entry)?;
                Ok(ReaderRow {
                    at: row.at,
                    name: row.actor.map_or_else(|| NOBODY.to_owned(), |who| who.name),
                    role: row.role,
                    clinic: row.clinic.unwrap_or_default(),
                    action: row.action,
                })
            })
            .collect::<Result<_, Fault>>()?,
        next,
    })
}
