//! Moving in the list, and along the strip over it.

use std::ops::Range;

use chrono::Datelike;

use crate::app::App;
use crate::app::action::{End, Motion};
use crate::app::density::{DatedRecord, Lane};
use crate::app::scale::Second;
use crate::app::viewport::Rows;
use crate::chronology::date::Edtf;
use crate::geometry::Pane;

pub(super) fn move_by(app: &mut App, motion: Motion) {
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
        Motion::Months(by) => step_months(app, by),
        Motion::Columns(by) => step_strip(app, by),
    }
}

pub(super) fn click(app: &mut App, row: u16) {
    let height_of = |i: usize| app.order().height(i);
    let rows = Rows::new(app.order().len(), &height_of);
    if let Some(at) = rows.under(app.place.scroll().timeline, row) {
        go_to(app, at.row);
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

/// To the first record of the next or previous month that has records.
pub(in crate::update) fn step_months(app: &mut App, by: isize) {
    let order = app.order();
    // The shelf of the undated, at the end, is no month.
    let month = |date: Option<&Edtf>| {
        date.map_or((true, 0, 0), |date| {
            let day = date.sort_day();
            (false, day.year(), day.month())
        })
    };
    let date_at = |at| order.at(at).and_then(|record| order.date(record));
    let (Ok(mut at) | Err(mut at)) = order.position(app.place.cursor.record);
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
    go_to(app, at);
}

/// Along the strip: to the first record of the next or previous cell that has any. Where none has, there may be
/// more in this one, since a cell of a narrow strip is wide: then to the next or previous time that has a record.
pub(in crate::update) fn step_strip(app: &mut App, by: isize) {
    for _ in 0..by.unsigned_abs() {
        let scale = app.strip_scale();
        let density = app.shown_density();
        let here = app.day_on_axis(app.place.cursor.record);
        let cell = here.map(|day| scale.cell_of(day).map_or(day..day + 1, |cell| scale.span(cell)));
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
            app.tell(if by > 0 {
                "no records later in time"
            } else {
                "no records earlier in time"
            });
            return;
        };
        app.place.put(app.report_meant(first));
        app.hold_window();
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
