//! `/health/…`

use crate::support::World;

salus_store::on_both_engines! {
    async fn it_lives_and_is_ready(db: Fresh) {
        let world = World::new(db).await;
        let person = world.visitor();
        assert_eq!(person.get("/health/live").await.is(200).body, "alive\n");
        assert_eq!(person.get("/health/ready").await.is(200).body, "ready\n");
        assert_eq!(world.sessions().await, 0);
    }
}
