//! SQL and nothing else: one store on two engines, SQLite and PostgreSQL.
//!
//! `engine` is the only module that knows which engine runs; a file per context holds that
//! context's statements, its private row structs and their conversion into the words of
//! `salus-domain`. Functions that read take `&mut Conn`, functions that write take `&mut Tx`.
//! Nothing here decides, authorises, looks at a clock or draws an identifier.

pub mod accounts;
mod answers;
pub mod audit;
pub mod clinics;
mod engine;
pub mod invitations;
pub mod journal;
pub mod notifications;
pub mod patients;
pub mod photos;
pub mod privacy;
mod reach;
pub mod reporting;
pub mod scheduling;
pub mod scope;
pub mod seed;
pub mod staff;
#[cfg(feature = "testing")]
pub mod testing;

pub use engine::{
    Conn, DatabaseSettings, Engine, Failure, OverlapOf, Record, Sql, Statement, Store, StoreError,
    Tx,
};
pub use reach::Reach;
pub use scope::{OwnScope, Scope};
