//! The second factor: turning it on and off, signing in with it, asking it of a clinic's staff, taking it from
//! whoever lost it.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use salus_domain::accounts::second_factor::{
    CodeForm, PasswordForm, ProofForm, SecondFactor, StaffSecurityForm,
};
use salus_domain::ids::{ClinicId, DoctorId, MembershipId};
use salus_domain::staff::FactorHolder;

/// How the caller's second factor stands.
#[server(prefix = "/fn", endpoint = "second_factor/state", input = GetUrl)]
pub async fn second_factor_state() -> Result<SecondFactor, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::accounts::second_factor::state(&services, caller).await)
}

/// Draws a secret for the caller, after their password.
#[server(prefix = "/fn", endpoint = "second_factor/begin")]
pub async fn begin_second_factor(form: PasswordForm) -> Result<(), ApiFault> {
    use crate::server::{answer, call, client};
    use salus_services::accounts::second_factor;
    let (services, caller) = call()?;
    answer(second_factor::begin(&services, caller, &form, client()).await)
}

/// Turns the second factor on by its first code; the page then shows the recovery codes.
#[server(prefix = "/fn", endpoint = "second_factor/confirm")]
pub async fn confirm_second_factor(form: CodeForm) -> Result<(), ApiFault> {
    use crate::server::{answer, call, session_hash};
    use salus_services::accounts::second_factor;
    let (services, caller) = call()?;
    let confirmed = second_factor::confirm(&services, caller, &form, session_hash());
    crate::features::recovery_codes::hand_over(&answer(confirmed.await)?);
    Ok(())
}

/// Makes new recovery codes; the page then shows them.
#[server(prefix = "/fn", endpoint = "second_factor/renew_codes")]
pub async fn renew_recovery_codes(form: ProofForm) -> Result<(), ApiFault> {
    use crate::server::{answer, call, client};
    use salus_services::accounts::second_factor;
    let (services, caller) = call()?;
    let codes = answer(second_factor::renew_codes(&services, caller, &form, client()).await)?;
    crate::features::recovery_codes::hand_over(&codes);
    Ok(())
}

/// Turns the second factor off.
#[server(prefix = "/fn", endpoint = "second_factor/turn_off")]
pub async fn turn_off_second_factor(form: ProofForm) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, client, done, session_hash};
    use salus_services::accounts::second_factor;
    let (services, caller) = call()?;
    let turned = second_factor::turn_off(&services, caller, &form, client(), session_hash());
    answer(turned.await)?;
    done(Done::SecondFactorOff);
    Ok(())
}

/// Completes a sign-in by a code and goes on to `next`, else to the role's dashboard. Whoever is to give
/// the password anew is led there.
#[server(prefix = "/fn", endpoint = "accounts/enter_code")]
pub async fn enter_code(form: CodeForm, #[server(default)] next: String) -> Result<(), ApiFault> {
    use crate::server::{answer, client, end_session, enter, half, safe_next, services};
    use salus_domain::Fault;
    use salus_services::accounts::{Entry, second_factor};
    let entered = match half() {
        Some(half) => second_factor::enter_code(&services()?, &half, &form, client()).await,
        None => Err(Fault::SignedOut),
    };
    if entered == Err(Fault::SignedOut) {
        end_session().await?;
        let next = safe_next(&next, "");
        leptos_axum::redirect(&crate::features::link::with(
            "/sign-in",
            &[("again", "code"), ("next", &next)],
        ));
    }
    enter(Entry::Whole(answer(entered)?), &next).await
}

/// Whether the caller's clinic asks a second factor of its staff.
#[server(prefix = "/fn", endpoint = "clinics/staff_security", input = GetUrl)]
pub async fn staff_security() -> Result<StaffSecurityForm, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::staff_security(&services, caller).await)
}

/// Has the caller's clinic ask a second factor of its staff, or no longer.
#[server(prefix = "/fn", endpoint = "clinics/set_staff_security")]
pub async fn set_staff_security(
    #[server(default)] form: StaffSecurityForm,
) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::set_staff_security(&services, caller, form).await)?;
    done(Done::SecuritySaved);
    Ok(())
}

/// Takes the second factor from a doctor of the caller's clinic, who lost it.
#[server(prefix = "/fn", endpoint = "staff/reset_doctor_factor")]
pub async fn reset_doctor_factor(doctor: DoctorId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::reset_doctor_factor(&services, caller, doctor).await)?;
    done(Done::SecondFactorReset);
    leptos_axum::redirect(&format!("/admin/doctors/{doctor}"));
    Ok(())
}

/// Takes the second factor from a secretary of the caller's clinic, who lost it.
#[server(prefix = "/fn", endpoint = "staff/reset_secretary_factor")]
pub async fn reset_secretary_factor(secretary: MembershipId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::staff::reset_secretary_factor(&services, caller, secretary).await)?;
    done(Done::SecondFactorReset);
    leptos_axum::redirect(&format!("/admin/secretaries/{secretary}"));
    Ok(())
}

/// A clinic's staff with a second factor, for the platform.
#[server(prefix = "/fn", endpoint = "clinics/factor_holders", input = GetUrl)]
pub async fn factor_holders(clinic: ClinicId) -> Result<Vec<FactorHolder>, ApiFault> {
    use crate::server::{answer, call};
    let (services, caller) = call()?;
    answer(salus_services::clinics::factor_holders(&services, caller, clinic).await)
}

/// Takes the second factor from somebody who works in a clinic, and lost it.
#[server(prefix = "/fn", endpoint = "clinics/reset_second_factor")]
pub async fn reset_second_factor(clinic: ClinicId, member: MembershipId) -> Result<(), ApiFault> {
    use crate::features::done::Done;
    use crate::server::{answer, call, done};
    let (services, caller) = call()?;
    answer(salus_services::clinics::reset_second_factor(&services, caller, clinic, member).await)?;
    done(Done::SecondFactorReset);
    leptos_axum::redirect(&format!("/platform/clinics/{clinic}"));
    Ok(())
}
