//! From record to record: to other reports, words of the same speaker, hits, where a line leads, and back.

use crate::app::action::Jump;
use crate::app::effect::Effect;
use crate::app::under_cursor::Purpose;
use crate::app::wanted::{Await, KnownBy};
use crate::app::{App, View};
use crate::chronology::model::{RecordIx, StatementIx};
use crate::chronology::tables::{Citation, Record};
use crate::geometry::Pane;
use crate::pages::row::Go;
use crate::words::SourceNames;

use super::show::tell_no_query;
use super::typing::show_record;
use super::{learn, open, scroll};

pub(super) fn run(app: &mut App, jump: Jump) {
    match jump {
        Jump::Report(by) => next_report(app, by),
        Jump::Speaker(by) => next_of_speaker(app, by),
        Jump::Hit(by) => next_hit(app, by),
        // Going back is no deed of its own: it is looked after where places are.
        Jump::Visited(_) => {}
    }
}

/// Goes where a row leads.
pub(super) fn go(app: &mut App, go: &Go) {
    match *go {
        Go::To(citation) => go_to(app, citation),
        Go::Source(source) => match app.chronology().passages(source).first().copied() {
            Some(passage) => {
                go_to(app, passage.citation);
                app.place.focus = Pane::Source;
            }
            None => app.tell("no record cites this source"),
        },
        Go::Speaker(speaker) => {
            let c = app.chronology();
            let own = c.by_speaker(speaker);
            let at = own.partition_point(|r| *r <= app.place.cursor.record);
            let at = if at < own.len() { at } else { 0 };
            match own.get(at).copied() {
                Some(record) if record != app.place.cursor.record => {
                    let (name, of) = (&c.speaker(speaker).name, own.len());
                    let next = app.key("next-words");
                    let told = format!("{name}: record {} of {of} · {next} next", at + 1);
                    app.tell(told);
                    go_to(app, app.report_meant(record));
                }
                Some(_) => app.tell("these are the only words of this speaker here"),
                None => app.tell("no words of this speaker are recorded"),
            }
        }
        Go::Date(ref date) => {
            if let Some(record) = app.chronology().nearest_record(date) {
                go_to(app, app.report_meant(record));
            }
        }
        Go::Note(note) => open::list_notes(app, None, Some(note)),
        Go::Point(point) => {
            app.place.show(View::Figures);
            app.place.focus = Pane::Timeline;
            app.put_point(point);
        }
        Go::Query(ref text) => super::typing::set_query(app, text),
        Go::Gone(ref why) => app.tell(why),
        // Only a list knows its commands; they are carried out before this.
        Go::Command(_) => {}
    }
}

/// To a record, whatever is shown: a filter or a query that would leave it out gives way, and it is said.
pub(super) fn go_to(app: &mut App, to: Citation) {
    show_record(app, to);
    if app.order().position(to.record).is_ok() {
        return;
    }
    if let Some(told) = leave_filter(app, to) {
        app.tell(told);
    }
    if app.place.active.as_ref().is_some_and(|active| active.hides(to.record)) {
        super::show::set_hide(app, false);
        app.tell("not among the hits: the rest is dimmed, no longer hidden");
    }
    app.refresh();
}

/// Ends a filter that leaves a record out, and says so.
pub(super) fn leave_filter(app: &mut App, to: Citation) -> Option<String> {
    let c = &app.data.chronology;
    let filter = app.place.filter.filter(|filter| !filter.passes(c, to.record))?;
    let told = format!("not by {}: everybody is shown again", filter.name(c));
    app.place.set_filter(None);
    Some(told)
}

/// The next source that prints the record under the cursor, round and round.
fn next_report(app: &mut App, by: isize) {
    let citation = match app.record_read(Purpose::Reports) {
        Ok(citation) => citation,
        Err(why) => return app.tell(why),
    };
    let c = app.chronology();
    let sources = c.prints(citation.record);
    if sources.len() < 2 {
        let text = match c.record(citation.record) {
            Record::Event(_) => "no other source recorded here reports this event",
            Record::Statement(_) => "no other source recorded here prints these words",
        };
        return app.tell(text);
    }
    let at = (app.source_among(&sources) as isize + by).rem_euclid(sources.len() as isize) as usize;
    let cites = sources.iter().filter_map(|citation| c.cite(*citation));
    let names = SourceNames::among(c, cites.map(|cite| cite.source));
    let name = c.cite(sources[at]).map(|cite| names.cite(c, cite));
    app.place.put(sources[at]);
    app.tell(format!("{} of {}: {}", at + 1, sources.len(), name.unwrap_or_default()));
}

/// The next words of the same speaker, in time.
fn next_of_speaker(app: &mut App, by: isize) {
    let cursor = match app.record_read(Purpose::Words) {
        Ok(citation) => citation,
        Err(why) => return app.tell(why),
    };
    let c = app.chronology();
    let speaker = c.reported(cursor).and_then(|s: StatementIx| c.statement(s).speaker);
    let Some(speaker) = speaker else {
        let why = wordless(app, cursor, "follow");
        return app.tell(why);
    };
    let own: Vec<RecordIx> = c
        .by_speaker(speaker)
        .iter()
        .copied()
        .filter(|r| app.order().position(*r).is_ok())
        .collect();
    let at = own.partition_point(|r| *r < cursor.record);
    // A count beyond the end leads to the last.
    let to = if by > 0 {
        at.saturating_add_signed(by).min(own.len().saturating_sub(1)).max(at)
    } else {
        at.saturating_add_signed(by)
    };
    match own.get(to).filter(|record| **record != cursor.record) {
        Some(record) => app.place.put(app.report_meant(*record)),
        None => {
            let which = if by > 0 { "last" } else { "first" };
            let name = &c.speaker(speaker).name;
            let text = format!("these are the {which} words of {name} here");
            app.tell(text);
        }
    }
}

/// The next hit in time, round and round.
fn next_hit(app: &mut App, by: isize) {
    if app.place.active.is_none() {
        return tell_no_query(app);
    }
    let mut wrapped = false;
    let mut found = None;
    let (Ok(mut here) | Err(mut here)) = app.order().position(app.place.cursor.record);
    for _ in 0..by.unsigned_abs() {
        let len = app.order().len();
        let is_hit = |i: &usize| app.order().at(*i).is_some_and(|r| app.is_hit(r));
        let (first, round) = if by > 0 {
            ((here + 1..len).find(is_hit), (0..len.min(here + 1)).find(is_hit))
        } else {
            ((0..here).rev().find(is_hit), (here..len).rev().find(is_hit))
        };
        let Some(at) = first.or(round) else { break };
        wrapped |= first.is_none();
        (here, found) = (at, app.order().at(at));
    }
    let Some(record) = found else {
        return app
            .tell(format!("nothing matches the query in force; {} clears it", app.key("clear")));
    };
    show_record(app, app.report_meant(record));
    if wrapped {
        app.tell(if by > 0 {
            "last hit passed; on from the first"
        } else {
            "first hit passed; on from the last"
        });
    }
}

/// Back to where one has been, or forward again; negative is back.
pub(super) fn travel(app: &mut App, by: isize) -> Vec<Effect> {
    let mut effects = Vec::new();
    for _ in 0..by.unsigned_abs() {
        let here = app.place.clone();
        let to = if by > 0 { app.jumps.forward(here) } else { app.jumps.back(here) };
        let Some(to) = to else {
            let none = if by > 0 { "nothing to go forward to" } else { "nothing to go back to" };
            app.tell(match app.profile.left.as_ref().filter(|_| by < 0) {
                Some(left) => {
                    let palette = app.key("palette");
                    format!("{none} in here; {palette} {left} opens the dataset that was left")
                }
                None => none.to_owned(),
            });
            break;
        };
        let other_day = app.place.as_of != to.as_of;
        app.wanted.known = None;
        if let (Some(by), true, true) = (to.as_of, other_day, app.has_many()) {
            app.wanted.known = Await::new(KnownBy { by, place: Some(Box::new(to)) });
            app.tell(format!("looking for what was published by {by}…"));
            break;
        }
        app.place = to;
        if other_day {
            effects = learn::show_day(app);
        }
        app.refresh();
        // The places were seen on a screen of some size, and stand as they stood on no other.
        if app.place.seen_at != app.size() {
            scroll::follow(app);
        }
    }
    effects
}

/// What is said where an event is asked for words: where they are, if any were said of it.
pub(super) fn wordless(app: &App, citation: Citation, to: &str) -> String {
    let c = app.chronology();
    let said_of = match c.record(citation.record) {
        Record::Event(event) => !c.of_event(event).is_empty(),
        Record::Statement(_) => false,
    };
    let where_they_are = if said_of {
        format!(": {} lists what was said of it", app.key("related"))
    } else {
        String::new()
    };
    format!("an event has no words to {to}{where_they_are}")
}
