//! The density strip: where in the whole of time its cells lie, and moving along it.

use crate::chronology::tables::Citation;
use crate::geometry::Area;

use super::App;
use super::density::Lane;
use super::scale::Scale;

impl App {
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

    /// Along the strip: to the first record of the next or previous cell that has any.
    pub(super) fn stride(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let scale = self.strip_scale();
            let density = self.shown_density();
            let marks = density.all(Lane::All);
            let here = self.day_on_axis(self.cursor.record);
            let cell =
                here.map(|day| scale.cell_of(day).map_or(day..day + 1, |cell| scale.days(cell)));
            let next = match (by > 0, cell) {
                (true, Some(days)) => marks.get(marks.partition_point(|m| m.day < days.end)),
                (true, None) => None,
                (false, Some(days)) => marks
                    .partition_point(|m| m.day < days.start)
                    .checked_sub(1)
                    .and_then(|i| marks.get(i)),
                (false, None) => marks.last(),
            };
            let Some(next) = next else {
                self.tell(if by > 0 {
                    "no records later in time"
                } else {
                    "no records earlier in time"
                });
                return;
            };
            let days =
                scale.cell_of(next.day).map_or(next.day..next.day + 1, |cell| scale.days(cell));
            let first = density.within(Lane::All, &days).first().copied().unwrap_or(*next);
            self.place(Citation { record: first.record, nth: 0 });
        }
    }

    /// A click on the strip: to the first record of the cell, or the one nearest to it.
    pub(super) fn click_strip(&mut self, column: u16) {
        let scale = self.strip_scale();
        let cell = column.saturating_sub(self.strip_area().x).min(scale.cells - 1);
        let days = scale.days(cell);
        let density = self.shown_density();
        let first = density.within(Lane::All, &days).first().copied();
        if let Some(mark) = first.or_else(|| density.nearest(Lane::All, days.start)) {
            self.jump(Citation { record: mark.record, nth: 0 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Action;
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
        app.update(Action::Resize(Size { width: 80, height: 24 }));
        app
    }

    fn at(app: &App) -> &str {
        app.chronology().record_id(app.cursor.record)
    }

    #[test]
    fn strides_go_from_cell_to_cell_that_holds_records() {
        let mut app = app();
        let mut path = Vec::new();
        for _ in 0..3 {
            app.update(Action::Across(-1));
            path.push(at(&app).to_owned());
        }
        assert_eq!(path, ["c", "a", "a"]);
        assert!(app.notice.is_some(), "the end is said");
        app.update(Action::Across(1));
        assert_eq!(at(&app), "c", "past the second record of the cell");
    }

    #[test]
    fn strides_need_no_strip() {
        let mut app = app();
        app.update(Action::Resize(Size { width: 40, height: 12 }));
        app.update(Action::Across(-1));
        assert_eq!(at(&app), "c");
    }

    #[test]
    fn a_closer_look_follows_the_cursor() {
        let mut app = app();
        app.update(Action::Span(5));
        assert!(app.is_zoomed_in_time());
        app.update(Action::Across(-1));
        assert_eq!(at(&app), "c");
        let day = app.day_on_axis(app.cursor.record).unwrap();
        assert!(app.stretch().contains(day));
        app.update(Action::Span(0));
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
    fn an_undated_record_is_nowhere_on_it() {
        let mut app = app();
        app.update(Action::Edge(crate::app::action::End::Last));
        assert_eq!(at(&app), "never");
        app.update(Action::Across(-1));
        assert_eq!(at(&app), "d");
    }
}
