//! One's own second factor.

use crate::api::second_factor::{
    BeginSecondFactor, ConfirmSecondFactor, RenewRecoveryCodes, TurnOffSecondFactor,
    second_factor_state,
};
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::{PublicFrame, StaffFrame};
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::{locale, reader};
use crate::features::recovery_codes::{PAGE, just_made};
use crate::i18n::{Locale, td_string};
use crate::routes::home_of;
use crate::ui::{
    Card, CardFoot, Field, Input, LinkButton, Notice, PageHeader, Qr, SubmitButton, Tone, Variant,
    Width,
};
use leptos::prelude::*;
use salus_domain::accounts::second_factor::SecondFactor;
use salus_domain::accounts::{Me, Role};

/// So few codes left are worth a warning.
const FEW: i64 = 3;

/// `/account/second-factor?do=renew|off`.
#[component]
pub fn SecondFactorPage() -> impl IntoView {
    let l = locale();
    let me = reader().me;
    let title = td_string!(l, second_factor.title);
    let staff = me.as_ref().is_some_and(|me| me.role != Role::Patient);
    let content = content(l, me);
    if staff {
        view! { <StaffFrame title=title width=Width::Narrow>{content}</StaffFrame> }.into_any()
    } else {
        view! { <PublicFrame title=title width=Width::Narrow>{content}</PublicFrame> }.into_any()
    }
}

fn content(l: Locale, me: Option<Me>) -> AnyView {
    let due = me.as_ref().is_some_and(|me| me.second_factor_due);
    let home = me.map_or("/", |me| home_of(me.role));
    let due_notice = due.then(|| {
        view! { <Notice tone=Tone::Waiting>{td_string!(l, second_factor.due)}</Notice> }
    });
    let body = match just_made() {
        Some(codes) => made(l, codes, home),
        None => standing(l),
    };
    view! {
        <PageHeader title=td_string!(l, second_factor.title) subtitle=td_string!(l, second_factor.lead) />
        <div class="stack stack--loose">{due_notice} {body}</div>
    }
    .into_any()
}

fn standing(l: Locale) -> AnyView {
    let asked = query("do");
    let (begin, confirm) = (
        Answer::of::<BeginSecondFactor>(l),
        Answer::of::<ConfirmSecondFactor>(l),
    );
    let (renew, turn_off) = (
        Answer::of::<RenewRecoveryCodes>(l),
        Answer::of::<TurnOffSecondFactor>(l),
    );
    after(async move {
        match (second_factor_state().await, asked.as_deref()) {
            (Ok(SecondFactor::Off), _) => off(l, begin, confirm),
            (Ok(SecondFactor::Pending { secret, address }), _) => {
                pending(l, confirm, &secret, address)
            }
            (Ok(SecondFactor::On { .. }), Some("renew")) => proof(
                l,
                renew,
                [
                    td_string!(l, second_factor.renew_title),
                    td_string!(l, second_factor.renew_text),
                    td_string!(l, second_factor.renew),
                ],
                Variant::Primary,
            ),
            (Ok(SecondFactor::On { .. }), Some("off")) => proof(
                l,
                turn_off,
                [
                    td_string!(l, second_factor.off_title_ask),
                    td_string!(l, second_factor.off_warn),
                    td_string!(l, second_factor.turn_off),
                ],
                Variant::Danger,
            ),
            (Ok(SecondFactor::On { codes_left }), _) => on(l, codes_left),
            (Err(fault), _) => view! { <Problem fault=fault /> }.into_any(),
        }
    })
}

/// The codes, this once.
fn made(l: Locale, codes: Vec<String>, home: &'static str) -> AnyView {
    let codes = codes
        .into_iter()
        .map(|code| view! { <li>{code}</li> })
        .collect_view();
    view! {
        <Card title=td_string!(l, second_factor.codes_title)>
            <Notice tone=Tone::Confirmed live=true>{td_string!(l, second_factor.on_text)}</Notice>
            <p>{td_string!(l, second_factor.codes_text)}</p>
            <ul class="code-list" aria-label=td_string!(l, second_factor.codes_list)>
                {codes}
            </ul>
            <CardFoot>
                <LinkButton href=home variant=Variant::Primary>
                    {td_string!(l, second_factor.codes_kept)}
                </LinkButton>
            </CardFoot>
        </Card>
    }
    .into_any()
}

/// `confirm` is here for a secret that waited too long: its form has no other place to answer.
fn off(l: Locale, answer: Answer, confirm: Answer) -> AnyView {
    let labels = [("password", td_string!(l, second_factor.password))];
    view! {
        <Card title=td_string!(l, second_factor.off_title)>
            <FormAnswer answer=confirm labels=Vec::new() />
            <FormAnswer answer=answer labels=labels />
            <p>{td_string!(l, second_factor.off_text)}</p>
            <Form of=answer class="form">
                <PasswordField answer=answer />
                <div class="form__actions">
                    <SubmitButton icon="shield-check">{td_string!(l, second_factor.start)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}

fn pending(l: Locale, answer: Answer, secret: &str, address: String) -> AnyView {
    let key = in_groups(secret);
    let labels = [("code", td_string!(l, second_factor.code))];
    view! {
        <Card title=td_string!(l, second_factor.pending_title)>
            <FormAnswer answer=answer labels=labels />
            <p>{td_string!(l, second_factor.scan)}</p>
            <Qr text=address label=td_string!(l, second_factor.qr_label) />
            <p>{td_string!(l, second_factor.type_it)}</p>
            <p class="secret">{key}</p>
            <Form of=answer class="form" then=PAGE>
                <Field
                    id="code"
                    label=td_string!(l, second_factor.code)
                    hint=td_string!(l, second_factor.code_hint)
                    error=answer.field("code")
                >
                    <Input
                        name="form[code]"
                        autocomplete="one-time-code"
                        inputmode="numeric"
                        required=true
                        maxlength=8
                    />
                </Field>
                <div class="form__actions">
                    <SubmitButton>{td_string!(l, second_factor.turn_on)}</SubmitButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}

fn on(l: Locale, codes_left: i64) -> AnyView {
    let codes = if codes_left <= FEW {
        let words = td_string!(l, second_factor.codes_few, n = codes_left);
        view! { <Notice tone=Tone::Waiting>{words}</Notice> }.into_any()
    } else {
        view! { <p>{td_string!(l, second_factor.codes_left, n = codes_left)}</p> }.into_any()
    };
    view! {
        <Card title=td_string!(l, second_factor.on_title)>
            <p>{td_string!(l, second_factor.on_text)}</p>
            {codes}
            <CardFoot>
                <LinkButton href=format!("{PAGE}?do=renew")>{td_string!(l, second_factor.renew)}</LinkButton>
                <LinkButton href=format!("{PAGE}?do=off")>{td_string!(l, second_factor.turn_off)}</LinkButton>
            </CardFoot>
        </Card>
    }
    .into_any()
}

/// Password and code, before something changes: title, what it comes to, the word on the button.
fn proof(l: Locale, answer: Answer, words: [&'static str; 3], variant: Variant) -> AnyView {
    let [title, text, go] = words;
    let labels = [
        ("password", td_string!(l, second_factor.password)),
        ("code", td_string!(l, second_factor.any_code)),
    ];
    view! {
        <Card title=title>
            <FormAnswer answer=answer labels=labels />
            <p>{text}</p>
            <Form of=answer class="form" then=PAGE>
                <PasswordField answer=answer />
                <Field
                    id="code"
                    label=td_string!(l, second_factor.any_code)
                    hint=td_string!(l, second_factor.any_code_hint)
                    error=answer.field("code")
                >
                    <Input name="form[code]" autocomplete="one-time-code" required=true maxlength=24 />
                </Field>
                <div class="form__actions">
                    <SubmitButton variant=variant>{go}</SubmitButton>
                    <LinkButton href=PAGE variant=Variant::Ghost>{td_string!(l, common.cancel)}</LinkButton>
                </div>
            </Form>
        </Card>
    }
    .into_any()
}

#[component]
fn PasswordField(answer: Answer) -> impl IntoView {
    let l = locale();
    view! {
        <Field
            id="password"
            label=td_string!(l, second_factor.password)
            hint=td_string!(l, second_factor.password_why)
            error=answer.field("password")
        >
            <Input name="form[password]" kind="password" autocomplete="current-password" required=true />
        </Field>
    }
}

/// In groups of four, as it is read out.
fn in_groups(secret: &str) -> String {
    let mut groups = String::with_capacity(secret.len() * 5 / 4);
    for (at, character) in secret.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            groups.push(' ');
        }
        groups.push(character);
    }
    groups
}
