//! What figures say in words: the legend, and the values of the exchange that has the keys.

use crate::app::App;
use crate::app::scale::{Day, date_of};
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

/// The mark of a point of the `nth` curve.
#[must_use]
pub fn mark(nth: usize, status: PointStatus) -> char {
    let [declared, unverified, derived] = MARKS[nth % MARKS.len()];
    match status {
        PointStatus::Declared => declared,
        PointStatus::Unverified => unverified,
        PointStatus::Derived => derived,
    }
}

/// A number as it is read: thousands apart, no more decimals than it has, at most three.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{:.3}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::from(if value < 0.0 { "−" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if part.is_empty() { out } else { format!("{out}.{part}") }
}

impl App {
    /// What the marks mean, as far as they occur.
    #[must_use]
    pub fn legend(&self, measure: &Measure) -> Vec<Vec<Span>> {
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
    #[must_use]
    pub fn party_spans(&self, nth: usize, curve: &Curve) -> Vec<Span> {
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
    fn numbers_are_read_in_thousands() {
        let texts = [0.0, 7.0, 882.0, 1550.0, 1_234_567.0, -1800.0, 2.5, 0.125].map(number);
        assert_eq!(texts, ["0", "7", "882", "1,550", "1,234,567", "−1,800", "2.5", "0.125"]);
    }

    #[test]
    fn marks_tell_curves_apart_whatever_their_status() {
        let all: Vec<char> = MARKS.concat();
        let apart: std::collections::BTreeSet<char> = all.iter().copied().collect();
        assert_eq!(apart.len(), all.len());
    }
}
