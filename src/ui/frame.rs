//! The frames of the panes: border, name, what of it is seen, and how much is not.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

use crate::app::order::Axis;
use crate::app::under_cursor::Read;
use crate::app::{App, View};
use crate::chronology::date::year_label;
use crate::chronology::model::CiteRef;
use crate::geometry::{Area, Pane};
use crate::pages::Beside;
use crate::pages::row::Tone;
use crate::text;
use crate::words::{self, Places};

use super::Theme;
use super::paint::{self, Seen};

/// Draws the frame of a pane of which these rows are seen.
pub(super) fn pane(
    app: &App,
    theme: &Theme,
    pane: Pane,
    seen: Seen,
    area: Rect,
    buffer: &mut Buffer,
) {
    let focused = app.place.focus == pane;
    let (name, right) = titles(app, pane);
    let right = theme.text(&right).into_owned();
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(text::width(&right) + 2);
    let head = Span::styled(format!(" {} ", app.pane_name(pane)), theme.heading(focused));
    let name = theme.cut(&name, room.saturating_sub(app.pane_name(pane).len() + 4));
    let mut title = vec![head];
    if !name.is_empty() {
        title.push(Span::styled(format!("{} ", theme.glyph('─')), theme.border(focused)));
        title.push(Span::styled(format!("{name} "), theme.style(Tone::Plain)));
    }
    let (lines, style) = (theme.lines(focused), theme.border(focused));
    let top = paint::border(lines, style, &Line::from(title), area, buffer);
    if !right.is_empty() && usize::from(area.width) > text::width(&right) + 20 {
        let width = text::width(&right) as u16 + 2;
        let at = Rect { x: top.right() - width, width, ..top };
        paint::put(at, buffer, &Line::styled(format!(" {right} "), on_frame(theme)));
    }
    more(theme, seen, focused, area, buffer);
}

/// The style of quiet words on a frame: not in its hue, which faint has too little of to be read.
fn on_frame(theme: &Theme) -> Style {
    Style::new().fg(Color::Reset).patch(theme.style(Tone::Dim))
}

/// How much of what a frame holds is not seen: in words at its foot, and as a bar on its right side.
pub(super) fn more(theme: &Theme, seen: Seen, focused: bool, area: Rect, buffer: &mut Buffer) {
    let words = theme.text(&seen.words()).into_owned();
    let width = text::width(&words) as u16 + 2;
    if words.is_empty() || area.width < 3 || area.height < 3 {
        return;
    }
    if width + 4 <= area.width {
        let x = area.x + area.width - 2 - width;
        let foot = Rect { x, y: area.y + area.height - 1, width, height: 1 };
        let said = Span::styled(format!(" {words} "), on_frame(theme));
        paint::put(foot, buffer, &Line::from(said));
    }
    let area = Area { x: area.x, y: area.y, width: area.width, height: area.height };
    let bar = area.scrollbar();
    for row in seen.thumb(bar.height) {
        let cell = &mut buffer[(bar.x, bar.y + row)];
        cell.set_char(theme.glyph('┃')).set_style(theme.thumb(focused));
    }
}

/// The line over a pane without a frame: what it shows, where in it one is, how much is not seen.
pub(super) fn head(
    app: &App,
    theme: &Theme,
    pane: Pane,
    seen: Seen,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let (name, right) = titles(app, pane);
    let told: Vec<String> = [right, seen.words()].into_iter().filter(|w| !w.is_empty()).collect();
    let right = theme.text(&format!("{} ", told.join(" · "))).into_owned();
    let room = usize::from(area.width).saturating_sub(text::width(&right) + 2);
    let name = theme.cut(&name, room);
    let said = Line::styled(format!(" {name}"), theme.style(Tone::Strong));
    paint::put(area, buffer, &said);
    let width = (text::width(&right) as u16).min(area.width);
    let at = Rect { x: area.x + area.width - width, width, ..area };
    if text::width(&name) + text::width(&right) < usize::from(area.width) {
        paint::put(at, buffer, &Line::styled(right, theme.style(Tone::Dim)));
    }
}

/// A place in the source that is read, and of how many paragraphs where its text is held.
fn of_all(app: &App, cite: CiteRef<'_>, place: String) -> String {
    let counted = Some(cite).filter(|cite| cite.para.is_some() && cite.locator.is_none());
    match counted.and_then(|cite| app.data.article(cite.source)) {
        Some(article) => format!("{place} of {}", article.len()),
        None => place,
    }
}

/// Where in the timeline the cursor is, in less and less room: the year, where that is a list whose heading may be far
/// above, and the number of the record. Nothing where the view shows no records, or none is read.
pub(super) fn places(app: &App) -> Vec<String> {
    if !app.place.view.get().shows_records() || app.read() == Read::Nothing {
        return Vec::new();
    }
    let (order, record) = (app.order(), app.place.cursor.record);
    let at = order.position(record).map_or_else(|i| i, |i| i + 1);
    let nth = words::nth_record(at, order.len());
    let is_listed = !order.is_empty() && !app.place.view.get().is_across();
    let date = order.date(record).filter(|_| is_listed);
    let year = date.map(|date| year_label(date.sort_year()));
    let beside = year.map(|year| [format!("{year} · {nth}"), year]);
    beside.into_iter().flatten().chain([nth]).collect()
}

/// What a pane shows, and where in it one is.
pub(super) fn titles(app: &App, pane: Pane) -> (String, String) {
    let c = app.chronology();
    if app.shows_nothing() {
        return (String::new(), String::new());
    }
    let shows_records = app.place.view.get().shows_records();
    match pane {
        Pane::Timeline if app.lists_hits() => ("best first".to_owned(), String::new()),
        Pane::Timeline => {
            let view = Some(app.place.view).filter(|view| *view != View::default());
            let view = view.map(|view| view.get().name().to_owned());
            // Figures are of everybody, and stand by the days of which they are.
            let filter = app
                .place
                .filter
                .filter(|_| shows_records)
                .map(|filter| format!("only {}", filter.name(c)));
            let axis = (shows_records && app.place.axis == Axis::Published)
                .then(|| "by the day published".to_owned());
            let span = app.is_zoomed_in_time().then(|| app.stretch().words());
            let axis =
                [view, filter, axis, span].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            (axis, places(app).into_iter().next().unwrap_or_default())
        }
        Pane::Source if app.read() == Read::Nothing => ("nothing read".to_owned(), String::new()),
        Pane::Source => {
            let told = app.cite_read().map(|cite| {
                let name = words::source_on_screen(c, cite.source);
                match Places::of(cite).words() {
                    place if place.is_empty() => name,
                    place => format!("{name} · {}", of_all(app, cite, place)),
                }
            });
            let name = told.unwrap_or_else(|| "none recorded".to_owned());
            let nth = match app.source_at() {
                (_, 0 | 1) => String::new(),
                (at, count) => format!("source {} of {count}", at + 1),
            };
            (name, nth)
        }
        Pane::Quote if matches!(app.read(), Read::Beside(Beside::Paragraph(_))) => {
            ("no record".to_owned(), String::new())
        }
        // Who prints it is said somewhere on every screen; who said it stands first in the pane.
        Pane::Quote if app.screen().pane(Pane::Source).is_empty() => titles(app, Pane::Source),
        Pane::Quote => {
            let citation = match app.read() {
                Read::Record(citation) => citation,
                Read::Beside(Beside::Figure(_)) => return ("figure".to_owned(), String::new()),
                Read::Beside(Beside::Paragraph(_)) | Read::Nothing => {
                    return ("nothing read".to_owned(), String::new());
                }
            };
            let statement = c.reported(citation).map(|s| c.statement(s));
            let name = match statement {
                Some(s) => {
                    let named = s.speaker.map(|_| words::speakers(c, s).into_owned());
                    named.unwrap_or_else(|| s.kind.to_string())
                }
                None => "event".to_owned(),
            };
            (name, String::new())
        }
    }
}
