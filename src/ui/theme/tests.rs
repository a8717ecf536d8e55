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
    0x07_36_42, 0xdc_32_2f, 0x85_99_00, 0xb5_89_00, 0x26_8b_d2, 0xd3_36_82, 0x2a_a1_98, 0xee_e8_d5,
    0x00_2b_36, 0xcb_4b_16, 0x58_6e_75, 0x65_7b_83, 0x83_94_96, 0x6c_71_c4, 0x93_a1_a1, 0xfd_f6_e3,
];
const GNOME: [u32; 16] = [
    0x17_14_21, 0xc0_1c_28, 0x26_a2_69, 0xa2_73_4c, 0x12_48_8b, 0xa3_47_ba, 0x2a_a1_b3, 0xd0_cf_cc,
    0x5e_5c_64, 0xf6_61_51, 0x33_da_7a, 0xe9_ad_0c, 0x2a_7b_de, 0xc0_61_cb, 0x33_c7_de, 0xff_ff_ff,
];
const CODE_LIGHT: [u32; 16] = [
    0x00_00_00, 0xcd_31_31, 0x00_bc_00, 0x94_98_00, 0x04_51_a5, 0xbc_05_bc, 0x05_98_bc, 0x55_55_55,
    0x66_66_66, 0xcd_31_31, 0x14_ce_14, 0xb5_ba_00, 0x04_51_a5, 0xbc_05_bc, 0x05_98_bc, 0xa5_a5_a5,
];
const CODE_DARK: [u32; 16] = [
    0x00_00_00, 0xcd_31_31, 0x0d_bc_79, 0xe5_e5_10, 0x24_72_c8, 0xbc_3f_bc, 0x11_a8_cd, 0xe5_e5_e5,
    0x66_66_66, 0xf1_4c_4c, 0x23_d1_8b, 0xf5_f5_43, 0x3b_8e_ea, 0xd6_70_d6, 0x29_b8_db, 0xe5_e5_e5,
];
const XTERM: [u32; 16] = [
    0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd, 0xe5_e5_e5,
    0x7f_7f_7f, 0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff, 0x00_ff_ff, 0xff_ff_ff,
];
const CONSOLE: [u32; 16] = [
    0x00_00_00, 0xaa_00_00, 0x00_aa_00, 0xaa_55_00, 0x00_00_aa, 0xaa_00_aa, 0x00_aa_aa, 0xaa_aa_aa,
    0x55_55_55, 0xff_55_55, 0x55_ff_55, 0xff_ff_55, 0x55_55_ff, 0xff_55_ff, 0x55_ff_ff, 0xff_ff_ff,
];

const fn terminal(name: &'static str, ground: u32, own: u32, sixteen: [u32; 16]) -> Terminal {
    Terminal { name, ground, own, sixteen }
}

const TERMINALS: [Terminal; 10] = [
    terminal("Solarized light", 0xfd_f6_e3, 0x65_7b_83, SOLARIZED),
    terminal("Solarized dark", 0x00_2b_36, 0x83_94_96, SOLARIZED),
    terminal("GNOME light", 0xff_ff_ff, 0x17_14_21, GNOME),
    terminal("GNOME dark", 0x17_14_21, 0xd0_cf_cc, GNOME),
    terminal("VS Code light", 0xff_ff_ff, 0x33_33_33, CODE_LIGHT),
    terminal("VS Code dark", 0x1e_1e_1e, 0xcc_cc_cc, CODE_DARK),
    terminal("xterm light", 0xff_ff_ff, 0x00_00_00, XTERM),
    terminal("xterm dark", 0x00_00_00, 0xe5_e5_e5, XTERM),
    terminal("console light", 0xaa_aa_aa, 0x00_00_00, CONSOLE),
    terminal("console dark", 0x00_00_00, 0xaa_aa_aa, CONSOLE),
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
    for palette in [Palette::Mono, Palette::Sixteen { light: true }, Palette::Own(rgb(0x1e_1e_1e))]
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
        let cone = |r: f32, g: f32, b: f32| (r * red + g * green + b * blue).cbrt();
        let l = cone(0.412_221, 0.536_333, 0.051_446);
        let m = cone(0.211_903, 0.680_700, 0.107_397);
        let s = cone(0.088_302, 0.281_719, 0.629_979);
        [
            0.210_454 * l + 0.793_618 * m - 0.004_072 * s,
            1.977_998 * l - 2.428_592 * m + 0.450_594 * s,
            0.025_904 * l + 0.782_772 * m - 0.808_676 * s,
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
                    let least = if terminal.ground == 0xaa_aa_aa { 0.0 } else { 0.04 };
                    assert!(apart >= least, "{name}, {eye}: {pair:?} {apart:.3}");
                }
            }
            let apart = difference(seen(words, without), seen(quiet, without));
            assert!(apart > 0.1 || terminal.ground == 0xaa_aa_aa, "{}: {apart:.3}", terminal.name);
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
