//! Files that are handed in: photos, tables of patients. They have addresses of their own, under [`PART`], with a
//! larger limit than everything else: a server function would take its body for what its header says it is.
//!
//! The use case is asked first and awaits the file only once the caller may hand it in.

use crate::AppState;
use crate::middleware::session::identity_of;
use crate::problem::problem;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, post};
use http::{StatusCode, header};
use salus_app::features::done::Done;
use salus_app::features::upload::{DOCTOR_PHOTO, PATIENTS, PHOTO};
use salus_app::server::done_cookie;
use salus_domain::Fault;
use salus_domain::accounts::Caller;
use salus_domain::ids::DoctorId;
use salus_domain::validate::Problem;
use salus_domain::{patients, photos};
use salus_services::Services;
use salus_services::limits::Client;
use salus_services::patients::import::Upload;
use serde::Deserialize;

/// What the addresses begin with.
pub const PART: &str = "/uploads/";

/// The largest body, in bytes. A file may have less; what comes after that much is read and thrown away, so that the
/// browser hears why.
pub const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// The addresses and what answers there.
pub fn routes() -> [(&'static str, MethodRouter<AppState>); 3] {
    [
        (PHOTO, post(photo).layer(DefaultBodyLimit::disable())),
        (
            DOCTOR_PHOTO,
            post(doctor_photo).layer(DefaultBodyLimit::disable()),
        ),
        (PATIENTS, post(table).layer(DefaultBodyLimit::disable())),
    ]
}

/// `POST /uploads/photo`: the caller's own.
async fn photo(State(state): State<AppState>, request: Request) -> Response {
    let (services, caller) = call(&state, &request);
    let picture = picture(request);
    match salus_services::photos::set_own(&services, caller, picture).await {
        Ok(()) => done(&state, "/account", Some(Done::PhotoSaved)),
        Err(fault) => problem(&fault),
    }
}

/// Whose photo it is.
#[derive(Debug, Deserialize)]
struct OfDoctor {
    #[serde(default)]
    doctor: String,
}

/// `POST /uploads/doctor-photo?doctor=`: that of a doctor of the caller's clinic.
async fn doctor_photo(
    State(state): State<AppState>,
    Query(of): Query<OfDoctor>,
    request: Request,
) -> Response {
    let Ok(doctor) = of.doctor.parse::<DoctorId>() else {
        return problem(&Fault::Missing);
    };
    let (services, caller) = call(&state, &request);
    let picture = picture(request);
    match salus_services::photos::set_of_doctor(&services, caller, doctor, picture).await {
        Ok(()) => {
            let to = format!("/admin/doctors/{doctor}");
            done(&state, &to, Some(Done::PhotoSaved))
        }
        Err(fault) => problem(&fault),
    }
}

/// `POST /uploads/patients`: a table of patients, to be looked at before it is brought in.
async fn table(State(state): State<AppState>, request: Request) -> Response {
    let (services, caller) = call(&state, &request);
    let limit = (patients::import::MOST_BYTES, patients::import::MOST_MB);
    let file = file(request, "file", limit);
    match salus_services::patients::import::check(&services, caller, file).await {
        Ok(id) => done(&state, &format!("/desk/patients/import?file={id}"), None),
        Err(fault) => problem(&fault),
    }
}

fn call(state: &AppState, request: &Request) -> (Services, Caller) {
    let client = request.extensions().get::<Client>().copied();
    let client = client.unwrap_or(Client::UNKNOWN);
    let services = state.services.clone().seen_from(client);
    (services, identity_of(request).caller)
}

fn done(state: &AppState, to: &str, what: Option<Done>) -> Response {
    let mut response = Redirect::to(to).into_response();
    let encrypted = state.settings.public_url.is_https();
    if let Some(cookie) = what.and_then(|what| done_cookie(what, encrypted)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn picture(request: Request) -> Result<Vec<u8>, Fault> {
    let limit = (photos::MOST_BYTES, photos::MOST_MB);
    Ok(file(request, "photo", limit).await?.bytes)
}

/// The file in a field of a form, of so many bytes at most.
async fn file(
    request: Request,
    field: &'static str,
    (most, mb): (usize, u32),
) -> Result<Upload, Fault> {
    let too_large = || Fault::field(field, Problem::TooLarge { mb });
    let unread = |error: MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            too_large()
        } else {
            Fault::Invalid { fields: Vec::new() }
        }
    };
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Fault::Invalid { fields: Vec::new() })?;
    while let Some(mut part) = form.next_field().await.map_err(unread)? {
        if part.name() != Some(field) {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        let mut whole = true;
        while let Some(chunk) = part.chunk().await.map_err(unread)? {
            whole = whole && bytes.len() + chunk.len() <= most;
            if whole {
                bytes.extend_from_slice(&chunk);
            }
        }
        return if whole {
            Ok(Upload { name, bytes })
        } else {
            Err(too_large())
        };
    }
    Err(Fault::field(field, Problem::Required))
}
