//! The requests that wait, side by side with the one being answered. Stays current by itself.

use super::request::{RequestDetail, RequestRow};
use crate::api::scheduling::{Assign, Refuse, queue};
use crate::fault::ApiFault;
use crate::features::frame::StaffFrame;
use crate::features::problem::Problem;
use crate::features::reader::locale;
use crate::i18n::{Locale, td_string};
use crate::pages::Page;
use crate::ui::{Empty, Live, PageHeader, Shape, Skeleton, Toasts, Width, use_toasts};
use leptos::ev;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use salus_domain::ids::AppointmentId;
use salus_domain::scheduling::QueueEntry;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// How often the queue is asked for anew while the page is looked at.
const EVERY: Duration = Duration::from_secs(5);

/// `/desk/queue`.
#[derive(Debug)]
pub struct QueuePage {
    waiting: Resource<Result<Vec<QueueEntry>, ApiFault>>,
}

impl Page for QueuePage {
    fn data() -> Self {
        Self {
            waiting: Resource::new_blocking(|| (), |()| queue()),
        }
    }

    fn view(this: Self) -> AnyView {
        let l = locale();
        let waiting = this.waiting;
        let live = RwSignal::new(true);
        view! {
            <StaffFrame title=td_string!(l, desk.queue_title) width=Width::Wide>
                <PageHeader title=td_string!(l, desk.queue_title) subtitle=td_string!(l, desk.queue_lead)>
                    <Live on=live up=td_string!(l, desk.live_on) down=td_string!(l, desk.live_off) />
                </PageHeader>
                <Suspense fallback=|| {
                    view! { <Skeleton shape=Shape::Cards /> }
                }>
                    {move || Suspend::new(async move {
                        match waiting.await {
                            Ok(entries) => view! { <Desk entries=entries live=live /> }.into_any(),
                            Err(fault) => view! { <Problem fault=fault /> }.into_any(),
                        }
                    })}
                </Suspense>
            </StaffFrame>
        }
        .into_any()
    }
}

/// The state of the page; a copy is a handle on the same.
#[derive(Clone, Copy)]
struct Waiting {
    entries: RwSignal<Vec<QueueEntry>>,
    /// The request shown beside the list.
    open: Memo<Option<AppointmentId>>,
    /// The last request answered here, so that its going is no news.
    answered: StoredValue<Option<AppointmentId>>,
    live: RwSignal<bool>,
    toasts: Toasts,
    l: Locale,
}

impl Waiting {
    /// Asks for the queue anew and tells what came and what went.
    fn refresh(self) {
        spawn_local(async move {
            let fresh = queue().await;
            self.live.try_set(fresh.is_ok());
            if let (Ok(fresh), Some(before)) = (fresh, self.entries.try_get_untracked()) {
                self.announce(&before, &fresh);
                if before != fresh {
                    self.entries.set(fresh);
                }
            }
        });
    }

    fn announce(self, before: &[QueueEntry], fresh: &[QueueEntry]) {
        let in_list = |list: &[QueueEntry], id| list.iter().any(|entry| entry.appointment.id == id);
        for entry in fresh
            .iter()
            .filter(|entry| !in_list(before, entry.appointment.id))
        {
            let name = entry.appointment.patient.name();
            self.toasts
                .info(td_string!(self.l, desk.new_request, name = name));
        }
        let open = self.open.get_untracked().filter(|id| !in_list(fresh, *id));
        if open.is_some() && open != self.answered.get_value() {
            self.toasts.info(td_string!(self.l, desk.gone));
        }
    }

    /// The request so many places further down the list.
    fn beside(self, by: isize) -> Option<AppointmentId> {
        let open = self.open.get_untracked();
        self.entries.with_untracked(|list| {
            let here = list
                .iter()
                .position(|entry| Some(entry.appointment.id) == open)?;
            list.get(here.checked_add_signed(by)?)
                .map(|entry| entry.appointment.id)
        })
    }
}

#[component]
fn Desk(entries: Vec<QueueEntry>, live: RwSignal<bool>) -> impl IntoView {
    let l = locale();
    let entries = RwSignal::new(entries);
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| {
            query
                .get_str("open")
                .and_then(|id| id.parse::<AppointmentId>().ok())
        })
    });
    // A request that comes in above must not take the place of the one being answered.
    let open = Memo::new(move |before: Option<&Option<AppointmentId>>| {
        entries.with(|list| {
            let waits = |id: &AppointmentId| list.iter().any(|entry| entry.appointment.id == *id);
            let before = before.copied().flatten();
            let first = || list.first().map(|entry| entry.appointment.id);
            wanted
                .get()
                .filter(waits)
                .or_else(|| before.filter(waits))
                .or_else(first)
        })
    });
    let assign = ServerAction::<Assign>::new();
    let refuse = ServerAction::<Refuse>::new();
    let waiting = Waiting {
        entries,
        open,
        answered: StoredValue::new(None),
        live,
        toasts: use_toasts(),
        l,
    };
    keep_current(waiting);
    follow_keys(waiting);
    answer(waiting, assign, refuse);

    // On a phone the list and the request take turns: the address says which.
    let picked = Memo::new(move |_| wanted.get().is_some() && wanted.get() == open.get());
    let shown = Memo::new(move |_| {
        let id = open.get()?;
        entries.with(|list| {
            list.iter()
                .find(|entry| entry.appointment.id == id)
                .map(|entry| (id, entry.appointment.version))
        })
    });
    let detail = move || {
        let (id, _) = shown.get()?;
        let entry = Memo::new(move |_| {
            entries.with(|list| {
                list.iter()
                    .find(|entry| entry.appointment.id == id)
                    .cloned()
            })
        });
        entry.get_untracked().map(
            |first| view! { <RequestDetail first=first entry=entry assign=assign refuse=refuse /> },
        )
    };
    let empty = Memo::new(move |_| entries.with(Vec::is_empty));
    move || {
        if empty.get() {
            view! {
                <Empty
                    icon="inbox"
                    title=td_string!(l, desk.queue_none_title)
                    message=td_string!(l, desk.queue_none)
                />
            }
            .into_any()
        } else {
            view! {
                <div class="split split--wide-aside">
                    <div class=move || if picked.get() { "stack only-desk" } else { "stack" }>
                        {list(l, entries, open)}
                        <p class="faint only-desk">{td_string!(l, desk.queue_keys)}</p>
                    </div>
                    <div class=move || {
                        if picked.get() { "stack split__aside" } else { "stack split__aside only-desk" }
                    }>{detail}</div>
                </div>
            }
            .into_any()
        }
    }
}

fn list(
    l: Locale,
    entries: RwSignal<Vec<QueueEntry>>,
    open: Memo<Option<AppointmentId>>,
) -> AnyView {
    view! {
        <ul class="queue" aria-label=td_string!(l, desk.queue_list)>
            <For
                each=move || entries.get()
                key=|entry| (entry.appointment.id, entry.appointment.version)
                children=move |entry| {
                    let id = entry.appointment.id;
                    let known = entry.waited_min;
                    let waited = Signal::derive(move || {
                        entries.with(|list| {
                            list.iter().find(|entry| entry.appointment.id == id).map_or(known, |e| e.waited_min)
                        })
                    });
                    view! {
                        <RequestRow
                            entry=entry
                            waited=waited
                            open=Signal::derive(move || open.get() == Some(id))
                        />
                    }
                }
            />
        </ul>
    }
    .into_any()
}

/// Refreshes while the page is looked at.
fn keep_current(waiting: Waiting) {
    Effect::new(move |_| {
        let tick = move || {
            if !document().hidden() {
                waiting.refresh();
            }
        };
        let timer = set_interval_with_handle(tick, EVERY);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
}

/// `j` and `k` anywhere but where one types, arrows within the list.
fn follow_keys(waiting: Waiting) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let handle = window_event_listener(ev::keydown, move |event| {
            let Some(id) = step(&event).and_then(|by| waiting.beside(by)) else {
                return;
            };
            event.prevent_default();
            let here = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&format!("/desk/queue?open={id}"), here);
            let link = document().get_element_by_id(&format!("request-{id}"));
            if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
                // Without the focus the request is still open.
                drop(link.focus());
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// How far down the list a key leads.
fn step(event: &KeyboardEvent) -> Option<isize> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |of: &str| {
        target
            .as_ref()
            .is_some_and(|target| target.closest(of).is_ok_and(|found| found.is_some()))
    };
    if within("input, textarea, select, dialog") {
        return None;
    }
    match event.key().as_str() {
        "j" => Some(1),
        "k" => Some(-1),
        "ArrowDown" if within(".queue") => Some(1),
        "ArrowUp" if within(".queue") => Some(-1),
        _ => None,
    }
}

/// Says how an answer went and lets the list follow.
fn answer(waiting: Waiting, assign: ServerAction<Assign>, refuse: ServerAction<Refuse>) {
    let l = waiting.l;
    let done = move |result: Option<Result<(), ApiFault>>, words: &'static str| {
        let Some(result) = result else { return };
        if result.is_ok() {
            waiting.answered.set_value(waiting.open.get_untracked());
            waiting.toasts.success(words);
        }
        waiting.refresh();
    };
    Effect::new(move |_| done(assign.value().get(), td_string!(l, desk.assigned)));
    Effect::new(move |_| done(refuse.value().get(), td_string!(l, desk.refused)));
    // What went wrong with one request says nothing of the next.
    Effect::new(move |before: Option<Option<AppointmentId>>| {
        let open = waiting.open.get();
        if before.is_some_and(|before| before != open) {
            assign.clear();
            refuse.clear();
        }
        open
    });
}
