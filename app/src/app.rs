//! The document and the application in it.

use crate::features::done::DoneToast;
use crate::features::reader::provide_reader;
use crate::i18n::td_string;
use crate::routes::Table;
use crate::ui::{Toast, ToastRegion, Tone};
use http::request::Parts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::Router;

/// The names of the built files, as the browser asks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// What follows links and sends forms, and wakes the rest.
    pub start: String,
    /// The glue round the WebAssembly module.
    pub script: String,
    /// The WebAssembly module.
    pub wasm: String,
    /// The style sheet.
    pub sheet: String,
}

/// The document: what surrounds the application.
pub fn shell(options: LeptosOptions, assets: Assets) -> impl IntoView {
    let theme = with_context::<Parts, _>(|parts| crate::server::theme_of(&parts.headers)).flatten();
    let nonce = use_nonce();
    // Only islands are woken: nothing else is marked for the browser or sent along as data.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    let Assets {
        start,
        script,
        wasm,
        sheet,
    } = assets;
    view! {
        <!DOCTYPE html>
        <html lang=crate::server::language().as_str() dir="ltr" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                // A page that is asked for again is changed where it differs, and stays where it was.
                <meta name="turbo-refresh-method" content="morph" />
                <meta name="turbo-refresh-scroll" content="preserve" />
                // What the browser kept of a page may be out of date, or another person's.
                <meta name="turbo-cache-control" content="no-cache" />
                <meta name="csp-nonce" content=nonce.as_ref().map(ToString::to_string) />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link
                    rel="preload"
                    href="/fonts/inter-latin.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <link rel="stylesheet" href=sheet data-turbo-track="reload" />
                <AutoReload options />
                <script
                    type="module"
                    id="start"
                    nonce=nonce.clone()
                    src=start
                    data-script=script
                    data-wasm=wasm
                    data-turbo-track="reload"
                ></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let locale = provide_reader().locale;
    view! {
        <Router>
            <Table />
        </Router>
        <ToastRegion>
            <DoneToast locale=locale />
        </ToastRegion>
        // Shown by the browser's half when a request did not arrive.
        <template id="offline">
            <Toast tone=Tone::Danger close=td_string!(locale, common.close)>
                {td_string!(locale, faults.offline)}
            </Toast>
        </template>
    }
}
