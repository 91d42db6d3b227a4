//! Every address of the real router, as every role, against one's own things, others' of the same clinic,
//! another clinic's, and what does not exist. The table (`table.rs`) says by which permission each
//! address is guarded; what must come of it follows from `permission::reach` and from nothing else. An address
//! missing from the table fails.

mod table;
mod world;

use crate::support::{Answer, Person};
use http::{Method, header::ACCEPT};
use salus_domain::accounts::Role;
use salus_domain::permission::{Action, Reach, reach};
use std::collections::BTreeSet;

use table::{Guard, Row, TABLE};
use world::{Matter, PATIENTS, STAFF, Side, TwoClinics};

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Let in: an answer, or a conflict with how things stand.
    In,
    /// Asked to sign in.
    SignIn,
    /// Refused.
    No,
    /// As if it did not exist.
    Missing,
}

fn outcome(answer: &Answer, what: &str) -> Outcome {
    let to = answer.location();
    match answer.status.as_u16() {
        401 => Outcome::SignIn,
        303 if to.starts_with("/sign-in") => Outcome::SignIn,
        403 => Outcome::No,
        303 if to == "/refused" => Outcome::No,
        404 => Outcome::Missing,
        200 | 302 | 303 | 409 | 422 => Outcome::In,
        other => panic!("{what} answered {other}: {}", answer.body),
    }
}

/// What must come of a request.
fn expected(row: &Row, role: Option<Role>, side: Side) -> Outcome {
    let exists = |there: Outcome| match (row.matter, side) {
        (Matter::None, _) => there,
        (_, Side::Missing) => Outcome::Missing,
        _ => there,
    };
    match row.guard {
        Guard::Everybody => exists(Outcome::In),
        Guard::Visitors | Guard::Credentials | Guard::Proof => Outcome::In,
        Guard::Refusal => Outcome::No,
        Guard::Roles(roles) => match role {
            None => Outcome::SignIn,
            Some(role) if roles.contains(&role) => exists(Outcome::In),
            Some(_) => Outcome::No,
        },
        Guard::Own(action) => match (role, reach(role, action)) {
            (None, _) => Outcome::SignIn,
            (Some(Role::Patient), Some(Reach::Own)) => exists(Outcome::In),
            _ => Outcome::No,
        },
        Guard::PageOf(roles, action) => match role {
            None => Outcome::SignIn,
            Some(role) if roles.contains(&role) => reached(row, Some(role), action, side),
            Some(_) => Outcome::No,
        },
        Guard::Action(action) => reached(row, role, action, side),
        Guard::Account => role.map_or(Outcome::SignIn, |_| Outcome::In),
        Guard::AccountNothing => role.map_or(Outcome::SignIn, |_| Outcome::Missing),
        Guard::Code => role.map_or(Outcome::SignIn, |_| Outcome::In),
        Guard::Hidden => Outcome::Missing,
        Guard::Nobody(action) => match (role, reach(role, action)) {
            (None, _) => Outcome::SignIn,
            (_, None) | (Some(Role::Patient), _) => Outcome::No,
            _ => Outcome::Missing,
        },
        Guard::NobodyAtWork(action) => match (role, reach(role, action)) {
            (None, _) => Outcome::SignIn,
            (_, None) | (Some(Role::Patient | Role::SuperAdmin), _) => Outcome::No,
            _ => Outcome::Missing,
        },
        Guard::AtWork(action) => match role {
            // Who runs the platform works in no clinic.
            Some(Role::SuperAdmin | Role::Patient) => Outcome::No,
            role => reached(row, role, action, side),
        },
    }
}

/// What a permission comes to.
fn reached(row: &Row, role: Option<Role>, action: Action, side: Side) -> Outcome {
    let (clinic, own) = match (row.matter, side) {
        (Matter::None, _) | (_, Side::Own) => (Outcome::In, Outcome::In),
        (_, Side::Same) => (Outcome::In, Outcome::Missing),
        (_, Side::Foreign | Side::Missing) => (Outcome::Missing, Outcome::Missing),
    };
    match (role, reach(role, action)) {
        (None, None) => Outcome::SignIn,
        (Some(_), None) => Outcome::No,
        (_, Some(Reach::All)) if side == Side::Missing => Outcome::Missing,
        (_, Some(Reach::All)) => Outcome::In,
        (_, Some(Reach::Clinic)) => clinic,
        (_, Some(Reach::Own | Reach::Theirs)) => own,
    }
}

async fn ask(person: &Person, row: &Row, id: &str, visit_type: &str) -> Answer {
    let path = row
        .path
        .replace("{id}", id)
        .replace("{slug}", id)
        .replace("{visit_type}", visit_type);
    let fields: Vec<(&str, String)> = row
        .fields
        .iter()
        .map(|(name, value)| {
            let value = value.replace("{id}", id);
            (*name, value.replace("{visit_type}", visit_type))
        })
        .collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    match (row.method, path.strip_prefix("/fn/")) {
        ("POST", Some(function)) => person.call(function, &fields).await,
        ("POST", None) => person.post_form(&path, &fields).await,
        _ => {
            let accept = if path.starts_with("/fn/") {
                "application/json"
            } else {
                "text/html"
            };
            person
                .send(
                    Method::GET,
                    &path,
                    &[(ACCEPT, accept)],
                    axum::body::Body::empty(),
                )
                .await
        }
    }
}

/// What somebody could compare: all but what differs between any two answers, with the id blotted out.
fn comparable(answer: &Answer, id: &str) -> String {
    let policy = answer.header("content-security-policy");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .unwrap_or("none");
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "x-request-id" | "date" | "set-cookie"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("?")))
        .collect();
    headers.sort();
    format!("{} {headers:?} {}", answer.status, answer.body)
        .replace(nonce, "NONCE")
        .replace(id, "ID")
}

salus_store::on_both_engines! {
    async fn every_address_lets_in_whom_it_should_and_nobody_else(db: Fresh) {
        let world = TwoClinics::found(db).await;
        let mut wrong = Vec::new();
        for row in TABLE {
            for (role, person) in &world.people {
                let mut blank: Vec<(Side, String)> = Vec::new();
                for side in row.sides() {
                    let id = world.id(row.matter, side);
                    let what = format!("{} {} as {role:?}, {side:?}", row.method, row.path);
                    let answer = ask(person, row, &id, &world.id(Matter::VisitType, side)).await;
                    let (came, should) = match row.guard {
                        // A wrong password is what it is, whoever tries it.
                        Guard::Credentials => (answer.status.as_u16(), 401),
                        _ => (outcome(&answer, &what) as u16, expected(row, *role, side) as u16),
                    };
                    if came != should && !(row.guard == Guard::Visitors && role.is_some()) {
                        wrong.push(format!("{what}: {} {}", answer.status, answer.location()));
                    }
                    if outcome(&answer, &what) == Outcome::Missing {
                        blank.push((side, comparable(&answer, &id)));
                    }
                    let staff = STAFF.iter().filter(|_| *role != Some(Role::SuperAdmin));
                    for canary in PATIENTS.iter().chain(staff) {
                        let near = answer.body.find(canary).map(|at| answer.body.get(at.saturating_sub(300)..at + 40));
                        assert!(near.is_none(), "{what} shows the other clinic's {canary}: {near:?}");
                    }
                }
                if let Some((_, missing)) = blank.iter().find(|(side, _)| *side == Side::Missing) {
                    for (side, other) in &blank {
                        assert_eq!(other, missing, "{} {} as {role:?}: {side:?} differs from missing", row.method, row.path);
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} of the answers are not what permissions say:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn the_table_names_every_address_once() {
    let real: BTreeSet<String> = salus_server::pages::addresses().into_iter().collect();
    let mut named = BTreeSet::new();
    for row in TABLE {
        let path = row.path.split('?').next().unwrap_or_default();
        assert!(
            named.insert(format!("{} {path}", row.method)),
            "{} {} stands twice",
            row.method,
            row.path
        );
    }
    let missing: Vec<_> = real.difference(&named).collect();
    let stale: Vec<_> = named
        .difference(&real)
        .filter(|address| !table::BESIDE.contains(&address.as_str()))
        .collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "not in the table: {missing:?}; not in the router: {stale:?}"
    );
}
