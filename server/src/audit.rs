//! `salus audit verify`: checks every chain of the audit trail.

use anyhow::bail;
use salus_domain::audit::Verdict;
use salus_services::Services;

/// Says of each chain up to where it is intact, or where it breaks.
///
/// # Errors
/// When one is broken, or cannot be read.
pub async fn verify(services: &Services) -> anyhow::Result<()> {
    let checked = salus_services::audit::verify_all(services).await?;
    let mut broken = 0;
    for one in checked {
        let name = one.clinic.as_deref().unwrap_or("(platform)");
        match one.verdict {
            Verdict::Intact { entries, head } => {
                println!("intact  {name}: {entries} entries, ends in {head}");
            }
            Verdict::Broken(place) => {
                broken += 1;
                println!("BROKEN  {name}: at entry {} ({})", place.seq, place.what);
            }
        }
    }
    if broken > 0 {
        bail!("the audit trail was changed: {broken} of its chains are broken");
    }
    Ok(())
}
