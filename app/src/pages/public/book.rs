//! Booking: what is chosen, who it is for, why, and the confirmation.

use crate::api::patients::my_family;
use crate::api::scheduling::Book as BookCall;
use crate::api::scheduling::load_draft;
use crate::features::address::query;
use crate::features::answer::Answer;
use crate::features::booking::{Chosen, NotFree};
use crate::features::form::{Form, FormAnswer};
use crate::features::frame::PublicFrame;
use crate::features::load::after;
use crate::features::patient_form::ForWhom;
use crate::features::problem::no_page;
use crate::features::reader::{locale, reader};
use crate::features::{format, link, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{
    Empty, Field, Icon, LinkButton, Notice, PageHeader, Size, Step, Stepper, SubmitButton,
    Textarea, Tone, Variant,
};
use leptos::prelude::*;
use salus_domain::Fault;
use salus_domain::accounts::Role;
use salus_domain::fault::Conflict;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::patients::Relative;
use salus_domain::scheduling::{BookingDraft, WhyNot};
use salus_domain::time::{Instant, WallTime};

/// What the address says was chosen.
#[derive(Clone, Copy)]
struct Choice {
    doctor: DoctorId,
    visit_type: VisitTypeId,
    at: Instant,
}

impl Choice {
    fn read() -> Option<Self> {
        Some(Self {
            doctor: query("doctor")?.parse().ok()?,
            visit_type: query("type")?.parse().ok()?,
            at: query("at")?.parse().ok()?,
        })
    }
}

/// The page that confirms a choice.
#[component]
pub fn Book() -> impl IntoView {
    let l = locale();
    let choice = Choice::read();
    let patient = reader().role() == Some(Role::Patient);
    view! {
        <PublicFrame title=td_string!(l, public.book_title)>
            {match choice {
                Some(choice) => after(async move {
                    let relatives = relatives(patient).await;
                    match load_draft(choice.doctor, choice.visit_type, choice.at).await {
                        Ok(draft) => page(l, draft, relatives),
                        Err(fault) => no_page(td_string!(l, public.book_title), fault),
                    }
                }),
                None => nothing_chosen(l),
            }}
        </PublicFrame>
    }
}

/// Whom a patient can book for besides themself. Without an answer the page still books for the patient.
async fn relatives(patient: bool) -> Vec<Relative> {
    if !patient {
        return Vec::new();
    }
    my_family()
        .await
        .map(|family| family.relatives)
        .unwrap_or_default()
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

fn page(l: Locale, draft: BookingDraft, relatives: Vec<Relative>) -> AnyView {
    let role = reader().role();
    let answer = Answer::of::<BookCall>(l);
    // Who wrote something keeps the form, also where the time has gone since.
    let written = role == Some(Role::Patient) && answer.fault().is_some();
    let open = draft.free || written;
    let (title, intro) = match role {
        _ if !open => (td_string!(l, public.choose_other), None),
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
    let said = if written {
        td_string!(l, public.not_free_text)
    } else {
        td_string!(l, public.not_free_first)
    };
    let text = match draft.why {
        Some(why) if why != WhyNot::Visit => {
            let then = if written {
                td_string!(l, public.not_free_kept)
            } else {
                td_string!(l, public.not_free_choose)
            };
            format!("{} {then}", words::why_not(l, why))
        }
        _ => said.to_owned(),
    };
    let notice = nearest_of(answer.fault())
        .or_else(|| (!draft.free).then(|| draft.nearest.clone()))
        .map(|nearest| {
            view! { <NotFree doctor=doctor visit_type=visit_type nearest=nearest text=text /> }
        });
    let main = match role {
        // Who finds the time gone has written nothing yet: first another time, then the form.
        _ if !open => ().into_any(),
        Some(Role::Patient) => details(l, &draft, relatives, answer),
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
fn nearest_of(fault: Option<Fault>) -> Option<Vec<WallTime>> {
    match fault {
        Some(Fault::Conflict {
            conflict: Conflict::SlotTaken { nearest } | Conflict::SlotNotOffered { nearest, .. },
        }) => Some(nearest),
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
fn details(l: Locale, draft: &BookingDraft, relatives: Vec<Relative>, answer: Answer) -> AnyView {
    let doctor = draft.card.doctor.id.to_string();
    let visit_type = draft.visit_type.id.to_string();
    let starts = draft.starts.at.to_string();
    // A time that is gone has its own notice above.
    let refused = nearest_of(answer.fault()).is_none().then(|| {
        let labels = vec![
            ("patient", td_string!(l, files.for_whom)),
            ("symptoms", td_string!(l, public.symptoms)),
        ];
        view! { <FormAnswer answer=answer labels=labels /> }
    });
    let wrong = answer.field("symptoms");
    // Taken along to the page of another time, with what is written in it; not where it is wrong, since
    // the one taken along would not be marked so.
    let lasting = wrong.is_none();
    view! {
        {refused}
        <Form of=answer class="form">
            <input type="hidden" name="form[doctor]" value=doctor />
            <input type="hidden" name="form[visit_type]" value=visit_type />
            <input type="hidden" name="form[starts]" value=starts />
            <ForWhom relatives=relatives answer=answer />
            <Field
                id="symptoms"
                label=td_string!(l, public.symptoms)
                hint=td_string!(l, public.symptoms_hint)
                error=wrong
            >
                <Textarea
                    name="form[symptoms]"
                    required=true
                    rows=6
                    maxlength=2000
                    placeholder=td_string!(l, public.symptoms_place)
                    attr:data-turbo-permanent=lasting
                />
            </Field>
            <div class="form__actions">
                <SubmitButton size=Size::Large icon="calendar-check">
                    {td_string!(l, public.confirm_visit)}
                </SubmitButton>
            </div>
        </Form>
    }
    .into_any()
}
