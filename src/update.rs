//! What a person asks for, carried out: an action in, the state of the app changed, effects out.
//!
//! Pure: no terminal, no clock, no file, no channel. Here is only which group of actions goes where and what
//! follows from every one of them: what is seen, and whether it was a jump. The deeds stand in the file of
//! their group. All of it lies above the pages, since a movement in a page depends on its rows.

mod ask;
mod bars;
mod clicks;
mod control;
mod derive;
mod enter;
mod jump;
mod learn;
mod marks;
mod motion;
mod open;
mod palette;
mod scroll;
mod show;
mod take;
mod typing;
mod views;

pub use self::derive::work_out;
use crate::app::action::{Action, Jump, Motion, Open, Show, Take};
use crate::app::effect::Effect;
use crate::app::place::Place;
use crate::app::{App, Mode, Overlay, tour};
use crate::geometry::Pane;
use crate::pages::row::Go;
use crate::text;

impl App {
    /// Carries out an action, and answers with what is asked of the world. What is typed is not looked for at each
    /// letter but by [`Self::look_up`], or when something is done with what is found.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let leaves_be = matches!(
            action,
            Action::Type(_) | Action::Leave | Action::Pending(_) | Action::Learn(_)
        );
        let looked_up = if leaves_be { Vec::new() } else { self.look_for_typed(true) };
        // What arrives from outside leaves the keys of a chord as they are.
        if !matches!(action, Action::Pending(_) | Action::Learn(_)) {
            self.pending.clear();
        }
        let asked = match action {
            // What arrives from outside does not wipe away what a key has brought.
            Action::Learn(news) => learn::learn(self, news),
            Action::Pending(keys) => {
                self.pending = keys;
                Vec::new()
            }
            asked => {
                // A click is on what stands beside it.
                self.notice.take_if(|_| !matches!(asked, Action::Click(..)));
                self.before_resize = None;
                perform(self, asked)
            }
        };
        looked_up.into_iter().chain(asked).chain(self.ask_for_wanted_and_text()).collect()
    }

    /// Looks for what has been typed since it was done last, as has to be done before a frame; answers with what is
    /// asked of the world.
    pub fn look_up(&mut self) -> Vec<Effect> {
        self.look_for_typed(false)
    }

    /// The same; and where something is to be done with what is found, it is there `at_once`.
    fn look_for_typed(&mut self, at_once: bool) -> Vec<Effect> {
        let is_awaited = at_once && self.wanted.search.is_some();
        if !self.wanted.typed && !is_awaited {
            return Vec::new();
        }
        let was = self.place.clone();
        if self.wanted.typed {
            match self.mode() {
                Mode::Search => typing::run_search(self),
                Mode::Palette => palette::narrow(self),
                _ => return Vec::new(),
            }
        }
        if at_once {
            typing::finish_search(self);
        }
        scroll_to(self, &was);
        self.ask_for_wanted_and_text()
    }

    fn ask_for_wanted_and_text(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> = learn::want_text(self).into_iter().collect();
        effects.extend(self.ask_for_wanted());
        effects
    }
}

/// What a person asks for, and what follows from it.
fn perform(app: &mut App, action: Action) -> Vec<Effect> {
    if matches!(action, Action::Enter) && palette::waits(app) {
        return Vec::new();
    }
    // A command that is chosen from a list is carried out as if its key had been pressed.
    let action = match action {
        Action::Enter => chosen_command(app).unwrap_or(Action::Enter),
        asked => asked,
    };
    if let Some(why) = refused(app, &action) {
        app.tell(why);
        return Vec::new();
    }
    if let Action::Jump(Jump::Visited(by)) = action {
        return jump::travel(app, by);
    }
    let toured = is_step_of_tour(app, &action);
    let was = app.place.clone();
    // What the prompt previews is no place that was gone to; a search leaves the one where it began.
    let left = app.search.as_ref().map_or_else(|| was.clone(), |search| (*search.origin).clone());
    let effects = dispatch(app, &action);
    settle(app, &was, &action);
    if app.search.is_none() && left.is_left_for(&app.place, &action) {
        app.jumps.leave(left);
    }
    if toured {
        app.tour = app.tour.map(|step| step + 1).filter(|step| *step < tour::STEPS.len());
        if app.tour.is_none() {
            app.tell(tour::end(&app.key("help")));
        }
    }
    effects
}

/// Whether an action is what the tour asks for; what is done in lists and prompts is not.
fn is_step_of_tour(app: &App, action: &Action) -> bool {
    let is_covered = app.overlay().is_some() || app.search.is_some();
    let step = app.tour.filter(|_| !is_covered).and_then(|step| tour::STEPS.get(step));
    step.is_some_and(|step| (step.is_done_by)(action))
}

fn dispatch(app: &mut App, action: &Action) -> Vec<Effect> {
    match action {
        Action::Move(by) => motion::run(app, *by),
        Action::Jump(to) => jump::run(app, *to),
        Action::Enter => return enter::enter(app),
        Action::Leave => enter::leave(app),
        Action::Cycle(by) => enter::cycle(app, *by),
        Action::Show(what) => return show::run(app, *what),
        Action::Open(what) => return open::run(app, *what),
        Action::Take(what) => return take::run(app, *what),
        Action::Query(text) => return typing::recall_query(app, text),
        Action::Dataset(name) => return vec![Effect::OpenDataset(name.clone())],
        Action::Marks(deed) => return marks::run(app, *deed),
        Action::Type(what) => typing::run(app, what),
        Action::Control(what) => return control::run(app, *what),
        Action::Click(column, row) => return clicks::click(app, *column, *row),
        Action::Drag(column, row) => clicks::drag(app, (*column, *row)),
        Action::Wheel(column, row, by) => clicks::wheel(app, (*column, *row), *by),
        Action::Unbound(keys) => {
            let help = app.key(if app.is_typing() { "help-anywhere" } else { "help" });
            let keys = text::sanitise_line(keys);
            app.tell(format!("{keys} does nothing here; {help} lists the keys"));
        }
        Action::Pending(_) | Action::Learn(_) => {}
    }
    Vec::new()
}

/// Brings the cursor onto what is shown, and that into sight, where it has moved.
fn scroll_to(app: &mut App, was: &Place) {
    if !app.place.stands_as(was) {
        onto_shown(app);
        scroll::follow(app);
    }
}

/// Brings everything into sight that has to be; a page that was scrolled stays where it is.
fn settle(app: &mut App, was: &Place, action: &Action) {
    // The timeline shows records: where it has the keys, one is read.
    if app.place.focus == Pane::Timeline && app.search.is_none() {
        app.place.read(app.place.cursor, None);
    }
    if app.place.stands_as(was) {
        return;
    }
    // What the mouse does to a page that stays the same has scrolled it already.
    let of_mouse = matches!(action, Action::Click(..) | Action::Drag(..) | Action::Wheel(..));
    if of_mouse && was.on_row(app.place.scroll().quote_row).stands_as(&app.place) {
        return;
    }
    let kept = *app.place.scroll();
    scroll_to(app, was);
    if let Action::Move(Motion::HalfPages(_)) = action {
        match app.place.focus {
            Pane::Source => app.place.scroll_mut().source = kept.source,
            Pane::Quote => app.place.scroll_mut().quote = kept.quote,
            Pane::Timeline => {}
        }
    }
}

/// Where the timeline has the keys, the cursor is on a record that it shows: where that is left out, on the
/// next one that is not.
fn onto_shown(app: &mut App) {
    let has_keys = app.place.focus == Pane::Timeline && app.place.view.get().shows_records();
    if !has_keys || app.search.is_some() || app.chronology().records.is_empty() {
        return;
    }
    if let Err(at) = app.order().position(app.place.cursor.record) {
        let last = app.order().len().saturating_sub(1);
        if let Some(record) = app.order().at(at.min(last)) {
            app.place.put(app.report_meant(record));
        }
    }
}

/// The command of the chosen row, where a list asks for one; the list is closed.
fn chosen_command(app: &mut App) -> Option<Action> {
    let Some(Overlay::Picker(picker)) = app.overlay() else {
        return None;
    };
    let Some(Go::Command(at)) = picker.row()?.go else {
        return None;
    };
    let command = picker.commands.get(at).cloned();
    palette::remember(app);
    // Of problems one is mended after the other.
    if !app.has_on_top(Open::Problems) {
        app.overlays.pop();
    }
    command
}

/// Why an action cannot be carried out here, if it cannot.
fn refused(app: &App, action: &Action) -> Option<String> {
    let covered = app.overlay().is_some() || app.search.is_some();
    // Without a record there is no place to be at: what needs none still works.
    let placeless = match action {
        Action::Cycle(_)
        | Action::Control(_)
        | Action::Type(_)
        | Action::Click(..)
        | Action::Drag(..)
        | Action::Wheel(..)
        | Action::Marks(_)
        | Action::Take(Take::Brief) => true,
        Action::Enter | Action::Move(_) | Action::Leave => covered,
        Action::Show(what) => match what {
            Show::Pane(_)
            | Show::Zoom
            | Show::NextView
            | Show::View(_)
            | Show::Axis
            | Show::AsOf(_)
            | Show::Theme(_) => true,
            Show::Span(_)
            | Show::Speakers
            | Show::Silence
            | Show::Filter
            | Show::Hide
            | Show::ClearQuery
            | Show::KeepQuery => false,
        },
        Action::Open(what) => match what {
            Open::Palette | Open::Help | Open::Marks | Open::Problems => true,
            Open::Search => matches!(app.overlay(), Some(Overlay::Help(_))),
            Open::Tour | Open::CopyMenu | Open::Relations | Open::Notes | Open::Comparison => false,
        },
        Action::Take(Take::Problem(_)) | Action::Dataset(_) => true,
        Action::Take(Take::Edit) => covered,
        Action::Jump(_) | Action::Take(_) | Action::Query(_) => false,
        Action::Pending(_) | Action::Unbound(_) | Action::Learn(_) => true,
    };
    // What acts on a figure, or finds one, needs no record.
    let of_figures = match action {
        Action::Take(_) | Action::Jump(_) | Action::Enter | Action::Move(_) | Action::Leave => true,
        Action::Show(what) => matches!(what, Show::Span(_) | Show::Filter),
        Action::Open(what) => !matches!(what, Open::Tour),
        _ => false,
    };
    let placeless = placeless || (of_figures && app.has_figures());
    let empty = app.chronology().records.is_empty();
    (empty && !placeless).then(|| {
        let (palette, close) = (app.key("palette"), app.key("close"));
        let closes = app.closing();
        format!("there are no records here; {palette} goes to commands, {close} {closes}")
    })
}
