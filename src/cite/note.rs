//! The note style: one sentence after another, in the order in which a reader checks them.
//!
//! Words, speaker, post, day, place; outlet, title, date, paragraph, address; the way the words took; what was
//! found of them; what is known to be wrong. The facts are [`super::reference`]'s; here is their order only.

use super::reference::{Print, Reference, joined};
use crate::words::{self, Name};

/// The citation as plain text, a line of its own.
#[must_use]
pub fn line(reference: &Reference<'_>) -> String {
    sentences(reference, &|text| text.to_owned(), &|url| url.to_owned()) + "\n"
}

/// The citation with everything from the dataset escaped by `escape` and addresses set by `link`.
pub(super) fn sentences(
    reference: &Reference<'_>,
    escape: &dyn Fn(&str) -> String,
    link: &dyn Fn(&str) -> String,
) -> String {
    let mut about = reference.sentences().into_iter().map(|sentence| escape(&sentence));
    let first: Vec<String> = about.next().into_iter().collect();
    let prints = reference.prints.iter().map(|print| printed(print, reference, escape, link));
    let remarks = reference.remarks().into_iter().map(|remark| escape(&remark));
    let checked = reference.found().map(|found| escape(&words::checked(found)));
    joined(first.into_iter().chain(prints).chain(about).chain(checked).chain(remarks))
}

/// The line of one source that prints it: who wrote it, where, when, the place in it and its addresses.
pub(super) fn printed(
    print: &Print<'_>,
    reference: &Reference<'_>,
    escape: &dyn Fn(&str) -> String,
    link: &dyn Fn(&str) -> String,
) -> String {
    let source = print.source;
    let mut parts = Vec::new();
    if !source.authors.is_empty() {
        let names: Vec<String> = source.authors.iter().map(|name| Name::of(name).read()).collect();
        parts.push(escape(&names.join(", ")));
    }
    let outlet = (!words::is_by_outlet(source)).then(|| words::outlet(source));
    let named = outlet.into_iter().chain([words::titled(source), words::published(source)]);
    parts.extend(named.map(|part| escape(&part)));
    parts.extend(words::changes(reference.c, source).iter().map(|change| escape(change)));
    parts.extend(print.locator().map(|place| escape(&place)));
    parts.extend(source.url.as_deref().map(|url| link(&reference.lit(url))));
    parts.extend(
        source.archive.as_deref().map(|url| format!("archived at {}", link(&reference.lit(url)))),
    );
    parts.extend(source.accessed.as_ref().map(|date| escape(&format!("accessed {date}"))));
    parts.join(", ")
}
