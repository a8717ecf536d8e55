//! The pictures of the README and of `docs/` are screens of the program: scripted keys on the shipped dataset, and on
//! the example of another subject, drawn as SVG and compared with the files in `assets/screens`.

#![allow(clippy::unwrap_used, reason = "a test")]

mod moving;
#[path = "../stage/mod.rs"]
mod stage;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anstyle_svg::Term;
use moving::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use stage::Stage;
use startline::app::colours::{Choice, Colours, Palette, Rgb};
use startline::chronology::load::load;

/// A picture: its name and the way to it.
type Script = (&'static str, fn(Stage) -> Stage);

/// The views, each at every size.
const VIEWS: [Script; 2] =
    [("lanes", |s| s.press("v j {")), ("figures", |s| s.press("v v j h h h"))];
const SIZES: [(u16, u16); 3] = [(160, 45), (120, 36), (80, 24)];

/// The first screen in every look, at these sizes and the smallest.
const SMALL: [(u16, u16); 2] = [(60, 20), (40, 12)];
const LOOKS: [&str; 5] = ["dark", "light", "sixteen", "mono", "ascii"];

/// Further pictures, at the size in the middle; views and these in light too.
const OTHERS: [Script; 2] = [
    ("search", |s| s.press("/").typed("moratorium")),
    ("compare", |s| s.press("/").typed("deliberately left").press("Enter c")),
];

/// The example dataset, at the same size.
const APOLLO: [Script; 3] = [
    ("apollo-list", |s| s),
    ("apollo-lanes", |s| s.press("v j {")),
    ("apollo-figures", |s| s.press("v v j")),
];

/// A step of the moving picture: keys as they are printed on the keyboard, what they do, the tenths of a second that
/// the screen stands, and how they are pressed.
type Step = (&'static str, &'static str, u32, fn(Stage) -> Stage);
const WALK: [Step; 12] = [
    ("", "opens on a quotation, its article beside it", 30, |s| s),
    ("s", "the next source that prints it", 25, |s| s.press("s")),
    ("/", "searches as you type", 12, |s| s.press("/")),
    ("/", "searches as you type", 8, |s| s.typed("left")),
    ("/", "searches as you type", 22, |s| s.typed(" unanswered")),
    ("Enter", "goes to the best hit", 25, |s| s.press("Enter")),
    ("c", "compares what two sources print, word by word", 35, |s| s.press("c")),
    ("q", "closes what lies on top", 10, |s| s.press("q")),
    ("y", "copies: a footnote, the quotation, a link", 25, |s| s.press("y")),
    ("v", "who spoke when, and the silences", 30, |s| s.press("q X v")),
    ("v", "declared numbers against their ceilings", 30, |s| s.press("v")),
    ("q", "back to the list; once more, and it quits", 15, |s| s.press("q")),
];
/// All three panes, and letters that can be read at the width of a page.
const WALK_SIZE: (u16, u16) = (120, 32);

fn walk() -> Vec<Frame> {
    let mut stage = shipped("dark", WALK_SIZE.0, WALK_SIZE.1);
    let mut frames: Vec<Frame> = Vec::new();
    for (keys, caption, stands, press) in WALK {
        stage = press(stage);
        let screen = svg(&stage);
        assert!(frames.last().is_none_or(|last| last.screen != screen), "{keys} shows nothing new");
        frames.push(Frame { screen, keys, caption, stands });
    }
    frames
}

/// Ink and background of the terminal of the pictures.
const DARK: [[u8; 3]; 2] = [[204; 3], [30; 3]];
const LIGHT: [[u8; 3]; 2] = [[51; 3], [255; 3]];

fn css([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

const fn rgb([red, green, blue]: [u8; 3]) -> anstyle::Color {
    anstyle::Color::Rgb(anstyle::RgbColor(red, green, blue))
}

/// The shipped dataset in a look.
fn shipped(look: &str, width: u16, height: u16) -> Stage {
    in_look(Stage::shipped(width, height), look)
}

fn in_look(mut stage: Stage, look: &str) -> Stage {
    let app = &mut stage.program.app;
    let told = |ground| Colours { any: true, ground: Some(Rgb(ground)), ..Colours::default() };
    app.profile.colours = match look {
        "dark" => told(DARK[1]),
        "light" => told(LIGHT[1]),
        "mono" | "ascii" => Colours { choice: Choice::Mono, ..Colours::default() },
        _ => Colours::default(),
    };
    app.profile.ascii = look == "ascii";
    stage
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("assets/screens/{name}.svg"))
}

/// The screen as SVG.
fn svg(shown: &Stage) -> String {
    let light = shown.app().profile.colours.palette() == Palette::Own(Rgb(LIGHT[1]));
    let [ink, ground] = if light { LIGHT } else { DARK };
    let term = Term::new().min_width_px(0).fg_color(rgb(ink)).bg_color(rgb(ground));
    // The renderer counts a letter that SVG writes as an entity by the letters of the entity, and puts the grounds
    // behind it beside their words: it is given another letter in its place.
    let mut screen = ansi(&shown.buffer());
    for (letter, _, stand_in) in ENTITIES {
        screen = screen.replace(letter, stand_in);
    }
    let mut svg = term.render_svg(&screen);
    for (_, entity, stand_in) in ENTITIES {
        svg = svg.replace(stand_in, entity);
    }
    svg
}

/// The letters that SVG writes as entities, and what stands in for each while it is laid out.
const ENTITIES: [(&str, &str, &str); 3] =
    [("&", "&amp;", "\u{e000}"), ("<", "&lt;", "\u{e001}"), (">", "&gt;", "\u{e002}")];

/// Holds a picture to its file, or writes it where that is asked for.
fn check(name: &str, svg: &str, stale: &mut Vec<String>) {
    let path = path(name);
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, svg).unwrap();
    } else if fs::read_to_string(&path).is_ok_and(|held| held != svg) || !path.exists() {
        stale.push(name.to_owned());
    }
}

#[test]
fn the_pictures_are_screens_of_the_program() {
    let mut stale = Vec::new();
    for (name, script) in VIEWS {
        for (width, height) in SIZES {
            check(
                &format!("{name}-{width}x{height}"),
                &svg(&script(shipped("dark", width, height))),
                &mut stale,
            );
        }
    }
    for look in LOOKS {
        for (width, height) in SIZES.into_iter().chain(SMALL) {
            let name = format!("first-{look}-{width}x{height}");
            check(&name, &svg(&shipped(look, width, height)), &mut stale);
        }
    }
    let (width, height) = SIZES[1];
    for (name, script) in OTHERS {
        check(
            &format!("{name}-{width}x{height}"),
            &svg(&script(shipped("dark", width, height))),
            &mut stale,
        );
    }
    for (name, script) in VIEWS.into_iter().chain(OTHERS) {
        let shown = svg(&script(shipped("light", width, height)));
        check(&format!("{name}-light-{width}x{height}"), &shown, &mut stale);
    }
    let held = in_look(Stage::lake(width, height), "light").press("/").typed("gauges");
    let held = svg(&held.press("PgDn PgDn Up"));
    check(&format!("texts-light-{width}x{height}"), &held, &mut stale);
    let apollo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/apollo-11");
    for (name, script) in APOLLO {
        let stage = Stage::of(load(&apollo).unwrap(), None, width, height);
        let shown = svg(&script(in_look(stage, "dark")));
        check(&format!("{name}-{width}x{height}"), &shown, &mut stale);
    }
    check("moving", &moving::picture(&walk(), &css(DARK[0]), &css(DARK[1])), &mut stale);
    assert!(
        stale.is_empty(),
        "no longer as the program draws them: {stale:?}\n\
         look at the screens and refresh with: UPDATE_SCREENS=1 cargo test --test pictures"
    );
}

/// The cells as ANSI text, as a terminal would be sent them.
fn ansi(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut last = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = sgr(cell);
            if style != last {
                write!(out, "\u{1b}[0m{style}").unwrap();
                last = style;
            }
            out.push_str(cell.symbol());
            x += startline::text::width(cell.symbol()).max(1) as u16;
        }
        out.push_str("\u{1b}[0m\n");
    }
    out
}

fn sgr(cell: &Cell) -> String {
    let modifiers = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
    ];
    let mut codes: Vec<u8> = modifiers
        .iter()
        .filter(|(m, _)| cell.modifier.contains(*m))
        .map(|(_, code)| *code)
        .collect();
    codes.extend(sixteen(cell.fg).map(|code| 30 + code));
    codes.extend(sixteen(cell.bg).map(|code| 40 + code));
    let mut sgr = codes.iter().fold(String::new(), |sgr, code| format!("{sgr}\u{1b}[{code}m"));
    for (ground, colour) in [(38, cell.fg), (48, cell.bg)] {
        if let Color::Rgb(red, green, blue) = colour {
            write!(sgr, "\u{1b}[{ground};2;{red};{green};{blue}m").unwrap();
        }
    }
    sgr
}

/// The code of an ANSI colour, less the 30 of the foreground; none for others, and for the terminal's own.
fn sixteen(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Reset | Color::Rgb(..) => return None,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => panic!("the theme has no colour {n}"),
    })
}
