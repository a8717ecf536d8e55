//! The journal of marks as text: JSON Lines, a change a line, in the order in which they were made.
//!
//! ```text
//! {"startline":"marks","version":1,"dataset":"/home/ada/lake.ron"}
//! {"mark":"mayor-limit","told":"Ada Brandt, 5 May 2031: “We stay.” (The Gazette ¶2)"}
//! {"mark":"mayor-limit","note":"ask her office","was":""}
//! {"mark":"mayor-limit","before":"offer"}
//! {"mark":"mayor-limit","before":null}
//! {"drop":"mayor-limit","was":"ask her office"}
//! ```
//!
//! `told` are the words by which the record is told when it is gone; `note` stands in place of the note `was`;
//! `before` names the mark before which this one stands, and with null it stands last. A line that says something
//! else is kept as it is, and so are fields that have other names. A journal that is written anew has a line a mark.
//! A line that is no JSON object is damage, also a last one without an end, which was being written when its writer died;
//! where only its end is missing it is read.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Mark, MarkChange, Marks, NoteChange, Slot};
use crate::text::sanitise_line;

/// A journal that was read.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// What its changes come to.
    pub marks: Marks,
    /// How many lines it has.
    pub lines: usize,
    /// The lines that are no changes of marks, as they stand.
    pub others: Vec<String>,
    /// The first line that cannot be read, from 1.
    pub damaged: Option<usize>,
    /// How many bytes it has up to the end of its last whole line.
    pub whole: usize,
    /// Whether a line that can be read stands behind those, without its end.
    pub lacks_end: bool,
}

/// The first line: which dataset it is of.
#[derive(Debug, Serialize)]
struct JournalHead<'a> {
    startline: &'static str,
    version: u32,
    dataset: &'a str,
}

/// A line, its fields in the order in which they are written.
#[derive(Debug, Default, Serialize)]
struct JournalLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drop: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    rest: Option<&'a Map<String, Value>>,
}

/// The names of the fields that are read.
const FIELDS: [&str; 6] = ["mark", "drop", "told", "note", "was", "before"];

/// The first line of the journal of a dataset.
#[must_use]
pub fn head(dataset: &str) -> String {
    let head = JournalHead { startline: "marks", version: 1, dataset };
    // Plain data with string keys always serialises.
    serde_json::to_string(&head).unwrap_or_default() + "\n"
}

/// A change as a line, with its end.
#[must_use]
pub fn line(change: &MarkChange) -> String {
    written(&match change {
        MarkChange::Keep { id, told, note, place } => JournalLine {
            mark: Some(id),
            told: told.as_deref(),
            note: note.as_ref().map(|note| note.now.as_str()),
            was: note.as_ref().map(|note| note.was.as_str()),
            before: place.as_ref().map(|slot| match slot {
                Slot::Before(next) => Value::from(next.as_str()),
                Slot::Last => Value::Null,
            }),
            ..JournalLine::default()
        },
        MarkChange::Drop { id, was } => {
            JournalLine { drop: Some(id), was: Some(was), ..JournalLine::default() }
        }
    })
}

/// The journal written anew: the lines that are no changes, and a line for each mark.
#[must_use]
pub fn anew(journal: &Journal) -> String {
    let others = journal.others.iter().map(|line| format!("{line}\n"));
    others.chain(journal.marks.list().iter().map(whole)).collect()
}

/// A mark with all that is known of it, as a line.
fn whole(mark: &Mark) -> String {
    written(&JournalLine {
        mark: Some(&mark.id),
        told: Some(&mark.told),
        note: Some(&*mark.note).filter(|note| !note.is_empty()),
        rest: Some(&mark.rest),
        ..JournalLine::default()
    })
}

fn written(line: &JournalLine<'_>) -> String {
    // Plain data with string keys always serialises.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}

/// Reads a journal; what cannot be read is passed over and said.
#[must_use]
pub fn read(bytes: &[u8]) -> Journal {
    let end = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let mut journal = Journal { whole: end, ..Journal::default() };
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        journal.lines += 1;
        let (line, is_ended) = match line.strip_suffix(b"\n") {
            Some(line) => (line, true),
            None => (line, false),
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let object = str::from_utf8(line)
            .ok()
            .and_then(|line| Some((line, serde_json::from_str::<Map<String, Value>>(line).ok()?)));
        let Some((line, mut object)) = object else {
            journal.damaged.get_or_insert(journal.lines);
            continue;
        };
        journal.lacks_end = !is_ended;
        match change(&object) {
            Some(change) => {
                journal.marks.apply(&change);
                object.retain(|name, _| !FIELDS.contains(&name.as_str()));
                if let MarkChange::Keep { id, .. } = &change {
                    journal.marks.remember(id, object);
                }
            }
            None => journal.others.push(line.to_owned()),
        }
    }
    journal
}

/// The change that a line is, if it is one.
fn change(object: &Map<String, Value>) -> Option<MarkChange> {
    let text = |name: &str| {
        object.get(name).and_then(Value::as_str).map(|text| sanitise_line(text).into_owned())
    };
    let was = || text("was").unwrap_or_default();
    if let Some(id) = text("drop") {
        return Some(MarkChange::Drop { id, was: was() });
    }
    let place = match object.get("before") {
        Some(Value::Null) => Some(Slot::Last),
        Some(Value::String(_)) => text("before").map(Slot::Before),
        _ => None,
    };
    let note = text("note").map(|now| NoteChange { was: was(), now });
    Some(MarkChange::Keep { id: text("mark")?, told: text("told"), note, place })
}

impl Marks {
    /// Keeps what a journal says of a mark beside what is read.
    fn remember(&mut self, id: &str, rest: Map<String, Value>) {
        if let Some(mark) = self.list.iter_mut().rfind(|mark| mark.id == id) {
            mark.rest.extend(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keep(id: &str, told: &str) -> MarkChange {
        MarkChange::Keep { id: id.into(), told: Some(told.into()), note: None, place: None }
    }

    #[test]
    fn a_journal_says_what_was_done() {
        let note = NoteChange { was: String::new(), now: "ask \"her\" office".into() };
        let changes = [
            keep("offer", "5 May: an offer"),
            keep("mayor-limit", "“We stay.”"),
            MarkChange::Keep {
                id: "mayor-limit".into(),
                told: None,
                note: Some(note),
                place: None,
            },
            MarkChange::Keep {
                id: "mayor-limit".into(),
                told: None,
                note: None,
                place: Some(Slot::Before("offer".into())),
            },
            MarkChange::Drop { id: "offer".into(), was: String::new() },
            MarkChange::Keep {
                id: "mayor-limit".into(),
                told: None,
                note: None,
                place: Some(Slot::Last),
            },
        ];
        let text: String = changes.iter().map(line).collect();
        assert_eq!(
            text,
            r#"{"mark":"offer","told":"5 May: an offer"}
{"mark":"mayor-limit","told":"“We stay.”"}
{"mark":"mayor-limit","note":"ask \"her\" office","was":""}
{"mark":"mayor-limit","before":"offer"}
{"drop":"offer","was":""}
{"mark":"mayor-limit","before":null}
"#
        );
        let journal = read(text.as_bytes());
        let mut marks = Marks::default();
        changes.iter().for_each(|change| marks.apply(change));
        assert_eq!(journal.marks.list(), marks.list());
        assert_eq!((journal.lines, journal.damaged, journal.whole), (6, None, text.len()));
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let text = [
            &head("/home/x.ron")[..],
            "{\"mark\":\"a\",\"colour\":\"red\"}\n{\"tag\":\"a\"}\n{\"mark\":\"a\",\"told\":\"A\"}\n",
        ]
        .concat();
        let journal = read(text.as_bytes());
        let anew = anew(&journal);
        assert_eq!(
            anew,
            "{\"startline\":\"marks\",\"version\":1,\"dataset\":\"/home/x.ron\"}\n{\"tag\":\"a\"}\n\
             {\"mark\":\"a\",\"told\":\"A\",\"colour\":\"red\"}\n"
        );
        assert_eq!(super::anew(&read(anew.as_bytes())), anew);
    }

    #[test]
    fn damage_is_said_and_what_is_good_is_read() {
        let good = line(&keep("a", "A"));
        let cases: [(&[u8], Option<usize>); 5] = [
            (b"\xff\xfe\n", Some(2)),
            (b"{\"mark\":\n", Some(2)),
            (b"[1]\n", Some(2)),
            (b"\0\0\0\0\n", Some(2)),
            // This was being written when its writer died.
            (b"{\"mark\":\"b\",\"to", Some(2)),
        ];
        for (bad, damaged) in cases {
            let mut text = good.clone().into_bytes();
            text.extend_from_slice(bad);
            let journal = read(&text);
            assert_eq!(journal.damaged, damaged, "{}", String::from_utf8_lossy(bad));
            assert_eq!(journal.marks.list().len(), 1);
        }
        assert_eq!(read(format!("{good}{{\"mark\"").as_bytes()).whole, good.len());
        let unended = read(format!("{good}{{\"mark\":\"b\"}}").as_bytes());
        assert_eq!((unended.whole, unended.lacks_end, unended.damaged), (good.len(), true, None));
        assert_eq!(unended.marks.list().len(), 2);
    }

    #[test]
    fn what_a_terminal_obeys_does_not_come_out_of_a_journal() {
        let journal =
            read(b"{\"mark\":\"a\",\"told\":\"x\\u001b[31my\\u202ez\",\"note\":\"\\u009b1m\"}\n");
        let mark = &journal.marks.list()[0];
        assert!(crate::text::forbidden(&mark.told).is_empty(), "{mark:?}");
        assert!(crate::text::forbidden(&mark.note).is_empty(), "{mark:?}");
    }

    proptest! {
        #[test]
        fn anything_is_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let journal = read(&bytes);
            prop_assert!(journal.whole <= bytes.len());
        }

        #[test]
        fn what_is_written_anew_reads_the_same(ids in proptest::collection::vec("[a-c]{1,2}", 0..12), note in "\\PC{0,20}") {
            let mut text = String::new();
            for id in &ids {
                let note = NoteChange { was: String::new(), now: note.clone() };
                text += &line(&MarkChange::Keep { id: id.clone(), told: Some("T".into()), note: Some(note), place: None });
            }
            let journal = read(text.as_bytes());
            let again = read(anew(&journal).as_bytes());
            prop_assert_eq!(again.marks.list(), journal.marks.list());
        }
    }
}
