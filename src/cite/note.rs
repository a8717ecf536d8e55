//! The note style: one sentence after another, in the order in which a reader checks them.
//!
//! Words, speaker, post, day, place; outlet, title, date, paragraph, address; the way the words took;
//! what is known to be wrong. The facts are in [`super::Citation`]; here is their order only.

use super::{Citation, Print, Subject, grounds, inferred};

/// The citation as plain text on one line.
#[must_use]
pub fn render(citation: &Citation<'_>) -> String {
    sentences(citation, &|text| text.to_owned(), &|url| url.to_owned())
}

/// The citation with everything from the dataset escaped by `escape` and addresses set by `link`.
pub(super) fn sentences(
    citation: &Citation<'_>,
    escape: &dyn Fn(&str) -> String,
    link: &dyn Fn(&str) -> String,
) -> String {
    let mut parts = Vec::new();
    parts.extend(about(citation).map(|text| escape(&text)));
    parts.extend(citation.prints.iter().map(|print| printed(print, citation, escape, link)));
    if let Subject::Words(words) = &citation.subject {
        parts.extend(words.way().iter().map(|way| escape(&capitalised(way))));
    }
    parts.extend(remarks(citation).iter().map(|remark| escape(remark)));
    parts.iter().map(|part| closed(part)).collect::<Vec<_>>().join(" ")
}

/// What is cited, before where it is printed.
fn about(citation: &Citation<'_>) -> Option<String> {
    match &citation.subject {
        Subject::Words(words) => Some(format!("{} — {}", words.shown(), circumstances(citation))),
        Subject::Event(event) => {
            let date = event.date.as_ref().map(|d| format!(", {d}{}", grounds(&event.basis)));
            Some(format!("{}{}", event.title, date.unwrap_or_default()))
        }
        Subject::Source => None,
    }
}

/// Who said it, in which post, when and where; empty but for words.
pub(super) fn circumstances(citation: &Citation<'_>) -> String {
    let Subject::Words(words) = &citation.subject else { return String::new() };
    let speaker = words.speaker.map_or("speaker not named", |speaker| &*speaker.name);
    let mut parts = vec![speaker.to_owned()];
    parts.extend(words.then());
    parts.extend(words.said().or_else(|| Some("date of the words not known".to_owned())));
    parts.extend(words.statement.venue.as_deref().map(str::to_owned));
    parts.join(", ")
}

/// The notes on the record, so that nobody takes its words away without them.
pub(super) fn remarks(citation: &Citation<'_>) -> Vec<String> {
    citation.notes.iter().map(|(kind, text)| format!("Note ({kind}): {text}")).collect()
}

fn printed(
    print: &Print<'_>,
    citation: &Citation<'_>,
    escape: &dyn Fn(&str) -> String,
    link: &dyn Fn(&str) -> String,
) -> String {
    let source = print.source;
    let mut parts = Vec::new();
    if !source.authors.is_empty() {
        parts.push(escape(&source.authors.join(", ")));
    }
    parts.push(escape(&format!("{}{}", source.outlet, inferred(&source.outlet_basis))));
    parts.push(escape(&title(print)));
    parts.push(escape(&match &source.published {
        Some(date) => format!("published {date}{}", inferred(&source.published_basis)),
        None => "date of publication not known".to_owned(),
    }));
    parts.extend(print.locator());
    let lit = |url: &str| match &citation.subject {
        Subject::Words(words) => super::address_of(words.statement, url),
        _ => url.to_owned(),
    };
    parts.extend(source.url.as_deref().map(|url| link(&lit(url))));
    parts.extend(source.archive.as_deref().map(|url| format!("archived at {}", link(url))));
    parts.extend(source.accessed.as_ref().map(|date| escape(&format!("accessed {date}"))));
    parts.join(", ")
}

/// The title in quotation marks; an untitled source gets none invented.
pub(super) fn title(print: &Print<'_>) -> String {
    print.source.title.as_deref().map_or_else(|| "untitled".to_owned(), |title| format!("“{title}”"))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The sentence with a full stop, if it has no end of its own.
fn closed(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) { sentence.to_owned() } else { format!("{sentence}.") }
}
