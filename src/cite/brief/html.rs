//! The brief as one page of HTML that needs nothing beside it: no script, no font, no image, no request. It is read
//! on a light or a dark screen and printed as it stands.
//!
//! Owns the elements and their look; what is said is [`super`]'s. Everything that comes from a dataset or a reader
//! is escaped here, and only addresses that the program would open become links.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Brief, BriefSection, Day, Fact, Footnote, Manner};
use crate::chronology::model::Entity;
use crate::text::address::fault_of_address;

/// The look. Colours are named once, for each of the two backgrounds and for paper.
const STYLE: &str = include_str!("brief.css");

/// The brief as a page.
#[must_use]
pub fn render(brief: &Brief<'_>) -> String {
    let sections = brief.sections();
    let numbers = Numbers::of(&sections);
    let title = escape(&brief.title(&sections));
    let mut out = String::with_capacity(4096 + 2048 * sections.len());
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"startline {}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        env!("CARGO_PKG_VERSION"),
    );
    write_facts(&mut out, "about", &brief.about(), &numbers);
    out.push_str("</header>\n<main>\n");
    for (at, section) in sections.iter().enumerate() {
        write_section(&mut out, brief, section, at, &numbers);
    }
    write_missing(&mut out, brief);
    out.push_str("</main>\n");
    write_footnotes(&mut out, &sections, &numbers);
    out.push_str("</body>\n</html>\n");
    out
}

/// The numbers of the footnotes: where those of each section begin; and which records are on the page.
struct Numbers<'a> {
    first: Vec<usize>,
    on_page: HashMap<Entity, &'a str>,
}

impl<'a> Numbers<'a> {
    fn of(sections: &[BriefSection<'a>]) -> Self {
        let mut first = Vec::with_capacity(sections.len());
        let mut on_page = HashMap::new();
        let mut next = 1;
        for section in sections {
            first.push(next);
            next += section.footnotes().len();
            on_page.insert(section.entity, section.id());
            on_page
                .extend(section.statements.iter().map(|ix| (Entity::Statement(*ix), section.id())));
        }
        Self { first, on_page }
    }
}

fn write_section(
    out: &mut String,
    brief: &Brief<'_>,
    section: &BriefSection<'_>,
    at: usize,
    numbers: &Numbers<'_>,
) {
    let manner = brief.manner(section);
    let noun = brief.noun(section);
    let _ = writeln!(out, "<article class=\"{noun}\" id=\"record-{}\">", escape(section.id()));
    let day = brief.day_of(section).map(|day| time(&day) + " <span aria-hidden=\"true\">·</span> ");
    let name = escape(&brief.name_of(section));
    let _ = writeln!(out, "<h2>{}<bdi>{name}</bdi></h2>", day.unwrap_or_default());
    let first = numbers.first.get(at).copied().unwrap_or(1);
    let marks: Vec<String> = (first..first + section.footnotes().len())
        .map(|n| format!("<a href=\"#note-{n}\" id=\"mark-{n}\" role=\"doc-noteref\">{n}</a>"))
        .collect();
    let marks =
        if marks.is_empty() { String::new() } else { format!("<sup>{}</sup>", marks.join(" ")) };
    let text = escape(&brief.words_of(section));
    let lang = tongue(brief.lang_of(section));
    match manner {
        Manner::Quoted => {
            let cite = brief.address_of(section).filter(|url| fault_of_address(url).is_none());
            let cite = cite.map_or_else(String::new, |url| format!(" cite=\"{}\"", escape(&url)));
            let _ = writeln!(
                out,
                "<figure>\n<blockquote{cite}{lang}><p>{text}{marks}</p></blockquote>"
            );
            if let Some(who) = section.circumstances() {
                let _ = writeln!(out, "<figcaption>{}</figcaption>", escape(&who));
            }
            out.push_str("</figure>\n");
        }
        Manner::Paraphrased | Manner::Own => {
            let _ = writeln!(out, "<p class=\"words\"{lang}>{text}{marks}</p>");
            if let Some(who) = section.circumstances() {
                let _ = writeln!(out, "<p class=\"who\">{}</p>", escape(&who));
            }
        }
    }
    write_facts(out, "facts", &brief.facts(section), numbers);
    out.push_str("</article>\n");
}

fn write_facts(out: &mut String, class: &str, facts: &[Fact<'_>], numbers: &Numbers<'_>) {
    if facts.is_empty() {
        return;
    }
    let _ = writeln!(out, "<dl class=\"{class}\">");
    for fact in facts {
        let own = if fact.what == "My note" { " class=\"own\"" } else { "" };
        let on_page = fact.names.and_then(|named| numbers.on_page.get(&named));
        let text = match on_page {
            Some(id) => format!("<a href=\"#record-{}\">{}</a>", escape(id), escape(&fact.text)),
            None => escape(&fact.text),
        };
        let (what, lang) = (escape(&fact.what), tongue(fact.lang));
        let _ = writeln!(out, "<div{own}><dt>{what}</dt><dd{lang}>{text}</dd></div>");
    }
    out.push_str("</dl>\n");
}

/// What was to be taken along and is not there, so that nothing is left out silently.
fn write_missing(out: &mut String, brief: &Brief<'_>) {
    if brief.missing.is_empty() {
        return;
    }
    out.push_str("<section class=\"missing\">\n<h2>Marked, and not in this brief</h2>\n<ul>\n");
    for missing in &brief.missing {
        let note = missing.note.map_or_else(String::new, |note| {
            format!("<br><span class=\"own\" dir=\"auto\">My note: {}</span>", escape(note))
        });
        let (id, told) = (escape(missing.id), escape(missing.told));
        let _ = writeln!(
            out,
            "<li><code>{id}</code> ({}): <bdi>{told}</bdi>{note}</li>",
            escape(&missing.why)
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn write_footnotes(out: &mut String, sections: &[BriefSection<'_>], numbers: &Numbers<'_>) {
    if sections.iter().all(|section| section.footnotes().is_empty()) {
        return;
    }
    out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\">\n<h2>Sources</h2>\n<ol>\n");
    for (section, first) in sections.iter().zip(&numbers.first) {
        for (footnote, n) in section.footnotes().iter().zip(*first..) {
            let line = footnote_line(footnote);
            let _ = writeln!(
                out,
                "<li id=\"note-{n}\">{line} \
                 <a class=\"back\" href=\"#mark-{n}\" role=\"doc-backlink\" aria-label=\"back to {n}\">↩</a></li>"
            );
        }
    }
    out.push_str("</ol>\n</section>\n");
}

fn footnote_line(footnote: &Footnote<'_, '_>) -> String {
    footnote.line(&isolated, &|url| match fault_of_address(url) {
        None => {
            // Followed it opens at the words; printed it is what somebody can type.
            let shown = url.split(":~:").next().unwrap_or(url).trim_end_matches('#');
            let (url, shown) = (escape(url), escape(shown));
            format!("<a href=\"{url}\" rel=\"noopener noreferrer\">{shown}</a>")
        }
        Some(_) => escape(url),
    })
}

/// A part of a line, apart from its neighbours where it runs leftwards and would carry them along.
fn isolated(text: &str) -> String {
    let leftwards = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
            || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if text.contains(leftwards) { format!("<bdi>{}</bdi>", escape(text)) } else { escape(text) }
}

/// A date as machines read it, where HTML has a form for it; any other with the dataset's own.
fn time(day: &Day<'_>) -> String {
    let words = escape(&day.words);
    match day.date.map(crate::chronology::date::Edtf::as_str) {
        Some(written) if is_html_date(written) => {
            format!("<time datetime=\"{written}\">{words}</time>")
        }
        Some(written) => format!("<data value=\"{}\">{words}</data>", escape(written)),
        None => words,
    }
}

/// Whether a date is a month, a day or a moment as HTML writes them: `2026-02`, `2026-02-05`,
/// `2026-02-05T14:27Z`. A year alone is one too.
fn is_html_date(written: &str) -> bool {
    let (day, clock) = written.split_once('T').map_or((written, None), |(d, c)| (d, Some(c)));
    let fields: Vec<&str> = day.split('-').collect();
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let years = |text: &str| digits(text, 4) && text != "0000";
    let dated = match fields.as_slice() {
        [year] => years(year),
        [year, month] => years(year) && digits(month, 2) && *month <= "12",
        [year, month, day] => years(year) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    // A minute of HTML has no leap second.
    let timed = clock.is_none_or(|clock| {
        let leap = clock.get(5..8) == Some(":60");
        fields.len() == 3
            && !leap
            && clock.bytes().all(|b| b.is_ascii_digit() || b":+-Z".contains(&b))
    });
    dated && timed
}

/// The attributes of a text: its language where that is known, and which way it runs.
fn tongue(lang: Option<&str>) -> String {
    let Some(lang) = lang else { return " dir=\"auto\"".to_owned() };
    let dir = if runs_leftwards(lang) { "rtl" } else { "auto" };
    format!(" lang=\"{}\" dir=\"{dir}\"", escape(lang))
}

/// Whether a language is written from right to left: by its script where the tag names one, else by its code.
fn runs_leftwards(tag: &str) -> bool {
    const SCRIPTS: [&str; 8] = ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];
    const LANGUAGES: [&str; 12] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"];
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let code = parts.next().unwrap_or_default();
    let script =
        parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    script.map_or_else(|| LANGUAGES.contains(&code), |script| SCRIPTS.contains(&script))
}

/// Text as it stands in an element or in an attribute between double quotes.
pub(in crate::cite) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_html_has_are_times() {
        for good in
            ["2026", "2026-02", "2026-02-05", "2026-02-05T14:27:00Z", "2026-02-05T14:27+03:00"]
        {
            assert!(is_html_date(good), "{good}");
        }
        for bad in [
            "2026-02-05~",
            "2026-02-04/2026-02-05",
            "../2026",
            "-0043",
            "0000",
            "2026-21",
            "202X",
            "2016-12-31T23:59:60Z",
            "",
        ] {
            assert!(!is_html_date(bad), "{bad}");
        }
    }

    #[test]
    fn a_script_tells_the_direction_before_the_language_does() {
        for tag in ["ar", "he", "FA-IR", "az-Arab", "ur"] {
            assert!(runs_leftwards(tag), "{tag}");
        }
        for tag in ["en", "ru", "ar-Latn", "az", "zh-Hant-TW"] {
            assert!(!runs_leftwards(tag), "{tag}");
        }
    }
}
