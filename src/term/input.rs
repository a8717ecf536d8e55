//! Keys, pastes and clicks as the terminal sends them, made into what the program understands.
//!
//! It must never know what a key does. What a terminal answers to a question is no key, whoever asked; of the
//! answers only that to the program's own is made something of: the background.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::mailbox::Message;
use super::plain;
use crate::app::action::{NOTCH, News};
use crate::app::colours::Rgb;
use crate::keymap::{Code, Key};
use crate::program::Input;

/// How the answer about the background begins, behind what opens it (OSC 11).
const GROUND: &str = "11;";
/// The longest answer of a terminal that is waited for, characters.
const LONGEST_ANSWER: usize = 4096;

/// The messages for events that have come together; none for what the program has no use for.
pub(super) fn messages(events: Vec<Event>) -> impl Iterator<Item = Message> {
    let (events, ground) = without_answers(events);
    let ground = ground.map(|ground| Input::Learnt(Box::new(News::Ground(ground))));
    ground.map(Message::Input).into_iter().chain(events.into_iter().flat_map(message))
}

/// Where an answer of a terminal begins in the middle of which events end, so that the rest of it is on its way. What it
/// answers about colours and the like (OSC) begins with a number; the other strings with anything.
pub(super) fn unfinished(events: &[Event]) -> Option<usize> {
    let at = events.iter().rposition(|event| opens(event).is_some())?;
    let (opening, text) =
        (events.get(at).and_then(opens), events.get(at + 1..).unwrap_or_default());
    let written = |event: &Event| typed(event, KeyModifiers::NONE);
    let is_number = text.first().is_none_or(|e| written(e).is_some_and(|c| c.is_ascii_digit()));
    let may_begin = opening != Some(']') || is_number;
    let is_open = text.len() < LONGEST_ANSWER && text.iter().all(|event| written(event).is_some());
    (may_begin && is_open).then_some(at)
}

/// The character behind ESC where an event begins a string of a terminal (OSC, DCS, SOS, PM, APC).
fn opens(event: &Event) -> Option<char> {
    typed(event, KeyModifiers::ALT).filter(|c| "]PX^_".contains(*c))
}

fn message(event: Event) -> Vec<Message> {
    match event {
        Event::Key(event) => {
            key(event).map(|key| Message::Input(Input::Key(key))).into_iter().collect()
        }
        Event::Paste(text) => paste(&text).into_iter().map(Message::Input).collect(),
        Event::Mouse(event) => mouse(event).map(Message::Input).into_iter().collect(),
        Event::FocusGained => vec![Message::LookForChanges],
        Event::Resize(..) => vec![Message::Resized],
        Event::FocusLost => Vec::new(),
    }
}

/// Events without the answers of a terminal to questions about its colours, name and features, which may come
/// late and to whoever reads by then; and the background, if one of them told it. Crossterm does not know
/// answers, and gives their characters as keys.
///
/// A string (OSC, DCS, SOS, PM, APC) is told by its two ends having come at once, which no hand does; of a
/// control sequence with a private mark crossterm has eaten the head, so that parameters and a letter are left.
fn without_answers(mut events: Vec<Event>) -> (Vec<Event>, Option<Rgb>) {
    let (mut at, mut ground) = (0, None);
    while at < events.len() {
        match answer_at(events.get(at..).unwrap_or_default()) {
            Some(length) => {
                let answer = events.drain(at..at + length);
                let text: String =
                    answer.filter_map(|event| typed(&event, KeyModifiers::NONE)).collect();
                let told = text.strip_prefix(GROUND).and_then(Rgb::told);
                ground = told.or(ground);
            }
            None => at += 1,
        }
    }
    (events, ground)
}

/// How many events make up the answer that begins them, if one does.
fn answer_at(events: &[Event]) -> Option<usize> {
    let closes = |event: &Event| {
        typed(event, KeyModifiers::ALT) == Some('\\')
            || typed(event, KeyModifiers::CONTROL) == Some('g')
    };
    let parameter = |event: &Event| {
        typed(event, KeyModifiers::NONE).is_some_and(|c| c.is_ascii_digit() || c == ';')
    };
    let (first, rest) = events.split_first()?;
    if opens(first).is_some() {
        let end = rest.iter().position(closes)?;
        let text = rest.get(..end)?;
        return text.iter().all(|event| matches!(event, Event::Key(_))).then_some(end + 2);
    }
    typed(first, KeyModifiers::NONE).filter(char::is_ascii_digit)?;
    let parameters = events.iter().take_while(|event| parameter(event)).count();
    let several = events.iter().take(parameters).any(|e| typed(e, KeyModifiers::NONE) == Some(';'));
    let closed = events.get(parameters).and_then(|event| typed(event, KeyModifiers::NONE));
    (several && closed.is_some_and(|c| c.is_ascii_alphabetic())).then_some(parameters + 1)
}

/// The character of a key with these modifiers, and perhaps Shift.
fn typed(event: &Event, held: KeyModifiers) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. })
            if *modifiers - KeyModifiers::SHIFT == held =>
        {
            Some(*c)
        }
        _ => None,
    }
}

/// The key for a press or a repeat of one.
///
/// Shift is folded into the character; the control characters that are keys of their own (`Ctrl-h`,
/// `Ctrl-i`, `Ctrl-m`, `Ctrl-[`) become those keys, because most terminals cannot tell them apart.
fn key(event: KeyEvent) -> Option<Key> {
    let held = event.modifiers;
    if event.kind == KeyEventKind::Release
        || held.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER)
    {
        return None;
    }
    let shift = held.contains(KeyModifiers::SHIFT);
    let ctrl = held.contains(KeyModifiers::CONTROL);
    let alt = held.intersects(KeyModifiers::ALT | KeyModifiers::META);
    if let KeyCode::Char(c) = event.code {
        return character(c, shift, ctrl).map(|(code, ctrl)| Key { code, ctrl, alt });
    }
    let code = match event.code {
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

/// The code for a character, and whether Ctrl is still held.
fn character(c: char, shift: bool, ctrl: bool) -> Option<(Code, bool)> {
    if !plain::is_visible(c) {
        return None;
    }
    if !ctrl {
        let c = if shift { c.to_ascii_uppercase() } else { c };
        return Some((Code::Char(c), false));
    }
    Some(match c.to_ascii_lowercase() {
        'h' => (Code::Backspace, false),
        'i' => (Code::Tab, false),
        'm' => (Code::Enter, false),
        '[' => (Code::Esc, false),
        // crossterm's names for the bytes 0x1c to 0x1f.
        '4' => (Code::Char('\\'), true),
        '5' => (Code::Char(']'), true),
        '6' => (Code::Char('^'), true),
        '7' => (Code::Char('_'), true),
        c => (Code::Char(c), true),
    })
}

/// A paste with its lines joined into one. How much of it there is room for, the line knows that takes it.
fn paste(text: &str) -> Option<Input> {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    let line = plain::line(&lines.collect::<Vec<_>>().join(" "), usize::MAX);
    (!line.is_empty()).then_some(Input::Paste(line))
}

fn mouse(event: MouseEvent) -> Option<Input> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(event.column, event.row)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Input::Drag(event.column, event.row)),
        MouseEventKind::ScrollUp => Some(Input::Wheel(event.column, event.row, -NOTCH)),
        MouseEventKind::ScrollDown => Some(Input::Wheel(event.column, event.row, NOTCH)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, held: KeyModifiers) -> Option<Key> {
        key(KeyEvent::new(code, held))
    }

    fn bare(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    #[test]
    fn shift_is_folded_into_the_character() {
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(bare(Code::Char('G'))));
        assert_eq!(pressed(KeyCode::Char('g'), KeyModifiers::SHIFT), Some(bare(Code::Char('G'))));
        assert_eq!(pressed(KeyCode::Char('!'), KeyModifiers::SHIFT), Some(bare(Code::Char('!'))));
        assert_eq!(pressed(KeyCode::Char('П'), KeyModifiers::SHIFT), Some(bare(Code::Char('П'))));
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), Some(bare(Code::BackTab)));
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), Some(bare(Code::BackTab)));
        assert_eq!(pressed(KeyCode::Up, KeyModifiers::SHIFT), Some(bare(Code::Up)));
    }

    #[test]
    fn control_characters_that_are_keys_become_those_keys() {
        for (c, code) in
            [('h', Code::Backspace), ('m', Code::Enter), ('[', Code::Esc), ('i', Code::Tab)]
        {
            assert_eq!(pressed(KeyCode::Char(c), KeyModifiers::CONTROL), Some(bare(code)), "{c}");
        }
        for (c, meant) in [('d', 'd'), ('D', 'd'), ('5', ']'), (' ', ' ')] {
            let key = pressed(KeyCode::Char(c), KeyModifiers::CONTROL);
            assert_eq!(key, Some(Key { code: Code::Char(meant), ctrl: true, alt: false }), "{c}");
        }
    }

    #[test]
    fn alt_stays() {
        let back = pressed(KeyCode::Left, KeyModifiers::ALT);
        assert_eq!(back, Some(Key { code: Code::Left, ctrl: false, alt: true }));
        let both = pressed(KeyCode::Char('x'), KeyModifiers::ALT | KeyModifiers::CONTROL);
        assert_eq!(both, Some(Key { code: Code::Char('x'), ctrl: true, alt: true }));
    }

    #[test]
    fn releases_and_invisible_characters_are_no_keys() {
        let release =
            KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(release), None);
        let repeat =
            KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Repeat);
        assert_eq!(key(repeat), Some(bare(Code::Char('j'))));
        for c in ['\u{202e}', '\u{9b}', '\u{200b}', '\u{1b}'] {
            assert_eq!(pressed(KeyCode::Char(c), KeyModifiers::NONE), None, "{c:?}");
        }
        assert_eq!(pressed(KeyCode::Char('q'), KeyModifiers::SUPER), None);
    }

    #[test]
    fn a_paste_is_its_lines_joined_and_made_harmless() {
        let pasted = |text: &str| match paste(text) {
            Some(Input::Paste(line)) => line,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            pasted("\r\n  new START \x1b[31m\u{202e}treaty\r\n\n second line "),
            "new START [31mtreaty second line"
        );
        assert!(paste(" \n\t\n").is_none());
        assert!(message(Event::Paste("\n".into())).is_empty());
    }

    /// The keys that crossterm makes of a text that a terminal sends.
    fn keys(text: &str) -> Vec<Event> {
        let mut held = KeyModifiers::NONE;
        let mut events = Vec::new();
        for c in text.chars() {
            let (c, modifiers) = match c {
                '\u{1b}' => {
                    held = KeyModifiers::ALT;
                    continue;
                }
                '\u{7}' => ('g', KeyModifiers::CONTROL),
                c if c.is_ascii_uppercase() => (c, held | KeyModifiers::SHIFT),
                c => (c, held),
            };
            events.push(Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers)));
            held = KeyModifiers::NONE;
        }
        events
    }

    #[test]
    fn answers_of_a_terminal_are_no_keys() {
        for answer in [
            "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{1b}\\",
            "\u{1b}]4;7;rgb:c0c0/c0c0/c0c0\u{7}",
            "\u{1b}P>|tmux 3.3a\u{1b}\\",
            "\u{1b}P1$r0m\u{1b}\\",
            "\u{1b}_Gi=31;OK\u{1b}\\",
            // What crossterm leaves of CSI > 1 ; 10 ; 0 c, and of CSI > 4 ; 1 m.
            "1;10;0c",
            "4;1m",
        ] {
            let around = [keys("j"), keys(answer), keys("k")].concat();
            assert_eq!(without_answers(around).0, keys("jk"), "{answer:?}");
            let twice = [keys(answer), keys(answer)].concat();
            assert_eq!(without_answers(twice).0, [], "{answer:?}");
        }
    }

    #[test]
    fn the_background_is_told_by_an_answer() {
        let ground = |typed: &str| without_answers(keys(typed)).1.map(|rgb| rgb.0);
        let solarized = Some([0xfd, 0xf6, 0xe3]);
        assert_eq!(ground("j\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{1b}\\k"), solarized);
        assert_eq!(ground("\u{1b}]11;rgb:fd/f6/e3\u{7}"), solarized);
        assert_eq!(ground("\u{1b}]10;rgb:fd/f6/e3\u{7}"), None, "that is the foreground");
        assert_eq!(ground("\u{1b}]11;?\u{7}"), None, "that is the question, echoed");
        assert_eq!(ground("11;rgb:fd/f6/e3"), None, "that is typed");
    }

    #[test]
    fn an_answer_in_pieces_is_waited_for() {
        for whole in [
            "\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{1b}\\",
            "\u{1b}]10;rgb:00/00/00\u{7}",
            "\u{1b}]52;c;aGVsbG8=\u{1b}\\",
            "\u{1b}P>|xterm(370)\u{1b}\\",
            "\u{1b}P1+r544e=787465726d\u{1b}\\",
            "\u{1b}_Gi=31;OK\u{1b}\\",
        ] {
            let events = keys(whole);
            for end in 1..events.len() {
                assert_eq!(unfinished(&events[..end]), Some(0), "{whole:?} {end}");
            }
            assert_eq!(unfinished(&events), None, "{whole:?}");
        }
        for typed in ["", "j", "\u{1b}]j", "]11;", "P>|", "\u{1b}f", "\u{1b}]1\u{1b}f"] {
            assert_eq!(unfinished(&keys(typed)), None, "{typed:?}");
        }
        let endless = format!("\u{1b}]11;{}", "0".repeat(LONGEST_ANSWER));
        assert_eq!(unfinished(&keys(&endless)), None);
        assert_eq!(unfinished(&keys("jk\u{1b}P1")), Some(2), "the keys before it wait for nothing");
    }

    #[test]
    fn what_only_looks_like_an_answer_is_typed() {
        for typed in ["\u{1b}]", "\u{1b}]jjk", "\u{1b}Pc:", "5c", "12;", ";", "g;c", "\u{1b}\\"] {
            assert_eq!(without_answers(keys(typed)).0, keys(typed), "{typed:?}");
        }
    }

    #[test]
    fn the_wheel_scrolls_and_the_left_button_clicks() {
        let event = |kind| MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE };
        let left = mouse(event(MouseEventKind::Down(MouseButton::Left)));
        assert!(matches!(left, Some(Input::Click(7, 3))));
        assert!(matches!(mouse(event(MouseEventKind::ScrollUp)), Some(Input::Wheel(_, _, -3))));
        assert!(matches!(mouse(event(MouseEventKind::ScrollDown)), Some(Input::Wheel(_, _, 3))));
        assert!(mouse(event(MouseEventKind::Moved)).is_none());
        assert!(mouse(event(MouseEventKind::Down(MouseButton::Right))).is_none());
    }
}
