//! Several datasets in one chronology: what an id means in each, and what they say of themselves together.
//!
//! Ids of each dataset are its own. Within a dataset an id means the record of that dataset; where the dataset has
//! none, it means that of the first of the others, in the order given, that has one; `name:id` means that of the
//! dataset of this name. So a dataset of notes may speak of the records of another, and two that know nothing of each
//! other may use the same ids.
//!
//! Outside every record has an id that no other has. Where two datasets give one id to different records, the record
//! of the first keeps it and that of the later goes by `name:id`, which is told as `shared-id`. A party of the same
//! name, a speaker of the same name and kind, and a source of the same outlet, title, address and date are no
//! different records: they are one, as the first dataset has it, and where the later says something else of it that
//! is told as `declared-twice`.
//!
//! The titles of all are joined, each with its version, and so are the descriptions; the chronology was last changed
//! when the last of them was. Time is counted from the event that the first of them counts from.

use rustc_hash::FxHashMap;

use super::super::date::Edtf;
use super::super::model::{Event, Location, Meta, Note, Party, Series, Source, Speaker, Statement};
use super::super::problem::ProblemCode;
use super::super::ron::location::PathStep::Field;
use super::super::shared_str::SharedStr;
use super::Check;
use super::file::{Declared, FileRecords};
use super::references::DeclaredNames;

/// A record whose id may be another dataset's too.
trait Joined: Clone {
    fn id(&mut self) -> &mut SharedStr;
    fn location(&self) -> Location;

    /// Whether two records of one id in two datasets are one. Claims never are.
    fn is_same(&self, _other: &Self) -> bool {
        false
    }

    /// Whether two records that are one say the same of it in every field.
    fn says_same(&self, _other: &Self, _names: &DeclaredNames<'_>) -> bool {
        true
    }
}

macro_rules! joined {
    ($($type:ident { $($rest:item)* })*) => {$(
        impl Joined for $type {
            fn id(&mut self) -> &mut SharedStr {
                &mut self.id
            }

            fn location(&self) -> Location {
                self.location
            }

            $($rest)*
        }
    )*};
}

joined! {
    Party {
        fn is_same(&self, other: &Self) -> bool {
            self.name == other.name
        }

        fn says_same(&self, other: &Self, _: &DeclaredNames<'_>) -> bool {
            *self == Self { location: self.location, ..other.clone() }
        }
    }
    Speaker {
        fn is_same(&self, other: &Self) -> bool {
            self.name == other.name && self.kind == other.kind
        }

        fn says_same(&self, other: &Self, names: &DeclaredNames<'_>) -> bool {
            let party = |of: &Self| of.party.map(|ix| names.text(of.location.file, ix.number()));
            let same = Self { location: self.location, party: self.party, ..other.clone() };
            *self == same && party(self) == party(other)
        }
    }
    Source {
        fn is_same(&self, other: &Self) -> bool {
            let of = |source: &Self| {
                (source.outlet.clone(), source.title.clone(), source.url.clone(), source.published.clone())
            };
            of(self) == of(other)
        }

        fn says_same(&self, other: &Self, names: &DeclaredNames<'_>) -> bool {
            let copied = |of: &Self| of.copy_of.map(|ix| names.text(of.location.file, ix.number()));
            let mut same = Self { location: self.location, ..other.clone() };
            if let Some(details) = &mut same.details {
                details.copy_of = self.copy_of;
            }
            *self == same && copied(self) == copied(other)
        }
    }
    Event {}
    Statement {}
    Note {}
    Series {}
}

impl Check<'_> {
    /// Makes one of the records that several datasets declare alike, and gives those whose ids are taken others.
    pub(super) fn join(&mut self, read: &mut [FileRecords]) {
        if !self.names.are_of_several() {
            return;
        }
        self.join_kind("party", read, |file| &mut file.parties);
        self.join_kind("speaker", read, |file| &mut file.speakers);
        self.join_kind("source", read, |file| &mut file.sources);
        self.join_kind("event", read, |file| &mut file.events);
        self.join_kind("statement", read, |file| &mut file.statements);
        self.join_kind("note", read, |file| &mut file.notes);
        self.join_kind("series", read, |file| &mut file.series);
        for Declared { record, .. } in read.iter_mut().flat_map(|file| &mut file.statements) {
            // Ids of speakers, or words.
            let file = record.location.file;
            let Some(details) = &mut record.details else { continue };
            for told in details.via.iter_mut().chain(&mut details.to) {
                if let Some(id) = self.names.speaker_meant(file, told) {
                    *told = id;
                }
            }
        }
    }

    fn join_kind<T: Joined>(
        &mut self,
        kind: &'static str,
        read: &mut [FileRecords],
        list: fn(&mut FileRecords) -> &mut Vec<Declared<T>>,
    ) {
        // The first record of each id, by the position of its name.
        let mut firsts: FxHashMap<usize, T> = FxHashMap::default();
        for file in read {
            list(file).retain_mut(|Declared { record, name }| {
                let location = record.location();
                let Some(own) = self.names.position(location.file, *name) else { return true };
                let Some(taken) = self.names.declared_before(own) else {
                    firsts.insert(own, record.clone());
                    return true;
                };
                let first = firsts.get(&taken).filter(|first| first.is_same(record));
                if let Some(first) = first {
                    let differs = !first.says_same(record, &self.names);
                    self.names.make_one(own, taken);
                    if differs {
                        self.tell_differing(kind, location, taken);
                    }
                    return false;
                }
                let qualified = self.names.qualify(own);
                self.tell_shared(location, taken, &qualified);
                *record.id() = qualified;
                true
            });
        }
    }

    fn tell_differing(&mut self, kind: &str, location: Location, first: usize) {
        let Some(told) = self.declaration(first) else { return };
        let message = format!("the {kind} {told} too, and not alike in every field");
        let help = "what that says is used; let both say the same, or give one another id";
        self.report(
            location,
            &[Field("id")],
            ProblemCode::DeclaredTwice,
            message,
            Some(help.to_owned()),
        );
    }

    fn tell_shared(&mut self, location: Location, first: usize, qualified: &str) {
        let (Some(told), Some(kind)) = (self.declaration(first), self.names.kind(first)) else {
            return;
        };
        let message = format!("the id {told} too, for another {kind}");
        let help = format!("outside of its dataset this one goes by `{qualified}`");
        self.report(location, &[Field("id")], ProblemCode::SharedId, message, Some(help));
    }

    /// `ru` is declared at <FILE:LINE>.
    fn declaration(&self, name: usize) -> Option<String> {
        let (text, location) = self.names.declared_at(name)?;
        let file = self.files.get(location.file.at()).map_or("", |file| file.name.as_str());
        Some(format!("`{text}` is declared at {file}:{}", location.line))
    }
}

/// What several datasets say of themselves together.
pub(super) fn joined(all: &[(Meta, Location)]) -> (Meta, Location) {
    let Some((first, location)) = all.first() else {
        let title = "Untitled chronology".to_owned();
        return (Meta { title, ..Meta::default() }, Location::default());
    };
    if all.len() == 1 {
        return (first.clone(), *location);
    }
    let metas = || all.iter().map(|(meta, _)| meta);
    let texts = |parts: Vec<&str>, between: &str| {
        let mut distinct: Vec<&str> = Vec::new();
        for part in parts {
            if !distinct.contains(&part) {
                distinct.push(part);
            }
        }
        (!distinct.is_empty()).then(|| distinct.join(between))
    };
    let mut editors: Vec<String> = Vec::new();
    for editor in metas().flat_map(|meta| &meta.editors) {
        if !editors.contains(editor) {
            editors.push(editor.clone());
        }
    }
    let anchored = all.iter().find(|(meta, _)| meta.anchor.is_some());
    let meta = Meta {
        schema: first.schema,
        title: metas().map(Meta::name).collect::<Vec<_>>().join(" + "),
        description: texts(metas().filter_map(|meta| meta.description.as_deref()).collect(), " "),
        updated: metas()
            .filter_map(|meta| meta.updated.as_ref())
            .max_by_key(|date| Edtf::latest(date))
            .cloned(),
        version: None,
        licence: texts(metas().filter_map(|meta| meta.licence.as_deref()).collect(), "; "),
        editors,
        anchor: anchored.and_then(|(meta, _)| meta.anchor.clone()),
    };
    (meta, anchored.map_or(*location, |(_, location)| *location))
}
