//! What the kit writes on the server.

use super::{Field, Icon, Input, Select, Textarea, TimeGrid, TimeGridColumn, TimeGridEvent, Tone};
use leptos::prelude::*;
use std::{fs, path::Path};

fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    owner.with(|| view().into_view().to_html())
}

#[test]
fn a_textarea_cannot_be_broken_out_of() {
    let page = html(
        || view! { <Textarea name="note" value="</textarea><script>alert(1)</script> a & b" /> },
    );
    assert!(!page.contains("<script>"), "{page}");
    assert!(
        page.contains(
            "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; a &amp; b</textarea>"
        ),
        "{page}"
    );
}

#[test]
fn a_textarea_keeps_a_leading_line_break() {
    let page = html(|| view! { <Textarea name="note" value="\nfirst" /> });
    assert!(page.contains(">\n\nfirst</textarea>"), "{page}");
}

#[test]
fn a_field_ties_its_control_to_label_hint_and_error() {
    let page = html(|| {
        view! {
            <Field id="mail" label="E-mail" hint="For the confirmation" error="Not an address".to_owned()>
                <Input name="email" kind="email" value="a\"b" />
            </Field>
        }
    });
    for part in [
        r#"for="mail""#,
        r#"id="mail""#,
        r#"name="email""#,
        r#"aria-describedby="mail-error mail-hint""#,
        r#"aria-invalid="true""#,
        r#"id="mail-error""#,
        r#"id="mail-hint""#,
        "a&quot;b",
    ] {
        assert!(page.contains(part), "{part} is missing from {page}");
    }
}

#[test]
fn a_select_marks_what_is_chosen_and_escapes_its_words() {
    let options = vec![
        ("a".to_owned(), "<b>".to_owned()),
        ("c".to_owned(), "See".to_owned()),
    ];
    let page = html(|| view! { <Select name="what" options=options value="c" /> });
    assert!(page.contains("&lt;b&gt;"), "{page}");
    assert_eq!(page.matches(" selected").count(), 1, "{page}");
    assert!(page.contains(r#"value="c" selected"#), "{page}");
}

#[test]
fn the_kit_places_events_without_styles() {
    let page = html(|| {
        view! {
            <TimeGrid label="Day" from_hour=8 to_hour=18>
                <TimeGridColumn name="Dr Weber">
                    <TimeGridEvent
                        start_min=555
                        len_min=45
                        lane=1
                        lanes=2
                        tone=Tone::Confirmed
                        icon="calendar-check"
                        href="/x"
                        time="09:15"
                        title="Ines"
                        label="09:15 Ines"
                    />
                </TimeGridColumn>
            </TimeGrid>
        }
    });
    assert!(page.contains("from-8 to-18"), "{page}");
    assert!(
        page.contains("placed at-h9 at-m15 for-m45 lane-1 lanes-2 event event--confirmed"),
        "{page}"
    );
    assert!(!page.contains("style="), "{page}");
}

/// Reads every file under `folder` that ends in `.rs`.
fn sources(folder: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder)
        .expect("folder of sources")
        .map(|entry| entry.expect("entry").path())
    {
        if entry.is_dir() {
            sources(&entry, into);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            into.push((
                entry.display().to_string(),
                fs::read_to_string(&entry).expect("source"),
            ));
        }
    }
}

#[test]
fn every_icon_named_in_the_pages_is_in_the_sprite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sprite = fs::read_to_string(root.join("../public/icons.svg")).expect("sprite");
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    for (file, source) in files {
        for mark in ["<Icon name=\"", " icon=\"", "icon: \""] {
            for name in source
                .split(mark)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                assert!(
                    sprite.contains(&format!("id=\"{name}\"")),
                    "{file} names the icon {name:?}, which is missing"
                );
            }
        }
    }
    let page = html(|| view! { <Icon name="chevron-left" /> });
    assert!(
        page.contains("/icons.svg#chevron-left") && page.contains("icon--turn"),
        "{page}"
    );
}

#[test]
fn no_page_uses_a_raw_textarea_or_an_inline_style() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    for (file, source) in files {
        if !file.ends_with("ui/input.rs") && !file.ends_with("ui/tests.rs") {
            assert!(
                !source.contains("<textarea"),
                "{file} writes a raw textarea: use ui::Textarea"
            );
        }
        if !file.ends_with("ui/tests.rs") && !file.ends_with("ui/mod.rs") {
            assert!(
                !source.contains(" style=") && !source.contains("style:"),
                "{file} has an inline style: use a class"
            );
        }
    }
}
