//! One statement type for both engines.

use super::StoreError;
use super::arming::Arming;
use super::error::bad_column;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{
    ColumnIndex, Decode, Encode, FromRow, PgConnection, Postgres, Row, Sqlite, SqliteConnection,
    Type,
};
use uuid::Uuid;

/// The text of a statement, with `$1`, `$2` … for its values on either engine.
///
/// Whole numbers read as `i64` on both. `occupying` is a column of appointments. Lists are bound
/// with [`Statement::bind_ids`] and [`Statement::bind_words`].
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// A text both dialects understand.
    pub const fn both(text: &'static str) -> Self {
        Self {
            sqlite: text,
            postgres: text,
        }
    }

    /// Two texts, where the dialects differ; they take the same values in the same order.
    pub const fn split(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }
}

/// What can be read from a row of either engine: any `#[derive(sqlx::FromRow)]` struct, and tuples.
pub trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// A statement on its connection, its values being bound.
#[must_use = "a statement does nothing until it is fetched or executed"]
pub struct Statement<'c> {
    text: &'static str,
    on: On<'c>,
}

enum On<'c> {
    Sqlite(
        &'c mut SqliteConnection,
        Query<'static, Sqlite, SqliteArguments>,
    ),
    Postgres(
        &'c mut PgConnection,
        Arming<'c>,
        Query<'static, Postgres, PgArguments>,
    ),
}

impl<'c> Statement<'c> {
    pub(super) fn on_sqlite(conn: &'c mut SqliteConnection, sql: Sql) -> Self {
        Self {
            text: sql.sqlite,
            on: On::Sqlite(conn, sqlx::query(sql.sqlite)),
        }
    }

    pub(super) fn on_postgres(conn: &'c mut PgConnection, arming: Arming<'c>, sql: Sql) -> Self {
        Self {
            text: sql.postgres,
            on: On::Postgres(conn, arming, sqlx::query(sql.postgres)),
        }
    }

    /// Binds the next value.
    pub fn bind<'v, T>(self, value: T) -> Self
    where
        T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>,
    {
        let on = match self.on {
            On::Sqlite(conn, query) => On::Sqlite(conn, query.bind(value)),
            On::Postgres(conn, arming, query) => On::Postgres(conn, arming, query.bind(value)),
        };
        Self { on, ..self }
    }

    /// Binds a list of identifiers as the next value. The texts are
    /// `id IN (SELECT unhex(value) FROM json_each($1))` for SQLite and `id = ANY($1)` for
    /// PostgreSQL; an empty list matches nothing.
    pub fn bind_ids<I: Into<Uuid>>(self, ids: impl IntoIterator<Item = I>) -> Self {
        let ids = ids.into_iter().map(Into::into);
        let on = match self.on {
            On::Sqlite(conn, query) => On::Sqlite(
                conn,
                query.bind(json_list(ids.map(|id| id.simple().to_string()).collect())),
            ),
            On::Postgres(conn, arming, query) => {
                On::Postgres(conn, arming, query.bind(ids.collect::<Vec<Uuid>>()))
            }
        };
        Self { on, ..self }
    }

    /// Binds a list of words as the next value. The texts are
    /// `state IN (SELECT value FROM json_each($1))` for SQLite and `state = ANY($1)` for
    /// PostgreSQL; an empty list matches nothing.
    pub fn bind_words<W: Into<String>>(self, words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let on = match self.on {
            On::Sqlite(conn, query) => On::Sqlite(conn, query.bind(json_list(words))),
            On::Postgres(conn, arming, query) => On::Postgres(conn, arming, query.bind(words)),
        };
        Self { on, ..self }
    }

    /// Runs it; how many rows it touched.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn execute(self) -> Result<u64, StoreError> {
        Ok(match self.on {
            On::Sqlite(conn, query) => query.execute(conn).await?.rows_affected(),
            On::Postgres(conn, arming, query) => {
                arming.arm(conn).await?;
                query.execute(conn).await?.rows_affected()
            }
        })
    }

    /// Every row.
    ///
    /// # Errors
    /// Any [`StoreError`]; [`StoreError::BadRow`] when a row is not what the type says.
    pub async fn fetch_all<T: Record>(self) -> Result<Vec<T>, StoreError> {
        let text = self.text;
        match self.on {
            On::Sqlite(conn, query) => query
                .fetch_all(conn)
                .await?
                .iter()
                .map(|row| read(text, row))
                .collect(),
            On::Postgres(conn, arming, query) => {
                arming.arm(conn).await?;
                query
                    .fetch_all(conn)
                    .await?
                    .iter()
                    .map(|row| read(text, row))
                    .collect()
            }
        }
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Self::fetch_all`].
    pub async fn fetch_optional<T: Record>(self) -> Result<Option<T>, StoreError> {
        let text = self.text;
        match self.on {
            On::Sqlite(conn, query) => query
                .fetch_optional(conn)
                .await?
                .map(|row| read(text, &row))
                .transpose(),
            On::Postgres(conn, arming, query) => {
                arming.arm(conn).await?;
                query
                    .fetch_optional(conn)
                    .await?
                    .map(|row| read(text, &row))
                    .transpose()
            }
        }
    }

    /// The first row, which must be there: for counts and `RETURNING`.
    ///
    /// # Errors
    /// As [`Self::fetch_all`]; [`StoreError::Other`] when there is none.
    pub async fn fetch_one<T: Record>(self) -> Result<T, StoreError> {
        self.fetch_optional()
            .await?
            .ok_or(StoreError::Other(sqlx::Error::RowNotFound))
    }

    /// The first column of every row.
    ///
    /// # Errors
    /// As [`Self::fetch_all`].
    pub async fn fetch_all_scalars<T>(self) -> Result<Vec<T>, StoreError>
    where
        (T,): Record,
    {
        Ok(self
            .fetch_all::<(T,)>()
            .await?
            .into_iter()
            .map(|(value,)| value)
            .collect())
    }

    /// The first column of the first row, if there is one.
    ///
    /// # Errors
    /// As [`Self::fetch_all`].
    pub async fn fetch_optional_scalar<T>(self) -> Result<Option<T>, StoreError>
    where
        (T,): Record,
    {
        Ok(self.fetch_optional::<(T,)>().await?.map(|(value,)| value))
    }

    /// The first column of the first row, which must be there.
    ///
    /// # Errors
    /// As [`Self::fetch_one`].
    pub async fn fetch_one_scalar<T>(self) -> Result<T, StoreError>
    where
        (T,): Record,
    {
        Ok(self.fetch_one::<(T,)>().await?.0)
    }
}

fn json_list(words: Vec<String>) -> String {
    serde_json::Value::from(words).to_string()
}

/// Reads a row, and says which row it was when that fails.
fn read<T, R>(text: &str, row: &R) -> Result<T, StoreError>
where
    R: Row,
    T: for<'r> FromRow<'r, R>,
    for<'r> Uuid: Decode<'r, R::Database> + Type<R::Database>,
    for<'i> &'i str: ColumnIndex<R>,
{
    T::from_row(row).map_err(|error| match error {
        sqlx::Error::ColumnDecode { index, source } => {
            let id = row.try_get::<Uuid, _>("id").map(|id| id.to_string()).ok();
            bad_column(text, &index, id, &source)
        }
        other => other.into(),
    })
}
