//! Pages that stay up to date by themselves.

use crate::fault::ApiFault;
use leptos::prelude::*;
use leptos::task::spawn_local;
use salus_domain::Fault;
use salus_domain::time::Instant;
use std::time::Duration;

/// How often a page asks.
const EVERY: Duration = Duration::from_secs(10);

/// Asks anew every ten seconds while the document is seen, and shows the answer where it differs.
/// Says whether the last question was answered: where it was not, what is shown stays.
///
/// `source` and `ask` are those of the resource; an answer to a question that is no longer the
/// page's is dropped.
pub fn keep_fresh<T, K, F>(
    data: Resource<Result<T, ApiFault>>,
    source: impl Fn() -> K + Copy + 'static,
    ask: impl Fn(K) -> F + Copy + 'static,
) -> Signal<bool>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + PartialEq + 'static,
    F: Future<Output = Result<T, ApiFault>> + 'static,
{
    let up = RwSignal::new(true);
    Effect::new(move |_| {
        let timer = set_interval_with_handle(
            move || {
                if document().hidden() {
                    return;
                }
                let question = untrack(source);
                spawn_local(async move {
                    let answer = ask(question.clone()).await;
                    // The page may have gone in the meantime.
                    if up
                        .try_set(!matches!(answer, Err(ApiFault(Fault::Busy))))
                        .is_some()
                    {
                        return;
                    }
                    let current = untrack(source) == question;
                    if current && answer.is_ok() && data.get_untracked().as_ref() != Some(&answer) {
                        data.set(Some(answer));
                    }
                });
            },
            EVERY,
        );
        if let Ok(timer) = timer {
            on_cleanup(move || timer.clear());
        }
    });
    up.into()
}

/// Now. For fetchers only: what is shown at first must not differ between server and browser.
#[cfg(feature = "ssr")]
pub fn now() -> Instant {
    crate::server::services().map_or_else(|_| at_micros(0), |services| services.now())
}

/// Now. For fetchers only: what is shown at first must not differ between server and browser.
#[cfg(not(feature = "ssr"))]
pub fn now() -> Instant {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of any year fit"
    )]
    at_micros((web_sys::js_sys::Date::now() * 1000.0) as i64)
}

fn at_micros(micros: i64) -> Instant {
    Instant::from_micros(micros).unwrap_or_else(|| Instant::from(chrono::DateTime::UNIX_EPOCH))
}
