//! Opening the viewer: a dataset, the workers behind it, and the terminal.
//!
//! Owns the threads that index, verify, read texts and read a dataset again; each posts what it finds and
//! ends. What is shown, and what a key means, it does not know.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::SystemTime;

use anyhow::Context;

use crate::app::action::News;
use crate::app::effect::{Outcome, Task};
use crate::app::{App, Opening};
use crate::chronology::Chronology;
use crate::chronology::article::Texts;
use crate::chronology::date::Period;
use crate::chronology::load;
use crate::chronology::verify::dataset::Verification;
use crate::cli::{Options, ThemeName, View};
use crate::program::{Input, Program};
use crate::search::Index;
use crate::term::{self, Backend, Exit, Poster};
use crate::ui::{self, Palette};

/// Opens the viewer and stays until it is closed. The first frame does not wait for the dataset.
///
/// # Errors
/// There is no terminal, no dataset at the path, the texts cannot be opened, or the terminal fails.
pub fn open(options: &Options) -> anyhow::Result<Exit> {
    term::check_terminal()?;
    let (common, view) = (&options.common, &options.view);
    // What can be told before the screen is taken over is told before.
    common.dataset.as_deref().map(load::find).transpose()?;
    let texts = common
        .texts
        .as_deref()
        .map(Texts::open)
        .transpose()
        .context("cannot use the folder of texts")?;
    let opening = Opening {
        as_of: common.as_of.as_ref().and_then(|date| Period::until(date).to),
        at: view.at.clone(),
        query: view.query.clone(),
    };
    let mut app = App::reading(opening, chrono::Local::now().date_naive());
    app.data.has_texts = texts.is_some();
    app.data.built_in = common.dataset.is_none();
    app.history = term::read_history();
    app.mouse = view.mouse;
    app.ascii = view.ascii;
    let palette = palette(view);
    let mut workers = Workers {
        chronology: Arc::clone(&app.data.chronology),
        stamps: Vec::new(),
        dataset: common.dataset.clone(),
        texts: texts.map(Arc::new),
    };
    let draw = |program: &Program, frame: &mut ratatui::Frame<'_>| {
        ui::render(&program.app, palette, frame);
    };
    term::run(Program::new(app), draw, &mut workers, term::Options { mouse: view.mouse })
}

/// The palette chosen; without a choice one without colour where `NO_COLOR` asks for that, and a light one where
/// the terminal says that its background is light.
fn palette(view: &View) -> Palette {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let light = || {
        set("COLORFGBG")
            .and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok())
            .is_some_and(|b| b == 7 || b == 15)
    };
    match view.theme {
        Some(ThemeName::Dark) => Palette::Dark,
        Some(ThemeName::Light) => Palette::Light,
        Some(ThemeName::Mono) => Palette::Mono,
        None if set("NO_COLOR").is_some() => Palette::Mono,
        None if light() => Palette::Light,
        None => Palette::Dark,
    }
}

/// What works behind the viewer.
struct Workers {
    chronology: Arc<Chronology>,
    dataset: Option<PathBuf>,
    texts: Option<Arc<Texts>>,
    stamps: Vec<Option<SystemTime>>,
}

impl Backend for Workers {
    fn start(&mut self, post: &Poster) {
        self.read(post.clone());
    }

    fn perform(&mut self, task: Task, post: &Poster) {
        match task {
            Task::Reload => self.reload(post.clone()),
            Task::Study { load, chronology } => {
                let (texts, post) = (self.texts.clone(), post.clone());
                self.chronology = chronology.0;
                self.stamps = stamps(&self.chronology);
                let c = Arc::clone(&self.chronology);
                thread::spawn(move || study(&c, texts.as_deref(), load, &post));
            }
            Task::ReadText(id) => {
                let (texts, post) = (self.texts.clone(), post.clone());
                thread::spawn(move || {
                    let text =
                        texts.map_or(Ok(None), |t| t.article(&id).map_err(|e| e.to_string()));
                    learnt(&post, News::Text(id, text));
                });
            }
        }
    }

    fn changed(&mut self) -> bool {
        self.dataset.is_some() && stamps(&self.chronology) != self.stamps
    }
}

impl Workers {
    /// Reads the dataset again. The texts may have changed too: they are opened anew, and read when asked for.
    fn reload(&mut self, post: Poster) {
        self.texts = self.texts.as_ref().and_then(|t| Texts::open(t.dir()).ok()).map(Arc::new);
        self.stamps = stamps(&self.chronology);
        self.read(post);
    }

    /// Reads the dataset, in a thread of its own.
    fn read(&self, post: Poster) {
        let dataset = self.dataset.clone();
        thread::spawn(move || {
            let loaded = match &dataset {
                Some(path) => load::load(path),
                None => Ok(load::shipped()),
            };
            match loaded {
                Ok(loaded) => learnt(&post, News::Loaded(Box::new(loaded))),
                Err(error) => post.post(Input::Outcome(Outcome::Failed(error.to_string()))),
            }
        });
    }
}

/// Builds the index, then verifies the quotations against the texts held.
fn study(c: &Chronology, texts: Option<&Texts>, load: u64, post: &Poster) {
    learnt(post, News::Indexed(load, Arc::new(Index::build(c))));
    if let Some(texts) = texts {
        learnt(post, News::Verified(load, Arc::new(Verification::of(c, texts))));
    }
}

fn learnt(post: &Poster, news: News) {
    post.post(Input::Learnt(Box::new(news)));
}

fn stamps(c: &Chronology) -> Vec<Option<SystemTime>> {
    c.files.iter().map(|file| std::fs::metadata(file).and_then(|m| m.modified()).ok()).collect()
}
