//! Typing: the search prompt with its live hits, the palette's line, and the query that is put in force.

use std::sync::Arc;

use crate::app::action::{Edit, Typing};
use crate::app::effect::Effect;
use crate::app::prompt::{LONGEST, Prompt, REMEMBERED};
use crate::app::query::Active;
use crate::app::search::{Found, Search, SearchAnswer, SearchRequest, hit_count, worded};
use crate::app::under_cursor::Read;
use crate::app::viewport::{Anchor, Rows};
use crate::app::wanted::Await;
use crate::app::{App, Mode, Overlay, View};
use crate::chronology::tables::Citation;
use crate::geometry::Pane;
use crate::pages::Beside;
use crate::pages::row::Go;
use crate::search::{ParagraphHit, Query, ReaderState};
use crate::words::ARTICLE_TEXT;

use super::{ask, scroll};

pub(super) fn run(app: &mut App, typing: &Typing) {
    let whole = match app.mode() {
        Mode::Search => in_search(app, typing),
        Mode::Palette => in_palette(app, typing),
        Mode::Ask => ask::type_in(app, typing),
        Mode::HelpFilter => in_help(app, typing),
        Mode::Browse(_)
        | Mode::Across
        | Mode::List
        | Mode::Marks
        | Mode::Copy
        | Mode::Compare
        | Mode::Help => true,
    };
    if !whole {
        app.fail(format!("cut off: a line has at most {LONGEST} bytes"));
    }
}

/// Whether all that was typed is taken, as for each of these.
fn in_search(app: &mut App, typing: &Typing) -> bool {
    let Some(search) = &mut app.search else { return true };
    let before = search.prompt.text().to_owned();
    let whole = match typing {
        // In an empty prompt there is nothing left to delete but the prompt itself.
        Typing::Edit(Edit::DeleteBack) if before.is_empty() => {
            cancel_search(app);
            return true;
        }
        Typing::Recall(by) => {
            search.prompt.recall(&app.profile.history, *by < 0);
            true
        }
        Typing::Insert(_) | Typing::Edit(_) => into_line(&mut search.prompt, typing),
    };
    search.completed = None;
    search.completions.clear();
    app.wanted.typed |= search.prompt.text() != before;
    whole
}

fn in_palette(app: &mut App, typing: &Typing) -> bool {
    let Some(Overlay::Picker(picker)) = app.overlays.last_mut() else {
        return true;
    };
    let Some(prompt) = &mut picker.prompt else { return true };
    let before = prompt.text().to_owned();
    let whole = into_line(prompt, typing);
    app.wanted.typed |= prompt.text() != before;
    whole
}

/// Narrows the help; an empty line that is deleted from is closed.
fn in_help(app: &mut App, typing: &Typing) -> bool {
    let Some(Overlay::Help(help)) = app.overlays.last_mut() else { return true };
    help.top = Anchor::default();
    if matches!(typing, Typing::Edit(Edit::DeleteBack)) && help.filter.text().is_empty() {
        help.widen();
        return true;
    }
    into_line(&mut help.filter, typing)
}

/// Types into a line that remembers none before it.
pub(super) fn into_line(line: &mut Prompt, typing: &Typing) -> bool {
    match typing {
        Typing::Insert(text) => return line.insert(text),
        Typing::Edit(edit) => line.edit(*edit),
        Typing::Recall(_) => {}
    }
    true
}

/// Opens the search prompt.
pub(super) fn open_search(app: &mut App) {
    app.search = Some(Search::new(app.place.clone()));
    app.wanted.typed = true;
}

/// Asks the index what is typed. Among many records that takes a while: what was found before stands there until then.
pub(super) fn run_search(app: &mut App) {
    app.wanted.typed = false;
    app.wanted.search = None;
    let Some(search) = &app.search else { return };
    let query = Query::parse(search.prompt.text());
    match app.search_request(query.clone()) {
        None => show_answer(app, query, SearchAnswer::default()),
        Some(request) if app.has_many() => app.wanted.search = Await::new(request),
        Some(request) => show_answer(app, query, request.answer()),
    }
}

/// Finds what is awaited at once, for something is to be done with it.
pub(super) fn finish_search(app: &mut App) {
    if let Some(Await { what: request, .. }) = app.wanted.search.take() {
        let answer = request.answer();
        show_answer(app, request.query, answer);
    }
}

/// Takes what was found, where it is what is awaited.
pub(super) fn take(app: &mut App, request: &SearchRequest, answer: SearchAnswer) {
    let Some(awaited) = app.wanted.search.take_if(|awaited| awaited.what == *request) else {
        return;
    };
    if app.is_of_what_is_shown(request) {
        let was = app.place.clone();
        show_answer(app, awaited.what.query, answer);
        super::scroll_to(app, &was);
    }
}

/// Shows what a query finds, and previews the chosen hit.
fn show_answer(app: &mut App, query: Query, answer: SearchAnswer) {
    let here = app.place.cursor.record;
    let figures = app.figures_named(&query);
    let Some(search) = &mut app.search else { return };
    app.lights.clone_from(&answer.lights);
    search.take(query, answer, figures, here);
    preview(app);
}

/// Puts the cursor on the chosen hit for as long as it is chosen.
pub(super) fn preview(app: &mut App) {
    let area = app.screen().rows(Pane::Timeline);
    let Some(search) = &mut app.search else { return };
    search.reveal(area);
    let (found, origin) = (search.found(search.chosen), search.origin.cursor);
    match found {
        Some(Found::Record(hit)) => app.place.put(app.report_meant(hit.record)),
        Some(Found::Paragraph(ParagraphHit { record: Some(citation), .. })) => {
            app.place.put(citation);
        }
        Some(Found::Paragraph(ParagraphHit { paragraph, record: None })) => {
            let beside = app.beside(paragraph).unwrap_or(origin);
            app.place.read(beside, Some(Beside::Paragraph(paragraph)));
        }
        Some(Found::Figure(point)) => app.place.read(origin, Some(Beside::Figure(point))),
        None => app.place.put(origin),
    }
}

/// Chooses the hit on a line of the list; whether that one was chosen already.
pub(super) fn choose_line(app: &mut App, line: u16) -> bool {
    let width = app.screen().rows(Pane::Timeline).width;
    let Some(search) = &mut app.search else { return false };
    let height_of = |at: usize| search.height(at, width);
    let rows = Rows::new(search.len(), &height_of);
    let Some(at) = rows.under(search.top, line) else { return false };
    let was_chosen = at.row == search.chosen;
    search.choose(at.row);
    preview(app);
    was_chosen
}

/// Completes what is typed.
pub(super) fn complete(app: &mut App, by: isize) {
    let day = app.day();
    let (Some(search), Some(index)) = (&mut app.search, &app.data.index) else {
        return;
    };
    let c = &app.data.chronology;
    let marked = app.marks.records(c).collect();
    let status = |s| app.data.verified(s);
    let reader = ReaderState { marked: &marked, status: &status, day };
    search.complete(|text, at| index.complete(c, &reader, text, at), by);
    run_search(app);
}

/// Esc: back where the search began.
pub(super) fn cancel_search(app: &mut App) {
    if let Some(search) = app.search.take() {
        app.wanted.search = None;
        app.place = *search.origin;
        app.refresh_lights();
    }
}

/// Enter: stay at the chosen hit, the query in force.
pub(super) fn accept_search(app: &mut App) -> Vec<Effect> {
    if refuses(app) {
        return Vec::new();
    }
    let Some(search) = app.search.take() else {
        return Vec::new();
    };
    let text = search.prompt.text().trim().to_owned();
    let (to, beside) = (app.place.cursor, app.place.beside);
    let found = search.found(search.chosen);
    let (is_found, is_paragraph) = (found.is_some(), matches!(found, Some(Found::Paragraph(_))));
    let asks = search.asks();
    app.place = *search.origin;
    app.refresh_lights();
    if !asks {
        return Vec::new();
    }
    if let Some(Found::Figure(point)) = found {
        super::jump::go(app, &Go::Point(point));
        return vec![put_in_history(app, text)];
    }
    let Some(hits) = search.hits else {
        app.fail(format!(
            "the index is still being built; press {} again in a moment",
            app.key("search")
        ));
        return Vec::new();
    };
    if app.chronology().records.is_empty() {
        app.tell(format!("nothing matches {}", search.query.text()));
        return vec![put_in_history(app, text)];
    }
    show_record(app, to);
    // The hits are those of everybody.
    let outside = if is_found { super::jump::leave_filter(app, to) } else { None };
    if is_paragraph {
        app.place.read(to, beside);
        app.place.focus = Pane::Source;
    } else if hits.total == 0 && !hits.ranked.is_empty() {
        // The prompt showed it in a list of hits, which is not scrolled as the timeline is, nor filtered.
        app.refresh();
        scroll::follow(app);
        let near = "a near match: no record has all the words as typed, so no query is in force";
        app.tell(outside.map_or(near.to_owned(), |outside| format!("{outside} · {near}")));
        return Vec::new();
    }
    let hide = app.place.active.as_ref().is_some_and(|a| a.hide);
    let clear = app.key("clear");
    let active = Active { query: search.query, hits, hide, waits: false };
    let told = if beside.is_some() {
        format!("{ARTICLE_TEXT} · {clear} clears the query")
    } else if active.hits.total == 0 && is_paragraph {
        format!("no record matches, this one holds other words here · {clear} clears the query")
    } else {
        told_in_force(app, &active)
    };
    app.tell(match outside {
        Some(outside) => format!("{outside} · {told}"),
        None => told,
    });
    app.place.active = Some(Arc::new(active));
    app.refresh();
    vec![put_in_history(app, text)]
}

/// Whether a part of what is typed asks for nothing, now that nothing more is typed. It is named in the prompt, which
/// stays open.
fn refuses(app: &mut App) -> bool {
    let Some(search) = &app.search else { return false };
    let request = app.search_request(search.query.clone());
    let complaints = request.map_or_else(Vec::new, |request| request.complaints_when_done());
    let Some(fault) = complaints.iter().find(|complaint| complaint.idle) else { return false };
    app.fail(worded(fault));
    if let Some(search) = &mut app.search {
        (search.complaints, search.begun) = (complaints, None);
    }
    true
}

/// What is said of a query that is put in force: how many hits it has, and the keys for them.
fn told_in_force(app: &App, active: &Active) -> String {
    let Active { query, hits, hide, .. } = active;
    let (next, previous, clear) = (app.key("next-hit"), app.key("previous-hit"), app.key("clear"));
    if hits.total == 0 {
        return format!("nothing matches {}; {clear} clears the query", query.text());
    }
    let rest = if *hide { "dims" } else { "hides" };
    format!(
        "{} · {next} {previous} walk them in time · {} {rest} the rest · {clear} clears",
        hit_count(hits),
        app.key("hide")
    )
}

/// The query becomes the newest of those that are remembered.
fn put_in_history(app: &mut App, text: String) -> Effect {
    app.profile.history.retain(|h| *h != text);
    app.profile.history.insert(0, text);
    app.profile.history.truncate(REMEMBERED);
    Effect::KeepHistory(app.profile.history.clone())
}

/// Puts a query in force that was asked before.
pub(super) fn recall_query(app: &mut App, text: &str) -> Vec<Effect> {
    set_query(app, text);
    vec![put_in_history(app, text.to_owned())]
}

/// Puts the cursor on a record, in a view that shows records.
pub(super) fn show_record(app: &mut App, to: Citation) {
    if !app.place.view.get().shows_records() {
        app.place.show(View::List);
    } else if app.read() == Read::Nothing {
        // The cursor may be on it already, and that of the view in an empty cell.
        app.place.views.forget();
    }
    app.place.put(to);
}

/// Puts a query in force without the prompt, as `--query` does.
pub(super) fn set_query(app: &mut App, text: &str) {
    let query = Query::parse(text);
    if query.is_empty() {
        return;
    }
    let Some(request) = app.search_request(query) else {
        app.first_query = Some(text.to_owned());
        return;
    };
    let (hits, query) = (request.hits(), &request.query);
    if let Some(fault) = request.complaints_when_done().iter().find(|c| c.idle) {
        app.fail(format!("{}: {}", query.text(), worded(fault)));
        return;
    }
    let best = hits.ranked.first().map(|hit| hit.record);
    let active = Active { query: request.query, hits, hide: false, waits: false };
    app.tell(told_in_force(app, &active));
    app.place.active = Some(Arc::new(active));
    app.refresh();
    if let Some(best) = best {
        show_record(app, app.report_meant(best));
    }
}

/// Asks again what is in force: there is an index, or the texts or the day of knowledge changed.
pub(super) fn ask_again(app: &mut App) {
    if let Some(active) = app.place.active.clone()
        && let Some(request) = app.search_request(active.query.clone())
    {
        let (hits, hide) = (request.hits(), active.hide);
        app.place.active =
            Some(Arc::new(Active { query: request.query, hits, hide, waits: false }));
    }
    if let Some(text) = app.first_query.take() {
        set_query(app, &text);
    }
    app.refresh();
    if app.search.is_some() {
        run_search(app);
    }
    scroll::follow(app);
}
