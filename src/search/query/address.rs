//! Pages by their addresses. What people paste differs from what is recorded: in what a server takes no notice of,
//! which changes nothing; and in that it was cut off, or goes on, of which is told what it was taken for.

use crate::chronology::Chronology;
use crate::chronology::model::Source;

/// Letters of an address behind its host, from which on its beginning tells which page was meant.
const ENOUGH: usize = 8;

/// Digits of a number in an address, from which on it is that of a page and no date or chapter.
const ARTICLE_NUMBER: usize = 5;

/// The sources that an address means.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// Their places among the sources.
    pub(crate) places: Vec<usize>,
    /// What the address was taken for, a sentence, where none is at it.
    pub(crate) taken: Option<String>,
}

/// In what way an address is that of a page, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sameness {
    /// It is the page's, or that of a site or a part of it.
    Same,
    /// It is the page's with something behind it: marks of where it was shared, or a form to print.
    Longer,
    /// It was cut off.
    CutOff,
    /// It is one of the same site with the same number.
    SameNumber,
}

/// An address that is asked for.
struct TypedAddress {
    /// As it was typed.
    outer: String,
    /// Within that of an archive, the same elsewhere.
    whole: String,
    /// Before the query.
    path: String,
    host: String,
    number: Option<String>,
}

impl Pages {
    /// The sources that are at this address or below it, or where it may go on, at one that begins so; where there is
    /// none, those that are probably meant.
    pub(crate) fn at(c: &Chronology, address: &str, open: bool) -> Self {
        let typed = TypedAddress::new(address);
        let mut best = None;
        let mut places = Vec::new();
        for (at, source) in c.sources().iter().enumerate() {
            let own = [&source.url, &source.archive].into_iter().flatten();
            let Some(same) = own.filter_map(|own| typed.sameness(&essence(own), open)).min() else {
                continue;
            };
            if best.is_none_or(|best| same < best) {
                best = Some(same);
                places.clear();
            }
            if best == Some(same) {
                places.push(at);
            }
        }
        let guessed = best.is_some_and(|same| same > Sameness::Same);
        let taken = if guessed { taken_as(c, &places) } else { None };
        Self { places, taken }
    }
}

fn taken_as(c: &Chronology, places: &[usize]) -> Option<String> {
    let first = places.first().and_then(|at| c.sources().get(*at)).and_then(Source::address)?;
    let more = places.len() - 1;
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(format!("url: taken as {first}{rest}"))
}

impl TypedAddress {
    fn new(address: &str) -> Self {
        let address = address.trim_end_matches(['.', '…']);
        let whole = essence(inner(address));
        let path = whole.split('?').next().unwrap_or_default().to_owned();
        let host = path.split('/').next().unwrap_or_default().to_owned();
        let number = article_numbers(path.strip_prefix(&*host).unwrap_or_default()).last();
        let number = number.map(str::to_owned);
        Self { outer: essence(address), whole, path, host, number }
    }

    /// In what way this is the address of the page whose own is `own`; nothing but the same or a beginning while it may
    /// still go on.
    fn sameness(&self, own: &str, open: bool) -> Option<Sameness> {
        let goes_on = |rest: &str| open || rest.is_empty() || rest.starts_with(['/', '?']);
        let rest = own.strip_prefix(&*self.whole);
        if rest.is_some_and(goes_on) || own.strip_prefix(&*self.outer).is_some_and(goes_on) {
            return Some(Sameness::Same);
        }
        let own_rest = own.strip_prefix(&*self.host).filter(|rest| rest.starts_with('/'))?;
        if open {
            return None;
        }
        let typed_rest = self.path.strip_prefix(&*self.host).unwrap_or_default();
        let shared = self.whole != self.path && self.path == own;
        let below = self.path.strip_prefix(own).is_some_and(|more| more.starts_with('/'));
        if shared || (below && own_rest.len() > ENOUGH) {
            Some(Sameness::Longer)
        } else if typed_rest.len() > ENOUGH && rest.is_some() {
            Some(Sameness::CutOff)
        } else {
            let number = self.number.as_deref()?;
            let same = article_numbers(own_rest).any(|own| own == number);
            same.then_some(Sameness::SameNumber)
        }
    }
}

/// The address within that of an archive or a reader of other pages.
fn inner(address: &str) -> &str {
    let begins = ["https://", "http://"].iter().filter_map(|scheme| address.rfind(scheme)).max();
    begins.and_then(|at| address.get(at..)).unwrap_or(address)
}

/// The runs of digits in a path that are long enough to be the number of a page.
fn article_numbers(path: &str) -> impl Iterator<Item = &str> {
    let runs = path.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() >= ARTICLE_NUMBER)
}

/// An address without its scheme, `www.`, fragment, the marks of campaigns, and the stroke at its end.
fn essence(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let told = |part: &&str| {
        !part.is_empty() && !["utm_", "fbclid", "gclid"].iter().any(|mark| part.starts_with(mark))
    };
    let query: Vec<&str> = query.split('&').filter(told).collect();
    let path = path.trim_end_matches('/');
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}
