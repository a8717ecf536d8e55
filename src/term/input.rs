//! Keys, pastes and clicks as the terminal sends them, made into what the program understands.
//!
//! It must never know what a key does.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::mailbox::Message;
use super::plain;
use crate::keymap::{Code, Key};
use crate::program::Input;

/// The longest paste that is taken, bytes.
const PASTE_LIMIT: usize = 4096;
/// Rows that a notch of the wheel scrolls, as terminals do themselves.
const NOTCH: i16 = 3;

/// The message for an event; none for what the program has no use for.
pub(super) fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(event) => key(event).map(|key| Message::Input(Input::Key(key))),
        Event::Paste(text) => {
            let line = pasted(&text);
            (!line.is_empty()).then_some(Message::Input(Input::Paste(line)))
        }
        Event::Mouse(event) => mouse(event).map(Message::Input),
        Event::FocusGained => Some(Message::Focus),
        Event::Resize(..) => Some(Message::Resized),
        Event::FocusLost => None,
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

/// The first line of a paste that has anything on it.
fn pasted(text: &str) -> String {
    let line = text.split(['\n', '\r']).map(str::trim).find(|line| !line.is_empty());
    plain::line(line.unwrap_or_default(), PASTE_LIMIT)
}

fn mouse(event: MouseEvent) -> Option<Input> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click(event.column, event.row)),
        MouseEventKind::ScrollUp => Some(Input::Wheel(-NOTCH)),
        MouseEventKind::ScrollDown => Some(Input::Wheel(NOTCH)),
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
    fn a_paste_is_its_first_line_made_harmless() {
        assert_eq!(
            pasted("\r\n  new START \x1b[31m\u{202e}treaty\r\nsecond"),
            "new START [31mtreaty"
        );
        assert_eq!(pasted(" \n\t\n"), "");
        assert_eq!(pasted(&"é".repeat(5000)).len(), PASTE_LIMIT);
        assert!(message(Event::Paste("\n".into())).is_none());
    }

    #[test]
    fn the_wheel_scrolls_and_the_left_button_clicks() {
        let event = |kind| MouseEvent { kind, column: 7, row: 3, modifiers: KeyModifiers::NONE };
        let left = mouse(event(MouseEventKind::Down(MouseButton::Left)));
        assert!(matches!(left, Some(Input::Click(7, 3))));
        assert!(matches!(mouse(event(MouseEventKind::ScrollUp)), Some(Input::Wheel(-3))));
        assert!(matches!(mouse(event(MouseEventKind::ScrollDown)), Some(Input::Wheel(3))));
        assert!(mouse(event(MouseEventKind::Moved)).is_none());
        assert!(mouse(event(MouseEventKind::Down(MouseButton::Right))).is_none());
    }
}
