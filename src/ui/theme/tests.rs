//! What the table of styles promises: every pair of ink and background can be read on every usual background,
//! and what colour tells apart is told apart by every eye, and without colour.

use proptest::prelude::*;

use super::*;

/// The colours of a terminal: background, foreground, and the sixteen.
struct Terminal {
    name: &'static str,
    ground: u32,
    own: u32,
    sixteen: [u32; 16],
}

const SOLARIZED: [u32; 16] = [
    0x0007_3642,
    0x00dc_322f,
    0x0085_9900,
    0x00b5_8900,
    0x0026_8bd2,
    0x00d3_3682,
    0x002a_a198,
    0x00ee_e8d5,
    0x0000_2b36,
    0x00cb_4b16,
    0x0058_6e75,
    0x0065_7b83,
    0x0083_9496,
    0x006c_71c4,
    0x0093_a1a1,
    0x00fd_f6e3,
];
const GNOME: [u32; 16] = [
    0x0017_1421,
    0x00c0_1c28,
    0x0026_a269,
    0x00a2_734c,
    0x0012_488b,
    0x00a3_47ba,
    0x002a_a1b3,
    0x00d0_cfcc,
    0x005e_5c64,
    0x00f6_6151,
    0x0033_da7a,
    0x00e9_ad0c,
    0x002a_7bde,
    0x00c0_61cb,
    0x0033_c7de,
    0x00ff_ffff,
];
const CODE_LIGHT: [u32; 16] = [
    0x0000_0000,
    0x00cd_3131,
    0x0000_bc00,
    0x0094_9800,
    0x0004_51a5,
    0x00bc_05bc,
    0x0005_98bc,
    0x0055_5555,
    0x0066_6666,
    0x00cd_3131,
    0x0014_ce14,
    0x00b5_ba00,
    0x0004_51a5,
    0x00bc_05bc,
    0x0005_98bc,
    0x00a5_a5a5,
];
const CODE_DARK: [u32; 16] = [
    0x0000_0000,
    0x00cd_3131,
    0x000d_bc79,
    0x00e5_e510,
    0x0024_72c8,
    0x00bc_3fbc,
    0x0011_a8cd,
    0x00e5_e5e5,
    0x0066_6666,
    0x00f1_4c4c,
    0x0023_d18b,
    0x00f5_f543,
    0x003b_8eea,
    0x00d6_70d6,
    0x0029_b8db,
    0x00e5_e5e5,
];
const XTERM: [u32; 16] = [
    0x0000_0000,
    0x00cd_0000,
    0x0000_cd00,
    0x00cd_cd00,
    0x0000_00ee,
    0x00cd_00cd,
    0x0000_cdcd,
    0x00e5_e5e5,
    0x007f_7f7f,
    0x00ff_0000,
    0x0000_ff00,
    0x00ff_ff00,
    0x005c_5cff,
    0x00ff_00ff,
    0x0000_ffff,
    0x00ff_ffff,
];
const CONSOLE: [u32; 16] = [
    0x0000_0000,
    0x00aa_0000,
    0x0000_aa00,
    0x00aa_5500,
    0x0000_00aa,
    0x00aa_00aa,
    0x0000_aaaa,
    0x00aa_aaaa,
    0x0055_5555,
    0x00ff_5555,
    0x0055_ff55,
    0x00ff_ff55,
    0x0055_55ff,
    0x00ff_55ff,
    0x0055_ffff,
    0x00ff_ffff,
];

const fn terminal(name: &'static str, ground: u32, own: u32, sixteen: [u32; 16]) -> Terminal {
    Terminal { name, ground, own, sixteen }
}

const TERMINALS: [Terminal; 10] = [
    terminal("Solarized light", 0x00fd_f6e3, 0x0065_7b83, SOLARIZED),
    terminal("Solarized dark", 0x0000_2b36, 0x0083_9496, SOLARIZED),
    terminal("GNOME light", 0x00ff_ffff, 0x0017_1421, GNOME),
    terminal("GNOME dark", 0x0017_1421, 0x00d0_cfcc, GNOME),
    terminal("VS Code light", 0x00ff_ffff, 0x0033_3333, CODE_LIGHT),
    terminal("VS Code dark", 0x001e_1e1e, 0x00cc_cccc, CODE_DARK),
    terminal("xterm light", 0x00ff_ffff, 0x0000_0000, XTERM),
    terminal("xterm dark", 0x0000_0000, 0x00e5_e5e5, XTERM),
    terminal("console light", 0x00aa_aaaa, 0x0000_0000, CONSOLE),
    terminal("console dark", 0x0000_0000, 0x00aa_aaaa, CONSOLE),
];

/// Every meaning but that of parties, and two of these.
const TONES: [Tone; 22] = [
    Tone::Plain,
    Tone::Dim,
    Tone::Strong,
    Tone::Heading,
    Tone::Glyph,
    Tone::Verbatim,
    Tone::Quoting,
    Tone::OwnWords,
    Tone::Article,
    Tone::Party(0),
    Tone::Party(1),
    Tone::Party(u32::MAX),
    Tone::Lane(0),
    Tone::Lane(1),
    Tone::Date,
    Tone::Doubt,
    Tone::Milestone,
    Tone::Good,
    Tone::Warn,
    Tone::Bad,
    Tone::Key,
    Tone::Changed,
];

impl Terminal {
    /// What a colour is here.
    fn shown(&self, colour: Option<Color>, else_: u32) -> Rgb {
        let nth = |n: usize| rgb(self.sixteen[n]);
        match colour {
            None | Some(Color::Reset) => rgb(else_),
            Some(Color::Rgb(red, green, blue)) => Rgb([red, green, blue]),
            Some(Color::Red) => nth(1),
            Some(Color::Green) => nth(2),
            Some(Color::Yellow) => nth(3),
            Some(Color::Blue) => nth(4),
            Some(Color::Cyan) => nth(6),
            Some(Color::LightRed) => nth(9),
            Some(Color::LightBlue) => nth(12),
            Some(Color::LightMagenta) => nth(13),
            Some(other) => panic!("the table has no {other:?}"),
        }
    }

    /// The contrast of a style, over another.
    fn contrast(&self, under: Style, style: Style) -> f32 {
        let style = under.patch(style);
        self.shown(style.fg, self.own).contrast(self.shown(style.bg, self.ground))
    }

    /// What its own words have, where that is less than words need: it is what its owner chose.
    fn words(&self) -> f32 {
        WORDS.min(rgb(self.own).contrast(rgb(self.ground)))
    }

    fn palettes(&self) -> [(Palette, f32); 2] {
        let ground = rgb(self.ground);
        [
            (Palette::Own(ground), WORDS),
            (Palette::Sixteen { light: ground.is_light() }, self.words()),
        ]
    }
}

/// Every pair of a theme on a terminal with its name, its contrast, and what it needs.
fn pairs(theme: &Theme, on: &Terminal, words: f32) -> Vec<(String, f32, f32)> {
    let plain = Style::new();
    let mut pairs = Vec::new();
    for under in [plain, theme.selected(true, true), theme.selected(false, true)] {
        for tone in TONES {
            let least = if matches!(tone, Tone::Lane(_)) { MARKS } else { words };
            let style = theme.style(tone);
            pairs.push((format!("{tone:?}"), on.contrast(under, style), least));
            for light in [Light::Weak, Light::Strong] {
                let lit = theme.lit(style.patch(under), light);
                pairs.push((format!("{tone:?} lit"), on.contrast(plain, lit), least));
            }
        }
        pairs.push(("dimmed".to_owned(), on.contrast(under, theme.dimmed()), words));
    }
    for focused in [true, false] {
        pairs.push((format!("frame {focused}"), on.contrast(plain, theme.border(focused)), MARKS));
        pairs.push((format!("title {focused}"), on.contrast(plain, theme.heading(focused)), words));
    }
    pairs.push(("alarm".to_owned(), on.contrast(plain, theme.alarm()), words));
    pairs
}

#[test]
fn every_pair_can_be_read_on_every_usual_terminal() {
    for terminal in &TERMINALS {
        for (palette, words) in terminal.palettes() {
            let theme = Theme::new(palette, false);
            for (what, contrast, least) in pairs(&theme, terminal, words) {
                let name = terminal.name;
                assert!(
                    contrast >= least,
                    "{name}, {palette:?}, {what}: {contrast:.2} of {least:.1}"
                );
            }
        }
    }
}

/// Of a hint that is stale nothing may be unreadable, so words are in nobody's colours.
#[test]
fn words_in_the_sixteen_are_in_the_terminals_own_ink() {
    for light in [true, false] {
        let theme = Theme::new(Palette::Sixteen { light }, false);
        for tone in TONES.into_iter().filter(|tone| !matches!(tone, Tone::Lane(_))) {
            let style = theme.lit(theme.style(tone), Light::Strong);
            assert_eq!((style.fg, style.bg), (None, None), "{tone:?}");
        }
    }
}

/// What may not be passed over is never faint: terminals draw DIM as faintly as they like.
#[test]
fn only_what_may_be_passed_over_is_dim() {
    for palette in [Palette::Mono, Palette::Sixteen { light: true }, Palette::Own(rgb(0x001e_1e1e))]
    {
        let theme = Theme::new(palette, false);
        for tone in TONES {
            let dim = theme.style(tone).add_modifier.contains(Modifier::DIM);
            let may = matches!(tone, Tone::Dim | Tone::Article);
            assert!(may || !dim, "{tone:?}");
            assert!(!(dim && matches!(palette, Palette::Own(_))), "an ink of its own does that");
        }
    }
}

/// Some terminals keep one weight for a cell, the last that they were told: which, depends on the cells around it.
#[test]
fn nothing_is_bold_and_faint_whatever_is_laid_over_what() {
    let palettes = [
        Palette::Mono,
        Palette::Sixteen { light: true },
        Palette::Sixteen { light: false },
        Palette::Own(rgb(0x001e_1e1e)),
    ];
    for palette in palettes {
        let theme = Theme::new(palette, false);
        let lights = [Light::Off, Light::Weak, Light::Strong];
        let mut styles: Vec<Style> = TONES
            .iter()
            .flat_map(|tone| lights.map(|light| theme.lit(theme.style(*tone), light)))
            .collect();
        for on in [true, false] {
            let rows = [theme.selected(on, true), theme.selected(on, false)];
            styles
                .extend([theme.border(on), theme.thumb(on), theme.heading(on)].iter().chain(&rows));
        }
        styles.extend([theme.dimmed(), theme.pointed(), theme.alarm()]);
        for below in &styles {
            for above in &styles {
                let mut cell = ratatui::buffer::Cell::EMPTY;
                cell.set_style(*below).set_style(*above);
                let both = Modifier::BOLD | Modifier::DIM;
                assert!(!cell.modifier.contains(both), "{palette:?}: {below:?}, {above:?}");
            }
        }
    }
}

proptest! {
    /// Whatever its background, a terminal that has told it gets words that can be read.
    #[test]
    fn the_own_colours_can_be_read_on_any_background(red: u8, green: u8, blue: u8) {
        let told = u32::from_be_bytes([0, red, green, blue]);
        let terminal = terminal("told", told, 0, XTERM);
        // Between black and white lies what neither stands 4.5 apart from by much; a bar leaves a little less.
        let theme = Theme::new(Palette::Own(rgb(told)), false);
        let best = rgb(told).contrast(Rgb::BLACK).max(rgb(told).contrast(Rgb::WHITE));
        for (what, contrast, least) in pairs(&theme, &terminal, WORDS) {
            prop_assert!(contrast >= least.min(best), "{what}: {contrast} of {best}");
        }
    }
}

/// A colour as an eye without one kind of cone sees it (Machado, Oliveira, Fernandes 2009, severity 1).
fn seen(rgb: Rgb, without: Option<[[f32; 3]; 3]>) -> [f32; 3] {
    let linear = rgb.0.map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    let through = |m: [[f32; 3]; 3]| {
        m.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0))
    };
    without.map_or(linear, through)
}

/// How different two colours look (Ottosson 2020, Oklab; 0.02 is just to be noticed).
fn difference(a: [f32; 3], b: [f32; 3]) -> f32 {
    let lab = |[red, green, blue]: [f32; 3]| {
        let cone = |of: [f32; 3]| (of[0] * red + of[1] * green + of[2] * blue).cbrt();
        let cones = [
            cone([0.412_221, 0.536_333, 0.051_446]),
            cone([0.211_903, 0.680_700, 0.107_397]),
            cone([0.088_302, 0.281_719, 0.629_979]),
        ];
        let sum =
            |of: [f32; 3]| of.iter().zip(cones).map(|(share, cone)| share * cone).sum::<f32>();
        [
            sum([0.210_454, 0.793_618, -0.004_072]),
            sum([1.977_998, -2.428_592, 0.450_594]),
            sum([0.025_904, 0.782_772, -0.808_676]),
        ]
    };
    let apart = lab(a).into_iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f32>();
    apart.sqrt()
}

#[test]
fn parties_are_told_apart_by_every_eye() {
    const EYES: [(&str, Option<[[f32; 3]; 3]>); 4] = [
        ("all cones", None),
        (
            "no red cones",
            Some([
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ]),
        ),
        (
            "no green cones",
            Some([
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ]),
        ),
        (
            "no blue cones",
            Some([
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ]),
        ),
    ];
    for terminal in &TERMINALS {
        let inks = Inks::of(Palette::Own(rgb(terminal.ground)));
        let parties = inks.parties.map(|ink| terminal.shown(ink, terminal.own));
        // Frames, and what a query leaves out, are told from what matters by brightness alone.
        let (words, quiet) = (terminal.shown(inks.words, 0), terminal.shown(inks.quiet, 0));
        for (eye, without) in EYES {
            for (at, a) in parties.iter().enumerate() {
                for b in &parties[at + 1..] {
                    let apart = difference(seen(*a, without), seen(*b, without));
                    let (name, pair) = (terminal.name, (a, b));
                    // On a middling grey no six colours can be read and told apart.
                    let least = if terminal.ground == 0x00aa_aaaa { 0.0 } else { 0.04 };
                    assert!(apart >= least, "{name}, {eye}: {pair:?} {apart:.3}");
                }
            }
            let apart = difference(seen(words, without), seen(quiet, without));
            assert!(apart > 0.1 || terminal.ground == 0x00aa_aaaa, "{}: {apart:.3}", terminal.name);
        }
    }
}

#[test]
fn without_colour_what_matters_is_told_by_weight() {
    let theme = Theme::new(Palette::Mono, false);
    let mut looks = Vec::new();
    for tone in
        [Tone::Verbatim, Tone::Dim, Tone::Heading, Tone::Doubt, Tone::Changed, Tone::Telling]
    {
        let style = theme.style(tone);
        assert_eq!((style.fg, style.bg), (None, None));
        assert!(!looks.contains(&style), "{tone:?} looks like another");
        looks.push(style);
    }
    for tone in TONES {
        let style = theme.lit(theme.style(tone), Light::Strong);
        assert_eq!((style.fg, style.bg), (None, None), "{tone:?}");
    }
    assert_ne!(theme.lines(true), theme.lines(false), "the frame that has the keys");
    assert_ne!(theme.heading(true), theme.heading(false));
    assert_ne!(theme.selected(true, true), Style::new());
    let selected = theme.style(Tone::Verbatim).patch(theme.selected(true, true));
    assert_ne!(theme.lit(selected, Light::Strong), selected, "a hit in the row of the cursor");
}
