//! What figures say in words: the legend, and the values of the exchange that has the keys.

use crate::app::App;
use crate::app::scale::{Second, date_of};
use crate::chronology::date::Edtf;
use crate::chronology::model::{Point, PointStatus};
use crate::pages::row::{self, Span, Tone};
use crate::text;
use crate::words;

use super::{Curve, Measure};

/// The marks of the curves in their order, a further one beginning anew: declared, unverified, derived.
const MARKS: [[char; 3]; 3] = [['●', '○', '◐'], ['■', '□', '◧'], ['▲', '△', '◭']];
/// The mark of a cell that several curves share.
pub const SHARED: char = '◎';
/// The mark on the axis of a value that was not provided.
pub const MISSING: char = '✗';

/// How brief the line of a party may become, from 0.
const BRIEFEST: usize = 7;

/// The mark of a point of the `nth` curve.
#[must_use]
pub fn mark(nth: usize, status: PointStatus) -> char {
    let [declared, unverified, derived] = MARKS[nth % MARKS.len()];
    match status {
        PointStatus::Declared => declared,
        PointStatus::Unverified => unverified,
        PointStatus::Derived => derived,
        PointStatus::NotProvided => MISSING,
    }
}

impl App {
    /// What the marks mean, as far as they occur.
    #[must_use]
    pub fn legend(&self, measure: &Measure) -> Vec<Vec<Span>> {
        let plain = |text: String| vec![Span::new(text, Tone::Dim)];
        let curves = || measure.curves.iter().enumerate();
        let frame = self.chart(measure);
        // Where the curves are named in the chart they are not named again.
        let mut parts: Vec<Vec<Span>> = curves()
            .filter(|_| frame.names == 0)
            .map(|(nth, curve)| self.party_spans(nth, curve))
            .collect();
        let broken = frame.axis.broken_at().map(words::number);
        parts.extend(broken.map(|low| plain(format!("┊ axis from {low}, not from 0"))));
        for (value, from) in self.limits(measure) {
            let from = from.map_or_else(String::new, |day| {
                format!(" from {}", Edtf::of_day(date_of(day)).long())
            });
            parts.push(vec![Span::new(
                format!("─ limit {}{from}", words::number(value)),
                Tone::Warn,
            )]);
        }
        for status in [PointStatus::Unverified, PointStatus::Derived] {
            let having = curves().filter(|(_, curve)| curve.statuses.contains(&status));
            // Apart from each other: in ASCII two of them side by side would read as a word.
            let marks: Vec<String> = having.map(|(nth, _)| mark(nth, status).to_string()).collect();
            if !marks.is_empty() {
                parts.push(plain(format!("{} {status}", marks.join(" "))));
            }
        }
        if measure.curves.iter().any(Curve::has_missing) {
            parts.push(plain(format!("{MISSING} {}", PointStatus::NotProvided)));
        }
        if measure.curves.len() > 1 {
            parts.push(plain(format!("{SHARED} together")));
        }
        parts
    }

    /// The mark of a curve and the name of its party.
    #[must_use]
    pub fn party_spans(&self, nth: usize, curve: &Curve) -> Vec<Span> {
        let mark = format!("{} ", mark(nth, PointStatus::Declared));
        let name = curve.name(self.chronology());
        vec![Span::new(mark, Tone::Glyph), Span::new(name, curve.tone())]
    }

    /// What the exchange that has the keys says, the day first, in so many cells: what is measured is named above too,
    /// and gives way first.
    #[must_use]
    pub fn exchange_head(&self, cells: u16) -> Vec<Span> {
        let (Some(measure), Some(at)) = (self.measure(), self.exchange()) else {
            let why = match self.left_out_for() {
                Some(left_out) => format!("none here: {left_out}"),
                None => "no figure of this is recorded".to_owned(),
            };
            return vec![Span::new(why, Tone::Dim)];
        };
        let (c, day) = (self.chronology(), measure.days[at]);
        let date = measure.curves.iter().find_map(|curve| Some(curve.on(c, day)?.date.long()));
        let head = format!("as of {}", date.unwrap_or_else(|| Edtf::of_day(date_of(day)).long()));
        let place = format!(" · date {} of {}", at + 1, measure.days.len());
        let named = format!(" · {}{place}", naming_of(measure));
        let room = usize::from(cells).saturating_sub(text::width(&head));
        let rest = if text::width(&named) <= room { named } else { place };
        vec![Span::new(head, Tone::Strong), Span::new(rest, Tone::Dim)]
    }

    /// What the nth party says in the exchange that has the keys, in so many cells, and whether its series has them.
    #[must_use]
    pub fn exchange_line(&self, nth: usize, cells: u16) -> Option<(Vec<Span>, bool)> {
        let (measure, day) = (self.measure()?, self.exchange_day()?);
        let (c, curve) = (self.chronology(), measure.curves.get(nth)?);
        let names = measure.curves.iter().map(|curve| text::width(curve.name(c)));
        let width = names.max().unwrap_or(0).min(20);
        let told = |brevity| self.read_value(nth, curve, day, (width, brevity));
        let is_marked = curve.at(day).is_some_and(|point| self.marks.has(c.point_id(point)));
        let mark = is_marked.then(|| Span::new(format!(" {}", words::MARK), Tone::Milestone));
        let room = usize::from(cells)
            .saturating_sub(mark.as_ref().map_or(0, |mark| text::width(&mark.text)));
        let fits = |line: &Vec<Span>| row::width_of(line) <= room;
        let mut line = (0..BRIEFEST).map(told).find(fits).unwrap_or_else(|| told(BRIEFEST));
        line.extend(mark);
        Some((line, self.curve().map(|curve| curve.series) == Some(curve.series)))
    }

    /// A party's line, its name in so many cells. The briefer, the more gives way: when its source was published, the
    /// source, that it was declared, that the limit does not bind yet, how far from that it is. What is unusual stays
    /// longest, a status that the mark tells as well, and that no source is recorded.
    fn read_value(
        &self,
        nth: usize,
        curve: &Curve,
        day: Second,
        (width, brevity): (usize, usize),
    ) -> Vec<Span> {
        let c = self.chronology();
        let point = curve.on(c, day);
        // The mark is that of the line also where that has no value: here it is seen whose mark it is.
        let status = point.map(words::status).filter(|s| *s != PointStatus::NotProvided);
        let glyph = mark(nth, status.unwrap_or(PointStatus::Declared));
        let name = Span::new(curve.name(c), curve.tone());
        let name = row::cut(&[name], width, "…");
        let pad = " ".repeat(width - row::width_of(&name) + 1);
        let mut line = vec![Span::new(format!("{glyph} "), Tone::Glyph)];
        line.extend(name);
        let Some(point) = point else {
            line.push(Span::new(format!("{pad}no figure"), Tone::Dim));
            return line;
        };
        if let Some(value) = point.value {
            let doubtful = point.status != PointStatus::Declared;
            let tone = if doubtful { Tone::Doubt } else { Tone::Dim };
            line.push(Span::new(format!("{pad}{:>7}", words::number(value)), Tone::Strong));
            if brevity < if doubtful { 6 } else { 3 } {
                line.push(Span::new(format!("  {}", point.status), tone));
            }
        } else {
            line.push(Span::new(format!("{pad}{}", words::value(point)), Tone::Warn));
        }
        if let Some(against) = self.against_limit(curve, point, day, brevity) {
            line.push(Span::new(against, Tone::Dim));
        }
        let (source, tone) = match &point.cite {
            Some(_) if brevity >= 2 => return line,
            Some(cite) if brevity == 1 => (words::outlet(c.source(cite.source)), Tone::Plain),
            Some(cite) => (words::source_on_screen(c, cite.source), Tone::Plain),
            None if brevity == BRIEFEST => ("no source".to_owned(), Tone::Doubt),
            None => (words::NO_SOURCE.to_owned(), Tone::Doubt),
        };
        line.push(Span::new(format!(" · {source}"), tone));
        line
    }

    /// How a value stands to its ceiling on its day, behind the value.
    fn against_limit(
        &self,
        curve: &Curve,
        point: &Point,
        day: Second,
        brevity: usize,
    ) -> Option<String> {
        let limit = self.chronology().series()[curve.series.at()].limit.as_ref()?;
        let difference = point.value? - limit.value;
        let ceiling = words::number(limit.value);
        if brevity >= 5 {
            return Some(format!(" of {ceiling}"));
        }
        let binds = (limit.from.as_ref().and_then(Edtf::earliest))
            .is_none_or(|from| crate::app::scale::start_of(from) <= day);
        let yet = if binds || brevity >= 4 { "" } else { ", not yet binding" };
        Some(if difference > 0.0 {
            format!(" · {} over {ceiling}{yet}", words::number(difference))
        } else if difference < 0.0 {
            format!(" · {} under {ceiling}{yet}", words::number(-difference))
        } else {
            format!(" · at the limit{yet}")
        })
    }
}

/// A measure with its unit, where the name does not say it.
#[must_use]
pub fn naming_of(measure: &Measure) -> String {
    match &measure.unit {
        Some(unit) if !measure.name.contains(&**unit) => format!("{} in {unit}", measure.name),
        _ => measure.name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_curves_apart_whatever_their_status() {
        let all: Vec<char> = MARKS.concat();
        let apart: std::collections::BTreeSet<char> = all.iter().copied().collect();
        assert_eq!(apart.len(), all.len());
    }
}
