//! Booking: what is chosen, who it is for, why, and the confirmation.

use crate::api::scheduling::Book as BookCall;
use crate::api::scheduling::load_draft;
use crate::fault::ApiFault;
use crate::features::answer::Answer;
use crate::features::booking::{Chosen, NotFree};
use crate::features::frame::PublicFrame;
use crate::features::problem::Problem;
use crate::features::reader::{locale, reader};
use crate::features::{format, link};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Empty, Field, FormErrors, Icon, LinkButton, Notice, PageHeader, Shape, Size, Skeleton, Step,
    Stepper, SubmitButton, Textarea, Tone, Variant,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::fault::Conflict;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::scheduling::BookingDraft;
use salus_domain::time::{Instant, WallTime};

/// What the address says was chosen.
#[derive(Clone, Copy, PartialEq)]
struct Choice {
    doctor: DoctorId,
    visit_type: VisitTypeId,
    at: Instant,
}

impl Choice {
    fn read(query: &ParamsMap) -> Option<Self> {
        Some(Self {
            doctor: query.get("doctor")?.parse().ok()?,
            visit_type: query.get("type")?.parse().ok()?,
            at: query.get("at")?.parse().ok()?,
        })
    }
}

/// What outlives a change of the chosen time.
#[derive(Clone, Copy)]
struct Form {
    action: ServerAction<BookCall>,
    answer: Answer,
    symptoms: RwSignal<String>,
    role: Option<Role>,
}

/// The page that confirms a choice.
#[component]
pub fn Book() -> impl IntoView {
    let l = locale();
    let query = use_query_map();
    let choice = Memo::new(move |_| query.with(Choice::read));
    let action = ServerAction::<BookCall>::new();
    let form = Form {
        action,
        answer: Answer::of(l, action),
        symptoms: RwSignal::new(String::new()),
        role: reader()
            .me
            .with_untracked(|me| me.as_ref().map(|me| me.role)),
    };
    // What was wrong with one time says nothing of another.
    Effect::new(move |before: Option<Option<Choice>>| {
        let now = choice.get();
        if before.is_some_and(|before| before != now) {
            action.clear();
        }
        now
    });
    let draft = Resource::new_blocking(
        move || choice.get(),
        |choice| async move {
            match choice {
                Some(c) => load_draft(c.doctor, c.visit_type, c.at).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <PublicFrame title=td_string!(l, public.book_title)>
            <Transition fallback=|| view! { <Skeleton shape=Shape::Lines count=6 /> }>
                {move || Suspend::new(async move {
                    match draft.await {
                        Ok(Some(draft)) => page(l, draft, form),
                        Ok(None) => nothing_chosen(l),
                        Err(fault) => problem(l, fault),
                    }
                })}
            </Transition>
        </PublicFrame>
    }
}

fn nothing_chosen(l: Locale) -> AnyView {
    view! {
        <PageHeader title=td_string!(l, public.book_title) />
        <section class="section">
            <h2 class="sr-only">{td_string!(l, public.step_time)}</h2>
            <Empty
                icon="calendar-plus"
                title=td_string!(l, public.book_nothing_title)
                message=td_string!(l, public.book_nothing_text)
            >
                <LinkButton href="/search" variant=Variant::Primary icon="search">
                    {td_string!(l, common.find_doctor)}
                </LinkButton>
            </Empty>
        </section>
    }
    .into_any()
}

fn problem(l: Locale, fault: ApiFault) -> AnyView {
    view! {
        <h1 class="sr-only">{td_string!(l, public.book_title)}</h1>
        <Problem fault=fault />
    }
    .into_any()
}

fn page(l: Locale, draft: BookingDraft, form: Form) -> AnyView {
    let (title, intro) = match form.role {
        _ if !draft.free => (td_string!(l, public.choose_other), None),
        Some(Role::Patient) => (
            td_string!(l, public.details_title),
            Some(td_string!(l, public.details_intro)),
        ),
        None => (
            td_string!(l, public.who_title),
            Some(td_string!(l, public.who_intro)),
        ),
        Some(_) => (td_string!(l, public.staff_title), None),
    };
    let back = times_of(&draft);
    let (doctor, visit_type) = (draft.card.doctor.id, draft.visit_type.id);
    let (taken, symptoms) = (form.answer.fault(), form.symptoms);
    let gone = (!draft.free).then(|| draft.nearest.clone());
    let notice = move || {
        let (nearest, text) = match (taken.with(|fault| nearest_of(fault.as_ref())), &gone) {
            // Without script the text is gone with the page it was written on: no promise then.
            (Some(nearest), _) if symptoms.with(String::is_empty) => {
                (nearest, td_string!(l, public.not_free_first))
            }
            (Some(nearest), _) => (nearest, td_string!(l, public.not_free_text)),
            (None, Some(nearest)) => (nearest.clone(), td_string!(l, public.not_free_first)),
            (None, None) => return ().into_any(),
        };
        view! { <NotFree doctor=doctor visit_type=visit_type nearest=nearest text=text /> }
            .into_any()
    };
    let main = match form.role {
        // Who finds the time gone has written nothing yet: first another time, then the form.
        _ if !draft.free => ().into_any(),
        Some(Role::Patient) => details(l, &draft, form),
        None => who(l, &draft),
        Some(_) => view! { <Notice tone=Tone::Waiting>{td_string!(l, public.staff_text)}</Notice> }
            .into_any(),
    };
    view! {
        {steps(l, &draft)}
        <div class="split split--lead-aside">
            <div class="stack stack--loose">
                <div class="page-header">
                    <div class="page-header__text">
                        <h1>{title}</h1>
                        {intro.map(|intro| view! { <p class="page-header__subtitle">{intro}</p> })}
                    </div>
                </div>
                {notice}
                {main}
                <p class="faint">
                    {td_string!(l, public.nothing_held)} " " <a href=back>{td_string!(l, public.change_time)}</a>
                </p>
            </div>
            <aside class="split__aside">
                <Chosen draft=draft />
            </aside>
        </div>
    }
    .into_any()
}

/// The free times near the chosen one, if that is what the answer brings.
fn nearest_of(fault: Option<&Fault>) -> Option<Vec<WallTime>> {
    match fault {
        Some(Fault::Conflict {
            conflict: Conflict::SlotTaken { nearest } | Conflict::SlotNotOffered { nearest },
        }) => Some(nearest.clone()),
        _ => None,
    }
}

/// The doctor's times from the chosen day on.
fn times_of(draft: &BookingDraft) -> String {
    link::doctor(
        draft.card.doctor.id,
        Some(draft.visit_type.id),
        Some(draft.starts.date()),
    )
}

fn steps(l: Locale, draft: &BookingDraft) -> AnyView {
    let when = format!(
        "{}, {}",
        format::date_short(l, draft.starts.date()),
        format::time(draft.starts.local)
    );
    let doctor = link::doctor(draft.card.doctor.id, Some(draft.visit_type.id), None);
    let steps = vec![
        Step {
            word: td_string!(l, public.step_doctor).into(),
            value: Some(draft.card.doctor.name()),
            href: Some(doctor),
        },
        Step {
            word: td_string!(l, public.step_time).into(),
            value: Some(when),
            href: Some(times_of(draft)),
        },
        Step {
            word: td_string!(l, public.step_details).into(),
            value: None,
            href: None,
        },
        Step {
            word: td_string!(l, public.step_done).into(),
            value: None,
            href: None,
        },
    ];
    view! { <Stepper label=td_string!(l, public.book_steps) steps=steps current=2 /> }.into_any()
}

/// For a visitor: the two ways in, both of which come back here.
fn who(l: Locale, draft: &BookingDraft) -> AnyView {
    let here = link::book(draft.card.doctor.id, draft.visit_type.id, draft.starts.at);
    let card = |icon, title: &'static str, text: &'static str, button: AnyView| {
        view! {
            <section class="card">
                <h2 class="card__title cluster">
                    <Icon name=icon />
                    {title}
                </h2>
                <p class="muted">{text}</p>
                {button}
            </section>
        }
    };
    let sign_in = view! {
        <LinkButton href=link::with("/sign-in", &[("next", &here)]) variant=Variant::Primary size=Size::Large block=true>
            {td_string!(l, common.sign_in)}
        </LinkButton>
    };
    let register = view! {
        <LinkButton href=link::with("/register", &[("next", &here)]) size=Size::Large block=true>
            {td_string!(l, common.register)}
        </LinkButton>
    };
    view! {
        <div class="grid-cards">
            {card("log-in", td_string!(l, public.have_account), td_string!(l, public.have_account_text), sign_in.into_any())}
            {card("user-plus", td_string!(l, public.new_here), td_string!(l, public.new_here_text), register.into_any())}
        </div>
    }
    .into_any()
}

/// For a patient: why, and the confirmation.
fn details(l: Locale, draft: &BookingDraft, form: Form) -> AnyView {
    let Form {
        action,
        answer,
        symptoms,
        ..
    } = form;
    let doctor = draft.card.doctor.id.to_string();
    let visit_type = draft.visit_type.id.to_string();
    let starts = draft.starts.at.to_string();
    let pending = action.pending();
    let fault = answer.fault();
    let listed = answer.summary(vec![("symptoms", td_string!(l, public.symptoms))]);
    // A time that is gone has its own notice above.
    let errors = Signal::derive(move || {
        if fault.with(|f| nearest_of(f.as_ref()).is_some()) {
            Vec::new()
        } else {
            listed.get()
        }
    });
    view! {
        <FormErrors title=td_string!(l, faults.summary) errors=errors />
        <ActionForm action=action attr:class="form">
            <input type="hidden" name="form[doctor]" value=doctor />
            <input type="hidden" name="form[visit_type]" value=visit_type />
            <input type="hidden" name="form[starts]" value=starts />
            <Field
                id="symptoms"
                label=td_string!(l, public.symptoms)
                hint=td_string!(l, public.symptoms_hint)
                error=answer.field("symptoms")
            >
                <Textarea
                    name="form[symptoms]"
                    bind=symptoms
                    required=true
                    rows=6
                    maxlength=2000
                    placeholder=td_string!(l, public.symptoms_place)
                />
            </Field>
            <div class="form__actions">
                <SubmitButton pending=pending size=Size::Large icon="calendar-check">
                    {td_string!(l, public.confirm_visit)}
                </SubmitButton>
            </div>
        </ActionForm>
    }
    .into_any()
}
