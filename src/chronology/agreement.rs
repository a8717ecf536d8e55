//! Owns whether two wordings agree in what weighs: how a sentence of one stands to the one beside it, and which numbers
//! and negations only one of them prints. It answers in data; how that is said belongs to whoever shows it.

use super::difference::{Change, ChangeKind, SenseWeight};
use super::weight::{canonical, weight};
use crate::text::fold::word_key;
use crate::text::segmentation::segments;
use crate::text::slice;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// How a sentence stands to the one beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Both have the same words, but for typography.
    Same,
    /// Both have the same words, and only marks between them differ.
    Punctuated,
    /// Their words differ.
    Reworded,
    /// Only one side has it: 0 for the left, 1 for the right.
    Only(usize),
}

impl Relation {
    /// Of two sentences that differ by these changes; one of the two may be empty.
    #[must_use]
    pub fn of(texts: [&str; 2], changes: &[Change]) -> Self {
        if let Some(empty) = texts.iter().position(|text| text.is_empty()) {
            return Self::Only(1 - empty);
        }
        let has_word = |nth: usize, range: &Range<usize>| {
            slice(texts[nth], range.clone()).contains(char::is_alphanumeric)
        };
        let mut parted = changes.iter().filter(|change| change.kind != ChangeKind::Same).peekable();
        if parted.peek().is_none() {
            Self::Same
        } else if parted.any(|change| has_word(0, &change.left) || has_word(1, &change.right)) {
            Self::Reworded
        } else {
            Self::Punctuated
        }
    }
}

/// What the numbers and negations of two wordings come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement<'a> {
    /// None is among the differences, or those that are only stand in another place.
    Full {
        /// Whether any stand in another place.
        moved: bool,
    },
    /// They agree where both sides print them; these only one side prints, in the order of the places.
    LeftOut(Vec<&'a str>),
    /// They differ in one place.
    Differs(Disagreement<'a>),
    /// They differ in so many places, at least two.
    DiffersIn(usize),
}

/// How numbers and negations differ in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disagreement<'a> {
    /// The words of each side; none where that side prints none there, and the other's nowhere else.
    Words([Vec<&'a str>; 2]),
    /// Words that one side prints there and the other only elsewhere, each with how often at least either prints it.
    Elsewhere(Vec<(&'a str, [usize; 2])>),
}

/// Whether the numbers and negations of two wordings agree, by their sentences as they are aligned, each pair with its
/// changes.
#[must_use]
pub fn agreement<'a>(pairs: &[([&'a str; 2], &[Change])]) -> Agreement<'a> {
    let places = pairs.iter().flat_map(|(texts, changes)| DifferingPlace::all(*texts, changes));
    let mut places: Vec<DifferingPlace<'_>> = places.collect();
    let moved = remove_moved(&mut places);
    let mut differing = places.iter().filter(|place| place.differs);
    match (differing.next(), differing.count()) {
        (Some(place), 0) => {
            let times = || TimesPrinted::of(pairs.iter().map(|(texts, _)| *texts));
            Agreement::Differs(place.disagreement(times))
        }
        (Some(_), more) => Agreement::DiffersIn(more + 1),
        (None, _) if places.is_empty() => Agreement::Full { moved },
        (None, _) => {
            let words = places.iter().flat_map(|place| place.words.iter().flatten());
            Agreement::LeftOut(words.copied().collect())
        }
    }
}

/// A place where numbers or negations differ: those that each side prints there.
struct DifferingPlace<'a> {
    words: [Vec<&'a str>; 2],
    /// Whether it is in a sentence that both sides print.
    is_shared: bool,
    /// Whether they tell another thing: one wording stands for another there, or a sentence that both sides print is
    /// negated on one. A number that only one side prints is no other number.
    differs: bool,
}

impl<'a> DifferingPlace<'a> {
    /// All of a pair of sentences.
    fn all(texts: [&'a str; 2], changes: &[Change]) -> Vec<Self> {
        let places = changes.split(|change| change.kind == ChangeKind::Same);
        let is_shared = changes.iter().any(|change| change.kind == ChangeKind::Same);
        let told = places.map(|place| {
            let has = |kind| place.iter().any(|change| change.kind == kind);
            let telling = || place.iter().filter(|change| change.weight != SenseWeight::Plain);
            let left = telling().map(|change| slice(texts[0], change.left.clone()));
            let right = telling().map(|change| slice(texts[1], change.right.clone()));
            let negates = || telling().any(|change| change.weight == SenseWeight::Negation);
            Self {
                words: [
                    left.filter(|w| !w.is_empty()).collect(),
                    right.filter(|w| !w.is_empty()).collect(),
                ],
                is_shared,
                differs: has(ChangeKind::Left) && has(ChangeKind::Right) || is_shared && negates(),
            }
        });
        told.filter(|place| !place.is_empty()).collect()
    }

    fn is_empty(&self) -> bool {
        self.words.iter().all(Vec::is_empty)
    }

    /// Whether only one side prints something there.
    fn is_lone(&self) -> bool {
        self.words.iter().any(Vec::is_empty)
    }

    /// How they differ there. Where one side prints words and the other none: whether that has none of them anywhere,
    /// or has them elsewhere, and how often.
    fn disagreement(&self, times: impl FnOnce() -> TimesPrinted) -> Disagreement<'a> {
        let lone = self.words.iter().position(Vec::is_empty).map(|empty| 1 - empty);
        let Some(side) = lone else { return Disagreement::Words(self.words.clone()) };
        let times = times();
        let words = self.words[side].iter().copied();
        let counted: Vec<_> = words.map(|words| (words, times.least(words))).collect();
        let nowhere = counted.iter().filter(|(_, least)| least[1 - side] == 0);
        let nowhere: Vec<&str> = nowhere.map(|(words, _)| *words).collect();
        if nowhere.is_empty() {
            return Disagreement::Elsewhere(counted);
        }
        let mut both = [Vec::new(), Vec::new()];
        both[side] = nowhere;
        Disagreement::Words(both)
    }
}

/// What words of a sentence tell that can be moved, by which two of them are one: numbers, and where both sides print
/// the sentence no negation, since it negates something else in another place of it.
fn values(words: &str, is_shared: bool) -> Vec<String> {
    let keys = segments(words).map(|segment| word_key(slice(words, segment.range)));
    let movable = keys.filter(|key| !is_shared || weight(key, None) == SenseWeight::Number);
    movable.filter_map(|key| canonical(&key).map(Cow::into_owned)).collect()
}

/// Leaves out what only stands elsewhere on the other side: words that were moved. Where one number stands for another
/// each is at its own place, and nothing was moved. Whether anything was.
fn remove_moved(places: &mut Vec<DifferingPlace<'_>>) -> bool {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for place in places.iter().filter(|place| place.is_lone()) {
        for (side, words) in place.words.iter().enumerate() {
            for value in words.iter().flat_map(|words| values(words, place.is_shared)) {
                counts.entry(value).or_default()[side] += 1;
            }
        }
    }
    // As often as both sides have it.
    counts.values_mut().for_each(|count| *count = [count[0].min(count[1]); 2]);
    let mut moved = false;
    for place in places.iter_mut().filter(|place| place.is_lone()) {
        for (side, words) in place.words.iter_mut().enumerate() {
            words.retain(|words| {
                let values = values(words, place.is_shared);
                let left = |value: &String| counts.get(value).is_some_and(|left| left[side] > 0);
                let is_moved = !values.is_empty() && values.iter().all(left);
                if is_moved {
                    for value in &values {
                        if let Some(left) = counts.get_mut(value) {
                            left[side] = left[side].saturating_sub(1);
                        }
                    }
                }
                moved |= is_moved;
                !is_moved
            });
        }
    }
    places.retain(|place| !place.is_empty());
    moved
}

/// How often each side prints what words tell, anywhere.
struct TimesPrinted(BTreeMap<String, [usize; 2]>);

impl TimesPrinted {
    fn of<'a>(pairs: impl Iterator<Item = [&'a str; 2]>) -> Self {
        let mut times: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for (side, text) in pairs.flat_map(|texts| texts.into_iter().enumerate()) {
            for value in values(text, false) {
                times.entry(value).or_default()[side] += 1;
            }
        }
        Self(times)
    }

    /// The least that each side prints of what words tell.
    fn least(&self, words: &str) -> [usize; 2] {
        let times = values(words, false).into_iter().map(|value| self.0.get(&value).copied());
        let times: Vec<[usize; 2]> = times.map(Option::unwrap_or_default).collect();
        [0, 1].map(|side| times.iter().map(|times| times[side]).min().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::difference::difference;
    use super::*;

    fn of<'a>(left: &'a str, right: &'a str) -> Agreement<'a> {
        agreement(&[([left, right], &difference(left, right))])
    }

    const FULL: Agreement<'static> = Agreement::Full { moved: false };
    const MOVED: Agreement<'static> = Agreement::Full { moved: true };

    fn words<'a>(left: &[&'a str], right: &[&'a str]) -> Agreement<'a> {
        Agreement::Differs(Disagreement::Words([left.to_vec(), right.to_vec()]))
    }

    #[test]
    fn a_number_that_only_one_prints_differs_from_none() {
        assert_eq!(of("we keep 1,550", "we keep 1,500"), words(&["1,550"], &["1,500"]));
        assert_eq!(
            of("we keep it", "we keep it. In 2026 there were 3."),
            Agreement::LeftOut(vec!["2026", "3"])
        );
        assert_eq!(of("we do not keep it", "we keep it"), words(&["not"], &[]));
        assert_eq!(of("", "We do not keep it."), Agreement::LeftOut(vec!["not"]));
        assert_eq!(of("we keep it", "we keep it"), FULL);
        assert_eq!(of("it does not exceed 2", "it doesn't exceed two"), FULL);
        assert_eq!(of("A dozen came; none stayed.", "Twelve came; nobody stayed."), FULL);
    }

    #[test]
    fn what_stands_in_another_place_is_there_and_what_stands_for_another_is_not() {
        assert_eq!(of("after 5 May 2026 we keep it", "we keep it after 5 May 2026"), FULL);
        assert_eq!(of("in 2026 we keep all of it", "we keep all of it in 2026"), MOVED);
        // What a negation in another place negates is something else.
        assert_eq!(
            of("we will not strike and they will answer", "we will strike and they won't answer"),
            Agreement::DiffersIn(2)
        );
        assert_eq!(of("in 2026 we do not keep it", "we keep it in 2026"), words(&["not"], &[]));
        assert_eq!(
            of("we keep it in 2026 and 2027", "in 2026 we keep it"),
            Agreement::LeftOut(vec!["2027"])
        );
        assert_eq!(
            of("700 boats and 1,550 nets", "1,550 boats and 700 nets"),
            Agreement::DiffersIn(2)
        );
        assert_eq!(of("it isn't so of 5", "it is so of six"), Agreement::DiffersIn(2));
    }

    #[test]
    fn what_the_other_prints_elsewhere_it_does_not_print_nowhere() {
        let elsewhere =
            |words, times| Agreement::Differs(Disagreement::Elsewhere(vec![(words, times)]));
        assert_eq!(
            of("We had 12 boats and 12 men.", "We had 12 boats and a crew."),
            elsewhere("12", [2, 1])
        );
        assert_eq!(
            of("Nobody told us", "Nobody knew of it, and nobody told us."),
            elsewhere("nobody", [1, 2])
        );
        assert_eq!(
            of("We had 12 boats and 12 men and 5 oars.", "We had 12 boats and a crew."),
            words(&["5"], &[])
        );
    }

    #[test]
    fn sentences_stand_to_each_other_in_one_way() {
        for (left, right, want) in [
            ("We keep it.", "We keep it.", Relation::Same),
            ("We keep “it”.", "We keep \"it\".", Relation::Same),
            ("We keep it, now.", "We keep it now.", Relation::Punctuated),
            ("We keep it.", "We leave it.", Relation::Reworded),
            ("We keep it.", "", Relation::Only(0)),
            ("", "We keep it.", Relation::Only(1)),
        ] {
            assert_eq!(
                Relation::of([left, right], &difference(left, right)),
                want,
                "{left} {right}"
            );
        }
    }
}
