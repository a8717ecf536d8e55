//! The first and the last line: what is open, where one is, and what can be pressed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::action::Work;
use crate::app::prompt::Prompt;
use crate::app::{App, search};
use crate::chronology::date::Edtf;
use crate::geometry::{Form, Pane};
use crate::keymap;
use crate::pages::row::Tone;
use crate::text::{self, slice};
use crate::words;

use super::Theme;
use super::{frame, paint};

/// The title line: program, dataset, problems, days from the last milestone, the day of knowledge.
pub(super) fn title(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let c = app.chronology();
    let strong = Style::new().add_modifier(Modifier::BOLD);
    let mut left =
        vec![Span::styled(" startline ", strong), Span::raw(format!(" {}", c.meta.name()))];
    if app.screen().form == Form::Narrow || app.place.zoom {
        left = vec![Span::raw(" ")];
        for pane in Pane::ALL {
            left.push(Span::styled(
                format!(" {} ", frame::heading(app, pane)),
                theme.heading(pane == app.place.focus),
            ));
        }
    }
    let problems = app.data.problems;
    if problems.all() > 0 {
        let text = format!(
            "  {} {}, {}, {} left out{}: E lists them",
            words::NOTE,
            words::count(problems.errors, "error"),
            words::count(problems.warnings, "warning"),
            app.data.left_out,
            if app.data.is_of_before { ", shown as before" } else { "" }
        );
        let used: usize = left.iter().map(Span::width).sum();
        let text = theme.cut(&text, usize::from(area.width).saturating_sub(used));
        left.push(Span::styled(text, theme.style(Tone::Bad)));
    }
    let left = Line::from(left);
    let used = left.width();
    paint::put(area, buffer, &left);
    let room = usize::from(area.width).saturating_sub(used + 2);
    let full = Some(full(app)).filter(|_| app.screen().framed);
    let written = full.into_iter().chain([short(app)]).map(|t| theme.text(&t).into_owned());
    let right = written.into_iter().find(|t| text::width(t) <= room).unwrap_or_default();
    let width = text::width(&right) as u16;
    let at = Rect { x: area.x + area.width - width, width, ..area };
    paint::put(at, buffer, &Line::styled(right, theme.style(Tone::Dim)));
    if app.screen().framed && problems.all() == 0 {
        let room = room.saturating_sub(usize::from(width) + 2);
        about(app, theme, (area.x + used as u16 + 2, area.y), room, buffer);
    }
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
    let as_of = format!("as of {} ", as_of(app));
    if let Some(counted) = counted(app) {
        return format!("{counted}   {as_of}");
    }
    // On the milestone itself its own page counts.
    let latest = app.latest_milestone().filter(|m| *m != app.place.cursor.record);
    let since = latest.and_then(|m| {
        let days = c.date(m)?.days_until(app.as_of())?;
        let title = words::headline(c, c.record(m));
        let count = words::t_count(days);
        let unit = if count.ends_with('y') { "" } else { " d" };
        Some(format!("{count}{unit} · {}   ", text::truncate(title, 40)))
    });
    format!("{}{as_of}", since.unwrap_or_default())
}

/// The time up to which everything is known.
fn as_of(app: &App) -> String {
    app.place.as_of.map_or_else(|| Edtf::of_day(app.as_of()).long(), |end| end.to_string())
}

/// The record under the cursor counted from the dataset's anchor.
fn counted(app: &App) -> Option<String> {
    let c = app.chronology();
    let (anchor, zero) = c.anchor()?;
    let date = c.date(app.place.cursor.record)?;
    let title = text::truncate(&c.event(anchor.event).title, 40);
    Some(format!("{} · {title}", words::from_anchor(&anchor.label, zero, date)?))
}

/// Where there is no frame to say it, the place in the timeline; else the day.
fn short(app: &App) -> String {
    if app.screen().framed {
        return format!("as of {} ", as_of(app));
    }
    let at = app.order().position(app.place.cursor.record).map_or_else(|i| i, |i| i + 1);
    format!("{at} of {} ", words::count(app.order().len(), "record"))
}

/// The banner over a restricted timeline; the way out is said first, so that it is never cut.
pub(super) fn banner(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(end) = app.place.as_of else { return };
    if area.is_empty() {
        return;
    }
    let all = app.data.whole.records.len();
    let hidden = all.saturating_sub(app.chronology().records.len());
    let text = format!(
        " AS OF {end} (: as of ends it) · {hidden} of {all} records came later · summaries are written with hindsight"
    );
    let width = usize::from(area.width);
    let text = format!("{:<width$}", theme.cut(&text, width));
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
        return Some(prompt(search, theme, area, buffer));
    }
    // A sentence takes the whole line where it needs it.
    let said = app.notice.as_ref().map_or(0, |n| text::width(&theme.text(&n.text)) + 2);
    let right = Some(theme.text(&right_of(app)).into_owned())
        .filter(|r| text::width(r) + said <= usize::from(area.width) || said == 0);
    let right = right.unwrap_or_default();
    let right_width = (text::width(&right) as u16).min(area.width);
    let room = area.width - right_width;
    let left = Rect { width: room.saturating_sub(1), ..area };
    if let Some(notice) = &app.notice {
        let style = if notice.failed { theme.style(Tone::Bad) } else { Style::new() };
        let text = theme.cut(&notice.text, usize::from(left.width.saturating_sub(1)));
        paint::put(left, buffer, &Line::styled(format!(" {text}"), style));
    } else {
        paint::put(left, buffer, &Line::from(keys(app, theme, left.width)));
    }
    let at = Rect { x: area.x + room, width: right_width, ..area };
    paint::put(at, buffer, &Line::styled(right, theme.style(Tone::Dim)));
    None
}

fn keys(app: &App, theme: &Theme, width: u16) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut left = usize::from(width);
    let all = keymap::hints(app);
    // Help is always offered, so its room is kept.
    let (help, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, hint)| *hint == "help");
    let cost = |(keys, hint): &(&str, &str)| text::width(&theme.text(keys)) + text::width(hint) + 4;
    let kept: usize = help.iter().map(cost).sum();
    left = left.saturating_sub(kept);
    for hint in rest {
        if cost(&hint) > left {
            continue;
        }
        left -= cost(&hint);
        spans.extend(hint_spans(theme, hint));
    }
    for hint in help {
        spans.extend(hint_spans(theme, hint));
    }
    spans
}

fn hint_spans(theme: &Theme, (keys, hint): (&'static str, &'static str)) -> [Span<'static>; 3] {
    [
        Span::styled(format!(" {}", theme.text(keys)), theme.style(Tone::Key)),
        Span::styled(format!(" {hint}"), theme.style(Tone::Dim)),
        Span::raw(" "),
    ]
}

fn right_of(app: &App) -> String {
    if !app.pending.is_empty() {
        return format!("{}… ", app.pending);
    }
    let mut parts = Vec::new();
    if let Some(active) = &app.place.active {
        let hidden = if active.hide { ", the rest hidden" } else { "" };
        parts.push(format!(
            "/{} · {}{hidden}",
            text::truncate(active.query.text(), 24),
            search::hit_count(&active.hits)
        ));
    }
    parts.extend(working(app));
    if !app.marks.is_empty() {
        parts.push(format!("★ {}", app.marks.len()));
    }
    if parts.is_empty() { String::new() } else { format!("{} ", parts.join(" · ")) }
}

/// What is still being done, where it takes a while and the rows do not say it.
fn working(app: &App) -> Option<String> {
    match app.data.work {
        _ if app.is_reading() => None,
        Some(Work::Reading(read, taken)) => {
            Some(format!("reading {}…", words::so_far(read, taken)))
        }
        Some(Work::Checking) => Some("checking…".to_owned()),
        Some(Work::Indexing) => Some("indexing…".to_owned()),
        Some(Work::Verifying) => Some("verifying…".to_owned()),
        None => app.wanted.timeline.as_ref().map(|_| "arranging…".to_owned()),
    }
}

fn prompt(search: &search::Search, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let typed = search.prompt.text();
    let remark = remark(search);
    let remark_width = (text::width(&theme.text(&remark.0)) as u16).min(area.width / 2);
    let room = area.width.saturating_sub(remark_width + 2);
    let (shown, cursor) = scrolled(&search.prompt, usize::from(room.saturating_sub(2)));
    let mut spans = vec![Span::styled("/", theme.style(Tone::Key))];
    spans.extend(underlined(search, &shown, typed.len() - shown.len(), theme));
    paint::put(Rect { width: room, ..area }, buffer, &Line::from(spans));
    let text = theme.cut(&remark.0, usize::from(remark_width));
    let at = Rect { x: area.x + area.width - remark_width, width: remark_width, ..area };
    paint::put(at, buffer, &Line::styled(text, theme.style(remark.1)));
    (area.x + 1 + cursor, area.y)
}

/// What of a typed line is shown in so many cells, and the cell of its cursor: a long line is scrolled so that the
/// cursor is seen.
pub(super) fn scrolled(prompt: &Prompt, cells: usize) -> (String, u16) {
    let typed = prompt.text();
    let before = text::width(slice(typed, ..prompt.at()));
    let shift = before.saturating_sub(cells.saturating_sub(1));
    let shown = skip_cells(typed, shift);
    let skipped = slice(typed, ..typed.len() - shown.len());
    (shown, before.saturating_sub(text::width(skipped)) as u16)
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

/// What is to be said of a query: its fault, its completions, or its hits.
fn remark(search: &search::Search) -> (String, Tone) {
    if let Some(taken) = search.completed {
        let near = search.completions.iter().skip(taken).take(3);
        let text: Vec<String> = near.map(|c| format!("{} {}", c.label, c.count)).collect();
        return (format!("{} ", text.join(" · ")), Tone::Dim);
    }
    if let Some(complaint) = search.complaints.first() {
        let help = complaint.help.as_ref().map_or_else(String::new, |h| format!("; {h}"));
        return (format!("{}{help} ", complaint.message), Tone::Bad);
    }
    match &search.hits {
        Some(hits) => (format!("{} ", search::hit_count(hits)), Tone::Dim),
        None if search.query.is_empty() => (
            "words, \"a phrase\", -not, a OR b, ( ), speaker: said: · Tab completes ".to_owned(),
            Tone::Dim,
        ),
        None => ("indexing… ".to_owned(), Tone::Dim),
    }
}

fn skip_cells(text: &str, cells: usize) -> String {
    let mut skipped = 0;
    let mut rest = text;
    while skipped < cells {
        let Some(c) = rest.chars().next() else { break };
        skipped += text::width(&c.to_string());
        rest = slice(rest, c.len_utf8()..);
    }
    rest.to_owned()
}
