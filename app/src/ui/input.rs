//! Text controls: input, textarea, select. Each works without script (`value` is what it starts
//! with) and can be bound to a signal; what was typed before hydration wins over the signal.

use super::{field::FieldScope, icon::Icon, text::text};
use leptos::{html, prelude::*, text_prop::TextProp};

/// Keeps a bound signal and its control alike. On the first run the control wins.
fn follow(
    bound: RwSignal<String>,
    read: impl Fn() -> Option<String> + 'static,
    write: impl Fn(&str) + 'static,
) {
    Effect::new(move |met: Option<bool>| {
        let value = bound.get();
        let Some(shown) = read() else { return false };
        if shown != value {
            if met.unwrap_or(false) {
                write(&value);
            } else {
                bound.set(shown);
            }
        }
        true
    });
}

/// `<input>` of any one-line type.
#[component]
pub fn Input(
    #[prop(into)] name: String,
    /// The `type` attribute.
    #[prop(default = "text")]
    kind: &'static str,
    /// What it starts with, unless `bind` is given.
    #[prop(optional, into)]
    value: String,
    /// Follows and feeds this signal.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
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
    let node = NodeRef::<html::Input>::new();
    let value = bind.map_or(value, |bound| bound.get_untracked());
    if let Some(bound) = bind {
        follow(
            bound,
            move || node.get().map(|node| node.value()),
            move |value| {
                if let Some(node) = node.get_untracked() {
                    node.set_value(value);
                }
            },
        );
    }
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
                placeholder=placeholder.map(|placeholder| move || placeholder.get())
                min=min
                max=max
                step=step
                maxlength=maxlength.map(|length| length.to_string())
                list=list
                aria-describedby=scope.described_by()
                aria-invalid=scope.invalid()
                node_ref=node
                on:input:target=move |event| {
                    if let Some(bound) = bind {
                        bound.set(event.target().value());
                    }
                }
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
    /// What it starts with, unless `bind` is given.
    #[prop(optional, into)]
    value: String,
    /// Follows and feeds this signal.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(optional)] required: bool,
    #[prop(default = 4)] rows: u32,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional, into)] placeholder: Option<TextProp>,
) -> impl IntoView {
    let scope = FieldScope::find(&name);
    let node = NodeRef::<html::Textarea>::new();
    let value = bind.map_or(value, |bound| bound.get_untracked());
    if let Some(bound) = bind {
        follow(
            bound,
            move || node.get().map(|node| node.value()),
            move |value| {
                if let Some(node) = node.get_untracked() {
                    node.set_value(value);
                }
            },
        );
    }
    view! {
        <textarea
            class="input"
            id=scope.id()
            name=name
            rows=rows.to_string()
            required=required
            maxlength=maxlength.map(|length| length.to_string())
            placeholder=placeholder.map(|placeholder| move || placeholder.get())
            aria-describedby=scope.described_by()
            aria-invalid=scope.invalid()
            node_ref=node
            on:input:target=move |event| {
                if let Some(bound) = bind {
                    bound.set(event.target().value());
                }
            }
            inner_html=escaped(&value)
        ></textarea>
    }
}

/// `<select>` from values and their words.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    /// Values and words, in order.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What is chosen at first, unless `bind` is given.
    #[prop(optional, into)]
    value: String,
    /// Follows and feeds this signal.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// Words of a first, empty choice.
    #[prop(optional, into)]
    empty: Option<TextProp>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let scope = FieldScope::find(&name);
    let node = NodeRef::<html::Select>::new();
    let value = bind.map_or(value, |bound| bound.get_untracked());
    if let Some(bound) = bind {
        follow(
            bound,
            move || {
                // Options that arrive later may hold the bound value: look again then.
                options.track();
                node.get().map(|node| node.value())
            },
            move |value| {
                if let Some(node) = node.get_untracked() {
                    node.set_value(value);
                }
            },
        );
    }
    view! {
        <select
            class="input"
            id=scope.id()
            name=name
            required=required
            aria-describedby=scope.described_by()
            aria-invalid=scope.invalid()
            node_ref=node
            on:change:target=move |event| {
                if let Some(bound) = bind {
                    bound.set(event.target().value());
                }
            }
        >
            {empty.map(|words| view! { <option value="">{text(words)}</option> })}
            {move || {
                let chosen = bind.map_or_else(|| value.clone(), |bound| bound.get_untracked());
                options
                    .get()
                    .into_iter()
                    .map(|(value, words)| {
                        let selected = value == chosen;
                        view! { <option value=value selected=selected>{words}</option> }
                    })
                    .collect_view()
            }}
        </select>
    }
}

/// The browser's own date picker; dates are `YYYY-MM-DD`.
#[component]
pub fn DateInput(
    #[prop(into)] name: String,
    /// What it starts with, unless `bind` is given.
    #[prop(optional, into)]
    value: String,
    /// Follows and feeds this signal.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    #[prop(optional, into)] min: String,
    #[prop(optional, into)] max: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let bind = bind.unwrap_or_else(|| RwSignal::new(value));
    view! { <Input name=name kind="date" bind=bind min=min max=max required=required /> }
}
