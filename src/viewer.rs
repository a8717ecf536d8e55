//! Opening the viewer: a dataset, the workers behind it, and the terminal.
//!
//! Owns the threads that index, verify, read texts and read a dataset again; each posts what it finds and
//! ends. What is shown, and what a key means, it does not know.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::SystemTime;

use anyhow::Context;

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::{Effect, Outcome};
use crate::chronology::Chronology;
use crate::chronology::article::Texts;
use crate::chronology::load::{self, Loaded};
use crate::chronology::verification::Verification;
use crate::cli::{Options, ThemeName, View};
use crate::program::{Input, Program};
use crate::search::Index;
use crate::term::{self, Exit, Poster, World};
use crate::ui::theme::Palette;
use crate::ui::{self, Theme};

/// Opens the viewer on a dataset and stays until it is closed.
///
/// # Errors
/// There is no terminal, the texts cannot be opened, the place to open at is unknown, or the terminal fails.
pub fn open(options: &Options, loaded: Loaded) -> anyhow::Result<Exit> {
    term::check_terminal()?;
    let (common, view) = (&options.common, &options.view);
    let texts = common
        .texts
        .as_deref()
        .map(Texts::open)
        .transpose()
        .context("cannot use the folder of texts")?;
    let today = chrono::Local::now().date_naive();
    let mut app = App::new(loaded, today);
    app.library.has_texts = texts.is_some();
    app.library.built_in = common.dataset.is_none();
    app.history = term::read_history();
    app.mouse = view.mouse;
    if let Some(date) = &common.as_of {
        // What is to be studied is started below, once there is a screen.
        drop(app.restrict(date.latest().or(date.earliest())));
    }
    if let Some(at) = &view.at
        && !app.open_at(at)
    {
        anyhow::bail!(
            "there is no record `{at}`, and it is no date either; startline list timeline names them all"
        );
    }
    if let Some(query) = &view.query {
        app.set_query(query);
    }
    let theme = theme(view);
    let mut workers = Workers {
        chronology: Arc::clone(&app.library.chronology),
        stamps: stamps(&app.library.chronology),
        dataset: common.dataset.clone(),
        texts: texts.map(Arc::new),
        load: app.library.load,
    };
    let draw =
        |program: &Program, frame: &mut ratatui::Frame<'_>| ui::render(&program.app, &theme, frame);
    term::run(Program::new(app), draw, &mut workers, term::Options { mouse: view.mouse })
}

/// The theme chosen; without a choice none of colour where `NO_COLOR` asks for that, and a light one where
/// the terminal says that its background is light.
fn theme(view: &View) -> Theme {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let light = || {
        set("COLORFGBG")
            .and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok())
            .is_some_and(|b| b == 7 || b == 15)
    };
    let palette = match view.theme {
        Some(ThemeName::Dark) => Palette::Dark,
        Some(ThemeName::Light) => Palette::Light,
        Some(ThemeName::Mono) => Palette::Mono,
        None if set("NO_COLOR").is_some() => Palette::Mono,
        None if light() => Palette::Light,
        None => Palette::Dark,
    };
    Theme { palette, ascii: view.ascii }
}

/// What works behind the viewer.
struct Workers {
    chronology: Arc<Chronology>,
    dataset: Option<PathBuf>,
    texts: Option<Arc<Texts>>,
    /// The number of what is studied first.
    load: u64,
    stamps: Vec<Option<SystemTime>>,
}

impl World for Workers {
    fn start(&mut self, post: &Poster) {
        let (c, texts, load, post) =
            (Arc::clone(&self.chronology), self.texts.clone(), self.load, post.clone());
        thread::spawn(move || study(&c, texts.as_deref(), load, &post));
    }

    fn perform(&mut self, effect: Effect, post: &Poster) {
        match effect {
            Effect::Reload => self.reload(post.clone()),
            Effect::Study { load, chronology } => {
                let (texts, post) = (self.texts.clone(), post.clone());
                self.chronology = chronology.0;
                let c = Arc::clone(&self.chronology);
                thread::spawn(move || study(&c, texts.as_deref(), load, &post));
            }
            Effect::ReadText(id) => {
                let (texts, post) = (self.texts.clone(), post.clone());
                thread::spawn(move || {
                    let text =
                        texts.map_or(Ok(None), |t| t.article(&id).map_err(|e| e.to_string()));
                    learnt(&post, Action::Text(id, text));
                });
            }
            _ => {}
        }
    }

    fn changed(&mut self) -> bool {
        self.dataset.is_some() && stamps(&self.chronology) != self.stamps
    }
}

impl Workers {
    /// Reads the dataset again, in a thread of its own.
    fn reload(&mut self, post: Poster) {
        // Texts may have changed too: they are opened anew and read again when asked for.
        self.texts = self.texts.as_ref().and_then(|t| Texts::open(t.dir()).ok()).map(Arc::new);
        self.stamps = stamps(&self.chronology);
        let dataset = self.dataset.clone();
        thread::spawn(move || {
            let loaded = match &dataset {
                Some(path) => load::load(path),
                None => Ok(load::shipped()),
            };
            match loaded {
                Ok(loaded) => learnt(&post, Action::Loaded(Box::new(loaded))),
                Err(error) => post.post(Input::Outcome(Outcome::Failed(error.to_string()))),
            }
        });
    }
}

/// Builds the index, then verifies the quotations against the texts held.
fn study(c: &Chronology, texts: Option<&Texts>, load: u64, post: &Poster) {
    learnt(post, Action::Indexed(load, Arc::new(Index::build(c))));
    if let Some(texts) = texts {
        learnt(post, Action::Verified(load, Arc::new(Verification::of(c, texts))));
    }
}

fn learnt(post: &Poster, action: Action) {
    post.post(Input::Learnt(Box::new(action)));
}

fn stamps(c: &Chronology) -> Vec<Option<SystemTime>> {
    c.files.iter().map(|file| std::fs::metadata(file).and_then(|m| m.modified()).ok()).collect()
}
