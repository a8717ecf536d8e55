//! Sequences of keys, sizes, pastes, clicks, edits and reloads on datasets of many scripts.

use std::convert::Infallible;
use std::sync::OnceLock;

use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use startline::app::action::News;
use startline::app::effect::{Effect, Task};
use startline::chronology::load;
use startline::geometry::Size;
use startline::keymap::{BINDINGS, Code, Key};
use startline::program::Input;
use startline::ui;

use super::datasets::edited;
use super::random::{LETTERS, Random};
use super::stage::{HARD, LAKE, Stage};

/// The screen is compared with one drawn from nothing so often.
const LOOK: usize = 100;

fn input(random: &mut Random, bound: &[Key], dataset: &str) -> Input {
    match random.below(40) {
        0 => Input::Resize(Size {
            width: u16::try_from(random.below(200)).unwrap(),
            height: u16::try_from(random.below(70)).unwrap(),
        }),
        1 => Input::Resize(Size {
            width: u16::try_from(random.below(4)).unwrap(),
            height: u16::try_from(random.below(4)).unwrap(),
        }),
        2 => Input::Paste(random.text(&LETTERS, 6)),
        3 => Input::Click(
            u16::try_from(random.below(200)).unwrap(),
            u16::try_from(random.below(70)).unwrap(),
        ),
        4 if random.below(3) == 0 => Input::Click(u16::MAX, u16::MAX),
        4 => Input::Wheel(
            random.below(200) as u16,
            random.below(60) as u16,
            i16::try_from(random.below(7)).unwrap() - 3,
        ),
        5 => Input::Changed,
        6 => Input::Learnt(Box::new(News::Loaded(Box::new(load::load_text(
            "edited.ron",
            &edited(dataset, random),
        ))))),
        7..12 => {
            let c = random.text(&LETTERS, 1).chars().next().unwrap_or('x');
            Input::Key(Key::plain(Code::Char(c)))
        }
        12..18 => {
            let c = char::from(u8::try_from(32 + random.below(95)).unwrap());
            Input::Key(Key::plain(Code::Char(c)))
        }
        _ => Input::Key(bound[random.below(bound.len())]),
    }
}

/// A terminal as terminals are: a wide letter takes both cells, and one that is written over a half of it goes.
struct Emulator(Buffer);

impl Emulator {
    fn new(size: Size) -> Self {
        Self(Buffer::empty(Rect::new(0, 0, size.width, size.height)))
    }
}

impl Backend for Emulator {
    type Error = Infallible;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(
        &mut self,
        content: I,
    ) -> Result<(), Infallible> {
        let mut covered = (0, 0..0);
        for (x, y, cell) in content {
            // As the program's screen does, which clears rows that hold such letters.
            if covered.0 == y && covered.1.contains(&x) {
                continue;
            }
            covered = (y, x + 1..x.saturating_add(cell.cell_width()));
            if let Some(before) = x.checked_sub(1).and_then(|x| self.0.cell_mut((x, y)))
                && before.cell_width() > 1
            {
                before.reset();
            }
            let over = x + 1..x + cell.cell_width().max(1);
            for x in over {
                if let Some(half) = self.0.cell_mut((x, y)) {
                    half.reset();
                }
            }
            if let Some(own) = self.0.cell_mut((x, y)) {
                *own = cell.clone();
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, _: P) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.0.reset();
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<ratatui::layout::Size, Infallible> {
        Ok(self.0.area.as_size())
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.0.area.as_size(), pixels: self.0.area.as_size() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// What a buffer shows: letters and styles, without what lies under the second cell of a wide letter.
fn shown(buffer: &Buffer) -> Vec<Vec<(&str, Style)>> {
    let width = usize::from(buffer.area.width).max(1);
    let row = |row: &'_ [Cell]| -> Vec<usize> {
        let mut at = 0;
        std::iter::from_fn(|| {
            let here = at;
            at += usize::from(row.get(here)?.cell_width().max(1));
            Some(here)
        })
        .collect()
    };
    (buffer.content.chunks(width))
        .map(|cells| {
            row(cells).into_iter().map(|at| (cells[at].symbol(), cells[at].style())).collect()
        })
        .collect()
}

/// Every chord that something is bound to.
fn bound() -> &'static [Key] {
    static BOUND: OnceLock<Vec<Key>> = OnceLock::new();
    BOUND.get_or_init(|| {
        let chords = BINDINGS.iter().flat_map(|binding| binding.chords.split(" | "));
        chords.flat_map(|chord| Key::chord(chord).unwrap()).collect()
    })
}

/// Three hundred inputs, one after the other: the cursor stays on a record, and what the screen shows is what is
/// drawn on one that was cleared.
pub fn sequence(random: &mut Random) {
    let dataset = [HARD, LAKE, "()"][random.below(3)];
    let size = Size { width: 100, height: 30 };
    let mut stage = Stage::text(dataset, size.width, size.height);
    let mut seen = Terminal::new(Emulator::new(size)).unwrap();
    for n in 1..=3 * LOOK {
        let input = input(random, bound(), dataset);
        if let Input::Resize(size) = input {
            seen = Terminal::new(Emulator::new(size)).unwrap();
        }
        stage.send(input);
        let asks_to_read = stage
            .effects
            .drain(..)
            .any(|effect| matches!(effect, Effect::Background(Task::Reload)));
        if asks_to_read {
            let again = Box::new(load::load_text("edited.ron", dataset));
            stage.send(Input::Learnt(Box::new(News::Loaded(again))));
        }
        seen.draw(|frame| _ = ui::render(&stage.program.app, frame.buffer_mut())).unwrap();
        if n % LOOK == 0 {
            let fresh = stage.buffer();
            let mut rows = fresh.content.chunks(usize::from(fresh.area.width).max(1));
            assert!(rows.all(|row| row.last().is_none_or(|last| last.cell_width() <= 1)));
            let both = Modifier::BOLD | Modifier::DIM;
            assert!(!fresh.content.iter().any(|cell| cell.modifier.contains(both)));
            let shown = (shown(&seen.backend().0), shown(&fresh));
            let differing = shown.0.iter().zip(&shown.1).find(|(seen, fresh)| seen != fresh);
            assert_eq!(differing, None, "after {n} inputs");
        }
        let app = stage.app();
        assert!(app.overlays.len() <= 10, "as many keys lead out: {}", app.overlays.len());
        let c = app.chronology();
        assert!(app.place.cursor.record.at() < c.records.len().max(1));
    }
}
