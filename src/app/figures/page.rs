//! The figures on the screen: the measures, the chart, what the exchange under the cursor says, notes, and
//! a table where there is room.

use crate::app::App;
use crate::app::canvas::Canvas;
use crate::app::scale::{Day, date_of};
use crate::chronology::date::Edtf;
use crate::chronology::model::{Point, PointStatus};
use crate::geometry::{Area, Pane};
use crate::pages::row::{self, Span, Tone};
use crate::text;
use crate::words;

use super::chart::{MISSING, SHARED, mark, number};
use super::table::DAY;
use super::{Curve, Measure};

/// The most rows that read out values.
const READ: u16 = 4;

/// Where everything of the figures lies, within the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan {
    /// The names of the measures.
    pub tabs: Area,
    /// What the marks mean.
    pub legend: Area,
    /// The chart.
    pub chart: Area,
    /// The table.
    pub table: Area,
    /// What the exchange says.
    pub readout: Area,
    /// What is remarked on the series.
    pub notes: Area,
}

impl Plan {
    /// The plan for a pane of a size, with so many curves and notes, and a table of columns of some width.
    #[must_use]
    pub fn of(width: u16, height: u16, curves: u16, column: u16, notes: u16) -> Self {
        let whole = Area { x: 0, y: 0, width, height };
        let (tabs, rest) = whole.split_rows(u16::from(height > 3));
        let (legend, rest) = rest.split_rows(u16::from(height > 13));
        let remarks = match height {
            0..=11 => 0,
            12..=21 => 1.min(notes),
            _ => 3.min(notes),
        };
        let read = (1 + curves.min(READ)).min(rest.height);
        let (rest, foot) = rest.split_rows(rest.height - (read + remarks).min(rest.height));
        let (readout, notes) = foot.split_rows(read);
        let table_width = DAY + column * curves.min(4) + 2;
        let (chart, table) = if width >= 60 + table_width {
            rest.split_columns(width - table_width)
        } else if rest.height >= 16 {
            rest.split_rows(rest.height - 6)
        } else {
            (rest, Area::default())
        };
        Self { tabs, legend, chart, table, readout, notes }
    }
}

impl App {
    /// Where everything of the figures lies.
    #[must_use]
    pub fn figures_plan(&self) -> Plan {
        let area = self.screen().inner(Pane::Timeline);
        let measure = self.time.figures.shown();
        let curves = measure.map_or(0, |m| m.curves.len() as u16);
        let notes = measure.map_or(0, |m| m.notes(self.chronology()).len() as u16);
        Plan::of(area.width, area.height, curves, self.table_column(), notes)
    }

    /// The figures as they stand on the screen.
    #[must_use]
    pub fn figures_drawing(&self) -> Canvas {
        let area = self.screen().inner(Pane::Timeline);
        let mut canvas = Canvas::new(area.width, area.height, self.ascii);
        let Some(measure) = self.time.figures.shown() else {
            let text = "This dataset holds no series of figures. v goes back to the list.";
            canvas.lay(1, 0, area.width, Span::new(text, Tone::Dim));
            return canvas;
        };
        let plan = self.figures_plan();
        self.draw_tabs(&plan, &mut canvas);
        self.draw_legend(measure, plan.legend, &mut canvas);
        self.draw_chart(measure, plan.chart, &mut canvas);
        self.draw_table(measure, plan.table, &mut canvas);
        for (y, line) in
            (plan.readout.y..plan.readout.y + plan.readout.height).zip(self.exchange_readout())
        {
            canvas.lay_all(1, y, plan.readout.width.saturating_sub(1), &line);
        }
        self.draw_notes(measure, plan.notes, &mut canvas);
        canvas
    }

    fn draw_tabs(&self, plan: &Plan, canvas: &mut Canvas) {
        let figures = &self.time.figures;
        let names: Vec<String> = figures.measures.iter().map(naming_of).collect();
        let whole: usize = names.iter().map(|n| text::width(n) + 5).sum();
        let all = whole <= usize::from(plan.tabs.width);
        let mut x = 1;
        for (at, name) in names.iter().enumerate() {
            let here = at == figures.measure;
            if plan.tabs.height == 0 || !(all || here) {
                continue;
            }
            let name =
                if all { name.clone() } else { format!("{name} · {} of {}", at + 1, names.len()) };
            let width = text::width(&name) as u16;
            canvas.set(x, plan.tabs.y, if here { '▸' } else { ' ' }, Tone::Key);
            canvas.lay(
                x + 2,
                plan.tabs.y,
                plan.tabs.width,
                Span::new(name, if here { Tone::Heading } else { Tone::Dim }),
            );
            x += width + 5;
        }
    }

    /// What the marks mean, as far as they occur and there is room.
    fn draw_legend(&self, measure: &Measure, area: Area, canvas: &mut Canvas) {
        if area.height == 0 {
            return;
        }
        let mut x = area.x + 1;
        for part in self.legend(measure) {
            let width: u16 = part.iter().map(|span| text::width(&span.text) as u16).sum();
            if x + width >= area.x + area.width {
                break;
            }
            canvas.lay_all(x, area.y, width, &part);
            x += width + 3;
        }
    }

    fn legend(&self, measure: &Measure) -> Vec<Vec<Span>> {
        let c = self.chronology();
        let plain = |text: String| vec![Span::new(text, Tone::Dim)];
        let points = |curve: &Curve| &c.series()[curve.series.at()].points[..];
        let curves = || measure.curves.iter().enumerate();
        let mut parts: Vec<Vec<Span>> =
            curves().map(|(nth, curve)| self.party_spans(nth, curve)).collect();
        for (value, from) in self.limits(measure) {
            let from = from.map_or_else(String::new, |day| {
                format!(" from {}", Edtf::of_day(date_of(day)).long())
            });
            parts.push(vec![Span::new(format!("─ limit {}{from}", number(value)), Tone::Warn)]);
        }
        for status in [PointStatus::Unverified, PointStatus::Derived] {
            let having =
                curves().filter(|(_, curve)| points(curve).iter().any(|p| p.status == status));
            // Apart from each other: in ASCII two of them side by side would read as a word.
            let marks: Vec<String> = having.map(|(nth, _)| mark(nth, status).to_string()).collect();
            if !marks.is_empty() {
                parts.push(plain(format!("{} {status}", marks.join(" "))));
            }
        }
        if measure.curves.iter().any(|curve| points(curve).iter().any(|p| p.value.is_none())) {
            parts.push(plain(format!("{MISSING} not provided")));
        }
        parts.push(plain(format!("{SHARED} together")));
        parts
    }

    /// The mark of a curve and the name of its party.
    pub(super) fn party_spans(&self, nth: usize, curve: &Curve) -> Vec<Span> {
        let mark = format!("{} ", mark(nth, PointStatus::Declared));
        let name = &*self.chronology().party(curve.party).name;
        vec![Span::new(mark, Tone::Glyph), Span::new(name, Tone::Party(curve.party.0))]
    }

    /// What the exchange that has the keys says: its day, and a line for each party.
    #[must_use]
    pub fn exchange_readout(&self) -> Vec<Vec<Span>> {
        let figures = &self.time.figures;
        let (Some(measure), Some(day)) = (figures.shown(), self.exchange_day()) else {
            return vec![vec![Span::new("nothing of this was published yet", Tone::Dim)]];
        };
        let c = self.chronology();
        let date = measure.curves.iter().find_map(|curve| Some(curve.on(c, day)?.date.long()));
        let head = format!("as of {}", date.unwrap_or_else(|| Edtf::of_day(date_of(day)).long()));
        let rest =
            format!(" · {} · {} of {}", naming_of(measure), figures.at + 1, measure.days.len());
        let mut lines = vec![vec![Span::new(head, Tone::Strong), Span::new(rest, Tone::Dim)]];
        let names = measure.curves.iter().map(|curve| text::width(&c.party(curve.party).name));
        let width = names.max().unwrap_or(0).min(20);
        for (nth, curve) in measure.curves.iter().enumerate() {
            lines.push(self.read_value(nth, curve, day, width));
        }
        lines
    }

    fn read_value(&self, nth: usize, curve: &Curve, day: Day, width: usize) -> Vec<Span> {
        let c = self.chronology();
        let point = curve.on(c, day);
        let glyph = match point {
            Some(p) if p.value.is_none() => MISSING,
            Some(p) => mark(nth, p.status),
            None => ' ',
        };
        let name = Span::new(&*c.party(curve.party).name, Tone::Party(curve.party.0));
        let name = row::cut(&[name], width, "…");
        let used: usize = name.iter().map(|span| text::width(&span.text)).sum();
        let pad = " ".repeat(width - used + 1);
        let mut line = vec![Span::new(format!("{glyph} "), Tone::Glyph)];
        line.extend(name);
        let Some(point) = point else {
            line.push(Span::new(format!("{pad}no figure"), Tone::Dim));
            return line;
        };
        if let Some(value) = point.value {
            let doubtful = point.status != PointStatus::Declared;
            let tone = if doubtful { Tone::Doubt } else { Tone::Dim };
            line.push(Span::new(format!("{pad}{:>7}", number(value)), Tone::Strong));
            line.push(Span::new(format!("  {}", point.status), tone));
        } else {
            line.push(Span::new(format!("{pad}not provided"), Tone::Warn));
        }
        if let Some(against) = self.against_limit(curve, point, day) {
            line.push(Span::new(format!(" · {against}"), Tone::Dim));
        }
        let source = point
            .cite
            .map_or_else(|| "no source recorded".to_owned(), |cite| words::source(c, cite.source));
        line.push(Span::new(
            format!(" · {source}"),
            if point.cite.is_some() { Tone::Plain } else { Tone::Doubt },
        ));
        line
    }

    /// How a value stands to its ceiling on its day.
    fn against_limit(&self, curve: &Curve, point: &Point, day: Day) -> Option<String> {
        let limit = self.chronology().series()[curve.series.at()].limit.as_ref()?;
        let difference = point.value? - limit.value;
        let binds = (limit.from.as_ref().and_then(Edtf::earliest))
            .is_none_or(|from| crate::app::scale::day_of(from) <= day);
        let yet = if binds { "" } else { ", not yet binding" };
        Some(if difference > 0.0 {
            format!("{} over {}{yet}", number(difference), number(limit.value))
        } else if difference < 0.0 {
            format!("{} under {}{yet}", number(-difference), number(limit.value))
        } else {
            format!("at the limit{yet}")
        })
    }

    fn draw_notes(&self, measure: &Measure, area: Area, canvas: &mut Canvas) {
        let c = self.chronology();
        let notes = measure.notes(c);
        let room = usize::from(area.height);
        for (y, note) in (area.y..area.y + area.height).zip(&notes) {
            let (kind, text) = (c.note(*note).kind, &c.note(*note).text);
            let last = usize::from(y - area.y) + 1 == room;
            let more = notes.len().saturating_sub(room);
            let tail = if last && more > 0 { format!("  {more} more: ! ") } else { String::new() };
            let left = area.width.saturating_sub(1 + text::width(&tail) as u16);
            let spans = [
                Span::new(format!("{} {kind}: ", words::NOTE), Tone::Warn),
                Span::new(&**text, Tone::OwnWords),
            ];
            canvas.lay_all(1, y, left, &spans);
            canvas.lay(1 + left, y, area.width, Span::new(tail, Tone::Key));
        }
    }
}

/// A measure with its unit, where the name does not say it.
fn naming_of(measure: &Measure) -> String {
    match &measure.unit {
        Some(unit) if !measure.name.contains(&**unit) => format!("{} in {unit}", measure.name),
        _ => measure.name.to_string(),
    }
}
