//! Forms that hand in a file. They are sent to addresses of their own, where files are read as they come in.

use super::address;
use super::answer::Answer;
use super::link;
use leptos::prelude::*;

/// Where one's own photo is sent.
pub const PHOTO: &str = "/uploads/photo";

/// Where a doctor's photo is sent; `doctor` in the query says whose.
pub const DOCTOR_PHOTO: &str = "/uploads/doctor-photo";

/// Where a table of patients is sent.
pub const PATIENTS: &str = "/uploads/patients";

/// The part of the address that says which page the form stands on, since the body is not read for it.
pub const PAGE_QUERY: &str = "_page";

/// A form with a file. Refused, its page is shown again.
#[component]
pub fn UploadForm(
    /// What it was answered with, and so where it is sent.
    of: Answer,
    /// What else is said of the file.
    #[prop(optional)]
    about: Option<(&'static str, String)>,
    /// How it is laid out.
    #[prop(optional)]
    class: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let here = address::here();
    let mut query = vec![(PAGE_QUERY, here.as_str())];
    if let Some((name, value)) = &about {
        query.push((name, value));
    }
    let to = link::with(of.path(), &query);
    view! {
        <form method="post" action=to enctype="multipart/form-data" class=class>
            {children()}
        </form>
    }
}
