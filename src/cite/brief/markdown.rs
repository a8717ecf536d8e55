//! The brief in Markdown: what pandoc and `CommonMark` leave as it is, footnotes named by the ids of the records.
//!
//! Owns the form only; what is said is [`super`]'s.

use super::{Brief, BriefSection, Fact, Manner};
use crate::cite::markdown::escape;

/// The brief as a page of Markdown.
#[must_use]
pub fn render(brief: &Brief<'_>) -> String {
    let sections = brief.sections();
    let mut blocks = vec![format!("# {}", escape(&brief.title(&sections))), list(&brief.about())];
    blocks.extend(sections.iter().flat_map(|section| told_whole(brief, section)));
    blocks.extend(told_missing(brief));
    for footnote in sections.iter().flat_map(BriefSection::footnotes) {
        let line = footnote.line(&escape, &|url| format!("<{url}>"));
        blocks.push(format!("[^{}]: {line}", footnote.label()));
    }
    blocks.join("\n\n") + "\n"
}

/// What is said of one record, in blocks.
fn told_whole(brief: &Brief<'_>, section: &BriefSection<'_>) -> Vec<String> {
    let day = brief.day_of(section).map(|day| day.words + " · ").unwrap_or_default();
    let mut blocks = vec![format!("## {}", escape(&format!("{day}{}", brief.name_of(section))))];
    let mut marks = String::new();
    for footnote in section.footnotes() {
        marks.extend(["[^", &footnote.label(), "]"]);
    }
    let quoted = if brief.manner(section) == Manner::Quoted { "> " } else { "" };
    blocks.push(format!("{quoted}{}{marks}", escape(&brief.words_of(section))));
    let circumstances = section.circumstances();
    blocks.extend(circumstances.map(|circumstances| format!("— {}", escape(&circumstances))));
    let facts = brief.facts(section);
    blocks.extend((!facts.is_empty()).then(|| list(&facts)));
    blocks
}

/// What was to be taken along and is not there, so that nothing is left out silently.
fn told_missing(brief: &Brief<'_>) -> Vec<String> {
    if brief.missing.is_empty() {
        return Vec::new();
    }
    let lines = brief.missing.iter().map(|missing| {
        let note = missing.note.map_or_else(String::new, |note| format!("; my note: {note}"));
        let line = format!("{} ({}): {}{note}", missing.id, missing.why, missing.told);
        format!("- {}", escape(&line))
    });
    vec!["## Marked, and not in this brief".to_owned(), lines.collect::<Vec<_>>().join("\n")]
}

fn list(facts: &[Fact<'_>]) -> String {
    let item = |fact: &Fact<'_>| format!("- {}: {}", escape(&fact.what), escape(&fact.text));
    facts.iter().map(item).collect::<Vec<_>>().join("\n")
}
