//! The Chicago style: the short footnote that an editor takes, without the words themselves.
//!
//! Follows the notes of the Chicago Manual of Style for news, web pages and what is quoted in another source: who
//! said it, in what, where it is quoted, the day, the paragraph, the address. A day that both have is told once, and
//! nobody is quoted in a page of their own. The address is that of the page: what opens it at the words is of no use
//! in print. Everything that a fact-checker wants beyond it is in the note style.

use super::reference::{Cited, Print, Reference, sentence};
use crate::chronology::date::{DateParts, Edtf, MONTH_NAMES, Within};
use crate::chronology::model::{Basis, Source, StatementKind};
use crate::words::{self, Name};

/// The footnote, a line of its own.
#[must_use]
pub fn render(reference: &Reference<'_>) -> String {
    let lead = lead(reference);
    let prints: Vec<String> =
        reference.prints.iter().map(|print| printed(print, reference)).collect();
    let text = match (lead.is_empty(), prints.is_empty()) {
        (true, _) => prints.join("; "),
        (false, true) => lead,
        (false, false) => format!("{lead} {}", prints.join("; ")),
    };
    text + ".\n"
}

/// Whose it is and what, up to where it is printed.
fn lead(reference: &Reference<'_>) -> String {
    match &reference.cited {
        Cited::Speech(words) => {
            let statement = words.statement;
            let mut parts = vec![words.name.to_owned()];
            parts.extend(words.post());
            parts.extend(words.beside.clone());
            parts.extend(words.occasion());
            let source = reference.prints.first().map(|print| print.source);
            let said = statement.said.as_ref().filter(|said| {
                let told = source.is_some_and(|source| tells_day(source, said, &statement.basis));
                !told
            });
            parts.extend(said.map(|said| day(said, &statement.basis)));
            // What the words rest on is the reader's to know in the shortest note.
            parts.extend(statement.hearsay.then(|| "reportedly".to_owned()));
            parts.extend(words.relayed.clone());
            let how = match statement.kind {
                _ if is_own_page(reference) => "",
                StatementKind::Quote | StatementKind::Fragment | StatementKind::Block => {
                    " quoted in"
                }
                StatementKind::Reported => " paraphrased in",
            };
            format!("{},{how}", parts.join(", "))
        }
        Cited::Event(event) => {
            let when = event.date.as_ref().map(|date| format!(", {}", day(date, &event.basis)));
            format!("{}{}:", event.title, when.unwrap_or_default())
        }
        Cited::Figure(figure) => {
            let whose = figure.party.map_or_else(String::new, |party| format!("{party}, "));
            let when = day(figure.date, &Basis::Stated);
            format!("{}, {whose}as of {when}, {}:", figure.measured, figure.status)
        }
        Cited::Note(note) => note.text.to_string(),
        Cited::Source => String::new(),
        Cited::Paragraph => format!("{}:", words::ARTICLE_TEXT),
    }
}

/// Whether the day of a source says that of words in it, as surely as it is known.
fn tells_day(source: &Source, said: &Edtf, basis: &Basis) -> bool {
    let inferred = |basis: &Basis| matches!(basis, Basis::Inferred(_));
    let is_as_sure = inferred(basis) || !inferred(&source.published_basis);
    is_as_sure && source.published.as_ref().is_some_and(|date| day_of(date) == day_of(said))
}

/// Whether words are cited from a page of the speaker's own: its outlet is a name of theirs.
fn is_own_page(reference: &Reference<'_>) -> bool {
    let Cited::Speech(words) = &reference.cited else { return false };
    let alone = words.beside.is_none();
    words.speaker.filter(|_| alone).is_some_and(|speaker| {
        let names = || std::iter::once(&speaker.name).chain(&speaker.short).chain(&speaker.aka);
        reference.prints.iter().all(|print| names().any(|name| *name == print.source.outlet))
    })
}

fn printed(print: &Print<'_>, reference: &Reference<'_>) -> String {
    let source = print.source;
    let mut parts: Vec<String> = Vec::new();
    if !source.authors.is_empty() {
        parts.push(joined(source.authors.iter().map(|name| Name::of(name).read()).collect()));
    }
    let mut rest: Vec<String> = Vec::new();
    if !is_own_page(reference) {
        rest.push(match &source.outlet_basis {
            Basis::Inferred(_) => format!("[{}]", source.outlet),
            Basis::Stated | Basis::Resolved(_) => source.outlet.to_string(),
        });
    }
    if source.title.is_none() {
        rest.push(words::description(source).to_owned());
    }
    let date = source.published.as_ref().map(|date| day(date, &source.published_basis));
    let changes = changes(source, reference).join("; ");
    rest.extend(match (date, changes.is_empty()) {
        (date, true) => date,
        (Some(date), false) => Some(format!("{date} ({changes})")),
        (None, false) => Some(changes),
    });
    rest.extend(place(print));
    rest.extend(address(source).map(str::to_owned));
    let rest = rest.join(", ");
    parts.push(match &source.title {
        Some(title) => format!("{} {rest}", quoted(title)),
        None => rest,
    });
    parts.join(", ")
}

/// What became of a source since it was published, and what it is a copy of.
fn changes(source: &Source, reference: &Reference<'_>) -> Vec<String> {
    let dated =
        |what: &str, date: &Option<Edtf>| Some(format!("{what} {}", day_of(date.as_ref()?)));
    let copy = source.copy_of.map(|ix| {
        let original = reference.c.source(ix);
        let title = original.title.as_deref().map(|title| format!("{} ", quoted(title)));
        format!("copy of {}{}", title.unwrap_or_default(), original.outlet)
    });
    let changed = [dated("corrected", &source.corrected), dated("retracted", &source.retracted)];
    changed.into_iter().flatten().chain(copy).collect()
}

/// A title in quotation marks, those within it single. A comma stands within the marks, as Americans have it, unless
/// the title ends by itself.
fn quoted(title: &str) -> String {
    let mut is_low = false;
    // Where a straight mark stands that may open a quotation: it does where another closes it. Behind a digit or a
    // letter it opens nothing; it may mean inches.
    let mut opened: Option<usize> = None;
    let mut within: Vec<char> = Vec::with_capacity(title.len());
    for c in title.chars() {
        let single = match c {
            '„' => {
                is_low = true;
                '‘'
            }
            '“' if is_low => {
                is_low = false;
                '’'
            }
            '"' => match opened.take().and_then(|at| within.get_mut(at)) {
                Some(opening) => {
                    *opening = '‘';
                    '’'
                }
                None => {
                    let is_within = within.last().is_some_and(|before| before.is_alphanumeric());
                    opened = (!is_within).then_some(within.len());
                    c
                }
            },
            '“' => '‘',
            '”' => '’',
            other => other,
        };
        within.push(single);
    }
    let within: String = within.into_iter().collect();
    // An apostrophe at the end closes nothing.
    let is_quoting = title.starts_with('\'') || title.contains(" '") || title.contains('‘');
    let closing = ['’', '\'']
        .into_iter()
        .find(|mark| within.ends_with(*mark) && (is_quoting || !title.ends_with(*mark)));
    match closing.and_then(|mark| Some((within.strip_suffix(mark)?, mark))) {
        Some((words, _)) if words.ends_with(['?', '!']) => format!("“{within}”"),
        Some((words, mark)) => format!("“{words},{mark}”"),
        None if within.ends_with(['?', '!']) => format!("“{within}”"),
        None => format!("“{within},”"),
    }
}

fn address(source: &Source) -> Option<&str> {
    source.url.as_deref().or(source.archive.as_deref())
}

/// `para. 3`, `paras. 3, 5–7`, or the place in the source's own terms; nothing where nobody has counted.
pub(super) fn place(print: &Print<'_>) -> Option<String> {
    let paras = &print.places.paras;
    if paras.is_empty() {
        return print.known_locator();
    }
    let numbers = words::paragraphs(paras.iter().copied()).replace('¶', "");
    let numbers = format!("{} {numbers}", if paras.len() > 1 { "paras." } else { "para." });
    Some(print.named().into_iter().chain([numbers]).collect::<Vec<_>>().join(", "))
}

/// A day as Chicago writes it, `February 5, 2026`, in brackets where it is inferred.
fn day(date: &Edtf, basis: &Basis) -> String {
    let written = day_of(date);
    match basis {
        Basis::Inferred(_) => format!("[{written}]"),
        Basis::Stated | Basis::Resolved(_) => written,
    }
}

/// A day without its time, `ca.` where it is about and `?` where it is doubted; as it reads elsewhere where Chicago
/// has no form for it.
fn day_of(date: &Edtf) -> String {
    let written = match date.parts() {
        Some((only, None)) => american(&only, true),
        Some((start, Some(end))) if start.year != end.year => {
            american(&start, true).zip(american(&end, true)).map(|(a, b)| format!("{a}–{b}"))
        }
        Some((start, Some(end))) => match (start.day, end.day) {
            (Some(from), Some(to)) if start.within == end.within => {
                let month = american(&DateParts { day: None, ..start }, false);
                month.map(|month| format!("{month} {from}–{to}, {}", year(&start)))
            }
            (_, to) => {
                let comma = if to.is_some() { "," } else { "" };
                let both = american(&start, false).zip(american(&end, false));
                both.map(|(a, b)| format!("{a}–{b}{comma} {}", year(&start)))
            }
        },
        None => None,
    };
    let Some(written) = written else {
        let until = date.as_str().strip_prefix("../").and_then(|end| Edtf::parse(end).ok());
        let until = until.map(|end| format!("on or before {}", day_of(&end)));
        return until.unwrap_or_else(|| date.long());
    };
    let about = if date.is_approximate() { "ca. " } else { "" };
    let doubt = if date.is_uncertain() { "?" } else { "" };
    format!("{about}{written}{doubt}")
}

/// `February 5, 2026`, `February 2026`, `2026`, or without the year; `None` for a season.
fn american(parts: &DateParts, with_year: bool) -> Option<String> {
    let month = match parts.within {
        Some(Within::Month(month)) => Some(MONTH_NAMES.get(usize::from(month).checked_sub(1)?)?),
        Some(Within::Season(_)) => return None,
        None => None,
    };
    let month = month.map(|month| sentence(month));
    let year = with_year.then(|| year(parts));
    Some(match (month, parts.day, year) {
        (Some(month), Some(day), Some(year)) => format!("{month} {day}, {year}"),
        (Some(month), Some(day), None) => format!("{month} {day}"),
        (Some(month), None, Some(year)) => format!("{month} {year}"),
        (Some(month), None, None) => month,
        (None, _, year) => year?,
    })
}

fn year(parts: &DateParts) -> String {
    match parts.year {
        ..=0 => format!("{} BC", 1 - parts.year),
        1..=99 => format!("AD {}", parts.year),
        year => year.to_string(),
    }
}

/// `A`, `A and B`, `A, B and C`.
fn joined(mut names: Vec<String>) -> String {
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_american_and_doubts_stay() {
        let of = |text: &str| day(&Edtf::parse(text).unwrap(), &Basis::Stated);
        for (text, written) in [
            ("2026-02-05", "February 5, 2026"),
            ("2026-02", "February 2026"),
            ("2026", "2026"),
            ("2026-02-05~", "ca. February 5, 2026"),
            ("2011-01~", "ca. January 2011"),
            ("2026-02-05?", "February 5, 2026?"),
            ("2026-02-05T14:27:00Z", "February 5, 2026"),
            ("2026-02-04/2026-02-05", "February 4–5, 2026"),
            ("2026-01-31/2026-02-01", "January 31–February 1, 2026"),
            ("2025-12-31/2026-01-01", "December 31, 2025–January 1, 2026"),
            ("2026-01/2026-03", "January–March 2026"),
            ("2009/2010", "2009–2010"),
            ("-0043-03-15", "March 15, 44 BC"),
            ("2026-21", "spring 2026"),
            ("../2020-10-27", "on or before October 27, 2020"),
        ] {
            assert_eq!(of(text), written, "{text}");
        }
        let inferred = day(&Edtf::parse("2026-02-05").unwrap(), &Basis::Inferred("x".into()));
        assert_eq!(inferred, "[February 5, 2026]");
    }

    #[test]
    fn marks_within_a_title_are_single() {
        for (title, written) in [
            ("Berths & Limits", "“Berths & Limits,”"),
            ("Berths?", "“Berths?”"),
            ("It's \"over\" – or not", "“It's ‘over’ – or not,”"),
            ("He calls it “finished”", "“He calls it ‘finished,’”"),
            ("He asks “why?”", "“He asks ‘why?’”"),
            ("„Schluss“ in 3 Tagen", "“‘Schluss’ in 3 Tagen,”"),
            ("Trump: 'Sounds good'", "“Trump: 'Sounds good,'”"),
            ("The \"6\" gun\"", "“The ‘6’ gun\",”"),
            ("\"Free\": 5' by 6\" of it", "“‘Free’: 5' by 6\" of it,”"),
            ("A \"mark alone", "“A \"mark alone,”"),
            ("The Joneses’", "“The Joneses’,”"),
            ("The Joneses'", "“The Joneses',”"),
        ] {
            assert_eq!(quoted(title), written);
        }
    }
}
