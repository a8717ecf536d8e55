//! Moving in the lanes: from cell to cell, from lane to lane, into silences; parties opened and closed.

use std::cmp::Reverse;
use std::ops::Range;

use crate::app::App;
use crate::app::action::{End, Motion};
use crate::app::density::{Lane, Silences, lanes_of};
use crate::app::scale::Second;
use crate::app::views::lanes::LanesLayout;
use crate::geometry::Pane;

/// Brings lane and day after the cursor where that has moved by itself, and the lane into sight.
pub(super) fn follow(app: &mut App) {
    open_what_fits(app);
    let record = app.place.cursor.record;
    let here = &app.place.views.lanes;
    if here.of != Some(record) && !app.chronology().records.is_empty() {
        // Without a date it has no cell; the day is kept for whoever moves on, within time.
        let (dated, whole) = (app.day_on_axis(record), app.whole_stretch());
        let day = dated.unwrap_or_else(|| here.day.clamp(whole.from, whole.to - 1));
        let lane = {
            let mut own = lanes_of(app.chronology(), record);
            let kept = own.clone().find(|lane| *lane == here.lane);
            let first = own.next().unwrap_or(Lane::Events);
            let open = app.party_of(first).is_some_and(|party| here.open.contains(&party));
            let speaker = own.find(|lane| matches!(lane, Lane::Speaker(_))).filter(|_| open);
            kept.or(speaker).unwrap_or(first)
        };
        let lanes = &mut app.place.views.lanes;
        (lanes.of, lanes.day, lanes.lane) = (Some(record), day, lane);
        lanes.undated = dated.is_none();
    }
    // A party that closed takes the lanes of its speakers with it.
    let lane = app.place.views.lanes.lane;
    if !app.lanes().any(|own| own == lane)
        && let Some(party) = app.party_of(lane)
    {
        app.place.views.lanes.lane = Lane::Party(party);
    }
    let (shown, rows) = (usize::from(app.lanes_layout().shown()).max(1), app.lane_rows());
    let at = app.lane_position();
    // With the last lane the row under it comes into sight, which no cursor is ever on.
    let end = if at + 1 == app.lanes().count() { rows } else { at + 1 };
    let top = &mut app.place.views.lanes.top;
    let highest = end.saturating_sub(shown);
    *top = (*top).min(rows.saturating_sub(shown)).max(highest).min(at);
}

pub(super) fn move_by(app: &mut App, motion: Motion) {
    if app.place.views.lanes.undated
        && !matches!(motion, Motion::Rows(_) | Motion::HalfPages(_) | Motion::Row(_))
    {
        // The undated stand behind all that have a date: the way back is to the last of the lane.
        leave_shelf(app, if motion == Motion::To(End::First) { End::First } else { End::Last });
        return;
    }
    let half = (isize::try_from(app.lanes_layout().shown()).unwrap_or(1) / 2).max(1);
    match motion {
        Motion::Rows(by) => step_lane(app, by),
        Motion::HalfPages(halves) => step_lane(app, halves * half),
        Motion::Row(row) => to_lane(app, row),
        Motion::Columns(by) => step_cell(app, by),
        Motion::Months(by) => step_mark(app, by),
        Motion::To(end) => step_end(app, end),
    }
}

/// On a name a click opens or closes the party, on a cell and a milestone it goes there.
pub(super) fn click(app: &mut App, column: u16, row: u16) {
    let layout = app.lanes_layout();
    let milestones = if row < layout.first() { app.lanes_milestones() } else { Vec::new() };
    if let Some(place) = milestones.iter().find(|place| place.holds(column, row)) {
        return app.place.put(app.citation_shown(place.record));
    }
    let offset = row.checked_sub(layout.first()).filter(|offset| *offset < layout.rows);
    let offset = offset.map(|offset| offset / layout.tall);
    let at = offset.map(|offset| app.place.views.lanes.top + usize::from(offset));
    let Some(lane) = at.and_then(|at| app.lanes().nth(at)) else {
        return;
    };
    match column.checked_sub(layout.gutter) {
        Some(cell) => {
            let day = app.lanes_scale().span(cell).start.min(app.stretch().to - 1);
            to_cell(app, lane, day);
        }
        None => {
            to_cell(app, lane, app.place.views.lanes.day);
            if matches!(lane, Lane::Party(_)) {
                open_lane(app);
            }
        }
    }
}

/// To a cell, and if it holds any, to a record in it.
fn to_cell(app: &mut App, lane: Lane, day: Second) {
    let (here, scale) = (&app.place.views.lanes, app.lanes_scale());
    let cell = scale.cell_of(day);
    if !here.undated && here.lane == lane && cell.is_some() && cell == scale.cell_of(here.day) {
        return;
    }
    let lanes = &mut app.place.views.lanes;
    (lanes.lane, lanes.day, lanes.undated) = (lane, day, false);
    app.hold_window();
    settle(app);
}

/// Puts the cursor on a record of the cell, if it holds any: the first, unless it is on one already.
fn settle(app: &mut App) {
    let here = app.place.cursor.record;
    let is_here = app.lane_records().any(|record| record == here);
    let record = if is_here { Some(here) } else { app.lane_records().next() };
    if let Some((record, day)) = record.and_then(|record| Some((record, app.day_on_axis(record)?)))
    {
        let lanes = &mut app.place.views.lanes;
        (lanes.of, lanes.day) = (Some(record), day);
        if record != here {
            app.place.put(app.report_meant(record));
        }
    }
}

/// From a record without a date to a cell of its lane that holds records, if one does.
fn leave_shelf(app: &mut App, end: End) {
    let lane = app.place.views.lanes.lane;
    if app.shown_density().count(lane) == 0 {
        app.tell("no record in this lane has a date");
    } else {
        step_end(app, end);
    }
}

fn step_lane(app: &mut App, by: isize) {
    to_lane(app, app.lane_position().saturating_add_signed(by));
}

fn to_lane(app: &mut App, at: usize) {
    let last = app.lanes().count().saturating_sub(1);
    let lane = app.lanes().nth(at.min(last));
    if let Some(lane) = lane {
        to_cell(app, lane, app.place.views.lanes.day);
    }
}

fn step_cell(app: &mut App, by: isize) {
    let whole = app.whole_stretch();
    for _ in 0..by.unsigned_abs() {
        let days = app.lane_days();
        // The cell in which a day begins may begin the evening before, and is no other cell than this.
        let scale = app.lanes_scale();
        let first = scale.cell_of(days.start).map_or(days.start, |cell| scale.span(cell).start);
        let day = if by > 0 { days.end } else { first - 1 };
        if !whole.contains(day) {
            break;
        }
        app.place.views.lanes.day = day;
        app.hold_window();
    }
    settle(app);
}

/// To the next or previous cell of the lane that holds records.
fn step_mark(app: &mut App, by: isize) {
    for _ in 0..by.unsigned_abs() {
        let days = app.lane_days();
        let (density, lane) = (app.shown_density(), app.place.views.lanes.lane);
        let next =
            if by > 0 { density.next(lane, days.end) } else { density.previous(lane, days.start) };
        let Some(next) = next else {
            app.tell(if by > 0 {
                "no records later in this lane"
            } else {
                "no records earlier in this lane"
            });
            break;
        };
        app.place.views.lanes.day = next.day;
        app.hold_window();
    }
    settle(app);
}

fn step_end(app: &mut App, end: End) {
    let (density, lane) = (app.shown_density(), app.place.views.lanes.lane);
    let to = match end {
        End::First => density.next(lane, Second::MIN),
        End::Last => density.previous(lane, Second::MAX),
    };
    if let Some(mark) = to {
        to_cell(app, lane, mark.day);
    }
}

/// Opens the party of the lane into its speakers, or closes it.
pub(in crate::update) fn open_lane(app: &mut App) {
    let Some(party) = app.party_of(app.place.views.lanes.lane) else {
        app.tell("the events have no speakers; a party opens into its own");
        return;
    };
    let named = !app.timeline.density.speakers(party).is_empty();
    let lanes = &mut app.place.views.lanes;
    if lanes.open.remove(&party) {
        lanes.handled = true;
        lanes.lane = Lane::Party(party);
    } else if named {
        lanes.handled = true;
        lanes.open.insert(party);
    } else {
        app.tell("no speaker is named here");
    }
    settle(app);
}

/// Puts the cursor of the lanes into the longest silence that both sides share, and that of the program on what was
/// heard last before it; where it is in one of these already, into the next longest, and from the shortest into
/// the longest.
pub(in crate::update) fn to_silence(app: &mut App) {
    let Silences { parties, list } = &*app.timeline.silences;
    let Some((one, other)) = parties.filter(|_| !list.is_empty()) else {
        app.tell(
            "no long silence is shared: two parties have to be heard, and both to fall silent",
        );
        return;
    };
    let mut silences = list.clone();
    silences.sort_by_key(|silence| (Reverse(silence.end - silence.start), silence.start));
    let here = Some(app.place.cursor.record);
    let lanes = &app.place.views.lanes;
    let is_in = |silence: &Range<Second>| silence.start < lanes.day && lanes.day < silence.end;
    // Where the record is another than the lanes were left at, their cursor has not gone to it yet.
    let at = silences.iter().position(is_in).filter(|_| lanes.of == here);
    let next = at.map_or(0, |at| (at + 1) % silences.len());
    let Some(silence) = silences.get(next).cloned() else { return };
    let told = app.silence_told(&[one, other].map(Lane::Party), &silence);
    let of = format!("silence {} of {}", next + 1, silences.len());
    let names = [one, other].map(|party| app.lane_name(Lane::Party(party)).text).join(" and ");
    let middle = i64::midpoint(silence.start, silence.end);
    // The cell is seen in the lane of one of the two, and the panes show who was heard last before it.
    let of_both = [one, other].map(Lane::Party);
    let density = &app.timeline.density;
    let heard = of_both.iter().filter_map(|lane| density.previous(*lane, middle));
    let last = heard.max_by_key(|mark| mark.day).map(|mark| mark.record);
    if let Some(record) = last.filter(|record| app.order().position(*record).is_ok())
        && Some(record) != here
    {
        app.place.put(app.citation_shown(record));
    }
    let lane = app.place.views.lanes.lane;
    let is_of_both = app.party_of(lane).is_some_and(|own| own == one || own == other);
    let here = Some(app.place.cursor.record);
    let lanes = &mut app.place.views.lanes;
    (lanes.of, lanes.day, lanes.undated) = (here, middle, false);
    if !is_of_both {
        lanes.lane = Lane::Party(one);
    }
    app.hold_window();
    app.tell(format!("{names} silent: {} · {} · {of}", told.ends, told.length()));
    settle(app);
}

/// Opens every party if there is room for all their speakers, until one is opened or closed by hand: no
/// side is shown in more detail than the others unless a reader asks for it.
fn open_what_fits(app: &mut App) {
    if app.place.views.lanes.handled {
        return;
    }
    app.place.views.lanes.open.clear();
    let density = &app.timeline.density;
    let speakers: usize = density.parties.iter().map(|party| density.speakers(*party).len()).sum();
    let rows = LanesLayout::of(app.screen().inner(Pane::Timeline)).rows;
    if app.lanes().count() + speakers <= usize::from(rows) {
        app.place.views.lanes.open = density.parties.iter().copied().collect();
    }
}
