//! The first and the last line: what is open, where one is, and what can be pressed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::app::prompt::Prompt;
use crate::app::under_cursor::Read;
use crate::app::{App, search};
use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;
use crate::geometry::Pane;
use crate::keymap;
use crate::pages::Beside;
use crate::pages::row::Tone;
use crate::text::{self, slice};
use crate::words;

use super::Theme;
use super::paint::Seen;
use super::{frame, paint};

/// The cells that the name of a dataset has at least.
const NAME: usize = 8;

/// Which of what is told of problems the name gives way to, where there is room beside its least cells; else to what
/// is shorter.
const IN_SHORT: usize = 2;

/// The title line: program, dataset, problems, days from the last milestone, the day of knowledge.
pub(super) fn title(app: &App, theme: &Theme, seen: Seen, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let c = app.chronology();
    let strong = Style::new().add_modifier(Modifier::BOLD);
    // The name gives way to the day of knowledge, and to what is wrong in short.
    let wrong: Vec<String> =
        wrong(app).into_iter().map(|told| theme.text(&told).into_owned()).collect();
    let day = text::width(&theme.text(&format!("  as of {} ", day_told(app))));
    let program = " startline ";
    let room = usize::from(area.width).saturating_sub(program.len() + 1 + day);
    let mut widths = wrong.iter().skip(IN_SHORT).map(|told| text::width(told));
    let kept = widths.clone().find(|width| width + NAME <= room).or_else(|| widths.next_back());
    let room = room.saturating_sub(kept.unwrap_or_default());
    let name = theme.cut(&c.meta.name(), room.max(NAME));
    let mut left = vec![Span::styled(program, strong), Span::raw(format!(" {name}"))];
    let tabs = app.tabs();
    if !tabs.is_empty() {
        left = vec![Span::raw(" ")];
        for (pane, _) in tabs {
            let name = format!(" {} ", app.tab_name(pane));
            left.push(Span::styled(name, theme.heading(pane == app.place.focus)));
        }
    }
    if !wrong.is_empty() {
        let used: usize = left.iter().map(Span::width).sum();
        let room = usize::from(area.width).saturating_sub(used);
        let beside = if app.screen().framed { day } else { 0 };
        let fits = |kept: usize| move |told: &&String| text::width(told) + kept <= room;
        let told = wrong.iter().find(fits(beside)).or_else(|| wrong.iter().find(fits(0)));
        left.push(Span::styled(told.cloned().unwrap_or_default(), theme.style(Tone::Bad)));
    }
    let left = Line::from(left);
    let used = left.width();
    paint::put(area, buffer, &left);
    let room = usize::from(area.width).saturating_sub(used + 2);
    let full = Some(full(app)).filter(|_| app.screen().framed);
    let written = full.into_iter().chain(short(app, seen)).map(|t| theme.text(&t).into_owned());
    let right = written.into_iter().find(|t| text::width(t) <= room).unwrap_or_default();
    let width = text::width(&right) as u16;
    let at = Rect { x: area.x + area.width - width, width, ..area };
    paint::put(at, buffer, &Line::styled(right, theme.style(Tone::Dim)));
    if app.screen().framed && wrong.is_empty() {
        let room = room.saturating_sub(usize::from(width) + 2);
        about(app, theme, (area.x + used as u16 + 2, area.y), room, buffer);
    }
}

/// How much is wrong with the dataset and the configuration, and the key that lists it, in less and less room; nothing
/// where nothing is.
fn wrong(app: &App) -> Vec<String> {
    if !app.is_wrong() {
        return Vec::new();
    }
    let problems = app.data.problems;
    let list = keymap::chord_of(&app.profile.chords, "problems");
    let (records, files) = app.data.left_out;
    let left_out = words::also_left_out(records, files);
    let before = if app.data.is_of_before { ", shown as before" } else { "" };
    let counts = words::problems(problems);
    let of_config = words::count(app.profile.config_problems.len(), "error");
    let (counts, of_config) = match (problems.all(), app.profile.config_problems.len()) {
        (0, _) => (format!("{of_config} in the configuration"), String::new()),
        (_, 0) => (counts, String::new()),
        (_, _) => (counts, format!(", and in the configuration {of_config}")),
    };
    // Warnings leave nothing out.
    let graver = match problems.errors {
        0 => counts.clone(),
        n => words::count(n, "error"),
    };
    // Of what is shown as before an edit nothing is left out yet.
    let effect = if before.is_empty() { &left_out } else { before };
    vec![
        format!("  {} {counts}{left_out}{before}{of_config}: {list} lists them", words::NOTE),
        format!("  {} {counts}{left_out}{before}: {list} lists them", words::NOTE),
        format!("  {} {counts}{left_out}{before}: {list}", words::NOTE),
        format!("  {} {graver}{left_out}{before}: {list}", words::NOTE),
        format!("  {} {graver}{effect}: {list}", words::NOTE),
        format!("  {} {graver}: {list}", words::NOTE),
        format!("  {} {list}", words::NOTE),
    ]
}

/// What this is, in the longest sentence that there is room for.
fn about(app: &App, theme: &Theme, (x, y): (u16, u16), room: usize, buffer: &mut Buffer) {
    let said = words::about(app.chronology()).into_iter().map(|t| theme.text(&t).into_owned());
    if let Some(said) = said.into_iter().find(|said| text::width(said) <= room) {
        let at = Rect { x, y, width: text::width(&said) as u16, height: 1 };
        paint::put(at, buffer, &Line::styled(said, theme.style(Tone::Dim)));
    }
}

fn full(app: &App) -> String {
    let c = app.chronology();
    let as_of = format!("as of {} ", day_told(app));
    // Where a dataset counts from an event, it is what is read that is counted: another count would be taken for its.
    if c.anchor().is_some() {
        let counted = counted(app).map(|counted| format!("{counted}   "));
        return format!("{}{as_of}", counted.unwrap_or_default());
    }
    // On the milestone itself its own page counts.
    let is_read = |m: &RecordIx| matches!(app.read(), Read::Record(read) if read.record == *m);
    let latest = app.latest_milestone().filter(|m| !is_read(m));
    let since = latest.and_then(|m| {
        let days = c.date(m)?.days_until(app.day())?;
        let title = words::headline(c, c.record(m));
        let count = words::t_count(days);
        let unit = if count.ends_with('y') { "" } else { " d" };
        Some(format!("{count}{unit} · {}   ", text::truncate(title, 40)))
    });
    format!("{}{as_of}", since.unwrap_or_default())
}

/// The time up to which everything is known.
fn day_told(app: &App) -> String {
    app.place.as_of.map_or_else(|| Edtf::of_day(app.day()).long(), |end| end.to_string())
}

/// What is read counted from the dataset's anchor.
fn counted(app: &App) -> Option<String> {
    let c = app.chronology();
    let (anchor, zero) = c.anchor()?;
    let date = match app.read() {
        Read::Record(citation) => c.day_at(citation).0?,
        Read::Beside(Beside::Paragraph(_)) => c.day_at(app.place.cursor).0?,
        Read::Beside(Beside::Figure(point)) => &c.point(point).date,
        Read::Nothing => return None,
    };
    let title = text::truncate(&c.event(anchor.event).title, 40);
    Some(format!("{} · {title}", words::from_anchor(&anchor.label, zero, date)?))
}

/// Where there is no frame to say it, how much of the pane is not seen, the year and the place in the timeline, the
/// longest first; else the day.
fn short(app: &App, seen: Seen) -> Vec<String> {
    if app.screen().framed {
        return vec![format!("as of {} ", day_told(app))];
    }
    let told: Vec<String> = frame::places(app).iter().map(|place| format!("{place} ")).collect();
    // The list has its place, the source a line of its own.
    let more = Some(seen.words()).filter(|words| !words.is_empty());
    let says_no_place = match app.place.focus {
        Pane::Quote => true,
        Pane::Timeline => app.place.view.get().is_across() && !app.lists_hits(),
        Pane::Source => false,
    };
    match more.filter(|_| says_no_place) {
        None => told,
        Some(more) => {
            let beside = told.iter().map(|told| format!("{more} · {told}"));
            beside.chain([format!("{more} ")]).collect()
        }
    }
}

/// The banner over a restricted timeline; the way out is said first, so that it is never cut.
pub(super) fn banner(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(end) = app.place.as_of else { return };
    if area.is_empty() {
        return;
    }
    // What lies over the panes has the keys.
    let has_keys = app.overlay().is_none() && app.search.is_none();
    let way_out =
        if has_keys { format!(" ({} ends it)", app.way_out_of_day()) } else { String::new() };
    let way_out = format!(" AS OF {end}{way_out}");
    let records = app.data.lacks.map(|lacks| lacks.records).unwrap_or_default();
    let why = words::left_out_by_day(records, "record")
        .unwrap_or_else(|| "no record left out".to_owned());
    let short = match records.all() {
        0 => way_out.clone(),
        n => format!("{way_out} · {n} of {} left out", words::count(records.of, "record")),
    };
    let why = format!("{way_out} · {why}");
    let whole = format!("{why} · summaries are written with hindsight");
    let width = usize::from(area.width);
    let told = [whole, why, short, way_out, format!(" AS OF {end}")];
    let told = told.map(|told| theme.text(&told).into_owned());
    let told = told.into_iter().find(|told| text::width(told) <= width).unwrap_or_default();
    let text = format!("{told:<width$}");
    paint::put(area, buffer, &Line::styled(text, theme.alarm()));
}

/// The last line: the prompt, a notice, or the keys that matter here. Where the cursor of the prompt stands.
pub(super) fn footer(
    app: &App,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    if area.is_empty() {
        return None;
    }
    if let Some(search) = &app.search {
        return Some(prompt(app, search, theme, area, buffer));
    }
    let keys = keymap::footer(app, area.width);
    let mut used = 0;
    if let Some(notice) = &app.notice {
        let style = if notice.failed { theme.style(Tone::Bad) } else { Style::new() };
        let room = keys.first().map_or(area.width, |key| key.cells.start);
        sentence(theme, (&notice.text, style), room, area, buffer);
        let said = text::width(&theme.text(&notice.text)) + 2;
        used = keys.last().map_or(said, |key| usize::from(key.cells.end));
    }
    for key in keys {
        let (x, width) = (area.x + key.cells.start, key.cells.len() as u16);
        let spans = hint_spans(theme, &key.binding.chord(&app.profile.chords), key.text);
        paint::put(Rect { x, width, ..area }.intersection(area), buffer, &Line::from(spans));
    }
    standing(app, theme, area, used, buffer);
    None
}

/// What stands at the end of the last line, where what is said before it leaves room.
fn standing(app: &App, theme: &Theme, area: Rect, said: usize, buffer: &mut Buffer) {
    let right = keymap::standing(app, area.width);
    if said + text::width(&right) > usize::from(area.width) {
        return;
    }
    let width = text::width(&right) as u16;
    let at = Rect { x: area.x + area.width - width, width, ..area };
    paint::put(at, buffer, &Line::styled(right, theme.style(Tone::Dim)));
}

/// A sentence in the first cells of the last line, and where it is longer in those above it: what is said is said whole.
fn sentence(
    theme: &Theme,
    (told, style): (&str, Style),
    room: u16,
    area: Rect,
    buffer: &mut Buffer,
) {
    let told = theme.text(told).into_owned();
    let lines = text::wrap(&told, usize::from(room.saturating_sub(2)).max(1));
    let above = (lines.len() as u16).saturating_sub(1).min(area.y);
    let covered = Rect { y: area.y - above, height: above + 1, ..area };
    if above > 0 {
        Clear.render(covered, buffer);
        paint::set_style(covered, buffer, theme.style(Tone::Plain));
    }
    for (line, y) in lines.into_iter().zip(covered.y..) {
        let said = Line::styled(format!(" {}", slice(&told, line).trim_end()), style);
        paint::put(Rect { y, height: 1, ..area }.intersection(covered), buffer, &said);
    }
}

fn hint_spans(theme: &Theme, keys: &str, hint: &str) -> Vec<Span<'static>> {
    let keys = Span::styled(format!(" {}", theme.text(keys)), theme.style(Tone::Key));
    let said = Span::styled(format!(" {}", theme.text(hint)), theme.style(Tone::Dim));
    if hint.is_empty() { vec![keys] } else { vec![keys, said] }
}

fn prompt(
    app: &App,
    search: &search::Search,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let typed = search.prompt.text();
    // What is longer than half of the line stands above it, whole.
    let beside = area.width / 2;
    let remark = remark(app, search, beside);
    let whole = text::width(&theme.text(&remark.0)) as u16;
    let remark_width = if whole <= beside { whole } else { 0 };
    if remark_width == 0 && area.y > 0 {
        let above = Rect { y: area.y - 1, ..area };
        Clear.render(above, buffer);
        let told = (remark.0.trim_end(), theme.style(remark.1));
        sentence(theme, told, above.width, above, buffer);
    }
    let room = area.width.saturating_sub(remark_width + 2);
    let Scrolled { ellipsis, shown, cursor } =
        scrolled(&search.prompt, usize::from(room.saturating_sub(2)), theme);
    let mut spans = vec![Span::styled("/", theme.style(Tone::Key)), ellipsis];
    spans.extend(underlined(search, &shown, typed.len() - shown.len(), theme));
    paint::put(Rect { width: room, ..area }, buffer, &Line::from(spans));
    let text = theme.cut(&remark.0, usize::from(remark_width));
    let at = Rect { x: area.x + area.width - remark_width, width: remark_width, ..area };
    paint::put(at, buffer, &Line::styled(text, theme.style(remark.1)));
    (area.x + 1 + cursor, area.y)
}

/// What of a typed line is shown.
pub(super) struct Scrolled {
    /// What stands for its beginning where that is not shown.
    pub(super) ellipsis: Span<'static>,
    /// The rest, to its end.
    pub(super) shown: String,
    /// The cell of the cursor.
    pub(super) cursor: u16,
}

/// What of a typed line is shown in so many cells: a long line is scrolled so that the cursor is seen, and looks cut.
pub(super) fn scrolled(prompt: &Prompt, cells: usize, theme: &Theme) -> Scrolled {
    let typed = prompt.text();
    let before = text::width(slice(typed, ..prompt.at()));
    let room = cells.saturating_sub(1);
    if before <= room {
        let (ellipsis, shown) = (Span::raw(""), typed.to_owned());
        return Scrolled { ellipsis, shown, cursor: before as u16 };
    }
    // In no room at all it would stand in place of the line.
    let ellipsis = if room > 6 { theme.text("…").into_owned() } else { String::new() };
    let mark = text::width(&ellipsis);
    let shown = text::skip_cells(typed, before.saturating_sub(room.saturating_sub(mark)));
    let skipped = text::width(slice(typed, ..typed.len() - shown.len()));
    let cursor = (before.saturating_sub(skipped) + mark) as u16;
    let ellipsis = Span::styled(ellipsis, theme.style(Tone::Dim));
    Scrolled { ellipsis, shown: shown.to_owned(), cursor }
}

/// The query with what is wrong in it underlined at its place; reversed while it is only offered.
fn underlined(
    search: &search::Search,
    shown: &str,
    skipped: usize,
    theme: &Theme,
) -> Vec<Span<'static>> {
    if search.prompt.is_offered() {
        let style = Style::new().add_modifier(Modifier::REVERSED);
        return vec![Span::styled(shown.to_owned(), style)];
    }
    let mut spans = Vec::new();
    let mut at = 0;
    for complaint in &search.complaints {
        let start = complaint.range.start.saturating_sub(skipped).max(at).min(shown.len());
        let end = complaint.range.end.saturating_sub(skipped).max(start).min(shown.len());
        let (Some(before), Some(wrong)) = (shown.get(at..start), shown.get(start..end)) else {
            continue;
        };
        spans.push(Span::raw(before.to_owned()));
        spans.push(Span::styled(
            wrong.to_owned(),
            theme.style(Tone::Bad).add_modifier(Modifier::UNDERLINED),
        ));
        at = end;
    }
    spans.push(Span::raw(shown.get(at..).unwrap_or_default().to_owned()));
    spans
}

/// What is to be said of a query: its fault, its completions, or its hits; how many paragraphs there are where that
/// fits beside what is typed, for the list has them under a heading that says it too.
fn remark(app: &App, search: &search::Search, beside: u16) -> (String, Tone) {
    // The prompt has the line of what is said.
    if let Some(notice) = &app.notice {
        let tone = if notice.failed { Tone::Bad } else { Tone::Plain };
        return (format!("{} ", notice.text), tone);
    }
    if let Some(taken) = search.completed {
        let near = search.completions.iter().skip(taken).take(3);
        let text: Vec<String> = near.map(|c| format!("{} {}", c.label, c.count)).collect();
        return (format!("{} ", text.join(" · ")), Tone::Dim);
    }
    if let Some(complaint) = search.complaints.first() {
        return (format!("{} ", search::worded(complaint)), Tone::Bad);
    }
    if let Some(begun) = search.begun.as_ref().filter(|_| app.wanted.search.is_none()) {
        return (format!("{begun} "), Tone::Dim);
    }
    match &search.hits {
        Some(hits) => {
            // Until what is typed now is found, that is the count of what was typed before.
            let sought = if app.wanted.search.is_some() { "…" } else { "" };
            let figures = match search.figures.len() {
                0 => String::new(),
                n => format!(" · {}", words::count(n, "figure")),
            };
            // Hits are those of everybody, whoever alone is shown.
            let all = if search.origin.filter.is_some() { "of everybody: " } else { "" };
            let count = format!("{all}{}{figures}{sought}", search::hit_count(hits));
            let with_texts = match search.paragraphs.total {
                0 => format!("{count} "),
                n => format!("{count} · {n} in the texts "),
            };
            let fits = text::width(&with_texts) <= usize::from(beside);
            (if fits { with_texts } else { format!("{count} ") }, Tone::Dim)
        }
        None if app.wanted.search.is_some() => ("searching… ".to_owned(), Tone::Dim),
        None if !search.asks() => {
            let forms = "words, \"a phrase\", -not, a OR b, ( ), speaker: said:";
            (format!("{forms} · {} completes ", app.key("complete")), Tone::Dim)
        }
        None => ("indexing… ".to_owned(), Tone::Dim),
    }
}
