//! Amounts of money in whole minor units.

use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// A currency (ISO 4217).
    pub enum Currency {
        /// Tunisian dinar, three decimals.
        Tnd = "TND",
        /// Moroccan dirham.
        Mad = "MAD",
        /// Euro.
        Eur = "EUR",
    }
}

impl Currency {
    /// How many decimals its minor unit has (ISO 4217).
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Tnd => 3,
            Self::Mad | Self::Eur => 2,
        }
    }

    /// Minor units from an amount as typed (`45`, `45,5`, `45.500`); `None` when it is no amount,
    /// is negative, has more decimals than the currency, or is absurdly large.
    pub fn read_amount(self, typed: &str) -> Option<i64> {
        let clean: String = typed
            .trim()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let (whole, rest) = clean.split_once(['.', ',']).unwrap_or((&clean, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let decimals = self.decimals() as usize;
        if whole.is_empty()
            || whole.len() > 9
            || rest.len() > decimals
            || !digits(whole)
            || !digits(rest)
        {
            return None;
        }
        format!("{whole}{rest:0<decimals$}").parse().ok()
    }
}

/// An amount: whole minor units (millimes, centimes, cents) of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The digits before and after the decimal mark, such as `("45", "000")`.
    pub fn parts(self) -> (String, String) {
        let scale = 10_i64.pow(self.currency.decimals());
        let sign = if self.minor < 0 { "-" } else { "" };
        let whole = (self.minor / scale).unsigned_abs();
        let rest = (self.minor % scale).unsigned_abs();
        let width = self.currency.decimals() as usize;
        (format!("{sign}{whole}"), format!("{rest:0width$}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, minor) in [
            ("45", Some(45_000)),
            ("45,5", Some(45_500)),
            (" 1 200.005 ", Some(1_200_005)),
            ("45.0005", None),
            ("-1", None),
            ("", None),
            ("12a", None),
            ("1,2,3", None),
        ] {
            assert_eq!(Currency::Tnd.read_amount(typed), minor, "{typed:?}");
        }
    }

    #[test]
    fn minor_units_follow_the_currency() {
        assert_eq!(
            Money::new(45_000, Currency::Tnd).parts(),
            ("45".into(), "000".into())
        );
        assert_eq!(
            Money::new(3_005, Currency::Eur).parts(),
            ("30".into(), "05".into())
        );
        assert_eq!(
            Money::new(-50, Currency::Mad).parts(),
            ("-0".into(), "50".into())
        );
    }
}
