//! What a cell says, as values of RON. What is none stands as a text, for the checker to refuse and to tell.
//!
//! It must never know which field it is for.

use super::draft::text;
use super::ids;
use crate::chronology::date::Edtf;
use crate::chronology::model::LinkKind;
use crate::text::capital;

/// The parts of a cell that holds several.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A word of the form, in whatever capitals and with whatever between its parts it is written.
pub(super) fn known_word(written: &str, names: &[&'static str]) -> Option<&'static str> {
    let plain = written.replace([' ', '_', '-'], "");
    names.iter().copied().find(|name| name.eq_ignore_ascii_case(&plain))
}

/// The same; a text where it is none, for the checker to tell.
pub(super) fn word(written: &str, names: &[&'static str]) -> String {
    known_word(written, names).map_or_else(|| text(written), ToOwned::to_owned)
}

/// Whether a dataset can write this for the kind of a source.
pub(super) fn is_word_of_kind(word: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    word.starts_with(char::is_alphabetic) && word.chars().all(is_sign)
}

/// A date by the one reader of written dates; as it stands where that reads none, for the checker to tell.
pub(super) fn date(written: &str) -> String {
    text(&date_of(written))
}

/// The same without marks. Spreadsheets write a day with the midnight that it begins at, which says nothing.
pub(super) fn date_of(written: &str) -> String {
    let read = |written: &str| Edtf::parse_written(written).ok().map(|d| d.as_str().to_owned());
    if let Some(date) = read(written) {
        return date;
    }
    let Some((day, time)) = day_and_time(written) else { return written.to_owned() };
    let Some(date) = read(day) else { return day.to_owned() };
    if time == "00:00:00" {
        return date;
    }
    read(&format!("{date}T{time}")).unwrap_or_else(|| written.to_owned())
}

/// `2/5/2026 3:04 PM` as the day and `15:04:00`.
fn day_and_time(written: &str) -> Option<(&str, String)> {
    let (rest, half) = match written.rsplit_once(' ') {
        Some((rest, half)) if half.eq_ignore_ascii_case("am") => (rest, Some(0)),
        Some((rest, half)) if half.eq_ignore_ascii_case("pm") => (rest, Some(12)),
        _ => (written, None),
    };
    let (day, clock) = rest.trim_end().rsplit_once(' ')?;
    let numbers: Vec<u32> = clock.split(':').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute, second) = match numbers.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    (hour < 24 && minute < 60 && second < 60)
        .then(|| (day.trim_end(), format!("{hour:02}:{minute:02}:{second:02}")))
}

/// A number of a paragraph, without its sign and without the places behind the point that a column of numbers has.
pub(super) fn paragraph(written: &str) -> String {
    let bare = written.trim_start_matches(['¶', '§']).trim();
    let bare = match bare.split_once('.') {
        Some((whole, places)) if places.bytes().all(|b| b == b'0') => whole,
        _ => bare,
    };
    let is_number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    if is_number { bare.to_owned() } else { text(written) }
}

/// Whether it is so.
pub(super) fn flag(written: &str) -> String {
    match written.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "✓" | "✔" => "true".to_owned(),
        "false" | "no" | "n" | "0" => "false".to_owned(),
        _ => text(written),
    }
}

/// `Stated`, `Resolved: last week`, `Inferred: why`.
pub(super) fn basis(written: &str) -> String {
    let (kind, why) = written.split_once(':').unwrap_or((written, ""));
    match (kind.trim().to_lowercase().as_str(), why.trim()) {
        ("stated", "") => "Stated".to_owned(),
        ("resolved", why) if !why.is_empty() => format!("Resolved({})", text(why)),
        ("inferred", why) if !why.is_empty() => format!("Inferred({})", text(why)),
        _ => text(written),
    }
}

/// `RespondsTo(id)`.
pub(super) fn link(written: &str) -> String {
    let parts = written.strip_suffix(')').and_then(|rest| rest.split_once('('));
    match parts.filter(|(_, id)| !id.contains(['(', ')'])) {
        Some((kind, id)) => {
            format!("{}({})", word(kind.trim(), LinkKind::NAMES), text(&ids::given(id.trim())))
        }
        None => text(written),
    }
}

/// The host of an address without `www.`.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether it is an address, with its scheme.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The words of an id, the first with a capital.
pub(super) fn unhyphened(id: &str) -> String {
    capital(&id.replace('-', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_spreadsheets_write_it() {
        for (written, day) in [
            ("2026-02-05 00:00:00", "2026-02-05"),
            ("13/02/2026 0:00", "2026-02-13"),
            ("2026/02/13 12:00:00 AM", "2026-02-13"),
            ("13.02.2026 14:30", "2026-02-13T14:30:00"),
            ("2/13/2026 3:04:05 PM", "2026-02-13T15:04:05"),
            ("Feb 5 2026", "2026-02-05"),
            // What may be two days stays so, without what says nothing.
            ("2/5/2026 0:00", "2/5/2026"),
            ("2026-02-05 25:00", "2026-02-05 25:00"),
            ("some day 3:00", "some day"),
        ] {
            assert_eq!(date_of(written), day, "{written}");
        }
    }

    #[test]
    fn a_paragraph_is_a_whole_number_however_a_column_has_it() {
        for (written, value) in
            [("3", "3"), ("3.0", "3"), ("¶ 3", "3"), ("3.5", "\"3.5\""), ("5-6", "\"5-6\"")]
        {
            assert_eq!(paragraph(written), value);
        }
    }
}
