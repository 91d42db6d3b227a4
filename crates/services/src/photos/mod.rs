//! Photos of people: handed in as any picture, kept as two small squares, shown to those who may see the person.
//!
//! A doctor's photo at a clinic is for everybody. That of an account is for its holder, for the admin of a clinic where
//! they work, and for the staff of a clinic that may see the file on them.

mod picture;

use crate::Services;
use picture::Pictures;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{ClinicId, DoctorId, PhotoId, UserId};
use salus_domain::permission::{Action, at_work, in_clinic, own_account};
use salus_domain::photos::{PhotoOf, PhotoSize};
use salus_store::journal::{AuditEntry, Event, add_audit, add_event};
use salus_store::photos::{self as store, AddPhoto};
use salus_store::{Conn, OwnScope, Scope, staff};
use serde_json::json;
use std::sync::LazyLock;

/// Shared by all: unpacking pictures takes memory.
static PICTURES: LazyLock<Pictures> = LazyLock::new(Pictures::new);

/// A photo to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// JPEG.
    pub bytes: Vec<u8>,
    /// Anybody may see it.
    pub public: bool,
}

/// A photo, for whoever may see the person.
///
/// # Errors
/// [`Fault::Missing`] for everybody else.
pub async fn see(
    services: &Services,
    caller: Caller,
    id: PhotoId,
    size: PhotoSize,
) -> Result<Photo, Fault> {
    let mut conn = services.store.read().await?;
    let of = store::whose(&mut conn, id).await?.ok_or(Fault::Missing)?;
    let public = matches!(of, PhotoOf::Doctor { at_work: true, .. });
    if !public && !may_see(&mut conn, caller, of).await? {
        return Err(Fault::Missing);
    }
    let bytes = store::bytes(&mut conn, id, size).await?;
    let bytes = bytes.ok_or(Fault::Missing)?;
    Ok(Photo { bytes, public })
}

async fn may_see(conn: &mut Conn, caller: Caller, of: PhotoOf) -> Result<bool, Fault> {
    match of {
        PhotoOf::Doctor { clinic, .. } => {
            Ok(in_clinic(caller, Action::ManageStaff, clinic).is_ok())
        }
        PhotoOf::Account { user } if caller.user() == Some(user) => Ok(true),
        PhotoOf::Account { user } => {
            if let Ok(grant) = at_work(caller, Action::ManageStaff)
                && store::is_member(conn, &Scope::from(&grant), user).await?
            {
                return Ok(true);
            }
            match at_work(caller, Action::SeePatient) {
                Ok(grant) => Ok(store::is_patient(conn, &Scope::from(&grant), user).await?),
                Err(_) => Ok(false),
            }
        }
    }
}

/// Keeps the picture that is handed in as the caller's photo. It is awaited only once they may.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Invalid`] for what is no picture that can be used; those of handing it in.
pub async fn set_own(
    services: &Services,
    caller: Caller,
    picture: impl Future<Output = Result<Vec<u8>, Fault>>,
) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let own = OwnScope::from(&grant);
    let photo = services.photo(picture.await?).await?;
    let (event, audit) = services.told_of_photo(caller, Whose::Own(grant.user()), Deed::Set);
    Ok(services
        .store
        .write_with((photo, event, audit), move |tx, (photo, event, audit)| {
            Box::pin(async move {
                store::set_own(tx, &own, photo).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?)
}

/// Removes the caller's photo.
///
/// # Errors
/// [`Fault::SignedOut`]; [`Fault::Missing`] where there is none.
pub async fn remove_own(services: &Services, caller: Caller) -> Result<(), Fault> {
    let grant = own_account(caller)?;
    let own = OwnScope::from(&grant);
    let (event, audit) = services.told_of_photo(caller, Whose::Own(grant.user()), Deed::Removed);
    Ok(services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if !store::remove_own(tx, &own).await? {
                    return Err(Fault::Missing.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?)
}

/// Keeps the picture that is handed in as the photo of a doctor of the caller's clinic: everybody may see it. It is
/// awaited only once the caller may.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin; [`Fault::Missing`] without such a doctor; as [`set_own`].
pub async fn set_of_doctor(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
    picture: impl Future<Output = Result<Vec<u8>, Fault>>,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::ManageStaff)?;
    let scope = Scope::from(&grant);
    let found = staff::doctor_user(&mut services.store.read().await?, &scope, doctor).await?;
    found.ok_or(Fault::Missing)?;
    let photo = services.photo(picture.await?).await?;
    let whose = Whose::Doctor(grant.clinic(), doctor);
    let (event, audit) = services.told_of_photo(caller, whose, Deed::Set);
    Ok(services
        .store
        .write_with((photo, event, audit), move |tx, (photo, event, audit)| {
            Box::pin(async move {
                store::set_of_doctor(tx, &scope, doctor, photo).await?;
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?)
}

/// Removes the photo of a doctor of the caller's clinic.
///
/// # Errors
/// [`Fault::Refused`] for anybody but the clinic's admin; [`Fault::Missing`] without such a doctor or photo.
pub async fn remove_of_doctor(
    services: &Services,
    caller: Caller,
    doctor: DoctorId,
) -> Result<(), Fault> {
    let grant = at_work(caller, Action::ManageStaff)?;
    let scope = Scope::from(&grant);
    let whose = Whose::Doctor(grant.clinic(), doctor);
    let (event, audit) = services.told_of_photo(caller, whose, Deed::Removed);
    Ok(services
        .store
        .write_with((event, audit), move |tx, (event, audit)| {
            Box::pin(async move {
                if !store::remove_of_doctor(tx, &scope, doctor).await? {
                    return Err(Fault::Missing.into());
                }
                add_event(tx, event).await?;
                Ok(add_audit(tx, audit).await?)
            })
        })
        .await?)
}

/// Whose photo a change was about.
#[derive(Clone, Copy)]
enum Whose {
    Own(UserId),
    Doctor(ClinicId, DoctorId),
}

#[derive(Clone, Copy)]
enum Deed {
    Set,
    Removed,
}

impl Services {
    /// What tells of a photo that was set or removed.
    fn told_of_photo(&self, caller: Caller, whose: Whose, deed: Deed) -> (Event, AuditEntry) {
        let (clinic, subject) = match whose {
            Whose::Own(user) => (None, user.uuid()),
            Whose::Doctor(clinic, doctor) => (Some(clinic), doctor.uuid()),
        };
        let (kind, told, done) = match (whose, deed) {
            (Whose::Own(_), Deed::Set) => ("user", "account.photo_set", "account.set_photo"),
            (Whose::Own(_), Deed::Removed) => {
                ("user", "account.photo_removed", "account.remove_photo")
            }
            (Whose::Doctor(..), Deed::Set) => ("doctor", "doctor.photo_set", "staff.set_photo"),
            (Whose::Doctor(..), Deed::Removed) => {
                ("doctor", "doctor.photo_removed", "staff.remove_photo")
            }
        };
        let event = self.event(clinic, told, subject, json!({}));
        let audit = self.audit(Some(caller), clinic, done, kind, subject, None, json!({}));
        (event, audit)
    }

    async fn photo(&self, picture: Vec<u8>) -> Result<AddPhoto, Fault> {
        let (large, small) = PICTURES.squares(picture).await?;
        Ok(AddPhoto {
            id: PhotoId::new(self.new_id()),
            large,
            small,
            at: self.now(),
        })
    }
}
