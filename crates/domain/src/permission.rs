//! Who may do what: the one place that decides, for pages, server functions, REST and exports
//! alike.
//!
//! [`reach`] is the table. [`in_clinic`], [`about_self`] and [`platform`] turn it into proofs:
//! the store's tenant tables cannot be touched without a [`ClinicGrant`], which nothing outside this module
//! can make. A grant says *how far* it goes; the store narrows every look-up by it, so that what
//! lies beyond is not refused but missing.

mod roles;

pub use roles::{grant_role, may_grant, reset_second_factor};

use crate::Fault;
use crate::accounts::{Caller, Role};
use crate::ids::{ClinicId, UserId};
use crate::words::words;

words! {
    /// Something a person may want to do.
    pub enum Action {
        /// See active clinics, their doctors and free slots.
        Browse = "browse",
        /// Create, suspend, delete a clinic.
        ManageClinics = "manage_clinics",
        /// Edit a clinic, its settings, visit types, rooms, closures.
        EditClinic = "edit_clinic",
        /// Name and dismiss clinic admins.
        ManageClinicAdmins = "manage_clinic_admins",
        /// Add, edit, deactivate doctors and secretaries.
        ManageStaff = "manage_staff",
        /// Change a doctor's weekly hours and exceptions.
        EditSchedule = "edit_schedule",
        /// Set a doctor free or busy.
        SetAvailability = "set_availability",
        /// Register a patient, edit administrative data.
        EditPatient = "edit_patient",
        /// Book a slot or send a request.
        Book = "book",
        /// See appointments.
        SeeAppointments = "see_appointments",
        /// See the symptoms on an appointment.
        SeeSymptoms = "see_symptoms",
        /// Assign a doctor and a slot to a request, or refuse the request.
        Assign = "assign",
        /// Create an urgent or overbooked appointment, check in, mark missed.
        RunDesk = "run_desk",
        /// Accept or refuse as the doctor asked; hold the consultation.
        Answer = "answer",
        /// Move or cancel an appointment.
        MoveOrCancel = "move_or_cancel",
        /// Read a clinical record.
        ReadRecord = "read_record",
        /// Write consultations and prescriptions.
        WriteRecord = "write_record",
        /// Upload documents.
        UploadDocument = "upload_document",
        /// See invoices.
        SeeInvoices = "see_invoices",
        /// Issue invoices, take payments.
        TakePayments = "take_payments",
        /// See figures and reports.
        SeeReports = "see_reports",
        /// See revenue in reports.
        SeeRevenue = "see_revenue",
        /// Read the audit trail.
        ReadAudit = "read_audit",
        /// Have a copy of what is held about a person, ask for its erasure, decide on that.
        ManagePrivacy = "manage_privacy",
        /// See instances, queues and circuit breakers.
        OperatePlatform = "operate_platform",
        /// Change one's own name, address and password; see and end one's own sessions.
        ManageAccount = "manage_account",
        /// See a patient's administrative file.
        SeePatient = "see_patient",
        /// Open files at the desk, offer them to accounts.
        RegisterPatient = "register_patient",
        /// Bring in files from a table.
        ImportPatients = "import_patients",
    }
}

/// How far a permission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// About oneself.
    Own,
    /// The patients this doctor treats and the appointments assigned to them.
    Theirs,
    /// The caller's clinic.
    Clinic,
    /// Everything.
    All,
}

/// The permission table: how far `role` (a visitor when `None`) reaches with `action`; `None` is
/// a refusal.
#[expect(
    clippy::too_many_lines,
    reason = "one exhaustive table, read as a whole"
)]
pub const fn reach(role: Option<Role>, action: Action) -> Option<Reach> {
    use Action as A;
    use Reach::{All, Clinic, Own, Theirs};
    match role {
        None => match action {
            A::Browse => Some(All),
            _ => None,
        },
        Some(Role::Patient) => match action {
            A::Browse => Some(All),
            A::EditPatient
            | A::Book
            | A::SeeAppointments
            | A::SeeSymptoms
            | A::MoveOrCancel
            | A::ReadRecord
            | A::UploadDocument
            | A::SeeInvoices
            | A::SeeReports
            | A::ReadAudit
            | A::ManagePrivacy
            | A::ManageAccount
            | A::SeePatient => Some(Own),
            A::ManageClinics
            | A::EditClinic
            | A::ManageClinicAdmins
            | A::ManageStaff
            | A::EditSchedule
            | A::SetAvailability
            | A::Assign
            | A::RunDesk
            | A::Answer
            | A::WriteRecord
            | A::TakePayments
            | A::SeeRevenue
            | A::OperatePlatform
            | A::RegisterPatient
            | A::ImportPatients => None,
        },
        Some(Role::Doctor) => match action {
            A::Browse => Some(All),
            A::EditSchedule | A::SetAvailability | A::SeeReports | A::ManageAccount => Some(Own),
            A::EditPatient
            | A::Book
            | A::SeeAppointments
            | A::SeeSymptoms
            | A::RunDesk
            | A::Answer
            | A::MoveOrCancel
            | A::ReadRecord
            | A::WriteRecord
            | A::UploadDocument
            | A::SeeInvoices
            | A::SeePatient => Some(Theirs),
            A::ManageClinics
            | A::EditClinic
            | A::ManageClinicAdmins
            | A::ManageStaff
            | A::Assign
            | A::TakePayments
            | A::SeeRevenue
            | A::ReadAudit
            | A::ManagePrivacy
            | A::OperatePlatform
            | A::RegisterPatient
            | A::ImportPatients => None,
        },
        Some(Role::Secretary) => match action {
            A::ManageAccount => Some(Own),
            A::Browse => Some(All),
            A::EditPatient
            | A::Book
            | A::SeeAppointments
            | A::SeeSymptoms
            | A::Assign
            | A::RunDesk
            | A::MoveOrCancel
            | A::UploadDocument
            | A::SeeInvoices
            | A::TakePayments
            | A::SeeReports
            | A::SeePatient
            | A::RegisterPatient => Some(Clinic),
            A::ManageClinics
            | A::EditClinic
            | A::ManageClinicAdmins
            | A::ManageStaff
            | A::EditSchedule
            | A::SetAvailability
            | A::Answer
            | A::ReadRecord
            | A::WriteRecord
            | A::SeeRevenue
            | A::ReadAudit
            | A::ManagePrivacy
            | A::OperatePlatform
            | A::ImportPatients => None,
        },
        Some(Role::ClinicAdmin) => match action {
            A::ManageAccount => Some(Own),
            A::Browse => Some(All),
            A::EditClinic
            | A::ManageStaff
            | A::EditSchedule
            | A::SetAvailability
            | A::EditPatient
            | A::Book
            | A::SeeAppointments
            | A::SeeSymptoms
            | A::Assign
            | A::RunDesk
            | A::MoveOrCancel
            | A::ReadRecord
            | A::UploadDocument
            | A::SeeInvoices
            | A::TakePayments
            | A::SeeReports
            | A::SeeRevenue
            | A::ReadAudit
            | A::ManagePrivacy
            | A::SeePatient
            | A::RegisterPatient
            | A::ImportPatients => Some(Clinic),
            A::ManageClinics
            | A::ManageClinicAdmins
            | A::Answer
            | A::WriteRecord
            | A::OperatePlatform => None,
        },
        Some(Role::SuperAdmin) => match action {
            A::ManageAccount => Some(Own),
            A::Browse
            | A::ManageClinics
            | A::EditClinic
            | A::ManageClinicAdmins
            | A::ManageStaff
            | A::SeeReports
            | A::SeeRevenue
            | A::ReadAudit
            | A::OperatePlatform => Some(All),
            A::EditSchedule
            | A::SetAvailability
            | A::EditPatient
            | A::Book
            | A::SeeAppointments
            | A::SeeSymptoms
            | A::Assign
            | A::RunDesk
            | A::Answer
            | A::MoveOrCancel
            | A::ReadRecord
            | A::WriteRecord
            | A::UploadDocument
            | A::SeeInvoices
            | A::TakePayments
            | A::ManagePrivacy
            | A::SeePatient
            | A::RegisterPatient
            | A::ImportPatients => None,
        },
    }
}

/// Proof that a caller may do something in a clinic, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClinicGrant {
    clinic: ClinicId,
    caller: Caller,
    reach: Reach,
}

impl ClinicGrant {
    /// The clinic.
    pub const fn clinic(&self) -> ClinicId {
        self.clinic
    }

    /// Who was granted it.
    pub const fn caller(&self) -> Caller {
        self.caller
    }

    /// How far it goes.
    pub const fn reach(&self) -> Reach {
        self.reach
    }
}

/// Proof that a caller may do something about themself, in whichever clinic it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnGrant {
    user: UserId,
    caller: Caller,
}

impl OwnGrant {
    /// Whose things.
    pub const fn user(&self) -> UserId {
        self.user
    }

    /// Who was granted it.
    pub const fn caller(&self) -> Caller {
        self.caller
    }
}

/// Proof that a caller may do something across the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlatformGrant {
    caller: Caller,
}

impl PlatformGrant {
    /// Who was granted it.
    pub const fn caller(&self) -> Caller {
        self.caller
    }
}

/// Asks for a permission in a clinic.
///
/// # Errors
/// [`Fault::SignedOut`] where signing in might help, [`Fault::Refused`] where the role never may,
/// [`Fault::Missing`] where it may, but not in that clinic.
pub fn in_clinic(caller: Caller, action: Action, clinic: ClinicId) -> Result<ClinicGrant, Fault> {
    let reach = granted(caller, action)?;
    let here = match reach {
        Reach::All => true,
        // A patient's own things may lie in any clinic; the look-up narrows to the user.
        Reach::Own => caller.clinic().is_none_or(|home| home == clinic),
        Reach::Theirs | Reach::Clinic => caller.clinic() == Some(clinic),
    };
    if here {
        Ok(ClinicGrant {
            clinic,
            caller,
            reach,
        })
    } else {
        Err(Fault::Missing)
    }
}

/// Asks for a permission in the caller's own clinic.
///
/// # Errors
/// As [`in_clinic`]; [`Fault::Refused`] for a caller without a clinic.
pub fn at_work(caller: Caller, action: Action) -> Result<ClinicGrant, Fault> {
    granted(caller, action)?;
    in_clinic(caller, action, caller.clinic().ok_or(Fault::Refused)?)
}

/// Asks for a permission about oneself, in whichever clinic.
///
/// # Errors
/// [`Fault::SignedOut`] or [`Fault::Refused`].
pub fn about_self(caller: Caller, action: Action) -> Result<OwnGrant, Fault> {
    match (granted(caller, action)?, caller) {
        (Reach::Own, Caller::Patient { user }) => Ok(OwnGrant { user, caller }),
        _ => Err(Fault::Refused),
    }
}

/// Asks for one's own account, whatever one's role.
///
/// # Errors
/// [`Fault::SignedOut`] or [`Fault::Refused`].
pub fn own_account(caller: Caller) -> Result<OwnGrant, Fault> {
    match (granted(caller, Action::ManageAccount)?, caller.user()) {
        (Reach::Own, Some(user)) => Ok(OwnGrant { user, caller }),
        _ => Err(Fault::Refused),
    }
}

/// Asks for a permission across the platform.
///
/// # Errors
/// [`Fault::SignedOut`] or [`Fault::Refused`].
pub fn platform(caller: Caller, action: Action) -> Result<PlatformGrant, Fault> {
    match (granted(caller, action)?, caller) {
        (Reach::All, Caller::SuperAdmin { .. }) => Ok(PlatformGrant { caller }),
        _ => Err(Fault::Refused),
    }
}

fn granted(caller: Caller, action: Action) -> Result<Reach, Fault> {
    let refusal = if caller.user().is_none() {
        Fault::SignedOut
    } else {
        Fault::Refused
    };
    reach(caller.role(), action).ok_or(refusal)
}

/// The table as text, a line per action, a column per role: what the golden file holds.
pub fn matrix() -> String {
    use std::fmt::Write;
    let roles: Vec<Option<Role>> = std::iter::once(None)
        .chain(Role::ALL.iter().copied().map(Some))
        .collect();
    let mut text = format!("{:<22}", "action");
    for role in &roles {
        let _ = write!(text, "{:<14}", role.map_or("visitor", Role::as_str));
    }
    text = text.trim_end().to_owned();
    text.push('\n');
    for action in Action::ALL {
        let mut line = format!("{:<22}", action.as_str());
        for role in &roles {
            let word = match reach(*role, *action) {
                None => "-",
                Some(Reach::Own) => "own",
                Some(Reach::Theirs) => "theirs",
                Some(Reach::Clinic) => "clinic",
                Some(Reach::All) => "all",
            };
            let _ = write!(line, "{word:<14}");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
