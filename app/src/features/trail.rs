//! The audit trail in words: the page of the clinic and that of the platform.

use super::address;
use super::reader::locale;
use super::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Badge, Button, Cell, Column, Empty, Field, Go, LinkButton, Notice, Pagination, Select, Table,
    Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::accounts::Role;
use salus_domain::audit::chain::Difference;
use salus_domain::audit::{AuditPage, AuditPerson, AuditRow, AuditSearch, Checked, Verdict};

/// The search the address asks for.
pub fn read() -> AuditSearch {
    let word = |name: &str| address::query(name).unwrap_or_default();
    AuditSearch {
        action: word("action"),
        person: word("person"),
        after: word("after"),
        verify: address::query("verify").is_some(),
    }
}

/// What was done, after the name of who did it; a word of its own stays as it is.
pub fn did(l: Locale, action: &str) -> String {
    let words = match action {
        salus_domain::audit::SEEN => td_string!(l, privacy.did_seen),
        "appointment.held" => td_string!(l, privacy.did_held),
        "appointment.requested" => td_string!(l, privacy.did_requested),
        "appointment.booked" => td_string!(l, privacy.did_booked),
        "appointment.expired" => td_string!(l, privacy.did_expired),
        "appointment.assigned" => td_string!(l, privacy.did_assigned),
        "appointment.confirmed" => td_string!(l, privacy.did_confirmed),
        "appointment.refused" => td_string!(l, privacy.did_refused),
        "appointment.accepted" => td_string!(l, privacy.did_accepted),
        "appointment.declined" => td_string!(l, privacy.did_declined),
        "appointment.unanswered" => td_string!(l, privacy.did_unanswered),
        "appointment.checked_in" => td_string!(l, privacy.did_checked_in),
        "appointment.started" => td_string!(l, privacy.did_started),
        "appointment.completed" => td_string!(l, privacy.did_completed),
        "appointment.missed" => td_string!(l, privacy.did_missed),
        "appointment.cancelled" => td_string!(l, privacy.did_cancelled),
        "appointment.moved" => td_string!(l, privacy.did_moved),
        "visit_type.add" => td_string!(l, privacy.did_type_add),
        "visit_type.retire" => td_string!(l, privacy.did_type_retire),
        "clinic.create" => td_string!(l, privacy.did_clinic_create),
        "clinic.suspend" => td_string!(l, privacy.did_clinic_suspend),
        "clinic.resume" => td_string!(l, privacy.did_clinic_reactivate),
        "staff.add" => td_string!(l, privacy.did_staff_add),
        "second_factor.reset" => td_string!(l, privacy.did_factor_reset),
        "schedule.edit" => td_string!(l, privacy.did_schedule),
        "schedule.except" => td_string!(l, availability.did_except),
        "schedule.unexcept" => td_string!(l, availability.did_unexcept),
        "schedule.limit" => td_string!(l, availability.did_limit),
        "leave.add" => td_string!(l, availability.did_leave_add),
        "leave.remove" => td_string!(l, availability.did_leave_remove),
        "doctor.set_availability" => td_string!(l, availability.did_availability),
        "closure.add" => td_string!(l, availability.did_closure_add),
        "closure.remove" => td_string!(l, availability.did_closure_remove),
        "room.add" => td_string!(l, availability.did_room_add),
        "room.retire" => td_string!(l, availability.did_room_retire),
        "account.register" => td_string!(l, privacy.did_register),
        "account.add_super_admin" => td_string!(l, privacy.did_super_admin),
        "account.close" => td_string!(l, privacy.did_close),
        "demo.seed" => td_string!(l, privacy.did_seed),
        "audit.begin" => td_string!(l, privacy.did_begin),
        "account.ask_email" => td_string!(l, privacy.did_ask_email),
        "account.change_password" => td_string!(l, privacy.did_change_password),
        "account.edit" => td_string!(l, privacy.did_account_edit),
        "account.end_other_sessions" => td_string!(l, privacy.did_end_sessions),
        "account.end_session" => td_string!(l, privacy.did_end_session),
        "account.forgot" => td_string!(l, privacy.did_forgot),
        "account.reset_password" => td_string!(l, privacy.did_reset),
        "account.send_verification" => td_string!(l, privacy.did_send_verification),
        "account.verify_email" => td_string!(l, privacy.did_verify),
        "clinic.delete" => td_string!(l, privacy.did_clinic_delete),
        "clinic.edit" => td_string!(l, privacy.did_clinic_edit),
        "clinic.set" => td_string!(l, privacy.did_clinic_set),
        "clinic.set_staff_security" => td_string!(l, privacy.did_staff_security),
        "patient.accept_offer" => td_string!(l, privacy.did_file_accept),
        "patient.decline_offer" => td_string!(l, privacy.did_file_decline),
        "patient.edit" => td_string!(l, privacy.did_file_edit),
        "patient.offer" => td_string!(l, privacy.did_file_offer),
        "patient.register" => td_string!(l, privacy.did_file_open),
        "patient.unlink" => td_string!(l, privacy.did_file_unlink),
        "patient.withdraw_offer" => td_string!(l, privacy.did_file_withdraw),
        "relative.add" => td_string!(l, privacy.did_relative_add),
        "relative.edit" => td_string!(l, privacy.did_relative_edit),
        "second_factor.renew_codes" => td_string!(l, privacy.did_codes),
        "second_factor.turn_off" => td_string!(l, privacy.did_factor_off),
        "second_factor.turn_on" => td_string!(l, privacy.did_factor_on),
        "second_factor.use_recovery_code" => td_string!(l, privacy.did_code_used),
        "staff.deactivate" => td_string!(l, privacy.did_staff_off),
        "staff.edit" => td_string!(l, privacy.did_staff_edit),
        "staff.reactivate" => td_string!(l, privacy.did_staff_on),
        "staff.remove" => td_string!(l, privacy.did_staff_remove),
        "privacy.export" => td_string!(l, privacy.did_export),
        "privacy.ask_erasure" => td_string!(l, privacy.did_ask),
        "privacy.refuse_erasure" => td_string!(l, privacy.did_refuse_erasure),
        "privacy.erase" => td_string!(l, privacy.did_erase),
        "staff.invite" => td_string!(l, people.did_invite),
        "staff.invite_again" => td_string!(l, people.did_invite_again),
        "staff.withdraw_invitation" => td_string!(l, people.did_withdraw),
        "staff.join" => td_string!(l, people.did_join),
        "staff.set_photo" => td_string!(l, people.did_doctor_photo),
        "staff.remove_photo" => td_string!(l, people.did_doctor_photo_removed),
        "account.set_photo" => td_string!(l, people.did_photo),
        "account.remove_photo" => td_string!(l, people.did_photo_removed),
        "patient.check_import" => td_string!(l, people.did_check_import),
        "patient.import" => td_string!(l, people.did_import),
        other => return other.to_owned(),
    };
    words.to_owned()
}

/// Who acted, where it was nobody with a role.
pub fn actor(l: Locale, role: Option<Role>, by_clock: bool) -> &'static str {
    match role {
        Some(role) => words::role(l, role),
        None if by_clock => td_string!(l, common.by_clock),
        None => td_string!(l, privacy.somebody),
    }
}

/// The page of a trail: what came of checking, the filter, the entries. `path` is the page's own.
pub fn whole(path: &'static str, search: &AuditSearch, page: AuditPage) -> AnyView {
    let l = locale();
    let AuditPage {
        rows,
        next,
        actions,
        people,
        checked,
    } = page;
    let verdicts = checked
        .into_iter()
        .map(|one| verdict(l, one))
        .collect_view();
    let filter = filter(l, path, search, &actions, &people, &rows);
    let entries = if rows.is_empty() {
        view! {
            <Empty icon="history" title=td_string!(l, privacy.trail_none_title) message=td_string!(l, privacy.trail_none) />
        }
        .into_any()
    } else {
        table(l, path, search, rows)
    };
    let first = (!search.after.is_empty()).then(|| {
        Go::new(
            address_of(path, search, ""),
            td_string!(l, privacy.first_page),
        )
    });
    let next = next.map(|next| {
        Go::new(
            address_of(path, search, &next),
            td_string!(l, privacy.older),
        )
    });
    let pages = (first.is_some() || next.is_some()).then(|| pages(l, first, next));
    view! { <div class="stack">{verdicts} {filter} {entries} {pages}</div> }.into_any()
}

/// Back to the first page, on to older entries.
pub fn pages(l: Locale, first: Option<Go>, next: Option<Go>) -> AnyView {
    match (first, next) {
        (Some(first), Some(next)) => {
            view! { <Pagination label=td_string!(l, privacy.pages) here="" prev=first next=next /> }
                .into_any()
        }
        (Some(first), None) => {
            view! { <Pagination label=td_string!(l, privacy.pages) here="" prev=first /> }
                .into_any()
        }
        (None, Some(next)) => {
            view! { <Pagination label=td_string!(l, privacy.pages) here="" next=next /> }.into_any()
        }
        (None, None) => ().into_any(),
    }
}

fn address_of(path: &str, search: &AuditSearch, after: &str) -> String {
    link::with(
        path,
        &[
            ("action", &search.action),
            ("person", &search.person),
            ("after", after),
        ],
    )
}

fn verdict(l: Locale, of: Checked) -> AnyView {
    let title = of.clinic;
    let (tone, words, head) = match of.verdict {
        Verdict::Intact { entries, head } => (
            Tone::Confirmed,
            td_string!(l, privacy.verdict_intact, entries = entries),
            Some(td_string!(l, privacy.verdict_head, head = head)),
        ),
        Verdict::Broken(broken) => (
            Tone::Danger,
            td_string!(
                l,
                privacy.verdict_broken,
                seq = broken.seq,
                what = difference(l, broken.what)
            ),
            None,
        ),
    };
    let head = head.map(|head| view! { <p class="muted fingerprint">{head}</p> });
    match title {
        Some(title) => {
            view! { <Notice tone=tone title=title live=true><p>{words}</p>{head}</Notice> }
                .into_any()
        }
        None => view! { <Notice tone=tone live=true><p>{words}</p>{head}</Notice> }.into_any(),
    }
}

fn difference(l: Locale, what: Difference) -> &'static str {
    match what {
        Difference::Hash => td_string!(l, privacy.broken_hash),
        Difference::Gap => td_string!(l, privacy.broken_gap),
        Difference::Order => td_string!(l, privacy.broken_order),
        Difference::Head => td_string!(l, privacy.broken_head),
        Difference::Before => td_string!(l, privacy.broken_before),
    }
}

/// A plain form that leads to the page it asks for.
fn filter(
    l: Locale,
    path: &'static str,
    search: &AuditSearch,
    actions: &[String],
    people: &[AuditPerson],
    rows: &[AuditRow],
) -> AnyView {
    let actions = actions
        .iter()
        .map(|action| (action.clone(), format::capital(&did(l, action))))
        .collect::<Vec<_>>();
    let mut people: Vec<(String, String)> = people
        .iter()
        .map(|who| (who.id.to_string(), who.name.clone()))
        .collect();
    // Whom the address names may be a patient, who stands in no list.
    if !search.person.is_empty() && !people.iter().any(|(id, _)| *id == search.person) {
        let name = rows
            .iter()
            .flat_map(|row| row.patient.iter().chain(&row.actor))
            .find(|who| who.id.to_string() == search.person)
            .map_or_else(
                || td_string!(l, privacy.filter_chosen).to_owned(),
                |who| who.name.clone(),
            );
        people.push((search.person.clone(), name));
    }
    let filtered = !search.action.is_empty() || !search.person.is_empty();
    let (action, person) = (search.action.clone(), search.person.clone());
    view! {
        <form method="get" action=path class="form">
            <div class="form__row">
                <Field id="action" label=td_string!(l, privacy.filter_action)>
                    <Select name="action" options=actions value=action empty=td_string!(l, privacy.filter_all) />
                </Field>
                <Field id="person" label=td_string!(l, privacy.filter_person)>
                    <Select name="person" options=people value=person empty=td_string!(l, privacy.filter_everybody) />
                </Field>
            </div>
            <div class="form__actions">
                <Button kind="submit" icon="funnel">{td_string!(l, privacy.filter_go)}</Button>
                {filtered.then(|| view! {
                    <LinkButton href=path variant=Variant::Ghost>{td_string!(l, privacy.filter_clear)}</LinkButton>
                })}
            </div>
        </form>
    }
    .into_any()
}

fn table(l: Locale, path: &'static str, search: &AuditSearch, rows: Vec<AuditRow>) -> AnyView {
    let columns = vec![
        Column::words(td_string!(l, privacy.col_when)),
        Column::words(td_string!(l, privacy.col_who)),
        Column::words(td_string!(l, privacy.col_what)),
        Column::words(td_string!(l, privacy.col_patient)),
        Column::words(td_string!(l, privacy.col_where)),
        Column::words(td_string!(l, privacy.col_address)),
        Column::figures(td_string!(l, privacy.col_number)),
    ];
    let person = |who: AuditPerson| {
        let href = link::with(
            path,
            &[("action", &search.action), ("person", &who.id.to_string())],
        );
        let label = td_string!(l, privacy.only_person, name = who.name.clone());
        view! { <a href=href aria-label=label>{who.name}</a> }
    };
    let lines = rows
        .into_iter()
        .map(|row| {
            let role = actor(l, row.role, row.by_clock);
            let who = row.actor.map(person);
            let patient = row.patient.map(person);
            let place = row
                .clinic
                .unwrap_or_else(|| td_string!(l, privacy.the_platform).to_owned());
            let from = row
                .address
                .unwrap_or_else(|| td_string!(l, privacy.address_unknown).to_owned());
            view! {
                <tr>
                    <Cell label=td_string!(l, privacy.col_when) main=true>
                        {format::capital(&format::date_time(l, row.at.local))}
                    </Cell>
                    <Cell label=td_string!(l, privacy.col_who)>
                        {who} " " <Badge>{role}</Badge>
                    </Cell>
                    <Cell label=td_string!(l, privacy.col_what)>{did(l, &row.action)}</Cell>
                    <Cell label=td_string!(l, privacy.col_patient)>{patient}</Cell>
                    <Cell label=td_string!(l, privacy.col_where)>{place}</Cell>
                    <Cell label=td_string!(l, privacy.col_address)>{from}</Cell>
                    <Cell label=td_string!(l, privacy.col_number) figures=true>
                        {row.seq.map(|seq| seq.to_string())}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <Table caption=td_string!(l, privacy.trail_caption) columns=columns>{lines}</Table> }
        .into_any()
}

/// The button that has the chain checked.
#[component]
pub fn VerifyButton(
    /// The page's own path.
    path: &'static str,
) -> impl IntoView {
    let l = locale();
    view! {
        <LinkButton href=format!("{path}?verify=1") icon="shield-check">
            {td_string!(l, privacy.verify)}
        </LinkButton>
    }
}
