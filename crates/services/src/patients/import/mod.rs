//! Tables of patients from elsewhere: checked as a whole, shown with everything that is wrong or likely there already,
//! then brought in whole or not at all.
//!
//! The checked table stays here for a while, for whoever handed it in. What is brought in is checked once more, within
//! the transaction that writes it: what was free a moment ago may be taken.

mod table;

use crate::Services;
use crate::audit::{Saw, note};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::fault::Conflict;
use salus_domain::ids::{ImportId, PatientId, UserId};
use salus_domain::patients::import::{
    Head, ImportForm, ImportPreview, Imported, MOST_BYTES, MOST_MB, SHOWN, SecondLine, SecondOf,
    WAITS_MIN, WrongLine,
};
use salus_domain::patients::{Crowd, Identity, LikelyFile, Likeness, PatientData};
use salus_domain::permission::{Action, ClinicGrant, at_work};
use salus_domain::text::one_line;
use salus_domain::validate::{FieldError, Problem};
use salus_store::journal::{add_audit, add_event};
use salus_store::patients::import as store;
use salus_store::{Conn, Failure, Scope, StoreError};
use serde_json::json;
use table::Table;

/// What is handed in.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What the file is called there.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The longest name of a file that is kept, in characters.
const NAME: usize = 80;

/// The lines of a table that can be files, and those that cannot.
#[derive(Debug)]
struct Lines {
    head: Head,
    good: Vec<(u64, PatientData)>,
    wrong: Vec<WrongLine>,
}

impl Lines {
    fn count(&self) -> usize {
        self.good.len() + self.wrong.len()
    }

    fn identities(&self) -> Vec<Identity> {
        self.good.iter().map(|(_, data)| data.identity()).collect()
    }
}

/// Keeps a table to be looked at, and brought in, by the caller; it takes the place of one they had waiting. It is
/// awaited only once they may.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`]; [`Fault::Invalid`] naming the columns that are missing, or `file` for what
/// is no table, too long or too large; those of handing it in.
pub async fn check(
    services: &Services,
    caller: Caller,
    upload: impl Future<Output = Result<Upload, Fault>>,
) -> Result<ImportId, Fault> {
    let (grant, user) = importer(caller)?;
    let scope = Scope::from(&grant);
    let Upload { name, bytes } = upload.await?;
    if bytes.len() > MOST_BYTES {
        return Err(Fault::field("file", Problem::TooLarge { mb: MOST_MB }));
    }
    let (content, lines) = read(services, bytes).await?;
    let id = ImportId::new(services.new_id());
    let now = services.now();
    let new = store::AddImport {
        id,
        user,
        name: one_line(&name).chars().take(NAME).collect(),
        content,
        at: now,
        expires_at: now.plus_minutes(WAITS_MIN),
    };
    let (clinic, detail) = (Some(grant.clinic()), json!({ "lines": lines.count() }));
    let event = services.event(clinic, "patients.import_checked", id, detail.clone());
    let done = "patient.check_import";
    let audit = services.audit(Some(caller), clinic, done, "import", id, None, detail);
    services
        .store
        .write_with((new, event, audit), move |tx, (new, event, audit)| {
            Box::pin(async move {
                store::keep(tx, &scope, new).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?;
    Ok(id)
}

/// What would come of a table that waits: every wrong line by field, and whom lines are likely a second file on.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`]; [`Fault::Missing`], also for one that another person handed in.
pub async fn preview(
    services: &Services,
    caller: Caller,
    id: ImportId,
) -> Result<ImportPreview, Fault> {
    let (grant, user) = importer(caller)?;
    let scope = Scope::from(&grant);
    let mut conn = services.store.read().await?;
    let kept = store::kept(&mut conn, &scope, user, id, services.now()).await?;
    drop(conn);
    let (name, content) = kept.ok_or(Fault::Missing)?;
    let (_, mut lines) = read(services, content).await?;
    let mut conn = services.store.read().await?;
    let alike = seconds(&mut conn, &scope, &lines).await?;
    drop(conn);
    let same_id = |of: &SecondOf| of.likeness() == Likeness::NationalId;
    let mut preview = ImportPreview {
        id,
        name,
        lines: lines.count(),
        columns: lines.head.known(),
        ignored: lines.head.ignored().to_vec(),
        wrong_count: lines.wrong.len(),
        second_count: alike.iter().flatten().count(),
        same_id_count: alike.iter().flatten().filter(|of| same_id(of)).count(),
        wrong: Vec::new(),
        seconds: lines
            .good
            .iter()
            .zip(alike)
            .filter_map(|((line, data), of)| {
                let (line, name) = (*line, data.name());
                of.map(|of| SecondLine { line, name, of })
            })
            .take(SHOWN)
            .collect(),
    };
    lines.wrong.truncate(SHOWN);
    preview.wrong = lines.wrong;
    let seen = preview
        .seconds
        .iter()
        .filter_map(|second| match &second.of {
            SecondOf::File(file) => Some(file.id),
            SecondOf::Line { .. } => None,
        });
    note(services, caller, Saw::Import, seen).await?;
    Ok(preview)
}

/// Brings a table in that waits: all its lines, but those that are likely there already as far as the form says so,
/// and those with a known national id. One wrong line, and nothing is brought in.
///
/// # Errors
/// As [`preview`]; [`Fault::Invalid`] naming wrong lines as `lines.<line>.<field>`; [`Conflict::Changed`] when
/// somebody opened one of the files at the same moment.
pub async fn run(
    services: &Services,
    caller: Caller,
    form: &ImportForm,
) -> Result<Imported, Fault> {
    let (grant, user) = importer(caller)?;
    let scope = Scope::from(&grant);
    let (id, likely) = form.validate()?;
    let mut conn = services.store.read().await?;
    let kept = store::kept(&mut conn, &scope, user, id, services.now()).await?;
    drop(conn);
    let (_, lines) = read(services, kept.ok_or(Fault::Missing)?.1).await?;
    refuse_wrong(&lines)?;
    let input = (services.clone(), lines);
    services
        .store
        .write_with(input, move |tx, (services, lines)| {
            Box::pin(async move {
                if !store::forget(tx, &scope, user, id).await? {
                    return Err(Fault::Missing.into());
                }
                let alike = seconds(tx, &scope, lines).await?;
                let files: Vec<(PatientId, PatientData)> = lines
                    .good
                    .iter()
                    .zip(&alike)
                    .filter(|(_, of)| likely.opens(of.as_ref().map(SecondOf::likeness)))
                    .map(|((_, data), _)| (PatientId::new(services.new_id()), data.clone()))
                    .collect();
                store::add_all(tx, &scope, &files, services.now()).await?;
                let done = Imported {
                    opened: files.len(),
                    skipped: lines.count() - files.len(),
                };
                let detail =
                    json!({ "opened": done.opened, "skipped": done.skipped, "likely": likely });
                let clinic = Some(scope.clinic());
                let event = services.event(clinic, "patients.imported", id, detail.clone());
                add_event(tx, &event).await?;
                let action = "patient.import";
                let audit =
                    services.audit(Some(caller), clinic, action, "import", id, None, detail);
                add_audit(tx, &audit).await?;
                Ok(done)
            })
        })
        .await
        .map_err(|failure| match failure {
            Failure::Store(error) if error.is_unique("patients_clinic_id_national_id_key") => {
                Fault::conflict(Conflict::Changed)
            }
            other => other.into(),
        })
}

/// Forgets tables nobody brought in in time; how many.
///
/// # Errors
/// [`Fault::Busy`], [`Fault::Internal`].
pub async fn forget_expired(services: &Services) -> Result<u64, Fault> {
    let now = services.now();
    Ok(services
        .store
        .write(move |tx| Box::pin(async move { Ok(store::delete_expired(tx, now).await?) }))
        .await?)
}

fn importer(caller: Caller) -> Result<(ClinicGrant, UserId), Fault> {
    let grant = at_work(caller, Action::ImportPatients)?;
    Ok((grant, caller.user().ok_or(Fault::SignedOut)?))
}

/// Reads a table, off the async threads; hands its bytes back.
async fn read(services: &Services, bytes: Vec<u8>) -> Result<(Vec<u8>, Lines), Fault> {
    let today = services.today();
    tokio::task::spawn_blocking(move || {
        let Table { headings, rows } = table::read(&bytes)?;
        let head = Head::read(&headings)?;
        let (mut good, mut wrong) = (Vec::new(), Vec::new());
        for (line, cells) in rows {
            match head.read_line(&cells, today) {
                Ok(data) => good.push((line, data)),
                Err(Fault::Invalid { fields }) => wrong.push(WrongLine { line, fields }),
                Err(fault) => return Err(fault),
            }
        }
        Ok((bytes, Lines { head, good, wrong }))
    })
    .await
    .map_err(|error| {
        tracing::error!(%error, "reading a table failed");
        Fault::Internal
    })?
}

fn refuse_wrong(lines: &Lines) -> Result<(), Fault> {
    if lines.wrong.is_empty() {
        return Ok(());
    }
    let named = |wrong: &WrongLine| {
        let line = wrong.line;
        let of_line = |of: &FieldError| {
            FieldError::new(format!("lines.{line}.{}", of.field), of.problem.clone())
        };
        wrong.fields.iter().map(of_line).collect::<Vec<_>>()
    };
    let fields = lines.wrong.iter().take(SHOWN).flat_map(named).collect();
    Err(Fault::Invalid { fields })
}

/// For each line that can be a file, what it is likely a second file on: a file of the clinic, or a line before it.
async fn seconds(
    conn: &mut Conn,
    scope: &Scope,
    lines: &Lines,
) -> Result<Vec<Option<SecondOf>>, StoreError> {
    let identities = lines.identities();
    let known = salus_store::patients::known_like(conn, scope, &identities).await?;
    let mut files = Crowd::default();
    for (place, (_, identity)) in known.iter().enumerate() {
        files.add(place, identity);
    }
    let mut before = Crowd::default();
    let mut alike = Vec::with_capacity(identities.len());
    for ((line, _), identity) in lines.good.iter().zip(&identities) {
        let file = files.like(identity).and_then(|like| {
            let (id, of) = known.get(like.who)?;
            Some(SecondOf::File(LikelyFile {
                id: *id,
                name: of.name.clone(),
                born_on: of.born_on,
                likeness: like.likeness,
            }))
        });
        let earlier = before.like(identity).map(|like| SecondOf::Line {
            line: like.who,
            likeness: like.likeness,
        });
        // The surest reason counts; of two alike, the file that is there.
        alike.push(
            file.into_iter()
                .chain(earlier)
                .min_by_key(SecondOf::likeness),
        );
        before.add(*line, identity);
    }
    Ok(alike)
}
