//! Somebody and their browser: cookies are kept, requests say where they come from.

use super::Answer;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::{HeaderName, Method, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use tower::ServiceExt;

/// What a form sent by a page carries.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Somebody and their browser.
#[derive(Debug)]
pub struct Person {
    router: Router,
    home: &'static str,
    cookies: Mutex<BTreeMap<String, String>>,
    address: Option<SocketAddr>,
}

impl Person {
    pub fn new(router: Router, home: &'static str) -> Self {
        Self {
            router,
            home,
            cookies: Mutex::default(),
            address: None,
        }
    }

    /// At that address; without one nobody knows whence they call.
    pub fn at(self, address: &str) -> Self {
        let address = address.parse().expect("an address");
        Self {
            address: Some(SocketAddr::new(address, 40_000)),
            ..self
        }
    }

    /// Opens a page, without following redirects.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[(ACCEPT, "text/html")], Body::empty())
            .await
    }

    /// Sends a form as a page without script does.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post(path, "text/html", fields).await
    }

    /// Calls a server function as a page with script does.
    pub async fn call(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.post(&format!("/fn/{function}"), "application/json", fields)
            .await
    }

    /// Signs in with script.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.call(
            "accounts/sign_in",
            &[("form[email]", email), ("form[password]", password)],
        )
        .await
    }

    async fn post(&self, path: &str, accept: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let headers = [
            (ACCEPT, accept),
            (CONTENT_TYPE, FORM),
            (http::header::ORIGIN, self.home),
            (HeaderName::from_static("sec-fetch-site"), "same-origin"),
        ];
        self.send(Method::POST, path, &headers, Body::from(body.join("&")))
            .await
    }

    /// Sends exactly this, with the cookies.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let cookies: Vec<String> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        let mut request = request.body(body).expect("a request");
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router never fails");
        for cookie in response.headers().get_all(SET_COOKIE) {
            self.keep(cookie.to_str().expect("a readable cookie"));
        }
        Answer::read(response).await
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// Puts a cookie into the browser, as somebody who planted or stole it.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    fn keep(&self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').expect("a name and a value");
        if attributes.contains("Max-Age=0") {
            self.jar().remove(name);
        } else {
            self.jar().insert(name.to_owned(), value.to_owned());
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().expect("one test, one thread")
    }
}
