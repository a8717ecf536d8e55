//! How meanings look: the only place that knows colours.
//!
//! Sixteen ANSI colours on the terminal's own background, so that both light and dark ones read well
//! without asking the terminal anything. Colour repeats what a word or a glyph already says; `mono` uses
//! none, and is what `NO_COLOR` selects.

use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::pages::row::{Light, Tone};
use crate::text::{LineCut, ascii};

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// None at all.
    Mono,
}

/// How everything looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// Which colours.
    pub palette: Palette,
    /// Whether the program's own marks are ASCII.
    pub ascii: bool,
}

/// Parties are told apart by these, in the order of the dataset; a seventh begins anew.
const PARTIES: [Color; 6] =
    [Color::Red, Color::Blue, Color::Green, Color::Magenta, Color::Cyan, Color::Yellow];

impl Theme {
    /// The style of a tone.
    #[must_use]
    pub fn style(&self, tone: Tone) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let base = match tone {
            Tone::Plain | Tone::OwnWords | Tone::Date | Tone::Good | Tone::Party(_) => plain,
            Tone::Dim | Tone::Article => plain.add_modifier(Modifier::DIM),
            Tone::Strong
            | Tone::Heading
            | Tone::Milestone
            | Tone::Key
            | Tone::Glyph
            | Tone::Bad
            | Tone::Warn => bold,
            Tone::Verbatim | Tone::Quoting => plain,
            Tone::Doubt => plain.add_modifier(Modifier::ITALIC),
            Tone::Changed => plain.add_modifier(Modifier::UNDERLINED),
            Tone::Telling => bold.add_modifier(Modifier::REVERSED),
        };
        match self.colour(tone) {
            Some(colour) => base.fg(colour).remove_modifier(Modifier::DIM),
            None => base,
        }
    }

    fn colour(&self, tone: Tone) -> Option<Color> {
        let (dark, light) = match tone {
            Tone::Heading | Tone::Key => (Color::Cyan, Color::Blue),
            Tone::Milestone | Tone::Warn => (Color::Yellow, Color::Red),
            Tone::Doubt | Tone::Changed => (Color::Yellow, Color::Magenta),
            Tone::Verbatim | Tone::Quoting => (Color::White, Color::Black),
            Tone::Date => (Color::Cyan, Color::Blue),
            Tone::Good => (Color::Green, Color::Green),
            Tone::Bad => (Color::Red, Color::Red),
            Tone::Party(n) if n != u32::MAX => {
                let colour = PARTIES[n as usize % PARTIES.len()];
                (brighter(colour), colour)
            }
            _ => return None,
        };
        match self.palette {
            Palette::Dark => Some(dark),
            Palette::Light => Some(light),
            Palette::Mono => None,
        }
    }

    /// The style of a run that is lit by a query.
    #[must_use]
    pub fn lit(&self, style: Style, light: Light) -> Style {
        match (light, self.palette) {
            (Light::Off, _) => style,
            (Light::Weak, _) => style.add_modifier(Modifier::UNDERLINED),
            (Light::Strong, Palette::Mono) => style.add_modifier(Modifier::REVERSED),
            (Light::Strong, _) => {
                style.fg(Color::Black).bg(Color::Yellow).remove_modifier(Modifier::DIM)
            }
        }
    }

    /// The style of what a query in force does not match.
    #[must_use]
    pub fn dimmed(&self) -> Style {
        match self.palette {
            Palette::Dark => Style::new().fg(Color::DarkGray),
            Palette::Light => Style::new().fg(Color::Gray),
            Palette::Mono => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The style of the row that has the keys.
    #[must_use]
    pub fn selected(&self, focused: bool) -> Style {
        if focused { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() }
    }

    /// The style of the cell of a drawing that the cursor is on.
    #[must_use]
    pub fn pointed(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// The style of a border.
    #[must_use]
    pub fn border(&self, focused: bool) -> Style {
        match (focused, self.palette) {
            (true, Palette::Mono) => Style::new().add_modifier(Modifier::BOLD),
            (true, Palette::Dark) => Style::new().fg(Color::Cyan),
            (true, Palette::Light) => Style::new().fg(Color::Blue),
            (false, Palette::Dark) => Style::new().fg(Color::DarkGray),
            (false, _) => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The style of the title of a pane or list.
    #[must_use]
    pub fn heading(&self, focused: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD);
        if focused { style.add_modifier(Modifier::REVERSED) } else { style }
    }

    /// The style of what must not be missed.
    #[must_use]
    pub fn alarm(&self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED);
        if self.palette == Palette::Mono { style } else { style.fg(Color::Yellow) }
    }

    /// The lines of a border: heavier where the keys are.
    #[must_use]
    pub fn lines(&self, focused: bool) -> border::Set<'static> {
        const ASCII: border::Set<'static> = border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        };
        const ASCII_HEAVY: border::Set<'static> =
            border::Set { horizontal_top: "=", horizontal_bottom: "=", ..ASCII };
        match (self.ascii, focused) {
            (true, true) => ASCII_HEAVY,
            (true, false) => ASCII,
            (false, true) => border::THICK,
            (false, false) => border::ROUNDED,
        }
    }

    /// The program's own text, in ASCII where that is wanted: before it is measured, since it may be wider.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { ascii::text(text) } else { Cow::Borrowed(text) }
    }

    /// A glyph of a drawing, in ASCII where that is wanted.
    #[must_use]
    pub fn glyph(&self, glyph: char) -> char {
        if self.ascii { ascii::cell(glyph) } else { glyph }
    }

    /// What stands for the rest of what is cut.
    #[must_use]
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// The beginning of a text that fits, and what stands for the rest.
    #[must_use]
    pub fn cut(&self, text: &str, cells: usize) -> String {
        let text = self.text(text);
        let cut = LineCut::of(&text, cells, self.ellipsis());
        format!("{}{}", text.get(..cut.kept).unwrap_or_default(), cut.ellipsis)
    }
}

fn brighter(colour: Color) -> Color {
    match colour {
        Color::Red => Color::LightRed,
        Color::Blue => Color::LightBlue,
        Color::Green => Color::LightGreen,
        Color::Magenta => Color::LightMagenta,
        Color::Cyan => Color::LightCyan,
        Color::Yellow => Color::LightYellow,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_uses_no_colour_at_all() {
        let theme = Theme { palette: Palette::Mono, ascii: false };
        for tone in [Tone::Heading, Tone::Bad, Tone::Party(1), Tone::Telling, Tone::Verbatim] {
            let style = theme.lit(theme.style(tone), Light::Strong);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
