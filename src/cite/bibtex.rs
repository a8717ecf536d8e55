//! The BibTeX style: one entry for each source that is cited, for BibTeX and biblatex alike.
//!
//! Owns the escaping for TeX. The words and who said them go into `annotation`, which no style prints unasked: the
//! paragraph belongs to the cite, as in `\autocite[para. 3]{key}`.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::entry::{Entry, entries, has_four_digits};
use super::reference::{Reference, joined};
use crate::chronology::date::{Edtf, Within};
use crate::chronology::model::{Source, SourceKind};
use crate::chronology::shared_str::SharedStr;
use crate::words::{self, Name};

/// Months as BibTeX's own macros name them, January first.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entries of what is cited, an empty line between two.
#[must_use]
pub fn render(references: &[Reference<'_>]) -> String {
    entries(references).iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// The type of an entry and the fields that name who publishes it. Old styles read `howpublished` where they do not
/// know `@online`; biblatex reads `organization`.
fn kind(source: &Source) -> (&'static str, &'static [&'static str]) {
    match source.kind {
        SourceKind::News | SourceKind::Wire => ("article", &["journal"]),
        SourceKind::Book => ("book", &["publisher"]),
        SourceKind::Report if source.url.is_none() => ("techreport", &["institution"]),
        SourceKind::Report
        | SourceKind::Official
        | SourceKind::Transcript
        | SourceKind::Treaty
        | SourceKind::Social
        | SourceKind::Speech
        | SourceKind::Broadcast
        | SourceKind::Interview
        | SourceKind::Court
        | SourceKind::Letter
        | SourceKind::Copy
        | SourceKind::Unknown => {
            if source.url.is_some() {
                ("online", &["organization", "howpublished"])
            } else {
                // Here biblatex prints both.
                ("misc", &["howpublished"])
            }
        }
    }
}

fn entry(entry: &Entry<'_>) -> String {
    let (kind, publisher) = kind(entry.source);
    let mut out = format!("@{kind}{{{},\n", entry.key());
    let mut field = |name: &str, value: &str| {
        // Writing to a string does not fail.
        let _ = match name {
            _ if value.is_empty() => Ok(()),
            "month" => writeln!(out, "  {name} = {value},"),
            _ => writeln!(out, "  {name} = {{{value}}},"),
        };
    };
    let source = entry.source;
    field("author", &names(&source.authors));
    field("editor", &names(&source.editors));
    // The inner braces keep the capitals; brackets mark a description that is no title.
    match &source.title {
        Some(title) => field("title", &format!("{{{}}}", escape(title))),
        None => field("title", &escape(&entry.title())),
    }
    if let Some(published) = &source.published {
        field("date", &date(published).unwrap_or_default());
        let (year, month) = year_and_month(published);
        field("year", &year);
        field("month", month);
    }
    for name in publisher {
        field(name, &escape(&source.outlet));
    }
    if kind == "article" {
        field("entrysubtype", "newspaper");
    }
    field("url", &source.url.as_deref().map(verbatim).unwrap_or_default());
    field("urldate", &source.accessed.as_ref().and_then(date).unwrap_or_default());
    let lang = source.lang.as_deref().map(|lang| words::language(lang).to_lowercase());
    field("langid", &escape(&lang.unwrap_or_default()));
    field("annotation", &annotation(entry));
    out.push_str("}\n");
    out
}

/// People with a comma, which BibTeX reads as they are; institutions in braces, so that they stay whole.
fn names(written: &[SharedStr]) -> String {
    let one = |name: &str| match Name::of(name) {
        Name::Person { family, given, suffix: "" } => {
            format!("{{{}}}, {}", escape(family), escape(given))
        }
        Name::Person { family, given, suffix } => {
            format!("{{{}}}, {{{}}}, {}", escape(family), escape(suffix), escape(given))
        }
        Name::Institution(name) => format!("{{{}}}", escape(name)),
    };
    written.iter().map(|name| one(name)).collect::<Vec<_>>().join(" and ")
}

/// What is cited of it, what is not stated, and where a copy is kept.
fn annotation(entry: &Entry<'_>) -> String {
    let words = escape(&entry.in_words());
    let archive = entry.source.archive.as_deref();
    let archive = archive.map(|url| format!("Archived at \\url{{{}}}", verbatim(url)));
    joined(Some(words).into_iter().chain(archive).filter(|part| !part.is_empty()))
}

/// Addresses are read verbatim; braces alone would break the entry.
fn verbatim(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D")
}

/// The date as biblatex reads it: EDTF without a time of day, its doubts kept; `None` where biblatex knows no such, or
/// would print another year, as it does of those before 1 and beyond four digits.
fn date(date: &Edtf) -> Option<String> {
    let ends = || date.parts().into_iter().flat_map(|(start, end)| [Some(start), end]).flatten();
    if ends().any(|parts| !has_four_digits(parts.year)) {
        return None;
    }
    let doubt = date.mark_of_day();
    if let Some((start, end)) = date.parts() {
        let end = end.map_or_else(String::new, |end| format!("/{}{doubt}", end.edtf()));
        return Some(format!("{}{doubt}{end}", start.edtf()));
    }
    // `201X`, `2004-XX`, `1985-04-XX` are biblatex's own too.
    let text = date.as_str();
    let masked = text.len() <= 10 && text.contains('X');
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'X' | b'-'));
    (masked && plain && !text.starts_with('-')).then(|| text.to_owned())
}

/// `year` and `month` for styles that know no `date`, as far as the date is one of them.
fn year_and_month(date: &Edtf) -> (String, &'static str) {
    match date.parts() {
        Some((start, None)) if has_four_digits(start.year) => {
            let month = match start.within {
                Some(Within::Month(month)) => MONTHS.get(usize::from(month).saturating_sub(1)),
                Some(Within::Season(_)) | None => None,
            };
            (start.year.to_string(), month.copied().unwrap_or_default())
        }
        Some((start, Some(end))) if start.year == end.year && has_four_digits(start.year) => {
            (start.year.to_string(), "")
        }
        _ => (escape(&date.long()), ""),
    }
}

/// What opens a group for one sign, in a font that has it: the one that LaTeX begins with has others in its place.
const IN_T1: &str = "{\\fontencoding{T1}\\selectfont\\string";

/// What opens a group for one letter or mark that the font LaTeX begins with has not, and T1 has. Engines that know
/// `\Uchar` set every letter as it is; biber and pandoc pass over all of it.
const OF_T1: &str = "{\\ifdefined\\Uchar\\else\\fontencoding{T1}\\selectfont\\fi ";

/// The same for the letters of Vietnamese, which are in T5 alone: a document that cites them loads it, as in
/// `\usepackage[T5,T1]{fontenc}`.
const OF_T5: &str = "{\\ifdefined\\Uchar\\else\\fontencoding{T5}\\selectfont\\fi ";

/// What opens the group that a character beyond ASCII needs.
fn in_a_group(c: char) -> Option<&'static str> {
    match c {
        '„' | '‚' | '«' | '»' | '‹' | '›' => Some(OF_T1),
        'ą' | 'Ą' | 'ę' | 'Ę' | 'į' | 'Į' | 'ų' | 'Ų' | 'ǫ' | 'Ǫ' => Some(OF_T1),
        'đ' | 'Đ' | 'ð' | 'Ð' | 'þ' | 'Þ' | 'ŋ' | 'Ŋ' => Some(OF_T1),
        'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef1}' | '\u{1ef4}'..='\u{1ef9}' => {
            Some(OF_T5)
        }
        _ => None,
    }
}

/// Escapes what TeX would obey, and parts what its fonts would join or set as something else, in spellings that biber
/// leaves as they are and pandoc reads. Braces that do not balance become macros, since BibTeX counts even escaped
/// ones.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let balanced = braces_balance(text);
    let mut last = ' ';
    // A letter and a mark beside it are set as one where there is one.
    for c in text.nfc() {
        // Two of these in a row are one other character, as are a question or exclamation mark and a grave accent.
        if (c == last && matches!(c, '-' | '\'' | ',')) || (c == '`' && matches!(last, '?' | '!')) {
            out.push_str("{}");
        }
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' if !balanced => out.push_str("\\textbraceleft{}"),
            '}' if !balanced => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\`{}"),
            // Biber makes the signs of the macros that would do, and pandoc nothing of most.
            '<' | '>' | '|' | '"' => {
                out.push_str(IN_T1);
                out.push(c);
                out.push('}');
            }
            '−' => out.push_str("\\ensuremath{-}"),
            '≤' => out.push_str("\\ensuremath{\\leq}"),
            '≥' => out.push_str("\\ensuremath{\\geq}"),
            '¶' => out.push_str("\\P{}"),
            '$' | '&' | '#' | '%' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            _ => match in_a_group(c) {
                Some(group) => {
                    out.push_str(group);
                    out.push(c);
                    out.push('}');
                }
                None => out.push(c),
            },
        }
        last = c;
    }
    out
}

fn braces_balance(text: &str) -> bool {
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_tex_obeys_is_escaped() {
        assert_eq!(
            escape(r"50% & $1_000 {#} ~^\"),
            r"50\% \& \$1\_000 \{\#\} \textasciitilde{}\textasciicircum{}\textbackslash{}"
        );
    }

    #[test]
    fn what_its_fonts_would_join_or_change_is_kept_apart() {
        assert_eq!(
            escape("a--b---c ''d'' <e> f|g"),
            format!("a-{{}}-b-{{}}-{{}}-c '{{}}'d'{{}}' {IN_T1}<}}e{IN_T1}>}} f{IN_T1}|}}g")
        );
        assert_eq!(escape("?` ,,x"), "?{}\\`{} ,{},x");
        assert_eq!(escape("\""), format!("{IN_T1}\"}}"));
        assert!(!escape("\"free\"").replace("\\string\"", "").contains('"'));
    }

    #[test]
    fn what_fonts_of_tex_set_otherwise_is_escaped() {
        assert_eq!(escape("a -- b --- c-d"), "a -{}- b -{}-{}- c-d");
        assert_eq!(escape("'' ,, don't"), "'{}' ,{}, don't");
        assert_eq!(escape("<a|b>"), format!("{IN_T1}<}}a{IN_T1}|}}b{IN_T1}>}}"));
        assert_eq!(escape("}{"), r"\textbraceright{}\textbraceleft{}");
    }

    #[test]
    fn what_the_first_font_has_not_is_set_in_one_that_has() {
        for c in "„‚«»‹›ąęĘđðÞ".chars() {
            assert_eq!(escape(&format!("a{c}b")), format!("a{OF_T1}{c}}}b"));
        }
        assert_eq!(escape("Nguyễn Phương"), format!("Nguy{OF_T5}ễ}}n Ph{OF_T5}ư}}{OF_T5}ơ}}ng"));
        assert_eq!(
            escape("−5 ≤ x ≥ 3"),
            r"\ensuremath{-}5 \ensuremath{\leq} x \ensuremath{\geq} 3"
        );
        assert_eq!(escape("e\u{301}te\u{301} o\u{308} a\u{328}"), format!("été ö {OF_T1}ą}}"));
        assert_eq!(escape("é ü ß ł ő š €"), "é ü ß ł ő š €", "the first font has these");
    }

    #[test]
    fn dates_say_nothing_that_is_not_recorded() {
        let of = |text: &str| {
            let edtf = Edtf::parse(text).unwrap();
            let (year, month) = year_and_month(&edtf);
            (date(&edtf).unwrap_or_default(), year, month)
        };
        let said =
            |date: &str, year: &str, month: &'static str| (date.to_owned(), year.to_owned(), month);
        assert_eq!(of("2025-09-22~"), said("2025-09-22~", "2025", "sep"));
        assert_eq!(of("2020-10-27T14:27Z"), said("2020-10-27", "2020", "oct"));
        assert_eq!(of("201X"), said("201X", "2010s", ""));
        assert_eq!(of("2001-21"), said("2001-21", "2001", ""));
        assert_eq!(of("2004-06/2004-08"), said("2004-06/2004-08", "2004", ""));
        assert_eq!(of("-0043-03-15"), said("", "15 Mar 44 BC", ""));
        assert_eq!(of("../2020-10-27"), said("", "on or before 27 Oct 2020", ""));
    }

    #[test]
    fn a_year_that_has_not_four_digits_is_told_in_words() {
        for written in ["Y12024", "-0001", "-0001/0044", "9990/Y12024", "Y-12024"] {
            let edtf = Edtf::parse(written).unwrap();
            assert_eq!(date(&edtf), None, "{written}");
            assert_eq!(year_and_month(&edtf), (escape(&edtf.long()), ""), "{written}");
        }
        assert_eq!(date(&Edtf::parse("0044/9999").unwrap()).as_deref(), Some("0044/9999"));
    }

    proptest! {
        #[test]
        fn braces_balance_and_nothing_is_active(text in "\\PC{0,40}") {
            let escaped = escape(&text);
            let mut depth = 0i32;
            for c in escaped.chars() {
                depth += match c { '{' => 1, '}' => -1, _ => 0 };
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
            let mut escaped = escaped.replace("\\`", "");
            for sign in ['<', '>', '|', '"'] {
                escaped = escaped.replace(&format!("\\string{sign}"), "");
            }
            prop_assert!(!escaped.contains(['~', '^', '<', '>', '|', '"', '`']));
            prop_assert!(!escaped.contains("--") && !escaped.contains("''"));
        }
    }
}
