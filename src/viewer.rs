//! Opening the viewer: a dataset, the workers behind it, and the terminal.
//!
//! Owns the threads behind it: one reads the dataset, indexes and verifies it, one reads texts, and one tells of what
//! takes a while. Each posts what it finds. What is shown, and what a key means, it does not know.
//!
//! Reading is bounded and ordered. One dataset is read at a time, and only when the one read before has been
//! taken and studied, so that memory never holds more than the one that is shown and the one that comes in its
//! place; what was asked for meanwhile, however often, is read once, so that the newest is what stays.

use std::io;
use std::mem::discriminant;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::SystemTime;

use anyhow::Context;
use ratatui::buffer::Buffer;

use crate::app::action::{News, Work};
use crate::app::colours::{Choice, Colours};
use crate::app::effect::{Outcome, Task, WantedText};
use crate::app::saved_session::SavedSession;
use crate::app::wanted::Derivation;
use crate::app::{App, Opening};
use crate::chronology::Chronology;
use crate::chronology::article::Texts;
use crate::chronology::load::{self, DatasetPlace};
use crate::chronology::progress::{self, Progress, Tell};
use crate::chronology::verify::dataset::Verification;
use crate::cli::{self, ColorWhen, ViewerOptions};
use crate::config;
use crate::keymap;
use crate::program::{Input, Program, work_out};
use crate::search::{Index, ParagraphIndex};
use crate::term::{self, Backend, Ended, OpenedDataset, Poster};
use crate::ui;
use crate::watch::Watch;
use crate::words;

/// Opens the viewer and stays until it is closed. The first frame does not wait for the dataset.
///
/// # Errors
/// There is no terminal, no dataset at the path, the texts cannot be opened, or the terminal fails.
pub fn open(options: &ViewerOptions) -> anyhow::Result<Ended> {
    term::check_terminal()?;
    let (common, view) = (&options.common, &options.view);
    let config = &options.configured.config;
    let mut workers = Workers::of(options)?;
    term::give_back_at_once(load::bytes(&workers.places));
    let OpenedDataset { mut app, marks, session } = prepare(options, &workers);
    app.profile.chords = config.chords.clone();
    config.datasets.iter().for_each(|dataset| app.know_dataset(&dataset.name));
    // None of these is shown yet.
    app.profile.known_as = None;
    if let [given] = &common.dataset[..] {
        app.know_dataset(&given.to_string_lossy());
    }
    app.profile.config_problems.clone_from(&options.configured.problems);
    if let Some(remark) = options.configured.remarks.first() {
        app.fail(remark.clone());
    }
    if !app.profile.config_problems.is_empty() {
        let errors = words::count(app.profile.config_problems.len(), "error");
        let list = keymap::chord_of(&app.profile.chords, "problems");
        app.fail(format!(
            "the configuration has {errors}, and its defaults hold there; {list} lists them"
        ));
    }
    app.profile.mouse = view.mouse.unwrap_or(config.mouse);
    // The console of Linux and dumb terminals know no links and may print what they do not know.
    let terminal = std::env::var("TERM").unwrap_or_default();
    app.profile.links = !matches!(&*terminal, "" | "linux" | "dumb");
    app.profile.ascii = view.ascii.unwrap_or(config.ascii);
    app.profile.colours = colours(view.theme, config.theme, common.color);
    let options = term::Options {
        mouse: app.profile.mouse,
        link_mark: ui::theme::LINK,
        asks_ground: app.profile.colours.choice != Choice::Mono,
        marks,
        session,
    };
    let draw = |program: &Program, cells: &mut Buffer| ui::render(&program.app, cells);
    term::run(Program::new(app), draw, &mut workers, options)
}

/// An app over the dataset of these workers, which is still to be read, and where it was left.
fn prepare(options: &ViewerOptions, workers: &Workers) -> OpenedDataset {
    let (view, config) = (&options.view, &options.configured.config);
    let places = &workers.places;
    let named = places.iter().map(|place| match place {
        DatasetPlace::BuiltIn => None,
        DatasetPlace::At(path) => Some(path.clone()),
    });
    let known_as: Vec<_> = named.collect();
    let resumes = view.resume.unwrap_or(config.resume);
    let kept = resumes.then(|| term::open_session(&known_as));
    let (file, resumed, remark) =
        kept.map_or((None, None, None), |kept| (Some(kept.file), kept.session, kept.remark));
    let mut app = App::reading(opening(options, resumed), chrono::Local::now().date_naive());
    let marks = term::journal_of(&known_as);
    app.data.has_texts = workers.texts.is_some();
    app.data.built_in = !places.iter().any(|place| matches!(place, DatasetPlace::At(_)));
    if let Some(remark) = remark {
        app.fail(remark);
    }
    OpenedDataset { app, marks, session: file }
}

/// How the dataset opens: as the command line says, else as it was left where that is gone on with, else as the
/// configuration says.
fn opening(options: &ViewerOptions, resumed: Option<SavedSession>) -> Opening {
    let (view, config) = (&options.view, &options.configured.config);
    let left = resumed.as_ref();
    let by_default = Some(config.query.clone()).filter(|query| !query.is_empty() && left.is_none());
    Opening {
        as_of: options.common.known_by(),
        at: view.at.clone(),
        query: view.query.clone().or(by_default),
        view: view.view.or(left.map(|left| left.view)).unwrap_or(config.view),
        axis: view.order.or(left.map(|left| left.axis)).unwrap_or(config.order),
        resumed,
    }
}

/// What the reader asked for and what the environment says of the terminal's colours; without a choice
/// `--color` or `NO_COLOR` is one.
fn colours(theme: Option<Choice>, configured: Choice, color: Option<ColorWhen>) -> Colours {
    let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let any = set("COLORTERM").is_some_and(|v| v == "truecolor" || v == "24bit");
    let direct = set("TERM").is_some_and(|v| v.ends_with("-direct"));
    // GNU screen hands on what it was started with, and mangles colours by red, green and blue.
    let in_screen = set("STY").is_some() && set("TMUX").is_none();
    let background = set("COLORFGBG").and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok());
    Colours {
        choice: match theme.unwrap_or(configured) {
            Choice::Suiting if color == Some(ColorWhen::Never) => Choice::Mono,
            Choice::Suiting if set("NO_COLOR").is_some() && color != Some(ColorWhen::Always) => {
                Choice::Mono
            }
            choice => choice,
        },
        any: (any || direct || cfg!(windows)) && !in_screen,
        hinted_light: background.is_some_and(|b| b == 7 || b == 15),
        ground: None,
    }
}

/// What works behind the viewer.
struct Workers {
    /// What the viewer was opened with.
    options: ViewerOptions,
    /// The datasets; none where it is the built-in one.
    places: Vec<DatasetPlace>,
    texts: Option<Arc<Texts>>,
    /// The files as they stood before the newest reading began, so that a change during it is seen.
    stamp: Arc<Mutex<Stamp>>,
    /// The folders of texts.
    folders: Vec<PathBuf>,
    /// What the reading thread has to do, once it runs.
    jobs: Option<Sender<Job>>,
    /// The texts that are asked for, once the thread runs that reads them.
    articles: Option<Sender<(Arc<Texts>, WantedText)>>,
    /// What is to be worked out, once the thread runs that does.
    derivations: Option<Sender<Derivation>>,
    /// What tells that files change.
    watch: Option<Watch>,
}

/// The datasets and the folders of texts.
type Files<'a> = (&'a [DatasetPlace], &'a [PathBuf]);

/// The files of a dataset with the size and time of each.
type Stamp = Vec<(PathBuf, Option<(u64, SystemTime)>)>;

/// What the reading thread is asked for.
enum Job {
    /// The dataset, read again.
    Read,
    /// Nothing of the dataset that was read last: the one before is shown on.
    Keep,
    /// The index and the findings of the dataset that is shown now.
    Study(Study),
}

struct Study {
    load: u64,
    chronology: Arc<Chronology>,
    texts: Option<Arc<Texts>>,
}

impl Backend for Workers {
    fn start(&mut self, post: &Poster) {
        let (jobs, asked) = channel();
        let (places, stamp) = (self.places.clone(), Arc::clone(&self.stamp));
        let folders = self.folders.clone();
        let (begun, tellings) = channel();
        let to = Telling { post: post.clone(), begun };
        let reads = thread::Builder::new()
            .name("dataset".into())
            .spawn(move || work(&asked, (&places, &folders), &stamp, &to));
        self.jobs = started(reads, post).then_some(jobs);
        self.ask(Job::Read);
        // What rows can be shown without comes behind. Without this thread nothing is told, and all is done.
        let tells = thread::Builder::new()
            .name("progress".into())
            .spawn(move || progress::tell_of_each(&tellings));
        drop(tells);
        if self.texts.is_some() {
            let (articles, asked) = channel();
            let to = post.clone();
            let reads = thread::Builder::new()
                .name("texts".into())
                .spawn(move || read_articles(&asked, &to));
            self.articles = started(reads, post).then_some(articles);
        }
        self.watch(post);
    }

    fn perform(&mut self, task: Task, post: &Poster) {
        match task {
            Task::Reload => {
                // The texts may have changed too: they are opened anew, and read when asked for.
                let anew = self.texts.as_ref().and_then(|texts| texts.open_again().ok());
                self.texts = anew.map(Arc::new);
                self.ask(Job::Read);
            }
            Task::Keep => self.ask(Job::Keep),
            Task::Study { load, chronology } => {
                let texts = self.texts.clone();
                self.ask(Job::Study(Study { load, chronology: chronology.0, texts }));
            }
            Task::WorkOut(derivation) => {
                // Started when it is first needed: few datasets have so many records.
                let derivations = self.derivations.take().or_else(|| start_working_out(post));
                if let Some(derivations) = &derivations {
                    let _ = derivations.send(derivation);
                }
                self.derivations = derivations;
            }
            Task::ReadText(wanted) => {
                if let (Some(articles), Some(texts)) = (&self.articles, &self.texts) {
                    let _ = articles.send((Arc::clone(texts), wanted));
                }
            }
        }
    }

    fn open(&mut self, name: &str) -> Result<OpenedDataset, String> {
        let mut options = self.options.clone();
        let named = options.configured.config.named(Path::new(name));
        let path =
            || config::placed(Path::new(name), Path::new(""), cli::config::home().as_deref());
        options.common.dataset = named.map_or_else(|| vec![path()], |named| named.paths.clone());
        // What was said of the dataset before does not hold for another: it opens with its own texts.
        (options.common.texts, options.common.as_of) = (None, None);
        (options.view.at, options.view.query) = (None, None);
        let workers =
            Workers::of(&options).map_err(|error| format!("{name} is not opened: {error:#}"))?;
        let opened = prepare(&options, &workers);
        // The threads behind the one before end with what they are asked for through.
        *self = workers;
        Ok(opened)
    }

    fn changed(&mut self) -> bool {
        stamp((&self.places, &self.folders))
            != *self.stamp.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Workers {
    /// What is to work behind a dataset, nothing of it started yet.
    ///
    /// # Errors
    /// What can be told before the screen is taken over: there is no dataset at the path, or the texts cannot be
    /// opened.
    fn of(options: &ViewerOptions) -> anyhow::Result<Self> {
        let places = options.common.places();
        load::find(&places)?;
        let texts = options.common.open_texts().context("cannot use the folder of texts")?;
        Ok(Self {
            options: options.clone(),
            places,
            folders: texts.iter().flat_map(Texts::folders).map(ToOwned::to_owned).collect(),
            texts: texts.map(Arc::new),
            stamp: Arc::default(),
            jobs: None,
            articles: None,
            derivations: None,
            watch: None,
        })
    }

    /// Lets changes of files be told. Where the system does not, they are seen when the terminal gets the focus.
    fn watch(&mut self, post: &Poster) {
        if !self.places.iter().any(|place| matches!(place, DatasetPlace::At(_))) {
            return;
        }
        let folders = self.folders.iter().map(PathBuf::as_path);
        let to = post.clone();
        match Watch::start(&self.places, folders, move || to.files_changed()) {
            Ok(watch) => self.watch = Some(watch),
            Err(why) => {
                let told = format!("changes of files are seen only when you come back here: {why}");
                post.post(Input::Outcome(Outcome::Failed(told)));
            }
        }
    }

    /// Gives the reading thread something to do; nothing where there is none, which has been told.
    fn ask(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }
}

/// Starts the thread that works out what takes longer than a frame.
fn start_working_out(post: &Poster) -> Option<Sender<Derivation>> {
    let (derivations, asked) = channel();
    let to = post.clone();
    let works = thread::Builder::new()
        .name("derivations".into())
        .spawn(move || work_out_as_asked(&asked, &to));
    started(works, post).then_some(derivations)
}

/// Whether a thread could be started; where not, the reader is told.
fn started<T>(thread: io::Result<T>, post: &Poster) -> bool {
    thread
        .inspect_err(|error| {
            let why = format!("cannot start a thread, so nothing can be read: {error}");
            post.post(Input::Outcome(Outcome::Failed(why)));
        })
        .is_ok()
}

/// Reads and studies as asked until the viewer ends.
fn work(asked: &Receiver<Job>, files: Files<'_>, kept: &Mutex<Stamp>, to: &Telling) {
    let mut queue = Queue { first: true, ..Queue::default() };
    loop {
        while queue.is_idle() {
            let Ok(job) = asked.recv() else { return };
            queue.take(job);
        }
        asked.try_iter().for_each(|job| queue.take(job));
        if let Some(newest) = queue.study.take() {
            study(&newest, to);
        } else {
            queue.read = false;
            // Of the first reading the rows are shown first.
            let first = std::mem::take(&mut queue.first);
            queue.untaken = read(files, kept, to, first);
        }
    }
}

/// What the reading thread has still to do.
#[derive(Default)]
struct Queue {
    /// The newest dataset that is shown; an index of one that no longer is would be of no use.
    study: Option<Study>,
    /// Whether the dataset is to be read again.
    read: bool,
    /// Whether the last dataset that was read has not been taken yet: it is, once its study is asked for.
    untaken: bool,
    /// Whether nothing has been read yet.
    first: bool,
}

impl Queue {
    fn take(&mut self, job: Job) {
        match job {
            Job::Read => self.read = true,
            Job::Keep => self.untaken = false,
            Job::Study(study) => {
                self.study = Some(study);
                self.untaken = false;
            }
        }
    }

    /// Whether there is nothing to do before something more is asked for.
    fn is_idle(&self) -> bool {
        self.study.is_none() && (!self.read || self.untaken)
    }
}

/// Reads the dataset and posts it; whether there was one to read. What is found only when records are seen together
/// is posted with it, or where nothing is shown yet, behind it.
fn read(files: Files<'_>, kept: &Mutex<Stamp>, to: &Telling, first: bool) -> bool {
    let post = &to.post;
    *kept.lock().unwrap_or_else(PoisonError::into_inner) = stamp(files);
    let progress = Arc::new(Progress::default());
    let seen = Arc::clone(&progress);
    let so_far = move |taken| Work::Reading(seen.so_far(), taken);
    let read = to.telling(so_far, || load::read_all(files.0, &progress));
    let mut loaded = match read {
        Ok(loaded) => loaded,
        Err(error) => {
            post.post(Input::Outcome(Outcome::Failed(error.to_string())));
            return false;
        }
    };
    if first {
        let shown = loaded.clone();
        learnt(post, News::Loaded(Box::new(shown)));
        let (problems, untold) = to.telling(|_| Work::Checking, || loaded.audit());
        learnt(post, News::Audited(loaded.chronology, problems, untold));
    } else {
        (loaded.problems, loaded.untold) = to.telling(|_| Work::Checking, || loaded.audit());
        learnt(post, News::Loaded(Box::new(loaded)));
    }
    true
}

/// Builds the index, then verifies the quotations against the texts held.
fn study(of: &Study, to: &Telling) {
    let (c, post) = (&of.chronology, &to.post);
    let index = Arc::new(to.telling(|_| Work::Indexing, || Index::build(c)));
    learnt(post, News::Indexed(of.load, Arc::clone(&index)));
    index.order_names(c);
    if let Some(texts) = &of.texts {
        let verified = to.telling(|_| Work::Verifying, || Verification::of(c, texts));
        let verified = Arc::new(verified);
        learnt(post, News::Verified(of.load, Arc::clone(&verified)));
        let paragraphs = to.telling(|_| Work::Indexing, || ParagraphIndex::build(c, &verified));
        learnt(post, News::Paragraphs(of.load, Arc::new(paragraphs)));
    }
}

/// The way in for what is found behind the dataset, and for what is being done meanwhile.
struct Telling {
    post: Poster,
    /// Takes what is begun, and nothing once it is done.
    begun: Sender<Option<Tell>>,
}

impl Telling {
    /// Does something and, where it takes a while, has it posted again and again what is being done: by a thread that
    /// is there already, since starting one and waiting for its end takes as long as to read a small dataset.
    fn telling<T>(
        &self,
        so_far: impl Fn(u64) -> Work + Send + 'static,
        work: impl FnOnce() -> T,
    ) -> T {
        let post = self.post.clone();
        let tell = move |taken: Option<u64>| learnt(&post, News::Working(taken.map(&so_far)));
        let _ = self.begun.send(Some(Box::new(tell)));
        let found = work();
        let _ = self.begun.send(None);
        found
    }
}

/// Works out what is asked for; of each kind only what was asked for last.
fn work_out_as_asked(asked: &Receiver<Derivation>, post: &Poster) {
    while let Ok(first) = asked.recv() {
        let mut newest = vec![first];
        for derivation in asked.try_iter() {
            newest.retain(|other| discriminant(other) != discriminant(&derivation));
            newest.push(derivation);
        }
        for derivation in newest {
            learnt(post, News::Derived(work_out(derivation)));
        }
    }
}

/// Reads the texts that are asked for, one after the other, until the viewer ends.
fn read_articles(asked: &Receiver<(Arc<Texts>, WantedText)>, post: &Poster) {
    for (texts, WantedText { datasets, source }) in asked {
        let found = texts.first_article(datasets.iter().map(Option::as_deref), &source);
        let text = found.map(|found| found.map(|(_, article)| article));
        learnt(post, News::Text(source, text.map_err(|error| error.to_string())));
    }
}

fn learnt(post: &Poster, news: News) {
    post.post(Input::Learnt(Box::new(news)));
}

/// The files of datasets and of texts as they stand now.
fn stamp((places, folders): Files<'_>) -> Stamp {
    let mut files = load::find(places).unwrap_or_default();
    for folder in folders {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut texts: Vec<PathBuf> =
            entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        texts.retain(|path| path.extension().is_some_and(|form| form == "txt"));
        texts.sort();
        files.append(&mut texts);
    }
    let of = |file: &PathBuf| {
        let data = std::fs::metadata(file).ok()?;
        Some((data.len(), data.modified().ok()?))
    };
    files
        .into_iter()
        .map(|file| {
            let stamp = of(&file);
            (file, stamp)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study_of(load: u64) -> Job {
        Job::Study(Study { load, chronology: Arc::default(), texts: None })
    }

    #[test]
    fn a_dataset_is_read_again_only_when_the_last_one_is_shown() {
        let mut queue = Queue::default();
        assert!(queue.is_idle());
        // However often it is asked for, it is read once.
        (0..1000).for_each(|_| queue.take(Job::Read));
        assert!(queue.read && !queue.is_idle());
        (queue.read, queue.untaken) = (false, true);
        queue.take(Job::Read);
        assert!(queue.is_idle(), "the one that was read has not been taken");
        queue.take(study_of(1));
        queue.take(study_of(2));
        assert_eq!(queue.study.take().map(|study| study.load), Some(2), "the newest alone");
        assert!(queue.read && !queue.is_idle());
    }

    #[test]
    fn a_change_of_any_kind_changes_the_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let place = [DatasetPlace::At(folder.path().to_owned())];
        let mut seen = vec![stamp((&place, &[]))];
        let mut look = |what: &str| {
            let now = stamp((&place, &[]));
            assert_ne!(Some(&now), seen.last(), "{what}");
            seen.push(now);
        };
        file("b.ron", "");
        look("a first file");
        file("b.ron", "()");
        look("a file filled that was empty");
        let times = std::fs::FileTimes::new().set_modified(SystemTime::UNIX_EPOCH);
        std::fs::File::options()
            .write(true)
            .open(folder.path().join("b.ron"))
            .unwrap()
            .set_times(times)
            .unwrap();
        look("another time");
        file("a.ron", "()");
        look("a new file");
        std::fs::remove_file(folder.path().join("a.ron")).unwrap();
        look("a file that is gone");
    }

    #[test]
    fn a_change_during_a_read_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("one.ron");
        std::fs::write(&path, "()").unwrap();
        let places = vec![DatasetPlace::At(path.clone())];
        let mut workers = Workers {
            options: ViewerOptions::default(),
            stamp: Arc::new(Mutex::new(stamp((&places, &[])))),
            folders: Vec::new(),
            places,
            texts: None,
            jobs: None,
            articles: None,
            derivations: None,
            watch: None,
        };
        assert!(!workers.changed());
        // The stamp is what stood there before the reading began.
        std::fs::write(&path, "( )").unwrap();
        assert!(workers.changed());
    }
}
