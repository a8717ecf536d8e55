//! Figures that are asked for in the search of statements: numbers are no statements, and who types their words is told
//! where they are.
//!
//! Owns which points have the words of a query; it never ranks them, that is the palette's.

use super::App;
use crate::chronology::Chronology;
use crate::chronology::date::MONTH_NAMES;
use crate::chronology::model::PointIx;
use crate::words;

/// The most points that are looked through for each letter that is typed.
const LOOKED_THROUGH: usize = 2_000;

/// Words that ask and say nothing of what is asked for.
const ASKING: [&str; 16] = [
    "a", "and", "at", "by", "did", "had", "have", "how", "in", "many", "number", "of", "on", "the",
    "were", "what",
];

impl App {
    /// What is said of the figures that have all the words of a query, if any has.
    #[must_use]
    pub fn figures_told(&self, query: &str) -> Option<String> {
        let c = self.chronology();
        let found = named(c, query);
        let first = words::figure(c, *found.first()?);
        let more = match found.len() - 1 {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let palette = self.key("palette");
        Some(format!("in the figures: {first}{more}; {palette} and the same words lead there"))
    }
}

/// The points that have every word of a query in what is said of them, and at least one in what they measure or in
/// their value; none where it asks for more than words.
fn named(c: &Chronology, query: &str) -> Vec<PointIx> {
    let points = c.series().iter().map(|series| series.points.len()).sum::<usize>();
    if points > LOOKED_THROUGH || query.contains([':', '|', '(']) {
        return Vec::new();
    }
    let typed: Vec<String> =
        words_of(query).into_iter().filter(|word| !ASKING.contains(&&**word)).collect();
    let all = c.series().iter().enumerate().flat_map(|(i, series)| {
        (0..series.points.len() as u32).map(move |nth| PointIx { series: i.into(), nth })
    });
    all.filter(|point| !typed.is_empty() && has_all(c, *point, &typed)).collect()
}

fn has_all(c: &Chronology, point: PointIx, typed: &[String]) -> bool {
    let (told, measured) =
        (words_of(&words::figure(c, point)), words_of(&words::measured(c, point)));
    let is_in = |word: &str, told: &[String]| {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        told.iter().any(|own| if is_number { own == word } else { own.starts_with(word) })
    };
    let is_told = |word: &String| {
        let is_month =
            || MONTH_NAMES.iter().any(|month| word.len() > 3 && month.starts_with(&**word));
        is_in(word, &told) || is_month() && is_in(word.get(..3).unwrap_or_default(), &told)
    };
    typed.iter().all(is_told) && typed.iter().any(|word| is_in(word, &measured))
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
        let count = |query: &str| named(c, query).len();
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
}
