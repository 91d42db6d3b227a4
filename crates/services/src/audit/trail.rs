//! Reading the trail, a page at a time.

use super::verify::{verify_all, verify_clinic};
use crate::Services;
use crate::scheduling::availability::zone;
use crate::zones::Zone;
use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role};
use salus_domain::audit::{AuditPage, AuditPerson, AuditRow, AuditSearch, Checked, cursor};
use salus_domain::permission::{Action, at_work, platform};
use salus_domain::time::ZoneName;
use salus_store::Scope;
use salus_store::audit::{self as store, Entry, Filter, Page};

/// How many entries a page shows.
const SIZE: usize = 50;

/// The trail of the caller's clinic, latest first.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn of_clinic(
    services: &Services,
    caller: Caller,
    search: &AuditSearch,
) -> Result<AuditPage, Fault> {
    let scope = Scope::from(&at_work(caller, Action::ReadAudit)?);
    let checked = if search.verify {
        let verdict = verify_clinic(services, caller).await?;
        vec![Checked {
            clinic: None,
            verdict,
        }]
    } else {
        Vec::new()
    };
    let mut conn = services.store.read().await?;
    let found = store::of_clinic(&mut conn, &scope, &filter(search), page(search)).await?;
    let people = store::staff(&mut conn, &scope)
        .await?
        .into_iter()
        .map(|(id, name)| AuditPerson {
            id: id.uuid(),
            name,
        })
        .collect();
    let actions = store::actions_of_clinic(&mut conn, &scope).await?;
    whole(found, actions, people, checked)
}

/// The trail of the platform and of every clinic, latest first, without patients' names.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn of_platform(
    services: &Services,
    caller: Caller,
    search: &AuditSearch,
) -> Result<AuditPage, Fault> {
    let grant = platform(caller, Action::ReadAudit)?;
    let checked = if search.verify {
        verify_all(services).await?
    } else {
        Vec::new()
    };
    let mut conn = services.store.read().await?;
    let found = store::of_platform(&mut conn, &grant, &filter(search), page(search)).await?;
    let actions = store::actions_of_platform(&mut conn, &grant).await?;
    let mut page = whole(found, actions, Vec::new(), checked)?;
    for row in &mut page.rows {
        // Staff are named; a patient who did something themselves is not.
        if matches!(row.role, None | Some(Role::Patient)) {
            row.actor = None;
        }
    }
    Ok(page)
}

fn filter(search: &AuditSearch) -> Filter {
    Filter {
        action: Some(search.action.clone()).filter(|action| !action.is_empty()),
        person: search.person.parse().ok(),
    }
}

fn page(search: &AuditSearch) -> Page {
    Page {
        after: search.cursor(),
        // One more than is shown says whether there is a next page.
        size: i64::try_from(SIZE + 1).unwrap_or(i64::MAX),
    }
}

fn whole(
    mut found: Vec<Entry>,
    actions: Vec<String>,
    people: Vec<AuditPerson>,
    checked: Vec<Checked>,
) -> Result<AuditPage, Fault> {
    let more = found.len() > SIZE;
    found.truncate(SIZE);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| cursor(last.at, last.id));
    Ok(AuditPage {
        rows: found.into_iter().map(row).collect::<Result<_, _>>()?,
        next,
        actions,
        people,
        checked,
    })
}

/// An entry on its clinic's clock.
pub(crate) fn row(of: Entry) -> Result<AuditRow, Fault> {
    let zone: Zone = zone(of.time_zone.as_ref().unwrap_or(&ZoneName::new("UTC")))?;
    let name = |first: Option<String>, last: Option<String>| {
        first
            .zip(last)
            .map(|(first, last)| format!("{first} {last}"))
    };
    let role = of.actor_role.as_deref();
    Ok(AuditRow {
        id: of.id,
        seq: of.seq,
        at: zone.wall(of.at),
        by_clock: role == Some("clock"),
        role: role.and_then(|role| role.parse::<Role>().ok()),
        actor: of
            .actor_user_id
            .zip(name(of.actor_first_name, of.actor_last_name))
            .map(|(id, name)| AuditPerson {
                id: id.uuid(),
                name,
            }),
        action: of.action,
        patient: of
            .patient_id
            .zip(name(of.patient_first_name, of.patient_last_name))
            .map(|(id, name)| AuditPerson {
                id: id.uuid(),
                name,
            }),
        clinic: of.clinic_name,
        address: of.address,
    })
}
