//! The help: what the panes are, what the glyphs mean, every key, and what a query may be made of.

use crate::pages;
use crate::pages::row::{Row, Span, Tone};
use crate::search::QUERY_FORMS;
use crate::words;

use crate::app::App;

use super::help;

/// The column of keys, in cells, where there is room for one.
const KEYS: u16 = 26;

/// The rows of the help at a width.
#[must_use]
pub fn help_page(app: &App, width: u16) -> Vec<Row> {
    let plain = |text: &str, tone| Row::of(vec![Span::new(text, tone)]);
    let legend = words::legend().into_iter().map(|(glyph, what)| format!("{glyph} {what}"));
    let legend = legend.collect::<Vec<_>>().join("  ");
    let mut rows = Vec::new();
    if let Some(description) = &app.chronology().meta.description {
        rows.push(Row::of(vec![Span::new(&**description, Tone::OwnWords)]));
        rows.push(Row::blank());
    }
    rows.extend([
            plain(
                "Three panes, one cursor: the timeline orders records by time, the source by paragraph, the quote \
                 pane is a page about the one record. Moving in a pane moves the cursor along its order.",
                Tone::Plain,
            ),
            plain(
                &legend,
                Tone::Dim,
            ),
            plain(
                "In the strip and the lanes ▁ is one record, ▂ two, each step twice as many, up to █ 65 and more; \
                 ─ is a date of several days. In figures ○ □ are unverified, ◐ ◧ \
                 derived, ◎ the same value of both, ✗ not provided, ┄ a ceiling that does not bind yet.",
                Tone::Dim,
            ),
            Row::blank(),
        ]);
    for (group, keys) in help() {
        rows.push(Row::heading(group.heading()));
        rows.extend(keys.iter().map(|(keys, text)| key_row(keys, text, width)));
        rows.push(Row::blank());
    }
    rows.push(Row::heading("In a query"));
    rows.extend(QUERY_FORMS.iter().map(|(form, text)| key_row(form, text, width)));
    pages::finished(rows, app.ascii)
}

/// Keys beside their words, or before them where there is no room for a column.
fn key_row(keys: &str, text: &str, width: u16) -> Row {
    if width < 3 * KEYS {
        return Row::of(vec![
            Span::new(format!("{keys}  "), Tone::Key),
            Span::new(text, Tone::Plain),
        ]);
    }
    Row::of(vec![Span::new(text, Tone::Plain)])
        .led(KEYS, vec![Span::new(format!("  {keys}"), Tone::Key)])
}
