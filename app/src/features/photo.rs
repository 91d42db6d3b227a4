//! A photo to be handed in, replaced, removed.

use super::answer::Answer;
use super::form::{Form, FormAnswer};
use super::upload::UploadForm;
use super::{link, reader::locale};
use crate::i18n::td_string;
use crate::ui::{Avatar, Face, Field, FileInput, Section, SubmitButton, Variant};
use leptos::prelude::*;
use salus_domain::ids::PhotoId;

/// The kinds of pictures that are taken, for the browser's choice of files; what is sent is looked at all the same.
const KINDS: &str = "image/jpeg,image/png,image/webp";

/// The face as it is, and the forms that change it.
#[component]
pub fn PhotoSection(
    /// Whose face.
    #[prop(into)]
    name: String,
    /// The photo there is.
    photo: Option<PhotoId>,
    /// Who sees it.
    who: &'static str,
    /// What handing one in was answered with.
    set: Answer,
    /// What removing it was answered with.
    remove: Answer,
    /// Whose it is, where it is not the reader's: name and value of a field.
    #[prop(optional)]
    about: Option<(&'static str, String)>,
) -> impl IntoView {
    let l = locale();
    let field = about
        .clone()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let removing = photo.map(|_| {
        view! {
            <Form of=remove>
                {field}
                <SubmitButton variant=Variant::Ghost icon="trash-2">{td_string!(l, people.photo_remove)}</SubmitButton>
            </Form>
        }
    });
    let inputs = move || {
        view! {
            <Field
                id="photo"
                label=td_string!(l, people.photo_file)
                hint=td_string!(l, people.photo_hint)
                error=set.field("photo")
            >
                <FileInput name="photo" accept=KINDS required=true />
            </Field>
            <SubmitButton variant=Variant::Secondary icon="upload">{td_string!(l, people.photo_send)}</SubmitButton>
        }
    };
    let form = match about {
        Some(about) => {
            view! { <UploadForm of=set about=about class="form">{inputs()}</UploadForm> }.into_any()
        }
        None => view! { <UploadForm of=set class="form">{inputs()}</UploadForm> }.into_any(),
    };
    view! {
        <Section title=td_string!(l, people.photo)>
            <FormAnswer answer=set labels=vec![("photo", td_string!(l, people.photo_file))] />
            <FormAnswer answer=remove labels=Vec::new() />
            <div class="photo">
                <Avatar name=name photo=link::photo(photo) size=Face::Huge />
                <div class="stack">
                    <p class="muted">{who}</p>
                    {form}
                    {removing}
                </div>
            </div>
        </Section>
    }
}
