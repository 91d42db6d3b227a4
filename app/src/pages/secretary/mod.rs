//! The desk's pages.

mod board;
mod dashboard;
mod offer;
mod queue;
mod request;

pub use board::BoardPage;
pub use dashboard::DeskDashboard;
pub use queue::QueuePage;
