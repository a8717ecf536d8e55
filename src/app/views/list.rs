//! The list: a row for each record in the order of the axis, and under the title the strip of all time.

use std::ops::Range;

use chrono::Datelike;

use crate::app::App;
use crate::app::action::{End, Motion};
use crate::app::density::{DatedRecord, Lane};
use crate::app::milestones::{MilestonePlace, MilestoneRows};
use crate::app::scale::{Scale, Second};
use crate::app::under_cursor::Read;
use crate::app::viewport::Rows;
use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;
use crate::chronology::target::Target;
use crate::geometry::{Area, Pane, TimelineWidth};

use super::{Lead, TimelineView};

/// The list.
pub(super) struct ListView;

impl TimelineView for ListView {
    fn name(&self) -> &'static str {
        "list"
    }

    fn width(&self) -> TimelineWidth {
        TimelineWidth::Shared
    }

    fn is_across(&self) -> bool {
        false
    }

    fn target(&self, app: &App) -> Result<Target, String> {
        if let Some(why) = app.no_record_shown() {
            return Err(why);
        }
        match app.order().position(app.place.cursor.record) {
            Ok(_) => Ok(Target::Record(app.place.cursor)),
            Err(_) => Err(app.left_out_by()),
        }
    }

    /// The source and the words may be of a record that is left out here.
    fn read(&self, app: &App) -> Result<Read, String> {
        app.no_record_shown().map_or(Ok(Read::Record(app.place.cursor)), Err)
    }

    fn day(&self, app: &App) -> Option<Second> {
        app.day_on_axis(app.place.cursor.record)
    }

    fn move_by(&self, app: &mut App, motion: Motion) {
        match motion {
            Motion::Rows(by) => step(app, by),
            Motion::HalfPages(halves) => {
                let height = app.screen().rows(Pane::Timeline).height;
                let (Ok(at) | Err(at)) = app.order().position(app.place.cursor.record);
                let height_of = |i: usize| app.order().height(i);
                let to = Rows::new(app.order().len(), &height_of).page(at, halves, height);
                go_to(app, to);
            }
            Motion::To(End::First) => go_to(app, 0),
            Motion::To(End::Last) => go_to(app, usize::MAX),
            Motion::Row(row) => go_to(app, row),
            Motion::Months(by) => app.step_months(by),
            Motion::Columns(by) => app.step_strip(by),
        }
    }

    fn enter(&self, _app: &App) -> Lead {
        Lead::Pane(Pane::Source)
    }

    fn click(&self, app: &mut App, _column: u16, row: u16) {
        let height_of = |i: usize| app.order().height(i);
        let rows = Rows::new(app.order().len(), &height_of);
        if let Some(at) = rows.under(app.place.scroll().timeline, row) {
            go_to(app, at.row);
        }
    }
}

/// To a row, or to the last where there are fewer. Of the record that it is on already the cursor keeps the
/// report.
fn go_to(app: &mut App, row: usize) {
    let last = app.order().len().saturating_sub(1);
    let record = app.order().at(row.min(last)).filter(|r| *r != app.place.cursor.record);
    if let Some(record) = record {
        app.place.put(app.report_meant(record));
    }
}

fn step(app: &mut App, rows: isize) {
    // Between two shown records, a step down goes to the next one and a step up to the one before.
    let to = match app.order().position(app.place.cursor.record) {
        Ok(at) => at.saturating_add_signed(rows),
        Err(at) if rows > 0 => at.saturating_add_signed(rows - 1),
        Err(at) => at.saturating_add_signed(rows),
    };
    go_to(app, to);
}

impl App {
    /// To the first record of the next or previous month that has records.
    pub fn step_months(&mut self, by: isize) {
        let order = self.order();
        // The shelf of the undated, at the end, is no month.
        let month = |date: Option<&Edtf>| {
            date.map_or((true, 0, 0), |date| {
                let day = date.sort_day();
                (false, day.year(), day.month())
            })
        };
        let date_at = |at| order.at(at).and_then(|record| order.date(record));
        let (Ok(mut at) | Err(mut at)) = order.position(self.place.cursor.record);
        for _ in 0..by.unsigned_abs() {
            let here = month(date_at(at));
            let next = if by > 0 {
                order.first_where(|date| month(date) > here)
            } else {
                let begin = order.first_where(|date| month(date) >= here);
                let Some(before) = begin.checked_sub(1) else { break };
                let before = month(date_at(before));
                order.first_where(|date| month(date) >= before)
            };
            if by > 0 && date_at(next).is_none() {
                break;
            }
            at = next;
        }
        go_to(self, at);
    }

    /// Where the cells of the strip lie: within its area, a column free on either side.
    #[must_use]
    pub fn strip_area(&self) -> Area {
        let area = self.screen().strip;
        Area { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
    }

    /// The cells of the strip; where there is no room for it, those it would have.
    #[must_use]
    pub fn strip_scale(&self) -> Scale {
        let width = self.strip_area().width.max(self.size().width.saturating_sub(2));
        Scale::new(self.stretch(), width)
    }

    /// Along the strip: to the first record of the next or previous cell that has any. Where none has, there may be
    /// more in this one, since a cell of a narrow strip is wide: then to the next or previous time that has a record.
    pub fn step_strip(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let scale = self.strip_scale();
            let density = self.shown_density();
            let here = self.day_on_axis(self.place.cursor.record);
            let cell =
                here.map(|day| scale.cell_of(day).map_or(day..day + 1, |cell| scale.span(cell)));
            // Beyond a stretch of time, on the side to which one goes; the undated stand behind all that have a date.
            let beyond = |days: Range<Second>| {
                if by > 0 {
                    density.next(Lane::All, days.end)
                } else {
                    density.previous(Lane::All, days.start)
                }
            };
            let first_of_cell = |mark: DatedRecord| {
                let day = mark.day;
                let days = scale.cell_of(day).map_or(day..day + 1, |cell| scale.span(cell));
                density.within(Lane::All, &days).next().unwrap_or(mark.record)
            };
            let next = beyond(cell.unwrap_or(Second::MAX..Second::MAX)).map(first_of_cell);
            let within = || Some(beyond(here?..here? + 1)?.record);
            let Some(first) = next.or_else(within) else {
                self.tell(if by > 0 {
                    "no records later in time"
                } else {
                    "no records earlier in time"
                });
                return;
            };
            self.place.put(self.report_meant(first));
            self.hold_window();
        }
    }

    /// The milestones of the strip in their places in its area: with their names in a row of their own where it has
    /// one, else their signs among the years.
    #[must_use]
    pub fn strip_milestones(&self) -> Vec<MilestonePlace> {
        let area = self.strip_area();
        let scale = self.strip_scale();
        if area.height > 2 {
            let rows = MilestoneRows { left: 0, right: area.width, rows: 1..2 };
            return self.milestone_places(&scale, rows);
        }
        let place = |(record, day)| {
            let at = (scale.cell_of(day)?, 0);
            Some(MilestonePlace { record, at, name: None, line: Vec::new() })
        };
        self.milestones_in_time().filter_map(place).collect()
    }

    /// The record that a cell of the screen in the strip leads to: the milestone that is named there, the first record
    /// of the cell's days, or the one nearest to them.
    #[must_use]
    pub fn strip_record(&self, column: u16, row: u16) -> Option<RecordIx> {
        let (scale, area) = (self.strip_scale(), self.strip_area());
        let (x, y) = (column.saturating_sub(area.x), row.saturating_sub(area.y));
        let milestones = self.strip_milestones();
        if let Some(place) = milestones.iter().find(|place| place.holds(x, y)) {
            return Some(place.record);
        }
        let days = scale.span(x.min(scale.cells - 1));
        let density = self.shown_density();
        let nearest = || density.nearest(Lane::All, days.start).map(|mark| mark.record);
        density.within(Lane::All, &days).next().or_else(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{Action, News, Show};
    use crate::chronology::load::load_text;
    use crate::geometry::Size;

    fn app() -> App {
        let event = |id: &str, date: &str| {
            format!("(id: \"{id}\", date: \"{date}\", title: \"{id}\", milestone: true)")
        };
        let events = [
            event("a", "2010-01-01"),
            event("b", "2010-01-02"),
            event("c", "2015-06-01"),
            event("d", "2020-12-01"),
        ];
        let ron = format!("(events: [{}, (id: \"never\", title: \"never\")])", events.join(","));
        let mut app = App::new(load_text("t.ron", &ron), "2021-01-01".parse().unwrap());
        app.update(Action::Learn(News::Resized(Size { width: 80, height: 24 })));
        app
    }

    fn at(app: &App) -> &str {
        app.chronology().record_id(app.place.cursor.record)
    }

    #[test]
    fn strides_go_from_cell_to_cell_that_holds_records() {
        let mut app = app();
        let mut path = Vec::new();
        for _ in 0..3 {
            app.update(Action::Move(Motion::Columns(-1)));
            path.push(at(&app).to_owned());
        }
        assert_eq!(path, ["c", "a", "a"]);
        assert!(app.notice.is_some(), "the end is said");
        app.update(Action::Move(Motion::Columns(1)));
        assert_eq!(at(&app), "c", "past the second record of the cell");
    }

    #[test]
    fn strides_need_no_strip() {
        let mut app = app();
        app.update(Action::Learn(News::Resized(Size { width: 40, height: 12 })));
        app.update(Action::Move(Motion::Columns(-1)));
        assert_eq!(at(&app), "c");
    }

    #[test]
    fn a_closer_look_follows_the_cursor() {
        let mut app = app();
        app.update(Action::Show(Show::Span(5)));
        assert!(app.is_zoomed_in_time());
        app.update(Action::Move(Motion::Columns(-1)));
        assert_eq!(at(&app), "c");
        let day = app.day_on_axis(app.place.cursor.record).unwrap();
        assert!(app.stretch().contains(day));
        app.update(Action::Show(Show::Span(0)));
        assert!(!app.is_zoomed_in_time());
    }

    #[test]
    fn a_click_goes_to_the_record_nearest_that_day() {
        let mut app = app();
        let area = app.strip_area();
        app.update(Action::Click(area.x + 30, area.y + 1));
        assert_eq!(at(&app), "c");
        app.update(Action::Click(area.x, area.y));
        assert_eq!(at(&app), "a");
    }

    #[test]
    fn the_undated_are_no_month() {
        let mut app = app();
        app.update(Action::Move(Motion::Months(9)));
        assert_eq!(at(&app), "d", "the last month that has records");
        app.update(Action::Move(Motion::Months(1)));
        assert_eq!(at(&app), "d");
        app.update(Action::Move(Motion::To(End::Last)));
        app.update(Action::Move(Motion::Months(1)));
        assert_eq!(at(&app), "never", "nothing comes after it");
        app.update(Action::Move(Motion::Months(-1)));
        assert_eq!(at(&app), "d");
    }

    #[test]
    fn an_undated_record_is_nowhere_on_it() {
        let mut app = app();
        app.update(Action::Move(Motion::To(End::Last)));
        assert_eq!(at(&app), "never");
        app.update(Action::Move(Motion::Columns(-1)));
        assert_eq!(at(&app), "d");
    }
}
