//! Getting in.

mod register;
mod sign_in;

pub use register::Register;
pub use sign_in::SignIn;
