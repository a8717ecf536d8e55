//! The palette: everything that goes by a name, found by its letters. Records, speakers, sources, notes, dates,
//! views, and the commands of the table of keys.
//!
//! Owns what can be named and how it is ranked; the list that shows it is [`crate::app::Picker`].

mod dates;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use crate::app::action::{Action, Open, Show};
use crate::app::colours::THEMES;
use crate::app::prompt::Prompt;
use crate::app::wanted::{Await, NameOf, Naming, PaletteCommand, PaletteNames};
use crate::app::{App, Listing, Overlay, Picker, View};
use crate::chronology::Chronology;
use crate::chronology::date::written::short_month;
use crate::chronology::model::{Entity, Subject};
use crate::chronology::tables::Citation;
use crate::keymap::{self, Binding, Group};
use crate::pages;
use crate::pages::row::{Go, Row, Span, Tone, lit_across};
use crate::search::{self, labels};
use crate::text;
use crate::words;

/// How many entries the palette ranks.
const RANKED: usize = 200;
/// How many statements the palette goes through by name.
const NAMED: usize = 20_000;
/// The margin of entries under their heading.
const INDENT: u16 = 2;
/// The margin in which it is said what a typed date or id is.
const KIND: u16 = 11;
/// How much of a statement's words its label holds, in cells.
const WORDS: usize = 48;

/// The most entries of a kind that are listed while something is typed.
const OF_A_KIND: usize = 40;
/// The most entries that were chosen lately, and the most searches.
const LATELY: usize = 5;

/// The kind that is listed last, since a record is what is mostly meant.
const NOTES: &str = "notes";

/// The kind of what is done outside of the viewer.
const SHELL: &str = "in the shell";

/// What an outlet's name is followed by in its label, and a speaker's where all statements are meant.
const ALL_OF_OUTLET: &str = " · all that it prints";
const ALL_OF_SPEAKER: &str = " · all statements";

/// What the palette ranks.
#[derive(Clone, Copy)]
struct Entries<'a> {
    c: &'a Chronology,
    commands: &'a [PaletteCommand],
    names: &'a PaletteNames,
}

#[derive(Clone, Copy)]
enum PaletteEntry<'a> {
    Command(&'a PaletteCommand),
    Name(NameOf, &'a str),
}

impl<'a> Entries<'a> {
    /// An entry by its number: commands first.
    fn get(self, at: usize) -> Option<PaletteEntry<'a>> {
        let name = |at| self.names.get(at).map(|(of, label)| PaletteEntry::Name(of, label));
        match at.checked_sub(self.commands.len()) {
            Some(at) => name(at),
            None => self.commands.get(at).map(PaletteEntry::Command),
        }
    }

    fn iter(self) -> impl Iterator<Item = PaletteEntry<'a>> {
        let names = self.names.iter().map(|(of, label)| PaletteEntry::Name(of, label));
        self.commands.iter().map(PaletteEntry::Command).chain(names)
    }
}

impl<'a> PaletteEntry<'a> {
    /// What sort of thing it is.
    fn kind(self) -> &'static str {
        match self {
            Self::Command(command) => command.kind,
            Self::Name(of, _) => match of {
                NameOf::Event(_) => "events",
                NameOf::Speaker(_) | NameOf::Statements => "speakers",
                NameOf::Outlet => "outlets",
                NameOf::Source(_) => "sources",
                NameOf::Statement(_) => "statements",
                NameOf::Figure(_) => "figures",
                NameOf::Note(_) => NOTES,
            },
        }
    }

    fn label(self) -> &'a str {
        match self {
            Self::Command(command) => &command.label,
            Self::Name(_, label) => label,
        }
    }

    /// What its letters are found in.
    fn searchable(self) -> Cow<'a, str> {
        match self {
            Self::Command(command) if !command.also.is_empty() => {
                Cow::Owned(format!("{} ({})", command.label, command.also))
            }
            _ => Cow::Borrowed(self.label()),
        }
    }

    /// The glyph by which its kind is told.
    fn glyph(self, c: &Chronology) -> Option<Span> {
        match self {
            Self::Name(NameOf::Statement(citation), _) => {
                let statement = c.statement(c.reported(citation)?);
                Some(pages::glyph_span(words::glyph_of(c, statement)))
            }
            Self::Name(NameOf::Event(citation), _) => {
                Some(pages::glyph_span(words::glyph(c, c.record(citation.record))))
            }
            Self::Name(NameOf::Note(_), _) => Some(Span::new(words::NOTE, Tone::Warn)),
            Self::Name(..) | Self::Command(_) => None,
        }
    }

    fn go(self) -> Go {
        match self {
            Self::Command(command) => command.go.clone(),
            Self::Name(of, label) => match of {
                NameOf::Event(citation) | NameOf::Statement(citation) => Go::To(citation),
                NameOf::Speaker(speaker) => Go::Speaker(speaker),
                NameOf::Statements => all_of("speaker", label, ALL_OF_SPEAKER),
                NameOf::Outlet => all_of("outlet", label, ALL_OF_OUTLET),
                NameOf::Source(source) => Go::Source(source),
                NameOf::Figure(point) => Go::Point(point),
                NameOf::Note(note) => Go::Note(note),
            },
        }
    }

    /// The key that does the same, or what else is to be said of it.
    fn key(self) -> &'a str {
        match self {
            Self::Command(command) => &command.key,
            Self::Name(..) => "",
        }
    }
}

/// The query for a name that stands before `after` in its label.
fn all_of(field: &str, label: &str, after: &str) -> Go {
    let name = label.strip_suffix(after).unwrap_or(label);
    Go::Query(format!("{field}:{}", search::in_quotes(name)))
}

/// Opens the palette.
pub(super) fn open(app: &mut App) {
    let mut palette = Picker::new(Listing::Palette, "Go to".to_owned(), Vec::new(), String::new());
    palette.prompt = Some(Prompt::default());
    app.lay_over(Overlay::Picker(palette));
    app.wanted.typed = true;
}

/// Ranks what goes by a name by what is typed. Of many names that takes a while: what stands in the list until then is
/// what is known at once.
pub(super) fn narrow(app: &mut App) {
    app.wanted.typed = false;
    let Some(Overlay::Picker(Picker { prompt: Some(prompt), .. })) = app.overlay() else {
        return;
    };
    let typed = prompt.text().trim().to_owned();
    let (commands, actions) = commands(app);
    let is_awaited = !typed.is_empty() && app.has_many();
    let named = if typed.is_empty() {
        Vec::new()
    } else if is_awaited {
        let names = &PaletteNames::default();
        ranked(&typed, Entries { c: app.chronology(), commands: &commands, names })
    } else {
        rows_of(app.chronology(), &typed, &commands, names_of(app))
    };
    let sure = fill(app, &typed, (&commands, actions), named, Picker::fill);
    let naming = is_awaited.then_some(Naming { typed, commands, sure, entered: false });
    app.wanted.named = naming.and_then(Await::new);
    say_of_none(app);
}

/// What the list says where it is empty: that nothing goes by what is typed, once that is known.
fn say_of_none(app: &mut App) {
    let empty = match app.wanted.named {
        Some(_) => "looking for what goes by that name…".to_owned(),
        None => format!(
            "nothing goes by that name; {} closes, and {} searches in the words",
            app.key("escape"),
            app.key("search")
        ),
    };
    if let Some(Overlay::Picker(picker)) = app.overlays.last_mut() {
        picker.empty = empty;
    }
}

/// Whether Enter has to wait until it is known what goes by the name that is typed; it is not forgotten.
pub(super) fn waits(app: &mut App) -> bool {
    let chosen = match app.overlay() {
        Some(Overlay::Picker(picker)) if picker.listing == Listing::Palette => picker.chosen,
        _ => return false,
    };
    let Some(naming) = &mut app.wanted.named else { return false };
    naming.what.entered = chosen >= naming.what.sure;
    naming.what.entered
}

/// Takes what was found for what is typed, where it is; whether Enter has waited for it.
pub(super) fn take(app: &mut App, typed: &str, named: Vec<Row>) -> bool {
    if !app.has_on_top(Open::Palette) {
        return false;
    }
    let Some(naming) = app.wanted.named.take_if(|naming| naming.what.typed == typed) else {
        return false;
    };
    let (commands, actions) = commands(app);
    // What a reader has gone to meanwhile stays chosen.
    let has_chosen =
        matches!(app.overlay(), Some(Overlay::Picker(picker)) if !picker.is_at_first());
    let put = if has_chosen { Picker::refill } else { Picker::fill };
    fill(app, typed, (&commands, actions), named, put);
    say_of_none(app);
    naming.what.entered
}

/// Fills the list: a date, an id, and what was found by its name, or before anything is typed the commands; how many
/// rows stand before what was found. `actions` are what the commands do, `put` lays the rows in the list.
fn fill(
    app: &mut App,
    typed: &str,
    (commands, mut actions): (&[PaletteCommand], Vec<Action>),
    named: Vec<Row>,
    put: fn(&mut Picker, Vec<Row>),
) -> usize {
    let mut rows: Vec<Row> = now_row(app, typed, &mut actions).into_iter().collect();
    if dates::part(typed).is_none() {
        rows.extend(dates::rows(typed, &mut actions));
    }
    rows.extend(path_row(typed, &mut actions));
    if typed.is_empty() {
        rows.extend(untyped(app, commands));
    } else {
        rows.extend(exact_rows(app, typed));
    }
    let sure = rows.len();
    rows.extend(named);
    rows.extend(dates::part_rows(typed, &mut actions));
    let (rows, body) = (pages::finished(rows, app.profile.ascii), app.screen().body);
    if let Some(Overlay::Picker(picker)) = app.overlays.last_mut() {
        put(picker, rows);
        picker.commands = actions;
        picker.reveal(body);
    }
    sure
}

/// The rows of what goes by a name, the commands among them.
pub(super) fn rows_of(
    c: &Chronology,
    typed: &str,
    commands: &[PaletteCommand],
    names: &PaletteNames,
) -> Vec<Row> {
    ranked(&with_short_months(typed), Entries { c, commands, names })
}

/// What is typed with the names of months as labels have them, three letters, which a whole name begins with too; only
/// beside a number, where a month is meant.
fn with_short_months(typed: &str) -> Cow<'_, str> {
    let words = || typed.split(' ');
    if !typed.contains(|c: char| c.is_ascii_digit()) || words().all(|w| short_month(w).is_none()) {
        return Cow::Borrowed(typed);
    }
    let shortened = words().map(|word| short_month(word).unwrap_or(word));
    Cow::Owned(shortened.collect::<Vec<_>>().join(" "))
}

/// Remembers what was chosen, by its label: what it leads to may be another by the next time. What goes by an id is
/// told otherwise in its row, and has the label under which it is listed.
pub(super) fn remember(app: &mut App) {
    let Some(Overlay::Picker(picker)) = app.overlay() else { return };
    let names = app.data.names.get();
    let listed = |go: &Go| {
        let label = |(of, label): (NameOf, &str)| {
            (PaletteEntry::Name(of, label).go() == *go).then(|| label.to_owned())
        };
        names?.iter().find_map(label)
    };
    let label = picker.row().and_then(|row| match row.go.as_ref()? {
        Go::Command(_) => Some(row.text()),
        go => Some(listed(go).unwrap_or_else(|| row.text())),
    });
    if let Some(label) = label.filter(|_| picker.listing == Listing::Palette) {
        app.chosen_lately.retain(|before| *before != label);
        app.chosen_lately.insert(0, label);
        app.chosen_lately.truncate(LATELY);
    }
}

/// What is offered before anything is typed: what was chosen lately, then the commands as the help has them.
fn untyped(app: &App, commands: &[PaletteCommand]) -> Vec<Row> {
    let mut rows = Vec::new();
    if !app.chosen_lately.is_empty() {
        // Of many names what was chosen is found once they have been looked through.
        let names = if app.has_many() { app.data.names.get() } else { Some(names_of(app)) };
        let none = PaletteNames::default();
        let c = app.chronology();
        let all = Entries { c, commands, names: names.unwrap_or(&none) };
        let lately = app.chosen_lately.iter();
        let lately = lately.filter_map(|label| all.iter().find(|entry| entry.label() == label));
        rows.extend(under("chosen lately", lately.map(|entry| entry_row(c, entry, &[])).collect()));
    }
    let mut headings: Vec<&str> = Vec::new();
    for heading in commands.iter().map(|command| command.heading) {
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    for heading in headings {
        let own = commands.iter().filter(|command| command.heading == heading);
        let own =
            own.map(|command| entry_row(app.chronology(), PaletteEntry::Command(command), &[]));
        rows.extend(under(heading, own.collect()));
    }
    rows
}

/// Rows under a heading; none where there are none.
fn under(heading: &str, rows: Vec<Row>) -> Vec<Row> {
    let head = (!rows.is_empty()).then(|| Row::heading(heading).on_one_line());
    head.into_iter().chain(rows).collect()
}

/// The commands of the table of keys, the views and the themes by their names, the searches that are kept, and the way
/// out of a day of knowledge; and what each does, in the same order.
fn commands(app: &App) -> (Vec<PaletteCommand>, Vec<Action>) {
    type Offered = (&'static str, &'static str, String, String, Action);
    let offered =
        |heading, label, key, action| -> Offered { (heading, "commands", label, key, action) };
    let also = |label: &str, action: &Action| match action {
        Action::Show(Show::AsOf(None)) => "known by knowledge end leave back",
        Action::Show(Show::Theme(_)) => "colours colors background",
        _ => keymap::commands().find(|b| b.text == label).map_or("", Binding::also),
    };
    let end = app.place.as_of.map(|_| {
        let label = "as of: show everything again".to_owned();
        offered(Group::View.heading(), label, String::new(), Action::Show(Show::AsOf(None)))
    });
    let themes = THEMES.iter().map(|(name, choice)| {
        let label = format!("theme {name}");
        offered(Group::View.heading(), label, String::new(), Action::Show(Show::Theme(*choice)))
    });
    let keys = keymap::commands().map(|b| {
        offered(
            b.group.heading(),
            b.text.to_owned(),
            b.chord(&app.profile.chords).into_owned(),
            b.action.clone(),
        )
    });
    let views = View::ALL.into_iter().map(|view| {
        let label = format!("the timeline as {}", view.get().name());
        offered(Group::Timeline.heading(), label, String::new(), Action::Show(Show::View(view)))
    });
    let datasets = app.profile.datasets.iter().map(|name| {
        let label = format!("open the dataset {name}");
        let action = Action::Dataset(name.clone());
        ("datasets", "datasets", label, String::new(), action)
    });
    let mut all: Vec<Offered> = end.into_iter().chain(searches(app)).chain(datasets).collect();
    let mut table: Vec<Offered> = keys.chain(views).chain(themes).collect();
    // As the help has them; of a group the order of the table.
    let rank = |heading| Group::ALL.iter().position(|group| group.heading() == heading);
    table.sort_by_key(|(heading, ..)| rank(*heading));
    all.extend(table);
    let entry = |(at, (heading, kind, label, key, action)): (usize, Offered)| {
        let also = also(&label, &action);
        let go = Go::Command(at);
        (PaletteCommand { kind, label: label.into(), go, heading, also, key }, action)
    };
    let (mut entries, actions): (Vec<_>, Vec<_>) = all.into_iter().enumerate().map(entry).unzip();
    entries.push(PaletteCommand {
        kind: "datasets",
        label: "another chronology: type the path of its folder or file".into(),
        go: Go::Gone("the palette opens a path, as in ./FOLDER, ~/FOLDER or /FOLDER".to_owned()),
        heading: "datasets",
        also: keymap::OTHER_DATASET,
        key: String::new(),
    });
    entries.extend(keymap::SHELL_COMMANDS.map(|(written, what, also)| {
        let key = String::new();
        let told = Go::Gone(format!("not in here: leave, and type {written}"));
        let label = format!("{written} · {what}").into();
        PaletteCommand { kind: SHELL, label, go: told, heading: SHELL, also, key }
    }));
    (entries, actions)
}

/// The searches that are kept, then the latest others.
fn searches(
    app: &App,
) -> impl Iterator<Item = (&'static str, &'static str, String, String, Action)> {
    let kept = app.profile.kept_searches.iter().map(|query| (query, "kept"));
    let latest =
        app.profile.history.iter().filter(|query| !app.profile.kept_searches.contains(query));
    let all = kept.chain(latest.take(LATELY).map(|query| (query, "")));
    all.map(|(query, said)| {
        ("searches", "searches", format!("/{query}"), said.to_owned(), Action::Query(query.clone()))
    })
}

/// The names of what is shown, made once.
fn names_of(app: &App) -> &PaletteNames {
    app.data.names.get_or_init(|| names(app.chronology()))
}

/// Everything in the dataset that goes by a name.
pub(super) fn names(c: &Chronology) -> PaletteNames {
    let mut names = PaletteNames::default();
    for (i, event) in c.events().iter().enumerate() {
        let record = c.record_of(Subject::Event(i.into()));
        let date = words::day(event.date.as_ref(), &event.basis);
        let label = format!("{} · {date} · {}", event.title, event.id);
        names.push(NameOf::Event(Citation { record, nth: 0 }), &label);
    }
    for (i, speaker) in c.speakers().iter().enumerate() {
        let own = std::iter::once(&speaker.name).chain(&speaker.aka);
        let label = own.map(|name| &**name).collect::<Vec<_>>().join(" · ");
        names.push(NameOf::Speaker(i.into()), &label);
        names.push(NameOf::Statements, &format!("{}{ALL_OF_SPEAKER}", speaker.name));
    }
    let mut outlets: Vec<&str> = c.sources().iter().map(|s| &*s.outlet).collect();
    outlets.retain(|outlet| !outlet.is_empty());
    outlets.sort_unstable();
    outlets.dedup();
    for outlet in outlets {
        names.push(NameOf::Outlet, &format!("{outlet}{ALL_OF_OUTLET}"));
    }
    for (i, source) in c.sources().iter().enumerate() {
        let title = source.title.as_deref().unwrap_or(words::UNTITLED);
        let label = format!("{} · {title} · {}", words::source_on_screen(c, i.into()), source.id);
        names.push(NameOf::Source(i.into()), &label);
    }
    // Past this many the palette would lag; statements then go by their exact id, and by search.
    let statements = if c.statements().len() > NAMED { &[][..] } else { c.statements() };
    for i in 0..statements.len() {
        let citation = c.citation_of(i.into());
        let label = Row::of(statement_spans(c, citation)).text();
        names.push(NameOf::Statement(citation), &label);
    }
    let points = if c.points().len() > NAMED { &[][..] } else { c.points() };
    for &point in points {
        let label = format!("{} · {}", words::figure(c, point), c.point_id(point));
        names.push(NameOf::Figure(point), &label);
    }
    for (i, note) in c.notes_list().iter().enumerate() {
        let text = text::truncate(&note.text, WORDS);
        names.push(NameOf::Note(i.into()), &format!("{} · {text} · {}", note.kind, note.id));
    }
    names
}

/// A row that says in its margin what sort of thing it is.
fn row_of_kind(kind: &str, spans: Vec<Span>) -> Row {
    Row::of(spans).led(KIND, vec![Span::new(kind, Tone::Dim)])
}

/// A row that carries out a command, which is added to the others.
fn command_row(kind: &str, text: &str, commands: &mut Vec<Action>, does: Action) -> Row {
    commands.push(does);
    let go = Go::Command(commands.len() - 1);
    row_of_kind(kind, vec![Span::new(text, Tone::Plain)]).leading(go)
}

/// A typed id, which has small letters alone, goes straight to its record; that of a speaker also to all statements.
fn exact_rows(app: &App, typed: &str) -> Vec<Row> {
    let Some(named) = app.chronology().by_id(&typed.to_lowercase()) else { return Vec::new() };
    let Some(go) = app.go_to(named) else { return Vec::new() };
    let spans = pages::notes::target_spans(&app.page_input(), named);
    let mut rows = vec![row_of_kind("id", spans).leading(go)];
    if let Entity::Speaker(speaker) = named {
        let label = format!("{}{ALL_OF_SPEAKER}", app.chronology().speaker(speaker).name);
        let go = all_of("speaker", &label, ALL_OF_SPEAKER);
        rows.push(row_of_kind("", vec![Span::new(label, Tone::Plain)]).leading(go));
    }
    rows
}

/// What is typed as a path opens the dataset there; an open span of days,
/// `../2026`, has no letters, and a search that is kept, `/limits`, no other slash.
fn path_row(typed: &str, commands: &mut Vec<Action>) -> Option<Row> {
    let begins = ["~/", "./", "../"].iter().any(|begins| typed.starts_with(begins))
        || typed.strip_prefix('/').is_some_and(|rest| rest.contains('/'));
    let extension = Path::new(typed).extension();
    let is_file = extension.is_some_and(|e| e.eq_ignore_ascii_case("ron")) && !typed.contains(' ');
    let is_path = (begins || is_file) && typed.contains(char::is_alphabetic);
    let open = Action::Dataset(typed.to_owned());
    is_path.then(|| command_row("open", &format!("the dataset at {typed}"), commands, open))
}

/// The word for now ends a day of knowledge, and so does what asks for another where none follows.
fn now_row(app: &App, typed: &str, commands: &mut Vec<Action>) -> Option<Row> {
    let is_now = ["today", "now"].iter().any(|word| typed.eq_ignore_ascii_case(word))
        || dates::asks_for_day_alone(typed);
    app.place.as_of.filter(|_| is_now)?;
    let end = Action::Show(Show::AsOf(None));
    Some(command_row("as of", "show everything again", commands, end))
}

/// What has the letters that are typed, kind by kind, that with the best of all first, what is not done in here behind
/// them, and notes, in whose words there are letters of most things, last.
fn ranked(typed: &str, entries: Entries<'_>) -> Vec<Row> {
    let told = entries.iter().map(PaletteEntry::searchable).enumerate();
    let found: Vec<(PaletteEntry<'_>, _)> = labels::rank(typed, told, RANKED)
        .into_iter()
        .filter_map(|(at, _, letters)| Some((entries.get(at)?, letters)))
        .collect();
    let mut kinds: Vec<&str> = Vec::new();
    for (entry, _) in &found {
        if !kinds.contains(&entry.kind()) {
            kinds.push(entry.kind());
        }
    }
    kinds.sort_by_key(|kind| (*kind == NOTES, *kind == SHELL));
    let of = |kind: &&str| {
        let own = found.iter().filter(|(entry, _)| entry.kind() == *kind);
        let mut own: Vec<_> = own.take(OF_A_KIND).collect();
        // Who is named stands before all that was said.
        own.sort_by_key(|(entry, _)| matches!(entry, PaletteEntry::Name(NameOf::Statements, _)));
        under(
            kind,
            own.iter().map(|(entry, letters)| entry_row(entries.c, *entry, letters)).collect(),
        )
    };
    kinds.iter().flat_map(of).collect()
}

fn entry_row(c: &Chronology, entry: PaletteEntry<'_>, letters: &[Range<usize>]) -> Row {
    let label = entry.label();
    // Letters of the other words that it is found by are not shown.
    let own: Vec<_> = letters.iter().filter(|range| range.end <= label.len()).cloned().collect();
    let spans = match entry {
        PaletteEntry::Name(NameOf::Statement(citation), _) => statement_spans(c, citation),
        PaletteEntry::Name(..) | PaletteEntry::Command(_) => vec![Span::new(label, Tone::OwnWords)],
    };
    let row = Row::of(lit_across(&spans, &own)).on_one_line();
    let row = row.led(INDENT, entry.glyph(c).into_iter().collect());
    let key = Some(entry.key()).filter(|key| !key.is_empty());
    let key = key.map(|key| Span::new(key, Tone::Key));
    Row { tail: key.into_iter().collect(), ..row }.leading(entry.go())
}

/// What a statement goes by: its label is the same in one string.
fn statement_spans(c: &Chronology, citation: Citation) -> Vec<Span> {
    let reported = c.reported(citation);
    reported.map_or_else(Vec::new, |ix| pages::named_statement(c, ix, WORDS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;

    /// What the palette lists for what is typed, each with its glyph.
    fn listed(ron: &str, typed: &str) -> Vec<String> {
        let load = load_text("t.ron", ron);
        let c = &load.chronology;
        let rows = rows_of(c, typed, &[], &names(c));
        let told = |row: &Row| {
            let lead: String = row.lead.iter().map(|span| span.text.as_str()).collect();
            format!("{lead} {}", row.text())
        };
        rows.iter().filter(|row| row.go.is_some()).map(told).collect()
    }

    const TOLD: &str = r#"(
        speakers: [(id: "a", name: "Ada Brandt", kind: Person), (id: "b", name: "Bo Ek", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "Gazette")],
        events: [(id: "e1", date: "2031-05-05", title: "The lake is told", milestone: true),
            (id: "e2", date: "2031-05-05", title: "A pond is told")],
        statements: [
            (id: "quote", source: "s", para: 1, kind: Quote, speaker: "a", said: "2031-05-03", text: "We told them."),
            (id: "part", source: "s", para: 2, kind: Fragment, speaker: "a", said: "2031-05-03", text: "told them"),
            (id: "long", source: "s", para: 2, kind: Fragment, speaker: "a", said: "2031-05-03",
                text: "told them all that there was to be said of the lake and of the boats on it"),
            (id: "block", source: "s", para: 3, kind: Block, speaker: "b", said: "2031-05-03", text: "It was told."),
            (id: "own", source: "s", para: 4, kind: Reported, speaker: "b", said: "2031-05-03", text: "They were told."),
            (id: "marked", source: "s", para: 5, kind: Reported, speakers: ["a", "b"], said: "2031-05-03",
                text: "“We told them,” they say."),
        ],
        notes: [(id: "n", kind: Gap, about: ["quote"], text: "Nobody was told.")],
    )"#;

    #[test]
    fn every_record_is_told_by_its_kind_as_in_other_rows() {
        let rows = listed(TOLD, "told");
        for told in [
            "◆ The lake is told · 5 May 2031 · e1",
            "● A pond is told · 5 May 2031 · e2",
            "“ Brandt · 3 May 2031 · “We told them.” · quote",
            "“ Brandt · 3 May 2031 · “…told them…” · part",
            "“ Brandt · 3 May 2031 · “…told them all that there was to be said of the…” · long",
            "▎ Ek · 3 May 2031 · It was told. · block",
            "◦ Ek · 3 May 2031 · They were told. · own",
            "◦ Brandt and Ek · 3 May 2031 · reported: “We told them,” they say. · marked",
            "! gap · Nobody was told. · n",
        ] {
            assert!(rows.iter().any(|row| row == told), "{told} is not in {rows:#?}");
        }
    }

    #[test]
    fn whoever_said_it_with_others_is_found_too() {
        let rows = listed(TOLD, "ek");
        assert!(rows.iter().any(|row| row.ends_with(" · marked")), "{rows:#?}");
    }
}
