//! What somebody who wrote no date most likely meant: the right form, or the forms there are.

use super::{DateError, Edtf, MONTHS};

/// Why a span is none whose ends stand the wrong way round.
pub(super) const REVERSED: &str = "the end lies before the start";

pub(super) fn refuse(text: &str, why: &str) -> DateError {
    let shown: String = text.chars().take(40).collect();
    let reversed = why == REVERSED
        || text.split_once('/').is_some_and(|(a, b)| match (Edtf::read(a), Edtf::read(b)) {
            (Ok(start), Ok(end)) => start.sort_day() > end.sort_day(),
            _ => false,
        });
    let why = if reversed { REVERSED } else { why };
    DateError { reversed, message: format!("`{shown}` is no EDTF date: {why}"), help: advise(text) }
}

/// What the writer most likely meant, in the right form.
fn advise(text: &str) -> String {
    let guess = guess(text).filter(|g| Edtf::read(g).is_ok());
    let forms = "2023, 2023-02, 2025-09-22, 2025-09-22~ (about), 2025-02? (uncertain), 2026-02-04/2026-02-05, ../2020-10-27";
    match guess {
        Some(form) => format!("write \"{form}\""),
        None => format!("write year-month-day, as in {forms}"),
    }
}

fn guess(text: &str) -> Option<String> {
    if let Some(("", end)) = text.split_once('/') {
        return Some(format!("../{end}"));
    }
    if let Some((start, end)) = text.split_once('/')
        && Edtf::read(start).is_ok()
        && Edtf::read(end).is_ok()
    {
        return Some(format!("{end}/{start}"));
    }
    let (mut year, mut month, mut numbers) = (None, None, Vec::new());
    for token in text.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()) {
        let lower = token.to_lowercase();
        let named = MONTHS.iter().position(|m| lower.starts_with(&m.to_lowercase()));
        match (token.parse::<u32>(), named) {
            (Ok(n), _) if token.len() == 4 => year = Some(n),
            (Ok(n), _) => numbers.push(n),
            (Err(_), Some(m)) => month = Some(m as u32 + 1),
            _ => {}
        }
    }
    let year = year?;
    // Day and month are never guessed apart: 05/02/2026 is left to the writer.
    let leads = text.trim_start().starts_with(&year.to_string());
    match (month, numbers.as_slice()) {
        (Some(m), []) => Some(format!("{year}-{m:02}")),
        (Some(m), [d]) => Some(format!("{year}-{m:02}-{d:02}")),
        (None, [m]) if leads => Some(format!("{year}-{m:02}")),
        (None, [m, d]) if leads => Some(format!("{year}-{m:02}-{d:02}")),
        _ => None,
    }
}
