//! Text as people type it, folded for comparison.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds case, accents and runs of white space, so that `" Éléonore  BEN Ali"` and
/// `"eleonore ben ali"` are found by each other. For comparison only, never for display.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(
            word.nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase),
        );
    }
    folded
}

/// A readable part of an address, from a name: `"Clinique El Manar"` → `clinique-el-manar`.
/// Empty when the name has no ASCII letter or digit even after folding.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Trims, turns every control character and line break into a space, and folds runs of spaces: for
/// names and other one-line texts.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Trims and drops control characters but line breaks: for notes and reasons.
pub fn paragraph(text: &str) -> String {
    text.replace("\r\n", "\n")
        .trim()
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_accents_case_and_spaces() {
        assert_eq!(fold("  Éléonore\tBEN  Ali "), "eleonore ben ali");
        assert_eq!(fold("مُحَمَّد"), fold("محمد"));
        assert_eq!(
            slug("Clinique  El-Manar (Tunis)"),
            "clinique-el-manar-tunis"
        );
        assert_eq!(slug("مصحة"), "");
    }

    #[test]
    fn a_name_keeps_no_line_break() {
        assert_eq!(
            one_line("Ali\r\nBcc: all@example.org"),
            "Ali Bcc: all@example.org"
        );
        assert_eq!(paragraph(" a\r\nb\u{7} "), "a\nb");
    }
}
