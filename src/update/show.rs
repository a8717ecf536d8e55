//! What the panes show, and how: focus, zoom, view, order, filter, the part of time, the day of knowledge.

use std::sync::Arc;

use crate::app::action::Show;
use crate::app::effect::Effect;
use crate::app::order::Axis;
use crate::app::place::Filter;
use crate::app::query::Active;
use crate::app::under_cursor::Purpose;
use crate::app::wanted::{Await, KnownBy};
use crate::app::{App, View};
use crate::chronology::date::Edge;
use crate::geometry::Pane;

use super::{learn, views};

pub(super) fn run(app: &mut App, what: Show) -> Vec<Effect> {
    match what {
        Show::Pane(pane) => focus(app, pane),
        Show::Zoom => app.place.set_zoom(!app.place.zoom),
        Show::NextView => show_view(app, app.place.view.next()),
        Show::View(view) => show_view(app, view),
        Show::Axis => toggle_axis(app),
        Show::Span(by) => zoom_time(app, by),
        Show::Speakers => {
            show_lanes(app);
            views::lanes::open_lane(app);
        }
        Show::Silence => {
            show_lanes(app);
            views::lanes::to_silence(app);
        }
        Show::Theme(choice) => app.profile.colours.choice = choice,
        Show::Filter => filter(app),
        Show::Hide => toggle_hide(app),
        Show::ClearQuery => clear_query(app),
        Show::KeepQuery => return keep_query(app),
        Show::AsOf(day) => return restrict(app, day),
    }
    Vec::new()
}

pub(super) fn focus(app: &mut App, pane: Pane) {
    app.place.focus = pane;
}

fn show_view(app: &mut App, view: View) {
    app.place.show(view);
    app.place.focus = Pane::Timeline;
}

fn show_lanes(app: &mut App) {
    if app.place.view != View::Lanes {
        show_view(app, View::Lanes);
        app.refresh();
    }
}

fn toggle_axis(app: &mut App) {
    if !app.place.view.get().shows_records() {
        let order = app.key("order");
        return app.tell(format!(
            "figures stand by the days of which they are; {order} orders the records of list and lanes"
        ));
    }
    app.place.axis = match app.place.axis {
        Axis::Said => Axis::Published,
        Axis::Published => Axis::Said,
    };
    app.refresh();
    app.place.views.forget();
    app.tell(match app.place.axis {
        Axis::Said => "in the order of the days said",
        Axis::Published => "in the order of the days published",
    });
}

/// Looks at less of time around the day looked at, at more, or (with 0) at the whole of it.
fn zoom_time(app: &mut App, by: isize) {
    let whole = app.whole_stretch();
    let view = app.place.view.get();
    let seen = view.stretch(app);
    let day = view.day(app).unwrap_or(seen.to - 1);
    let to = if by == 0 { whole } else { seen.zoomed(by, day, whole) };
    app.place.window = (to != whole).then_some(to);
    app.tell(match app.place.window {
        Some(window) => format!(
            "{} · {} and {} zoom · {} shows the whole",
            window.words(),
            app.key("closer"),
            app.key("wider"),
            app.key("whole-time")
        ),
        None => "the whole span of time".to_owned(),
    });
}

/// Only the speaker of the record, then only the party, then everybody again.
fn filter(app: &mut App) {
    let c = app.chronology();
    let party = |speaker| c.speaker(speaker).party.map(Filter::Party);
    let speaker = app
        .record_read(Purpose::Filter)
        .map(|citation| c.reported(citation).and_then(|s| c.statement(s).speaker));
    let next = match (app.place.filter, speaker) {
        (Some(Filter::Party(_)), _) => None,
        (Some(Filter::Speaker(speaker)), _) => party(speaker),
        (None, Ok(Some(speaker))) => Some(Filter::Speaker(speaker)),
        (None, Ok(None)) => {
            return app.tell(format!(
                "nobody is named here as the speaker; {} needs one",
                app.key("filter")
            ));
        }
        (None, Err(why)) => return app.tell(why),
    };
    let (again, escape) = (app.key("filter"), app.key("escape"));
    let Some(next) = next else { return end_filter(app) };
    let told = match next {
        Filter::Speaker(speaker) => {
            let then = if party(speaker).is_some() { "the party" } else { "everybody" };
            format!("only {} · {again} again shows {then}, {escape} everybody", next.name(c))
        }
        Filter::Party(_) => format!("only {} · {again} again shows everybody", next.name(c)),
    };
    app.tell(told);
    app.place.set_filter(Some(next));
    app.refresh();
}

/// Shows everybody again.
pub(super) fn end_filter(app: &mut App) {
    app.place.set_filter(None);
    app.tell("everybody is shown again");
    app.refresh();
}

/// Hides what the query in force does not match, or dims it.
pub(super) fn set_hide(app: &mut App, hide: bool) {
    if let Some(active) = app.place.active.as_deref() {
        app.place.active = Some(Arc::new(Active { hide, ..active.clone() }));
    }
}

fn toggle_hide(app: &mut App) {
    let Some(hide) = app.place.active.as_ref().map(|active| active.hide) else {
        return tell_no_query(app);
    };
    set_hide(app, !hide);
    app.refresh();
}

fn clear_query(app: &mut App) {
    match app.place.active.take() {
        Some(_) => app.refresh(),
        None => tell_no_query(app),
    }
}

/// That there is no query to do anything with.
pub(super) fn tell_no_query(app: &mut App) {
    app.tell(format!("no query is in force; {} searches", app.key("search")));
}

/// Keeps the query in force for good, or drops it from those that are.
fn keep_query(app: &mut App) -> Vec<Effect> {
    let Some(query) = app.place.active.as_ref().map(|active| active.query.text().to_owned()) else {
        tell_no_query(app);
        return Vec::new();
    };
    let kept = !app.profile.kept_searches.contains(&query);
    app.profile.kept_searches.retain(|other| *other != query);
    if kept {
        app.profile.kept_searches.insert(0, query.clone());
    }
    app.tell(if kept {
        format!("kept; {} lists it under searches", app.key("palette"))
    } else {
        "no longer kept".to_owned()
    });
    vec![Effect::KeepSearch { query, kept }]
}

/// Restricts knowledge to what was published by then; `None` takes the restriction back.
pub(super) fn restrict(app: &mut App, end: Option<Edge>) -> Vec<Effect> {
    if app.place.as_of == end {
        return Vec::new();
    }
    if let (Some(by), true) = (end, app.has_many()) {
        app.wanted.known = Await::new(KnownBy { by, place: None });
        app.tell(format!("looking for what was published by {by}…"));
        return Vec::new();
    }
    app.wanted.known = None;
    let old = Arc::clone(&app.data.chronology);
    app.data.show(end);
    app.place.restrict(end, &old, &app.data.chronology);
    app.refresh();
    learn::study(app)
}
