//! Who may do what: the whole table, and what the proofs make of it.

use salus_domain::Fault;
use salus_domain::accounts::{Caller, Role, StaffRole};
use salus_domain::fault::Conflict;
use salus_domain::ids::{ClinicId, UserId};
use salus_domain::permission::{
    Action, Reach, about_self, at_work, grant_role, in_clinic, matrix, may_grant, own_account,
    platform, reach, reset_second_factor,
};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/permissions.txt");

const HOME: ClinicId = ClinicId::new(uuid::Uuid::from_u128(1));
const ELSEWHERE: ClinicId = ClinicId::new(uuid::Uuid::from_u128(2));
const USER: UserId = UserId::new(uuid::Uuid::from_u128(3));

const VISITOR: Caller = Caller::Visitor;
const PATIENT: Caller = Caller::Patient { user: USER };
const DOCTOR: Caller = staff(StaffRole::Doctor);
const SECRETARY: Caller = staff(StaffRole::Secretary);
const CLINIC_ADMIN: Caller = staff(StaffRole::ClinicAdmin);
const SUPER_ADMIN: Caller = Caller::SuperAdmin { user: USER };
const CALLERS: [Caller; 6] = [
    VISITOR,
    PATIENT,
    DOCTOR,
    SECRETARY,
    CLINIC_ADMIN,
    SUPER_ADMIN,
];

const fn staff(role: StaffRole) -> Caller {
    Caller::Staff {
        user: USER,
        clinic: HOME,
        role,
    }
}

fn everything_asked() -> impl Iterator<Item = (Caller, Action)> {
    CALLERS
        .into_iter()
        .flat_map(|caller| Action::ALL.iter().map(move |action| (caller, *action)))
}

fn refusal(caller: Caller) -> Fault {
    if caller == VISITOR {
        Fault::SignedOut
    } else {
        Fault::Refused
    }
}

/// Set `UPDATE_GOLDEN=1` to write the file anew; its change is then reviewed.
#[test]
fn the_matrix_is_the_reviewed_one() {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, matrix()).expect("the golden file is written");
    }
    let golden = std::fs::read_to_string(GOLDEN).expect("the golden file is there");
    assert_eq!(
        matrix(),
        golden,
        "review the change, then run with UPDATE_GOLDEN=1"
    );
}

#[test]
fn in_their_own_clinic_everybody_reaches_as_far_as_the_table_says() {
    for (caller, action) in everything_asked() {
        let granted = in_clinic(caller, action, HOME);
        match reach(caller.role(), action) {
            Some(far) => {
                let grant = granted.expect("granted");
                assert_eq!(
                    (grant.clinic(), grant.caller(), grant.reach()),
                    (HOME, caller, far)
                );
            }
            None => assert_eq!(granted, Err(refusal(caller)), "{caller:?} {action}"),
        }
    }
}

#[test]
fn another_clinics_things_are_missing_for_staff_not_refused() {
    for (caller, action) in everything_asked() {
        let granted = in_clinic(caller, action, ELSEWHERE).map(|grant| grant.reach());
        let expected = match (caller, reach(caller.role(), action)) {
            (_, None) => Err(refusal(caller)),
            (_, Some(Reach::All)) => Ok(Reach::All),
            (Caller::Patient { .. } | Caller::SuperAdmin { .. }, Some(Reach::Own)) => {
                Ok(Reach::Own)
            }
            (_, Some(_)) => Err(Fault::Missing),
        };
        assert_eq!(granted, expected, "{caller:?} {action}");
    }
}

#[test]
fn whoever_works_in_no_clinic_has_nothing_to_do_at_work() {
    for (caller, action) in everything_asked() {
        let granted = at_work(caller, action);
        match caller {
            Caller::Staff { .. } => assert_eq!(granted, in_clinic(caller, action, HOME)),
            _ => assert!(
                matches!(granted, Err(Fault::Refused | Fault::SignedOut)),
                "{caller:?} {action}"
            ),
        }
    }
}

#[test]
fn only_patients_act_about_themselves_and_only_where_the_table_says_own() {
    for (caller, action) in everything_asked() {
        let granted = about_self(caller, action);
        if caller == PATIENT && reach(Some(Role::Patient), action) == Some(Reach::Own) {
            let grant = granted.expect("granted");
            assert_eq!((grant.user(), grant.caller()), (USER, PATIENT));
        } else {
            assert!(
                matches!(granted, Err(Fault::Refused | Fault::SignedOut)),
                "{caller:?} {action}"
            );
        }
    }
}

#[test]
fn everybody_signed_in_has_an_account_of_their_own() {
    assert_eq!(own_account(VISITOR), Err(Fault::SignedOut));
    for caller in CALLERS.into_iter().filter(|caller| *caller != VISITOR) {
        let grant = own_account(caller).expect("granted");
        assert_eq!((grant.user(), grant.caller()), (USER, caller));
    }
}

#[test]
fn only_the_super_admin_acts_across_the_platform() {
    for (caller, action) in everything_asked() {
        let granted = platform(caller, action);
        if caller == SUPER_ADMIN && reach(Some(Role::SuperAdmin), action) == Some(Reach::All) {
            assert_eq!(granted.map(|grant| grant.caller()), Ok(SUPER_ADMIN));
        } else {
            assert!(
                matches!(granted, Err(Fault::Refused | Fault::SignedOut)),
                "{caller:?} {action}"
            );
        }
    }
}

#[test]
fn a_super_admin_sees_no_patient() {
    use Action as A;
    for action in [
        A::EditPatient,
        A::SeeAppointments,
        A::SeeSymptoms,
        A::ReadRecord,
        A::WriteRecord,
        A::UploadDocument,
        A::SeeInvoices,
    ] {
        assert_eq!(
            in_clinic(SUPER_ADMIN, action, HOME),
            Err(Fault::Refused),
            "{action}"
        );
        assert_eq!(
            platform(SUPER_ADMIN, action),
            Err(Fault::Refused),
            "{action}"
        );
    }
}

#[test]
fn a_role_is_granted_only_from_strictly_above() {
    use Role::{ClinicAdmin, Doctor, Patient, Secretary, SuperAdmin};
    let below: [(Role, &[Role]); 5] = [
        (Patient, &[]),
        (Doctor, &[Patient]),
        (Secretary, &[Patient]),
        (ClinicAdmin, &[Patient, Doctor, Secretary]),
        (SuperAdmin, &[Patient, Doctor, Secretary, ClinicAdmin]),
    ];
    for (granter, grants) in below {
        for role in Role::ALL {
            assert_eq!(
                may_grant(granter, *role),
                grants.contains(role),
                "{granter} grants {role}"
            );
        }
    }
}

#[test]
fn nobody_grants_a_role_to_themself() {
    let other = UserId::new(uuid::Uuid::from_u128(4));
    for caller in CALLERS {
        for role in StaffRole::ALL {
            assert!(
                grant_role(caller, *role, USER).is_err(),
                "{caller:?} {role}"
            );
            let may = caller
                .role()
                .is_some_and(|own| may_grant(own, (*role).into()));
            assert_eq!(
                grant_role(caller, *role, other),
                if may { Ok(()) } else { Err(refusal(caller)) },
                "{caller:?} {role}"
            );
        }
    }
}

#[test]
fn a_second_factor_is_taken_only_by_whoever_decides_about_the_whole_account() {
    let other = UserId::new(uuid::Uuid::from_u128(4));
    let here = |role| (Some(HOME), role);
    let there = |role| (Some(ELSEWHERE), role);
    let nowhere = |role| (None, role);
    let elsewhere = || Err(Fault::conflict(Conflict::RolesElsewhere));
    for (held, clinic_admin, super_admin) in [
        (vec![here(Role::Doctor)], Ok(()), Ok(())),
        (
            vec![here(Role::Doctor), here(Role::Secretary)],
            Ok(()),
            Ok(()),
        ),
        (vec![here(Role::ClinicAdmin)], elsewhere(), Ok(())),
        (
            vec![here(Role::Doctor), here(Role::ClinicAdmin)],
            elsewhere(),
            Ok(()),
        ),
        (
            vec![here(Role::Doctor), there(Role::Doctor)],
            elsewhere(),
            Ok(()),
        ),
        (
            vec![here(Role::Secretary), nowhere(Role::Patient)],
            elsewhere(),
            Ok(()),
        ),
        (
            vec![here(Role::Doctor), nowhere(Role::SuperAdmin)],
            elsewhere(),
            elsewhere(),
        ),
        (vec![there(Role::Doctor)], Err(Fault::Missing), Ok(())),
        (vec![], Err(Fault::Missing), Err(Fault::Missing)),
    ] {
        for caller in CALLERS {
            let expected = match caller.role() {
                Some(Role::ClinicAdmin) => clinic_admin.clone(),
                Some(Role::SuperAdmin) => super_admin.clone(),
                _ => Err(refusal(caller)),
            };
            assert_eq!(
                reset_second_factor(caller, other, &held),
                expected,
                "{caller:?} {held:?}"
            );
            let own = reset_second_factor(caller, USER, &held);
            assert_eq!(own, Err(refusal(caller)), "{caller:?} their own");
        }
    }
}
