//! A stage for the program without a terminal: keys in, screen and effects out.
//!
//! The whole app runs as it does in a terminal, through the same table of keys. What it asks of the world is
//! written down instead of done; only the index, the texts of articles and their verification are there at once.

#![allow(
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a stage shared by test binaries, not an interface"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use startline::app::App;
use startline::app::action::{Action, News};
use startline::app::effect::{Effect, Task};
use startline::app::wanted::Derivation;
use startline::chronology::Chronology;
use startline::chronology::article::texts::Texts;
use startline::chronology::load::{self, Loaded};
use startline::chronology::verify::dataset::Verification;
use startline::geometry::Size;
use startline::keymap::{Code, Key};
use startline::program::{Input, Program, work_out};
use startline::search::{Index, ParagraphIndex};
use startline::ui;

/// A small dataset with what is hard to draw: wide, combining and right-to-left letters, long addresses,
/// every kind of statement and date.
#[allow(dead_code, reason = "not every test binary needs it")]
pub const HARD: &str = include_str!("hard.ron");

/// A frozen dataset with something of every kind that a screen shows; see the head of the file.
#[allow(dead_code, reason = "not every test binary needs it")]
pub const LAKE: &str = include_str!("lake.ron");

/// The shipped dataset and its index, read once for all tests of a binary.
static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let loaded = load::shipped();
    let index = Arc::new(Index::build(&loaded.chronology));
    Shipped { loaded, index }
});

struct Shipped {
    loaded: Loaded,
    index: Arc<Index>,
}

pub struct Stage {
    pub program: Program,
    pub effects: Vec<Effect>,
    size: Size,
    texts: Option<Texts>,
    /// What is to be worked out, where that is not done at once.
    held: Option<Vec<Derivation>>,
}

/// The day on which every screen is drawn.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

impl Stage {
    /// The shipped dataset at a size, without texts.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn shipped(width: u16, height: u16) -> Self {
        let (mut stage, load) = Self::opened(SHIPPED.loaded.clone(), None, width, height);
        stage.index(load, Arc::clone(&SHIPPED.index));
        stage
    }

    /// The frozen dataset, with the texts of two of its articles.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn lake(width: u16, height: u16) -> Self {
        let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stage/texts");
        Self::of(
            load::load_text("lake.ron", LAKE),
            Some(Texts::open(&texts).unwrap()),
            width,
            height,
        )
    }

    /// A dataset in memory, without texts.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn text(ron: &str, width: u16, height: u16) -> Self {
        Self::of(load::load_text("test.ron", ron), None, width, height)
    }

    /// A dataset and its texts at a size, indexed and verified.
    pub fn of(loaded: Loaded, texts: Option<Texts>, width: u16, height: u16) -> Self {
        let chronology = Arc::clone(&loaded.chronology);
        let (mut stage, load) = Self::opened(loaded, texts, width, height);
        stage.study(load, &chronology);
        stage
    }

    /// The same, neither indexed nor verified yet, and the number of its load.
    fn opened(loaded: Loaded, texts: Option<Texts>, width: u16, height: u16) -> (Self, u64) {
        let size = Size { width, height };
        let mut app = App::new(loaded, today());
        app.data.has_texts = texts.is_some();
        let load = app.data.load;
        let program = Program::new(app);
        let mut stage = Self { program, effects: Vec::new(), size, texts, held: None };
        stage.update(Action::Learn(News::Resized(size)));
        (stage, load)
    }

    /// Presses keys, named and separated by blanks: `j Ctrl-d g g Enter`.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn press(mut self, keys: &str) -> Self {
        for key in Key::chord(keys).unwrap_or_else(|| panic!("no such key in {keys}")) {
            self.send(Input::Key(key));
        }
        self
    }

    /// Types text.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn typed(mut self, text: &str) -> Self {
        for c in text.chars() {
            self.send(Input::Key(Key::plain(Code::Char(c))));
        }
        self
    }

    pub fn send(&mut self, input: Input) {
        if let Input::Resize(size) = input {
            self.size = size;
        }
        let mut effects = self.program.update(input);
        effects.extend(self.program.look_up());
        self.carry_out(effects);
    }

    /// From now on what is worked out apart from the loop is there only when [`Self::work_out`] says so.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn hold(mut self) -> Self {
        self.held = Some(Vec::new());
        self
    }

    /// Works out what was asked for since the last time, in the order in which it was asked for; how much it
    /// was.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn work_out(&mut self) -> usize {
        let asked = self.held.as_mut().map(std::mem::take).unwrap_or_default();
        let count = asked.len();
        for derivation in asked {
            self.update(Action::Learn(News::Derived(work_out(derivation))));
        }
        count
    }

    fn update(&mut self, action: Action) {
        let mut effects = self.program.app.update(action);
        effects.extend(self.program.look_up());
        self.carry_out(effects);
    }

    /// What works behind the viewer is done at once; the rest is written down.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match (effect, &self.texts) {
                (Effect::Background(Task::Study { load, chronology }), _) => {
                    self.study(load, &chronology.0);
                }
                (Effect::Background(Task::WorkOut(derivation)), _) if self.held.is_some() => {
                    self.held.get_or_insert_default().push(derivation);
                }
                (Effect::Background(Task::WorkOut(derivation)), _) => {
                    self.update(Action::Learn(News::Derived(work_out(derivation))));
                }
                (Effect::Background(Task::ReadText(wanted)), Some(texts)) => {
                    let text = texts.first_article(
                        wanted.datasets.iter().map(Option::as_deref),
                        &wanted.source,
                    );
                    let text = text.map(|found| found.map(|(_, article)| article));
                    let text = text.map_err(|error| error.to_string());
                    self.update(Action::Learn(News::Text(wanted.source, text)));
                }
                (other, _) => self.effects.push(other),
            }
        }
    }

    fn index(&mut self, load: u64, index: Arc<Index>) {
        self.update(Action::Learn(News::Indexed(load, index)));
    }

    fn study(&mut self, load: u64, chronology: &Chronology) {
        self.index(load, Arc::new(Index::build(chronology)));
        if let Some(texts) = &self.texts {
            let verification = Arc::new(Verification::of(chronology, texts));
            let paragraphs = ParagraphIndex::build(chronology, &verification);
            self.update(Action::Learn(News::Verified(load, verification)));
            self.update(Action::Learn(News::Paragraphs(load, Arc::new(paragraphs))));
        }
    }

    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn app(&self) -> &App {
        &self.program.app
    }

    /// The id of the record under the cursor, and which of its citations is read.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn at(&self) -> (String, u32) {
        let cursor = self.app().place.cursor;
        (self.app().chronology().record_id(cursor.record).to_owned(), cursor.nth)
    }

    pub fn buffer(&self) -> Buffer {
        let mut cells = Buffer::empty(Rect::new(0, 0, self.size.width, self.size.height));
        ui::render(&self.program.app, &mut cells);
        cells
    }

    /// The screen as text, a line each.
    pub fn grid(&self) -> String {
        let buffer = self.buffer();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let line: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }

    /// The screen as text, then a letter for the style of each cell, then what the letters stand for.
    #[allow(dead_code, reason = "not every test binary needs it")]
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let styles: BTreeSet<String> = buffer.content.iter().map(style_of).collect();
        let letters = letters(&styles);
        let mut out = self.grid();
        out.push_str("--- styles\n");
        for y in 0..buffer.area.height {
            let line: String =
                (0..buffer.area.width).map(|x| letters[&style_of(&buffer[(x, y)])]).collect();
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push_str("--- letters\n");
        for (style, letter) in letters.iter().filter(|(style, _)| !style.is_empty()) {
            writeln!(out, "{letter} = {style}").unwrap();
        }
        out
    }
}

/// The style of a cell in words, as far as it can be seen: nothing where the terminal's own is left, nor where
/// a blank has only a colour of ink.
fn style_of(cell: &Cell) -> String {
    let on_blanks = Modifier::REVERSED | Modifier::UNDERLINED;
    let is_seen = cell.bg != Color::Reset || cell.modifier.intersects(on_blanks);
    if cell.symbol().trim().is_empty() && !is_seen {
        return String::new();
    }
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    words.extend(cell.modifier.iter_names().map(|(name, _)| name.to_owned()));
    words.join(" ").to_lowercase()
}

/// A letter for each style: one of its own where it is free, a capital for what is bold, so that a new style
/// leaves the letters of most others as they are. A blank for no style.
fn letters(styles: &BTreeSet<String>) -> BTreeMap<String, char> {
    let mut letters = BTreeMap::from([(String::new(), ' ')]);
    for style in styles.iter().filter(|style| !style.is_empty()) {
        let own = style.chars().filter(char::is_ascii_alphabetic);
        let own = own.map(|c| if style.contains("bold") { c.to_ascii_uppercase() } else { c });
        let free = own
            .chain('a'..='z')
            .chain('A'..='Z')
            .chain('0'..='9')
            .find(|letter| letters.values().all(|taken| taken != letter));
        letters.insert(style.clone(), free.expect("a screen has no sixty styles"));
    }
    letters
}
