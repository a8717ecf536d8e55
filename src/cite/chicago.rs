//! The Chicago style: the short footnote that an editor takes, without the words themselves.
//!
//! Follows the notes of the Chicago Manual of Style for news, web pages and what is quoted in another source: who
//! said it, in what, where it is quoted, the day, the paragraph, the address. A day that both have is told once, and
//! nobody is quoted in a page of their own. The address is that of the page: what opens it at the words is of no use
//! in print. Everything that a fact-checker wants beyond it is in the note style.

use super::reference::{Cited, Print, Reference};
use crate::chronology::date::{DateParts, Edtf};
use crate::chronology::model::{Basis, Source, SourceKind, StatementKind};
use crate::chronology::shared_str::SharedStr;
use crate::text::{capital, closed, slice};
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
    with_stop(&capital(&text)) + "\n"
}

/// A footnote with its full stop: in the place of the comma within the marks of a title that ends it, and none behind
/// what ends by itself, as a question or an abbreviation does.
fn with_stop(text: &str) -> String {
    let words = text.trim_end_matches(['”', '’', '\'']);
    match words.strip_suffix(',') {
        Some(title) => closed(title) + slice(text, words.len()..),
        None => closed(text),
    }
}

/// Whose it is and what, up to where it is printed.
fn lead(reference: &Reference<'_>) -> String {
    match &reference.cited {
        Cited::Speech(words) => {
            let statement = words.statement;
            let mut parts = vec![words.introduced.clone()];
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
            parts.extend(words::own_translation(reference.c, statement));
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
            let end = end_before_prints(reference);
            format!("{}{}{end}", event.title, when.unwrap_or_default())
        }
        Cited::Figure(figure) => {
            let declared =
                words::declared_on(reference.c, figure.ix, |date| day(date, &Basis::Stated));
            format!("{}, {declared}{}", figure.measured, end_before_prints(reference))
        }
        Cited::Note(note) => note.text.to_string(),
        Cited::Source => String::new(),
        Cited::Paragraph => format!("{}:", words::ARTICLE_TEXT),
    }
}

/// A colon before what prints it; nothing where nothing does.
fn end_before_prints(reference: &Reference<'_>) -> &'static str {
    if reference.prints.is_empty() { "" } else { ":" }
}

/// Whether the day of a source says that of words in it, as surely as it is known.
fn tells_day(source: &Source, said: &Edtf, basis: &Basis) -> bool {
    let inferred = |basis: &Basis| matches!(basis, Basis::Inferred(_));
    let is_as_sure = inferred(basis) || !inferred(&source.published_basis);
    is_as_sure
        && source.published.as_ref().is_some_and(|date| {
            // Of a book only the year is told.
            source.kind != SourceKind::Book && date.american() == said.american()
        })
}

/// Whether words are cited from a page of the speaker's own: its outlet is a name of theirs.
fn is_own_page(reference: &Reference<'_>) -> bool {
    let Cited::Speech(words) = &reference.cited else { return false };
    let alone = words.statement.all_speakers().len() < 2;
    words.speaker.filter(|_| alone).is_some_and(|speaker| {
        let names = || std::iter::once(&speaker.name).chain(&speaker.short).chain(&speaker.aka);
        reference.prints.iter().all(|print| names().any(|name| *name == print.source.outlet))
    })
}

fn printed(print: &Print<'_>, reference: &Reference<'_>) -> String {
    let source = print.source;
    let mut parts: Vec<String> = Vec::new();
    let names = |written: &[SharedStr]| written.iter().map(|name| Name::of(name).read()).collect();
    // A book that only has editors is theirs.
    let is_edited = source.kind == SourceKind::Book && source.authors.is_empty();
    if !source.authors.is_empty() {
        parts.push(joined(names(&source.authors)));
    } else if is_edited && !source.editors.is_empty() {
        let role = if source.editors.len() > 1 { "eds." } else { "ed." };
        parts.push(format!("{}, {role}", joined(names(&source.editors))));
    }
    // Whoever edits a newspaper is no editor of what is in it.
    let is_of_paper = matches!(source.kind, SourceKind::News | SourceKind::Wire);
    let editors =
        Some(&source.editors).filter(|editors| !editors.is_empty() && !is_edited && !is_of_paper);
    let editors = editors.map(|editors| format!("ed. {}", joined(names(editors))));
    let outlet = match &source.outlet_basis {
        _ if is_own_page(reference) || words::is_by_outlet(source) => None,
        Basis::Inferred(_) => Some(format!("[{}]", source.outlet)),
        Basis::Stated | Basis::Resolved(_) => Some(source.outlet.to_string()),
    };
    let date = published(source);
    let changes = changes(source, reference).join("; ");
    let mut rest: Vec<String> = Vec::new();
    if source.kind == SourceKind::Book {
        // Within brackets, where its author may stand before the title.
        let publication: Vec<String> = outlet.into_iter().chain(date).collect();
        let publication = [publication.join(", "), changes];
        let publication: Vec<&str> =
            publication.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let title = source.title.as_ref().map(ToString::to_string);
        let title = title.unwrap_or_else(|| words::description(source).into_owned());
        let title: Vec<String> = std::iter::once(title).chain(editors).collect();
        let within = if publication.is_empty() {
            String::new()
        } else {
            format!(" ({})", publication.join("; "))
        };
        rest.push(title.join(", ") + &within);
    } else {
        rest.extend(editors);
        rest.extend(outlet);
        if source.title.is_none() {
            rest.push(words::description(source).into_owned());
        }
        rest.extend(match (date, changes.is_empty()) {
            (date, true) => date,
            (Some(date), false) => Some(format!("{date} ({changes})")),
            (None, false) => Some(changes),
        });
    }
    rest.extend(place(print));
    rest.extend(source.address().map(str::to_owned));
    let rest = rest.join(", ");
    parts.push(match &source.title {
        Some(title) if source.kind != SourceKind::Book => {
            format!("{} {rest}", quoted(title)).trim_end().to_owned()
        }
        _ => rest,
    });
    parts.join(", ")
}

/// When a source was published: of a book the year alone, which is all that Chicago asks for.
fn published(source: &Source) -> Option<String> {
    let date = source.published.as_ref()?;
    let year = match date.parts() {
        Some((parts, None)) if source.kind == SourceKind::Book => {
            let year = DateParts { within: None, day: None, ..parts };
            Edtf::parse(&format!("{}{}", year.edtf(), date.mark_of_day())).ok()
        }
        _ => None,
    };
    Some(day(year.as_ref().unwrap_or(date), &source.published_basis))
}

/// What became of a source since it was published, and what it is a copy of.
fn changes(source: &Source, reference: &Reference<'_>) -> Vec<String> {
    let copy = source.copy_of.map(|ix| {
        let original = reference.c.source(ix);
        let title = original.title.as_deref().map(|title| format!("{} ", quoted(title)));
        let became = words::became(original, Edtf::american);
        format!("copy of {}{}{became}", title.unwrap_or_default(), original.outlet)
    });
    words::corrections(source, Edtf::american).into_iter().chain(copy).collect()
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

/// `para. 3`, `paras. 3, 5–7`, or the place in the source's own terms; nothing where nobody has counted.
pub(super) fn place(print: &Print<'_>) -> Option<String> {
    let paras = &print.places.paras;
    let own_paragraphs = print.places.named.iter().any(|place| place.starts_with('¶'));
    if paras.is_empty() || own_paragraphs {
        return print.known_locator().map(|locator| in_words(&locator));
    }
    let numbers = words::paragraphs(paras.iter().copied()).replace('¶', "");
    let numbers = format!("{} {numbers}", if paras.len() > 1 { "paras." } else { "para." });
    let named = print.named().map(|named| in_words(&named));
    Some(named.into_iter().chain([numbers]).collect::<Vec<_>>().join(", "))
}

/// A place in a source's own terms as it is printed: `pp. 12–13`, `paras. 4–5`.
fn in_words(locator: &str) -> String {
    let mut out = String::with_capacity(locator.len() + 8);
    let mut rest = locator;
    while let Some((before, behind)) = rest.split_once('¶') {
        out.push_str(before);
        let numbers = behind.trim_start_matches(['¶', ' ']);
        let own: &str =
            numbers.split(|c: char| c.is_alphabetic() || c == '¶').next().unwrap_or_default();
        let several =
            behind.starts_with('¶') || own.trim_end_matches([',', ' ']).contains([',', '-', '–']);
        out.push_str(if several { "paras. " } else { "para. " });
        rest = numbers;
    }
    out.push_str(rest);
    let mut label = "";
    let words = out.split(' ').map(|word| {
        let number = word.trim_end_matches([',', ';']);
        let is_name = NUMBERED.contains(&label.trim_end_matches('.').to_lowercase().as_str());
        label = word;
        match number.split_once('-') {
            Some((from, to)) if !is_name && is_number(from) && is_number(to) => {
                word.replacen('-', "–", 1)
            }
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Words before a number that has a hyphen of its own, without their full stop.
const NUMBERED: [&str; 9] = ["no", "nos", "nr", "doc", "document", "docket", "case", "file", "ref"];

/// Whether this is one end of a span of numbers: `12`, `3v`, `00:12:05`, `xii`.
fn is_number(text: &str) -> bool {
    let counts = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(['-', '–']);
    counts || (!text.is_empty() && text.chars().all(|c| "ivxlcdm".contains(c)))
}

/// A day as Chicago writes it, `February 5, 2026`, in brackets where it is inferred.
fn day(date: &Edtf, basis: &Basis) -> String {
    let written = date.american();
    match basis {
        Basis::Inferred(_) => format!("[{written}]"),
        Basis::Stated | Basis::Resolved(_) => written,
    }
}

/// `A`, `A and B`, `A, B, and C`; of four and more the first stands for all: `A et al.`.
fn joined(mut names: Vec<String>) -> String {
    if names.len() > 3 {
        return format!("{} et al.", names.swap_remove(0));
    }
    let comma = if names.len() > 2 { "," } else { "" };
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{}{comma} and {last}", names.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inferred_day_stands_in_brackets() {
        let of = |basis: &Basis| day(&Edtf::parse("2026-02-05~").unwrap(), basis);
        assert_eq!(of(&Basis::Stated), "ca. February 5, 2026");
        assert_eq!(of(&Basis::Inferred("x".into())), "[ca. February 5, 2026]");
    }

    #[test]
    fn a_footnote_has_one_full_stop() {
        for (text, told) in [
            ("A sentence.", "A sentence."),
            ("Doe, “T,” p. 12.", "Doe, “T,” p. 12."),
            ("Doe, T (Knopf Inc.)", "Doe, T (Knopf Inc.)."),
            ("Doe, Acme Inc.", "Doe, Acme Inc."),
            ("Doe, “T,”", "Doe, “T.”"),
            ("Doe, “T.,”", "Doe, “T.”"),
            ("Doe, “He calls it ‘finished,’”", "Doe, “He calls it ‘finished.’”"),
            ("Doe, “'Sounds good,'”", "Doe, “'Sounds good.'”"),
            ("Doe, “Why?”", "Doe, “Why?”"),
            ("Doe, and so on…", "Doe, and so on…"),
            ("Doe, May 6, 2031", "Doe, May 6, 2031."),
            ("Paper, 2031, p. 12", "Paper, 2031, p. 12."),
            ("Paper, 2031, ch. 2, n.", "Paper, 2031, ch. 2, n."),
            ("Acme Inc.", "Acme Inc."),
            ("“Berths,”", "“Berths.”"),
            ("“Berths at Acme Inc.,”", "“Berths at Acme Inc.”"),
            ("“He asks ‘why?’”", "“He asks ‘why?’”"),
            ("“He says ‘no,’”", "“He says ‘no.’”"),
            ("What he meant…", "What he meant…"),
        ] {
            assert_eq!(with_stop(text), told);
        }
    }

    #[test]
    fn names_are_joined_as_in_a_note() {
        let of = |names: &[&str]| joined(names.iter().map(ToString::to_string).collect());
        assert_eq!(of(&["A"]), "A");
        assert_eq!(of(&["A", "B"]), "A and B");
        assert_eq!(of(&["A", "B", "C"]), "A, B, and C");
        assert_eq!(of(&["A", "B", "C", "D"]), "A et al.");
    }

    #[test]
    fn a_place_is_told_in_words_and_spans_with_a_dash() {
        for (locator, told) in [
            ("pp. 12-13", "pp. 12–13"),
            ("pp. xii-xiv, 3-5", "pp. xii–xiv, 3–5"),
            ("¶4-5", "paras. 4–5"),
            ("¶4", "para. 4"),
            ("¶¶ 4, 6", "paras. 4, 6"),
            ("¶4, 6-8", "paras. 4, 6–8"),
            ("p. 12, ¶3", "p. 12, para. 3"),
            ("00:12:05-00:13:10", "00:12:05–00:13:10"),
            ("No. 20-1199", "No. 20-1199"),
            ("2024-03-01", "2024-03-01"),
            ("Annex A-2", "Annex A-2"),
            ("fol. 3v", "fol. 3v"),
        ] {
            assert_eq!(in_words(locator), told, "{locator}");
        }
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
