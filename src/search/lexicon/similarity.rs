//! How similar a word is to a query word: the classes of match and the similarity of each.
//!
//! | class | similarity | example |
//! |---|---|---|
//! | exact | 1 | `treaty` treaty |
//! | beginning, still being typed | .86 + .10 c | `trea` treaty |
//! | beginning, finished | .70 + .24 c, from three letters | `start` started |
//! | inflected | .72 | `treaties` treaty |
//! | transliterated | .80, its beginning .55 + .15 c | `rjabkow` ryabkov |
//! | inside | .30 + .35 r (.5 + .5 c) | `armament` disarmament |
//! | mistyped | .68 one edit, .48 two, + .02 min(m, 10)/10; its beginning .52/.32 + .12 c | `moratorum` moratorium |
//! | related | .50 + .15 p/longest | `persuasion` persuade |
//! | letters left out | .15 + .40 r c | `mrtrm` moratorium |
//!
//! with m the letters of the query word, n those of the word, c = m/n, p their common beginning, and
//! r = Skim's score of the word for the query word over that of the query word for itself. Reasons: a
//! whole word is what most people type; of two words that begin alike the shorter is more likely meant
//! (c); a word that exists is rarely a slip, hence two tolerances: the first three classes always, the
//! others only where those find nothing; a first letter is rarely mistyped (-.12), and where a word of up
//! to six letters begins otherwise and goes on, it is another word (`dead`, ready). Skim sees no edits and
//! no coverage, so the distance stands beside it and c is multiplied in. What it alone tells is how the letters
//! of a word lie: side by side and at its beginning or scattered. By that it ranks what `~stat` finds (stations before
//! stagnate) and aligns the letters that are lit. For a plain word it decides nothing that could be measured: see
//! [`WordMatcher::skim_share`].

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rustc_hash::FxHashMap;

use crate::text::slice;

use super::function_words::is_function_word;
use super::inflection::{inflections, is_ending};
use super::translit::key;

/// How a word is to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum MatchMode {
    /// As a whole word, a beginning, and where nothing is found, by what is near.
    Plain,
    /// As exactly this word.
    Exact,
    /// By its letters in order, others between.
    Subsequence,
}

listed! {
    /// How unlike a word may be that is taken for the one asked.
    pub(crate) enum Tolerance {
        /// The word, its beginnings and its inflections.
        Word,
        /// Also spellings, parts, slips, relatives and words with letters left out.
        Near,
    }
}

/// The least share of a word's letters that must be typed for the others to have been left out.
pub(crate) const LEAST_COVER: f32 = 0.4;

/// A query word, ready to be compared.
pub(crate) struct WordMatcher {
    pub(crate) word: String,
    /// Its length in characters.
    pub(crate) length: usize,
    /// It may still go on.
    pub(crate) open: bool,
    pub(crate) mode: MatchMode,
    pub(crate) tolerance: Tolerance,
    /// Other forms of the word, see [`inflections`].
    pub(crate) inflected: Vec<String>,
    pub(crate) key: String,
    /// It is finished and says little by itself: only itself is meant. `for` begins foreign, and `the` their.
    small: bool,
    pattern: Option<Pattern>,
    skim: SkimMatcherV2,
    skim_self: f32,
}

impl WordMatcher {
    pub(crate) fn new(word: &str, open: bool, mode: MatchMode, tolerance: Tolerance) -> Self {
        let length = word.chars().count();
        let skim = SkimMatcherV2::default().ignore_case();
        let near = tolerance > Tolerance::Word || mode == MatchMode::Subsequence;
        let small = mode == MatchMode::Plain && !open && is_function_word(word);
        let has_forms = mode == MatchMode::Plain && !small;
        // Skim's time is the product of the lengths; and no word of a text is longer.
        let skim_self =
            if near && length <= LONGEST { skim.fuzzy_match(word, word).unwrap_or(0) } else { 0 };
        Self {
            word: word.to_owned(),
            length,
            open,
            mode,
            tolerance,
            inflected: if has_forms { inflections(word) } else { Vec::new() },
            key: if near { key(word) } else { String::new() },
            small,
            pattern: if near && length >= 4 { Pattern::new(word) } else { None },
            skim,
            skim_self: skim_self.max(1) as f32,
        }
    }

    /// Edits that may be a slip of the pen.
    pub(crate) fn edits(&self) -> u32 {
        match self.length {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        }
    }

    /// How similar `word` is, of `n` characters: the best of the classes that the tolerance allows. 1 is the
    /// word itself, 0 no such word.
    pub(crate) fn similarity(&self, word: &str, n: usize) -> f32 {
        let plain = self.as_word(word, n);
        if plain > 0.0 || self.mode == MatchMode::Exact {
            return plain;
        }
        if self.mode == MatchMode::Subsequence {
            return self.with_gaps(word, n, 0.0);
        }
        if self.tolerance == Tolerance::Word {
            return 0.0;
        }
        let mut best = self
            .as_spelling(&key(word), n)
            .max(self.as_part(word, n))
            .max(self.as_slip(word, n))
            .max(self.as_relative(word, n));
        if self.begins_like(word) {
            best = best.max(self.with_gaps(word, n, LEAST_COVER));
        }
        best
    }

    /// The word itself, its beginning or an inflection.
    pub(crate) fn as_word(&self, word: &str, n: usize) -> f32 {
        if word == self.word {
            return 1.0;
        }
        let inflected = self.inflected.iter().any(|i| i == word);
        let least = if inflected { 0.72 } else { 0.0f32 };
        if !word.starts_with(&self.word) {
            return least;
        }
        least.max(self.as_beginning(n))
    }

    /// A word of `n` characters that begins with the query word.
    pub(crate) fn as_beginning(&self, n: usize) -> f32 {
        let c = self.length as f32 / n.max(1) as f32;
        match (self.mode, self.open, self.length) {
            (MatchMode::Plain | MatchMode::Exact, true, _) => 0.86 + 0.10 * c,
            (MatchMode::Plain | MatchMode::Subsequence, _, 3..) if !self.small => 0.70 + 0.24 * c,
            _ => 0.0,
        }
    }

    /// A word with this transliteration key.
    pub(crate) fn as_spelling(&self, key: &str, n: usize) -> f32 {
        if self.length < 3 || self.key.len() < 3 {
            return 0.0;
        }
        if key == self.key {
            0.80
        } else if self.open && key.starts_with(&self.key) {
            0.55 + 0.15 * (self.length as f32 / n as f32).min(1.0)
        } else {
            0.0
        }
    }

    /// A word that holds the query word.
    pub(crate) fn as_part(&self, word: &str, n: usize) -> f32 {
        if !(3..=LONGEST).contains(&self.length) || !word.contains(&self.word) {
            return 0.0;
        }
        let c = self.length as f32 / n as f32;
        0.30 + 0.35 * self.skim_share(word) * (0.5 + 0.5 * c)
    }

    /// A word that the query word is a slip for.
    pub(crate) fn as_slip(&self, word: &str, n: usize) -> f32 {
        let Some(pattern) = &self.pattern else {
            return 0.0;
        };
        let (m, edits) = (self.length, self.edits());
        if n + (edits as usize) < m {
            return 0.0;
        }
        let Distance { whole, beginning } = pattern.distance(word, m + edits as usize + 1);
        let bonus = 0.02 * (m.min(10) as f32) / 10.0;
        // A word read only so far is too long to be whole; its beginning may still do.
        let of_whole = match whole {
            d @ 0..=2 if d <= edits && n <= m + edits as usize => {
                (if d <= 1 { 0.68 } else { 0.48 }) + bonus
            }
            _ => 0.0,
        };
        let of_beginning = if beginning <= edits && n > m && (m > 6 || self.begins_like(word)) {
            let c = m as f32 / n as f32;
            (if beginning <= 1 { 0.52 } else { 0.32 }) + 0.12 * c
        } else {
            0.0f32
        };
        let best = of_whole.max(of_beginning);
        if best > 0.0 { best - self.first_letter_doubt(word) } else { 0.0 }
    }

    /// Whether `word` begins with the same letter.
    pub(crate) fn begins_like(&self, word: &str) -> bool {
        self.word.chars().next() == word.chars().next()
    }

    /// People rarely mistype the letter they begin with; swapping the first two is another matter.
    fn first_letter_doubt(&self, word: &str) -> f32 {
        let (mut a, mut b) = (self.word.chars(), word.chars());
        let (a1, b1) = (a.next(), b.next());
        if a1 == b1 {
            0.0
        } else if a1 == b.next() && a.next() == b1 {
            0.03
        } else {
            0.12
        }
    }

    /// A word of the same family: a long common beginning and only endings after it.
    pub(crate) fn as_relative(&self, word: &str, n: usize) -> f32 {
        let common: usize = (self.word.chars().zip(word.chars()))
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        let letters = slice(&self.word, ..common).chars().count();
        let longest = n.max(self.length);
        if letters < 4 || letters * 10 < longest * 6 {
            return 0.0;
        }
        if is_ending(slice(&self.word, common..)) && is_ending(slice(word, common..)) {
            0.50 + 0.15 * letters as f32 / longest as f32
        } else {
            0.0
        }
    }

    /// A word that has the letters of the query word in order, others between.
    pub(crate) fn with_gaps(&self, word: &str, n: usize, least_cover: f32) -> f32 {
        let c = self.length as f32 / n as f32;
        if !(2..=LONGEST).contains(&self.length)
            || c < least_cover
            || !is_subsequence(&self.word, word)
        {
            return 0.0;
        }
        let r = self.skim_share(word);
        if least_cover > 0.0 && (self.length < 4 || r < 0.70) {
            return 0.0;
        }
        0.15 + 0.40 * r * c
    }

    /// Skim's score of `word` as a share of the best it could be.
    ///
    /// What it is for is `~word`, where nothing else tells one word from another. For plain words it only keeps
    /// scattered letters from being taken for a word with letters left out. Over 600 queries of a kind in 250,000
    /// statements the mean reciprocal ranks are, with it and with 1 in its place: one slip .965 and .965, two slips and
    /// a cut ending .975 and .975, two wrong words of six .957 and .957, three letters left out .895 and .893, all
    /// vowels left out .902 and .905. The class that it stands in counts: without words with letters left out, the last
    /// two are .669 and .618.
    fn skim_share(&self, word: &str) -> f32 {
        let score = self.skim.fuzzy_match(word, &self.word).unwrap_or(0);
        (score as f32 / self.skim_self).clamp(0.0, 1.0)
    }

    /// The characters of `word`, counted from 0, that Skim aligns with the query word.
    pub(crate) fn aligned(&self, word: &str) -> Option<Vec<usize>> {
        self.skim.fuzzy_indices(word, &self.word).map(|(_, places)| places)
    }
}

/// Whether the letters of `short` stand in `long` in order.
pub(crate) fn is_subsequence(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|c| letters.any(|l| l == c))
}

/// The longest word that is compared, in characters.
const LONGEST: usize = 63;

/// A query word prepared for its edit distance to every word of a vocabulary, a machine word at a time.
///
/// Optimal string alignment (insertion, deletion, substitution, and the transposition of two neighbours as
/// one edit) after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
/// Nordic Journal of Computing 10 (2003). One pass gives the distance to the whole word and to its nearest
/// beginning.
pub(crate) struct Pattern {
    /// Per ASCII character, the places at which it stands.
    ascii: [u64; 128],
    others: FxHashMap<char, u64>,
    length: usize,
}

/// How far a word is from the pattern, in edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distance {
    /// To the whole word.
    pub(crate) whole: u32,
    /// To the nearest beginning of the word.
    pub(crate) beginning: u32,
}

impl Pattern {
    /// Prepares `word`; `None` where it is empty or longer than [`LONGEST`].
    pub(crate) fn new(word: &str) -> Option<Self> {
        let length = word.chars().count();
        if !(1..=LONGEST).contains(&length) {
            return None;
        }
        let mut pattern = Self { ascii: [0; 128], others: FxHashMap::default(), length };
        for (place, c) in word.chars().enumerate() {
            match pattern.ascii.get_mut(c as usize) {
                Some(places) => *places |= 1 << place,
                None => *pattern.others.entry(c).or_default() |= 1 << place,
            }
        }
        Some(pattern)
    }

    /// The distance to `word`. Words of more than `enough` characters are only read that far for the
    /// whole distance to be out of reach; pass `usize::MAX` to read all.
    pub(crate) fn distance(&self, word: &str, enough: usize) -> Distance {
        let top = 1u64 << (self.length - 1);
        let (mut up, mut down) = (u64::MAX, 0u64);
        let (mut diagonal, mut before) = (0u64, 0u64);
        let mut whole = self.length as u32;
        let mut beginning = whole;
        for c in word.chars().take(enough) {
            let places = match self.ascii.get(c as usize) {
                Some(places) => *places,
                None => self.others.get(&c).copied().unwrap_or(0),
            };
            let transposed = (((!diagonal) & places) << 1) & before;
            diagonal = ((((places & up).wrapping_add(up)) ^ up) | places | down) | transposed;
            let mut higher = down | !(diagonal | up);
            let mut lower = diagonal & up;
            if higher & top != 0 {
                whole += 1;
            }
            if lower & top != 0 {
                whole -= 1;
            }
            higher = (higher << 1) | 1;
            lower <<= 1;
            up = lower | !(diagonal | higher);
            down = higher & diagonal;
            before = places;
            beginning = beginning.min(whole);
        }
        Distance { whole, beginning }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn similarity(asked: &str, word: &str, tolerance: Tolerance) -> f32 {
        WordMatcher::new(asked, false, MatchMode::Plain, tolerance)
            .similarity(word, word.chars().count())
    }

    #[test]
    fn each_class_is_met_at_its_tolerance() {
        use Tolerance::{Near, Word};
        for (asked, word, tolerance) in [
            ("treaty", "treaty", Word),
            ("start", "started", Word),
            ("treaties", "treaty", Word),
            ("planned", "plan", Word),
            ("using", "used", Word),
            ("took", "take", Word),
            ("rjabkow", "ryabkov", Near),
            ("armament", "disarmament", Near),
            ("moratorum", "moratorium", Near),
            ("recieve", "receive", Near),
            ("persuasion", "persuade", Near),
            ("rcprcty", "reciprocity", Near),
        ] {
            assert!(similarity(asked, word, tolerance) > 0.0, "{asked} {word}");
            if tolerance > Word {
                assert!(similarity(asked, word, Word) <= 0.0, "{asked} {word} too early");
            }
        }
    }

    #[test]
    fn what_is_no_such_word_is_not_met() {
        for (asked, word) in [
            ("china", "chain"),
            ("china", "machine"),
            ("inf", "information"),
            ("us", "use"),
            ("treaty", "dirty"),
        ] {
            let tolerance = if asked.len() > 3 { Tolerance::Near } else { Tolerance::Word };
            let met = WordMatcher::new(asked, false, MatchMode::Exact, tolerance)
                .similarity(word, word.len());
            assert!(met <= 0.0, "{asked} {word}");
        }
        assert!(similarity("china", "chain", Tolerance::Near) <= 0.0);
        assert!(similarity("china", "machine", Tolerance::Near) <= 0.0);
        assert!(similarity("us", "use", Tolerance::Near) <= 0.0);
    }

    #[test]
    fn of_letters_in_order_those_side_by_side_are_worth_more() {
        // Words of one length: nothing but Skim's score tells them apart.
        let (asked, together, scattered) = ("stat", "stations", "stagnate");
        let matcher = WordMatcher::new(asked, false, MatchMode::Subsequence, Tolerance::Word);
        let [better, worse] = [together, scattered].map(|word| matcher.similarity(word, 8));
        assert!(better > worse, "{asked}: {better} {worse}");
        assert!(similarity("mrtrm", "moratorium", Tolerance::Near) > 0.0);
    }

    #[test]
    fn a_small_word_that_is_finished_is_only_itself() {
        for (asked, word) in [("for", "foreign"), ("the", "their"), ("can", "cans")] {
            assert!(similarity(asked, word, Tolerance::Word) <= 0.0, "{asked} {word}");
            let open = WordMatcher::new(asked, true, MatchMode::Plain, Tolerance::Word);
            assert!(open.similarity(word, word.len()) > 0.0, "{asked} {word}");
        }
    }

    #[test]
    fn better_classes_are_worth_more() {
        let order = ["treaty", "treatys", "treatment"];
        let similarities: Vec<f32> =
            order.iter().map(|w| similarity("treaty", w, Tolerance::Near)).collect();
        assert!(similarities.windows(2).all(|w| w[0] > w[1]), "{similarities:?}");
        assert!(
            similarity("lawrow", "lavrov", Tolerance::Near)
                > similarity("lavrof", "lavra", Tolerance::Near)
        );
    }

    fn distance(a: &str, b: &str) -> Distance {
        Pattern::new(a).unwrap().distance(b, usize::MAX)
    }

    #[test]
    fn one_slip_is_one_edit() {
        for (a, b, whole, beginning) in [
            ("moratorum", "moratorium", 1, 1),
            ("teh", "the", 1, 1),
            ("recieve", "receive", 1, 1),
            ("recie", "receive", 2, 1),
            ("treaty", "treaty", 0, 0),
            ("trea", "treaty", 2, 0),
            ("договор", "dogovor", 7, 7),
        ] {
            assert_eq!(distance(a, b), Distance { whole, beginning }, "{a} {b}");
        }
        assert!(Pattern::new("").is_none());
        assert!(Pattern::new(&"a".repeat(64)).is_none());
    }

    proptest! {
        #[test]
        fn it_is_the_textbook_distance(a in "[abcé]{1,10}", b in "[abcé]{0,10}") {
            let found = distance(&a, &b);
            prop_assert_eq!(found.whole as usize, strsim::osa_distance(&a, &b));
            let nearest = (0..=b.chars().count())
                .map(|n| strsim::osa_distance(&a, &b.chars().take(n).collect::<String>()))
                .min();
            prop_assert_eq!(Some(found.beginning as usize), nearest);
        }

        #[test]
        fn long_words_do_not_overflow(a in "[ab]{60,63}", b in "[ab]{55,70}") {
            prop_assert_eq!(distance(&a, &b).whole as usize, strsim::osa_distance(&a, &b));
        }
    }
}
