//! Gathering records by lane, in the order of their days, before they are grouped.

use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;

use super::Mark;
use crate::app::scale::{MONTH, Second, Stretch};

/// What is gathered before it is grouped by lane.
pub(super) struct Gathering {
    pub(super) marks: Vec<(usize, Mark)>,
    doubtful: Vec<u32>,
    pub(super) bars: Vec<(usize, (Second, Second))>,
    /// The last bar of each lane.
    last: Vec<Option<usize>>,
    extent: Option<Stretch>,
    doubtful_extent: Option<Stretch>,
    /// Whether any of them has a time of day.
    pub(super) clocked: bool,
}

impl Gathering {
    pub(super) fn new(keys: usize) -> Self {
        Self {
            marks: Vec::new(),
            doubtful: vec![0; keys],
            bars: Vec::new(),
            last: vec![None; keys],
            extent: None,
            doubtful_extent: None,
            clocked: false,
        }
    }

    pub(super) fn add(&mut self, key: usize, record: RecordIx, date: &Edtf) {
        self.doubtful[key] += u32::from(is_doubtful(date));
        let day = date.sort_second();
        self.marks.push((key, Mark { day, record, doubtful: self.doubtful[key] }));
        let (Some(from), Some(to)) = (date.begins(), date.ends()) else { return };
        if !date.is_span() {
            return;
        }
        // Dates come in the order of their first moments, so that only the last bar can be met.
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

    /// Takes a date into the extent. A doubtful one makes it no more than twice as long on its side, so that one
    /// record of which little is known does not crowd all others into a cell.
    pub(super) fn reach(&mut self, date: &Edtf) {
        let from = date.sort_second();
        let to = date.ends().unwrap_or(from) + 1;
        self.clocked |= date.clock().is_some();
        let extent = if is_doubtful(date) { &mut self.doubtful_extent } else { &mut self.extent };
        *extent = Some(match *extent {
            Some(e) => Stretch::new(e.from.min(from), e.to.max(to)),
            None => Stretch::new(from, to),
        });
    }

    /// From the first moment to the last.
    pub(super) fn extent(&self) -> Option<Stretch> {
        match (self.extent, self.doubtful_extent) {
            (Some(sure), Some(doubtful)) => {
                let length = sure.length().max(MONTH);
                let from = doubtful.from.clamp(sure.from.saturating_sub(length), sure.from);
                let to = doubtful.to.clamp(sure.to, sure.to.saturating_add(length));
                Some(Stretch::new(from, to))
            }
            (sure, doubtful) => sure.or(doubtful),
        }
    }
}

fn is_doubtful(date: &Edtf) -> bool {
    date.is_approximate()
        || date.is_uncertain()
        || date.earliest().is_none()
        || date.latest().is_none()
}
