//! What a developer looks at; missing anywhere but on somebody's desk.

mod outbox;

pub use outbox::OutboxPage;
