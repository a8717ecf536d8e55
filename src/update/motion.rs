//! Moving along what has the keys: a pane, the hits of the prompt, a list, a text.

use crate::app::action::{End, Motion, Typing};
use crate::app::comparison::ComparisonAreas;
use crate::app::under_cursor::Read;
use crate::app::viewport::{Anchor, Rows, half_pages};
use crate::app::{App, Mode, Overlay};
use crate::chronology::Chronology;
use crate::chronology::model::SourceIx;
use crate::chronology::tables::Passage;
use crate::geometry::Pane;
use crate::keymap::help_page;
use crate::pages::row::Row;
use crate::pages::{Beside, source};
use crate::words;

use super::typing::show_record;
use super::{scroll, typing, views};

pub(super) fn run(app: &mut App, motion: Motion) {
    match app.mode() {
        Mode::Across | Mode::Browse(Pane::Timeline) => views::move_by(app, motion),
        Mode::Browse(Pane::Source) => in_source(app, motion),
        Mode::Browse(Pane::Quote) => in_quote(app, motion),
        Mode::Search => in_hits(app, motion),
        Mode::Palette | Mode::List | Mode::Marks | Mode::Copy => in_list(app, motion),
        Mode::Compare => in_comparison(app, motion),
        Mode::Help | Mode::HelpFilter => in_help(app, motion),
        Mode::Ask => {}
    }
}

fn in_source(app: &mut App, motion: Motion) {
    if let Motion::Rows(by @ (1 | -1)) = motion
        && scroll::within_source(app, by > 0)
    {
        return;
    }
    let Some(source) = app.source() else {
        // Time is gone along without one.
        return match motion {
            Motion::Months(_) | Motion::Columns(_) => in_time(app, motion),
            _ => app.tell(app.no_source()),
        };
    };
    match (motion, para_beside(app)) {
        (Motion::Months(_) | Motion::Columns(_), _) => in_time(app, motion),
        (Motion::HalfPages(halves), _) => {
            // Scrolled rows have a line less than those that are not.
            let height = app.source_areas(Anchor { row: 1, line: 0 }).1.height;
            scroll::scroll_source(app, half_pages(halves, height));
        }
        (Motion::Rows(by), Some(para)) => step_from_beside(app, source, para, by),
        // At the end the cursor stays, and what stands behind it that is no record is scrolled to.
        (Motion::Rows(by), None) => {
            if !to_passage(app, source, |here| here.saturating_add_signed(by)) {
                scroll::beyond_source(app, by > 0);
            }
        }
        (Motion::To(_) | Motion::Row(_), _) => {
            let to = match motion {
                Motion::Row(row) => row,
                Motion::To(End::Last) => usize::MAX,
                _ => 0,
            };
            // The passage of the cursor may have been scrolled out of sight.
            if !to_passage(app, source, |_| to) {
                scroll::follow(app);
            }
        }
    }
}

/// The paragraph of what is read beside the record, where that is a paragraph or a figure.
fn para_beside(app: &App) -> Option<u32> {
    match app.read() {
        Read::Record(_) | Read::Nothing => None,
        Read::Beside(Beside::Paragraph(paragraph)) => Some(paragraph.para),
        Read::Beside(Beside::Figure(point)) => Some(source::para_of(app.chronology(), point)),
    }
}

/// The passages of a source that one goes to, in their order.
fn passages_gone_to(c: &Chronology, source: SourceIx) -> Vec<Passage> {
    let passages = c.passages(source);
    let listed = source::listed(c, source).into_iter().map(|at| passages[at]);
    listed.filter(|passage| !passage.again).collect()
}

/// From what is no record to what is recorded on either side of it.
fn step_from_beside(app: &mut App, source: SourceIx, para: u32, by: isize) {
    let c = app.chronology();
    let own = passages_gone_to(c, source);
    let behind = own.partition_point(|passage| passage.para <= para);
    let to = behind.saturating_add_signed(if by > 0 { by - 1 } else { by });
    match own.get(to.min(own.len().saturating_sub(1))) {
        Some(passage) => show_record(app, passage.citation),
        None => {
            let told = format!("no record here cites {}", words::source_on_screen(c, source));
            app.tell(told);
        }
    }
}

/// To the passage of a source that `to` answers for the one at the cursor, or to the last where there are fewer; whether
/// that is another than what is read.
fn to_passage(app: &mut App, source: SourceIx, to: impl FnOnce(usize) -> usize) -> bool {
    let cursor = app.place.cursor;
    let own = passages_gone_to(app.chronology(), source);
    let is_here = |passage: &Passage| passage.citation == cursor;
    // On a paragraph of an event that is told at an earlier one, the event is where one is.
    let is_of_record = |passage: &Passage| passage.citation.record == cursor.record;
    let here = own.iter().position(is_here).or_else(|| own.iter().position(is_of_record));
    let here = here.unwrap_or(0);
    let to = to(here).min(own.len().saturating_sub(1));
    let is_other = to != here || para_beside(app).is_some();
    let passage = own.get(to).filter(|_| is_other);
    if let Some(passage) = passage {
        show_record(app, passage.citation);
    }
    passage.is_some()
}

fn in_quote(app: &mut App, motion: Motion) {
    match motion {
        Motion::Rows(by) => {
            let page = app.quote_page();
            if by.abs() > 1 || !scroll::within_quote(app, &page, by > 0) {
                step_in_quote(app, &page, by);
            }
        }
        Motion::To(End::First) => step_in_quote(app, &app.quote_page(), isize::MIN),
        Motion::To(End::Last) => step_in_quote(app, &app.quote_page(), isize::MAX),
        Motion::Row(row) => {
            let told = told_rows(&app.quote_page());
            let scroll = app.place.scroll_mut();
            scroll.quote_row = told.get(row).or(told.last()).copied().unwrap_or(scroll.quote_row);
        }
        Motion::HalfPages(halves) => {
            let height = app.screen().rows(Pane::Quote).height;
            scroll::scroll_quote(app, half_pages(halves, height));
        }
        Motion::Months(_) | Motion::Columns(_) => in_time(app, motion),
    }
}

/// In time, from the record that is read, or from where the view is.
fn in_time(app: &mut App, motion: Motion) {
    match (app.read(), motion) {
        (Read::Record(_), Motion::Months(by)) => views::list::step_months(app, by),
        (Read::Record(_), Motion::Columns(by)) => views::list::step_strip(app, by),
        _ => views::move_by(app, motion),
    }
}

/// The rows of the page about what is read that say something.
fn told_rows(page: &[Row]) -> Vec<usize> {
    (0..page.len()).filter(|at| !page[*at].is_blank()).collect()
}

fn step_in_quote(app: &mut App, page: &[Row], by: isize) {
    let (told, scroll) = (told_rows(page), app.place.scroll_mut());
    let here = told.partition_point(|row| *row < scroll.quote_row);
    let to = here.saturating_add_signed(by).min(told.len().saturating_sub(1));
    scroll.quote_row = told.get(to).copied().unwrap_or(scroll.quote_row);
}

fn in_hits(app: &mut App, motion: Motion) {
    // In an empty prompt there are no hits to walk, but there are earlier queries.
    let recalls = app.search.as_ref().is_some_and(|search| search.prompt.is_recalling());
    if let (Motion::Rows(by), true) = (motion, recalls) {
        return typing::run(app, &Typing::Recall(by));
    }
    let area = app.screen().rows(Pane::Timeline);
    let Some(search) = &mut app.search else { return };
    let here = search.chosen;
    match motion {
        Motion::Rows(by) => search.choose(here.saturating_add_signed(by)),
        Motion::HalfPages(halves) => search.page(area, halves),
        Motion::To(End::First) => search.choose(0),
        Motion::To(End::Last) => search.choose(usize::MAX),
        Motion::Row(row) => search.choose(row),
        Motion::Months(_) | Motion::Columns(_) => {}
    }
    typing::preview(app);
}

fn in_list(app: &mut App, motion: Motion) {
    let body = app.screen().body;
    let Some(Overlay::Picker(picker)) = app.overlays.last_mut() else {
        return;
    };
    match motion {
        Motion::Rows(by @ (1 | -1)) => return picker.step(body, by > 0),
        Motion::Rows(by) => picker.choose(by),
        Motion::HalfPages(halves) => return picker.page(body, halves),
        Motion::To(End::First) => return picker.begin(),
        Motion::To(End::Last) => picker.choose_nth(usize::MAX),
        Motion::Row(row) => picker.choose_nth(row),
        Motion::Months(_) | Motion::Columns(_) => {}
    }
    picker.reveal(body);
}

/// By how many lines a motion scrolls a text that has no cursor.
fn scrolled(motion: Motion, height: u16) -> isize {
    match motion {
        Motion::Rows(by) => by,
        Motion::HalfPages(halves) => half_pages(halves, height),
        Motion::To(End::First) => isize::MIN,
        Motion::To(End::Last) => isize::MAX,
        Motion::Row(_) | Motion::Months(_) | Motion::Columns(_) => 0,
    }
}

fn in_help(app: &mut App, motion: Motion) {
    let body = app.screen().body;
    let Some(Overlay::Help(help)) = app.overlay() else { return };
    let area = help.areas(body).1;
    let page = help_page(app, help, area.width);
    let height_of = |i: usize| page[i].height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let to = rows.scroll(help.top, scrolled(motion, area.height));
    let to = rows.clamp(to, usize::from(area.height));
    if let Some(Overlay::Help(help)) = app.overlays.last_mut() {
        help.top = to;
    }
}

fn in_comparison(app: &mut App, motion: Motion) {
    if let (Motion::Columns(by), Some(Overlay::Compare(comparison))) =
        (motion, app.overlays.last_mut())
    {
        comparison.right = by > 0;
        return;
    }
    let body = app.screen().body;
    let Some(Overlay::Compare(comparison)) = app.overlay() else {
        return;
    };
    let page = app.comparison_page(comparison, body.inset(1).width);
    let covered = ComparisonAreas::covered(&page, body);
    let areas = ComparisonAreas::of(&page, covered.inset(1));
    let height = areas.columns.first().map_or(0, |column| column.height);
    let last = areas.overflow(&page);
    let top = comparison.top.saturating_add_signed(scrolled(motion, height)).min(last);
    if let Some(Overlay::Compare(comparison)) = app.overlays.last_mut() {
        comparison.top = top;
    }
}
