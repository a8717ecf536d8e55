//! What arrives from outside: sizes, datasets, indexes, findings, texts, outcomes.
//!
//! One dataset comes in place of another, as it was read again or as of another day. Whatever the cursor, the
//! marks and the jump list were on, they are on the same records afterwards, or on the nearest in time.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::action::News;
use crate::app::data::Held;
use crate::app::effect::{Effect, Handed, Outcome, Task, WantedText};
use crate::app::place::{Filter, Place};
use crate::app::query::Active;
use crate::app::saved_session::SavedSession;
use crate::app::{App, Listing, Opening, Overlay, View};
use crate::chronology::article::Article;
use crate::chronology::date::{Edge, Edtf};
use crate::chronology::load::Loaded;
use crate::chronology::model::{self, SourceIx};
use crate::chronology::target::Target;
use crate::chronology::{Chronology, as_of};
use crate::geometry::Size;
use crate::search::{self, Query};

use crate::words;

use super::{ask, derive, open, scroll, typing};

pub(super) fn learn(app: &mut App, news: News) -> Vec<Effect> {
    match news {
        News::Resized(size) => resize(app, size),
        News::Ground(ground) => app.profile.colours.ground = Some(ground),
        News::Changed => return vec![Effect::Background(Task::Reload)],
        News::Loaded(loaded) => {
            app.before_resize = None;
            return take_dataset(app, *loaded);
        }
        News::Working(work) => app.data.work = work,
        News::Audited(of, problems, untold) => {
            app.data.take_problems(&of, problems, untold);
            open::refresh_problems(app);
        }
        News::Indexed(load, index) => {
            if load == app.data.load {
                app.data.index = Some(index);
                typing::ask_again(app);
            }
        }
        News::Verified(load, verification) => {
            if load == app.data.load {
                app.data.verification = Some(verification);
                typing::ask_again(app);
            }
        }
        News::Paragraphs(load, paragraphs) => {
            if load == app.data.load {
                app.data.paragraphs = Some(paragraphs);
                typing::ask_again(app);
            }
        }
        News::Derived(derived) => return derive::take(app, derived),
        News::Text(id, text) => {
            if let Some(model::Entity::Source(source)) = app.chronology().by_id(&id) {
                take_text(app, source, text);
            }
        }
        News::Outcome(Outcome::Done(text)) => app.tell(text),
        News::Outcome(Outcome::Failed(text)) => {
            // Nobody has read yet what was said before the dataset is there.
            let unread = app.notice.take().filter(|notice| notice.failed && app.is_reading());
            app.fail(match unread {
                Some(notice) => format!("{}; {text}", notice.text),
                None => text,
            });
        }
        News::Outcome(Outcome::Proposed(path)) => ask::open_export(app, &path),
        News::Outcome(Outcome::Exported(told)) => ask::written(app, told),
        News::Outcome(Outcome::NotExported(why)) => ask::not_written(app, why),
        News::Outcome(Outcome::Marked(marks)) => {
            app.marks.take(marks);
            open::refresh_marks(app);
        }
        News::Outcome(Outcome::Remembered { history, kept_searches }) => {
            (app.profile.history, app.profile.kept_searches) = (history, kept_searches);
        }
    }
    Vec::new()
}

/// Lays everything out anew, as it stood before the first of several sizes in turn.
fn resize(app: &mut App, size: Size) {
    let stands =
        |before: &Place| (before.cursor, before.view) == (app.place.cursor, app.place.view);
    let before = app.before_resize.take().filter(stands);
    let before = before.unwrap_or_else(|| app.place.clone());
    app.place.stand_as(&before);
    app.before_resize = Some(before);
    app.set_size(size);
    let body = app.screen().body;
    for overlay in &mut app.overlays {
        if let Overlay::Picker(picker) = overlay {
            picker.reveal(body);
        }
    }
    scroll::follow(app);
    if app.search.is_some() {
        typing::preview(app);
    }
}

/// Keeps the text of a source, and shows it where its source is shown.
fn take_text(app: &mut App, source: SourceIx, text: Result<Option<Arc<Article>>, String>) {
    let held = match text {
        Ok(Some(article)) => Held::Article(article),
        Ok(None) => Held::Absent,
        Err(why) => Held::Trouble(why),
    };
    app.data.hold(source, held);
    // Where the page was scrolled with the text already, it stands as it stood.
    let of = Some((source, app.data.article(source).is_some()));
    if app.source() == Some(source) && app.place.scroll().of_source != of {
        scroll::follow(app);
    }
}

/// Shows the dataset as of the day of the place, and asks for its index.
pub(super) fn show_day(app: &mut App) -> Vec<Effect> {
    app.data.show(app.place.as_of);
    study(app)
}

/// Asks for the index of what is shown, and for its verification.
pub(super) fn study(app: &App) -> Vec<Effect> {
    vec![Effect::Background(Task::Study {
        load: app.data.load,
        chronology: Handed(Arc::clone(&app.data.chronology)),
    })]
}

/// A dataset in place of the one before.
fn take_dataset(app: &mut App, loaded: Loaded) -> Vec<Effect> {
    let (was_whole, was) = (Arc::clone(&app.data.whole), Arc::clone(&app.data.chronology));
    let taken = app.data.take(loaded);
    if let Some(opening) = app.opening.take() {
        return open_first(app, opening);
    }
    if !taken {
        open::refresh_problems(app);
        app.fail(format!(
            "the edit has {}: shown as before it; {} lists them, {} takes it as it is",
            words::count(app.data.problems.errors, "error"),
            app.key("problems"),
            app.key("reload")
        ));
        return vec![Effect::Background(Task::Keep)];
    }
    // What is laid over the panes tells of records of the dataset before, but for these; and what is being written
    // does not go away with what it is about.
    app.overlays.retain(|overlay| match overlay {
        Overlay::Picker(picker) => {
            matches!(picker.listing, Listing::Marks | Listing::Problems)
        }
        Overlay::Ask(_) | Overlay::Help(_) => true,
        Overlay::Compare(_) => false,
    });
    open::refresh_problems(app);
    let effects = show_day(app);
    app.place.carry_over(&was, &app.data.chronology);
    if let Some(search) = &mut app.search {
        search.origin.carry_over(&was, &app.data.chronology);
        search.forget_hits();
    }
    // Places that were left on another day of knowledge point into what was known then, and is known now.
    let mut days: HashMap<Edge, (Arc<Chronology>, Arc<Chronology>)> = HashMap::new();
    let whole = Arc::clone(&app.data.whole);
    app.jumps.each(|place| match place.as_of {
        None => place.carry_over(&was_whole, &whole),
        Some(day) => {
            let (old, new) = days.entry(day).or_insert_with(|| {
                let known = |whole| as_of::published_by(whole, day).chronology;
                (known(&was_whole), known(&whole))
            });
            place.carry_over(old, new);
        }
    });
    app.refresh();
    open::refresh_marks(app);
    scroll::follow(app);
    let problems = app.data.problems;
    if problems.all() == 0 {
        app.tell("reloaded");
    } else {
        app.fail(format!(
            "reloaded with {}; {} lists them",
            words::problems(problems),
            app.key("problems")
        ));
    }
    effects
}

/// Opens the dataset as the reader asked, now that it is read.
fn open_first(app: &mut App, opening: Opening) -> Vec<Effect> {
    // What was asked for at the start is no thing that a key opened and another closes.
    app.place.as_of = opening.as_of;
    app.place.view = app.opening_view(opening.view);
    if let Some(session) = &opening.resumed {
        // What a key had opened another closes, as before.
        app.place.set_as_of(opening.as_of.or(session.as_of));
        app.place.show(opening.view);
    }
    app.place.axis = opening.axis;
    let effects = show_day(app);
    app.refresh();
    app.place.put(app.opening_citation());
    if let Some(session) = opening.resumed {
        resume(app, session);
    }
    if let Some(at) = opening.at.filter(|at| !open_at(app, at)).as_deref() {
        let why = match (app.data.whole.by_id(at), app.chronology().nearest_id(at)) {
            (Some(_), _) => format!("{at} is {}", app.why_missing(at)),
            (None, Some(near)) => format!("there is no record {at}; did you mean {near}?"),
            (None, None) => format!(
                "there is no record {at}, and it is no date; {} goes to anything by name",
                app.key("palette")
            ),
        };
        app.fail(why);
    }
    if let Some(query) = opening.query {
        typing::set_query(app, &query);
    }
    scroll::follow(app);
    effects
}

/// Goes on where the dataset was left: at the record and the figure, the query in force, the same speaker or party
/// alone.
fn resume(app: &mut App, session: SavedSession) {
    let gone = |app: &mut App, id: &str| {
        let why = app.why_missing(id);
        app.fail(format!("{id}, where you were, is {why}; this is where it opens"));
    };
    if let Some(only) = session.only {
        match Filter::by_id(app.chronology(), &only) {
            Some(filter) => app.place.set_filter(Some(filter)),
            None => gone(app, &only),
        }
    }
    if let Some(at) = session.at {
        match Target::by_id(app.chronology(), &at) {
            Some(Target::Record(citation)) => app.place.put(citation),
            Some(Target::Point(_) | Target::Note(_) | Target::Source(_)) | None => gone(app, &at),
        }
    }
    let query = session.query.as_deref().map(Query::parse).filter(|query| !query.is_empty());
    app.place.active = query.map(|query| Arc::new(Active::waiting(query, session.hide)));
    app.refresh();
    if let Some(figure) = session.figure.filter(|_| app.place.view == View::Figures) {
        match Target::by_id(app.chronology(), &figure) {
            Some(Target::Point(point)) => app.put_point(point),
            Some(Target::Record(_) | Target::Note(_) | Target::Source(_)) | None => {
                gone(app, &figure);
            }
        }
    }
}

impl App {
    /// Opens the app at an id or a date, as `--at` does; whether it is known.
    pub fn open_at(&mut self, at: &str) -> bool {
        let known = open_at(self, at);
        scroll::follow(self);
        known
    }
}

fn open_at(app: &mut App, at: &str) -> bool {
    if let Some(named) = app.chronology().by_id(at) {
        if let Some(go) = app.go_to(named) {
            super::jump::go(app, &go);
        }
        return true;
    }
    let date = search::dotted(at).map(Edtf::of_day).or_else(|| Edtf::parse_written(at).ok());
    let record = date.and_then(|date| app.chronology().nearest_record(&date));
    record.inspect(|record| app.place.put(app.report_meant(*record))).is_some()
}

/// Asks for the text of the source under the cursor, once.
pub(super) fn want_text(app: &mut App) -> Option<Effect> {
    if !app.data.has_texts {
        return None;
    }
    let source = app.source()?;
    if app.data.text(source).is_some() {
        return None;
    }
    app.data.hold(source, Held::Awaited);
    let c = app.chronology();
    let datasets = c.holders(source).into_iter().map(|name| name.map(str::to_owned)).collect();
    let source = c.source(source).id.to_string();
    Some(Effect::Background(Task::ReadText(WantedText { datasets, source })))
}
