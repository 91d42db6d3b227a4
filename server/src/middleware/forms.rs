//! Forms sent by a page, with or without script: success leads on, a refusal shows the page again.
//!
//! A server function answers a program: with a value, or with a fault and its status. A form wants a page.
//! So the function is asked as by a program. Success is answered by 303 (RFC 9110, 15.4.4) to where the
//! function leads, else to the field `_then`, else to the page. A fault is answered by the page that the
//! field `_page` names, rendered in this same answer with the fault's status, the sentence, and what was
//! typed; only passwords are typed anew.

use crate::problem::problem;
use crate::uploads;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use salus_app::fault::ApiFault;
use salus_app::features::upload::PAGE_QUERY;
use salus_app::server::{PAGE_FIELD, Sent, THEN_FIELD, safe_next};
use salus_domain::Fault;
use tower::ServiceExt;

/// The largest answer of a server function that is read, in bytes. Faults are short; the longest names the
/// visits that a clinic's closure would leave without a doctor, some 400 bytes each.
const ANSWER_LIMIT: usize = 512 * 1024;

/// Answers a form with a page. `pages` renders it, within the same session.
pub async fn answer_with_page(
    State(pages): State<Router>,
    request: Request,
    next: Next,
) -> Response {
    if is_upload_of_page(&request) {
        return answer_upload(pages, request, next).await;
    }
    if !is_form_of_page(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // The body was limited before; too long a one ends here.
    let Ok(bytes) = to_bytes(body, crate::BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    let page = field(&fields, PAGE_FIELD)
        .map(|page| safe_next(page, "/"))
        .or_else(|| referring_page(&parts.headers))
        .unwrap_or_else(|| "/".to_owned());
    let path = parts.uri.path().to_owned();
    let for_page = PageRequest {
        headers: parts.headers.clone(),
        extensions: parts.extensions.clone(),
    };
    parts
        .headers
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let mut response = next
        .run(Request::from_parts(parts, Body::from(bytes)))
        .await;
    if response.status().is_success() || response.headers().contains_key(header::LOCATION) {
        let then = field(&fields, THEN_FIELD).map(|then| safe_next(then, &page));
        return lead_on(&mut response, then.unwrap_or(page));
    }
    let status = response.status();
    let fault = fault_of(response).await.unwrap_or(Fault::Internal);
    let typed = fields
        .into_iter()
        .filter(|(name, _)| !name.contains("password") && !name.starts_with('_'))
        .collect();
    let sent = Sent { path, fault, typed };
    for_page.render(pages, &page, sent, status).await
}

/// Answers a form with a file: its body goes by unread, and its address says which page it stands on.
async fn answer_upload(pages: Router, request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default().as_bytes();
    let fields: Vec<(String, String)> = form_urlencoded::parse(query).into_owned().collect();
    let page = field(&fields, PAGE_QUERY)
        .map(|page| safe_next(page, "/"))
        .or_else(|| referring_page(request.headers()))
        .unwrap_or_else(|| "/".to_owned());
    let path = request.uri().path().to_owned();
    let for_page = PageRequest {
        headers: request.headers().clone(),
        extensions: request.extensions().clone(),
    };
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let fault = fault_of(response).await.unwrap_or(Fault::Internal);
    let typed = Vec::new();
    let sent = Sent { path, fault, typed };
    for_page.render(pages, &page, sent, status).await
}

/// Whether a header holds a part.
fn has(request: &Request, name: &header::HeaderName, part: &str) -> bool {
    request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains(part))
}

/// Whether a browser sent a form with a file and awaits a page.
fn is_upload_of_page(request: &Request) -> bool {
    request.method() == Method::POST
        && request.uri().path().starts_with(uploads::PART)
        && has(request, &header::ACCEPT, "text/html")
        && has(request, &header::CONTENT_TYPE, "multipart/form-data")
}

/// Whether a browser sent a form and awaits a page.
fn is_form_of_page(request: &Request) -> bool {
    request.method() == Method::POST
        && request.uri().path().starts_with("/fn/")
        && has(request, &header::ACCEPT, "text/html")
        && has(
            request,
            &header::CONTENT_TYPE,
            "application/x-www-form-urlencoded",
        )
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields
        .iter()
        .find(|(other, _)| other == name)
        .map(|(_, value)| value.as_str())
}

/// The path and query of the page a form without `_page` came from. Only our own pages get here.
fn referring_page(headers: &HeaderMap) -> Option<String> {
    let referrer: http::Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    Some(safe_next(referrer.path_and_query()?.as_str(), "/"))
}

fn lead_on(response: &mut Response, otherwise: String) -> Response {
    let place = response
        .headers()
        .get(header::LOCATION)
        .and_then(|place| place.to_str().ok())
        .map_or(otherwise, str::to_owned);
    let mut led = Redirect::to(&place).into_response();
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        led.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    led
}

async fn fault_of(response: Response) -> Option<Fault> {
    let body = to_bytes(response.into_body(), ANSWER_LIMIT).await.ok()?;
    serde_json::from_slice::<ApiFault>(&body)
        .ok()
        .map(|fault| fault.0)
}

/// What the request for the page again has in common with the form.
struct PageRequest {
    headers: HeaderMap,
    extensions: http::Extensions,
}

impl PageRequest {
    async fn render(self, pages: Router, page: &str, sent: Sent, status: StatusCode) -> Response {
        let Ok(uri) = page.parse::<http::Uri>() else {
            return problem(&sent.fault);
        };
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = uri;
        *request.extensions_mut() = self.extensions;
        for (name, value) in &self.headers {
            if *name != header::CONTENT_LENGTH && *name != header::CONTENT_TYPE {
                request.headers_mut().append(name, value.clone());
            }
        }
        let retry_after = sent.fault.retry_after_s();
        request.extensions_mut().insert(sent);
        let mut response = match pages.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        if let Some(wait) = retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }
}
