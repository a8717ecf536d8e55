//! What events and statements carry flat, so that no second table is wanted beside them: the days, where it is
//! printed, who said it. JSON, CSV and Markdown take it from here.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::Subject;
use crate::words;

/// The fields, under the names of [`Flat::COLUMNS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flat<'c> {
    pub(super) said_from: Option<String>,
    pub(super) said_to: Option<String>,
    pub(super) outlet: Option<&'c str>,
    pub(super) published: Option<&'c str>,
    pub(super) url: Option<&'c str>,
    pub(super) speaker_name: Option<Cow<'c, str>>,
}

impl<'c> Flat<'c> {
    /// What the fields are called.
    pub(super) const COLUMNS: [&'static str; 6] =
        ["said_from", "said_to", "outlet", "published", "url", "speaker_name"];

    /// Of an event the days and the source that it cites first; of a statement its own.
    pub(super) fn of(c: &'c Chronology, subject: Subject) -> Self {
        let (date, source, speakers) = match subject {
            Subject::Event(ix) => {
                let event = c.event(ix);
                (event.date.as_ref(), event.cites.first().map(|cite| cite.source), None)
            }
            Subject::Statement(ix) => {
                let s = c.statement(ix);
                (s.said.as_ref(), Some(s.source), s.speaker.map(|_| words::speakers(c, s)))
            }
        };
        let source = source.map(|source| c.source(source));
        let day = |day: Option<NaiveDate>, beyond| {
            day.filter(|day| *day != beyond).map(|day| day.to_string())
        };
        Self {
            // A year that lies beyond those that can be counted has no day.
            said_from: day(date.and_then(Edtf::earliest), NaiveDate::MAX),
            said_to: day(date.and_then(Edtf::latest), NaiveDate::MIN),
            outlet: source.map(|source| &*source.outlet),
            published: source.and_then(|source| source.published.as_ref()).map(Edtf::as_str),
            url: source.and_then(|source| source.url.as_deref()),
            speaker_name: speakers,
        }
    }

    /// The fields as cells, in the order of the columns.
    pub(super) fn cells(self) -> [String; 6] {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        [
            self.said_from.unwrap_or_default(),
            self.said_to.unwrap_or_default(),
            text(self.outlet),
            text(self.published),
            text(self.url),
            self.speaker_name.unwrap_or_default().into_owned(),
        ]
    }
}
