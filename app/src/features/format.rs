//! Dates, times, durations and amounts as the reader's language writes them.

use crate::i18n::{Locale, td_string};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use salus_domain::language::{Language, LocalText};
use salus_domain::money::{Currency, Money};

/// The clinic's own text in the reader's language.
pub fn local(l: Locale, text: &LocalText) -> String {
    text.get(language(l)).to_owned()
}

/// The domain's name of a locale.
pub const fn language(l: Locale) -> Language {
    match l {
        Locale::fr => Language::Fr,
        Locale::en => Language::En,
    }
}

/// `09:30`.
pub fn time(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// Minutes since midnight as `09:30`; past midnight it starts again.
pub fn minute_of_day(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// `monday`.
pub fn weekday(l: Locale, iso: u32) -> &'static str {
    match iso {
        1 => td_string!(l, words.monday),
        2 => td_string!(l, words.tuesday),
        3 => td_string!(l, words.wednesday),
        4 => td_string!(l, words.thursday),
        5 => td_string!(l, words.friday),
        6 => td_string!(l, words.saturday),
        _ => td_string!(l, words.sunday),
    }
}

/// `mon`.
pub fn weekday_short(l: Locale, iso: u32) -> &'static str {
    match iso {
        1 => td_string!(l, words.mon),
        2 => td_string!(l, words.tue),
        3 => td_string!(l, words.wed),
        4 => td_string!(l, words.thu),
        5 => td_string!(l, words.fri),
        6 => td_string!(l, words.sat),
        _ => td_string!(l, words.sun),
    }
}

/// `January`.
pub fn month(l: Locale, number: u32) -> &'static str {
    match number {
        1 => td_string!(l, words.month_1),
        2 => td_string!(l, words.month_2),
        3 => td_string!(l, words.month_3),
        4 => td_string!(l, words.month_4),
        5 => td_string!(l, words.month_5),
        6 => td_string!(l, words.month_6),
        7 => td_string!(l, words.month_7),
        8 => td_string!(l, words.month_8),
        9 => td_string!(l, words.month_9),
        10 => td_string!(l, words.month_10),
        11 => td_string!(l, words.month_11),
        _ => td_string!(l, words.month_12),
    }
}

/// `Jan`.
pub fn month_short(l: Locale, number: u32) -> &'static str {
    match number {
        1 => td_string!(l, words.mon_1),
        2 => td_string!(l, words.mon_2),
        3 => td_string!(l, words.mon_3),
        4 => td_string!(l, words.mon_4),
        5 => td_string!(l, words.mon_5),
        6 => td_string!(l, words.mon_6),
        7 => td_string!(l, words.mon_7),
        8 => td_string!(l, words.mon_8),
        9 => td_string!(l, words.mon_9),
        10 => td_string!(l, words.mon_10),
        11 => td_string!(l, words.mon_11),
        _ => td_string!(l, words.mon_12),
    }
}

/// `24 November` or `1er novembre`, without the year.
pub fn day_month(l: Locale, date: NaiveDate) -> String {
    format!("{} {}", day_number(l, date), month(l, date.month()))
}

/// `Tue 24 Nov`.
pub fn date_short(l: Locale, date: NaiveDate) -> String {
    let weekday = weekday_short(l, date.weekday().number_from_monday());
    format!("{weekday} {} {}", date.day(), month_short(l, date.month()))
}

/// `Tuesday 24 November 2026`, the first letter as the language writes it within a sentence.
pub fn date_long(l: Locale, date: NaiveDate) -> String {
    let weekday = weekday(l, date.weekday().number_from_monday());
    format!("{weekday} {} {}", day_month(l, date), date.year())
}

/// `November 2026`.
pub fn month_year(l: Locale, date: NaiveDate) -> String {
    format!("{} {}", month(l, date.month()), date.year())
}

/// `Tuesday 24 November 2026 at 09:30`.
pub fn date_time(l: Locale, at: NaiveDateTime) -> String {
    td_string!(
        l,
        common.date_at_time,
        date = date_long(l, at.date()),
        time = time(at)
    )
}

/// The date as a number, for birth dates: `24/11/2026` in both languages (day first).
pub fn date_numeric(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// With the first letter upper case, for the start of a line.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A stretch of minutes in the largest unit that says it exactly: `45 min`, `24 h`, `3 days`.
pub fn duration(l: Locale, minutes: i64) -> String {
    match minutes {
        m if m >= 2880 && m % 1440 == 0 => td_string!(l, common.days, n = m / 1440),
        m if m >= 60 && m % 60 == 0 => td_string!(l, common.hours, n = m / 60),
        m if m >= 60 => format!("{} {:02}", td_string!(l, common.hours, n = m / 60), m % 60),
        m => td_string!(l, common.minutes, n = m),
    }
}

/// A wait that need not be exact: `5 min`, `3 h`, `2 days`.
pub fn about_duration(l: Locale, minutes: i64) -> String {
    match minutes {
        m if m >= 2880 => td_string!(l, common.days, n = m / 1440),
        m if m >= 60 => td_string!(l, common.hours, n = m / 60),
        m => td_string!(l, common.minutes, n = m.max(0)),
    }
}

/// `45,000 DT` or `€45.00`-like: digits grouped by a narrow space, the language's decimal mark, the
/// unit people use. Decimals that are all zero are left out.
pub fn money(l: Locale, amount: Money) -> String {
    if amount.minor == 0 {
        return td_string!(l, common.free).to_owned();
    }
    let (whole, rest) = amount.parts();
    let mark = match l {
        Locale::fr => ',',
        Locale::en => '.',
    };
    let digits = whole.trim_start_matches('-');
    let mut grouped = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(c);
    }
    let sign = if amount.minor < 0 { "-" } else { "" };
    let decimals = if rest.bytes().all(|b| b == b'0') {
        String::new()
    } else {
        format!("{mark}{rest}")
    };
    format!(
        "{sign}{grouped}{decimals}\u{a0}{}",
        unit(l, amount.currency)
    )
}

fn unit(l: Locale, currency: Currency) -> &'static str {
    match currency {
        Currency::Tnd => td_string!(l, words.currency_tnd),
        Currency::Mad => td_string!(l, words.currency_mad),
        Currency::Eur => td_string!(l, words.currency_eur),
    }
}

fn day_number(l: Locale, date: NaiveDate) -> String {
    match (l, date.day()) {
        (Locale::fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_amounts_follow_the_language() {
        let first = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date");
        assert_eq!(date_long(Locale::fr, first), "mardi 1er décembre 2026");
        assert_eq!(date_long(Locale::en, first), "Tuesday 1 December 2026");
        let fee = Money::new(1_250_500, Currency::Tnd);
        assert_eq!(money(Locale::fr, fee), "1\u{202f}250,500\u{a0}DT");
        assert_eq!(
            money(Locale::en, Money::new(30_00, Currency::Eur)),
            "30\u{a0}€"
        );
        assert_eq!(duration(Locale::fr, 1440), "24 h");
        assert_eq!(duration(Locale::en, 4320), "3 days");
    }
}
