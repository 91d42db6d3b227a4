//! Addresses: the whole route table on one screen, who may open which part, and where each role is at
//! home.

use crate::pages::account::{Register, SignIn};
use crate::pages::public::{
    Book, ClinicPage, Clinics, DoctorPage, Home, NotFound, Privacy, Refused, Search,
};
use leptos::prelude::*;
use leptos_router::components::{Route, Routes};
use leptos_router::{Lazy, SsrMode, path};
use salus_domain::accounts::Role;

/// The route table. Pages of visitors come with the first load, the others when they are opened. Every page is rendered whole before it is sent, so that it works without script and its
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
            <Route path=path!("/request") view={Lazy::<lazy::Request>::new()} ssr=WHOLE />
            <Route path=path!("/sign-in") view=SignIn ssr=WHOLE />
            <Route path=path!("/register") view=Register ssr=WHOLE />
            <Route path=path!("/privacy") view=Privacy ssr=WHOLE />
            <Route path=path!("/refused") view=Refused ssr=WHOLE />
            <Route path=path!("/my") view={Lazy::<lazy::MyDashboard>::new()} ssr=WHOLE />
            <Route path=path!("/my/appointments") view={Lazy::<lazy::MyAppointments>::new()} ssr=WHOLE />
            <Route path=path!("/my/appointments/:id") view={Lazy::<lazy::MyAppointment>::new()} ssr=WHOLE />
            <Route path=path!("/appointments/:id") view={Lazy::<lazy::StaffAppointment>::new()} ssr=WHOLE />
            <Route path=path!("/doctor") view={Lazy::<lazy::DoctorToday>::new()} ssr=WHOLE />
            <Route path=path!("/doctor/requests") view={Lazy::<lazy::DoctorRequests>::new()} ssr=WHOLE />
            <Route path=path!("/doctor/calendar") view={Lazy::<lazy::DoctorCalendarPage>::new()} ssr=WHOLE />
            <Route path=path!("/desk") view={Lazy::<lazy::DeskDashboard>::new()} ssr=WHOLE />
            <Route path=path!("/desk/queue") view={Lazy::<lazy::QueuePage>::new()} ssr=WHOLE />
            <Route path=path!("/desk/board") view={Lazy::<lazy::BoardPage>::new()} ssr=WHOLE />
            <Route path=path!("/admin") view={Lazy::<lazy::AdminDashboard>::new()} ssr=WHOLE />
            <Route path=path!("/admin/staff") view={Lazy::<lazy::StaffPage>::new()} ssr=WHOLE />
            <Route path=path!("/admin/doctors/new") view={Lazy::<lazy::NewDoctorPage>::new()} ssr=WHOLE />
            <Route path=path!("/admin/doctors/:id/hours") view={Lazy::<lazy::HoursPage>::new()} ssr=WHOLE />
            <Route path=path!("/admin/secretaries/new") view={Lazy::<lazy::NewSecretaryPage>::new()} ssr=WHOLE />
            <Route path=path!("/admin/visit-types") view={Lazy::<lazy::VisitTypesPage>::new()} ssr=WHOLE />
            <Route path=path!("/platform") view={Lazy::<lazy::PlatformDashboard>::new()} ssr=WHOLE />
            <Route path=path!("/platform/clinics") view={Lazy::<lazy::ClinicsAdmin>::new()} ssr=WHOLE />
            <Route path=path!("/platform/clinics/new") view={Lazy::<lazy::NewClinicPage>::new()} ssr=WHOLE />
            <Route path=path!("/platform/clinics/:id/admin") view={Lazy::<lazy::NewClinicAdmin>::new()} ssr=WHOLE />
        </Routes>
    }
}

/// Pages that come later, in three parts: what a patient opens when signed in, what the desk and doctors
/// work with, what admins do. A part is one file, fetched when the first of its pages is opened; a file
/// for every page would be hundreds, since each pair shares code of its own.
mod lazy {
    use crate::pages::Page;
    use crate::pages::{clinic_admin, doctor, patient, public, secretary, staff, super_admin};
    use leptos::prelude::*;
    use leptos_router::LazyRoute;
    use std::future::Future;

    macro_rules! part {
        ($(#[$doc:meta])* $part:ident as $pages:ident { $($name:ident => $view:expr;)+ }) => {
            #[derive(Clone, Copy, Debug)]
            enum $pages { $($name),+ }

            $(#[$doc])*
            #[lazy]
            fn $part(page: $pages) -> AnyView {
                match page { $($pages::$name => $view),+ }
            }

            $(
                #[derive(Debug)]
                pub(super) struct $name;

                impl LazyRoute for $name {
                    fn data() -> Self {
                        Self
                    }

                    fn view(_: Self) -> impl Future<Output = AnyView> {
                        $part($pages::$name)
                    }
                }
            )+
        };
    }

    fn opened<P: Page>() -> AnyView {
        P::view(P::data())
    }

    part! {
        /// What a patient opens when signed in.
        patients_pages as PatientsPage {
            Request => view! { <public::Request /> }.into_any();
            MyDashboard => view! { <patient::MyDashboard /> }.into_any();
            MyAppointments => view! { <patient::MyAppointments /> }.into_any();
            MyAppointment => view! { <patient::MyAppointment /> }.into_any();
        }
    }

    part! {
        /// What doctors and the desk work with.
        desk_pages as DeskPage {
            StaffAppointment => opened::<staff::StaffAppointment>();
            DoctorToday => opened::<doctor::DoctorToday>();
            DoctorRequests => opened::<doctor::DoctorRequests>();
            DoctorCalendarPage => opened::<doctor::DoctorCalendarPage>();
            DeskDashboard => opened::<secretary::DeskDashboard>();
            QueuePage => opened::<secretary::QueuePage>();
            BoardPage => opened::<secretary::BoardPage>();
        }
    }

    part! {
        /// What admins do.
        admins_pages as AdminsPage {
            AdminDashboard => opened::<clinic_admin::AdminDashboard>();
            StaffPage => opened::<clinic_admin::StaffPage>();
            NewDoctorPage => opened::<clinic_admin::NewDoctorPage>();
            HoursPage => opened::<clinic_admin::HoursPage>();
            NewSecretaryPage => opened::<clinic_admin::NewSecretaryPage>();
            VisitTypesPage => opened::<clinic_admin::VisitTypesPage>();
            PlatformDashboard => opened::<super_admin::PlatformDashboard>();
            ClinicsAdmin => opened::<super_admin::ClinicsAdmin>();
            NewClinicPage => opened::<super_admin::NewClinicPage>();
            NewClinicAdmin => opened::<super_admin::NewClinicAdmin>();
        }
    }
}

/// Who may open a page. What they may see on it is decided by the use cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Everybody,
    /// Only somebody not signed in: others are sent home.
    Visitors,
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
    if path == "/sign-in" || path == "/register" {
        Access::Visitors
    } else if under("/my") || path == "/request" {
        Access::Roles(&[Role::Patient])
    } else if under("/doctor") {
        Access::Roles(&[Role::Doctor])
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
