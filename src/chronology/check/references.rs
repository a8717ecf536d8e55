//! The ids by which records name each other: who goes by which, what each reference means, and what is lost with a
//! record that is left out.
//!
//! A reference that leads nowhere is told where it stands, with the nearest id that would lead somewhere. One that
//! leads to a record which is left out is no problem of its own: it is counted with the problem of that record.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::super::id::is_id;
use super::super::model::{Entity, FileIx, Location};
use super::super::problem::ProblemCode;
use super::super::ron::FileText;
use super::super::ron::location::PathStep;
use super::super::ron::mistakes::{brief, with_article};
use super::super::shared_str::SharedStr;
use super::Check;
use super::file::{Declared, FileRecords, LostRecord};
use crate::text::classes::is_default_ignorable;
use crate::text::spelling::nearest_name;

/// How many names are compared in all to find the nearest ones: it costs a pass over all names for each.
const COMPARISONS: usize = 4_000_000;

/// Who goes by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum NameMeaning {
    /// Nobody does.
    #[default]
    Nobody,
    /// A record that is read and not placed yet.
    Declared,
    /// A record.
    Record(Entity),
    /// A record that is left out, and the problem it is left out for, where that is held.
    Lost(Option<u32>),
}

/// A name that occurs in the dataset.
#[derive(Debug)]
struct DeclaredName<'n> {
    text: &'n str,
    /// The kind of the record that goes by it, and where that stands.
    kind: Option<&'static str>,
    /// At line 0 where no record goes by it, or only one that is left out.
    location: Location,
    meaning: NameMeaning,
    /// The dataset in which it occurs, by its position among those given.
    dataset: u16,
}

impl DeclaredName<'_> {
    fn declared_at(&self) -> Option<Location> {
        (self.location.line > 0).then_some(self.location)
    }
}

/// All names of the datasets. A name is known by its number, which its file gives it.
#[derive(Debug, Default)]
pub(super) struct DeclaredNames<'n> {
    list: Vec<DeclaredName<'n>>,
    /// What the datasets are called; none where there is one alone.
    datasets: &'n [Box<str>],
    /// The dataset of each file.
    of_dataset: Vec<u16>,
    /// The position of each name in the list, which is read there.
    numbers: HashTable<u32>,
    /// By the name of a record, the name in an earlier dataset of the record that is the same.
    one_with: FxHashMap<u32, u32>,
    /// By the name of a record, its id outside of its dataset, where its own is taken.
    qualified: FxHashMap<u32, SharedStr>,
    /// The position of each file's names in the list.
    of_files: Vec<Vec<u32>>,
    compared: usize,
    /// Names that the defaults of a file give and that mean nothing: told once, for all records of the file.
    faulty: FxHashMap<(FileIx, u32), Option<u32>>,
}

/// Why a reference means no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unresolved {
    /// It leads nowhere, which has been told.
    Told(Option<u32>),
    /// It leads to a record that is left out for this problem.
    RestsOn(Option<u32>),
}

impl Unresolved {
    pub(super) fn problem(self) -> Option<u32> {
        match self {
            Self::Told(problem) | Self::RestsOn(problem) => problem,
        }
    }
}

impl<'n> DeclaredNames<'n> {
    /// The names of files, each with those that it uses; `datasets` are the names of the datasets that the files
    /// belong to, where those are several.
    pub(super) fn new(
        of_files: &'n [Vec<SharedStr>],
        files: &[FileText],
        datasets: &'n [Box<str>],
    ) -> Self {
        let of_dataset = files.iter().map(|file| file.dataset).collect();
        let most = of_files.iter().map(Vec::len).sum();
        let (list, numbers) = (Vec::with_capacity(most), HashTable::with_capacity(most));
        let mut names = Self { list, datasets, of_dataset, numbers, ..Self::default() };
        for (n, texts) in of_files.iter().enumerate() {
            let dataset = files.get(n).map_or(0, |file| file.dataset);
            let positions = texts.iter().map(|text| names.number(dataset, text)).collect();
            names.of_files.push(positions);
        }
        names
    }

    /// The position of a name of a dataset in the list, to which it is added where it is new.
    fn number(&mut self, dataset: u16, text: &'n str) -> u32 {
        let Self { list, numbers, .. } = self;
        let is_same = |at: &u32| {
            list.get(*at as usize).is_some_and(|name| name.dataset == dataset && name.text == text)
        };
        let rehash =
            |at: &u32| list.get(*at as usize).map_or(0, |name| hash_of(name.dataset, name.text));
        match numbers.entry(hash_of(dataset, text), is_same, rehash) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let at = list.len() as u32;
                place.insert(at);
                list.push(DeclaredName {
                    text,
                    kind: None,
                    location: Location::default(),
                    meaning: NameMeaning::Nobody,
                    dataset,
                });
                at
            }
        }
    }

    /// The position of a name of a dataset in the list, where it occurs.
    fn find(&self, dataset: u16, text: &str) -> Option<usize> {
        let is_same = |at: &u32| {
            let name = self.list.get(*at as usize);
            name.is_some_and(|name| name.dataset == dataset && name.text == text)
        };
        self.numbers.find(hash_of(dataset, text), is_same).map(|at| *at as usize)
    }

    /// Whether there are several datasets, whose names may be alike.
    pub(super) fn are_of_several(&self) -> bool {
        self.datasets.len() > 1
    }

    /// The name of a record of another dataset that is meant where the dataset itself has none of that name: the one
    /// that the text names with `dataset:id`, or the first.
    fn elsewhere(&self, text: &str) -> Option<usize> {
        let declared = |dataset: usize, id: &str| {
            let position = self.find(dataset as u16, id)?;
            self.list.get(position)?.kind.is_some().then_some(position)
        };
        let named = text.split_once(':').and_then(|(dataset, id)| {
            declared(self.datasets.iter().position(|name| **name == *dataset)?, id)
        });
        named.or_else(|| (0..self.datasets.len()).find_map(|dataset| declared(dataset, text)))
    }

    /// The name that a name of a file means: its own, or that of another dataset's record.
    fn meant(&self, own: usize) -> Option<usize> {
        let name = self.list.get(own)?;
        let other = match name.kind {
            None if self.are_of_several() => self.elsewhere(name.text),
            _ => None,
        };
        let meant = other.unwrap_or(own);
        Some(self.one_with.get(&(meant as u32)).map_or(meant, |first| *first as usize))
    }

    /// The first name of an earlier dataset than that of `own` by which a record goes that has the same id.
    pub(super) fn declared_before(&self, own: usize) -> Option<usize> {
        let name = self.list.get(own)?;
        (0..name.dataset).find_map(|dataset| {
            let position = self.find(dataset, name.text)?;
            self.list.get(position)?.kind.is_some().then_some(position)
        })
    }

    /// Lets a name mean the record of another dataset that goes by `first`.
    pub(super) fn make_one(&mut self, own: usize, first: usize) {
        let first = first as u32;
        let whole = self.one_with.get(&first).copied().unwrap_or(first);
        self.one_with.insert(own as u32, whole);
    }

    /// Gives a record whose id is taken the one by which it goes outside of its dataset.
    pub(super) fn qualify(&mut self, own: usize) -> SharedStr {
        let Some(name) = self.list.get(own) else { return SharedStr::default() };
        let dataset = self.datasets.get(usize::from(name.dataset)).map_or("", |name| name);
        let qualified: SharedStr = format!("{dataset}:{}", name.text).into();
        self.qualified.insert(own as u32, qualified.clone());
        qualified
    }

    /// The id of the speaker that words of a file mean, if they are the id of one and that is another outside.
    pub(super) fn speaker_meant(&self, file: FileIx, words: &str) -> Option<SharedStr> {
        let dataset = *self.of_dataset.get(file.at())?;
        let own = self.find(dataset, words);
        let declared = |at: &usize| self.list.get(*at).is_some_and(|name| name.kind.is_some());
        let at = self.meant(own.filter(declared).or_else(|| self.elsewhere(words))?)?;
        let name = self.list.get(at).filter(|name| name.kind == Some("speaker"))?;
        let id = self.qualified.get(&(at as u32)).map_or(name.text, |id| id);
        (id != words).then(|| id.into())
    }

    /// The kind of the record that goes by a name.
    pub(super) fn kind(&self, name: usize) -> Option<&'static str> {
        self.list.get(name)?.kind
    }

    /// What a name says, and where the record that goes by it is declared.
    pub(super) fn declared_at(&self, name: usize) -> Option<(&'n str, Location)> {
        let name = self.list.get(name)?;
        Some((name.text, name.declared_at()?))
    }

    /// The position of a name of a file.
    pub(super) fn position(&self, file: FileIx, name: u32) -> Option<usize> {
        let position = *self.of_files.get(file.at())?.get(name as usize)?;
        Some(position as usize)
    }

    fn get(&self, file: FileIx, name: u32) -> Option<&DeclaredName<'n>> {
        self.list.get(self.position(file, name)?)
    }

    fn get_mut(&mut self, file: FileIx, name: u32) -> Option<&mut DeclaredName<'n>> {
        let position = self.position(file, name)?;
        self.list.get_mut(position)
    }

    /// What a name of a file says.
    pub(super) fn text(&self, file: FileIx, name: u32) -> &'n str {
        self.get(file, name).map_or("", |name| name.text)
    }

    /// The name nearest to `text` that a record of `kind` goes by.
    fn nearest(&mut self, kind: &str, text: &str) -> Option<&'n str> {
        self.compared += self.list.len();
        if self.compared > COMPARISONS {
            return None;
        }
        // What a lost record should be called may be written, what it is called wrongly may not.
        let is_right = |name: &DeclaredName<'n>| {
            !matches!(name.meaning, NameMeaning::Lost(_)) || is_id(name.text)
        };
        let fits = |name: &&DeclaredName<'n>| {
            name.kind.is_some_and(|k| k == kind || kind == "record") && is_right(name)
        };
        nearest_name(text, self.list.iter().filter(fits).map(|name| name.text))
    }
}

fn hash_of(dataset: u16, text: &str) -> u64 {
    FxBuildHasher.hash_one((dataset, text))
}

/// Where a reference stands: in the record at a location, on the way to a value in it.
pub(super) type ReferencePlace<'p> = (Location, &'p [PathStep<'p>]);

impl Check<'_> {
    /// Keeps the records whose names are not taken, kind by kind.
    pub(super) fn declare_all(&mut self, read: &mut [FileRecords]) {
        self.declare("party", read, |file| &mut file.parties, |r| r.location);
        self.declare("speaker", read, |file| &mut file.speakers, |r| r.location);
        self.declare("source", read, |file| &mut file.sources, |r| r.location);
        self.declare("event", read, |file| &mut file.events, |r| r.location);
        self.declare("statement", read, |file| &mut file.statements, |r| r.location);
        self.declare("note", read, |file| &mut file.notes, |r| r.location);
        self.declare("series", read, |file| &mut file.series, |r| r.location);
    }

    fn declare<T>(
        &mut self,
        kind: &'static str,
        read: &mut [FileRecords],
        list: fn(&mut FileRecords) -> &mut Vec<Declared<T>>,
        location: fn(&T) -> Location,
    ) {
        for file in read {
            list(file)
                .retain(|declared| self.takes(kind, declared.name, location(&declared.record)));
        }
    }

    fn takes(&mut self, kind: &'static str, number: u32, location: Location) -> bool {
        let Some(name) = self.names.get_mut(location.file, number) else { return false };
        if let (Some(taken_by), Some(first)) = (name.kind, name.declared_at()) {
            let file = self.files.get(first.file.at()).map_or("", |file| file.name.as_str());
            let text = brief(name.text);
            let message =
                format!("the id `{text}` is taken by the {taken_by} at {file}:{}", first.line);
            let help = "give one of the two another id; the first is kept".to_owned();
            let at = [PathStep::Field("id")];
            self.report(location, &at, ProblemCode::DuplicateId, message, Some(help));
            self.left_out += 1;
            return false;
        }
        (name.kind, name.location, name.meaning) = (Some(kind), location, NameMeaning::Declared);
        true
    }

    /// Takes in the records of a file that are left out for problems of their own. What names one of them rests on
    /// its problem; a record that gives no name takes no reference with it, since nobody knows which were meant.
    pub(super) fn take_lost(&mut self, file: FileIx, lost: Vec<LostRecord>) {
        for LostRecord { kind, name, problem } in lost {
            if let Some(name) = self.names.get_mut(file, name)
                && name.meaning == NameMeaning::Nobody
            {
                (name.kind, name.meaning) = (Some(kind), NameMeaning::Lost(problem));
            }
        }
    }

    /// A record that goes by a name has its place.
    pub(super) fn place(&mut self, location: Location, name: u32, target: Entity) {
        if let Some(name) = self.names.get_mut(location.file, name) {
            name.meaning = NameMeaning::Record(target);
        }
    }

    /// What the defaults of a file give and means nothing is told there, once for all records of the file.
    pub(super) fn default(
        &mut self,
        location: Location,
        field: &'static str,
        kind: &'static str,
        number: Option<u32>,
    ) {
        let Some(number) = number else { return };
        if let Err(why) = self.resolve((location, &[PathStep::Field(field)]), kind, number) {
            self.names.faulty.insert((location.file, number), why.problem());
        }
    }

    /// Leaves out a record for what one of its references does not mean.
    pub(super) fn lose(&mut self, location: Location, name: u32, why: Unresolved) {
        self.left_out += 1;
        self.count(why);
        self.mark_lost(location, name, why);
    }

    /// Counts a record with the problem that it rests on.
    pub(super) fn count(&mut self, why: Unresolved) {
        if let Unresolved::RestsOn(Some(problem)) = why {
            self.problems.rests_on(problem);
        }
    }

    /// Lets every further reference to a name rest on a problem.
    pub(super) fn mark_lost(&mut self, location: Location, name: u32, why: Unresolved) {
        if let Some(name) = self.names.get_mut(location.file, name) {
            name.meaning = NameMeaning::Lost(why.problem());
        }
    }

    /// Tells a reference of a record that is left out where it leads nowhere, so that this is not told only once the
    /// record is mended for what else is wrong in it. What has no place yet may still get one. A `record` is one that a
    /// link may lead to. What it means, where that has a place.
    pub(super) fn tell_nowhere(
        &mut self,
        at: ReferencePlace<'_>,
        kind: &'static str,
        number: u32,
    ) -> Option<Entity> {
        let own = self.names.position(at.0.file, number);
        let name = own.and_then(|own| self.names.list.get(self.names.meant(own)?));
        let is_to_come = name.is_some_and(|name| {
            let fits = |k| k == kind || (kind == "record" && matches!(k, "event" | "statement"));
            name.meaning == NameMeaning::Declared && name.kind.is_some_and(fits)
        });
        if is_to_come { None } else { self.resolve(at, kind, number).ok() }
    }

    /// The record of `kind` that a name means; what hinders it is told at its place.
    pub(super) fn resolve(
        &mut self,
        (location, path): ReferencePlace<'_>,
        kind: &'static str,
        number: u32,
    ) -> Result<Entity, Unresolved> {
        if let Some(problem) = self.names.faulty.get(&(location.file, number)) {
            return Err(Unresolved::RestsOn(*problem));
        }
        let meant =
            self.names.position(location.file, number).and_then(|own| self.names.meant(own));
        let Some(name) = meant.and_then(|at| self.names.list.get(at)) else {
            return Err(Unresolved::Told(None));
        };
        let text = self.names.text(location.file, number);
        let fits = name.kind.is_none_or(|k| k == kind || k == "record" || kind == "record");
        match name.meaning {
            NameMeaning::Record(target) if fits => return Ok(target),
            NameMeaning::Lost(problem) if fits => return Err(Unresolved::RestsOn(problem)),
            _ => {}
        }
        let declared = name.kind;
        let near = self.names.nearest(kind, text).filter(|near| *near != text);
        let wanted = with_article(kind);
        let (message, help) = match (declared, near) {
            (Some(other), near) => {
                let near =
                    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                let other = with_article(other);
                let message =
                    format!("`{}` is {other}, and {wanted} is expected here", brief(text));
                (message, format!("write the id of {wanted}{near}"))
            }
            (None, Some(near)) => (no_such(kind, text), did_you_mean(near, text)),
            (None, None) => {
                let help = format!("add {wanted} with this id, or write the id of one that exists");
                (no_such(kind, text), help)
            }
        };
        let code = ProblemCode::UnknownReference;
        Err(Unresolved::Told(self.report(location, path, code, message, Some(help))))
    }
}

/// A character that shows nothing, or a blank, is named: nobody sees it in the id that was written.
fn did_you_mean(near: &str, text: &str) -> String {
    let unseen = text.chars().find(|c| c.is_whitespace() || is_default_ignorable(*c));
    match unseen {
        Some(c) => format!("write \"{near}\": this holds U+{:04X} besides", u32::from(c)),
        None => format!("did you mean `{near}`?"),
    }
}

fn no_such(kind: &str, id: &str) -> String {
    format!("there is no {kind} `{}`", brief(id))
}
