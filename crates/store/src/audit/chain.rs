//! Entries joining their chains, and chains read back.

use crate::journal::AuditEntry;
use crate::{Conn, Reach, Sql, StoreError, Tx};
use salus_domain::accounts::{Caller, Role};
use salus_domain::audit::chain::{Before, Fields, Hash, Link, START, hash};
use salus_domain::ids::{AuditId, ClinicId, PatientId, UserId};
use salus_domain::time::Instant;
use serde_json::Value;
use uuid::Uuid;

/// How many entries are read at once.
const PAGE: i64 = 1000;

/// A clinic's chain, or the platform's, as `audit_heads` names it.
fn name_of(clinic: Option<ClinicId>) -> Uuid {
    clinic.map_or(Uuid::nil(), ClinicId::uuid)
}

/// Has the entries of a transaction join their chains. Each chain's head is locked for the rest of the
/// transaction, so that its entries follow one another however many write at once; the chains in one order,
/// so that two transactions never wait for each other.
pub(crate) async fn append(tx: &mut Tx) -> Result<(), StoreError> {
    let mut entries = tx.take_entries();
    entries.sort_by_key(|entry| entry.clinic);
    for of_chain in entries.chunk_by(|one, next| one.clinic == next.clinic) {
        if let Some(first) = of_chain.first() {
            append_to(tx, first, of_chain).await?;
        }
    }
    Ok(())
}

async fn append_to(
    tx: &mut Tx,
    first: &AuditEntry,
    entries: &[AuditEntry],
) -> Result<(), StoreError> {
    const LOCK: Sql = Sql::both(
        "INSERT INTO audit_heads (chain, seq, hash) VALUES ($1, 0, $2)
         ON CONFLICT (chain) DO UPDATE SET seq = audit_heads.seq RETURNING seq, hash",
    );
    const MOVE: Sql = Sql::both("UPDATE audit_heads SET seq = $2, hash = $3 WHERE chain = $1");
    let chain = name_of(first.clinic);
    let (mut seq, last): (i64, Vec<u8>) = tx
        .query(Reach::of(first.clinic), LOCK)
        .bind(chain)
        .bind(START.as_slice())
        .fetch_one()
        .await?;
    let mut last: Hash = last
        .try_into()
        .map_err(|_| StoreError::Check("audit_heads.hash".to_owned()))?;
    let sealed = if seq == 0 {
        seal(tx, first).await?
    } else {
        None
    };
    for fields in sealed.into_iter().chain(entries.iter().map(fields)) {
        seq += 1;
        last = hash(&last, seq, &fields);
        add(tx, seq, &last, &fields).await?;
    }
    tx.query(Reach::of(first.clinic), MOVE)
        .bind(chain)
        .bind(seq)
        .bind(last.as_slice())
        .execute()
        .await
        .map(drop)
}

/// The entry a chain begins with where there are entries from before chains: it holds their digest. It
/// bears the moment of the entry that comes next, and an id made of the digest.
async fn seal(tx: &mut Tx, next: &AuditEntry) -> Result<Option<Fields>, StoreError> {
    let before = unchained(tx, next.clinic).await?;
    if before.is_empty() {
        return Ok(None);
    }
    let mut id = [0; 16];
    id.copy_from_slice(&before.digest()[..16]);
    Ok(Some(Fields {
        id: AuditId::new(uuid::Builder::from_custom_bytes(id).into_uuid()),
        clinic: next.clinic,
        at: next.at,
        actor: None,
        role: Some("clock".to_owned()),
        action: Before::ACTION.to_owned(),
        subject_kind: "audit".to_owned(),
        subject: name_of(next.clinic),
        patient: None,
        address: None,
        detail: before.detail(),
    }))
}

fn fields(entry: &AuditEntry) -> Fields {
    let role = match entry.caller {
        None => "clock",
        Some(caller) => caller.role().map_or("visitor", Role::as_str),
    };
    Fields {
        id: entry.id,
        clinic: entry.clinic,
        at: entry.at,
        actor: entry.caller.and_then(Caller::user),
        role: Some(role.to_owned()),
        action: entry.action.to_owned(),
        subject_kind: entry.subject_kind.to_owned(),
        subject: entry.subject,
        patient: entry.patient,
        address: entry.address.clone(),
        detail: entry.detail.clone(),
    }
}

async fn add(tx: &mut Tx, seq: i64, hash: &Hash, of: &Fields) -> Result<(), StoreError> {
    const ADD: Sql = Sql::both(
        "INSERT INTO audit_entries
             (id, clinic_id, at, actor_user_id, actor_role, action, subject_kind, subject_id, patient_id,
              address, detail, seq, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    );
    tx.query(Reach::of(of.clinic), ADD)
        .bind(of.id)
        .bind(of.clinic)
        .bind(of.at)
        .bind(of.actor)
        .bind(of.role.as_deref())
        .bind(of.action.as_str())
        .bind(of.subject_kind.as_str())
        .bind(of.subject)
        .bind(of.patient)
        .bind(of.address.as_deref())
        .bind(of.detail.clone())
        .bind(seq)
        .bind(hash.as_slice())
        .execute()
        .await
        .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: AuditId,
    clinic_id: Option<ClinicId>,
    at: Instant,
    actor_user_id: Option<UserId>,
    actor_role: Option<String>,
    action: String,
    subject_kind: String,
    subject_id: Uuid,
    patient_id: Option<PatientId>,
    address: Option<String>,
    detail: String,
    seq: Option<i64>,
    hash: Option<Vec<u8>>,
}

impl Row {
    fn into_fields(self) -> Fields {
        // What is no longer JSON is not what was written either, and is found by its hash.
        let detail = serde_json::from_str(&self.detail).unwrap_or(Value::String(self.detail));
        Fields {
            id: self.id,
            clinic: self.clinic_id,
            at: self.at,
            actor: self.actor_user_id,
            role: self.actor_role,
            action: self.action,
            subject_kind: self.subject_kind,
            subject: self.subject_id,
            patient: self.patient_id,
            address: self.address,
            detail,
        }
    }

    fn into_link(mut self) -> Link {
        Link {
            seq: self.seq.unwrap_or_default(),
            hash: self.hash.take().unwrap_or_default(),
            fields: self.into_fields(),
        }
    }
}

macro_rules! entries {
    ($which:literal) => {
        Sql::both(concat!(
            "SELECT id, clinic_id, at, actor_user_id, actor_role, action, subject_kind, subject_id, patient_id,
                 address, CAST(detail AS TEXT) AS detail, seq, hash
             FROM audit_entries WHERE ",
            $which
        ))
    };
}

/// The digest of a chain's entries from before chains, which have no number.
///
/// # Errors
/// Any [`StoreError`].
pub async fn unchained(conn: &mut Conn, clinic: Option<ClinicId>) -> Result<Before, StoreError> {
    const OF_CLINIC: Sql =
        entries!("clinic_id = $1 AND seq IS NULL AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4");
    const OF_PLATFORM: Sql = entries!(
        "clinic_id IS NULL AND $1 = $1 AND seq IS NULL AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4"
    );
    let sql = if clinic.is_some() {
        OF_CLINIC
    } else {
        OF_PLATFORM
    };
    let mut before = Before::default();
    let mut last = (
        Instant::from(chrono::DateTime::UNIX_EPOCH),
        AuditId::new(Uuid::nil()),
    );
    loop {
        let rows: Vec<Row> = conn
            .query(Reach::of(clinic), sql)
            .bind(name_of(clinic))
            .bind(last.0)
            .bind(last.1)
            .bind(PAGE)
            .fetch_all()
            .await?;
        let Some(end) = rows.last() else {
            return Ok(before);
        };
        last = (end.at, end.id);
        for row in rows {
            before.add(&row.into_fields());
        }
    }
}

/// A page of a chain: the entries after a number, by their numbers, up to the end it was read with.
///
/// # Errors
/// Any [`StoreError`].
pub async fn links(
    conn: &mut Conn,
    clinic: Option<ClinicId>,
    after: i64,
    until: i64,
) -> Result<Vec<Link>, StoreError> {
    const OF_CLINIC: Sql =
        entries!("clinic_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4");
    const OF_PLATFORM: Sql =
        entries!("clinic_id IS NULL AND $1 = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4");
    let sql = if clinic.is_some() {
        OF_CLINIC
    } else {
        OF_PLATFORM
    };
    let rows: Vec<Row> = conn
        .query(Reach::of(clinic), sql)
        .bind(name_of(clinic))
        .bind(after)
        .bind(until)
        .bind(PAGE)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(Row::into_link).collect())
}

/// Where a chain was last written, if it was.
///
/// # Errors
/// Any [`StoreError`].
pub async fn head(
    conn: &mut Conn,
    clinic: Option<ClinicId>,
) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    const HEAD: Sql = Sql::both("SELECT seq, hash FROM audit_heads WHERE chain = $1");
    conn.query(Reach::of(clinic), HEAD)
        .bind(name_of(clinic))
        .fetch_optional()
        .await
}

/// How many entries stand beyond the end of their chain: written by nobody who wrote the end.
///
/// # Errors
/// Any [`StoreError`].
pub async fn beyond(conn: &mut Conn, clinic: Option<ClinicId>) -> Result<i64, StoreError> {
    // In one statement, which sees one moment: entries go on being written.
    const OF_CLINIC: Sql = Sql::both(
        "SELECT count(*) FROM audit_entries WHERE clinic_id = $1
             AND seq > coalesce((SELECT seq FROM audit_heads WHERE chain = $1), 0)",
    );
    const OF_PLATFORM: Sql = Sql::both(
        "SELECT count(*) FROM audit_entries WHERE clinic_id IS NULL
             AND seq > coalesce((SELECT seq FROM audit_heads WHERE chain = $1), 0)",
    );
    let sql = if clinic.is_some() {
        OF_CLINIC
    } else {
        OF_PLATFORM
    };
    conn.query(Reach::of(clinic), sql)
        .bind(name_of(clinic))
        .fetch_one_scalar()
        .await
}

/// Every chain there is or should be: that of the platform, of each clinic, and of whatever else entries
/// claim to belong to.
///
/// # Errors
/// Any [`StoreError`].
pub async fn chains(conn: &mut Conn) -> Result<Vec<Option<ClinicId>>, StoreError> {
    const CHAINS: Sql = Sql::both(
        "SELECT id FROM clinics
         UNION SELECT chain FROM audit_heads
         UNION SELECT clinic_id FROM audit_entries WHERE clinic_id IS NOT NULL
         ORDER BY 1",
    );
    let named: Vec<Uuid> = conn
        .query(Reach::EVERYWHERE, CHAINS)
        .fetch_all_scalars()
        .await?;
    let clinics = named
        .into_iter()
        .filter(|chain| !chain.is_nil())
        .map(|chain| Some(ClinicId::new(chain)));
    Ok(std::iter::once(None).chain(clinics).collect())
}
