//! How meanings look: one table, and the only place that knows colours.
//!
//! What matters keeps the terminal's own foreground; rank is weight, and a quieter ink. Colour repeats what a
//! word or a glyph already says. Of the terminal's own sixteen colours nobody knows the shades, so no word is
//! written in one of them, only marks and frames are. Where the terminal has told its background the program
//! uses inks of its own, each as far from that background as words need. `mono` uses none, and is what
//! `NO_COLOR` selects.

use std::borrow::Cow;
use std::cell::Cell;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::app::colours::{Palette, Rgb};
use crate::pages::row::{Light, Tone};
use crate::text::{self, LineCut, ascii};

/// What words need to be read: their contrast with the background (WCAG 2.2, level AA).
const WORDS: f32 = 4.5;
/// What frames and marks need to be seen.
const MARKS: f32 = 3.0;
/// What words that matter have in the program's own colours (level AAA and some), so that others can be quieter.
const CLEAR: f32 = 10.0;

/// How everything looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    inks: Inks,
    /// Whether the program's own marks are ASCII.
    ascii: bool,
    /// Whether addresses carry the mark by which the screen knows links.
    links: bool,
}

/// The mark of the cells of a link, which no style has and no terminal is sent.
pub const LINK: Modifier = Modifier::RAPID_BLINK;

impl Default for Theme {
    fn default() -> Self {
        Self::new(Palette::default(), false)
    }
}

/// The colours of a palette; `None` is the terminal's own foreground or background.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Inks {
    /// Words that matter.
    words: Option<Color>,
    /// Words that may be passed over.
    quiet: Option<Color>,
    /// What can be pressed, and what has the keys.
    accent: Option<Color>,
    good: Option<Color>,
    warn: Option<Color>,
    bad: Option<Color>,
    /// The names of parties and their speakers, in the order of the dataset; a seventh begins anew.
    parties: [Option<Color>; 6],
    /// The same for their bars and points.
    lanes: [Option<Color>; 6],
    frame: Option<Color>,
    frame_of_keys: Option<Color>,
    /// The background of the row that has the keys.
    bar: Option<Color>,
    /// The background of what a query matches.
    lit: Option<Color>,
    /// Ink and background of what must not be missed.
    alarm: Option<(Color, Color)>,
    /// Whether frames show by their lines which of them has the keys.
    heavy: bool,
}

/// The hues of the program's own colours, before they are fitted to a background.
struct Hues {
    quiet: Rgb,
    accent: Rgb,
    good: Rgb,
    warn: Rgb,
    bad: Rgb,
    parties: [Rgb; 6],
    frame: Rgb,
    lit: Rgb,
}

/// Told apart with every kind of colour-blindness, which a test simulates.
const ON_DARK: Hues = Hues {
    quiet: rgb(0x008a_929e),
    accent: rgb(0x006f_c3df),
    good: rgb(0x003f_bf8f),
    warn: rgb(0x00e3_b341),
    bad: rgb(0x00ff_857a),
    parties: [
        rgb(0x00f2_9470),
        rgb(0x007c_bdff),
        rgb(0x003f_bf8f),
        rgb(0x00e5_9ac8),
        rgb(0x00a9_9bff),
        rgb(0x00f3_ec7a),
    ],
    frame: rgb(0x005a_626e),
    lit: rgb(0x00c8_8a00),
};

const ON_LIGHT: Hues = Hues {
    quiet: rgb(0x006a_7078),
    accent: rgb(0x0000_6480),
    good: rgb(0x0000_694a),
    warn: rgb(0x008a_5a00),
    bad: rgb(0x00b3_201a),
    parties: [
        rgb(0x00b3_470a),
        rgb(0x000a_5ea8),
        rgb(0x0000_694a),
        rgb(0x008a_2f7a),
        rgb(0x001b_2a80),
        rgb(0x003f_3300),
    ],
    frame: rgb(0x0098_9ca2),
    lit: rgb(0x00ff_cf4a),
};

const fn rgb(hex: u32) -> Rgb {
    let [_, red, green, blue] = hex.to_be_bytes();
    Rgb([red, green, blue])
}

fn colour(Rgb([red, green, blue]): Rgb) -> Color {
    Color::Rgb(red, green, blue)
}

thread_local! {
    /// The inks of the background that was drawn on last: asked for at every frame, and it hardly ever changes.
    static FITTED: Cell<Option<(Rgb, Inks)>> = const { Cell::new(None) };
}

impl Inks {
    fn of(palette: Palette) -> Self {
        match palette {
            Palette::Mono => Self { heavy: true, ..Self::default() },
            Palette::Sixteen { light } => Self::sixteen(light),
            Palette::Own(ground) => FITTED.with(|fitted| match fitted.get() {
                Some((of, inks)) if of == ground => inks,
                _ => {
                    let inks = Self::own(ground);
                    fitted.set(Some((ground, inks)));
                    inks
                }
            }),
        }
    }

    /// Only what stands out from every usual background of its kind as frames and marks need it.
    fn sixteen(light: bool) -> Self {
        const ON_DARK: [Color; 6] = [
            Color::LightRed,
            Color::LightBlue,
            Color::Green,
            Color::LightMagenta,
            Color::Cyan,
            Color::Yellow,
        ];
        const ON_LIGHT: [Color; 2] = [Color::Red, Color::Blue];
        let lanes = if light {
            let two = ON_LIGHT.map(Some);
            [two[0], two[1], None, two[0], two[1], None]
        } else {
            ON_DARK.map(Some)
        };
        let keys = if light { Color::Blue } else { Color::Cyan };
        Self { lanes, frame_of_keys: Some(keys), ..Self::default() }
    }

    fn own(ground: Rgb) -> Self {
        let light = ground.is_light();
        let end = if light { Rgb::BLACK } else { Rgb::WHITE };
        let hues = if light { &ON_LIGHT } else { &ON_DARK };
        // A background in the middle leaves no room towards the ink.
        let bar = ground.towards(end, 0.09);
        let away = if light { Rgb::WHITE } else { Rgb::BLACK };
        let bar = if bar.contrast(end) < CLEAR { ground.towards(away, 0.3) } else { bar };
        let fitted = |hue: Rgb, least: f32| {
            let far = |ink: Rgb| ink.contrast(ground).min(ink.contrast(bar)) >= least;
            let steps = (0_u8..=32).map(|step| hue.towards(end, f32::from(step) / 32.0));
            steps.into_iter().find(|ink| far(*ink)).unwrap_or(end)
        };
        let words = |hue: Rgb| Some(colour(fitted(hue, WORDS)));
        let parties = hues.parties.map(words);
        let clear = fitted(hues.quiet.towards(end, 0.6), CLEAR);
        let (lit, alarm) = (lit_ground(ground, hues.lit, clear), fitted(hues.warn, WORDS));
        let on_alarm = if alarm.is_light() { Rgb::BLACK } else { Rgb::WHITE };
        Self {
            words: Some(colour(clear)),
            quiet: words(hues.quiet),
            accent: words(hues.accent),
            good: words(hues.good),
            warn: words(hues.warn),
            bad: words(hues.bad),
            parties,
            lanes: parties,
            frame: Some(colour(fitted(hues.frame, MARKS))),
            frame_of_keys: words(hues.accent),
            bar: Some(colour(bar)),
            lit: Some(colour(lit)),
            alarm: Some((colour(on_alarm), colour(alarm))),
            heavy: false,
        }
    }

    /// The ink of a tone, and what stands for its colour where there is none.
    fn ink(&self, tone: Tone) -> (Option<Color>, Modifier) {
        const NONE: Modifier = Modifier::empty();
        let party = |of: &[Option<Color>; 6], n: u32| match n {
            u32::MAX => self.words,
            n => of[n as usize % of.len()],
        };
        match tone {
            Tone::Plain
            | Tone::Strong
            | Tone::Heading
            | Tone::Verbatim
            | Tone::Quoting
            | Tone::OwnWords
            | Tone::Date
            | Tone::Doubt
            | Tone::Changed
            | Tone::Telling => (self.words, NONE),
            Tone::Dim | Tone::Article | Tone::Link => (self.quiet, Modifier::DIM),
            Tone::Glyph => (self.quiet, NONE),
            Tone::Key => (self.accent, Modifier::BOLD),
            Tone::Milestone | Tone::Warn => (self.warn, Modifier::BOLD),
            Tone::Good => (self.good, NONE),
            Tone::Bad => (self.bad, Modifier::BOLD),
            Tone::Party(n) => (party(&self.parties, n), Modifier::BOLD),
            Tone::Lane(n) => (party(&self.lanes, n), NONE),
        }
    }
}

/// The background of what is lit: as much of its hue as leaves the words on it clear.
fn lit_ground(ground: Rgb, hue: Rgb, ink: Rgb) -> Rgb {
    let steps = (0_u8..=14).map(|less| ground.towards(hue, 0.6 - f32::from(less) / 25.0));
    steps.into_iter().find(|lit| lit.contrast(ink) >= WORDS).unwrap_or(ground)
}

/// A style of these modifiers that no other, whichever is laid over which, makes bold and faint at once: a terminal
/// that keeps one weight for a cell shows what it was told last, which depends on the cells around it.
fn weighted(modifiers: Modifier) -> Style {
    let style = Style::new().add_modifier(modifiers);
    if modifiers.contains(Modifier::BOLD) {
        style.remove_modifier(Modifier::DIM)
    } else if modifiers.contains(Modifier::DIM) {
        style.remove_modifier(Modifier::BOLD)
    } else {
        style
    }
}

impl Theme {
    /// The theme of a palette.
    #[must_use]
    pub fn new(palette: Palette, ascii: bool) -> Self {
        Self { inks: Inks::of(palette), ascii, links: false }
    }

    /// The theme with addresses marked as links, or not.
    #[must_use]
    pub fn with_links(self, links: bool) -> Self {
        Self { links, ..self }
    }

    /// The style of a tone.
    #[must_use]
    pub fn style(&self, tone: Tone) -> Style {
        let weight = match tone {
            Tone::Strong | Tone::Heading | Tone::Milestone | Tone::Bad => Modifier::BOLD,
            Tone::Doubt => Modifier::ITALIC,
            Tone::Changed => Modifier::UNDERLINED,
            Tone::Telling => Modifier::BOLD | Modifier::REVERSED,
            Tone::Plain
            | Tone::Dim
            | Tone::Glyph
            | Tone::Verbatim
            | Tone::Quoting
            | Tone::OwnWords
            | Tone::Article
            | Tone::Party(_)
            | Tone::Lane(_)
            | Tone::Date
            | Tone::Good
            | Tone::Warn
            | Tone::Key => Modifier::empty(),
            Tone::Link if self.links => LINK,
            Tone::Link => Modifier::empty(),
        };
        let (ink, without) = self.inks.ink(tone);
        let style = weighted(weight);
        match ink {
            Some(colour) => style.fg(colour),
            None => style.patch(weighted(without)),
        }
    }

    /// The style of a run that is lit by a query.
    #[must_use]
    pub fn lit(&self, style: Style, light: Light) -> Style {
        match (light, self.inks.lit) {
            (Light::Off, _) => style,
            (Light::Weak, _) => style.add_modifier(Modifier::UNDERLINED),
            (Light::Strong, Some(lit)) => {
                let style = style.bg(lit).patch(weighted(Modifier::BOLD));
                self.inks.words.map_or(style, |words| style.fg(words))
            }
            // In a row that is reversed already, what is lit stands out by being upright.
            (Light::Strong, None) if style.add_modifier.contains(Modifier::REVERSED) => style
                .remove_modifier(Modifier::REVERSED | Modifier::DIM)
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            (Light::Strong, None) => {
                style.remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
            }
        }
    }

    /// The style of what a query in force does not match.
    #[must_use]
    pub fn dimmed(&self) -> Style {
        match self.inks.quiet {
            Some(quiet) => Style::new().fg(quiet).remove_modifier(Modifier::BOLD),
            None => weighted(Modifier::DIM).fg(Color::Reset),
        }
    }

    /// The style of the row under the cursor: a bar where it has the keys. Without a colour for it only a row of
    /// one line is reversed; a paragraph would be a wall.
    #[must_use]
    pub fn selected(&self, focused: bool, one_line: bool) -> Style {
        match (focused, self.inks.bar) {
            (true, Some(bar)) => Style::new().bg(bar),
            (true, None) if one_line => {
                Style::new().add_modifier(Modifier::REVERSED).remove_modifier(Modifier::DIM)
            }
            (true, None) => weighted(Modifier::BOLD),
            (false, _) => Style::new(),
        }
    }

    /// The style of the cell of a drawing that the cursor is on.
    #[must_use]
    pub fn pointed(&self) -> Style {
        weighted(Modifier::BOLD | Modifier::REVERSED)
    }

    /// The style of a border.
    #[must_use]
    pub fn border(&self, focused: bool) -> Style {
        let ink = if focused { self.inks.frame_of_keys } else { self.inks.frame };
        match ink {
            Some(ink) => Style::new().fg(ink),
            None if focused => weighted(Modifier::BOLD),
            None => Style::new(),
        }
    }

    /// The style of the bar on a border that stands for what is seen.
    #[must_use]
    pub fn thumb(&self, focused: bool) -> Style {
        let ink = if focused { self.inks.frame_of_keys } else { self.inks.quiet };
        Style { fg: ink, ..weighted(Modifier::BOLD) }
    }

    /// The style of the title of a pane or list.
    #[must_use]
    pub fn heading(&self, focused: bool) -> Style {
        let style = weighted(Modifier::BOLD);
        match (focused, self.inks.bar) {
            (true, Some(bar)) => self.style(Tone::Key).patch(style).bg(bar),
            (true, None) => style.add_modifier(Modifier::REVERSED),
            (false, _) => self.style(Tone::Plain),
        }
    }

    /// The style of what must not be missed.
    #[must_use]
    pub fn alarm(&self) -> Style {
        let style = weighted(Modifier::BOLD);
        match self.inks.alarm {
            Some((ink, ground)) => style.fg(ink).bg(ground),
            None => style.add_modifier(Modifier::REVERSED),
        }
    }

    /// The lines of a border: heavier where the keys are, if no colour tells.
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
            (false, true) if self.inks.heavy => border::THICK,
            (false, _) => border::ROUNDED,
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
        text::ellipsis(self.ascii)
    }

    /// The beginning of a text that fits, and what stands for the rest.
    #[must_use]
    pub fn cut(&self, text: &str, cells: usize) -> String {
        let text = self.text(text);
        let cut = LineCut::of(&text, cells, self.ellipsis());
        format!("{}{}", text.get(..cut.kept).unwrap_or_default(), cut.ellipsis)
    }
}

#[cfg(test)]
mod tests;
