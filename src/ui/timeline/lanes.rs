//! The lanes drawn: milestones and years over them, a row of densities for each, silences and what the
//! cell under the cursor holds.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::density::{Lane, Tally, level};
use crate::app::scale::{Scale, Second};
use crate::app::views::lanes::{LanesLayout, is_long};
use crate::keymap;
use crate::pages::row::{Span, Tone};
use crate::pages::timeline::Dated;
use crate::text;

use crate::ui::Theme;
use crate::ui::cells::Cells;
use crate::ui::milestones;
use crate::ui::paint::{self, Seen};
use crate::ui::strip::{RAMP, bar, glyph_of, light};

/// The name of the row of silences of both sides.
const BOTH: &str = "both silent";

/// Draws the lanes; which of their rows are seen.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Seen {
    let layout = app.lanes_layout();
    if area.is_empty() {
        return Seen::default();
    }
    if let Some(why) = app.why_empty() {
        paint::notice(theme, why, area, buffer);
        return Seen::default();
    }
    let scale = app.lanes_scale();
    let density = app.shown_density();
    let count = |cell| density.tally(Lane::All, &scale.span(cell)).count;
    let most = (0..scale.cells).map(count).max().unwrap_or(0);
    let columns = app.milestones_in_time().filter_map(|(_, day)| scale.cell_of(day));
    let milestones = columns.map(|cell| layout.gutter + cell).collect();
    let mut drawing =
        Drawing { app, layout, scale, milestones, most, cells: Cells::new(theme, buffer, area) };
    drawing.head();
    let mut under = layout.first();
    for (lane, name) in app.shown_lanes() {
        drawing.lane(under + layout.tall - 1, lane, &name);
        under += layout.tall;
    }
    under += drawing.silences(under);
    drawing.records(under + 1..layout.first() + layout.rows);
    drawing.foot();
    let seen = app.lane_rows_seen();
    Seen { first: seen.start, end: seen.end, len: app.lane_rows() }
}

/// What all the rows of the lanes share while they are drawn.
struct Drawing<'a> {
    app: &'a App,
    cells: Cells<'a>,
    layout: LanesLayout,
    scale: Scale,
    /// The columns of milestones.
    milestones: Vec<u16>,
    /// The most records that a column holds in all.
    most: usize,
}

impl Drawing<'_> {
    /// Milestones with their names as far as there is room, and the calendar.
    fn head(&mut self) {
        let (app, layout, scale) = (self.app, self.layout, self.scale);
        milestones::draw(&mut self.cells, &app.lanes_milestones());
        if layout.ticks == 0 {
            return;
        }
        let y = layout.head;
        let ticks = scale.ticks(1);
        for tick in &ticks {
            if self.cells.is_free(layout.gutter + tick.cell, y, tick.label.len() as u16) {
                self.cells.write(layout.gutter + tick.cell, y, &tick.label, Tone::Dim);
            }
        }
        for x in ticks.iter().filter(|t| t.label.is_empty()).map(|t| layout.gutter + t.cell) {
            if self.cells.is_free(x - 1, y, 3) {
                self.cells.set(x, y, '·', Tone::Dim);
            }
        }
        if layout.head == 0 {
            for x in &self.milestones {
                self.cells.set(*x, y, '◆', Tone::Milestone);
            }
        }
        let here = &app.place.views.lanes;
        if let Some(cell) = scale.cell_of(here.day).filter(|_| !here.undated) {
            let x = layout.gutter + cell;
            // A label keeps its letters: there the cursor is a reversed one.
            if self.cells.is_free(x, y, 1) {
                self.cells.set(x, y, '▼', Tone::Key);
            } else {
                self.cells.point(x, y);
            }
        }
    }

    fn lane(&mut self, y: u16, lane: Lane, name: &Span) {
        let (app, layout, scale) = (self.app, self.layout, self.scale);
        self.name(y, lane, name);
        let density = app.shown_density();
        let here = &app.place.views.lanes;
        let here = scale.cell_of(here.day).filter(|_| lane == here.lane && !here.undated);
        let mut empty: Vec<bool> = Vec::with_capacity(usize::from(scale.cells));
        for cell in 0..scale.cells {
            let days = scale.span(cell);
            let x = layout.gutter + cell;
            let tally = density.tally(lane, &days);
            let spanned = tally.count == 0 && density.is_spanned(lane, &days);
            if tally.count > 0 {
                let (glyph, tone) = glyph_of(tally, self.most);
                let (high, low) = bar(tally, self.most, glyph, self.layout.tall > 1);
                for (y, glyph) in [(y.saturating_sub(1), high), (y, low)] {
                    if glyph != ' ' {
                        self.cells.set(x, y, glyph, lane_tone(app, lane, tone));
                        light(app, &mut self.cells, (x, y), lane, &days, here == Some(cell));
                    }
                }
            } else if spanned {
                self.cells.set(x, y, '─', Tone::Doubt);
            }
            empty.push(tally == Tally::default() && !spanned);
        }
        for run in runs(&empty) {
            self.silence(y, lane, &run);
        }
        if let Some(cell) = here {
            for y in y + 1 - layout.tall..=y {
                self.cells.point(layout.gutter + cell, y);
            }
        }
    }

    /// Under the lanes, when neither of the two sides that are heard most is heard, the longest with its ends; how
    /// many rows that takes.
    fn silences(&mut self, y: u16) -> u16 {
        let silences = &self.app.timeline.silences;
        if silences.list.is_empty() || y >= self.layout.first() + self.layout.rows {
            return 0;
        }
        self.cells.lay(3, y, self.layout.gutter.saturating_sub(4), &Span::new(BOTH, Tone::Dim));
        let both: Vec<Lane> = silences
            .parties
            .into_iter()
            .flat_map(|(one, other)| [one, other].map(Lane::Party))
            .collect();
        let silent: Vec<Option<&Range<Second>>> =
            (0..self.scale.cells).map(|cell| silences.around(&self.scale.span(cell))).collect();
        for run in runs(&silent.iter().map(Option::is_some).collect::<Vec<_>>()) {
            for cell in run.clone() {
                self.cells.set(self.layout.gutter + cell, y, '─', Tone::Dim);
            }
            let of = silent.get(usize::from(run.start)).copied().flatten();
            if let Some(silence) = of {
                self.tell(y, (&run, &both), silence, true);
            }
        }
        1
    }

    /// Tells a silence of lanes in the middle of the cells it takes, with both its ends where there is room. On a line
    /// something of that is seen at each side; elsewhere it is so around a length alone, which says least.
    fn tell(
        &mut self,
        y: u16,
        (run, lanes): (&Range<u16>, &[Lane]),
        silence: &Range<Second>,
        on_line: bool,
    ) {
        let mut told = self.app.silence_tellings(lanes, silence);
        let length = told.pop();
        let fits = |beside: usize| move |told: &String| text::width(told) + 2 + beside <= run.len();
        let with_ends = told.into_iter().find(fits(if on_line { 2 } else { 0 }));
        let Some(told) = with_ends.or_else(|| length.filter(fits(2))) else { return };
        let text = format!(" {told} ");
        let width = text::width(&text) as u16;
        let x = self.layout.gutter + u16::midpoint(run.start, run.end - width);
        self.cells.lay(x, y, width, &Span::new(text, Tone::Dim));
    }

    fn name(&mut self, y: u16, lane: Lane, name: &Span) {
        let (app, gutter) = (self.app, self.layout.gutter);
        let here = lane == app.place.views.lanes.lane;
        if here {
            self.cells.set(0, y, '▌', Tone::Key);
        }
        let indent = LanesLayout::indent(lane);
        let mark = match lane {
            Lane::Party(party) if app.timeline.density.speakers(party).is_empty() => ' ',
            Lane::Party(party) if app.place.views.lanes.open.contains(&party) => '▾',
            Lane::Party(_) => '▸',
            Lane::Speaker(_) => ' ',
            Lane::All | Lane::Events => '●',
        };
        self.cells.set(indent, y, mark, Tone::Glyph);
        let count = app.shown_density().count(lane).to_string();
        let wide =
            usize::from(gutter) >= text::width(&name.text) + count.len() + usize::from(indent) + 4;
        self.cells.lay(indent + 2, y, self.layout.room(lane), name);
        if wide {
            let x = gutter - 1 - count.len() as u16;
            self.cells.write(x, y, &count, Tone::Dim);
        }
    }

    /// A silence between two records of a lane, in days, where it is long enough and there is room.
    fn silence(&mut self, y: u16, lane: Lane, run: &Range<u16>) {
        let day = self.scale.span(run.start).start;
        let Some(silence) = self.app.shown_density().silence(lane, day) else {
            return;
        };
        if is_long(&silence, self.scale.stretch) {
            self.tell(y, (run, &[lane]), &silence, false);
        }
    }

    /// Under the last lane, as far as there is room, the records of the cell.
    fn records(&mut self, rows: Range<u16>) {
        let records = self.app.lane_records();
        let (room, count) = (rows.len(), records.len());
        let shown = if count > room { room.saturating_sub(1) } else { count };
        let width = self.cells.width();
        for (y, record) in rows.clone().zip(records.take(shown)) {
            let row = self.app.record_row(self.app.citation_shown(record), Dated::Long);
            let x = 1 + self.cells.lay_all(1, y, row.margin, &row.lead);
            self.cells.lay_all(x, y, width.saturating_sub(x + 1), &row.spans);
        }
        if room > 0 && shown < count {
            let enter = keymap::chord_of(&self.app.profile.chords, "cell-into");
            let text = match shown {
                0 => format!("{enter} lists the {count} records"),
                _ => format!("and {} more; {enter} lists them", count - shown),
            };
            self.cells.lay(1, rows.end - 1, width, &Span::new(text, Tone::Dim));
        }
    }

    fn foot(&mut self) {
        let area = self.layout.area;
        if self.layout.foot == 0 {
            return;
        }
        let y = area.height - 1;
        let width = usize::from(area.width);
        let undated = self.app.timeline.density.undated;
        let legend = legend(self.most, self.layout.tall > 1, undated);
        // Of those without a date no lane says anything, so the readout gives way to their number but not to a scale.
        let beside = legend.first().filter(|_| undated > 0).map_or(0, |text| text::width(text) + 3);
        let mut told = self.app.lane_readouts();
        let fits = |told: &String, beside| text::width(told) + beside < width;
        let last = told.len().saturating_sub(1);
        let at = told[..last].iter().position(|told| fits(told, beside));
        let at = at.or_else(|| told.iter().position(|told| fits(told, 0))).unwrap_or(last);
        let readout = told.swap_remove(at);
        let taken = text::width(&readout) + 2;
        self.cells.lay(1, y, area.width, &Span::new(readout, Tone::Strong));
        let room = legend.iter().rev().find(|text| taken + text::width(text) + 2 <= width);
        if let Some(text) = room {
            let x = area.width - 1 - text::width(text) as u16;
            self.cells.lay(x, y, area.width, &Span::new(text.clone(), Tone::Dim));
        }
    }
}

fn lane_tone(app: &App, lane: Lane, tone: Tone) -> Tone {
    match (tone, app.party_of(lane)) {
        (Tone::Plain, Some(party)) if (party as usize) < app.chronology().parties().len() => {
            Tone::Lane(party)
        }
        _ => tone,
    }
}

/// The runs of true values.
fn runs(values: &[bool]) -> Vec<Range<u16>> {
    let mut runs: Vec<Range<u16>> = Vec::new();
    for (at, _) in (0u16..).zip(values).filter(|(_, value)| **value) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// What the glyphs mean, shortest telling first.
fn legend(most: usize, is_tall: bool, undated: usize) -> Vec<String> {
    let counts: Vec<usize> =
        (1..=8).filter_map(|n| (1..=most.max(65)).rev().find(|c| level(*c, most) == n)).collect();
    let scale = match counts[..] {
        // Of two rows each step takes two eighths.
        [one, two, .., b] if is_tall => {
            format!("{}{one} {}{two} … {}{b} in two rows", RAMP[2], RAMP[4], RAMP[8])
        }
        [a, .., b] if b > 65 => format!("{}{a} … {}{b}", RAMP[1], RAMP[8]),
        // From so many on: a dash before the most would read as a mark of the drawing.
        _ => "▁1 ▂2 ▃3+ ▄5+ ▅9+ ▆17+ ▇33+ █65+".to_owned(),
    };
    let doubt = "~ doubtful  ─ spans days";
    if undated == 0 {
        return vec![scale.clone(), format!("{scale}  {doubt}")];
    }
    let shelf = format!("{undated} undated");
    let listed = format!("{shelf} in the list");
    vec![shelf, listed.clone(), format!("{scale}  {listed}"), format!("{scale}  {doubt}  {listed}")]
}
