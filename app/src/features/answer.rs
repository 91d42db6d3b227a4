//! What the server answered to a form: for the fields, and for the summary above them.

use super::faults;
use crate::fault::ApiFault;
use crate::i18n::{Locale, td_string};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use salus_domain::Fault;

/// The fault a form came back with, if any. By convention the id of a field is its name in the input
/// type, so that the summary can lead to it.
#[derive(Clone, Copy)]
pub struct Answer {
    locale: Locale,
    fault: Signal<Option<Fault>>,
}

impl Answer {
    /// Follows an action.
    pub fn of<S>(locale: Locale, action: ServerAction<S>) -> Self
    where
        S: ServerFn<Error = ApiFault> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
    {
        let value = action.value();
        let fault = Signal::derive(move || {
            value.with(|value| match value {
                Some(Err(ApiFault(fault))) => Some(fault.clone()),
                _ => None,
            })
        });
        Self { locale, fault }
    }

    /// The fault.
    pub const fn fault(self) -> Signal<Option<Fault>> {
        self.fault
    }

    /// What is wrong with one field.
    pub fn field(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.fault
                .with(|fault| faults::of_field(self.locale, fault.as_ref(), name))
        })
    }

    /// For [`FormErrors`](crate::ui::FormErrors): every failing field with its label, or the one
    /// sentence for another fault. `labels` are names of fields and their words.
    pub fn summary(
        self,
        labels: Vec<(&'static str, &'static str)>,
    ) -> Signal<Vec<(String, String)>> {
        let l = self.locale;
        Signal::derive(move || {
            self.fault.with(|fault| match fault {
                None => Vec::new(),
                Some(Fault::Invalid { fields }) if !fields.is_empty() => fields
                    .iter()
                    .map(|wrong| {
                        let problem = faults::problem(l, &wrong.problem);
                        match labels.iter().find(|(name, _)| *name == wrong.field) {
                            Some((name, label)) => (
                                (*name).to_owned(),
                                td_string!(
                                    l,
                                    faults.field_problem,
                                    field = *label,
                                    problem = problem
                                ),
                            ),
                            None => (String::new(), problem),
                        }
                    })
                    .collect(),
                Some(other) => vec![(String::new(), faults::sentence(l, other))],
            })
        })
    }
}
