//! What benches make datasets of: numbers that are the same in every run, records in RON a line each, and the floor
//! that reads them.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each bench uses what it needs")]

use serde::Deserialize;

/// A small generator of numbers, the same on every machine (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// From 0 up to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

pub fn person(id: &str, name: &str) -> String {
    format!("(id: \"{id}\", name: \"{name}\", kind: Person),\n")
}

pub fn source(id: &str, outlet: &str, published: &str) -> String {
    format!("(id: \"{id}\", kind: News, outlet: \"{outlet}\", published: \"{published}\"),\n")
}

/// A statement of a kind, `fields` each with a comma behind it and `text` in its quotation marks.
pub fn statement(
    id: &str,
    (source, para): (&str, usize),
    kind: &str,
    fields: &str,
    text: &str,
) -> String {
    format!(
        "(id: \"{id}\", source: \"{source}\", para: {para}, kind: {kind}, {fields}text: {text}),\n"
    )
}

/// What the floor reads with `ron` alone: the same records unchecked, as loosely as they can be typed and still keep
/// every string.
#[derive(Deserialize)]
pub struct Floor {
    #[serde(default)]
    speakers: Vec<Speaker>,
    #[serde(default)]
    sources: Vec<Source>,
    #[serde(default)]
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Speaker {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Source {
    id: String,
    kind: SourceKind,
    #[serde(default)]
    outlet: String,
    #[serde(default)]
    published: String,
}

#[derive(Deserialize)]
enum SourceKind {
    News,
    Wire,
    Official,
    Report,
    Transcript,
    Social,
    Book,
}

#[derive(Deserialize)]
struct Statement {
    id: String,
    source: String,
    #[serde(default)]
    para: u32,
    kind: StatementKind,
    #[serde(default)]
    speaker: String,
    #[serde(default)]
    said: String,
    text: String,
}

#[derive(Deserialize)]
enum StatementKind {
    Quote,
    Fragment,
    Block,
    Reported,
}
