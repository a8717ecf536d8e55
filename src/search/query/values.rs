//! What the values of a field are: the names each goes by, and which of them a typed value means.
//!
//! The same lists serve filters, completion and complaints, so that what is offered is what matches.

use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::model::StatementKind;
use crate::text::spelling::nearest_form;

use super::QueryField;
use crate::search::lexicon::edit_distance::Pattern;
use crate::search::lexicon::fold::fold;
use crate::search::lexicon::token::each_token;
use crate::search::lexicon::translit::key;

/// What `is:` may ask.
pub(crate) const STATES: [&str; 14] = [
    "quote",
    "fragment",
    "block",
    "reported",
    "statement",
    "event",
    "milestone",
    "verified",
    "unverified",
    "disputed",
    "unanswered",
    "marked",
    "translated",
    "undated",
];

/// What `has:` may ask.
pub(crate) const HOLDINGS: [&str; 6] = ["note", "link", "text", "archive", "para", "via"];

/// One value of a field: its position in the chronology's list, and its names, the one to show first.
pub(crate) struct NamedValue<'a> {
    pub(crate) at: usize,
    pub(crate) names: Vec<&'a str>,
}

/// The values of `facet` that have names; none for dates and ids.
pub(crate) fn values<'a>(
    c: &'a Chronology,
    topics: &'a [Box<str>],
    facet: QueryField,
) -> Vec<NamedValue<'a>> {
    fn named<'a>(names: impl Iterator<Item = Vec<&'a str>>) -> Vec<NamedValue<'a>> {
        names.enumerate().map(|(at, names)| NamedValue { at, names }).collect()
    }
    fn names<'a>(id: &'a str, name: &'a str, aka: &'a [Box<str>]) -> Vec<&'a str> {
        [id, name].into_iter().chain(aka.iter().map(|a| &**a)).collect()
    }
    let sources = c.sources().iter();
    match facet {
        QueryField::Speaker => named(c.speakers().iter().map(|s| names(&s.id, &s.name, &s.aka))),
        QueryField::Party => named(c.parties().iter().map(|p| names(&p.id, &p.name, &p.aka))),
        QueryField::Source => named(sources.map(|s| {
            let title = s.title.as_deref();
            [&*s.id, &*s.outlet].into_iter().chain(title).collect()
        })),
        QueryField::Outlet => named(sources.map(|s| vec![&*s.outlet])),
        QueryField::Lang => named(sources.map(|s| s.lang.as_deref().into_iter().collect())),
        QueryField::Event => named(c.events().iter().map(|e| vec![&*e.id, &*e.title])),
        QueryField::Topic => named(topics.iter().map(|t| vec![&**t])),
        QueryField::Kind => {
            let kinds = StatementKind::ALL.iter().map(|k| vec![k.word()]);
            named(kinds.chain([vec!["event"]]))
        }
        QueryField::Is => named(STATES.iter().map(|s| vec![*s])),
        QueryField::Has => named(HOLDINGS.iter().map(|s| vec![*s])),
        // Dates and ids are typed, not chosen.
        _ => Vec::new(),
    }
}

/// The values that `typed` means: the one whose name it is; else those of which every typed word begins
/// one; and where there are none, those that are spelt like it or a slip away.
pub(crate) fn meant(values: &[NamedValue<'_>], typed: &str) -> Vec<usize> {
    let wanted = words(typed);
    let whole = fold(typed.trim());
    let is_it = |v: &&NamedValue<'_>| {
        let name = v.names.first().copied().unwrap_or_default();
        name.eq_ignore_ascii_case(&whole) || (!name.is_ascii() && fold(name) == whole)
    };
    let exact: Vec<usize> = values.iter().filter(is_it).map(|v| v.at).collect();
    if !exact.is_empty() || wanted.is_empty() {
        return exact;
    }
    let beginning = having(values, &wanted, |w, word| word.starts_with(w));
    if !beginning.is_empty() {
        return beginning;
    }
    let keys: Vec<String> = wanted.iter().map(|w| key(w)).collect();
    having(values, &wanted, |w, word| {
        let at = wanted.iter().position(|x| x == w).unwrap_or(0);
        w.len() >= 4 && (keys[at] == key(word) || is_slip(w, word))
    })
}

/// The values in whose names every one of the `wanted` words fits some word. Names that many values share,
/// as sources do their outlet, are read once.
fn having<'a>(
    values: &[NamedValue<'a>],
    wanted: &[String],
    fits: impl Fn(&str, &str) -> bool,
) -> Vec<usize> {
    let mut known: FxHashMap<&'a str, u64> = FxHashMap::default();
    let all = u64::MAX >> (64 - wanted.len().clamp(1, 64));
    let has_all = |v: &&NamedValue<'a>| {
        let each = v.names.iter().copied().map(|name| {
            *known.entry(name).or_insert_with(|| {
                let mut fitting = 0;
                each_token(name, |token| {
                    for (at, _) in
                        wanted.iter().take(64).enumerate().filter(|(_, w)| fits(w, token.word))
                    {
                        fitting |= 1 << at;
                    }
                });
                fitting
            })
        });
        each.fold(0, |a, b| a | b) & all == all
    };
    values.iter().filter(has_all).map(|v| v.at).collect()
}

/// The name nearest to `typed`, as a whole or in one of its words, among those to be shown; on a draw the first.
pub(crate) fn nearest<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    let forms = names.enumerate().flat_map(|candidate| {
        let words = words(candidate.1).into_iter().chain([fold(candidate.1)]);
        words.map(move |form| (form, candidate))
    });
    nearest_form(&fold(typed), forms).map(|(_, name)| name)
}

fn is_slip(typed: &str, word: &str) -> bool {
    let edits = if typed.chars().count() >= 8 { 2 } else { 1 };
    Pattern::new(typed).is_some_and(|p| p.distance(word, usize::MAX).whole <= edits)
}

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_token(name, |t| words.push(t.word.to_owned()));
    words
}
