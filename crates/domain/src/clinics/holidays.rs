//! Public holidays whose dates the law fixes in the Gregorian calendar, and for France those that follow
//! Easter. Those of the Islamic calendar are announced a few days ahead and are entered by hand.

use crate::language::LocalText;
use chrono::{Datelike, Days, NaiveDate};

/// Month, day, name in French, name in English.
type Fixed = (u32, u32, &'static str, &'static str);

/// Décret 2011-317 as amended by décret présidentiel 2021-223 (17 December in place of 14 January).
const TUNISIA: &[Fixed] = &[
    (1, 1, "Jour de l’An", "New Year’s Day"),
    (3, 20, "Fête de l’Indépendance", "Independence Day"),
    (4, 9, "Journée des Martyrs", "Martyrs’ Day"),
    (5, 1, "Fête du Travail", "Labour Day"),
    (7, 25, "Fête de la République", "Republic Day"),
    (8, 13, "Fête de la Femme", "Women’s Day"),
    (10, 15, "Fête de l’Évacuation", "Evacuation Day"),
    (12, 17, "Fête de la Révolution", "Revolution Day"),
];

/// Décret 2-04-426 with its amendments; the Amazigh new year since 2024, Unity Day since 2025 (royal palace, 4 November
/// 2025).
const MOROCCO: &[Fixed] = &[
    (1, 1, "Jour de l’An", "New Year’s Day"),
    (
        1,
        11,
        "Manifeste de l’Indépendance",
        "Independence Manifesto Day",
    ),
    (1, 14, "Nouvel An amazigh", "Amazigh New Year"),
    (5, 1, "Fête du Travail", "Labour Day"),
    (7, 30, "Fête du Trône", "Throne Day"),
    (8, 14, "Allégeance de Oued Ed-Dahab", "Oued Ed-Dahab Day"),
    (
        8,
        20,
        "Révolution du Roi et du Peuple",
        "Revolution of the King and the People",
    ),
    (8, 21, "Fête de la Jeunesse", "Youth Day"),
    (10, 31, "Fête de l’Unité", "Unity Day"),
    (11, 6, "Marche verte", "Green March"),
    (11, 18, "Fête de l’Indépendance", "Independence Day"),
];

/// Code du travail, L3133-1.
const FRANCE: &[Fixed] = &[
    (1, 1, "Jour de l’An", "New Year’s Day"),
    (5, 1, "Fête du Travail", "Labour Day"),
    (5, 8, "Victoire de 1945", "Victory in Europe Day"),
    (7, 14, "Fête nationale", "Bastille Day"),
    (8, 15, "Assomption", "Assumption"),
    (11, 1, "Toussaint", "All Saints’ Day"),
    (11, 11, "Armistice de 1918", "Armistice Day"),
    (12, 25, "Noël", "Christmas Day"),
];

/// The same article; days after Easter Sunday.
const FRANCE_EASTER: &[(u64, &str, &str)] = &[
    (1, "Lundi de Pâques", "Easter Monday"),
    (39, "Ascension", "Ascension Day"),
    (50, "Lundi de Pentecôte", "Whit Monday"),
];

/// Prime minister's decree of official holidays. The day off may be moved to a Thursday by another decree.
const EGYPT: &[Fixed] = &[
    (1, 7, "Noël copte", "Coptic Christmas"),
    (
        1,
        25,
        "Révolution du 25 janvier",
        "25 January Revolution Day",
    ),
    (4, 25, "Libération du Sinaï", "Sinai Liberation Day"),
    (5, 1, "Fête du Travail", "Labour Day"),
    (6, 30, "Révolution du 30 juin", "30 June Revolution Day"),
    (7, 23, "Révolution du 23 juillet", "23 July Revolution Day"),
    (10, 6, "Fête des Forces armées", "Armed Forces Day"),
];

/// Loi 63-278 as amended by loi 18-12.
const ALGERIA: &[Fixed] = &[
    (1, 1, "Jour de l’An", "New Year’s Day"),
    (1, 12, "Yennayer", "Amazigh New Year"),
    (5, 1, "Fête du Travail", "Labour Day"),
    (7, 5, "Fête de l’Indépendance", "Independence Day"),
    (11, 1, "Fête de la Révolution", "Revolution Day"),
];

const fn fixed(country: &str) -> Option<&'static [Fixed]> {
    match country.as_bytes() {
        b"TN" => Some(TUNISIA),
        b"MA" => Some(MOROCCO),
        b"FR" => Some(FRANCE),
        b"EG" => Some(EGYPT),
        b"DZ" => Some(ALGERIA),
        _ => None,
    }
}

/// Whether anything is known of a country (ISO 3166-1 alpha-2).
pub const fn known(country: &str) -> bool {
    fixed(country).is_some()
}

/// The public holidays of a country in a year, in order; none where the country is not known.
pub fn of_year(country: &str, year: i32) -> Vec<(NaiveDate, LocalText)> {
    let mut days: Vec<(NaiveDate, LocalText)> = fixed(country)
        .unwrap_or_default()
        .iter()
        .filter_map(|(month, day, fr, en)| {
            let date = NaiveDate::from_ymd_opt(year, *month, *day)?;
            Some((date, LocalText::new(*fr, *en)))
        })
        .collect();
    if country == "FR"
        && let Some(easter) = easter(year)
    {
        days.extend(FRANCE_EASTER.iter().filter_map(|(after, fr, en)| {
            let date = easter.checked_add_days(Days::new(*after))?;
            Some((date, LocalText::new(*fr, *en)))
        }));
    }
    days.sort_by_key(|(date, _)| date.num_days_from_ce());
    days
}

/// Easter Sunday of a year in the Gregorian calendar: the anonymous algorithm (Meeus, *Astronomical
/// Algorithms*, chapter 8).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leaps, rest) = (century / 4, century % 4);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leaps - moon + 15) % 30;
    let (fours, ones) = (of_century / 4, of_century % 4);
    let weekday = (32 + 2 * rest + 2 * fours - epact - ones) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let counted = epact + weekday - 7 * late + 114;
    let month = u32::try_from(counted / 31).ok()?;
    NaiveDate::from_ymd_opt(year, month, u32::try_from(counted % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn easter_falls_when_the_almanac_says() {
        for day in [
            "1961-04-02",
            "2000-04-23",
            "2008-03-23",
            "2019-04-21",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2038-04-25",
            "2285-03-22",
        ] {
            assert_eq!(easter(date(day).year()), Some(date(day)));
        }
    }

    #[test]
    fn each_country_has_its_days_in_order_and_others_none() {
        let of = |country: &str| -> Vec<NaiveDate> {
            of_year(country, 2027)
                .into_iter()
                .map(|(day, _)| day)
                .collect()
        };
        for country in ["TN", "MA", "FR", "EG", "DZ"] {
            assert!(of(country).is_sorted_by(|a, b| a < b), "{country}");
            assert!(of(country).len() >= 5 && known(country), "{country}");
        }
        assert_eq!(of("FR").len(), 11);
        for day in ["2027-03-29", "2027-05-06", "2027-05-17"] {
            assert!(of("FR").contains(&date(day)), "{day}");
        }
        assert!(of("TN").contains(&date("2027-12-17")) && !of("TN").contains(&date("2027-01-14")));
        assert!(of("US").is_empty() && !known("US"));
    }
}
