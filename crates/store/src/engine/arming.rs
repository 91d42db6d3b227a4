//! Telling PostgreSQL what a statement reaches, before it runs.

use super::StoreError;
use crate::Reach;
use sqlx::PgConnection;

/// What a statement reaches, and what its connection was told last.
pub(super) struct Arming<'c> {
    pub(super) armed: &'c mut Option<Reach>,
    pub(super) reach: Reach,
    /// Whether a transaction is under way; what it was told ends with it.
    pub(super) local: bool,
}

impl Arming<'_> {
    /// Tells the database, unless it knows: a use case that stays within one clinic tells it once.
    pub(super) async fn arm(self, conn: &mut PgConnection) -> Result<(), StoreError> {
        const TELL: &str =
            "SELECT set_config('salus.clinic', $1, $4), set_config('salus.user', $2, $4),
             set_config('salus.reach', $3, $4)";
        if self.reach.is_within(*self.armed) {
            return Ok(());
        }
        // Cut short, it is told again.
        *self.armed = None;
        let (clinic, user, reach) = self.reach.settings();
        sqlx::query(TELL)
            .bind(clinic)
            .bind(user)
            .bind(reach)
            .bind(self.local)
            .execute(conn)
            .await?;
        *self.armed = Some(self.reach);
        Ok(())
    }
}
