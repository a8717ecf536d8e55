//! The terminal is asked for its background: the first frame does not wait for the answer, the answer changes the
//! colours, and no part of it is ever a key.

use portable_pty::CommandBuilder;

use crate::harness::Terminal;

const QUESTION: &str = "\x1b]11;?\x1b\\";
const WHITE: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";

fn asked(change: impl Fn(&mut CommandBuilder)) -> Terminal {
    let mut command = crate::startline();
    for name in ["COLORFGBG", "TMUX", "STY"] {
        command.env_remove(name);
    }
    command.env("COLORTERM", "truecolor");
    change(&mut command);
    Terminal::start(command)
}

/// Whether a colour by red, green and blue is on the screen, and whether the ink of the first cell is light.
fn ink(screen: &vt100::Screen) -> Option<bool> {
    match screen.cell(0, 1)?.fgcolor() {
        vt100::Color::Rgb(red, ..) => Some(red > 127),
        _ => None,
    }
}

#[test]
fn the_first_frame_waits_for_no_answer_and_the_answer_changes_the_colours() {
    let mut terminal = asked(|_| {});
    terminal.writes(QUESTION);
    terminal.painted();
    terminal.until(|screen| ink(screen).is_none() && screen.contents().contains("Timeline"));
    terminal.type_keys(WHITE);
    terminal.until(|screen| ink(screen) == Some(false));
    // Another answer, as after the terminal has gone dark.
    terminal.type_keys("\x1b]11;rgb:00/2b/36\x07");
    terminal.until(|screen| ink(screen) == Some(true));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn an_answer_in_two_pieces_is_one() {
    let mut terminal = asked(|_| {});
    terminal.painted();
    let (first, second) = WHITE.split_at(14);
    terminal.type_keys(first);
    terminal.type_keys(second);
    terminal.until(|screen| ink(screen) == Some(false));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn who_wants_no_colour_or_can_give_no_answer_is_not_asked() {
    for (name, value) in [("NO_COLOR", "1"), ("TERM", "linux")] {
        let mut terminal = asked(|command| command.env(name, value));
        terminal.painted();
        terminal.type_keys("q");
        assert_eq!(terminal.end(), 0);
        assert!(!String::from_utf8_lossy(&terminal.raw).contains("]11;"), "{name}={value}");
    }
}

/// It mangles other colours than the sixteen, so these are used, the ones for a light background.
#[test]
fn gnu_screen_hands_the_question_on() {
    let mut terminal = asked(|command| {
        command.env("TERM", "screen-256color");
        command.env("STY", "1.test");
    });
    terminal.writes("\x1bP\x1b]11;?\x07\x1b\\");
    terminal.painted();
    terminal.type_keys(WHITE);
    let is_corner = |cell: &&vt100::Cell| cell.contents() == "╭";
    terminal.until(|screen| {
        let mut column = (0..30).filter_map(|row| screen.cell(row, 0));
        column.find(is_corner).is_some_and(|corner| corner.fgcolor() == vt100::Color::Idx(4))
    });
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_theme_that_is_asked_for_is_drawn_at_once() {
    let mut terminal = asked(|command| command.args(["--theme", "light"]));
    terminal.until(|screen| ink(screen) == Some(false));
    // What the terminal says of a dark background changes nothing.
    terminal.type_keys("\x1b]11;rgb:0/0/0\x07j");
    terminal.until(|screen| ink(screen) == Some(false));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
}
