//! What a page waits for before it is sent.

use leptos::prelude::*;

/// Shows what an async block comes to. Pages are rendered whole, so nothing stands in meanwhile.
pub fn after(page: impl Future<Output = AnyView> + Send + 'static) -> AnyView {
    view! { <Suspense>{Suspend::new(page)}</Suspense> }.into_any()
}
