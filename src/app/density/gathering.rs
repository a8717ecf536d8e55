//! Gathering records by lane, in the order of their days, before they are grouped.

use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;

use super::Mark;
use crate::app::scale::{Day, Stretch, day_of};

/// What is gathered before it is grouped by lane.
pub(super) struct Gathering {
    pub(super) marks: Vec<(usize, Mark)>,
    doubtful: Vec<u32>,
    pub(super) bars: Vec<(usize, (Day, Day))>,
    /// The last bar of each lane.
    last: Vec<Option<usize>>,
    pub(super) extent: Option<Stretch>,
}

impl Gathering {
    pub(super) fn new(keys: usize) -> Self {
        Self {
            marks: Vec::new(),
            doubtful: vec![0; keys],
            bars: Vec::new(),
            last: vec![None; keys],
            extent: None,
        }
    }

    pub(super) fn add(&mut self, key: usize, record: RecordIx, date: &Edtf) {
        self.doubtful[key] += u32::from(is_doubtful(date));
        let day = day_of(date.sort_day());
        self.marks.push((key, Mark { day, record, doubtful: self.doubtful[key] }));
        let (Some(from), Some(to)) = (date.earliest().map(day_of), date.latest().map(day_of))
        else {
            return;
        };
        if from == to {
            return;
        }
        // Dates come in the order of their first days, so that only the last bar can be met.
        match self.last[key] {
            Some(at) if self.bars[at].1.1 >= from => {
                let end = &mut self.bars[at].1.1;
                *end = (*end).max(to + 1);
            }
            _ => {
                self.last[key] = Some(self.bars.len());
                self.bars.push((key, (from, to + 1)));
            }
        }
    }

    pub(super) fn reach(&mut self, date: &Edtf) {
        let from = day_of(date.sort_day());
        let to = date.latest().map_or(from, day_of) + 1;
        self.extent = Some(match self.extent {
            Some(e) => Stretch::new(e.from.min(from), e.to.max(to)),
            None => Stretch::new(from, to),
        });
    }
}

fn is_doubtful(date: &Edtf) -> bool {
    date.is_approximate()
        || date.is_uncertain()
        || date.earliest().is_none()
        || date.latest().is_none()
}
