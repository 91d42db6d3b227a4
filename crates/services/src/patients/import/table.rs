//! Tables as programs write them: UTF-8, UTF-16 with a mark, or the older Windows alphabet; parted by commas, semicolons
//! or tabs.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use salus_domain::Fault;
use salus_domain::patients::import::MOST_LINES;
use salus_domain::validate::Problem;

/// The most columns that are looked at.
const MOST_COLUMNS: usize = 200;

/// A table: its headings, and its lines with their numbers, as an editor counts them.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<(u64, Vec<String>)>,
}

/// Reads a table. Empty lines are passed over.
///
/// # Errors
/// [`Fault::Invalid`] of `file`: for what is no text, has no line but headings, or too many.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Fault> {
    let text = decode(bytes)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut headings: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    let mut lines = LineCount::new(&text);
    while reader.read_record(&mut record).map_err(|_| no_table())? {
        let cells: Vec<String> = record
            .iter()
            .take(MOST_COLUMNS)
            .map(str::to_owned)
            .collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if headings.is_none() {
            headings = Some(cells);
            continue;
        }
        if rows.len() >= MOST_LINES as usize {
            let max = MOST_LINES;
            return Err(Fault::field("file", Problem::TooManyLines { max }));
        }
        let start = record.position().map_or(0, csv::Position::byte);
        rows.push((
            lines.of(usize::try_from(start).unwrap_or(usize::MAX)),
            cells,
        ));
    }
    match headings {
        Some(headings) if !rows.is_empty() => Ok(Table { headings, rows }),
        _ => Err(no_table()),
    }
}

/// Counts lines as an editor does: the reader of records counts from where it stopped reading the one before, which is
/// before empty lines, or within an end of line of two characters.
struct LineCount<'t> {
    text: &'t [u8],
    counted: usize,
    line: u64,
}

impl<'t> LineCount<'t> {
    const fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            counted: 0,
            line: 1,
        }
    }

    /// The line of the record that is read from that byte on; records come in order.
    fn of(&mut self, from: usize) -> u64 {
        let rest = self.text.get(from..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = from.saturating_add(ends.count());
        let passed = self.text.get(self.counted..start).unwrap_or_default();
        self.line += passed
            .iter()
            .map(|byte| u64::from(*byte == b'\n'))
            .sum::<u64>();
        self.counted = start;
        self.line
    }
}

fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.is_empty() {
        return Err(Fault::field("file", Problem::Required));
    }
    let (text, wrong) = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, wrong) =
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        (text, wrong)
    } else if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        (text, false)
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes)
    };
    // A spreadsheet's own format, a picture, an archive.
    if wrong || text.contains('\0') {
        return Err(no_table());
    }
    Ok(text.into_owned())
}

/// What parts the headings: of the three, what stands most often outside quotes in the first line that says something.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty());
    let mut counts = [(b';', 0_usize), (b',', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line.unwrap_or_default().bytes() {
        if byte == b'"' {
            quoted = !quoted;
        }
        for (mark, count) in &mut counts {
            if byte == *mark && !quoted {
                *count += 1;
            }
        }
    }
    // Of equals the first.
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b';', |(mark, _)| mark)
}

fn no_table() -> Fault {
    Fault::field("file", Problem::NotATable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_and_marks_do_not_matter() {
        let text = "Nom;Prénom;Né le\r\n\r\n\"Ben; Ali\";Éléonore;28/02/1990\r\n;;\r\nTrabelsi;Noé;1991-01-01";
        let in_old = WINDOWS_1252.encode(text).0.into_owned();
        let in_utf16: Vec<u8> = std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = format!("\u{feff}{text}").into_bytes();
        let commas = text
            .replace("Ben; Ali", "Ben, Ali")
            .replace(';', ",")
            .replace(",,", "");
        let tabs = text.replace("Ben; Ali", "Ben Ali").replace(';', "\t");
        for bytes in [
            text.as_bytes(),
            &in_old,
            &in_utf16,
            &marked,
            commas.as_bytes(),
            tabs.as_bytes(),
        ] {
            let table = read(bytes).expect("a table");
            assert_eq!(table.headings, ["Nom", "Prénom", "Né le"]);
            assert_eq!(table.rows.len(), 2);
            let (line, cells) = &table.rows[0];
            assert_eq!(
                (*line, cells[1].as_str(), cells[2].as_str()),
                (3, "Éléonore", "28/02/1990")
            );
            assert_eq!(table.rows[1].0, 5);
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let too_many = usize::try_from(MOST_LINES).expect("not many") + 1;
        let long = format!("nom;prenom\n{}", "a;b\n".repeat(too_many));
        for (what, bytes) in [
            ("nothing", b"".as_slice()),
            ("headings alone", b"nom;prenom\n".as_slice()),
            ("a workbook", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0".as_slice()),
            ("ten thousand and one lines", long.as_bytes()),
        ] {
            assert!(matches!(read(bytes), Err(Fault::Invalid { .. })), "{what}");
        }
    }
}
