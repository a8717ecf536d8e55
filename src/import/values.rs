//! What a cell says, as values of RON. What is none stands as a text, for the checker to refuse and to tell.
//!
//! It must never know which field it is for.

use super::draft::text;
use crate::chronology::date::Edtf;
use crate::chronology::model::LinkKind;
use crate::text::capital;

/// The parts of a cell that holds several.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A word of the form, in whatever capitals it is written; a text where it is none, for the checker to tell.
pub(super) fn word(written: &str, names: &[&'static str]) -> String {
    let plain = written.replace([' ', '_', '-'], "");
    let known = names.iter().find(|name| name.eq_ignore_ascii_case(&plain));
    known.map_or_else(|| text(written), |name| (*name).to_owned())
}

/// A date by the one reader of written dates; as it stands where that reads none, for the checker to tell.
pub(super) fn date(written: &str) -> String {
    text(&date_of(written))
}

/// The same without marks.
pub(super) fn date_of(written: &str) -> String {
    Edtf::parse_written(written)
        .map_or_else(|_| written.to_owned(), |date| date.as_str().to_owned())
}

/// A number of a paragraph, without its sign.
pub(super) fn paragraph(written: &str) -> String {
    let bare = written.trim_start_matches(['¶', '§']).trim();
    let is_number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    if is_number { bare.to_owned() } else { text(written) }
}

/// Whether it is so.
pub(super) fn flag(written: &str) -> String {
    match written.to_lowercase().as_str() {
        "true" | "yes" | "1" | "x" => "true".to_owned(),
        "false" | "no" | "0" => "false".to_owned(),
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
    match parts {
        Some((kind, id)) => format!("{}({})", word(kind.trim(), LinkKind::NAMES), text(id.trim())),
        None => text(written),
    }
}

/// The host of an address without `www.`.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The words of an id, the first with a capital.
pub(super) fn unhyphened(id: &str) -> String {
    capital(&id.replace('-', " "))
}
