//! The parts of pages that live in the browser: each is rendered by the server and woken there. They get
//! all they need as properties, and send what was done in them as part of an ordinary form.

mod hours;
mod week;

pub use hours::HoursEditor;
pub use week::TypedLine;
