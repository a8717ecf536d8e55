//! The list: a row for each record in the order of the axis, and under the title the strip of all time.

use crate::app::App;
use crate::app::density::Lane;
use crate::app::milestones::{MilestonePlace, MilestoneRows};
use crate::app::scale::{Scale, Second};
use crate::app::under_cursor::Read;
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

    fn enter(&self, _app: &App) -> Lead {
        Lead::Pane(Pane::Source)
    }
}

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
