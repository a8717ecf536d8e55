//! What is known of the terminal's colours: what the reader asked for, how many there are, and on what
//! background the text stands.
//!
//! It decides light or dark, and no more: which meaning has which colour is the theme's, in `ui`.

/// A colour, a byte for each of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Black.
    pub const BLACK: Self = Self([0; 3]);
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// The colour as a terminal tells it (XParseColor): `rgb:` or `rgba:` with one to four hexadecimal digits for
    /// each part, or `#rrggbb`. `None` for anything else.
    #[must_use]
    pub fn told(text: &str) -> Option<Self> {
        // A part of n digits is so many of the largest that n digits write.
        let part = |digits: &str| {
            let largest = match digits.len() {
                1..=4 => (1_u32 << (4 * digits.len())) - 1,
                _ => return None,
            };
            let written = digits.chars().all(|c| c.is_ascii_hexdigit());
            let value = u32::from_str_radix(digits, 16).ok().filter(|_| written)?;
            u8::try_from((value * 255 + largest / 2) / largest).ok()
        };
        if let Some(digits) = text.strip_prefix('#').filter(|digits| digits.len() == 6) {
            return Some(Self([
                part(digits.get(..2)?)?,
                part(digits.get(2..4)?)?,
                part(digits.get(4..)?)?,
            ]));
        }
        let (parts, count) = match (text.strip_prefix("rgb:"), text.strip_prefix("rgba:")) {
            (Some(parts), _) => (parts, 3),
            (None, Some(parts)) => (parts, 4),
            (None, None) => return None,
        };
        let parts: Vec<u8> = parts.split('/').map(part).collect::<Option<_>>()?;
        match parts[..] {
            [red, green, blue, ..] if parts.len() == count => Some(Self([red, green, blue])),
            _ => None,
        }
    }

    /// How bright it is, from 0 for black to 1 for white (WCAG 2.2, relative luminance).
    #[must_use]
    pub fn luminance(self) -> f32 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How far two colours stand apart in brightness, from 1 to 21 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour `share` of the way to another, from 0 to 1.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        let mut mixed = self.0;
        for (part, to) in mixed.iter_mut().zip(other.0) {
            let (from, to) = (f32::from(*part), f32::from(to));
            *part = (from + (to - from) * share).round().clamp(0.0, 255.0) as u8;
        }
        Self(mixed)
    }

    /// Whether text on it has to be dark: black stands farther apart from it than white.
    #[must_use]
    pub fn is_light(self) -> bool {
        self.contrast(Self::BLACK) > self.contrast(Self::WHITE)
    }
}

/// What the reader asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// What suits the terminal.
    #[default]
    Suiting,
    /// The colours for a dark background.
    Dark,
    /// The colours for a light background.
    Light,
    /// The terminal's own sixteen.
    Sixteen,
    /// None.
    Mono,
}

impl Choice {
    /// Which colours they are, for who chooses one.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Suiting => "As the terminal's background asks",
            Self::Dark => "For a dark background",
            Self::Light => "For a light background",
            Self::Sixteen => "In the terminal's own sixteen colours",
            Self::Mono => "Without colour",
        }
    }
}

/// What can be asked for, by its name.
pub const THEMES: &[(&str, Choice)] = &[
    ("auto", Choice::Suiting),
    ("dark", Choice::Dark),
    ("light", Choice::Light),
    ("ansi", Choice::Sixteen),
    ("mono", Choice::Mono),
];

/// What is known of the terminal's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Colours {
    /// What the reader asked for.
    pub choice: Choice,
    /// Whether the terminal shows any colour, by red, green and blue.
    pub any: bool,
    /// Whether its environment hints at a light background. A hint may be stale, so that nothing is drawn by it
    /// that could not be read if it were.
    pub hinted_light: bool,
    /// The background, once the terminal has told it.
    pub ground: Option<Rgb>,
}

/// From which colours to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// None: only weight, slant and reversal.
    Mono,
    /// The terminal's own sixteen, whose shades nobody knows.
    Sixteen {
        /// Whether they are taken to stand on a light background.
        light: bool,
    },
    /// Colours of the program's own, for this background.
    Own(Rgb),
}

impl Default for Palette {
    fn default() -> Self {
        Self::Sixteen { light: false }
    }
}

/// The background of a theme that the reader asked for, where the terminal has told no such one.
const DARK: Rgb = Rgb([30, 30, 30]);
const LIGHT: Rgb = Rgb([250, 248, 243]);

impl Colours {
    /// From which colours to draw. What the reader asked for comes first, then what the terminal says; the
    /// program's own colours are used only where the background is known.
    #[must_use]
    pub fn palette(&self) -> Palette {
        let asked = match self.choice {
            Choice::Mono => return Palette::Mono,
            Choice::Dark => Some(false),
            Choice::Light => Some(true),
            Choice::Suiting | Choice::Sixteen => None,
        };
        let ground = match (asked, self.ground) {
            (Some(light), Some(ground)) if ground.is_light() == light => Some(ground),
            (Some(light), _) => Some(if light { LIGHT } else { DARK }),
            (None, ground) => ground,
        };
        match ground {
            Some(ground) if self.any && self.choice != Choice::Sixteen => Palette::Own(ground),
            Some(ground) => Palette::Sixteen { light: ground.is_light() },
            None => Palette::Sixteen { light: self.hinted_light },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_terminals_tell_them() {
        let told = |text| Rgb::told(text).map(|rgb| rgb.0);
        assert_eq!(told("rgb:fdfd/f6f6/e3e3"), Some([0xfd, 0xf6, 0xe3]));
        assert_eq!(told("rgb:00/2b/36"), Some([0, 0x2b, 0x36]));
        assert_eq!(told("rgb:f/0/8"), Some([255, 0, 0x88]));
        assert_eq!(told("rgb:fff/000/800"), Some([255, 0, 128]));
        assert_eq!(told("rgba:1e1e/1e1e/2e2e/ffff"), Some([0x1e, 0x1e, 0x2e]));
        assert_eq!(told("#fdf6e3"), Some([0xfd, 0xf6, 0xe3]));
        for wrong in [
            "",
            "?",
            "rgb:",
            "rgb:1/2",
            "rgb:1/2/3/4",
            "rgb:12345/0/0",
            "rgb:+1/0/0",
            "#fff",
            "#fdf6é3",
        ] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 0.01);
        assert!((Rgb::WHITE.contrast(Rgb([0x76; 3])) - 4.54).abs() < 0.01);
        assert!(Rgb([0xfd, 0xf6, 0xe3]).is_light() && !Rgb([0, 0x2b, 0x36]).is_light());
    }

    #[test]
    fn the_reader_comes_first_then_the_terminal_then_the_hint() {
        let told = Rgb([0xfd, 0xf6, 0xe3]);
        let all = Colours { any: true, ..Colours::default() };
        let palette = |colours: Colours| colours.palette();
        assert_eq!(palette(all), Palette::Sixteen { light: false }, "nothing known");
        assert_eq!(
            palette(Colours { hinted_light: true, ..all }),
            Palette::Sixteen { light: true }
        );
        let lit = Colours { ground: Some(told), ..all };
        assert_eq!(palette(lit), Palette::Own(told));
        assert_eq!(palette(Colours { any: false, ..lit }), Palette::Sixteen { light: true });
        assert_eq!(
            palette(Colours { choice: Choice::Sixteen, ..lit }),
            Palette::Sixteen { light: true }
        );
        assert_eq!(palette(Colours { choice: Choice::Light, ..lit }), Palette::Own(told));
        assert_eq!(palette(Colours { choice: Choice::Dark, ..lit }), Palette::Own(DARK));
        assert_eq!(palette(Colours { choice: Choice::Mono, ..lit }), Palette::Mono);
    }
}
