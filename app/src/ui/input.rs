//! Text controls: input, textarea, select. In a form that was refused each holds what was typed.

use super::{field::FieldScope, icon::Icon, text::text, typed::Typed};
use leptos::{prelude::*, text_prop::TextProp};

/// `<input>` of any one-line type.
#[component]
pub fn Input(
    #[prop(into)] name: String,
    /// The `type` attribute.
    #[prop(default = "text")]
    kind: &'static str,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] readonly: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<TextProp>,
    #[prop(optional, into)] min: Option<String>,
    #[prop(optional, into)] max: Option<String>,
    #[prop(optional, into)] step: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    /// Id of a `<datalist>`.
    #[prop(optional, into)]
    list: Option<String>,
    /// Icon inside, at the start.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Unit inside, at the end.
    #[prop(optional, into)]
    unit: Option<TextProp>,
) -> impl IntoView {
    let scope = FieldScope::find(&name);
    let value = Typed::value(&name).unwrap_or(value);
    view! {
        <div class="input-group">
            {icon.map(|name| view! { <span class="input-group__icon"><Icon name=name /></span> })}
            <input
                class="input"
                id=scope.id()
                name=name
                type=kind
                value=value
                required=required
                readonly=readonly
                autocomplete=autocomplete
                inputmode=inputmode
                placeholder=placeholder.map(|placeholder| placeholder.get())
                min=min
                max=max
                step=step
                maxlength=maxlength.map(|length| length.to_string())
                list=list
                aria-describedby=scope.described_by()
                aria-invalid=scope.invalid()
            />
            {unit.map(|unit| view! { <span class="input-group__unit">{text(unit)}</span> })}
        </div>
    }
}

/// Text as HTML: what the server writes into a `<textarea>`, which the framework leaves unescaped.
/// A leading line break is doubled because the browser swallows the first.
fn escaped(value: &str) -> String {
    let mut html = String::with_capacity(value.len() + 8);
    if value.starts_with('\n') {
        html.push('\n');
    }
    for char in value.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            char => html.push(char),
        }
    }
    html
}

/// `<textarea>`, the only safe one: its text is escaped here.
#[component]
pub fn Textarea(
    #[prop(into)] name: String,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    #[prop(optional)] required: bool,
    #[prop(default = 4)] rows: u32,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional, into)] placeholder: Option<TextProp>,
) -> impl IntoView {
    let scope = FieldScope::find(&name);
    let value = Typed::value(&name).unwrap_or(value);
    view! {
        <textarea
            class="input"
            id=scope.id()
            name=name
            rows=rows.to_string()
            required=required
            maxlength=maxlength.map(|length| length.to_string())
            placeholder=placeholder.map(|placeholder| placeholder.get())
            aria-describedby=scope.described_by()
            aria-invalid=scope.invalid()
            inner_html=escaped(&value)
        ></textarea>
    }
}

/// For a value of a select: other controls, by name, and what they become while they are empty.
pub type Suggested = (String, Vec<(String, String)>);

/// `<select>` from values and their words.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    /// Values and words, in order.
    options: Vec<(String, String)>,
    /// What is chosen at first.
    #[prop(optional, into)]
    value: String,
    /// Words of a first, empty choice.
    #[prop(optional, into)]
    empty: Option<TextProp>,
    /// What a choice suggests for other controls.
    #[prop(optional)]
    suggests: Vec<Suggested>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let scope = FieldScope::find(&name);
    let chosen = Typed::value(&name).unwrap_or(value);
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            // One `name=value` a line: names and values of controls hold no line breaks.
            let suggests = suggests
                .iter()
                .find(|(of, _)| *of == value)
                .map(|(_, list)| {
                    list.iter()
                        .map(|(name, value)| format!("{name}={value}"))
                        .collect::<Vec<_>>()
                        .join("\n")
                });
            view! { <option value=value selected=selected data-suggests=suggests>{words}</option> }
        })
        .collect_view();
    view! {
        <select
            class="input"
            id=scope.id()
            name=name
            required=required
            aria-describedby=scope.described_by()
            aria-invalid=scope.invalid()
        >
            {empty.map(|words| view! { <option value="">{text(words)}</option> })}
            {options}
        </select>
    }
}

/// The browser's own date picker; dates are `YYYY-MM-DD`.
#[component]
pub fn DateInput(
    #[prop(into)] name: String,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] min: String,
    #[prop(optional, into)] max: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! { <Input name=name kind="date" value=value min=min max=max required=required /> }
}
