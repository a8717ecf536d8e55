//! When: dates in a sentence and in a column, on what grounds they are known, and that there is none.

use chrono::Datelike;

use crate::chronology::date::{Edtf, MONTHS, year_label};
use crate::chronology::model::{Basis, Source, Statement};
use crate::text;

/// A column of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateColumn {
    /// Under headings that have the year.
    UnderYear,
    /// Under such headings, with the time of day.
    WithTime,
    /// The time of day alone with its offset, under a row that has the day.
    Time,
    /// Each date with its year.
    WithYear,
    /// The same where there is no more room than under a heading.
    OtherYear,
}

impl DateColumn {
    /// Its width, in cells.
    #[must_use]
    pub fn width(self) -> usize {
        match self {
            Self::UnderYear | Self::OtherYear => 9,
            Self::WithTime | Self::Time => 17,
            Self::WithYear => 15,
        }
    }
}

/// Before a day that is inferred, on every screen: its grounds stand elsewhere, if there is room for them at all. What
/// leaves the program has no legend, and says it in words, see [`marked`] and [`when`].
const INFERRED: &str = "∴";

/// A date in a sentence: `4–5 Feb 2026`, `on or before 9 Nov 2025`, `undated`.
#[must_use]
pub fn date(date: Option<&Edtf>) -> String {
    date.map_or_else(|| "undated".to_owned(), Edtf::long)
}

/// A date in its column: `4–5 Feb`, `≤9 Nov 2025`, `∴4 Feb`. Of a span that is too long for the column its first day,
/// marked as going on; of a day that is, with a year that nothing else says, the month.
#[must_use]
pub fn cell(date: Option<&Edtf>, basis: &Basis, column: DateColumn) -> String {
    let Some(date) = date else { return "undated".to_owned() };
    let sign = sign(Some(date), basis);
    let whole = match column {
        DateColumn::UnderYear => date.short(),
        DateColumn::WithTime => date.short_with_time(),
        DateColumn::Time => date.time_with_offset().unwrap_or_else(|| date.short()),
        DateColumn::WithYear | DateColumn::OtherYear => date.compact(),
    };
    let room = column.width() - text::width(sign);
    if text::width(&whole) <= room {
        return format!("{sign}{whole}");
    }
    if column == DateColumn::OtherYear {
        let (day, year) = (date.sort_day(), year_label(date.sort_year()));
        let month = MONTHS.get(day.month0() as usize).filter(|_| date.is_certain_day());
        return month.map_or_else(|| format!("{sign}{year}…"), |m| format!("{sign}{m} {year}"));
    }
    let start = date.start(column != DateColumn::WithYear);
    // What is about has a sign too, which is shorter than its word.
    let about = start.strip_prefix("c. ").filter(|_| text::width(&start) > room);
    format!("{sign}{}", about.map_or_else(|| start.clone(), |day| format!("~{day}")))
}

/// A date on a screen, wherever no column is kept for it: `4 Feb 2026`, `∴4 Feb 2026`, `undated`.
#[must_use]
pub fn day(of: Option<&Edtf>, basis: &Basis) -> String {
    format!("{}{}", sign(of, basis), date(of))
}

/// The sign before an inferred day; empty where it is not, or there is none.
#[must_use]
pub fn sign(date: Option<&Edtf>, basis: &Basis) -> &'static str {
    match (date, basis) {
        (Some(_), Basis::Inferred(_)) => INFERRED,
        (Some(_), Basis::Stated | Basis::Resolved(_)) | (None, _) => "",
    }
}

/// A date and on what grounds it is known: `4–5 Feb 2026 [inferred: …]`, `undated`.
#[must_use]
pub fn when(of: Option<&Edtf>, basis: &Basis) -> String {
    format!("{}{}", date(of), grounds(basis))
}

/// When a statement was said, and on what grounds: `said 4–5 Feb 2026 [inferred: …]`, `undated`.
#[must_use]
pub fn said(statement: &Statement) -> String {
    let said = if statement.said.is_some() { "said " } else { "" };
    format!("{said}{}", when(statement.said.as_ref(), &statement.basis))
}

/// When a source was published, and a mark where no page states that.
#[must_use]
pub fn published(source: &Source) -> String {
    let published = if source.published.is_some() { "published " } else { "" };
    format!("{published}{}", published_day(source))
}

/// The day on which a source was published, for where that it was is plain, and a mark where no page states it.
#[must_use]
pub fn published_day(source: &Source) -> String {
    let published = source.published.as_ref();
    format!("{}{}", date(published), published.map_or("", |_| mark(&source.published_basis)))
}

/// The mark behind a day on a screen that its source states in words of its own, where these are not told; what is
/// inferred has its sign.
#[must_use]
pub fn resolved_mark(of: Option<&Edtf>, basis: &Basis) -> &'static str {
    if of.is_some() && sign(of, basis).is_empty() { mark(basis) } else { "" }
}

/// How a date or a name is known, in words; nothing where the source states it.
#[must_use]
pub fn basis(basis: &Basis) -> Option<String> {
    match basis {
        Basis::Stated => None,
        Basis::Resolved(words) => Some(format!("resolved from “{words}”")),
        Basis::Inferred(why) => Some(format!("inferred: {}", why.trim_end_matches('.'))),
    }
}

/// The same in brackets behind what it is the basis of; nothing where the source states it.
#[must_use]
pub fn grounds(of: &Basis) -> String {
    basis(of).map_or_else(String::new, |basis| format!(" [{basis}]"))
}

/// A mark for what is not stated, where there is no room for the grounds.
pub(super) fn mark(basis: &Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Resolved(_) => " [resolved]",
        Basis::Inferred(_) => " [inferred]",
    }
}

/// A date in a list that leaves the program, and a mark where it is inferred.
#[must_use]
pub fn marked(of: Option<&Edtf>, basis: &Basis) -> String {
    format!("{}{}", date(of), inferred_mark(of, basis))
}

/// A mark for a day that is inferred, in a list; what a source says in words of its own date is as good as stated there.
#[must_use]
pub fn inferred_mark(date: Option<&Edtf>, basis: &Basis) -> &'static str {
    if sign(date, basis).is_empty() { "" } else { mark(basis) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_whole_in_its_column_or_marked_as_going_on() {
        for (text, short, long) in [
            ("2025-11-09", "9 Nov", "9 Nov 2025"),
            ("../2025-11-09", "≤9 Nov", "≤9 Nov 2025"),
            ("2020-10-27/..", "≥27 Oct", "≥27 Oct 2020"),
            ("2025-09-22~", "~22 Sep", "c. 22 Sep 2025"),
            ("2021-01-27/2021-02-03", "27 Jan…", "27 Jan 2021…"),
        ] {
            let date = Edtf::parse(text).unwrap();
            assert_eq!(cell(Some(&date), &Basis::Stated, DateColumn::UnderYear), short);
            assert_eq!(cell(Some(&date), &Basis::Stated, DateColumn::WithYear), long);
        }
        assert_eq!(cell(None, &Basis::Stated, DateColumn::WithYear), "undated");
    }

    #[test]
    fn an_inferred_day_has_its_sign_in_every_column_and_no_column_is_too_narrow_for_it() {
        let inferred = Basis::Inferred("it is so".into());
        for (text, short, long, timed) in [
            ("2025-11-09", "∴9 Nov", "∴9 Nov 2025", "∴9 Nov"),
            ("../2025-11-09", "∴≤9 Nov", "∴≤9 Nov 2025", "∴≤9 Nov"),
            ("2025-09-22~", "∴~22 Sep", "∴c. 22 Sep 2025", "∴~22 Sep"),
            ("2025-09-22%", "∴~22 Sep?", "∴~22 Sep 2025?", "∴~22 Sep?"),
            ("2025-09-27/2025-09-28", "∴27 Sep…", "∴27–28 Sep 2025", "∴27–28 Sep"),
            ("2025-09-27/2025-10-28", "∴27 Sep…", "∴27 Sep 2025…", "∴27 Sep – 28 Oct"),
            ("1969-07-20T23:16:24Z", "∴20 Jul", "∴20 Jul 1969", "∴20 Jul 23:16 UTC"),
            ("1969-07-20T23:16:24Z~", "∴20 Jul", "∴20 Jul 1969", "∴20 Jul"),
        ] {
            let date = Edtf::parse(text).unwrap();
            let cell = |column: DateColumn| {
                let cell = cell(Some(&date), &inferred, column);
                assert!(text::width(&cell) <= column.width(), "{cell}");
                cell
            };
            let told = (cell(DateColumn::UnderYear), cell(DateColumn::WithYear));
            assert_eq!(told, (short.into(), long.into()));
            assert_eq!(cell(DateColumn::WithTime), timed);
            assert_eq!(day(Some(&date), &inferred), format!("∴{}", super::date(Some(&date))));
        }
        assert_eq!(cell(None, &inferred, DateColumn::WithYear), "undated");
        assert_eq!(day(None, &inferred), "undated");
    }

    #[test]
    fn a_time_of_day_says_whose_clock_it_is_wherever_it_stands() {
        for (text, with_day, alone) in [
            ("1969-07-20T23:16Z", "20 Jul 23:16 UTC", "23:16 UTC"),
            ("1969-07-20T23:16:24Z~", "20 Jul ~23:16 UTC", "~23:16 UTC"),
            ("1969-07-20T23:16-04:00", "20 Jul 23:16 −4", "23:16 UTC−4"),
            ("1969-07-20T23:16+05:30", "20 Jul", "23:16 UTC+5:30"),
            ("1969-07-20T23:16", "20 Jul 23:16", "23:16"),
            ("1969-07-20", "20 Jul", "20 Jul"),
        ] {
            let date = Edtf::parse(text).unwrap();
            let cell = |column| cell(Some(&date), &Basis::Stated, column);
            assert_eq!(
                (cell(DateColumn::WithTime), cell(DateColumn::Time)),
                (with_day.into(), alone.into())
            );
        }
    }
}
