//! Text as a QR code (ISO/IEC 18004), drawn by the server.

use leptos::prelude::*;
use qrcode::QrCode;
use qrcode::render::svg::Color;

/// A QR code, named for whoever does not see it. Nothing where the text is too long for one.
#[component]
pub fn Qr(
    /// What it holds.
    text: String,
    /// What it is.
    label: &'static str,
) -> impl IntoView {
    let code = QrCode::new(text).ok()?;
    let document = code.render::<Color>().min_dimensions(200, 200).build();
    // Within a page it has no XML declaration.
    let svg = document.find("<svg").map(|at| document[at..].to_owned())?;
    Some(view! { <div class="qr" role="img" aria-label=label inner_html=svg></div> })
}
