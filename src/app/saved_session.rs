//! Where a reader leaves the viewer, and where the next run goes on: the record under the cursor by its id, view,
//! order, query and day of knowledge, whose records alone were shown and which figure was looked at, as one object of
//! JSON.
//!
//! Owns the form; where it lies is [`crate::term`]'s. A record that is gone meanwhile is said, never fatal.

use serde::{Deserialize, Serialize};

use super::App;
use super::order::Axis;
use super::views::View;
use crate::chronology::date::{Edge, Edtf, Period};
use crate::chronology::target::Target;

/// The form that is written and read.
const SCHEMA: u32 = 1;

/// Where a reader was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedSession {
    /// The id of the record under the cursor, of a report that of the report.
    pub at: Option<String>,
    /// How the timeline told its records.
    pub view: View,
    /// By which day it ordered them.
    pub axis: Axis,
    /// The query in force.
    pub query: Option<String>,
    /// Whether what it does not match was hidden.
    pub hide: bool,
    /// The end of the time to which knowledge was restricted.
    pub as_of: Option<Edge>,
    /// The id of the speaker or the party whose records alone were shown.
    pub only: Option<String>,
    /// The id of the point under the cursor of the figures, where these were shown.
    pub figure: Option<String>,
}

/// The same as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSession {
    schema: u32,
    /// Where the dataset lies, for who looks into the file.
    dataset: String,
    at: Option<String>,
    view: String,
    order: String,
    query: Option<String>,
    hide: bool,
    as_of: Option<String>,
    // What an earlier version wrote has none of these.
    only: Option<String>,
    figure: Option<String>,
}

impl SavedSession {
    /// Where the reader is now; `None` before there is anything to be at.
    #[must_use]
    pub fn of(app: &App) -> Option<Self> {
        let c = app.chronology();
        if app.is_reading() || c.records.is_empty() {
            return None;
        }
        // While something is typed into the prompt, the place is that of a hit that is looked at.
        let place = app.search.as_ref().map_or(&app.place, |search| &search.origin);
        let cursor = place.cursor;
        let report = c.reported(cursor).map(|report| c.statement(report).id.to_string());
        let active = place.active.as_deref();
        let shows_figures = place.view == View::Figures && app.search.is_none();
        let point = app.point().filter(|_| shows_figures);
        Some(Self {
            at: Some(report.unwrap_or_else(|| c.record_id(cursor.record).to_owned())),
            view: place.view,
            axis: place.axis,
            query: active.map(|active| active.query.text().to_owned()),
            hide: active.is_some_and(|active| active.hide),
            as_of: place.as_of,
            only: place.filter.map(|filter| filter.id(c).to_owned()),
            figure: point.map(|point| Target::Point(point).id(c).to_owned()),
        })
    }

    /// The text of a file, of a dataset that lies there.
    #[must_use]
    pub fn text(&self, dataset: &str) -> String {
        let written = WrittenSession {
            schema: SCHEMA,
            dataset: dataset.to_owned(),
            at: self.at.clone(),
            view: name_of(View::NAMES, self.view),
            order: name_of(Axis::NAMES, self.axis),
            query: self.query.clone(),
            hide: self.hide,
            as_of: self.as_of.map(Edge::edtf),
            only: self.only.clone(),
            figure: self.figure.clone(),
        };
        // It has nothing that JSON cannot write.
        serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
    }

    /// What a text says.
    ///
    /// # Errors
    /// Why it says nothing, in a clause.
    pub fn read(text: &str) -> Result<Self, String> {
        let written: WrittenSession =
            serde_json::from_str(text).map_err(|error| error.to_string())?;
        if written.schema != SCHEMA {
            return Err(format!("it is of schema {}, this program reads {SCHEMA}", written.schema));
        }
        let as_of = match &written.as_of {
            None => None,
            Some(day) => {
                let date = Edtf::parse(day).map_err(|error| error.to_string())?;
                Period::until(&date).to
            }
        };
        let no = |what: &str, name: &str| format!("{name} is no {what}");
        Ok(Self {
            at: written.at,
            view: of_name(View::NAMES, &written.view).ok_or_else(|| no("view", &written.view))?,
            axis: of_name(Axis::NAMES, &written.order)
                .ok_or_else(|| no("order", &written.order))?,
            query: written.query,
            hide: written.hide,
            as_of,
            only: written.only,
            figure: written.figure,
        })
    }
}

fn name_of<T: Copy + PartialEq>(names: &[(&str, T)], of: T) -> String {
    names.iter().find(|(_, one)| *one == of).map_or("", |(name, _)| name).to_owned()
}

fn of_name<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, one)| *one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(as_of: Option<&str>) -> SavedSession {
        SavedSession {
            at: Some("mfa-unanswered".to_owned()),
            view: View::Lanes,
            axis: Axis::Published,
            query: Some("speaker:\"o'Brien\" ünder".to_owned()),
            hide: true,
            as_of: as_of.and_then(|day| Period::until(&Edtf::parse(day).unwrap()).to),
            only: Some("ru".to_owned()),
            figure: Some("us-warheads@2021-09-01".to_owned()),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let days = [
            None,
            Some("2025-10-01"),
            Some("2025-10"),
            Some("1969-07-20T20:05:05Z"),
            Some("1969-07-20T20:05:05+05:30"),
            Some("1969-07-20T20:05:05"),
        ];
        for day in days {
            let session = session(day);
            assert_eq!(day.is_some(), session.as_of.is_some(), "{day:?}");
            assert_eq!(SavedSession::read(&session.text("/a/b")), Ok(session), "{day:?}");
        }
        assert_eq!(
            SavedSession::read(&SavedSession::default().text("")),
            Ok(SavedSession::default())
        );
    }

    #[test]
    fn what_an_earlier_version_wrote_is_read() {
        let text = session(None).text("/a");
        let lines = text.lines().filter(|l| !l.contains("only") && !l.contains("figure"));
        let text = lines.collect::<Vec<_>>().join("\n").replace("null,\n}", "null\n}");
        let earlier = SavedSession { only: None, figure: None, ..session(None) };
        assert_eq!(SavedSession::read(&text), Ok(earlier), "{text}");
    }

    #[test]
    fn what_is_no_session_says_why() {
        let text = session(None).text("/a");
        for (from, to) in [
            ("\"lanes\"", "\"laens\""),
            ("\"published\"", "3"),
            ("\"schema\": 1", "\"schema\": 2"),
            ("\"hide\"", "\"hidden\""),
            ("\"as_of\": null", "\"as_of\": \"never\""),
            ("}", ""),
        ] {
            let damaged = text.replace(from, to);
            assert_ne!(damaged, text, "{from}");
            assert!(SavedSession::read(&damaged).is_err(), "{damaged}");
        }
        for (end, _) in text.char_indices().take(text.chars().count() - 2) {
            assert!(SavedSession::read(&text[..end]).is_err(), "{end}");
        }
    }
}
