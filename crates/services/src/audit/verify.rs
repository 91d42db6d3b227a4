//! Checking chains.

use crate::Services;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::audit::chain::{Broken, Difference, Walk, hex};
use salus_domain::audit::{Checked, Verdict};
use salus_domain::ids::ClinicId;
use salus_domain::permission::{Action, at_work};
use salus_store::{Conn, Scope, StoreError, audit as store, clinics};

/// Checks the chain of the caller's clinic.
///
/// # Errors
/// [`Fault::SignedOut`], [`Fault::Refused`].
pub async fn verify_clinic(services: &Services, caller: Caller) -> Result<Verdict, Fault> {
    let grant = at_work(caller, Action::ReadAudit)?;
    let mut conn = services.store.read().await?;
    Ok(verdict(walk(&mut conn, Some(grant.clinic())).await?))
}

/// Checks every chain: that of the platform and that of each clinic. For whoever runs the program; pages ask
/// [`super::of_platform`].
///
/// # Errors
/// [`Fault::Busy`] when the database is not available.
pub async fn verify_all(services: &Services) -> Result<Vec<Checked>, Fault> {
    let mut conn = services.store.read().await?;
    let mut checked = Vec::new();
    for chain in store::chains(&mut conn).await? {
        let clinic = match chain {
            None => None,
            Some(id) => Some(
                clinics::clinic(&mut conn, &Scope::of_the_clock(id))
                    .await?
                    .map_or_else(|| id.to_string(), |clinic| clinic.name),
            ),
        };
        checked.push(Checked {
            clinic,
            verdict: verdict(walk(&mut conn, chain).await?),
        });
    }
    Ok(checked)
}

fn verdict(walked: Result<Walk, Broken>) -> Verdict {
    match walked {
        Ok(walk) => Verdict::Intact {
            entries: walk.seq(),
            head: hex(&walk.hash()),
        },
        Err(broken) => Verdict::Broken(broken),
    }
}

/// Walks along a chain, a page at a time, up to the end it had when the walk began.
async fn walk(
    conn: &mut Conn,
    clinic: Option<ClinicId>,
) -> Result<Result<Walk, Broken>, StoreError> {
    let head = store::head(conn, clinic).await?;
    let until = head.as_ref().map_or(0, |(seq, _)| *seq);
    let before = store::unchained(conn, clinic).await?;
    let mut walk = Walk::default();
    loop {
        let links = store::links(conn, clinic, walk.seq(), until).await?;
        if walk.seq() == 0
            && let Err(broken) = before.check(links.first())
        {
            return Ok(Err(broken));
        }
        if links.is_empty() {
            break;
        }
        for link in &links {
            if let Err(broken) = walk.step(link) {
                return Ok(Err(broken));
            }
        }
    }
    if let Err(broken) = walk.end(head.as_ref().map(|(seq, hash)| (*seq, hash.as_slice()))) {
        return Ok(Err(broken));
    }
    if store::beyond(conn, clinic).await? > 0 {
        return Ok(Err(Broken {
            seq: walk.seq() + 1,
            what: Difference::Head,
        }));
    }
    Ok(Ok(walk))
}
