//! What a terminal is told beside the letters: where links lead, cell by cell, and where its cursor stands, which is
//! how a screen reader finds the row that has the keys.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::redraw::{Tmux, Viewed, in_tmux, on_a_pseudo_terminal};

const LAKE: &str = include_str!("../stage/lake.ron");

/// The address of the source that `:marrow-one-year` is read in.
const ADDRESS: &str = "https://courier.example/one-more-year";

fn lake() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lake.ron");
    fs::write(&file, LAKE).unwrap();
    (folder, file)
}

/// The cells that lead somewhere, by row and column from 0, as a terminal that knows OSC 8 has them after these bytes.
fn links(raw: &[u8], (columns, rows): (u16, u16)) -> BTreeMap<(u16, u16), String> {
    let text = String::from_utf8_lossy(raw);
    let cells = |count: u16| count.try_into().unwrap();
    let mut screen = vt100::Parser::new(cells(rows), cells(columns), 0);
    let (mut links, mut open) = (BTreeMap::new(), String::new());
    let mut rest = &*text;
    while let Some(first) = rest.chars().next() {
        let length = match (first, rest.as_bytes().get(1)) {
            ('\x1b', Some(b'[')) => {
                let end = rest[2..].find(|c: char| ('\x40'..='\x7e').contains(&c));
                end.map_or(rest.len(), |end| end + 3)
            }
            ('\x1b', Some(b']' | b'P')) => {
                let ends =
                    [rest.find('\x07').map(|at| at + 1), rest.find("\x1b\\").map(|at| at + 2)];
                ends.into_iter().flatten().min().unwrap_or(rest.len())
            }
            ('\x1b', Some(_)) => 2,
            _ => first.len_utf8(),
        };
        let piece = &rest[..length];
        if let Some(told) = piece.strip_prefix("\x1b]8;") {
            let (_, address) = told.split_once(';').expect("parameters, then an address");
            address.trim_end_matches('\x07').trim_end_matches("\x1b\\").clone_into(&mut open);
        } else if !first.is_control() {
            let at = screen.screen().cursor_position();
            match open.as_str() {
                "" => links.remove(&at),
                address => links.insert(at, address.to_owned()),
            };
        } else if piece == "\x1b[2J" {
            links.clear();
        }
        screen.process(piece.as_bytes());
        rest = &rest[length..];
    }
    assert_eq!(open, "", "a link is left open");
    links
}

/// The letters of cells, in the order of the screen.
fn letters<'a>(screen: &vt100::Screen, at: impl Iterator<Item = &'a (u16, u16)>) -> String {
    at.map(|(row, column)| screen.cell(*row, *column).unwrap().contents().to_owned()).collect()
}

#[test]
fn an_address_is_a_link_to_itself_from_its_first_letter_to_its_last() {
    // On a narrow screen the address takes more than one line.
    for (size, way) in [((120, 36), "2"), ((80, 40), "2z"), ((30, 60), "2z")] {
        let (_folder, file) = lake();
        let mut viewed = on_a_pseudo_terminal(&file, size);
        viewed.shown();
        viewed.keys(":marrow-one-year\r");
        viewed.keys(way);
        let screen = viewed.shown();
        let linked = links(&viewed.raw, size);
        assert_eq!(letters(&screen, linked.keys()), ADDRESS, "{size:?}: {}", screen.contents());
        assert!(linked.values().all(|address| address == ADDRESS), "{size:?}: {linked:?}");
        // Another source, another address, and nothing is left of the first.
        viewed.keys("S");
        let screen = viewed.shown();
        let linked = links(&viewed.raw, size);
        let told = letters(&screen, linked.keys());
        assert!(told.starts_with("https://") && told != ADDRESS, "{size:?}: {told}");
        assert!(linked.values().all(|to| *to == told), "{size:?}: {told}, {linked:?}");
        // What is laid over it leads nowhere.
        viewed.keys("?");
        viewed.shown();
        let over = links(&viewed.raw, size);
        assert!(over.len() < linked.len() || over.is_empty(), "{size:?}: {over:?}");
    }
}

/// Ways to a pane, a view or a list, and how many rows one can go down there.
const PLACES: &[(&str, &str, usize)] = &[
    ("timeline", "gg1", 6),
    ("source", ":ministry-unbound\r2gg", 3),
    ("quote", ":marrow-one-year\r3", 6),
    ("lanes", "v", 3),
    ("figures", "vv", 1),
    ("hits in force", "/limits\rgg", 3),
    ("marks", "mjmjm'", 2),
    ("notes", "!", 2),
    ("related", ":one-year-offer\rr", 3),
    ("copy menu", "y", 4),
];

/// Presses keys and tells the screen, and the row and column of the terminal's cursor.
type Press<'a> = dyn FnMut(&str) -> (vt100::Screen, (u16, u16)) + 'a;

/// Holds that the cursor stands on the mark of the row that has the keys, and goes where that goes.
fn follows(place: &str, (way, steps): (&str, usize), press: &mut Press<'_>) {
    let (mut screen, mut at) = press(way);
    let mut seen = vec![at];
    for step in 0..=steps {
        let cell = screen.cell(at.0, at.1).map(|cell| cell.contents().to_owned());
        let told = screen.contents();
        assert_eq!(cell.as_deref(), Some("▌"), "{place}, step {step}, {at:?}:\n{told}");
        (screen, at) = press("j");
        seen.push(at);
    }
    seen.dedup();
    assert!(seen.len() > 1 || screen.size().0.get() < 16, "{place}: it never moved, {seen:?}");
    press("\x1b");
}

#[test]
fn the_cursor_of_the_terminal_stands_on_the_row_that_has_the_keys() {
    for size in [(120, 36), (80, 24), (40, 12)] {
        for (place, way, steps) in PLACES {
            let (_folder, file) = lake();
            let mut viewed = on_a_pseudo_terminal(&file, size);
            viewed.shown();
            let mut press = |keys: &str| {
                viewed.keys(keys);
                let screen = viewed.shown();
                let at = screen.cursor_position();
                (screen, at)
            };
            follows(&format!("{place} at {size:?}"), (way, *steps), &mut press);
        }
    }
}

/// The version of the tmux that is installed.
fn version_of_tmux() -> Option<(u32, u32)> {
    let told = Command::new("tmux").arg("-V").output().ok()?.stdout;
    let told = String::from_utf8(told).ok()?;
    let (major, minor) = told.trim().strip_prefix("tmux ")?.split_once('.')?;
    let digits = minor.find(|c: char| !c.is_ascii_digit()).unwrap_or(minor.len());
    Some((major.parse().ok()?, minor[..digits].parse().ok()?))
}

fn cursor_in(viewed: &Tmux) -> (u16, u16) {
    let told = viewed.run(&["display-message", "-p", "#{cursor_y} #{cursor_x}"]).stdout;
    let told = String::from_utf8(told).unwrap();
    let (row, column) = told.trim().split_once(' ').unwrap();
    (row.parse().unwrap(), column.parse().unwrap())
}

#[test]
fn tmux_has_the_cursor_and_the_links_where_they_belong() {
    let Some(version) = version_of_tmux() else {
        println!("tmux is not installed: nothing was looked at");
        return;
    };
    let (_folder, file) = lake();
    let mut viewed = in_tmux(&file, (120, 36));
    for (place, way, steps) in PLACES {
        let mut press = |keys: &str| {
            viewed.keys(keys);
            let screen = viewed.shown();
            (screen, cursor_in(&viewed))
        };
        // Each begins on a list that nothing is laid over and no query narrows.
        press("\x1b");
        press("X");
        while press("").0.contents().contains("Timeline ─ l") {
            press("v");
        }
        follows(&format!("{place} in tmux"), (way, *steps), &mut press);
    }
    if version < (3, 4) {
        println!("tmux {version:?} tells no links: 3.4 does");
        return;
    }
    viewed.keys(":marrow-one-year\r2");
    viewed.shown();
    let told = viewed.run(&["capture-pane", "-p", "-e"]).stdout;
    let told = String::from_utf8_lossy(&told).into_owned();
    let (_, link) = told.split_once(&format!(";{ADDRESS}\x1b\\")).expect("a link");
    let (inside, _) = link.split_once("\x1b]8;;\x1b\\").expect("its end");
    assert!(inside.contains(ADDRESS), "{inside}");
}
