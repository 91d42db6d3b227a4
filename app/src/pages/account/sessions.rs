//! The devices somebody is signed in on.

use crate::api::accounts::{EndOtherSessions, EndSession};
use crate::features::answer::Answer;
use crate::features::form::{Form, FormAnswer};
use crate::features::format;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::ui::{Badge, Icon, Section, Size, SubmitButton, Tone, Variant};
use leptos::prelude::*;
use salus_domain::accounts::SessionLine;

/// A session is kept anew once an hour at most: what is younger says nothing.
const SEEN_TO_MIN: i64 = 60;

/// The list, with a way to end each and all others.
#[component]
pub(super) fn Sessions(sessions: Vec<SessionLine>) -> impl IntoView {
    let l = locale();
    let (end, end_others) = (
        Answer::of::<EndSession>(l),
        Answer::of::<EndOtherSessions>(l),
    );
    let others = sessions.iter().any(|session| !session.current);
    let lines = sessions
        .into_iter()
        .map(|session| line(l, session, end))
        .collect_view();
    view! {
        <Section title=td_string!(l, account.sessions)>
            <p class="muted">{td_string!(l, account.sessions_lead)}</p>
            <FormAnswer answer=end labels=Vec::new() />
            <FormAnswer answer=end_others labels=Vec::new() />
            <ul class="device-list">{lines}</ul>
            {others.then(|| view! {
                <Form of=end_others>
                    <SubmitButton variant=Variant::Secondary icon="log-out">
                        {td_string!(l, account.sessions_end_others)}
                    </SubmitButton>
                </Form>
            })}
        </Section>
    }
}

fn line(l: Locale, session: SessionLine, end: Answer) -> AnyView {
    let icon = match session.system.as_deref() {
        Some("iPhone" | "Android" | "iPad") => "smartphone",
        _ => "monitor",
    };
    let name = device(l, session.browser, session.system);
    let mut facts = Vec::new();
    if !session.current {
        facts.push(seen(l, session.seen_min));
    }
    if let Some(address) = session.address {
        facts.push(td_string!(l, account.session_from, address = address));
    }
    let end_it = td_string!(l, account.session_end_of, device = name.clone());
    let button = (!session.current).then(|| {
        view! {
            <Form of=end>
                <input type="hidden" name="id" value=session.id />
                <SubmitButton variant=Variant::Ghost size=Size::Small>
                    <span aria-hidden="true">{td_string!(l, account.session_end)}</span>
                    <span class="sr-only">{end_it}</span>
                </SubmitButton>
            </Form>
        }
    });
    let here = session.current.then(|| {
        view! { <Badge tone=Tone::Confirmed icon="check">{td_string!(l, account.session_here)}</Badge> }
    });
    view! {
        <li class="device-list__item">
            <Icon name=icon />
            <div class="device-list__what">
                <p class="device-list__name"><span>{name}</span> {here}</p>
                <p class="muted">{facts.join(" · ")}</p>
            </div>
            {button}
        </li>
    }
    .into_any()
}

fn device(l: Locale, browser: Option<String>, system: Option<String>) -> String {
    match (browser, system) {
        (Some(browser), Some(system)) => {
            td_string!(
                l,
                account.session_device,
                browser = browser,
                system = system
            )
        }
        (Some(known), None) | (None, Some(known)) => known,
        (None, None) => td_string!(l, account.session_unknown).to_owned(),
    }
}

fn seen(l: Locale, minutes: i64) -> String {
    if minutes < SEEN_TO_MIN {
        td_string!(l, account.session_just_now).to_owned()
    } else {
        td_string!(
            l,
            account.session_seen,
            time = format::about_duration(l, minutes)
        )
    }
}
