//! Why is this time not free? Asked by the address, so that it can be linked to and needs no script.

use crate::api::availability::load_why;
use crate::fault::ApiFault;
use crate::features::address::query;
use crate::features::{faults, format, words};
use crate::i18n::{Locale, td_string};
use crate::ui::{Button, DateInput, Field, Input, Notice, Select, Tone};
use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;
use salus_domain::clinics::VisitType;
use salus_domain::ids::{DoctorId, VisitTypeId};
use salus_domain::scheduling::WhyAnswer;

/// What the address asks.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    doctor: DoctorId,
    visit_type: VisitTypeId,
    date: NaiveDate,
    time: NaiveTime,
}

impl Asked {
    /// What the address of this page asks, if it does.
    pub fn here() -> Option<Self> {
        let time = query("why_time")?;
        Some(Self {
            doctor: query("why_doctor")?.parse().ok()?,
            visit_type: query("why_type")?.parse().ok()?,
            date: query("why_date")?.parse().ok()?,
            time: NaiveTime::parse_from_str(&time, "%H:%M").ok()?,
        })
    }

    /// The answer.
    ///
    /// # Errors
    /// What the server says.
    pub async fn answer(self) -> Result<WhyAnswer, ApiFault> {
        load_why(self.doctor, self.visit_type, self.date, self.time).await
    }
}

/// Where and about whom it can be asked.
pub struct Asking {
    /// The page.
    pub action: String,
    /// Ids and names.
    pub doctors: Vec<(String, String)>,
    /// What can be booked.
    pub types: Vec<VisitType>,
    /// The date to begin with.
    pub today: NaiveDate,
    /// What else the page's address says, and goes on saying.
    pub keep: Vec<(&'static str, String)>,
}

/// The question and its answer.
pub fn form(l: Locale, of: Asking, answer: Option<Result<WhyAnswer, ApiFault>>) -> AnyView {
    let value = |name: &str| query(name).unwrap_or_default();
    let types = of
        .types
        .iter()
        .map(|of| (of.id.to_string(), format::local(l, &of.names)))
        .collect();
    let one = of.doctors.len() == 1;
    let doctor = if one {
        let id = of.doctors.into_iter().next().map(|(id, _)| id);
        view! { <input type="hidden" name="why_doctor" value=id /> }.into_any()
    } else {
        view! {
            <Field id="why_doctor" label=td_string!(l, availability.why_doctor)>
                <Select name="why_doctor" options=of.doctors value=value("why_doctor") required=true />
            </Field>
        }
        .into_any()
    };
    let date = query("why_date").unwrap_or_else(|| of.today.to_string());
    let keep = of
        .keep
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view();
    let open = answer.is_some();
    let said = answer.map(|answer| said(l, answer));
    view! {
        <details class="disclosure" open=open>
            <summary>{td_string!(l, availability.why_title)}</summary>
            <div class="stack">
                {said}
                <form method="get" action=of.action class="form">
                    {keep}
                    <div class="form__row">
                        {doctor}
                        <Field id="why_type" label=td_string!(l, availability.why_type)>
                            <Select name="why_type" options=types value=value("why_type") required=true />
                        </Field>
                        <Field id="why_date" label=td_string!(l, availability.date)>
                            <DateInput name="why_date" value=date required=true />
                        </Field>
                        <Field id="why_time" label=td_string!(l, availability.why_time)>
                            <Input name="why_time" kind="time" value=value("why_time") required=true />
                        </Field>
                    </div>
                    <div class="form__actions">
                        <Button kind="submit" icon="search">{td_string!(l, availability.why_ask)}</Button>
                    </div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

fn said(l: Locale, answer: Result<WhyAnswer, ApiFault>) -> AnyView {
    let (tone, words) = match answer {
        Err(fault) => (Tone::Danger, faults::sentence(l, &fault.0)),
        Ok(answer) => {
            let when = format::capital(&format::date_time(l, answer.starts.local));
            let words = match (answer.desk, answer.online) {
                (Some(why), _) => td_string!(
                    l,
                    availability.why_neither,
                    when = when,
                    why = words::why_not(l, why)
                ),
                (None, Some(why)) => td_string!(
                    l,
                    availability.why_desk_only,
                    when = when,
                    why = words::why_not(l, why)
                ),
                (None, None) => td_string!(l, availability.why_free, when = when),
            };
            (Tone::Info, words)
        }
    };
    view! { <Notice tone=tone live=true>{words}</Notice> }.into_any()
}
