//! What the browser does for every page, beyond following links and sending forms: a file each. All listen
//! at the document, so that it makes no difference when and how a page came into it; the page works without
//! any of them.

mod date_grid;
mod dialog;
mod dom;
mod live;
mod menu;
mod offline;
mod shortcuts;
mod suggest;
mod theme;
mod toast;

/// Starts listening; once.
pub fn start() {
    date_grid::start();
    dialog::start();
    live::start();
    menu::start();
    offline::start();
    shortcuts::start();
    suggest::start();
    theme::start();
    toast::start();
    dom::on("turbo:render", |_| arrived());
    arrived();
}

/// What a page that has just come needs.
fn arrived() {
    date_grid::arrived();
    dialog::arrived();
    toast::arrived();
}
