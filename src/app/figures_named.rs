//! Figures that are asked for in the search of statements: numbers are no statements, and who types their words is told
//! where they are.
//!
//! Owns which points have the words of a query; what a query is, `search` decides. They stand by their days, since
//! nothing else tells one from another.

use std::cmp::Reverse;

use super::App;
use crate::chronology::Chronology;
use crate::chronology::date::written::short_month;
use crate::chronology::model::{PointIx, Series};
use crate::search::{Query, WordsAsked, is_word_of_question};
use crate::words;

/// The most points that are looked through for each letter that is typed.
const LOOKED_THROUGH: usize = 2_000;

impl App {
    /// The figures that have all the words of a query, those of the last day first.
    #[must_use]
    pub fn figures_named(&self, query: &Query) -> Vec<PointIx> {
        let c = self.chronology();
        let mut found = named(c, query);
        found.sort_by_key(|point| Reverse(c.point(*point).date.sort_second()));
        found
    }
}

/// The points of which all holds that a query asks in words, and of which at least one word is in what they measure or
/// in their value; none where it asks for more than words.
fn named(c: &Chronology, query: &Query) -> Vec<PointIx> {
    if c.points().count() > LOOKED_THROUGH {
        return Vec::new();
    }
    let Some(terms) = query.in_words() else { return Vec::new() };
    // "number" asks as "how many" does.
    let asks = |word: &String| is_word_of_question(word) || word == "number";
    let asked = |term: &WordsAsked<'_>| Asked {
        negated: term.negated,
        any: term.any.iter().map(|text| words_of(text)).collect(),
    };
    let mut terms: Vec<Asked> = terms.iter().map(asked).collect();
    terms.retain(|term| term.negated || !term.any.iter().all(|words| words.iter().all(asks)));
    // Most queries name no measure and no number: their letters cost a look at each series.
    let may_be = |series: &Series| {
        let measure = [Some(&series.measure), series.unit.as_ref()].into_iter().flatten();
        let told: Vec<String> = measure.flat_map(|text| words_of(text)).collect();
        wanted(&terms).any(|word| is_number(word) || is_in(word, &told))
    };
    let may_be: Vec<bool> = c.series().iter().map(may_be).collect();
    c.points().filter(|p| may_be[p.series.at()] && has_all(c, *p, &terms)).collect()
}

/// A term of a query: words that must all be there, or others; or none of them.
struct Asked {
    negated: bool,
    any: Vec<Vec<String>>,
}

/// The words that are asked for.
fn wanted(terms: &[Asked]) -> impl Iterator<Item = &String> {
    terms.iter().filter(|term| !term.negated).flat_map(|term| term.any.iter().flatten())
}

fn has_all(c: &Chronology, point: PointIx, terms: &[Asked]) -> bool {
    let (told, measured) =
        (words_of(&words::figure(c, point)), words_of(&words::measured(c, point)));
    let is_told = |word: &String| {
        is_in(word, &told) || short_month(word).is_some_and(|month| is_in(month, &told))
    };
    let holds = |term: &Asked| {
        let mut any = term.any.iter();
        any.any(|words| !words.is_empty() && words.iter().all(is_told)) != term.negated
    };
    terms.iter().all(holds) && wanted(terms).any(|word| is_in(word, &measured))
}

/// Whether a word is among these, or a number, or begins one of them.
fn is_in(word: &str, told: &[String]) -> bool {
    told.iter().any(|own| if is_number(word) { own == word } else { own.starts_with(word) })
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a text in lower case, numbers without what parts their thousands.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(',', "");
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::shipped;

    #[test]
    fn figures_are_named_by_what_is_said_of_them() {
        let load = shipped();
        let c = &load.chronology;
        let count = |query: &str| named(c, &Query::parse(query)).len();
        assert!(count("deployed warheads") > 10);
        assert_eq!(count("warheads september 2022"), count("how many warheads in Sep 2022"));
        assert_eq!(count("warheads september 2022"), 2, "both parties");
        assert_eq!(count("1549"), count("1,549 warheads"));
        assert!(count("1,549") > 0);
        for query in
            ["", "russia", "2022", "september", "154", "speaker:putin warheads", "warheads zzz"]
        {
            assert_eq!(count(query), 0, "{query}");
        }
    }

    #[test]
    fn what_a_query_excludes_or_leaves_open_holds_for_figures() {
        let load = shipped();
        let c = &load.chronology;
        let of = |query: &str| named(c, &Query::parse(query));
        let all = of("warheads");
        let party = |point: &PointIx| {
            let series = &c.series()[point.series.at()];
            series.party.map(|party| c.party(party).name.to_string()).unwrap_or_default()
        };
        for query in ["warheads -russia", "!russia warheads", "-Russia deployed warheads"] {
            let found = of(query);
            assert!(!found.is_empty() && found.iter().all(|p| party(p) != "Russia"), "{query}");
        }
        let either = of("warheads russia OR states");
        assert_eq!(either.len(), all.len(), "both parties");
        assert_eq!(of("warheads (russia)").len(), of("warheads russia").len());
        for query in ["warheads is:verified", "warheads ~rss", "warheads (a b) OR c", "-warheads"] {
            assert!(of(query).is_empty(), "{query}");
        }
    }
}
