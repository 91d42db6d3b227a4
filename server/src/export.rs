//! A person's data as a file: `POST /my/privacy/export` answers with a ZIP of `data.json`, complete and for
//! programs, and `data.html`, the same to be read. Its structure is that of
//! [`salus_domain::privacy::Export`].

use crate::middleware::session::identity_of;
use crate::problem::problem;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use salus_app::features::export::document;
use salus_app::server::language_of;
use salus_domain::Fault;
use salus_domain::privacy::Export;
use salus_services::Services;
use salus_services::limits::Client;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Everything held about the caller. A `POST`: it is noted in the audit trail, and no link or page fetched
/// ahead should set it off.
pub async fn export(State(services): State<Services>, request: Request) -> Response {
    let caller = identity_of(&request).caller;
    let language = language_of(request.headers());
    let client = request.extensions().get().copied();
    let services = services.seen_from(client.unwrap_or(Client::UNKNOWN));
    let export = match salus_services::privacy::export(&services, caller, language).await {
        Ok(export) => export,
        Err(Fault::SignedOut) => return Redirect::to("/sign-in?next=/my/privacy").into_response(),
        Err(fault) => return problem(&fault),
    };
    let name = format!("salus-{}.zip", export.made_at.to_utc().date_naive());
    match packed(export) {
        Ok(file) => (
            [
                (CONTENT_TYPE, "application/zip".to_owned()),
                (
                    CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}\""),
                ),
                (CACHE_CONTROL, "no-store".to_owned()),
            ],
            file,
        )
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "a copy of a person's data could not be packed");
            problem(&Fault::Internal)
        }
    }
}

fn packed(export: Export) -> anyhow::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    file.start_file("data.json", options)?;
    file.write_all(&serde_json::to_vec_pretty(&export)?)?;
    file.start_file("data.html", options)?;
    file.write_all(document(export).as_bytes())?;
    Ok(file.finish()?.into_inner())
}
