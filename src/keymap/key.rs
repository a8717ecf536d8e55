//! Keys and their names. Knows nothing of what a key does.

use std::borrow::Cow;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the keys' own names")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// A key press, normalised: Shift is folded into the character (or into `BackTab`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// The key of a name: `j`, `Ctrl-d`, `Alt-Left`, `PgDn`, `Shift-Tab`, `F1`, `Space`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some(rest) = name.strip_prefix("Ctrl-") {
            return Some(Self { ctrl: true, ..Self::named(rest)? });
        }
        if let Some(rest) = name.strip_prefix("Alt-") {
            return Some(Self { alt: true, ..Self::named(rest)? });
        }
        let mut chars = name.chars();
        let code = match (chars.next()?, chars.next()) {
            (c, None) => Code::Char(c),
            _ => match name {
                "Space" => Code::Char(' '),
                "Enter" => Code::Enter,
                "Esc" => Code::Esc,
                "Tab" => Code::Tab,
                "Shift-Tab" => Code::BackTab,
                "Backspace" => Code::Backspace,
                "Delete" => Code::Delete,
                "Up" => Code::Up,
                "Down" => Code::Down,
                "Left" => Code::Left,
                "Right" => Code::Right,
                "Home" => Code::Home,
                "End" => Code::End,
                "PgUp" => Code::PageUp,
                "PgDn" => Code::PageDown,
                _ => Code::F(name.strip_prefix('F')?.parse().ok()?),
            },
        };
        Some(Self::plain(code))
    }

    /// The keys of a chord, separated by blanks.
    #[must_use]
    pub fn chord(names: &str) -> Option<Vec<Self>> {
        names.split(' ').map(Self::named).collect()
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::BackTab => f.write_str("Shift-Tab"),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
            Code::F(n) => write!(f, "F{n}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// A chord as a reader sees it: arrows as arrows, `g g` as `gg`.
#[must_use]
pub(super) fn shown(chord: &str) -> Cow<'_, str> {
    let shown = match chord {
        "Up" => "↑",
        "Down" => "↓",
        "Left" => "←",
        "Right" => "→",
        "Alt-Left" => "Alt-←",
        "Alt-Right" => "Alt-→",
        "Alt-Up" => "Alt-↑",
        "Alt-Down" => "Alt-↓",
        "g g" => "gg",
        other => other,
    };
    Cow::Borrowed(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for name in [
            "j",
            "G",
            "Ctrl-d",
            "Alt-Left",
            "PgDn",
            "Shift-Tab",
            "F1",
            "Space",
            "!",
            "Enter",
            "Backspace",
        ] {
            assert_eq!(Key::named(name).map(|k| k.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Key::named("Hyper-x"), None);
    }
}
