//! What the server answered to a form: for the fields, and for the summary above them.

use super::faults;
use crate::fault::ApiFault;
use crate::i18n::{Locale, td_string};
use crate::server::Sent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use salus_domain::Fault;
use salus_domain::validate::FieldError;

/// A form's server function, and the fault the form came back with on this request, if any. By convention
/// the id of a field is its name in the input type, so that the summary can lead to it.
#[derive(Clone, Copy)]
pub struct Answer {
    locale: Locale,
    path: &'static str,
    fault: StoredValue<Option<Fault>>,
}

impl Answer {
    /// Of the form that a server function takes.
    pub fn of<S: ServerFn<Error = ApiFault>>(locale: Locale) -> Self {
        Self::at(locale, S::PATH)
    }

    /// Of the form that is sent to an address.
    pub fn at(locale: Locale, path: &'static str) -> Self {
        let refused = crate::server::extension::<Sent>()
            .filter(|sent| sent.path == path)
            .map(|sent| sent.fault);
        Self {
            locale,
            path,
            fault: StoredValue::new(refused),
        }
    }

    /// Where the form is sent.
    pub const fn path(self) -> &'static str {
        self.path
    }

    /// The fault.
    pub fn fault(self) -> Option<Fault> {
        self.fault.get_value()
    }

    /// What is wrong with one field.
    pub fn field(self, name: &str) -> Option<String> {
        self.fault
            .with_value(|fault| faults::of_field(self.locale, fault.as_ref(), name))
    }

    /// For [`FormErrors`](crate::ui::FormErrors): every failing field with its label. `labels` are names of
    /// fields and their words.
    pub fn summary(self, labels: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
        let l = self.locale;
        let line = |wrong: &FieldError| {
            let problem = faults::problem(l, &wrong.problem);
            match labels.iter().find(|(name, _)| *name == wrong.field) {
                Some((name, label)) => {
                    let words =
                        td_string!(l, faults.field_problem, field = *label, problem = problem);
                    ((*name).to_owned(), words)
                }
                None => (String::new(), problem),
            }
        };
        self.fault
            .with_value(|fault| faults::fields(fault.as_ref()).iter().map(line).collect())
    }
}
