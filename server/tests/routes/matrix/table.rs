//! The addresses and what guards them.

use super::world::{Matter, Side};
use salus_domain::accounts::Role;
use salus_domain::permission::Action;

/// What decides who is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: it is public.
    Everybody,
    /// For those not signed in; others are sent home.
    Visitors,
    /// A password, given wrongly here.
    Credentials,
    /// It says that one is refused.
    Refusal,
    /// A page of these roles.
    Roles(&'static [Role]),
    /// A permission, as far as it reaches.
    Action(Action),
    /// A permission in the clinic where one works.
    AtWork(Action),
    /// A permission that is used for oneself: by patients.
    Own(Action),
    /// Nothing for whoever owes no code: they are asked to sign in, or sent home.
    Code,
    /// Not there in production.
    Hidden,
    /// A permission, used on what does not exist.
    Nobody(Action),
    /// As [`Guard::Nobody`], of a permission in the clinic where one works.
    NobodyAtWork(Action),
    /// One's own account, whatever one's role.
    Account,
    /// As [`Guard::Account`], about what is not there.
    AccountNothing,
    /// A proof is asked for, given wrongly here; never more than a sentence.
    Proof,
    /// A page of these roles, about something a permission reaches.
    PageOf(&'static [Role], Action),
}

/// An address.
#[derive(Debug)]
pub struct Row {
    pub method: &'static str,
    pub path: &'static str,
    pub guard: Guard,
    /// What the id in it means.
    pub matter: Matter,
    /// What is sent along; `{id}` is the id.
    pub fields: &'static [(&'static str, &'static str)],
}

impl Row {
    /// Whose things it is tried with: the harmless first.
    pub fn sides(&self) -> Vec<Side> {
        if self.matter == Matter::None {
            vec![Side::Own]
        } else {
            let mut sides = vec![Side::Missing, Side::Foreign, Side::Same, Side::Own];
            // All of a clinic's visit types, closures and rooms are the clinic's.
            sides.retain(|side| {
                !matches!(
                    self.matter,
                    Matter::VisitType | Matter::Secretary | Matter::Closure | Matter::Room
                ) || *side != Side::Same
            });
            // What would give a file away, or take it, is tried from outside: the other tests do the rest.
            sides.retain(|side| {
                let changes_hands = self.matter == Matter::Offer
                    || (self.matter == Matter::Patient && matches!(self.guard, Guard::Nobody(_)));
                !changes_hands || matches!(side, Side::Missing | Side::Foreign)
            });
            sides
        }
    }
}

/// Addresses that are not the pages' or the server functions'.
pub const BESIDE: [&str; 9] = [
    "POST /uploads/photo",
    "POST /uploads/doctor-photo",
    "POST /uploads/patients",
    "GET /photos/01900000-0000-7000-8000-000000000000",
    "GET /photos/01900000-0000-7000-8000-000000000000/small",
    "POST /language",
    "POST /theme",
    "GET /health/live",
    "GET /health/ready",
];

const fn page(path: &'static str, guard: Guard) -> Row {
    about("GET", path, guard, Matter::None, &[])
}

const fn page_of(path: &'static str, guard: Guard, matter: Matter) -> Row {
    about("GET", path, guard, matter, &[])
}

const fn post(
    path: &'static str,
    guard: Guard,
    fields: &'static [(&'static str, &'static str)],
) -> Row {
    about("POST", path, guard, Matter::None, fields)
}

const fn about(
    method: &'static str,
    path: &'static str,
    guard: Guard,
    matter: Matter,
    fields: &'static [(&'static str, &'static str)],
) -> Row {
    Row {
        method,
        path,
        guard,
        matter,
        fields,
    }
}

const PATIENT: Guard = Guard::Roles(&[Role::Patient]);
const DOCTOR: Guard = Guard::Roles(&[Role::Doctor]);
const DESK: Guard = Guard::Roles(DESK_ROLES);
const DESK_ROLES: &[Role] = &[Role::Secretary, Role::ClinicAdmin];
const ADMIN: Guard = Guard::Roles(&[Role::ClinicAdmin]);
const PLATFORM: Guard = Guard::Roles(&[Role::SuperAdmin]);

const EVERY_ROLE: Guard = Guard::Roles(Role::ALL);

/// An id of nothing.
const NOBODY: &str = "01900000-0000-7000-8000-000000000000";

/// What an edited clinic is sent with.
const CLINIC: &[(&str, &str)] = &[
    ("clinic", "{id}"),
    ("form[name]", "Clinique {id}"),
    ("form[address]", "2 rue du Lac"),
    ("form[city]", "Tunis"),
    ("form[country]", "TN"),
    ("form[phone]", "+216 71 123 456"),
    ("form[email]", "{id}@public.example"),
    ("form[zone]", "Africa/Tunis"),
    ("form[currency]", "TND"),
];

/// Every address.
pub const TABLE: &[Row] = &[
    // Pages anybody may open.
    page("/", Guard::Everybody),
    page("/search", Guard::Everybody),
    page("/clinics", Guard::Everybody),
    page_of("/clinics/{slug}", Guard::Everybody, Matter::ClinicSlug),
    page_of("/doctors/{id}", Guard::Everybody, Matter::Doctor),
    page("/book", Guard::Everybody),
    page("/privacy", Guard::Everybody),
    page("/refused", Guard::Refusal),
    page("/sign-in", Guard::Visitors),
    page("/register", Guard::Visitors),
    page("/health/live", Guard::Everybody),
    page("/health/ready", Guard::Everybody),
    post("/language", Guard::Everybody, &[("to", "fr")]),
    post("/theme", Guard::Everybody, &[("to", "dark")]),
    // Pages of a role.
    page("/request", PATIENT),
    page("/my", PATIENT),
    page("/my/appointments", PATIENT),
    page_of(
        "/my/appointments/{id}",
        Guard::PageOf(&[Role::Patient], Action::SeeAppointments),
        Matter::Appointment,
    ),
    page("/doctor", DOCTOR),
    page("/doctor/requests", DOCTOR),
    page("/doctor/calendar", DOCTOR),
    page("/desk", DESK),
    page("/desk/queue", DESK),
    page("/desk/board", DESK),
    page("/admin", ADMIN),
    page("/admin/staff", ADMIN),
    page("/admin/doctors/new", ADMIN),
    page("/admin/secretaries/new", ADMIN),
    page("/admin/visit-types", ADMIN),
    page("/platform", PLATFORM),
    page("/platform/clinics", PLATFORM),
    page("/platform/clinics/new", PLATFORM),
    page_of(
        "/platform/clinics/{id}/admin",
        Guard::PageOf(&[Role::SuperAdmin], Action::ManageClinicAdmins),
        Matter::Clinic,
    ),
    // Reads.
    page("/fn/clinics/list", Guard::Everybody),
    page("/fn/clinics/rows", Guard::Action(Action::ManageClinics)),
    page(
        "/fn/clinics/visit_types",
        Guard::AtWork(Action::SeeAppointments),
    ),
    page("/fn/reporting/dashboard", Guard::Action(Action::SeeReports)),
    page("/fn/scheduling/mine", Guard::Own(Action::SeeAppointments)),
    page("/fn/staff/search", Guard::Everybody),
    page("/fn/staff/rows", Guard::AtWork(Action::ManageStaff)),
    page("/fn/scheduling/queue", Guard::Action(Action::Assign)),
    page("/fn/scheduling/to_answer", Guard::Action(Action::Answer)),
    page(
        "/fn/scheduling/calendar?days=7",
        Guard::Action(Action::Answer),
    ),
    page("/fn/scheduling/board", Guard::Action(Action::Assign)),
    page_of(
        "/fn/scheduling/one?id={id}",
        Guard::Action(Action::SeeAppointments),
        Matter::Appointment,
    ),
    page_of(
        "/fn/clinics/one?slug={slug}",
        Guard::Everybody,
        Matter::ClinicSlug,
    ),
    page_of("/fn/staff/doctor?id={id}", Guard::Everybody, Matter::Doctor),
    page_of(
        "/fn/staff/hours?doctor={id}",
        Guard::Action(Action::EditSchedule),
        Matter::Doctor,
    ),
    page_of(
        "/fn/staff/slots?doctor={id}&visit_type={visit_type}",
        Guard::Everybody,
        Matter::Doctor,
    ),
    page_of(
        "/fn/scheduling/why?doctor={id}&visit_type={visit_type}&date=2035-01-02&time=10:00:00",
        Guard::AtWork(Action::SeeAppointments),
        Matter::Doctor,
    ),
    page_of(
        "/fn/scheduling/draft?doctor={id}&visit_type={visit_type}&starts=2030-01-07T09:00:00Z",
        Guard::Everybody,
        Matter::Doctor,
    ),
    page_of(
        "/appointments/{id}",
        Guard::PageOf(
            &[Role::Doctor, Role::Secretary, Role::ClinicAdmin],
            Action::SeeAppointments,
        ),
        Matter::Appointment,
    ),
    page_of(
        "/admin/doctors/{id}/hours",
        Guard::PageOf(&[Role::ClinicAdmin], Action::EditSchedule),
        Matter::Doctor,
    ),
    // Writes.
    post(
        "/fn/accounts/register",
        Guard::Everybody,
        &[("form[email]", "nothing")],
    ),
    post(
        "/fn/accounts/sign_in",
        Guard::Credentials,
        &[
            ("form[email]", "nobody@example.org"),
            ("form[password]", "x"),
        ],
    ),
    post(
        "/fn/clinics/create",
        Guard::Action(Action::ManageClinics),
        &[("form[name]", "")],
    ),
    about(
        "POST",
        "/fn/clinics/add_admin",
        Guard::Action(Action::ManageClinicAdmins),
        Matter::Clinic,
        &[
            ("clinic", "{id}"),
            ("form[first_name]", "Salma"),
            ("form[last_name]", "Haddad"),
            ("form[email]", "admin@ours.example"),
            ("form[password]", "brume-sur-le-lac"),
        ],
    ),
    about(
        "POST",
        "/fn/clinics/set_suspended",
        Guard::Action(Action::ManageClinics),
        Matter::Clinic,
        &[("clinic", "{id}"), ("suspended", "false")],
    ),
    post(
        "/fn/clinics/add_visit_type",
        Guard::AtWork(Action::EditClinic),
        &[("form[name_fr]", "")],
    ),
    post(
        "/fn/staff/add_doctor",
        Guard::AtWork(Action::ManageStaff),
        &[("form[email]", "")],
    ),
    post(
        "/fn/staff/add_secretary",
        Guard::AtWork(Action::ManageStaff),
        &[("form[email]", "")],
    ),
    about(
        "POST",
        "/fn/staff/save_hours",
        Guard::Action(Action::EditSchedule),
        Matter::Doctor,
        &[
            ("doctor", "{id}"),
            ("form[lines][0][weekday]", "1"),
            ("form[lines][0][from]", "09:00"),
            ("form[lines][0][until]", "12:00"),
            ("form[visit_types][0]", "{visit_type}"),
        ],
    ),
    about(
        "POST",
        "/fn/scheduling/book",
        Guard::Own(Action::Book),
        Matter::Doctor,
        &[
            ("form[doctor]", "{id}"),
            ("form[visit_type]", "{visit_type}"),
            ("form[starts]", "2030-01-07T09:00:00Z"),
            ("form[symptoms]", "Headache"),
        ],
    ),
    about(
        "POST",
        "/fn/scheduling/request",
        Guard::Own(Action::Book),
        Matter::Clinic,
        &[("form[clinic]", "{id}"), ("form[symptoms]", "Headache")],
    ),
    about(
        "POST",
        "/fn/scheduling/assign",
        Guard::Action(Action::Assign),
        Matter::Appointment,
        &[
            ("form[appointment]", "{id}"),
            ("form[version]", "0"),
            ("form[doctor]", "{visit_type}"),
            ("form[visit_type]", "01900000-0000-7000-8000-000000000000"),
            ("form[starts]", "2030-01-07T09:00:00Z"),
        ],
    ),
    about(
        "POST",
        "/fn/scheduling/accept",
        Guard::Action(Action::Answer),
        Matter::Appointment,
        &[("appointment", "{id}")],
    ),
    about(
        "POST",
        "/fn/scheduling/advance",
        Guard::Action(Action::RunDesk),
        Matter::Appointment,
        &[("appointment", "{id}"), ("to", "check_in")],
    ),
    about(
        "POST",
        "/fn/scheduling/decline",
        Guard::Action(Action::Answer),
        Matter::Appointment,
        &[("appointment", "{id}"), ("reason", "Away")],
    ),
    about(
        "POST",
        "/fn/scheduling/refuse",
        Guard::Action(Action::Assign),
        Matter::Appointment,
        &[("appointment", "{id}"), ("reason", "")],
    ),
    about(
        "POST",
        "/fn/scheduling/cancel",
        Guard::Action(Action::MoveOrCancel),
        Matter::Appointment,
        &[("appointment", "{id}"), ("reason", "")],
    ),
    about(
        "POST",
        "/fn/clinics/retire_visit_type",
        Guard::AtWork(Action::EditClinic),
        Matter::VisitType,
        &[("visit_type", "{id}")],
    ),
    // One's own account.
    page("/account", EVERY_ROLE),
    page("/account/email", EVERY_ROLE),
    page("/account/password", EVERY_ROLE),
    page("/account/second-factor", EVERY_ROLE),
    page("/fn/accounts/own", Guard::Account),
    page("/fn/accounts/capacities", Guard::Account),
    page("/fn/accounts/sessions", Guard::Account),
    page("/fn/second_factor/state", Guard::Account),
    post(
        "/fn/accounts/edit_profile",
        Guard::Account,
        &[("form[first_name]", "")],
    ),
    post(
        "/fn/accounts/change_email",
        Guard::Account,
        &[("form[email]", "")],
    ),
    post(
        "/fn/accounts/change_password",
        Guard::Account,
        &[("form[password]", "")],
    ),
    post("/fn/accounts/send_verification", Guard::Account, &[]),
    post(
        "/fn/accounts/end_session",
        Guard::AccountNothing,
        &[("id", "none")],
    ),
    post("/fn/accounts/end_other_sessions", Guard::Account, &[]),
    post(
        "/fn/accounts/switch",
        Guard::AccountNothing,
        &[
            ("role", "clinic_admin"),
            ("clinic", "01900000-0000-7000-8000-000000000000"),
        ],
    ),
    post(
        "/fn/second_factor/begin",
        Guard::Account,
        &[("form[password]", "")],
    ),
    post(
        "/fn/second_factor/confirm",
        Guard::AccountNothing,
        &[("form[code]", "")],
    ),
    post(
        "/fn/second_factor/renew_codes",
        Guard::Account,
        &[("form[password]", "")],
    ),
    post(
        "/fn/second_factor/turn_off",
        Guard::Account,
        &[("form[password]", "")],
    ),
    // Ways in by a link or a code.
    page("/forgot", Guard::Visitors),
    page("/reset", Guard::Proof),
    page("/verify", Guard::Proof),
    page("/sign-in/code", Guard::Code),
    page("/suspended", Guard::Account),
    page(
        "/fn/accounts/check_link?purpose=reset&token=none",
        Guard::Proof,
    ),
    post(
        "/fn/accounts/forgot",
        Guard::Everybody,
        &[("form[email]", "nobody@example.org")],
    ),
    post(
        "/fn/accounts/reset",
        Guard::Proof,
        &[
            ("form[token]", "none"),
            ("form[password]", "trois-hiboux-verts"),
        ],
    ),
    post("/fn/accounts/verify", Guard::Proof, &[("token", "none")]),
    // Nothing outside development.
    page("/dev/outbox", Guard::Hidden),
    page("/fn/notifications/outbox", Guard::Hidden),
    // Trail and privacy.
    page("/my/privacy", PATIENT),
    page("/admin/audit", ADMIN),
    page("/admin/privacy", ADMIN),
    page("/admin/security", ADMIN),
    page("/admin/settings", ADMIN),
    page("/platform/audit", PLATFORM),
    page("/fn/privacy/mine", Guard::Own(Action::ManagePrivacy)),
    page("/fn/privacy/requests", Guard::AtWork(Action::ManagePrivacy)),
    page("/fn/audit/clinic", Guard::AtWork(Action::ReadAudit)),
    page("/fn/audit/platform", Guard::Roles(&[Role::SuperAdmin])),
    post(
        "/fn/privacy/refuse_erasure",
        Guard::Nobody(Action::ManagePrivacy),
        &[
            ("request", "01900000-0000-7000-8000-000000000000"),
            ("reason", "No"),
        ],
    ),
    post(
        "/fn/privacy/erase",
        Guard::Nobody(Action::ManagePrivacy),
        &[("request", "01900000-0000-7000-8000-000000000000")],
    ),
    // Administration.
    page_of(
        "/platform/clinics/{id}",
        Guard::PageOf(&[Role::SuperAdmin], Action::ManageClinics),
        Matter::Clinic,
    ),
    page_of(
        "/admin/doctors/{id}",
        Guard::PageOf(&[Role::ClinicAdmin], Action::ManageStaff),
        Matter::Doctor,
    ),
    page_of(
        "/admin/secretaries/{id}",
        Guard::PageOf(&[Role::ClinicAdmin], Action::ManageStaff),
        Matter::Secretary,
    ),
    page_of(
        "/fn/clinics/row?clinic={id}",
        Guard::Action(Action::ManageClinics),
        Matter::Clinic,
    ),
    page("/fn/clinics/settings", Guard::AtWork(Action::EditClinic)),
    page(
        "/fn/clinics/staff_security",
        Guard::AtWork(Action::EditClinic),
    ),
    page_of(
        "/fn/staff/doctor_file?doctor={id}",
        Guard::AtWork(Action::ManageStaff),
        Matter::Doctor,
    ),
    page_of(
        "/fn/staff/secretary_file?secretary={id}",
        Guard::AtWork(Action::ManageStaff),
        Matter::Secretary,
    ),
    about(
        "POST",
        "/fn/clinics/edit",
        Guard::Action(Action::ManageClinics),
        Matter::Clinic,
        CLINIC,
    ),
    about(
        "POST",
        "/fn/clinics/delete",
        Guard::Action(Action::ManageClinics),
        Matter::Clinic,
        &[("clinic", "{id}")],
    ),
    about(
        "POST",
        "/fn/clinics/remove_admin",
        Guard::Nobody(Action::ManageClinicAdmins),
        Matter::Clinic,
        &[
            ("clinic", "{id}"),
            ("admin", "01900000-0000-7000-8000-000000000000"),
        ],
    ),
    page_of(
        "/fn/clinics/factor_holders?clinic={id}",
        Guard::Action(Action::ManageClinicAdmins),
        Matter::Clinic,
    ),
    about(
        "POST",
        "/fn/clinics/reset_second_factor",
        Guard::Nobody(Action::ManageClinicAdmins),
        Matter::Clinic,
        &[
            ("clinic", "{id}"),
            ("member", "01900000-0000-7000-8000-000000000000"),
        ],
    ),
    about(
        "POST",
        "/fn/staff/reset_doctor_factor",
        Guard::AtWork(Action::ManageStaff),
        Matter::Doctor,
        &[("doctor", "{id}")],
    ),
    about(
        "POST",
        "/fn/staff/reset_secretary_factor",
        Guard::AtWork(Action::ManageStaff),
        Matter::Secretary,
        &[("secretary", "{id}")],
    ),
    post(
        "/fn/clinics/save_settings",
        Guard::AtWork(Action::EditClinic),
        &[("form[email]", "")],
    ),
    post(
        "/fn/clinics/set_staff_security",
        Guard::AtWork(Action::EditClinic),
        &[],
    ),
    about(
        "POST",
        "/fn/staff/edit_doctor",
        Guard::AtWork(Action::ManageStaff),
        Matter::Doctor,
        &[
            ("doctor", "{id}"),
            ("form[first_name]", "Salma"),
            ("form[last_name]", "Haddad"),
            ("form[email]", "first@ours.example"),
            ("form[specialties][0]", "cardiology"),
        ],
    ),
    about(
        "POST",
        "/fn/staff/set_doctor_active",
        Guard::AtWork(Action::ManageStaff),
        Matter::Doctor,
        &[("doctor", "{id}"), ("active", "true")],
    ),
    about(
        "POST",
        "/fn/staff/edit_secretary",
        Guard::AtWork(Action::ManageStaff),
        Matter::Secretary,
        &[
            ("secretary", "{id}"),
            ("form[first_name]", "Salma"),
            ("form[last_name]", "Canarium"),
        ],
    ),
    about(
        "POST",
        "/fn/staff/set_secretary_active",
        Guard::AtWork(Action::ManageStaff),
        Matter::Secretary,
        &[("secretary", "{id}"), ("active", "true")],
    ),
    // Patients' files at the desk, and a patient's family.
    page("/desk/patients", DESK),
    page("/desk/patients/new", DESK),
    page_of(
        "/desk/patients/{id}",
        Guard::PageOf(DESK_ROLES, Action::SeePatient),
        Matter::Patient,
    ),
    page_of(
        "/desk/patients/{id}/edit",
        Guard::PageOf(DESK_ROLES, Action::SeePatient),
        Matter::Patient,
    ),
    page("/my/family", PATIENT),
    page("/my/family/new", PATIENT),
    page_of(
        "/my/family/{id}",
        Guard::PageOf(&[Role::Patient], Action::EditPatient),
        Matter::Relative,
    ),
    page("/fn/patients/search?q=", Guard::AtWork(Action::SeePatient)),
    page_of(
        "/fn/patients/one?id={id}",
        Guard::AtWork(Action::SeePatient),
        Matter::Patient,
    ),
    page_of(
        "/fn/patients/visits?id={id}",
        Guard::AtWork(Action::SeePatient),
        Matter::Patient,
    ),
    page("/fn/patients/family", Guard::Own(Action::EditPatient)),
    page_of(
        "/fn/patients/relative?id={id}",
        Guard::PageOf(&[Role::Patient], Action::EditPatient),
        Matter::Relative,
    ),
    post(
        "/fn/patients/register",
        Guard::AtWork(Action::RegisterPatient),
        &[("form[first_name]", "")],
    ),
    about(
        "POST",
        "/fn/patients/save",
        Guard::AtWork(Action::EditPatient),
        Matter::Patient,
        &[
            ("patient", "{id}"),
            ("form[first_name]", "Salma"),
            ("form[last_name]", "Ouragan"),
            ("form[born_on]", "1988-05-04"),
            ("form[sex]", "unknown"),
            ("form[another]", "true"),
        ],
    ),
    about(
        "POST",
        "/fn/patients/offer",
        Guard::Nobody(Action::RegisterPatient),
        Matter::Patient,
        &[
            ("form[patient]", "{id}"),
            ("form[email]", "nobody@example.org"),
            ("form[held]", "self"),
        ],
    ),
    about(
        "POST",
        "/fn/patients/withdraw",
        Guard::Nobody(Action::RegisterPatient),
        Matter::Patient,
        &[("patient", "{id}")],
    ),
    post(
        "/fn/patients/add_relative",
        Guard::Own(Action::EditPatient),
        &[("form[first_name]", "")],
    ),
    about(
        "POST",
        "/fn/patients/edit_relative",
        Guard::PageOf(&[Role::Patient], Action::EditPatient),
        Matter::Relative,
        &[
            ("relative", "{id}"),
            ("form[first_name]", "Salma"),
            ("form[last_name]", "Ouragan"),
            ("form[born_on]", "2015-05-04"),
            ("form[sex]", "unknown"),
            ("form[relation]", "child"),
        ],
    ),
    about(
        "POST",
        "/fn/patients/accept_offer",
        Guard::PageOf(&[Role::Patient], Action::EditPatient),
        Matter::Offer,
        &[("offer", "{id}")],
    ),
    about(
        "POST",
        "/fn/patients/decline_offer",
        Guard::PageOf(&[Role::Patient], Action::EditPatient),
        Matter::Offer,
        &[("offer", "{id}")],
    ),
    about(
        "POST",
        "/fn/patients/unlink",
        Guard::Nobody(Action::RegisterPatient),
        Matter::Patient,
        &[("patient", "{id}")],
    ),
    // Invitations.
    page("/invitation", Guard::Proof),
    page("/fn/invitations/look?token=none", Guard::Proof),
    post(
        "/fn/invitations/accept",
        Guard::Account,
        &[("token", "none")],
    ),
    post(
        "/fn/invitations/register",
        Guard::Proof,
        &[("form[token]", "none")],
    ),
    page(
        "/fn/invitations/pending",
        Guard::AtWork(Action::ManageStaff),
    ),
    page_of(
        "/fn/invitations/pending_admins?clinic={id}",
        Guard::Action(Action::ManageClinicAdmins),
        Matter::Clinic,
    ),
    post(
        "/fn/invitations/resend",
        Guard::NobodyAtWork(Action::ManageStaff),
        &[("invitation", NOBODY)],
    ),
    post(
        "/fn/invitations/withdraw",
        Guard::NobodyAtWork(Action::ManageStaff),
        &[("invitation", NOBODY)],
    ),
    about(
        "POST",
        "/fn/invitations/resend_admin",
        Guard::Nobody(Action::ManageClinicAdmins),
        Matter::Clinic,
        &[("clinic", "{id}"), ("invitation", NOBODY)],
    ),
    about(
        "POST",
        "/fn/invitations/withdraw_admin",
        Guard::Nobody(Action::ManageClinicAdmins),
        Matter::Clinic,
        &[("clinic", "{id}"), ("invitation", NOBODY)],
    ),
    // Photos, and tables of patients.
    page(
        "/photos/01900000-0000-7000-8000-000000000000",
        Guard::Hidden,
    ),
    page(
        "/photos/01900000-0000-7000-8000-000000000000/small",
        Guard::Hidden,
    ),
    post("/uploads/photo", Guard::Account, &[]),
    about(
        "POST",
        "/uploads/doctor-photo?doctor={id}",
        Guard::AtWork(Action::ManageStaff),
        Matter::Doctor,
        &[],
    ),
    post(
        "/uploads/patients",
        Guard::AtWork(Action::ImportPatients),
        &[],
    ),
    post("/fn/accounts/remove_photo", Guard::AccountNothing, &[]),
    post(
        "/fn/staff/remove_doctor_photo",
        Guard::NobodyAtWork(Action::ManageStaff),
        &[("doctor", NOBODY)],
    ),
    page("/desk/patients/import", ADMIN),
    page(
        "/fn/patients/import_preview?id=01900000-0000-7000-8000-000000000000",
        Guard::NobodyAtWork(Action::ImportPatients),
    ),
    post(
        "/fn/patients/import",
        Guard::NobodyAtWork(Action::ImportPatients),
        &[("form[import]", NOBODY), ("form[likely]", "skip")],
    ),
    // When doctors can be booked.
    page("/doctor/availability", DOCTOR),
    page("/admin/closures", ADMIN),
    page("/admin/rooms", ADMIN),
    page_of(
        "/fn/staff/availability?doctor={id}",
        Guard::AtWork(Action::EditSchedule),
        Matter::Doctor,
    ),
    page("/fn/clinics/closures", Guard::AtWork(Action::EditClinic)),
    page("/fn/clinics/rooms", Guard::AtWork(Action::EditClinic)),
    about(
        "POST",
        "/fn/staff/add_exception",
        Guard::AtWork(Action::EditSchedule),
        Matter::Doctor,
        &[("doctor", "{id}"), ("form[on]", "")],
    ),
    about(
        "POST",
        "/fn/staff/add_leave",
        Guard::AtWork(Action::EditSchedule),
        Matter::Doctor,
        &[("doctor", "{id}"), ("form[starts_on]", "")],
    ),
    about(
        "POST",
        "/fn/staff/set_limits",
        Guard::AtWork(Action::EditSchedule),
        Matter::Doctor,
        &[("doctor", "{id}"), ("form[step_min]", "0")],
    ),
    about(
        "POST",
        "/fn/staff/set_availability",
        Guard::AtWork(Action::SetAvailability),
        Matter::Doctor,
        &[("doctor", "{id}"), ("availability", "free")],
    ),
    post(
        "/fn/staff/remove_exception",
        Guard::Nobody(Action::EditSchedule),
        &[
            ("doctor", "01900000-0000-7000-8000-000000000000"),
            ("id", "01900000-0000-7000-8000-000000000000"),
        ],
    ),
    post(
        "/fn/staff/remove_leave",
        Guard::Nobody(Action::EditSchedule),
        &[
            ("doctor", "01900000-0000-7000-8000-000000000000"),
            ("id", "01900000-0000-7000-8000-000000000000"),
        ],
    ),
    post(
        "/fn/clinics/add_closure",
        Guard::AtWork(Action::EditClinic),
        &[("form[kind]", "")],
    ),
    post(
        "/fn/clinics/add_holidays",
        Guard::AtWork(Action::EditClinic),
        &[("year", "1900")],
    ),
    about(
        "POST",
        "/fn/clinics/remove_closure",
        Guard::AtWork(Action::EditClinic),
        Matter::Closure,
        &[("id", "{id}")],
    ),
    post(
        "/fn/clinics/add_room",
        Guard::AtWork(Action::EditClinic),
        &[("form[name]", "")],
    ),
    about(
        "POST",
        "/fn/clinics/retire_room",
        Guard::AtWork(Action::EditClinic),
        Matter::Room,
        &[("room", "{id}")],
    ),
    // Late, since a patient without visits to come loses their file by it.
    post(
        "/fn/privacy/ask_erasure",
        Guard::Own(Action::ManagePrivacy),
        &[],
    ),
    // Last, since they end the session.
    post(
        "/fn/accounts/enter_code",
        Guard::Credentials,
        &[("form[code]", "000000")],
    ),
    post("/fn/accounts/sign_out", Guard::Everybody, &[]),
];
