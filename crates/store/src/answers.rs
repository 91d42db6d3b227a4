//! A store's failure as the caller hears of it.

use crate::{Failure, OverlapOf, StoreError};
use salus_domain::Fault;
use salus_domain::fault::Conflict;

impl From<StoreError> for Fault {
    /// What the database enforces becomes the conflict it means; what is a fault of ours is logged here
    /// and told as such.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Overlap(OverlapOf::Doctor) => Self::conflict(Conflict::SlotTaken {
                nearest: Vec::new(),
            }),
            StoreError::Overlap(OverlapOf::Patient) => Self::conflict(Conflict::PatientBusy),
            StoreError::Overlap(OverlapOf::Room) => Self::conflict(Conflict::RoomBusy),
            StoreError::Unavailable(_) | StoreError::Retryable(_) => {
                tracing::warn!(%error, "the database is not available");
                Self::Busy
            }
            error => {
                tracing::error!(%error, "the store failed");
                Self::Internal
            }
        }
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Fault(fault) => fault,
            Failure::Store(error) => error.into(),
        }
    }
}
