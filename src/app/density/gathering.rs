//! Gathering records by lane, in the order of their days, before they are grouped.

use crate::app::scale::{MONTH, Second, Stretch};
use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;

/// The bit of the first lane of a record: keys are fewer.
const FIRST: u32 = 1 << 31;

/// What is gathered before it is grouped by lane.
pub(super) struct Gathering {
    /// What has a date, in time.
    pub(super) records: Vec<RecordIx>,
    /// The moments at which they sort, each with the position of the first.
    pub(super) moments: Vec<(Second, u32)>,
    /// The lanes of each, by their keys, one record's after the other's; the first of a record has [`FIRST`].
    lanes: Vec<u32>,
    /// The lanes of what has a doubtful date, that of all among them, by their keys, with its position.
    doubtful: Vec<(u32, u32)>,
    bars: Vec<(usize, (Second, Second))>,
    /// The last bar of each lane.
    last: Vec<Option<usize>>,
    /// Of sure dates, of doubtful ones, and of the moments of both.
    extent: Option<Stretch>,
    doubtful_extent: Option<Stretch>,
    moments_extent: Option<Stretch>,
    /// Whether any of them has a time of day.
    pub(super) clocked: bool,
}

impl Gathering {
    /// Gathers so many records at the most by so many keys, of which the first is that of all.
    pub(super) fn new(keys: usize, most: usize) -> Self {
        Self {
            records: Vec::with_capacity(most),
            moments: Vec::with_capacity(most),
            lanes: Vec::with_capacity(most),
            doubtful: Vec::new(),
            bars: Vec::new(),
            last: vec![None; keys],
            extent: None,
            doubtful_extent: None,
            moments_extent: None,
            clocked: false,
        }
    }

    /// Takes a record of a date into the lane of all and those of `keys`.
    pub(super) fn add(
        &mut self,
        record: RecordIx,
        date: &Edtf,
        keys: impl Iterator<Item = usize> + Clone,
    ) {
        let at = self.records.len() as u32;
        self.records.push(record);
        let moment = date.sort_second();
        if self.moments.last().is_none_or(|(last, _)| *last != moment) {
            self.moments.push((moment, at));
        }
        let first = [FIRST].into_iter().chain(std::iter::repeat(0));
        self.lanes.extend(keys.clone().zip(first).map(|(key, first)| key as u32 | first));
        let with_all = [0].into_iter().chain(keys);
        if is_doubtful(date) {
            self.doubtful.extend(with_all.clone().map(|key| (key as u32, at)));
        }
        if date.is_span() {
            with_all.for_each(|key| self.add_bar(key, date));
        }
        self.reach(date);
    }

    /// What stands in each lane but that of all, by its key.
    pub(super) fn lanes(&self) -> impl Iterator<Item = (usize, u32)> + Clone {
        let mut next = 0;
        self.lanes.iter().map(move |lane| {
            next += lane >> 31;
            ((lane & !FIRST) as usize, next - 1)
        })
    }

    /// What is doubtful in each lane, by its key.
    pub(super) fn doubtful(&self) -> impl Iterator<Item = (usize, u32)> + Clone {
        self.doubtful.iter().map(|(key, at)| (*key as usize, *at))
    }

    /// The bars of each lane, by its key.
    pub(super) fn bars(&self) -> impl Iterator<Item = (usize, (Second, Second))> + Clone {
        self.bars.iter().copied()
    }

    fn add_bar(&mut self, key: usize, date: &Edtf) {
        let (Some(from), Some(to)) = (date.begins(), date.ends()) else { return };
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

    /// Takes a date into the extent.
    fn reach(&mut self, date: &Edtf) {
        let from = date.sort_second();
        let to = date.ends().unwrap_or(from) + 1;
        self.clocked |= date.clock().is_some();
        self.moments_extent = Some(grown(self.moments_extent, Stretch::new(from, from + 1)));
        if is_doubtful(date) {
            self.doubtful_extent = Some(grown(self.doubtful_extent, Stretch::new(from, to)));
        } else {
            self.extent = Some(grown(self.extent, Stretch::new(from, to)));
        }
    }

    /// From the first moment to the last. Every record stands in it; how long a doubtful one may have lasted makes it
    /// no more than twice as long, so that one of which little is known does not crowd all others into a cell.
    pub(super) fn extent(&self) -> Option<Stretch> {
        let moments = self.moments_extent?;
        let Some(sure) = self.extent else { return self.doubtful_extent };
        let all = Stretch::new(sure.from.min(moments.from), sure.to.max(moments.to));
        let end = self.doubtful_extent.map_or(all.to, |doubtful| doubtful.to);
        let latest = all.to.saturating_add(all.length().max(MONTH));
        Some(Stretch::new(all.from, end.clamp(all.to, latest)))
    }
}

/// An extent that holds a stretch as well.
fn grown(extent: Option<Stretch>, by: Stretch) -> Stretch {
    extent.map_or(by, |e| Stretch::new(e.from.min(by.from), e.to.max(by.to)))
}

fn is_doubtful(date: &Edtf) -> bool {
    date.is_approximate()
        || date.is_uncertain()
        || date.earliest().is_none()
        || date.latest().is_none()
}
