//! What verification found of a statement's words, as a glyph and in words. A verdict that names a practice of
//! editors has a glyph and a sentence of its own; the plain `✓` says that print has the words as they stand.

use crate::chronology::model::StatementKind;
use crate::chronology::verify::quote::{Finding, Omission, Omissions, Practice, Verdict};

/// What a finding is to a reader, by which it is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Print has these words.
    Printed,
    /// Print has them but for a practice of editors that the verdict names.
    Practised,
    /// So it has, but an ellipsis or bracket takes out what may change their sense.
    Doubtful,
    /// Print does not have them there.
    Refused,
    /// Nobody has looked.
    Unknown,
    /// They are nobody's wording.
    Own,
}

/// What a finding is to a reader.
#[must_use]
pub fn standing(found: Option<Finding>) -> Standing {
    let Some(found) = found else { return Standing::Own };
    match found.verdict {
        Verdict::NoText => Standing::Unknown,
        Verdict::Differs | Verdict::WrongPara => Standing::Refused,
        _ if !found.omissions.is_empty() => Standing::Doubtful,
        Verdict::Exact | Verdict::Typographic => Standing::Printed,
        _ => Standing::Practised,
    }
}

/// The glyph of a verdict; of a statement that nobody's wording is held against, the glyph of reported speech.
#[must_use]
pub fn verdict_glyph(found: Option<Verdict>) -> &'static str {
    match found {
        Some(Verdict::Exact) => "✓",
        Some(Verdict::Typographic) => "≈",
        Some(Verdict::Elided) => "⋯",
        Some(Verdict::Bracketed) => "⊡",
        Some(Verdict::Capital) => "⇧",
        Some(Verdict::Sic) => "‡",
        Some(Verdict::Stop) => "⊙",
        Some(Verdict::Joined) => "⊕",
        Some(Verdict::Hyphen) => "⊖",
        Some(Verdict::OwnTranslation) => super::OWN_TRANSLATION,
        Some(Verdict::WrongPara | Verdict::Differs) => "✗",
        Some(Verdict::NoText) => "?",
        None => super::glyph_of_kind(StatementKind::Reported),
    }
}

/// What a verdict says, as a clause about the words.
#[must_use]
pub fn verdict_clause(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "verbatim",
        Verdict::Typographic => "verbatim but for typography",
        Verdict::Elided => "elided: its parts stand in this order",
        Verdict::Bracketed => "verbatim but for what stands in brackets",
        Verdict::Capital => "verbatim but for the capital of its first letter",
        Verdict::Sic => "verbatim but for an added [sic]",
        Verdict::Stop => "verbatim but for a stop or comma at its end",
        Verdict::Joined => "verbatim over several paragraphs",
        Verdict::Hyphen => "verbatim but for a word broken at the end of a line",
        Verdict::OwnTranslation => "a translation of the dataset's own; its original is verbatim",
        Verdict::WrongPara => "stands in another paragraph",
        Verdict::Differs => "differs from the article",
        Verdict::NoText => "no text held",
    }
}

/// A verdict in a word or two, for a legend and for what is found beside the verdict.
#[must_use]
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "verbatim",
        Verdict::Typographic => "but for typography",
        Verdict::Elided => "elided",
        Verdict::Bracketed => "words in brackets",
        Verdict::Capital => "capital changed",
        Verdict::Sic => "sic added",
        Verdict::Stop => "stop for comma",
        Verdict::Joined => "over paragraphs",
        Verdict::Hyphen => "broken word",
        Verdict::OwnTranslation => "own translation",
        Verdict::WrongPara => "elsewhere",
        Verdict::Differs => "differs",
        Verdict::NoText => "no text held",
    }
}

/// A finding in words: the verdict, the paragraph in which the words were found where it is another one, the other
/// practices of editors, and what is taken out. Reported speech, for which nothing is looked up, is in the dataset's
/// words.
#[must_use]
pub fn verdict(found: Option<Finding>) -> String {
    let Some(found) = found else {
        return "in the dataset's words".to_owned();
    };
    let clause = verdict_clause(found.verdict);
    let mut clauses = vec![match (found.verdict, found.found_para) {
        (Verdict::WrongPara, Some(para)) => format!("{clause}: ¶{para}"),
        _ => clause.to_owned(),
    }];
    let named = |practice: &Practice| practice.verdict() != found.verdict;
    let others = found.practices.iter().filter(named).map(|one| verdict_name(one.verdict()));
    let others = others.collect::<Vec<_>>().join(", ");
    clauses.extend((!others.is_empty()).then_some(others));
    clauses.extend(omissions(found.omissions));
    clauses.join("; ")
}

/// What was found of words that are cited, as a sentence of its own.
#[must_use]
pub fn checked(found: Finding) -> String {
    match found.verdict {
        Verdict::NoText => "Not checked: no text of the source is held".to_owned(),
        _ => format!("Checked against the source's text: {}", verdict(Some(found))),
    }
}

/// What ellipses and brackets take out or put in that may change the sense of a quotation, and what else of it is in
/// doubt: `takes out a negation and a number`.
#[must_use]
pub fn omissions(found: Omissions) -> Option<String> {
    let out: Vec<&str> = found
        .iter()
        .filter_map(|omission| match omission {
            Omission::Negation => Some("a negation"),
            Omission::Number => Some("a number"),
            Omission::Attribution => Some("who says which part"),
            Omission::Clause => Some("many words at a bracket"),
            Omission::SentenceEnd => Some("the end of a sentence"),
            Omission::AddedNumber | Omission::ClosingMark => None,
        })
        .collect();
    let taken = match out.as_slice() {
        [] => None,
        [one] => Some(format!("takes out {one}")),
        [first @ .., last] => Some(format!("takes out {} and {last}", first.join(", "))),
    };
    let has = |omission, told: &str| found.contains(omission).then(|| told.to_owned());
    let put = has(Omission::AddedNumber, "puts in a number");
    let unclosed = has(Omission::ClosingMark, "its mark is never closed");
    let all: Vec<String> = [taken, put, unclosed].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// How a source prints a statement, and what was found of it: `quote, verbatim`, `reported, in the dataset's
/// words`.
#[must_use]
pub fn manner(kind: StatementKind, found: Option<Finding>) -> String {
    format!("{}, {}", kind.word(), verdict(found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::verify::quote::Practices;

    fn finding(verdict: Verdict) -> Finding {
        Finding { verdict, ..Finding::no_text() }
    }

    #[test]
    fn no_practice_is_a_plain_tick_and_no_two_read_alike() {
        let mut clauses = Vec::new();
        for found in Verdict::ALL {
            let is_plain = verdict_glyph(Some(found)) == "✓";
            assert_eq!(is_plain, found == Verdict::Exact, "{found:?}");
            clauses.push(verdict_clause(found));
        }
        for practice in Practice::ALL {
            let standing = standing(Some(finding(practice.verdict())));
            let wanted = if practice == Practice::Typographic {
                Standing::Printed
            } else {
                Standing::Practised
            };
            assert_eq!(standing, wanted, "{practice:?}");
        }
        clauses.sort_unstable();
        clauses.dedup();
        assert_eq!(clauses.len(), Verdict::ALL.len());
    }

    #[test]
    fn a_finding_says_all_that_was_found() {
        let mut found = finding(Verdict::Elided);
        found.practices = Practices::of(Practice::Elided);
        found.practices.insert(Practice::Capital);
        assert_eq!(verdict(Some(found)), "elided: its parts stand in this order; capital changed");
        found.omissions.insert(Omission::Number);
        found.omissions.insert(Omission::Negation);
        assert!(verdict(Some(found)).ends_with("; takes out a negation and a number"));
        assert_eq!(standing(Some(found)), Standing::Doubtful);
        found.omissions.insert(Omission::SentenceEnd);
        found.omissions.insert(Omission::AddedNumber);
        let all = "takes out a negation, a number and the end of a sentence, puts in a number";
        assert_eq!(omissions(found.omissions).as_deref(), Some(all));
        let elsewhere = Finding { found_para: Some(3), ..finding(Verdict::WrongPara) };
        assert_eq!(verdict(Some(elsewhere)), "stands in another paragraph: ¶3");
        assert_eq!(manner(StatementKind::Reported, None), "reported, in the dataset's words");
    }
}
