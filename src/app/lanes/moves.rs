//! Moving in the lanes: from lane to lane, from cell to cell, and into the records of a cell.

use crate::app::action::{Action, End};
use crate::app::chooser::Listing;
use crate::app::density::Lane;
use crate::app::effect::Effect;
use crate::app::{App, View};
use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::pages::row::{Row, Span, Tone};
use crate::pages::timeline::Dated;

/// How many records of a cell are listed.
const LISTED: usize = 500;

impl App {
    /// Carries out an action on the lanes; `None` where it is none of theirs.
    pub(in crate::app) fn act_in_lanes(&mut self, action: &Action) -> Option<Vec<Effect>> {
        let half = (isize::try_from(self.lanes_plan().rows).unwrap_or(1) / 2).max(1);
        match *action {
            Action::Move(by) => self.step_lane(by),
            Action::Page(halves) => self.step_lane(halves * half),
            Action::Across(by) => self.step_cell(by),
            Action::Month(by) => self.step_mark(by),
            Action::Edge(end) => self.step_end(end),
            Action::Unfold => self.unfold_lane(),
            Action::Into => self.open_cell(),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Puts the cursor on the first record of the cell, if it holds any.
    fn settle(&mut self) {
        match self.lane_marks().first().copied() {
            Some(mark) => {
                self.time.lanes.of = Some(mark.record);
                self.place(Citation { record: mark.record, nth: 0 });
            }
            None => self.follow(),
        }
    }

    fn step_lane(&mut self, by: isize) {
        let last = self.lanes().count().saturating_sub(1);
        let to = self.lane_position().saturating_add_signed(by).min(last);
        let lane = self.lanes().nth(to);
        if let Some(lane) = lane {
            self.time.lanes.lane = lane;
            self.settle();
        }
    }

    fn step_cell(&mut self, by: isize) {
        let whole = self.whole_stretch();
        for _ in 0..by.unsigned_abs() {
            let days = self.lane_days();
            let day = if by > 0 { days.end } else { days.start - 1 };
            self.time.lanes.day = day.clamp(whole.from, whole.to - 1);
            self.follow_time();
        }
        self.settle();
    }

    /// To the next or previous cell of the lane that holds records.
    fn step_mark(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let days = self.lane_days();
            let marks = self.shown_density().all(self.time.lanes.lane);
            let next = if by > 0 {
                marks.get(marks.partition_point(|m| m.day < days.end))
            } else {
                marks
                    .partition_point(|m| m.day < days.start)
                    .checked_sub(1)
                    .and_then(|i| marks.get(i))
            };
            let Some(next) = next.copied() else {
                self.tell(if by > 0 {
                    "no records later in this lane"
                } else {
                    "no records earlier in this lane"
                });
                break;
            };
            self.time.lanes.day = next.day;
            self.follow_time();
        }
        self.settle();
    }

    fn step_end(&mut self, end: End) {
        let marks = self.shown_density().all(self.time.lanes.lane);
        let to = if end == End::First { marks.first() } else { marks.last() };
        if let Some(day) = to.map(|m| m.day) {
            self.time.lanes.day = day;
            self.follow_time();
            self.settle();
        }
    }

    /// Opens the party of the lane into its speakers, or closes it.
    fn unfold_lane(&mut self) {
        let Some(party) = self.party_of(self.time.lanes.lane) else {
            self.tell("the events have no speakers; a party opens into its own");
            return;
        };
        self.time.lanes.handled = true;
        if self.time.lanes.open.remove(&party) {
            self.time.lanes.lane = Lane::Party(party);
        } else if self.time.density.speakers(party).is_empty() {
            self.tell("no speaker is named here");
        } else {
            self.time.lanes.open.insert(party);
        }
        self.settle();
    }

    /// To the records of the cell: to the only one in the list, or to a choice of them.
    fn open_cell(&mut self) {
        let marks: Vec<RecordIx> = self.lane_marks().iter().map(|m| m.record).collect();
        match marks[..] {
            [] => self.tell("no records here; { and } go to those before and after"),
            [only] => {
                self.set_view(View::List);
                self.jump(Citation { record: only, nth: 0 });
            }
            _ => {
                let listed = marks.iter().take(LISTED);
                let mut rows: Vec<Row> = listed.map(|record| self.cell_row(*record)).collect();
                if marks.len() > LISTED {
                    let text = format!("and {} more; + looks closer", marks.len() - LISTED);
                    rows.push(Row::of(vec![Span::new(text, Tone::Dim)]));
                }
                self.open(Listing::Cell, self.lane_readout(), rows, "no records here");
            }
        }
    }

    /// A record in the list of a cell.
    fn cell_row(&self, record: RecordIx) -> Row {
        let row = self.record_row(Citation { record, nth: 0 }, Dated::Long);
        Row { here: false, ..row }
    }

    /// A click on the lanes: on a name it opens or closes the party, on a cell it goes there.
    pub(in crate::app) fn click_lanes(&mut self, column: u16, row: u16) {
        let plan = self.lanes_plan();
        let Some(offset) = row.checked_sub(plan.first()).filter(|offset| *offset < plan.rows)
        else {
            return;
        };
        let at = self.time.lanes.top + usize::from(offset);
        let Some(lane) = self.lanes().nth(at) else {
            return;
        };
        self.time.lanes.lane = lane;
        match column.checked_sub(plan.gutter) {
            Some(cell) => {
                self.time.lanes.day =
                    self.lanes_scale().days(cell).start.min(self.stretch().to - 1);
                self.settle();
            }
            None if matches!(lane, Lane::Party(_)) => self.unfold_lane(),
            None => self.settle(),
        }
    }
}
