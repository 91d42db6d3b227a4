//! The patient's own page: the next visit, and what waits.

use crate::api::reporting::load_dashboard;
use crate::features::appointment::{
    StateBadge, line, map_address, phone_line, place, what, when_large, whom,
};
use crate::features::frame::PublicFrame;
use crate::features::link;
use crate::features::load::after;
use crate::features::problem::Problem;
use crate::features::reader::{locale, reader};
use crate::features::unverified::unverified;
use crate::i18n::td_string;
use crate::ui::{Empty, KeepFresh, LinkButton, PageHeader, Section, Stat, Variant};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::reporting::Dashboard;
use salus_domain::scheduling::AppointmentView;

/// `/my`.
#[component]
pub fn MyDashboard() -> impl IntoView {
    let l = locale();
    let me = reader().me;
    let is_unverified = me.as_ref().is_some_and(|me| !me.email_verified);
    let first_name = me.map(|me| me.first_name).unwrap_or_default();
    view! {
        <PublicFrame title=td_string!(l, common.dashboard)>
            <PageHeader title=td_string!(l, patient.hello, name = first_name)>
                <LinkButton href="/search" variant=Variant::Primary icon="calendar-plus">
                    {td_string!(l, common.book)}
                </LinkButton>
                <LinkButton href="/request" icon="send">{td_string!(l, common.ask)}</LinkButton>
            </PageHeader>
            {is_unverified.then(|| unverified(l))}
            {after(async move {
                match load_dashboard().await {
                    Ok(Dashboard::Patient { next, upcoming, waiting, completed }) => {
                        overview(next, [upcoming, waiting, completed])
                    }
                    Ok(_) => view! { <Problem fault=Fault::Refused.into() /> }.into_any(),
                    Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                }
            })}
            <KeepFresh />
        </PublicFrame>
    }
}

fn overview(next: Option<AppointmentView>, [upcoming, waiting, completed]: [i64; 3]) -> AnyView {
    let l = locale();
    let all = (
        td_string!(l, common.my_appointments).into(),
        "/my/appointments".to_owned(),
    );
    view! {
        <Section title=td_string!(l, patient.next_visit) link=all>
            {match next {
                Some(next) => next_visit(&next),
                None => view! {
                    <Empty
                        icon="calendar-plus"
                        title=td_string!(l, patient.no_next)
                        message=td_string!(l, patient.no_next_text)
                    >
                        <LinkButton href="/search" variant=Variant::Soft>{td_string!(l, common.find_doctor)}</LinkButton>
                    </Empty>
                }
                .into_any(),
            }}
        </Section>
        <Section title=td_string!(l, patient.figures)>
            <div class="grid-cards grid-cards--small">
                <Stat label=td_string!(l, patient.upcoming) figure=upcoming.to_string() icon="calendar" />
                <Stat
                    label=td_string!(l, patient.waiting)
                    figure=waiting.to_string()
                    hint=td_string!(l, patient.waiting_hint)
                    icon="hourglass"
                />
                <Stat label=td_string!(l, patient.completed) figure=completed.to_string() icon="circle-check" />
            </div>
        </Section>
    }
    .into_any()
}

/// The next visit: when, with whom, where, and how to get there.
fn next_visit(next: &AppointmentView) -> AnyView {
    let l = locale();
    let own = format!("/my/appointments/{}", next.id);
    let place = place(&next.clinic);
    let phone = link::call(&next.clinic.phone);
    let lines = vec![
        whom(l, next).map(|whom| line("users", whom)),
        next.doctor
            .as_ref()
            .map(|doctor| line("user-round", doctor.name())),
        what(l, next).map(|what| line("stethoscope", what)),
        Some(line("map-pin", place.clone())),
        Some(phone_line(&next.clinic.phone)),
    ];
    let state = next.state;
    view! {
        <article class="summary">
            <p><StateBadge state=state /></p>
            {when_large(l, next.starts)}
            <ul class="fact-list">{lines}</ul>
            <div class="cluster">
                <LinkButton href=own variant=Variant::Soft icon="file-text">{td_string!(l, common.details)}</LinkButton>
                <LinkButton href=map_address(&place) icon="navigation" attr:rel="external noopener">
                    {td_string!(l, common.directions)}
                </LinkButton>
                <LinkButton href=phone icon="phone" attr:rel="external">{td_string!(l, common.call)}</LinkButton>
            </div>
        </article>
    }
    .into_any()
}
