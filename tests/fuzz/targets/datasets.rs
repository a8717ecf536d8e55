//! Datasets as editors, programs and slips of the hand leave them.

use startline::chronology::load::{Loaded, load_text};
use startline::text::{self, sanitise_line};

use super::random::{LETTERS, Random};
use super::stage::{HARD, LAKE};

/// A dataset of every kind of record, in which each rests on another.
const BASE: &str = include_str!("../../mistakes/base.ron");

/// The signs of the form, what looks like them, and words of it.
const SIGNS: [&str; 46] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "r#\"",
    "\"#",
    "\\",
    ",",
    ":",
    "//",
    "/*",
    "*/",
    "#![",
    "Some(",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\0",
    "\u{1b}",
    "-",
    "0",
    "1e9",
    "(id: \"x\"",
    "sources: [",
    "statements: [",
    "meta: (",
    "defaults: (",
    "text: ",
    "para: ",
    "Quote",
    "Resolved(\"x\")",
    "RespondsTo(",
    "2020-02-30",
    "“",
    "”",
    "（",
    "）",
    "，",
    "：",
    "；",
    "［",
];

/// A text with some of it written, cut, doubled or exchanged, at any character or line.
pub fn edited(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        let at = text.floor_char_boundary(random.below(text.len() + 1));
        let reach = [1, 2, 40, 400][random.below(4)];
        let end = text.floor_char_boundary(at + 1 + random.below(reach)).max(at);
        match random.below(6) {
            0 | 1 => text.insert_str(at, random.one_of(&SIGNS)),
            2 => text.insert_str(at, &random.text(&LETTERS, 3)),
            3 => text.replace_range(at..end, ""),
            4 => text.replace_range(at..end, random.one_of(&SIGNS)),
            _ => {
                let doubled = text[at..end].to_owned();
                let to = text.floor_char_boundary(random.below(text.len() + 1));
                text.insert_str(to, &doubled);
            }
        }
    }
    text
}

pub fn dataset(random: &mut Random) {
    let base = [BASE, BASE, HARD, LAKE][random.below(4)];
    if random.below(3) > 0 {
        hold(&edited(base, random));
        return;
    }
    let at = base.floor_char_boundary(random.below(base.len()));
    if let Err(lost) =
        hold_slip(base, count(&load_text("fuzz.ron", base)), at, random.one_of(&SIGNS))
    {
        panic!("{lost}");
    }
}

/// Every sign at every place of the smallest dataset.
pub fn every_slip() {
    let places = (0..BASE.len()).filter(|at| BASE.is_char_boundary(*at));
    let all = count(&load_text("fuzz.ron", BASE));
    let lost: Vec<String> = places
        .flat_map(|at| SIGNS.iter().filter_map(move |sign| hold_slip(BASE, all, at, sign).err()))
        .collect();
    assert!(lost.is_empty(), "{} of them:\n{}", lost.len(), lost.join("\n"));
}

/// One slip in a dataset of so many records, of which nothing follows but that it is told and what rests on it; else
/// what is lost.
fn hold_slip(base: &str, all: usize, at: usize, sign: &str) -> Result<(), String> {
    let (before, after) = base.split_at(at);
    let loaded = hold(&[before, sign, after].concat());
    let rests: usize = loaded.problems.iter().map(|problem| problem.left_out).sum();
    let kept = count(&loaded);
    // A comment may hide what follows it on its line; a bracket, mark or comma costs the record that it stands in
    // and, where it looks like the end of that, the one that begins anew.
    let hidden = 2 + usize::from(sign.starts_with('/')) * 2;
    if kept + loaded.left_out + rests + hidden < all {
        return Err(format!("{kept} of {all} kept: {sign:?} at {at}"));
    }
    Ok(())
}

fn count(loaded: &Loaded) -> usize {
    let c = &loaded.chronology;
    let claims = c.events().len() + c.statements().len() + c.notes_list().len();
    claims + c.parties().len() + c.speakers().len() + c.sources().len() + c.series().len()
}

/// Whatever a dataset is: each problem stands at a place that exists, and neither it nor a record holds a sign that a
/// terminal would obey.
pub fn hold(ron: &str) -> Loaded {
    let loaded = load_text("fuzz.ron", ron);
    let lines: Vec<&str> = ron.strip_prefix('\u{feff}').unwrap_or(ron).split('\n').collect();
    for problem in &loaded.problems {
        let excerpt = &problem.excerpt;
        let help = problem.help.clone().unwrap_or_default();
        for part in [&problem.message, &help, &excerpt.before, &excerpt.here, &excerpt.after] {
            assert!(!part.chars().any(char::is_control), "{problem:?}");
            assert!(part.chars().count() < 2_000, "{problem:?}");
        }
        assert_eq!(sanitise_line(&problem.message), problem.message);
        let line = lines.get(problem.line as usize - 1);
        let columns = line.map_or(0, |line| line.chars().count() + 1);
        assert!((1..=columns.max(1)).contains(&(problem.column as usize)), "{problem:?}");
    }
    let c = &loaded.chronology;
    let words = (c.statements().iter().map(|s| &*s.text))
        .chain(c.events().iter().map(|e| &*e.title))
        .chain(c.sources().iter().map(|s| &*s.outlet))
        .chain(c.notes_list().iter().map(|n| &*n.text));
    for words in words {
        assert!(text::forbidden(words).is_empty(), "{words:?}");
    }
    loaded
}
