//! Where reading goes on after a mistake: at the next line that begins a record or a list.

use super::read::SECTIONS;
use super::scan;

/// Where reading goes on.
pub(crate) enum Resume {
    Record(usize),
    Section(usize),
}

/// The next line between `at` and `end` that begins a record or a list.
pub(crate) fn resume(text: &str, at: usize, end: usize) -> Option<Resume> {
    let record = scan::next_record_line(text, at).filter(|n| *n < end);
    let section = next_section_line(text, at).filter(|n| *n < end);
    match (record, section) {
        (Some(r), Some(s)) if s < r => Some(Resume::Section(s)),
        (Some(r), _) => Some(Resume::Record(r)),
        (None, s) => s.map(Resume::Section),
    }
}

pub(crate) fn next_section_line(text: &str, at: usize) -> Option<usize> {
    let mut line = at + text.get(at..)?.find('\n')? + 1;
    loop {
        let rest = &text[line..];
        let bare = rest.trim_start_matches([' ', '\t']);
        let begins =
            |name: &str| bare.strip_prefix(name).is_some_and(|r| r.trim_start().starts_with(':'));
        if SECTIONS.iter().any(|name| begins(name)) {
            return Some(line + rest.len() - bare.len());
        }
        line += rest.find('\n')? + 1;
    }
}
