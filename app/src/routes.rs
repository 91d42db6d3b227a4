//! Addresses: the whole route table on one screen, who may open which part, and where each role is at
//! home.

use crate::pages::account::{
    AccountPage, EmailPage, EnterCode, ForgotPage, InvitationPage, PasswordPage, Register,
    ResetPage, SecondFactorPage, SignIn, Suspended, VerifyPage,
};
use crate::pages::clinic_admin::{
    AdminDashboard, AuditPage, ClosuresPage, EditDoctorPage, EditSecretaryPage, ErasuresPage,
    HoursPage, ImportPatientsPage, NewDoctorPage, NewSecretaryPage, RoomsPage, SecurityPage,
    SettingsPage, StaffPage, VisitTypesPage,
};
use crate::pages::dev::OutboxPage;
use crate::pages::doctor::{AvailabilityPage, DoctorCalendarPage, DoctorRequests, DoctorToday};
use crate::pages::patient::{
    FamilyPage, MyAppointment, MyAppointments, MyDashboard, MyPrivacyPage, NewRelativePage,
    RelativePage,
};
use crate::pages::public::{
    Book, ClinicPage, Clinics, DoctorPage, Home, NotFound, Privacy, Refused, Request, Search,
};
use crate::pages::secretary::{
    BoardPage, DeskDashboard, EditPatientPage, NewPatientPage, PatientFilePage, PatientsPage,
    QueuePage,
};
use crate::pages::staff::StaffAppointment;
use crate::pages::super_admin::{
    ClinicsAdmin, EditClinicPage, NewClinicAdmin, NewClinicPage, PlatformAuditPage,
    PlatformDashboard,
};
use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{SsrMode, path};
use salus_domain::accounts::Role;

/// The route table. Every page is rendered whole before it is sent, so that it works without script and its
/// status says what it holds.
#[component]
pub fn Table() -> impl IntoView {
    const WHOLE: SsrMode = SsrMode::Async;
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=Home ssr=WHOLE />
            <Route path=path!("/search") view=Search ssr=WHOLE />
            <Route path=path!("/clinics") view=Clinics ssr=WHOLE />
            <Route path=path!("/clinics/:slug") view=ClinicPage ssr=WHOLE />
            <Route path=path!("/doctors/:id") view=DoctorPage ssr=WHOLE />
            <Route path=path!("/book") view=Book ssr=WHOLE />
            <Route path=path!("/request") view=Request ssr=WHOLE />
            <Route path=path!("/sign-in") view=SignIn ssr=WHOLE />
            <Route path=path!("/sign-in/code") view=EnterCode ssr=WHOLE />
            <Route path=path!("/account/second-factor") view=SecondFactorPage ssr=WHOLE />
            <Route path=path!("/register") view=Register ssr=WHOLE />
            <Route path=path!("/privacy") view=Privacy ssr=WHOLE />
            <Route path=path!("/refused") view=Refused ssr=WHOLE />
            <Route path=path!("/suspended") view=Suspended ssr=WHOLE />
            <Route path=path!("/my") view=MyDashboard ssr=WHOLE />
            <Route path=path!("/my/appointments") view=MyAppointments ssr=WHOLE />
            <Route path=path!("/my/appointments/:id") view=MyAppointment ssr=WHOLE />
            <Route path=path!("/my/privacy") view=MyPrivacyPage ssr=WHOLE />
            <Route path=path!("/my/family") view=FamilyPage ssr=WHOLE />
            <Route path=path!("/my/family/new") view=NewRelativePage ssr=WHOLE />
            <Route path=path!("/my/family/:id") view=RelativePage ssr=WHOLE />
            <Route path=path!("/appointments/:id") view=StaffAppointment ssr=WHOLE />
            <Route path=path!("/doctor") view=DoctorToday ssr=WHOLE />
            <Route path=path!("/doctor/requests") view=DoctorRequests ssr=WHOLE />
            <Route path=path!("/doctor/availability") view=AvailabilityPage ssr=WHOLE />
            <Route path=path!("/doctor/calendar") view=DoctorCalendarPage ssr=WHOLE />
            <Route path=path!("/desk") view=DeskDashboard ssr=WHOLE />
            <Route path=path!("/desk/queue") view=QueuePage ssr=WHOLE />
            <Route path=path!("/desk/board") view=BoardPage ssr=WHOLE />
            <Route path=path!("/desk/patients") view=PatientsPage ssr=WHOLE />
            <Route path=path!("/desk/patients/new") view=NewPatientPage ssr=WHOLE />
            <Route path=path!("/desk/patients/import") view=ImportPatientsPage ssr=WHOLE />
            <Route path=path!("/desk/patients/:id") view=PatientFilePage ssr=WHOLE />
            <Route path=path!("/desk/patients/:id/edit") view=EditPatientPage ssr=WHOLE />
            <Route path=path!("/admin") view=AdminDashboard ssr=WHOLE />
            <Route path=path!("/admin/staff") view=StaffPage ssr=WHOLE />
            <Route path=path!("/admin/doctors/new") view=NewDoctorPage ssr=WHOLE />
            <Route path=path!("/admin/doctors/:id") view=EditDoctorPage ssr=WHOLE />
            <Route path=path!("/admin/doctors/:id/hours") view=HoursPage ssr=WHOLE />
            <Route path=path!("/admin/secretaries/new") view=NewSecretaryPage ssr=WHOLE />
            <Route path=path!("/admin/secretaries/:id") view=EditSecretaryPage ssr=WHOLE />
            <Route path=path!("/admin/settings") view=SettingsPage ssr=WHOLE />
            <Route path=path!("/admin/closures") view=ClosuresPage ssr=WHOLE />
            <Route path=path!("/admin/rooms") view=RoomsPage ssr=WHOLE />
            <Route path=path!("/admin/visit-types") view=VisitTypesPage ssr=WHOLE />
            <Route path=path!("/admin/audit") view=AuditPage ssr=WHOLE />
            <Route path=path!("/admin/privacy") view=ErasuresPage ssr=WHOLE />
            <Route path=path!("/admin/security") view=SecurityPage ssr=WHOLE />
            <Route path=path!("/platform") view=PlatformDashboard ssr=WHOLE />
            <Route path=path!("/platform/clinics") view=ClinicsAdmin ssr=WHOLE />
            <Route path=path!("/platform/clinics/new") view=NewClinicPage ssr=WHOLE />
            <Route path=path!("/platform/clinics/:id") view=EditClinicPage ssr=WHOLE />
            <Route path=path!("/platform/clinics/:id/admin") view=NewClinicAdmin ssr=WHOLE />
            <Route path=path!("/platform/audit") view=PlatformAuditPage ssr=WHOLE />
            <Route path=path!("/forgot") view=ForgotPage ssr=WHOLE />
            <Route path=path!("/reset") view=ResetPage ssr=WHOLE />
            <Route path=path!("/verify") view=VerifyPage ssr=WHOLE />
            <Route path=path!("/invitation") view=InvitationPage ssr=WHOLE />
            <Route path=path!("/account") view=AccountPage ssr=WHOLE />
            <Route path=path!("/account/password") view=PasswordPage ssr=WHOLE />
            <Route path=path!("/account/email") view=EmailPage ssr=WHOLE />
            <Route path=path!("/dev/outbox") view=OutboxPage ssr=WHOLE />
        </Routes>
    }
}

/// Who may open a page. What they may see on it is decided by the use cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Everybody,
    /// Only somebody not signed in: others are sent home.
    Visitors,
    /// Only somebody who gave the right password and still owes a code: others are sent to sign in.
    HalfSignedIn,
    /// Only these roles.
    Roles(&'static [Role]),
}

/// Who may open the page at a path.
pub fn access(path: &str) -> Access {
    let under = |part: &str| {
        path == part
            || path
                .strip_prefix(part)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    if path == "/sign-in" || path == "/register" || path == "/forgot" {
        Access::Visitors
    } else if path == "/sign-in/code" {
        Access::HalfSignedIn
    } else if under("/account") {
        Access::Roles(Role::ALL)
    } else if under("/my") || path == "/request" {
        Access::Roles(&[Role::Patient])
    } else if under("/doctor") {
        Access::Roles(&[Role::Doctor])
    } else if under("/desk/patients/import") {
        Access::Roles(&[Role::ClinicAdmin])
    } else if under("/desk") {
        Access::Roles(&[Role::Secretary, Role::ClinicAdmin])
    } else if under("/appointments") {
        Access::Roles(&[Role::Doctor, Role::Secretary, Role::ClinicAdmin])
    } else if under("/admin") {
        Access::Roles(&[Role::ClinicAdmin])
    } else if under("/platform") {
        Access::Roles(&[Role::SuperAdmin])
    } else {
        Access::Everybody
    }
}

/// Whether somebody may open a page while they have yet to turn on the second factor that their clinic asks.
pub fn open_while_due(path: &str) -> bool {
    path == SECOND_FACTOR || access(path) == Access::Everybody
}

/// Where one's own second factor is turned on.
pub const SECOND_FACTOR: &str = "/account/second-factor";
/// Where whoever was given an initial password chooses their own, before anything else.
pub const FIRST_PASSWORD: &str = "/account/password";

/// The dashboard of a role.
pub const fn home_of(role: Role) -> &'static str {
    match role {
        Role::Patient => "/my",
        Role::Doctor => "/doctor",
        Role::Secretary => "/desk",
        Role::ClinicAdmin => "/admin",
        Role::SuperAdmin => "/platform",
    }
}
