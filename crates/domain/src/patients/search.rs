//! What files are found by: the words a file is kept under, and what a search asks for.
//!
//! A search is a list of beginnings; a file matches when each begins one of its words. Names are
//! folded. Dates of birth begin with `@`, so that `1990` finds no birthdays. A telephone number is kept with
//! each of its endings, so that it is found by its last digits and without its country's code. Two words of letters
//! are also kept as a pair, the first letter of the one before the other: many are called Mohamed, and many Ben
//! Ali, but few files have `b mohamed`.

use crate::text::fold;
use chrono::NaiveDate;

/// How many words a search looks at.
pub const MOST: usize = 6;
/// The longest word kept or looked for, in characters.
const LONGEST: usize = 40;
/// How many words of a name a file is kept under.
const OF_A_NAME: usize = 12;
/// The shortest ending of a telephone number a file is found by.
const ENDING: usize = 4;
/// Country codes, and whether numbers at home begin with a 0 that those from abroad leave out.
const COUNTRIES: [(&str, bool); 6] = [
    ("216", false),
    ("212", true),
    ("213", true),
    ("33", true),
    ("32", true),
    ("41", true),
];

/// The words of a name or another text, folded: accents, case, and the Arabic letters that are written one
/// for the other do not matter, nor does what stands between words.
pub fn words_of(text: &str) -> Vec<String> {
    fold(text)
        .chars()
        .filter_map(|c| match c {
            // Stretches a word without meaning anything.
            '\u{640}' => None,
            'ى' => Some('ي'),
            'ة' => Some('ه'),
            c => Some(western_digit(c)),
        })
        .collect::<String>()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}

fn western_digit(c: char) -> char {
    let digit = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{660}'..='\u{669}' => digit(0x660),
        '\u{6f0}'..='\u{6f9}' => digit(0x6f0),
        c => c,
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A number's digits without the country's code, and whether numbers at home have a 0 before them.
fn national(phone: &str) -> (String, bool) {
    let all = digits(phone);
    let abroad = if phone.trim_start().starts_with('+') {
        Some(all.as_str())
    } else {
        all.strip_prefix("00")
    };
    abroad
        .and_then(|number| {
            COUNTRIES
                .iter()
                .find_map(|(code, zero)| Some((number.strip_prefix(code)?.to_owned(), *zero)))
        })
        .unwrap_or((all, false))
}

/// A telephone number's digits without the country's code or the 0 before it: equal for two ways of writing
/// one number.
pub fn phone_key(phone: &str) -> String {
    let (number, _) = national(phone);
    number.strip_prefix('0').unwrap_or(&number).to_owned()
}

/// The words a file is kept under, each once.
pub fn index(
    name: &str,
    born_on: NaiveDate,
    national_id: Option<&str>,
    phone: Option<&str>,
) -> Vec<String> {
    let mut words = words_of(name);
    words.truncate(OF_A_NAME);
    words.push(format!("@{born_on}"));
    if let Some(id) = national_id {
        let bare = digits(id);
        words.push(id.to_lowercase());
        if !bare.is_empty() {
            words.push(bare);
        }
    }
    words.extend(pairs(&words));
    if let Some(phone) = phone {
        let all = digits(phone);
        let (number, zero) = national(phone);
        if zero {
            words.push(format!("0{number}"));
        }
        // Digits are ASCII: every place is a boundary.
        words
            .extend((0..(all.len() + 1).saturating_sub(ENDING)).map(|from| all[from..].to_owned()));
    }
    words.sort();
    words.dedup();
    words
}

/// Each word of letters behind the first letter of each other one.
pub fn pairs(words: &[String]) -> Vec<String> {
    let mut pairs = Vec::new();
    for second in words.iter().filter(|word| is_letters(word)) {
        for first in words.iter().filter(|word| is_letters(word)) {
            if first != second {
                pairs.extend(
                    first
                        .chars()
                        .next()
                        .map(|letter| format!("{letter} {second}")),
                );
            }
        }
    }
    pairs
}

fn is_letters(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic)
}

/// Whether every file kept under words that begin with this word or pair has one that begins with the other.
pub fn means(word: &str, other: &str) -> bool {
    match word.split_once(' ') {
        Some((letter, second)) => letter == other || second.starts_with(other),
        None => word.starts_with(other),
    }
}

/// What a search asks for: beginnings of words, all of which a file must have. Empty: every file.
pub fn beginnings(query: &str) -> Vec<String> {
    let query: String = query.chars().map(western_digit).collect();
    let mut asked = Vec::new();
    let mut number = String::new();
    for part in query.split_whitespace() {
        if let Some(date) = read_date(part) {
            flush(&mut number, &mut asked);
            asked.push(format!("@{date}"));
        } else if part
            .chars()
            .all(|c| c.is_ascii_digit() || "+.-()/".contains(c))
        {
            number.push_str(part);
        } else {
            flush(&mut number, &mut asked);
            asked.extend(words_of(part));
        }
    }
    flush(&mut number, &mut asked);
    asked.sort();
    asked.dedup();
    // The longest say the most.
    asked.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    // What begins a word that begins one of the file's says nothing more.
    let all = asked.clone();
    asked.retain(|word| {
        !all.iter()
            .any(|other| other != word && other.starts_with(word))
    });
    asked.truncate(MOST);
    asked
}

fn flush(number: &mut String, asked: &mut Vec<String>) {
    let (found, _) = national(number);
    if !found.is_empty() {
        asked.push(found.chars().take(LONGEST).collect());
    }
    number.clear();
}

/// A date as people here write it: `28/02/1990`, `28.2.1990`, `28-02-1990`, `1990-02-28`.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    if [first, month, last]
        .iter()
        .any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (first, last),
        (1 | 2, 4) => (last, first),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str) -> bool {
        let born_on = NaiveDate::from_ymd_opt(1990, 2, 28).expect("a date");
        let words = index(
            "Éléonore BEN-ALÍ",
            born_on,
            Some("BE091234"),
            Some("+33 6 12 34 56 78"),
        );
        beginnings(query)
            .iter()
            .all(|asked| words.iter().any(|word| word.starts_with(asked)))
    }

    #[test]
    fn a_file_is_found_by_any_beginning_of_what_it_says() {
        for query in [
            "",
            "  ",
            "eleo",
            "ALI ÉLÉ",
            "ben ali",
            "Ben-Ali",
            "28/02/1990",
            "28.2.1990",
            "1990-02-28",
            "ali 28/02/1990",
            "be091",
            "BE 0912",
            "091234",
            "06 12 34",
            "0612345678",
            "+33612345678",
            "0033 6 12 34 56 78",
            "612345678",
            "5678",
            "345678",
            "33612",
            "ele 5678",
        ] {
            assert!(finds(query), "{query}");
        }
        for query in [
            "leonore",
            "ben omar",
            "27/02/1990",
            "1990",
            "678",
            "ele 5679",
            "@1990",
        ] {
            assert!(!finds(query), "{query}");
        }
    }

    #[test]
    fn what_a_pair_finds_is_what_its_words_find() {
        let born_on = NaiveDate::from_ymd_opt(1990, 2, 28).expect("a date");
        for name in [
            "Ben Ali Mohamed",
            "Béji",
            "Be Bé",
            "Ali",
            "a b c",
            "Trabelsi El-Béji",
        ] {
            let words = index(name, born_on, Some("BE091234"), None);
            let begins = |asked: &str| words.iter().any(|word| word.starts_with(asked));
            for query in [
                "be tr", "ben moha", "be mo al", "b al", "bej el", "be be09", "a b", "al ali",
            ] {
                let asked = beginnings(query);
                let has_all = asked.iter().all(|asked| begins(asked));
                for pair in pairs(&asked) {
                    let by_pair = begins(&pair)
                        && asked
                            .iter()
                            .filter(|other| !means(&pair, other))
                            .all(|asked| begins(asked));
                    assert_eq!(by_pair, has_all, "{name}, {query}, {pair}");
                }
            }
        }
    }

    #[test]
    fn arabic_letters_written_one_for_the_other_are_the_same() {
        assert_eq!(words_of("فاطِمـة آمنة"), words_of("فاطمه امنه"));
        assert_eq!(words_of("مصطفى"), words_of("مصطفي"));
        assert_eq!(beginnings("٢٠١٢٣٤٥٦"), ["20123456"]);
    }

    #[test]
    fn two_ways_of_writing_a_number_have_one_key() {
        for phone in ["+33 6 12 34 56 78", "06 12 34 56 78", "0033612345678"] {
            assert_eq!(phone_key(phone), "612345678");
        }
        assert_eq!(phone_key("+216 20 123 456"), phone_key("20-123-456"));
        assert_eq!(phone_key("+1 555 010 9999"), "15550109999");
    }
}
