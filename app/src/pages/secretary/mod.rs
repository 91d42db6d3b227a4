//! The desk's pages.

mod board;
mod dashboard;
mod queue;

pub use board::BoardPage;
pub use dashboard::DeskDashboard;
pub use queue::QueuePage;
