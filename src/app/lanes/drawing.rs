//! The lanes drawn: milestones and years over them, a row of densities for each, silences and what the
//! cell under the cursor holds.

use std::ops::Range;

use crate::app::App;
use crate::app::canvas::{Canvas, RAMP};
use crate::app::density::{Lane, Tally, level};
use crate::app::scale::{Day, Scale};
use crate::app::time::glyph_of;
use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::pages::row::{Span, Tone};
use crate::pages::timeline::Dated;
use crate::text;
use crate::words;

use super::Plan;

/// From this many days on a silence is told.
const SILENCE: Day = 30;
/// Under this many cells a milestone is not named.
const NAME: usize = 8;

/// What all the rows of a drawing share.
struct Sheet {
    plan: Plan,
    scale: Scale,
    /// The columns of milestones.
    milestones: Vec<u16>,
    /// The most records that a column holds in all.
    most: usize,
}

impl App {
    /// The lanes as they stand on the screen.
    #[must_use]
    pub fn lanes_drawing(&self) -> Canvas {
        let plan = self.lanes_plan();
        let mut canvas = Canvas::new(plan.area.width, plan.area.height, self.ascii);
        if canvas.width == 0 || canvas.height == 0 {
            return canvas;
        }
        let scale = self.lanes_scale();
        let density = self.shown_density();
        let count = |cell| density.tally(Lane::All, &scale.days(cell)).count;
        let most = (0..scale.cells).map(count).max().unwrap_or(0);
        let columns = self.milestones_in_time().filter_map(|(_, day)| scale.cell_of(day));
        let milestones = columns.map(|cell| plan.gutter + cell).collect();
        let sheet = Sheet { plan, scale, milestones, most };
        self.draw_head(&sheet, &mut canvas);
        let lanes = self.lanes().skip(self.time.lanes.top).take(usize::from(plan.rows));
        let mut under = plan.first();
        for (y, lane) in (plan.first()..).zip(lanes) {
            self.draw_lane(&sheet, &mut canvas, y, lane);
            under = y + 1;
        }
        self.draw_records(&mut canvas, under + 1..plan.first() + plan.rows);
        self.draw_foot(&sheet, &mut canvas);
        canvas
    }

    /// Milestones with their names as far as there is room, and the calendar.
    fn draw_head(&self, sheet: &Sheet, canvas: &mut Canvas) {
        let Sheet { plan, scale, .. } = sheet;
        let head = Head { from: plan.gutter, rows: plan.head, milestones: &sheet.milestones };
        let known: Vec<_> = self.milestones_in_time().collect();
        // From the right: the latest are what a reader counts days from.
        for (milestone, day) in known.iter().rev() {
            if let Some(cell) = scale.cell_of(*day) {
                head.place(canvas, plan.gutter + cell, &self.milestone_name(*milestone));
            }
        }
        if plan.ticks == 0 {
            return;
        }
        let y = plan.head;
        let ticks = scale.ticks(1);
        for tick in &ticks {
            if canvas.is_free(plan.gutter + tick.cell, y, tick.label.len() as u16) {
                canvas.write(plan.gutter + tick.cell, y, &tick.label, Tone::Dim);
            }
        }
        for x in ticks.iter().filter(|t| t.label.is_empty()).map(|t| plan.gutter + t.cell) {
            if canvas.is_free(x - 1, y, 3) {
                canvas.set(x, y, '·', Tone::Dim);
            }
        }
        if plan.head == 0 {
            sheet.milestones.iter().for_each(|x| canvas.set(*x, y, '◆', Tone::Milestone));
        }
        if let Some(cell) = scale.cell_of(self.time.lanes.day) {
            canvas.set(plan.gutter + cell, y, '▼', Tone::Key);
        }
    }

    fn milestone_name(&self, milestone: RecordIx) -> String {
        let c = self.chronology();
        let title = words::headline(c, c.record(milestone));
        let days = c.date(milestone).and_then(|d| d.days_until(self.as_of()));
        days.map_or_else(|| title.to_owned(), |days| format!("{} {title}", words::t_count(days)))
    }

    fn draw_lane(&self, sheet: &Sheet, canvas: &mut Canvas, y: u16, lane: Lane) {
        let Sheet { plan, scale, milestones, most } = sheet;
        self.draw_name(plan, canvas, y, lane);
        let density = self.shown_density();
        let mut empty: Vec<bool> = Vec::with_capacity(usize::from(scale.cells));
        for cell in 0..scale.cells {
            let days = scale.days(cell);
            let x = plan.gutter + cell;
            let tally = density.tally(lane, &days);
            let spanned = tally.count == 0 && density.is_spanned(lane, &days);
            if tally.count > 0 {
                let (glyph, tone) = glyph_of(tally, *most);
                canvas.set(x, y, glyph, self.lane_tone(lane, tone));
                self.light(canvas, (x, y), lane, scale);
            } else if spanned {
                canvas.set(x, y, '─', Tone::Doubt);
            }
            empty.push(tally == Tally::default() && !spanned);
        }
        for run in runs(&empty) {
            self.draw_silence(sheet, canvas, y, lane, &run);
        }
        for x in milestones {
            canvas.fill(*x, y, '│', Tone::Milestone);
        }
        if lane == self.time.lanes.lane
            && let Some(cell) = scale.cell_of(self.time.lanes.day)
        {
            canvas.point(plan.gutter + cell, y);
        }
    }

    fn lane_tone(&self, lane: Lane, tone: Tone) -> Tone {
        match (tone, self.party_of(lane)) {
            (Tone::Plain, Some(party)) if (party as usize) < self.chronology().parties().len() => {
                Tone::Party(party)
            }
            _ => tone,
        }
    }

    fn draw_name(&self, plan: &Plan, canvas: &mut Canvas, y: u16, lane: Lane) {
        let here = lane == self.time.lanes.lane;
        if here {
            canvas.set(0, y, '▌', Tone::Key);
        }
        let (indent, mark) = match lane {
            Lane::Party(party) if self.time.density.speakers(party).is_empty() => (1, ' '),
            Lane::Party(party) if self.time.lanes.open.contains(&party) => (1, '▾'),
            Lane::Party(_) => (1, '▸'),
            Lane::Speaker(_) => (2, ' '),
            Lane::All | Lane::Events => (1, '●'),
        };
        canvas.set(indent, y, mark, Tone::Glyph);
        let name = self.lane_name(lane);
        let count = self.shown_density().all(lane).len().to_string();
        let wide = usize::from(plan.gutter)
            >= text::width(&name.text) + count.len() + usize::from(indent) + 4;
        canvas.lay(indent + 2, y, plan.gutter.saturating_sub(indent + 3), name);
        if wide {
            let x = plan.gutter - 1 - count.len() as u16;
            canvas.write(x, y, &count, Tone::Dim);
        }
    }

    /// A silence between two records of a lane, in days, where it is long enough and there is room.
    fn draw_silence(
        &self,
        sheet: &Sheet,
        canvas: &mut Canvas,
        y: u16,
        lane: Lane,
        run: &Range<u16>,
    ) {
        let day = sheet.scale.days(run.start).start;
        let Some(silence) = self.shown_density().silence(lane, day) else {
            return;
        };
        let days = silence.end - silence.start;
        let text = format!("· {days} d ·");
        let length = text.chars().count() as u16;
        if days < SILENCE || run.len() < usize::from(length) + 2 {
            return;
        }
        let (first, last) = (run.start + 1, run.end - 1 - length);
        let middle = u16::midpoint(first, last);
        let crossed = |from: &u16| {
            let from = sheet.plan.gutter + from;
            sheet.milestones.iter().any(|x| (from..from + length).contains(x))
        };
        let at =
            (first..=last).filter(|from| !crossed(from)).min_by_key(|from| from.abs_diff(middle));
        canvas.lay(sheet.plan.gutter + at.unwrap_or(middle), y, length, Span::new(text, Tone::Dim));
    }

    /// Under the last lane, as far as there is room, the records of the cell.
    fn draw_records(&self, canvas: &mut Canvas, rows: Range<u16>) {
        let marks = self.lane_marks();
        let room = rows.len();
        let shown = if marks.len() > room { room.saturating_sub(1) } else { marks.len() };
        for (y, mark) in rows.clone().zip(&marks[..shown]) {
            let row = self.record_row(Citation { record: mark.record, nth: 0 }, Dated::Long);
            let x = 1 + canvas.lay_all(1, y, row.margin, &row.lead);
            canvas.lay_all(x, y, canvas.width.saturating_sub(x + 1), &row.spans);
        }
        if room > 0 && shown < marks.len() {
            let text = format!("and {} more; Enter lists them", marks.len() - shown);
            canvas.lay(1, rows.end - 1, canvas.width, Span::new(text, Tone::Dim));
        }
    }

    fn draw_foot(&self, sheet: &Sheet, canvas: &mut Canvas) {
        let Sheet { plan, most, .. } = sheet;
        if plan.foot == 0 {
            return;
        }
        let y = plan.area.height - 1;
        let readout = self.lane_readout();
        let legend = legend(*most, self.time.density.undated);
        let (width, taken) = (usize::from(plan.area.width), text::width(&readout) + 2);
        canvas.lay(1, y, plan.area.width, Span::new(readout, Tone::Strong));
        let room = legend.iter().rev().find(|text| taken + text::width(text) + 2 <= width);
        if let Some(text) = room {
            let x = plan.area.width - 1 - text::width(text) as u16;
            canvas.lay(x, y, plan.area.width, Span::new(text.clone(), Tone::Dim));
        }
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
fn legend(most: usize, undated: usize) -> Vec<String> {
    let counts: Vec<usize> =
        (1..=8).filter_map(|n| (1..=most.max(65)).rev().find(|c| level(*c, most) == n)).collect();
    let shelf =
        if undated > 0 { format!("  {undated} undated in the list") } else { String::new() };
    let scale = match counts[..] {
        [a, .., b] if b > 65 => format!("{}{a} … {}{b}", RAMP[1], RAMP[8]),
        // From so many on: a dash before the most would read as a mark of the drawing.
        _ => "▁1 ▂2 ▃3+ ▄5+ ▅9+ ▆17+ ▇33+ █65+".to_owned(),
    };
    let doubt = "~ doubtful  ─ spans days";
    vec![scale.clone(), format!("{scale}  {doubt}"), format!("{scale}  {doubt}{shelf}")]
}

/// The rows over the years, in which milestones are named.
struct Head<'a> {
    from: u16,
    rows: u16,
    /// The columns of all milestones.
    milestones: &'a [u16],
}

impl Head<'_> {
    /// Places a milestone: with its name on the side and in the row where it has the most room.
    fn place(&self, canvas: &mut Canvas, x: u16, name: &str) {
        let wanted = text::width(name) as u16 + 1;
        let mut best: Option<(u16, u16, bool)> = None;
        // Between two names it would not be seen which of them is meant, so rows with room around it come first.
        let apart = |y: &u16| canvas.is_free(x.saturating_sub(1), *y, 3);
        let rows: Vec<u16> = (0..self.rows).rev().filter(|y| canvas.is_free(x, *y, 1)).collect();
        let spacious: Vec<u16> = rows.iter().copied().filter(apart).collect();
        for y in if spacious.is_empty() { rows } else { spacious } {
            for right in [true, false] {
                let room = self.room(canvas, x, y, right).min(wanted);
                if best.is_none_or(|(most, ..)| room > most) {
                    best = Some((room, y, right));
                }
            }
        }
        let Some((room, y, right)) = best else { return };
        canvas.set(x, y, '◆', Tone::Milestone);
        if usize::from(room) >= NAME {
            let text = text::truncate(name, usize::from(room) - 1).into_owned();
            let at = if right { x + 1 } else { x - text::width(&text) as u16 };
            canvas.lay(at, y, room, Span::new(text, Tone::Milestone));
        }
        for under in y + 1..self.rows {
            canvas.fill(x, under, '│', Tone::Milestone);
        }
    }

    /// The free cells beside a column, less one that parts a name from the next.
    fn room(&self, canvas: &Canvas, x: u16, y: u16, right: bool) -> u16 {
        let row = canvas.row(y);
        let is_free = |at: &u16| row.get(usize::from(*at)).is_some_and(|cell| cell.glyph == ' ');
        let cells = if right {
            (x + 1..canvas.width).take_while(is_free).count()
        } else {
            (self.from..x).rev().take_while(is_free).count()
        };
        // A name ends a cell short of the next milestone, lest it be taken for that one's.
        let end = if right { x + cells as u16 } else { x.saturating_sub(cells as u16) };
        let met = self.milestones.contains(&if right { end } else { end.saturating_sub(1) });
        cells.saturating_sub(1 + usize::from(met)) as u16
    }
}
