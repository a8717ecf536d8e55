//! A spreadsheet as text: which separator it has, its columns, and its rows with the lines they stand in.
//!
//! It must never know what a column means.

use csv::ReaderBuilder;

use super::Lost;
use super::draft::InputPlace;

/// A spreadsheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) head: Vec<String>,
    /// The line in which the names of the columns stand, from 1.
    pub(super) head_line: u64,
    pub(super) rows: Vec<SheetRow>,
}

/// A row: the line it begins in, from 1, and its cells. It may have fewer or more than there are columns.
#[derive(Debug)]
pub(super) struct SheetRow {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// How many rows may stand before the names of the columns.
const BEFORE: usize = 20;

impl Sheet {
    /// Takes for the names of the columns the first row that has one that is looked for, where the first row of all has
    /// none; what stands before it is lost.
    pub(super) fn begin_at(&mut self, is_looked_for: impl Fn(&str) -> bool, lost: &mut Vec<Lost>) {
        let has = |cells: &[String]| cells.iter().any(|cell| is_looked_for(cell.trim()));
        if has(&self.head) {
            return;
        }
        let Some(at) = self.rows.iter().take(BEFORE).position(|row| has(&row.cells)) else {
            return;
        };
        let mut before = self.rows.drain(..=at);
        let Some(head) = before.next_back() else { return };
        let lines = std::iter::once(self.head_line).chain(before.map(|row| row.line));
        let message = "this row stands before the names of the columns, and is not carried";
        lost.extend(lines.map(|line| InputPlace { line, column: None }.lost(message)));
        self.head_line = head.line;
        self.head = head.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    }
}

/// Reads a spreadsheet; what is not closed in it is lost.
///
/// # Errors
/// Where it has no row at all, or cannot be told apart.
pub(super) fn read(text: &str, lost: &mut Vec<Lost>) -> Result<Sheet, String> {
    let (separator, skipped) = separator(text);
    let body: &str = text.get(skipped..).unwrap_or_default();
    let before = text.get(..skipped).unwrap_or_default().matches('\n').count() as u64;
    let mut sheet = Sheet::default();
    let mut reader = reader(separator, body);
    for record in reader.records() {
        let record = record.map_err(|error| format!("this cannot be read as a table: {error}"))?;
        // The reader has the place before the empty lines that it passes.
        let passed = |at: &csv::Position| {
            let rest =
                usize::try_from(at.byte()).ok().and_then(|at| body.get(at..)).unwrap_or_default();
            let blank = rest.bytes().take_while(|b| matches!(b, b'\n' | b'\r'));
            at.line() + blank.filter(|b| *b == b'\n').count() as u64
        };
        let line = before + record.position().map_or(0, passed);
        let cells: Vec<String> = record.iter().map(ToOwned::to_owned).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if sheet.head.is_empty() {
            sheet.head_line = line;
            sheet.head = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        } else {
            sheet.rows.push(SheetRow { line, cells });
        }
    }
    if sheet.head.is_empty() {
        return Err("this table is empty; its first row names its columns".to_owned());
    }
    if let Some(open) = open_mark(body, separator) {
        // The cell goes on to the end of the file, over whatever rows there are.
        let row = sheet.rows.pop();
        let line = row.map_or(before + open, |row| row.line);
        let message = format!(
            "the quotation mark that opens in line {} is never closed; this row and what follows it is not carried",
            before + open
        );
        lost.push(InputPlace { line, column: None }.lost(message));
    }
    Ok(sheet)
}

fn reader(separator: u8, text: &str) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// The separator of cells: that by which the first row that has several of them has the most, or which a line `sep=;`
/// before all says.
/// How many bytes that line takes is the second.
fn separator(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(said) = first.strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'|' | b'\t')] = said.trim_end_matches('\r').as_bytes()
    {
        return (*separator, text.find('\n').map_or(text.len(), |end| end + 1));
    }
    let rows = |separator| (separator, reader(separator, text).into_records());
    let mut by_separator = [b'|', b'\t', b';', b','].map(rows);
    // Of those that are equal the last is taken. A title may stand before the names of the columns.
    let best = (0..BEFORE).find_map(|_| {
        let counts = by_separator.iter_mut().map(|(separator, rows)| {
            (rows.next().and_then(Result::ok).map_or(0, |row| row.len()), *separator)
        });
        counts.max_by_key(|(cells, _)| *cells).filter(|(cells, _)| *cells > 1)
    });
    (best.map_or(b',', |(_, separator)| separator), 0)
}

/// The line, from 1, of a quotation mark that opens a cell and is never closed.
fn open_mark(text: &str, separator: u8) -> Option<u64> {
    let (mut line, mut open, mut starts) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (open, byte) {
            (None, b'"') if starts => open = Some(line),
            (Some(_), b'"') => {
                if bytes.peek() == Some(&b'"') {
                    bytes.next();
                } else {
                    open = None;
                }
            }
            _ => {}
        }
        starts = open.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
        line += u64::from(byte == b'\n');
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let sheet = read(text, &mut Vec::new()).unwrap();
        sheet.rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn the_separator_is_found() {
        for text in [
            "a|b\n1|2\n",
            "A title\n\na;b\n1;2\n",
            "a,b\n1,2\n",
            "a;b\n1;2\n",
            "a\tb\n1\t2\n",
            "sep=;\na;b\n1;2\n",
            "a,b\r\n1,2\r\n",
        ] {
            assert_eq!(rows(text).last().unwrap().1, ["1", "2"], "{text:?}");
        }
        for (text, line) in [("a\n1\n", 1), ("sep=;\na;b\n", 2), ("sep=,\n\n,,\na,b\n1,2\n", 4)] {
            assert_eq!(read(text, &mut Vec::new()).unwrap().head_line, line, "{text:?}");
        }
        // Within quotation marks a sign separates nothing.
        assert_eq!(rows("\"a;b;c;d\",e\n1,2\n")[0].1, ["1", "2"]);
    }

    #[test]
    fn a_row_has_the_line_that_it_begins_in() {
        assert_eq!(
            rows("a,b\n\n\"x\ny\",1\nz,2,3\nw\n"),
            [
                (3, vec!["x\ny".into(), "1".into()]),
                (5, vec!["z".into(), "2".into(), "3".into()]),
                (6, vec!["w".into()]),
            ]
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_is_told_where_it_opens() {
        let mut lost = Vec::new();
        let sheet = read("a,b\n1,2\n3,\"x\n4,5\n6,7\n", &mut lost).unwrap();
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!((lost.len(), lost[0].line), (1, 3));
        let mut none = Vec::new();
        let whole = read("a,b\n1,\"he said \"\"no\"\"\"\n2,\"\"\n3,5\" pipe\n", &mut none).unwrap();
        assert_eq!((whole.rows.len(), none.len()), (3, 0));
    }
}
