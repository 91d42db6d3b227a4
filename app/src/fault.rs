//! The one error type of server functions.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use salus_domain::Fault;
use serde::{Deserialize, Serialize};

/// A [`Fault`] on its way between server and browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApiFault(pub Fault);

impl From<Fault> for ApiFault {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl std::fmt::Display for ApiFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ApiFault {}

impl FromServerFnError for ApiFault {
    type Encoder = JsonEncoding;

    /// A request that did not arrive may be tried again; one that could not be read was not made by
    /// our pages.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Fault::Busy,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Fault::Invalid { fields: Vec::new() },
            _ => Fault::Internal,
        })
    }
}
