//! Figures that are asked for in the search of statements: numbers are no statements, and who types their words is told
//! where they are.
//!
//! Owns which points have the words of a query; what a query is, `search` decides. They stand by their days, since
//! nothing else tells one from another.

use std::cell::LazyCell;
use std::cmp::Reverse;

use super::App;
use crate::chronology::Chronology;
use crate::chronology::date::written::short_month;
use crate::chronology::model::{PointIx, Series, SeriesIx};
use crate::search::{Query, WordsAsked, is_word_of_question};
use crate::words;

/// The most points that are looked through for each letter that is typed; of words that their series has already none
/// has to be.
const LOOKED_THROUGH: usize = 30_000;

impl App {
    /// The figures that have all the words of a query, those of the last day first.
    #[must_use]
    pub fn figures_named(&self, query: &Query) -> Vec<PointIx> {
        let c = self.chronology();
        let mut found = named(c, query);
        found.sort_by_cached_key(|point| Reverse(c.point(*point).date.sort_second()));
        found
    }
}

/// The points of which all holds that a query asks in words, and of which at least one word is in what they measure or
/// in their value; none where it asks for more than words.
fn named(c: &Chronology, query: &Query) -> Vec<PointIx> {
    let Some(terms) = query.in_words() else { return Vec::new() };
    // "number" asks as "how many" does.
    let asks = |word: &String| is_word_of_question(word) || word == "number";
    let asked = |term: &WordsAsked<'_>| AskedTerm {
        negated: term.negated,
        any: term.any.iter().map(|text| words_of(text)).collect(),
    };
    let mut terms: Vec<AskedTerm> = terms.iter().map(asked).collect();
    terms.retain(|term| term.negated || !term.any.iter().all(|words| words.iter().all(asks)));
    let series = || c.series().iter().enumerate();
    let asked: Vec<(usize, AskedOfPoints<'_>)> =
        series().filter_map(|(at, one)| Some((at, of_points(c, one, &terms)?))).collect();
    let looked_through: usize = (asked.iter())
        .filter(|(_, asked)| asked.is_of_each())
        .map(|(at, _)| c.series()[*at].points.len())
        .sum();
    let points_of = |(at, asked): &(usize, AskedOfPoints<'_>)| {
        let (series, n) = (SeriesIx::from(*at), c.series()[*at].points.len() as u32);
        let points = (0..n).map(|nth| PointIx { series, nth });
        points.filter(|point| asked.holds(c, *point)).collect::<Vec<_>>()
    };
    let wanted =
        asked.iter().filter(|(_, asked)| looked_through <= LOOKED_THROUGH || !asked.is_of_each());
    wanted.flat_map(points_of).collect()
}

/// A term of a query: words that must all be there, or others; or none of them.
struct AskedTerm {
    negated: bool,
    any: Vec<Vec<String>>,
}

/// The words that are asked for.
fn wanted(terms: &[AskedTerm]) -> impl Iterator<Item = &String> {
    terms.iter().filter(|term| !term.negated).flat_map(|term| term.any.iter().flatten())
}

/// What is left to be asked of the points of a series once it is known what the series says of all of them.
struct AskedOfPoints<'q> {
    /// The words of each term that the series does not say, and whether they must not be there.
    terms: Vec<(bool, Vec<Vec<&'q String>>)>,
    /// The words of which one must be in the value, where none is in what is measured.
    values: Vec<&'q String>,
}

/// The same of a query; `None` where no point of the series is asked for. Most queries name no measure and no number:
/// their letters cost a look at each series.
fn of_points<'q>(
    c: &Chronology,
    series: &Series,
    terms: &'q [AskedTerm],
) -> Option<AskedOfPoints<'q>> {
    let texts = [Some(&series.measure), series.unit.as_ref()].into_iter().flatten();
    let measured: Vec<String> = texts.flat_map(|text| words_of(text)).collect();
    let party = series.party.map(|party| words_of(&c.party(party).name)).unwrap_or_default();
    let says = |word: &String| is_in(word, &measured) || is_in(word, &party);
    let is_named = wanted(terms).any(|word| is_in(word, &measured));
    let values: Vec<&String> = wanted(terms).filter(|word| !is_named && is_number(word)).collect();
    if !is_named && values.is_empty() {
        return None;
    }
    let mut left = Vec::new();
    for term in terms {
        let any = term.any.iter().filter(|words| !words.is_empty());
        let any: Vec<Vec<&String>> =
            any.map(|words| words.iter().filter(|word| !says(word)).collect()).collect();
        if !any.iter().any(Vec::is_empty) {
            left.push((term.negated, any));
        } else if term.negated {
            return None;
        }
    }
    Some(AskedOfPoints { terms: left, values })
}

impl AskedOfPoints<'_> {
    /// Whether each point has to be looked at.
    fn is_of_each(&self) -> bool {
        !self.terms.is_empty() || !self.values.is_empty()
    }

    fn holds(&self, c: &Chronology, point: PointIx) -> bool {
        if !self.is_of_each() {
            return true;
        }
        if !self.values.is_empty() {
            let value = plain(&words::value(c.point(point)));
            if !self.values.iter().any(|word| says(&value, word)) {
                return false;
            }
        }
        let told = LazyCell::new(|| plain(&words::figure_own(c.point(point))));
        let is_told = |word: &&String| {
            says(&told, word) || short_month(word).is_some_and(|month| says(&told, month))
        };
        let holds = |any: &Vec<Vec<&String>>| any.iter().any(|words| words.iter().all(is_told));
        self.terms.iter().all(|(negated, any)| holds(any) != *negated)
    }
}

/// Whether a word is among these, or a number, or begins one of them.
fn is_in(word: &str, told: &[String]) -> bool {
    told.iter().any(|own| is_of(word, own))
}

/// The same of a text as `plain` has it, of which no words are made: there are very many points.
fn says(plain: &str, word: &str) -> bool {
    parts(plain).any(|own| is_of(word, own))
}

fn is_of(word: &str, own: &str) -> bool {
    if is_number(word) { own == word } else { own.starts_with(word) }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a text in lower case, numbers without what parts their thousands.
fn words_of(text: &str) -> Vec<String> {
    parts(&plain(text)).map(str::to_owned).collect()
}

fn plain(text: &str) -> String {
    let mut lower = text.to_lowercase();
    lower.retain(|c| c != ',');
    lower
}

fn parts(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
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
    fn the_words_of_a_figure_are_those_of_its_series_and_its_own() {
        let load = shipped();
        let c = &load.chronology;
        for &point in c.points() {
            let series = &c.series()[point.series.at()];
            let party = series.party.map(|party| words_of(&c.party(party).name));
            let mut parts = words_of(&words::figure_own(c.point(point)));
            parts.extend(words_of(&series.measure));
            parts.extend(series.unit.iter().flat_map(|unit| words_of(unit)));
            parts.extend(party.into_iter().flatten());
            let whole = words_of(&words::figure(c, point));
            assert!(whole.iter().all(|word| parts.contains(word)), "{whole:?} of {parts:?}");
        }
    }

    #[test]
    fn many_points_are_looked_through_too() {
        let points: Vec<String> = (0..12_000)
            .map(|n| format!("(date: \"{}-01-01\", value: {n}, status: Declared)", 1800 + n % 200))
            .collect();
        let ron = format!(
            "(series: [(id: \"a\", measure: \"boats afloat\", points: [{0}]), (id: \"b\", measure: \"rain\", points: [{0}])])",
            points.join(", ")
        );
        let load = crate::chronology::load::load_text("t.ron", &ron);
        let of = |query: &str| named(&load.chronology, &Query::parse(query)).len();
        assert_eq!(of("boats"), 12_000);
        assert_eq!(of("boats 1900"), 60, "of a year, of which one has the value too");
        assert_eq!(of("1,777"), 2);
        assert_eq!(of("snow"), 0);
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
