//! Photos of people: `GET /photos/{id}`, and `/photos/{id}/small`.
//!
//! An address never shows another picture: whoever hands in a new one gets a new address.

use crate::AppState;
use crate::middleware::session::identity_of;
use crate::problem::problem;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use salus_domain::Fault;
use salus_domain::ids::PhotoId;
use salus_domain::photos::PhotoSize;

/// How long what everybody may see is kept: for ever.
const PUBLIC: &str = "public, max-age=31536000, immutable";

/// How long what only some may see is kept: by their browser, for a while. It never changes either, but rights do.
const PRIVATE: &str = "private, max-age=900, immutable";

/// The large one.
pub async fn large(state: State<AppState>, id: Path<String>, request: Request) -> Response {
    answer(state, id, PhotoSize::Large, request).await
}

/// The small one.
pub async fn small(state: State<AppState>, id: Path<String>, request: Request) -> Response {
    answer(state, id, PhotoSize::Small, request).await
}

async fn answer(
    State(state): State<AppState>,
    Path(id): Path<String>,
    size: PhotoSize,
    request: Request,
) -> Response {
    let caller = identity_of(&request).caller;
    let Ok(id) = id.parse::<PhotoId>() else {
        return problem(&Fault::Missing);
    };
    match salus_services::photos::see(&state.services, caller, id, size).await {
        Ok(photo) => {
            let keep = if photo.public { PUBLIC } else { PRIVATE };
            let headers = [(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, keep)];
            (headers, photo.bytes).into_response()
        }
        Err(fault) => problem(&fault),
    }
}
