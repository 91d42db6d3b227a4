//! Photos: who may hand them in, who may see them, and where they go.

use crate::support::{Platform, platform};
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::{DoctorId, PhotoId};
use salus_domain::language::Language;
use salus_domain::photos::PhotoSize;
use salus_domain::staff::DoctorSearch;
use salus_domain::validate::Problem;
use salus_services::patients::{accept, family, offer, register};
use salus_services::photos::{remove_of_doctor, remove_own, see, set_of_doctor, set_own};
use salus_services::{patients, privacy, staff};
use salus_store::testing::new_id;
use salus_store::{Reach, Sql};

/// A PNG of 64 x 64 black pixels, made by hand: this crate's tests need no library for it.
fn picture() -> Vec<u8> {
    use std::io::Write;
    let mut raw = Vec::new();
    for _ in 0..64 {
        raw.push(0);
        raw.extend([0_u8; 64 * 3]);
    }
    // Stored, not compressed (RFC 1951, 3.2.4), in a zlib stream (RFC 1950).
    let length = u16::try_from(raw.len()).expect("short");
    let mut data = vec![0x78, 0x01, 0x01];
    data.write_all(&length.to_le_bytes()).expect("memory");
    data.write_all(&(!length).to_le_bytes()).expect("memory");
    data.extend(&raw);
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &raw {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    data.extend(((b << 16) | a).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::new();
    head.extend(64_u32.to_be_bytes());
    head.extend(64_u32.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    for (kind, body) in [(b"IHDR", head), (b"IDAT", data), (b"IEND", Vec::new())] {
        png.extend(u32::try_from(body.len()).expect("short").to_be_bytes());
        let whole: Vec<u8> = kind.iter().copied().chain(body).collect();
        png.extend(&whole);
        png.extend(crc(&whole).to_be_bytes());
    }
    png
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

fn handed_in() -> impl Future<Output = Result<Vec<u8>, Fault>> + Send {
    std::future::ready(Ok(picture()))
}

/// What must never be asked for.
fn unread() -> impl Future<Output = Result<Vec<u8>, Fault>> + Send {
    std::future::poll_fn(|_| {
        panic!("the file was read before it was known whether it may be handed in")
    })
}

async fn photo_of(platform: &Platform, who: Caller) -> Option<PhotoId> {
    const OF: Sql = Sql::both("SELECT id FROM photos WHERE user_id = $1");
    let mut conn = platform
        .services
        .store()
        .read()
        .await
        .expect("a connection");
    conn.query(Reach::UPKEEP, OF)
        .bind(who.user())
        .fetch_optional_scalar()
        .await
        .expect("an answer")
}

async fn found(platform: &Platform) -> Option<PhotoId> {
    let found = staff::search(&platform.services, &DoctorSearch::default())
        .await
        .expect("a search");
    found
        .doctors
        .first()
        .and_then(|found| found.card.doctor.photo)
}

salus_store::on_both_engines! {
    async fn a_doctors_photo_is_public_while_they_are_and_only_the_clinics_admin_sets_it(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let (doctor, their) = platform.doctor(clinic, "dr@example.org", "ent").await;
        let patient = platform.patient("sana@example.org").await;
        for (who, refusal) in [(Caller::Visitor, Fault::SignedOut), (patient, Fault::Refused), (their, Fault::Refused),
            (platform.super_admin, Fault::Refused), (other.admin, Fault::Missing)] {
            assert_eq!(set_of_doctor(services, who, doctor, unread()).await, Err(refusal.clone()));
            assert_eq!(remove_of_doctor(services, who, doctor).await, Err(refusal));
        }
        let nobody = DoctorId::new(new_id());
        assert_eq!(set_of_doctor(services, clinic.admin, nobody, unread()).await, Err(Fault::Missing));
        let no_picture = async { Ok(b"<svg onload='alert(1)'/>".to_vec()) };
        let refused = set_of_doctor(services, clinic.admin, doctor, no_picture).await;
        assert_eq!(refused, Err(Fault::field("photo", Problem::NotAPicture)));
        assert_eq!(found(&platform).await, None);

        set_of_doctor(services, clinic.admin, doctor, handed_in()).await.expect("a photo");
        let first = found(&platform).await.expect("its address stands on the card");
        let large = see(services, Caller::Visitor, first, PhotoSize::Large).await.expect("for everybody");
        let small = see(services, Caller::Visitor, first, PhotoSize::Small).await.expect("for everybody");
        assert!(large.public && large.bytes.starts_with(&[0xff, 0xd8]) && small.bytes.len() < large.bytes.len());
        set_of_doctor(services, clinic.admin, doctor, handed_in()).await.expect("another");
        let second = found(&platform).await.expect("a photo");
        assert_ne!(first, second, "another picture has another address");
        assert_eq!(see(services, clinic.admin, first, PhotoSize::Large).await, Err(Fault::Missing));

        staff::set_doctor_active(services, clinic.admin, doctor, false).await.expect("left");
        for who in [Caller::Visitor, patient, other.admin] {
            assert_eq!(see(services, who, second, PhotoSize::Large).await, Err(Fault::Missing));
        }
        assert!(!see(services, clinic.admin, second, PhotoSize::Large).await.expect("their admin").public);
        remove_of_doctor(services, clinic.admin, doctor).await.expect("removed");
        assert_eq!(see(services, clinic.admin, second, PhotoSize::Large).await, Err(Fault::Missing));
        assert_eq!(remove_of_doctor(services, clinic.admin, doctor).await, Err(Fault::Missing));
    }

    async fn ones_own_photo_is_seen_by_those_who_may_see_the_person(db: Fresh) {
        let platform = platform(&db).await;
        let services = &platform.services;
        let (clinic, other) = (platform.clinic("El Manar").await, platform.clinic("Atlas").await);
        let desk = platform.secretary(clinic, "desk@example.org").await;
        let (_, doctor) = platform.doctor(clinic, "dr@example.org", "ent").await;
        let (sana, karim) = (platform.patient("sana@example.org").await, platform.patient("karim@example.org").await);
        assert_eq!(set_own(services, Caller::Visitor, unread()).await, Err(Fault::SignedOut));
        for who in [sana, desk] {
            set_own(services, who, handed_in()).await.expect("a photo");
        }
        let theirs = photo_of(&platform, sana).await.expect("a photo");
        let everybody = [Caller::Visitor, karim, desk, doctor, clinic.admin, other.admin, platform.super_admin];
        for who in everybody {
            assert_eq!(see(services, who, theirs, PhotoSize::Small).await, Err(Fault::Missing), "{who:?} knows no file on her");
        }
        assert!(!see(services, sana, theirs, PhotoSize::Large).await.expect("her own").public);

        // A file at the clinic makes her known there, and to the doctors who see her.
        let form = patients_form();
        let file = register(services, desk, &form).await.expect("a file");
        let offered = salus_domain::patients::OfferForm { patient: file.to_string(), email: "sana@example.org".into(), held: "self".into() };
        offer(services, desk, &offered).await.expect("offered");
        confirm(&platform).await;
        let one = family(services, sana).await.expect("a family").offers[0].id;
        accept(services, sana, one).await.expect("hers");
        let seen: Vec<bool> = {
            let mut seen = Vec::new();
            for who in everybody {
                seen.push(see(services, who, theirs, PhotoSize::Small).await.is_ok());
            }
            seen
        };
        assert_eq!(seen, [false, false, true, false, true, false, false], "desk and admin of that clinic");
        assert_eq!(patients::file(services, desk, file).await.expect("the file").photo, Some(theirs));

        // Staff are seen by their admin.
        let desks = photo_of(&platform, desk).await.expect("a photo");
        for (who, may) in [(clinic.admin, true), (other.admin, false), (doctor, false), (sana, false)] {
            assert_eq!(see(services, who, desks, PhotoSize::Small).await.is_ok(), may);
        }
        let rows = staff::rows(services, clinic.admin).await.expect("rows");
        assert!(rows.iter().any(|row| row.photo == Some(desks)));

        // A copy holds it; closing the account ends it.
        let copy = privacy::export(services, sana, Language::Fr).await.expect("a copy");
        assert!(copy.account.photo.is_some_and(|base64| base64.starts_with("/9j/")), "a JPEG");
        set_own(services, karim, handed_in()).await.expect("a photo");
        privacy::ask(services, karim).await.expect("closed at once");
        assert_eq!(photo_of(&platform, karim).await, None);
        remove_own(services, sana).await.expect("removed");
        assert_eq!(see(services, sana, theirs, PhotoSize::Large).await, Err(Fault::Missing));
        assert_eq!(remove_own(services, sana).await, Err(Fault::Missing));
    }
}

fn patients_form() -> salus_domain::patients::PatientForm {
    salus_domain::patients::PatientForm {
        first_name: "Sana".into(),
        last_name: "Trabelsi".into(),
        born_on: "1990-02-28".into(),
        sex: "female".into(),
        ..salus_domain::patients::PatientForm::default()
    }
}

/// Everybody has confirmed their address.
async fn confirm(platform: &Platform) {
    const CONFIRM: Sql = Sql::both("UPDATE users SET email_verified_at = created_at");
    let done = platform.services.store().write(|tx| {
        Box::pin(async move {
            tx.query(Reach::SHARED, CONFIRM).execute().await?;
            Ok(())
        })
    });
    done.await.expect("confirmed");
}
