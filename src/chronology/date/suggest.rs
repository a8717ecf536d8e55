//! What to write instead of what is no date: the right form, or the forms there are. Never another date than what
//! was meant.

use super::written::WrittenDate;
use super::{DateError, Edtf};

/// Why a span is none whose ends stand the wrong way round.
pub(super) const REVERSED: &str = "the end lies before the start";

pub(super) fn refuse(text: &str, why: &str) -> DateError {
    let shown: String = text.chars().take(40).collect();
    let swapped = swapped(text);
    let reversed = why == REVERSED || swapped.is_some();
    let why = if reversed { REVERSED } else { why };
    let help = match swapped {
        Some(form) => format!("write \"{form}\""),
        None => advise(text),
    };
    let ambiguous = matches!(WrittenDate::read(text), Some(WrittenDate::Either(..)));
    DateError { reversed, ambiguous, message: format!("`{shown}` is no EDTF date: {why}"), help }
}

/// Two dates the right way round that stand the wrong way round.
fn swapped(text: &str) -> Option<String> {
    let (a, b) = text.split_once('/')?;
    let (start, end) = (Edtf::read(a).ok()?, Edtf::read(b).ok()?);
    (start.sort_day() > end.sort_day()).then(|| format!("{b}/{a}"))
}

/// What the writer meant, in the right form, or both where it can be read as two dates.
fn advise(text: &str) -> String {
    match WrittenDate::read(text) {
        Some(WrittenDate::Date(form)) => format!("write \"{form}\""),
        Some(WrittenDate::Either(a, b)) => format!(
            "day and month cannot be told apart: write \"{a}\" or \"{b}\", year first as in 2025-09-22"
        ),
        Some(WrittenDate::EveryYear { .. } | WrittenDate::Ago(..)) | None => {
            let forms = "2023, 2023-02, 2025-09-22, 2025-09-22~ (about), 2025-02? (uncertain), 2026-02-04/2026-02-05, ../2020-10-27";
            format!("write year-month-day, as in {forms}")
        }
    }
}
