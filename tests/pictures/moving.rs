//! A moving picture: scripted screens as the frames of one SVG that needs no script to move. It owns how screens
//! become frames, and never says what a screen shows.
//!
//! A row of cells is written once, however many frames hold it; a frame says where its rows stand. CSS shows one
//! frame after another. Where motion is unwelcome the first stands still.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A screen, what led to it, and how long it stands.
pub(crate) struct Frame {
    /// As `anstyle_svg` renders it.
    pub(crate) screen: String,
    /// The keys that were pressed, as they are printed on the keyboard.
    pub(crate) keys: &'static str,
    /// What they do.
    pub(crate) caption: &'static str,
    /// In tenths of a second.
    pub(crate) stands: u32,
}

/// Where `anstyle_svg` begins a row.
const ROW: &str = r#"    <tspan x="10px" y=""#;
/// What the line with the keys takes below the screen, in pixels.
const CAPTION: u32 = 34;

/// The frames as one picture of a terminal with this many rows, in this ink on this ground, both as CSS colours.
pub(crate) fn picture(frames: &[Frame], ink: &str, ground: &str) -> String {
    let mut rows: Vec<&str> = Vec::new();
    let mut colours = BTreeSet::new();
    let mut shown = String::new();
    let mut moves = String::new();
    let whole: u32 = frames.iter().map(|frame| frame.stands).sum();
    let (width, height) = frames.first().map_or((0, 0), |frame| size(&frame.screen));
    let percent = |tenths: u32| f64::from(tenths) * 100.0 / f64::from(whole);
    let mut begins = 0;
    for (number, frame) in frames.iter().enumerate() {
        let coloured = |line: &&str| line.starts_with(".bg-") || line.starts_with(".fg-");
        colours.extend(frame.screen.lines().map(str::trim).filter(coloured));
        writeln!(shown, r#"  <g class="frame" id="f{number}">"#).unwrap();
        for (y, row) in rows_of(&frame.screen) {
            let held = rows.iter().position(|held| *held == row);
            let row = held.unwrap_or_else(|| {
                rows.push(row);
                rows.len() - 1
            });
            writeln!(shown, r##"    <use href="#r{row}" y="{y}"/>"##).unwrap();
        }
        let y = height + CAPTION - 14;
        let (keys, caption) = (escaped(frame.keys), escaped(frame.caption));
        writeln!(shown, r#"    <text x="18" y="{y}" class="fg"><tspan class="keys">{keys}</tspan><tspan class="said"> {caption}</tspan></text>"#).unwrap();
        shown.push_str("  </g>\n");
        let ends = begins + frame.stands;
        let (from, to) = (percent(begins), percent(ends));
        // A keyframe holds until the next one, because nothing is shown between two of them.
        let first =
            if begins == 0 { String::new() } else { "0% { visibility: hidden } ".to_owned() };
        let last = if ends == whole { "" } else { "visibility: hidden" };
        writeln!(moves, "    @keyframes f{number} {{ {first}{from:.2}% {{ visibility: visible }} {to:.2}% {{ {last} }} }}").unwrap();
        writeln!(moves, "    #f{number} {{ animation-name: f{number} }}").unwrap();
        begins = ends;
    }
    let seconds = f64::from(whole) / 10.0;
    let whole_height = height + CAPTION;
    let colours: String =
        colours.iter().fold(String::new(), |all, one| format!("{all}    {one}\n"));
    let defined = rows.iter().enumerate().fold(String::new(), |all, (number, row)| {
        format!("{all}    <text id=\"r{number}\" x=\"10\" class=\"fg\" xml:space=\"preserve\">{row}</text>\n")
    });
    format!(
        r#"<svg width="{width}px" height="{whole_height}px" viewBox="0 0 {width} {whole_height}" xmlns="http://www.w3.org/2000/svg">
  <style>
    .fg {{ fill: {ink} }}
    .bg {{ fill: {ground} }}
{colours}    .bold {{ font-weight: bold; }}
    .italic {{ font-style: italic; }}
    .keys {{ font-weight: bold; }}
    .said {{ fill-opacity: 0.8; }}
    tspan {{ font: 14px SFMono-Regular, Consolas, Liberation Mono, Menlo, monospace; white-space: pre; }}
    .frame {{ visibility: hidden; animation: {seconds}s step-end infinite; }}
{moves}    @media (prefers-reduced-motion: reduce) {{ .frame {{ animation: none }} #f0 {{ visibility: visible }} }}
  </style>
  <rect width="100%" height="100%" rx="4.5" class="bg"/>
  <defs>
{defined}  </defs>
{shown}</svg>
"#
    )
}

/// Width and height that a rendered screen says of itself, in pixels.
fn size(screen: &str) -> (u32, u32) {
    let number = |name: &str| {
        let (_, rest) = screen.split_once(name).unwrap();
        rest.split("px").next().unwrap().parse().unwrap()
    };
    (number("width=\""), number("height=\""))
}

/// The rows of a rendered screen: where the letters of each stand, in pixels, and what is within it.
fn rows_of(screen: &str) -> impl Iterator<Item = (u32, &str)> {
    screen.split(ROW).skip(1).filter_map(|row| {
        let (y, rest) = row.split_once("px\">").unwrap();
        let (within, _) = rest.split_once("\n</tspan>").unwrap();
        (!within.is_empty()).then(|| (y.parse().unwrap(), within))
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
