//! Fresh databases for tests, on either engine, gone when the test ends.

use crate::engine::{DatabaseSettings, Engine, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::ops::Deref;
use tempfile::TempDir;
use uuid::Uuid;

/// The environment variable that names a PostgreSQL server, as a user who may create databases.
const SERVER: &str = "SALUS_TEST_POSTGRES";

/// A migrated, empty database of its own; dropped with this value.
#[derive(Debug)]
pub struct Fresh {
    store: Store,
    settings: DatabaseSettings,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder {
        /// Removed when dropped.
        _folder: TempDir,
    },
    Server {
        url: String,
        database: String,
    },
}

impl Fresh {
    /// The same database as the owner of its tables opens it, who may do what what serves may not.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn owner(&self) -> Store {
        Store::connect_as_owner(&self.settings)
            .await
            .expect("the owner's connection")
    }

    /// What opens the same database again.
    pub const fn settings(&self) -> &DatabaseSettings {
        &self.settings
    }
}

impl Deref for Fresh {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// An identifier for a row a test writes itself.
#[expect(
    clippy::disallowed_methods,
    reason = "tests need no reproducible identifiers"
)]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// Makes a database.
///
/// # Panics
/// When it cannot: a test must fail rather than pass without having run.
pub async fn fresh(engine: Engine) -> Fresh {
    let (url, home) = match engine {
        Engine::Sqlite => {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let file = folder.path().join("salus.db");
            (
                format!("sqlite://{}", file.display()),
                Home::Folder { _folder: folder },
            )
        }
        Engine::Postgres => {
            let server = std::env::var(SERVER).unwrap_or_else(|_| {
                panic!(
                    "{SERVER} is not set: run `make test`, or start a server with scripts/postgres.sh \
                     and set it to a superuser's address, postgres://user@127.0.0.1:port/postgres"
                )
            });
            let database = format!("salus_test_{}", new_id().simple());
            let mut conn = PgConnection::connect(&server)
                .await
                .expect("the test server answers");
            let sql = format!("CREATE DATABASE {database} ENCODING 'UTF8' TEMPLATE template0");
            sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut conn)
                .await
                .expect("a new database");
            conn.close().await.expect("an orderly end");
            (
                on_database(&server, &database),
                Home::Server {
                    url: server,
                    database,
                },
            )
        }
    };
    let settings = DatabaseSettings {
        url,
        max_connections: 10,
    };
    let store = Store::connect(&settings)
        .await
        .expect("the new database opens");
    store.migrate().await.expect("the migrations run");
    Fresh {
        store,
        settings,
        home,
    }
}

/// The server's address with another database's name.
fn on_database(server: &str, database: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, ""), |(a, q)| (a, q));
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..]
        .find('/')
        .map_or(address.len(), |at| start + at);
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{query}")
    };
    format!("{}/{database}{query}", &address[..end])
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Home::Server { url, database } = &self.home else {
            return;
        };
        let (url, sql) = (
            url.clone(),
            format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)"),
        );
        // A thread of its own, since the test's runtime cannot be waited for from here.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let mut conn = PgConnection::connect(&url)
                    .await
                    .map_err(std::io::Error::other)?;
                sqlx::raw_sql(AssertSqlSafe(sql))
                    .execute(&mut conn)
                    .await
                    .map_err(std::io::Error::other)
            })
        });
        if let Ok(Err(error)) = dropping.join() {
            tracing::warn!(%error, database, "a test database stays behind");
        }
    }
}

/// Runs each body on both engines, as `name::on_sqlite` and `name::on_postgres`:
///
/// ```ignore
/// salus_store::on_both_engines! {
///     async fn an_empty_clinic_has_no_doctor(db: Fresh) {
///         assert!(staff::doctors(&mut db.read().await.unwrap()).await.unwrap().is_empty());
///     }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: Fresh) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn body($db: $crate::testing::Fresh) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                body($crate::testing::fresh($crate::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                body($crate::testing::fresh($crate::Engine::Postgres).await).await;
            }
        }
    )+};
}
