//! The document and the application in it.

use crate::features::reader::provide_reader;
use crate::i18n::td_string;
use crate::routes::Table;
use crate::ui::{ToastRegion, provide_toasts};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

/// The document: what surrounds the application. Rendered on the server only.
#[cfg(feature = "ssr")]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos_meta::{HashedStylesheet, MetaTags};
    let parts = use_context::<http::request::Parts>();
    let language = crate::server::language();
    let theme = parts.and_then(|parts| crate::server::theme_of(&parts.headers));
    view! {
        <!DOCTYPE html>
        <html lang=language.as_str() dir="ltr" data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link
                    rel="preload"
                    href="/fonts/inter-latin.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <AutoReload options=options.clone() />
                <HashedStylesheet options=options.clone() />
                <HydrationScripts options />
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
    let reader = provide_reader();
    provide_toasts();
    view! {
        <Router>
            <Table />
        </Router>
        <ToastRegion close=td_string!(reader.locale, common.close) />
    }
}
