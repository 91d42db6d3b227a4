//! An owner of the tables without special rights, as on a server that others run.

use crate::support::place;
use salus_domain::ids::PatientId;
use salus_store::testing::new_id;
use salus_store::{DatabaseSettings, Reach, Scope, Sql, Store, StoreError};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

const FOUND: Sql = Sql::both("SELECT id FROM patients");

async fn run(conn: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(conn)
        .await
        .expect("the administrator's statement");
}

/// The address of a server with another user and database.
fn address(server: &str, user: &str, database: &str) -> String {
    let host = server
        .rsplit_once('@')
        .and_then(|(_, rest)| rest.split(['/', '?']).next())
        .expect("an address with a user");
    format!("postgres://{user}:{user}@{host}/{database}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_is_told_what_is_missing_and_then_serves_behind_the_walls() {
    let server = std::env::var("SALUS_TEST_POSTGRES").expect("a server");
    let mut admin = PgConnection::connect(&server).await.expect("the server");
    let owner = format!("salus_owner_{}", new_id().simple());
    run(
        &mut admin,
        format!("CREATE ROLE {owner} LOGIN PASSWORD '{owner}'"),
    )
    .await;
    run(
        &mut admin,
        format!("CREATE DATABASE {owner} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0"),
    )
    .await;
    // Other tests may have made it already.
    let _ = sqlx::raw_sql("CREATE ROLE salus_app NOLOGIN")
        .execute(&mut admin)
        .await;

    let settings = DatabaseSettings {
        url: address(&server, &owner, &owner),
        max_connections: 3,
    };
    let store = Store::connect(&settings).await.expect("it opens");
    let told = store
        .check()
        .await
        .expect_err("the role is not theirs to take");
    let StoreError::Setup(told) = told else {
        panic!("{told}")
    };
    assert!(
        told.contains(&format!("GRANT salus_app TO {owner}")),
        "{told}"
    );
    let told = store
        .migrate()
        .await
        .expect_err("nor for migrations")
        .to_string();
    assert!(
        told.contains(&format!("GRANT salus_app TO {owner}")),
        "{told}"
    );

    run(&mut admin, format!("GRANT salus_app TO {owner}")).await;
    store.migrate().await.expect("the tables");
    store.migrate().await.expect("once more");
    store.check().await.expect("the walls stand");
    let (here, there) = (place(&store).await, place(&store).await);
    let patient = here.patient(&store).await;
    let mut conn = store.read().await.expect("a connection");
    for (clinic, expected) in [(here.clinic, vec![patient]), (there.clinic, vec![])] {
        let scope = Scope::of_the_clock(clinic);
        let found: Vec<PatientId> = conn
            .query(&scope, FOUND)
            .fetch_all_scalars()
            .await
            .expect("ids");
        assert_eq!(found, expected);
    }
    drop(conn);

    // The owner's own connection is walled, too.
    let bare = store_of(&settings).await;
    let mut conn = bare.read().await.expect("a connection");
    let found: Vec<PatientId> = conn
        .query(Reach::SHARED, FOUND)
        .fetch_all_scalars()
        .await
        .expect("ids");
    assert_eq!(found, []);
    drop(conn);
    bare.close().await;
    store.close().await;
    run(&mut admin, format!("DROP DATABASE {owner} WITH (FORCE)")).await;
    run(&mut admin, format!("DROP ROLE {owner}")).await;
}

async fn store_of(settings: &DatabaseSettings) -> Store {
    Store::connect_as_owner(settings)
        .await
        .expect("the owner's connection")
}
