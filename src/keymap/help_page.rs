//! The help: the keys that do something where it was opened, then those of everywhere else, what a query may be
//! made of, what the signs mean, and what the panes are. What is typed into it leaves the rows that have all the words.

use crate::app::help::Help;
use crate::app::{App, Mode};
use crate::pages;
use crate::pages::row::{Row, Span, Tone};
use crate::search::{QUERY_FIELDS, QUERY_FORMS};
use crate::text;
use crate::words;

use super::{BINDINGS, Group, HelpRow, grouped, help};

/// The column of keys, in cells, where there is room for one.
const KEYS: u16 = 26;
/// Under this many cells keys have no column.
const LEAST: u16 = 70;
/// The column of signs.
const SIGNS: u16 = 14;
/// What signs are looked for by.
const SIGN_WORDS: &str = "signs symbols glyphs marks legend meaning circle ring dot star box";

/// What the signs of drawings mean; those of records are told by [`words::legend`].
const DRAWN: [(&str, &str); 22] = [
    ("▌", "the row that the cursor is on; on every screen"),
    ("▲ ▼", "at the foot of a pane: so many rows are above, or below, what is seen"),
    ("┃", "beside a pane: which part of its rows is seen"),
    ("▸", "in the quote: the source that is read, of those that print it"),
    ("maybe", "the date of this hit is not sure: it may be the one that was asked for"),
    ("near", "this hit has not all that was typed as it was typed; `lacks:` says what it has not"),
    ("in a note", "some words of this hit stand in a note on it alone"),
    (
        "in the topics",
        "some words of this hit stand there, or in the source's title, the event, the post, and not in its row",
    ),
    ("T+ T−", "days after and before the milestone that is named beside it"),
    ("▁ ▂ █", "in strip and lanes: from one record to many, each step twice as many"),
    ("~", "in strip and lanes: one or two records, whose dates are not sure"),
    ("─", "in strip and lanes: a date of several days"),
    ("▸ ▾", "in lanes: a party that opens into its speakers, and one that has"),
    ("▼ ┊ ▲", "in lanes and figures: the time of the cursor"),
    ("● ■ ▲", "in figures: a declared value of each series"),
    ("○ □ △", "in figures: unverified"),
    ("◐ ◧ ◭", "in figures: derived"),
    ("◎", "in figures: the same value of several"),
    ("│", "in figures: from the least to the greatest of more values than a column shows"),
    ("✗", "in figures: not provided"),
    ("└ ┊", "in figures: an axis that does not begin at 0; the legend says at what"),
    ("┄", "in figures: a ceiling that does not bind yet"),
];

/// What is written into the palette: what it does, and what else it is looked for by.
const NAMED: [(&str, &str, &str); 4] = [
    (
        "as of 2025-10-04",
        "only what was known by then; as of alone, or closing, ends it",
        "known knowledge date day then time today",
    ),
    ("2025-10-04", "the record nearest a date", "date day year month jump"),
    (
        "./FOLDER",
        "another chronology: the path of its folder or file; then it is offered by name",
        OTHER_DATASET,
    ),
    (
        "theme dark",
        "colours for a dark or a light background, or none",
        "theme colors light black white mono",
    ),
];

/// What another chronology is looked for by.
pub const OTHER_DATASET: &str = "dataset chronology switch change other open file";

/// What is typed in a shell: what is written, what it does, and what else it is looked for by.
pub const SHELL_COMMANDS: [(&str, &str, &str); 6] = [
    (
        "startline --texts FOLDER",
        "the articles you hold: quotations are checked in them, and the search looks in them too",
        "text texts article articles full search files held verify paragraph",
    ),
    (
        "startline --resume",
        "where the last run with it was left",
        "session restore continue save place",
    ),
    (
        "startline config",
        "what a configuration file may say",
        "settings options preferences theme mouse keys",
    ),
    (
        "startline cite",
        "citations in every style",
        "export reference bibliography csl bibtex ris save",
    ),
    (
        "startline export",
        "TimelineJS, claims in JSON-LD, or one page of HTML",
        "save write file print json html",
    ),
    (
        "startline list",
        "records, sources, notes and series as tables",
        "export csv json markdown save table",
    ),
];

/// The rows of the help at a width.
#[must_use]
pub fn help_page(app: &App, help_of: &Help, width: u16) -> Vec<Row> {
    let typed = help_of.filter.text().to_lowercase();
    let wanted: Vec<&str> = typed.split_whitespace().collect();
    let has_any = |keys: &str, text: &str, also: &str| {
        let all = format!("{keys} {text} {also}").to_lowercase();
        wanted.iter().all(|word| all.contains(word))
    };
    let of_here = BINDINGS.iter().filter(|binding| binding.holds_in(help_of.of));
    let here = grouped(&of_here, &app.profile.chords, help_of.of == Mode::Copy);
    let is_here = |text: &str| here.iter().any(|(_, rows)| rows.iter().any(|row| row.text == text));
    let elsewhere: Vec<Keys> = help(&app.profile.chords)
        .into_iter()
        .map(|(group, rows)| (group, rows.into_iter().filter(|row| !is_here(row.text)).collect()))
        .collect();
    let mut rows = Vec::new();
    let sections =
        [(format!("Here: {}", help_of.of.name()), &here), ("Elsewhere".to_owned(), &elsewhere)];
    for (heading, groups) in sections {
        let told = groups.iter().flat_map(|(group, keys)| {
            let keys = keys.iter().filter(|row| has_any(&row.keys, row.text, row.also));
            let keys: Vec<Row> = keys.map(|row| key_row(&row.keys, row.text, width)).collect();
            under(Row::of(vec![Span::new(group.heading(), Tone::Heading)]), keys)
        });
        let heading = Row::of(vec![Span::new(heading, Tone::Strong)]);
        rows.extend(under(heading, told.collect()));
    }
    let palette = super::chord_of(&app.profile.chords, "palette");
    let named = NAMED.map(|(written, what, also)| (format!("{palette} {written}"), what, also));
    let shell = SHELL_COMMANDS.map(|(written, what, also)| (written.to_owned(), what, also));
    let beside = named.into_iter().chain(shell);
    let beside = beside.filter(|(written, what, also)| has_any(written, what, also));
    let beside: Vec<Row> =
        beside.map(|(written, what, _)| key_row(&written, what, width)).collect();
    rows.extend(under(Row::of(vec![Span::new("Without a key", Tone::Strong)]), beside));
    let forms = QUERY_FORMS.iter().filter(|(form, what)| has_any(form, what, "query search"));
    let forms = forms.map(|(form, what)| key_row(form, what, width));
    let of_query: Vec<Row> = forms.chain(fields(has_any, !wanted.is_empty(), width)).collect();
    rows.extend(under(Row::of(vec![Span::new("In a query", Tone::Strong)]), of_query));
    let signs = words::legend().into_iter().chain(DRAWN);
    let signs = signs.filter(|(sign, what)| has_any(sign, what, SIGN_WORDS));
    let signs: Vec<Row> = signs.map(|(sign, what)| sign_row(sign, what)).collect();
    rows.extend(under(Row::of(vec![Span::new("Signs", Tone::Strong)]), signs));
    if wanted.is_empty() {
        rows.extend(what_this_is(app));
    }
    if rows.is_empty() {
        let escape = super::chord_of(&app.profile.chords, "escape");
        let text =
            format!("no key, no sign and no field has these words; {escape} shows all of them");
        rows.push(Row::of(vec![Span::new(text, Tone::Dim)]));
    }
    while rows.last().is_some_and(Row::is_blank) {
        rows.pop();
    }
    pages::finished(rows, app.profile.ascii)
}

/// Keys and what they do, under a heading.
type Keys = (Group, Vec<HelpRow>);

/// Rows under a heading, and a blank one behind; none where there are none.
fn under(heading: Row, rows: Vec<Row>) -> Vec<Row> {
    if rows.is_empty() {
        return rows;
    }
    let gap = (!rows.last().is_some_and(Row::is_blank)).then(Row::blank);
    std::iter::once(heading).chain(rows).chain(gap).collect()
}

/// The fields of a query. Each says which words it knows, or, where something is looked for, these have rows of their
/// own that say what they mean.
fn fields(has_any: impl Fn(&str, &str, &str) -> bool, is_narrowed: bool, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut tell = |written: &str, what: &str| {
        if has_any(written, what, "query search field") {
            rows.push(key_row(written, what, width));
        }
    };
    for field in QUERY_FIELDS {
        let names: Vec<String> = field.names.iter().map(|name| format!("{name}:")).collect();
        let (names, known) = (names.join(" "), field.words());
        if known.is_empty() || is_narrowed {
            tell(&names, field.about);
        } else {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            tell(&names, &format!("{}: {}", field.about, words.join(" ")));
        }
        for (word, meaning) in known.iter().filter(|_| is_narrowed) {
            tell(&format!("{}:{word}", field.name()), meaning);
        }
    }
    rows
}

/// What the panes are, and what the dataset is about.
fn what_this_is(app: &App) -> Vec<Row> {
    let panes = "Three panes, one cursor: the timeline orders records by time, the source by paragraph, the quote pane is \
                 a page about the one record. Moving in a pane moves the cursor along its order.";
    let about = &app.chronology().meta.description;
    let about = about.iter().map(|about| Row::of(vec![Span::new(&**about, Tone::OwnWords)]));
    let panes = Row::of(vec![Span::new(panes, Tone::Plain)]);
    let heading = Row::of(vec![Span::new("What this is", Tone::Strong)]);
    under(heading, std::iter::once(panes).chain(about).collect())
}

fn sign_row(sign: &str, what: &'static str) -> Row {
    Row::of(vec![Span::new(what, Tone::Plain)])
        .led(apart(sign, SIGNS), vec![Span::new(format!("  {sign}"), Tone::Glyph)])
}

/// The column of what stands before the words of a row: wider where that would touch them.
fn apart(led: &str, column: u16) -> u16 {
    column.max(text::width(led) as u16 + 3)
}

/// Keys beside their words, or before them where there is no room for a column.
fn key_row(keys: &str, what: &str, width: u16) -> Row {
    if width < LEAST {
        return Row::of(vec![
            Span::new(format!("{keys}  "), Tone::Key),
            Span::new(what, Tone::Plain),
        ]);
    }
    Row::of(vec![Span::new(what, Tone::Plain)])
        .led(apart(keys, KEYS), vec![Span::new(format!("  {keys}"), Tone::Key)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Mode;
    use crate::chronology::load::Loaded;

    #[test]
    fn what_leads_a_row_never_touches_its_words() {
        let app = App::new(Loaded::default(), "2026-11-21".parse().unwrap());
        for mode in Mode::ALL {
            for row in help_page(&app, &Help::of(mode), 100) {
                let led: u16 = row.lead.iter().map(|span| text::width(&span.text) as u16).sum();
                assert!(led == 0 || led < row.margin, "{:?} {}", row.lead, row.text());
            }
        }
    }

    #[test]
    fn one_key_means_one_thing_under_a_heading_or_says_where() {
        for (group, rows) in help(&crate::app::chords::Chords::default()) {
            let first = |row: &HelpRow| row.keys.split(' ').next().map(str::to_owned);
            for (at, row) in rows.iter().enumerate() {
                let twice =
                    rows.iter().enumerate().any(|(other, o)| other != at && first(o) == first(row));
                let says_where = row.text.contains(": ") || row.text.starts_with("in ");
                assert!(!twice || says_where, "{group:?}: {} {}", row.keys, row.text);
            }
        }
    }
}
