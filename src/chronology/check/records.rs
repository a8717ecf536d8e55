//! From what files say to the records of a chronology: each in its place, and every name in it the record it means.

use rustc_hash::FxHashSet;

use super::super::Records;
use super::super::model::{
    Cite, CountAnchor, Entity, Event, EventIx, Link, Location, Meta, Note, NoteIx, PartyIx, Point,
    Series, SeriesIx, Source, SourceIx, Speaker, SpeakerIx, Statement, StatementIx, Subject,
};
use super::super::problem::ProblemCode;
use super::super::ron::location::PathStep::{self, Bracketed, Field, Item};
use super::Check;
use super::file::{Declared, FileRecords};
use super::groups::inherit;
use super::references::Unresolved;

/// All records of a kind, in the order of the files.
fn all<T>(
    read: &mut [FileRecords],
    list: fn(&mut FileRecords) -> &mut Vec<Declared<T>>,
) -> impl Iterator<Item = Declared<T>> {
    read.iter_mut().flat_map(move |file| std::mem::take(list(file)))
}

/// Keeps what hinders a record: what was told of it before what it rests on.
fn keep(hindrance: &mut Option<Unresolved>, found: Option<Unresolved>) {
    if let (None | Some(Unresolved::RestsOn(_)), Some(found)) = (*hindrance, found)
        && !matches!((*hindrance, found), (Some(_), Unresolved::RestsOn(_)))
    {
        *hindrance = Some(found);
    }
}

impl Check<'_> {
    /// What each dataset says of itself.
    pub(super) fn metas(&mut self, read: &mut [FileRecords]) -> Vec<(Meta, Location)> {
        let mut kept: Vec<(Meta, Location)> = Vec::new();
        let mut last = None;
        for (meta, location) in read.iter_mut().flat_map(|file| std::mem::take(&mut file.meta)) {
            let dataset = self.files.get(location.file.at()).map(|file| file.dataset);
            if dataset.is_some() && last == dataset {
                let message = "the dataset describes itself twice; only the first `meta` is used";
                let help = Some("keep one of the two".to_owned());
                self.report(location, &[], ProblemCode::DuplicateField, message, help);
            } else {
                kept.push((meta, location));
                last = dataset;
            }
        }
        kept
    }

    /// Resolves the event from which the dataset counts time, once events have their places.
    pub(super) fn anchor(&mut self, meta: &mut Meta, location: Location) {
        let Some(CountAnchor { event, label }) = meta.anchor.take() else { return };
        let name = event.number();
        match self.resolve((location, &[Field("anchor"), Field("event")]), "event", name) {
            Ok(Entity::Event(event)) => meta.anchor = Some(CountAnchor { event, label }),
            other => self.count(unmeant(other)),
        }
    }

    /// The records of all files.
    pub(super) fn records(&mut self, read: &mut [FileRecords]) -> Records {
        let mut records = Records::default();
        records.parties.reserve_exact(read.iter().map(|file| file.parties.len()).sum());
        for Declared { record, name } in all(read, |file| &mut file.parties) {
            self.place(record.location, name, Entity::Party(PartyIx::from(records.parties.len())));
            records.parties.push(record);
        }
        records.speakers.reserve_exact(read.iter().map(|file| file.speakers.len()).sum());
        for Declared { record, name } in all(read, |file| &mut file.speakers) {
            self.place(
                record.location,
                name,
                Entity::Speaker(SpeakerIx::from(records.speakers.len())),
            );
            records.speakers.push(self.speaker_of(record));
        }
        records.sources.reserve_exact(read.iter().map(|file| file.sources.len()).sum());
        for Declared { record, name } in all(read, |file| &mut file.sources) {
            self.place(
                record.location,
                name,
                Entity::Source(SourceIx::from(records.sources.len())),
            );
            records.sources.push(record);
        }
        self.copies(&mut records.sources);
        for file in &mut *read {
            let Some(defaults) = &file.defaults else { continue };
            let at = defaults.location;
            self.default(at, "source", "source", defaults.source.map(SourceIx::number));
            self.default(
                at,
                "cite",
                "source",
                defaults.cite.as_ref().map(|cite| cite.source.number()),
            );
            self.default(at, "speaker", "speaker", defaults.speaker.map(SpeakerIx::number));
        }
        records.events.reserve_exact(read.iter().map(|file| file.events.len()).sum());
        for Declared { mut record, name } in all(read, |file| &mut file.events) {
            let mut hindrance = None;
            self.cites(record.location, &mut record.cites, &mut hindrance);
            match hindrance {
                Some(why) => {
                    self.lose(record.location, name, why);
                    self.tell_links(record.location, &record.links);
                }
                None => {
                    self.place(
                        record.location,
                        name,
                        Entity::Event(EventIx::from(records.events.len())),
                    );
                    records.events.push(record);
                }
            }
        }
        for file in &mut *read {
            let Some(defaults) = &file.defaults else { continue };
            self.default(defaults.location, "event", "event", defaults.event.map(EventIx::number));
        }
        self.statements(read, &mut records);
        self.links_of_all(&mut records);
        self.series(read, &mut records);
        self.notes(read, &mut records);
        records
    }

    fn speaker_of(&mut self, mut speaker: Speaker) -> Speaker {
        let party = speaker.party.take();
        speaker.party = party.and_then(|name| {
            match self.resolve((speaker.location, &[Field("party")]), "party", name.number()) {
                Ok(Entity::Party(party)) => Some(party),
                Ok(_) => None,
                Err(why) => {
                    self.count(why);
                    None
                }
            }
        });
        speaker
    }

    /// Resolves what sources are copies of. A copy of a copy leads to an original in the end, or the copies of the
    /// circle lead nowhere.
    fn copies(&mut self, sources: &mut [Source]) {
        for source in &mut *sources {
            let Some(name) = source.copy_of else { continue };
            source.copy_of = None;
            match self.resolve((source.location, &[Field("copy_of")]), "source", name.number()) {
                Ok(Entity::Source(original)) => source.copy_of = Some(original),
                other => self.count(unmeant(other)),
            }
        }
        // The walk that came by a source, counted from 1; each walk ends where another has been.
        let mut walked = vec![0; sources.len()];
        for start in 0..sources.len() {
            let mut here = start;
            while walked[here] == 0 {
                walked[here] = start + 1;
                let Some(next) = sources[here].copy_of else { break };
                here = next.at();
                if walked[here] == start + 1 {
                    let message = "copy_of goes round in a circle";
                    let help = "let the original have no copy_of, and each copy name what it was made from";
                    let (location, at) = (sources[here].location, [Field("copy_of")]);
                    self.report(location, &at, ProblemCode::Cycle, message, Some(help.to_owned()));
                    sources[here].copy_of = None;
                }
            }
        }
    }

    fn statements(&mut self, read: &mut [FileRecords], records: &mut Records) {
        let count = read.iter().map(|file| file.statements.len()).sum();
        let (mut statements, mut names) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for Declared { mut record, name } in all(read, |file| &mut file.statements) {
            match self.claims_of(&mut record) {
                Some(why) => {
                    self.lose(record.location, name, why);
                    if let Some(head) = record.same_as {
                        let at = (record.location, &[Field("same_as")][..]);
                        self.tell_nowhere(at, "statement", head.number());
                    }
                    self.tell_links(record.location, &record.links);
                }
                None => {
                    let place = Entity::Statement(StatementIx::from(statements.len()));
                    self.place(record.location, name, place);
                    statements.push(record);
                    names.push(name);
                }
            }
        }
        self.group(&mut statements, &names);
        records.statements = statements;
        inherit(&mut records.statements);
        self.require_speakers(&records.statements);
    }

    /// Resolves what a statement cannot do without; what hinders it.
    fn claims_of(&mut self, statement: &mut Statement) -> Option<Unresolved> {
        let (at, mut hindrance) = (statement.location, None);
        match self.resolve((at, &[Field("source")]), "source", statement.source.number()) {
            Ok(Entity::Source(source)) => statement.source = source,
            other => keep(&mut hindrance, Some(unmeant(other))),
        }
        self.speakers_of(statement, &mut hindrance);
        if let Some(name) = statement.event {
            match self.resolve((at, &[Field("event")]), "event", name.number()) {
                Ok(Entity::Event(event)) => statement.event = Some(event),
                other => keep(&mut hindrance, Some(unmeant(other))),
            }
        }
        hindrance
    }

    /// Who said it: the first of all, and all where they are several.
    fn speakers_of(&mut self, statement: &mut Statement, hindrance: &mut Option<Unresolved>) {
        let at = statement.location;
        let mut all: Vec<SpeakerIx> = Vec::new();
        let mut add = |resolved| match resolved {
            Ok(Entity::Speaker(speaker)) => all.push(speaker),
            other => keep(hindrance, Some(unmeant(other))),
        };
        if let Some(name) = statement.speaker {
            add(self.resolve((at, &[Field("speaker")]), "speaker", name.number()));
        }
        for (n, name) in statement.speakers.iter().enumerate() {
            add(self.resolve((at, &[Field("speakers"), Item(n)]), "speaker", name.number()));
        }
        if all.len() > 1 {
            let mut seen = FxHashSet::default();
            all.retain(|speaker| seen.insert(*speaker));
        }
        statement.speaker = all.first().copied();
        if let Some(details) = &mut statement.details {
            details.speakers = if all.len() > 1 { all } else { Vec::new() };
        }
    }

    /// Resolves the sources that a record cites, and takes out those that mean nothing.
    fn cites(&mut self, at: Location, cites: &mut Vec<Cite>, hindrance: &mut Option<Unresolved>) {
        let mut n = 0;
        cites.retain_mut(|cite| {
            let found = self.cite((at, &[Field("cites"), Item(n), Field("source")]), cite);
            n += 1;
            keep(hindrance, found);
            found.is_none()
        });
    }

    fn cite(
        &mut self,
        at: super::references::ReferencePlace<'_>,
        cite: &mut Cite,
    ) -> Option<Unresolved> {
        match self.resolve(at, "source", cite.source.number()) {
            Ok(Entity::Source(source)) => {
                cite.source = source;
                None
            }
            other => Some(unmeant(other)),
        }
    }

    fn links_of_all(&mut self, records: &mut Records) {
        let own_head =
            |(n, statement): (usize, &Statement)| statement.same_as.unwrap_or(StatementIx::from(n));
        let heads: Vec<_> = records.statements.iter().enumerate().map(own_head).collect();
        for (n, Event { links, location, .. }) in records.events.iter_mut().enumerate() {
            self.links(*location, Subject::Event(EventIx::from(n)), links, &heads);
        }
        for (n, Statement { details, location, .. }) in records.statements.iter_mut().enumerate() {
            if let Some(details) = details {
                let own = Subject::Statement(StatementIx::from(n));
                self.links(*location, own, &mut details.links, &heads);
            }
        }
    }

    /// Resolves the links of a record, and takes out those that lead nowhere, to itself or to other reports of its words,
    /// which are one record with it. The head of each statement is in `heads`.
    fn links(
        &mut self,
        location: Location,
        own: Subject,
        links: &mut Vec<Link>,
        heads: &[StatementIx],
    ) {
        let record_of = |subject: Subject| match subject {
            Subject::Event(_) => subject,
            Subject::Statement(ix) => Subject::Statement(heads.get(ix.at()).copied().unwrap_or(ix)),
        };
        let mut n = 0;
        links.retain_mut(|link| {
            let path = [Field("links"), Item(n)];
            n += 1;
            let [field, item] = path;
            let to = self.link((location, &[field, item, Bracketed]), link.to);
            let leads_back = to.is_some_and(|to| record_of(to) == record_of(own));
            if leads_back {
                let (message, help) = if to == Some(own) {
                    ("this record links to itself", "link to another record")
                } else {
                    (
                        "this links to a report of the same words",
                        "link to a record of other words; if these are others, remove same_as",
                    )
                };
                let code = ProblemCode::SelfLink;
                self.report(location, &path, code, message, Some(help.to_owned()));
            }
            link.to = to.unwrap_or(own);
            to.is_some() && !leads_back
        });
    }

    /// Tells the links of a record that is left out where they lead nowhere.
    pub(super) fn tell_links(&mut self, location: Location, links: &[Link]) {
        for (n, link) in links.iter().enumerate() {
            let at = (location, &[Field("links"), Item(n), Bracketed][..]);
            if let Some(to) = self.tell_nowhere(at, "record", named(link.to)) {
                self.linkable(at, named(link.to), to);
            }
        }
    }

    fn link(&mut self, at: super::references::ReferencePlace<'_>, to: Subject) -> Option<Subject> {
        let name = named(to);
        match self.resolve(at, "record", name) {
            Ok(to) => self.linkable(at, name, to),
            Err(why) => {
                self.count(why);
                None
            }
        }
    }

    /// The event or statement that a link leads to; that it leads to something else is told.
    fn linkable(
        &mut self,
        at: super::references::ReferencePlace<'_>,
        name: u32,
        to: Entity,
    ) -> Option<Subject> {
        match to {
            Entity::Event(event) => Some(Subject::Event(event)),
            Entity::Statement(statement) => Some(Subject::Statement(statement)),
            _ => {
                let id = self.names.text(at.0.file, name);
                let message = format!("`{id}` is neither an event nor a statement");
                let help = Some("links go to what happened or what was said".to_owned());
                self.report(at.0, at.1, ProblemCode::UnknownReference, message, help);
                None
            }
        }
    }

    fn series(&mut self, read: &mut [FileRecords], records: &mut Records) {
        for Declared { mut record, name } in all(read, |file| &mut file.series) {
            let at = record.location;
            if let Some(party) = record.party {
                match self.resolve((at, &[Field("party")]), "party", party.number()) {
                    Ok(Entity::Party(party)) => record.party = Some(party),
                    other => {
                        self.lose(at, name, unmeant(other));
                        for (n, point) in record.points.iter().enumerate() {
                            let Some(cite) = &point.cite else { continue };
                            let path = [Field("points"), Item(n), Field("cite"), Field("source")];
                            self.tell_nowhere((at, &path), "source", cite.source.number());
                        }
                        continue;
                    }
                }
            }
            self.place(at, name, Entity::Series(SeriesIx::from(records.series.len())));
            self.points(&mut record);
            records.series.push(record);
        }
    }

    /// The points of a series in the order of their dates, less those that cite what is not there.
    fn points(&mut self, series: &mut Series) {
        let (at, mut n) = (series.location, 0);
        series.points.retain_mut(|Point { cite, .. }| {
            let path = [Field("points"), Item(n), Field("cite"), Field("source")];
            n += 1;
            let hindrance = cite.as_mut().and_then(|cite| self.cite((at, &path), cite));
            if let Some(why) = hindrance {
                self.left_out += 1;
                self.count(why);
            }
            hindrance.is_none()
        });
        series.points.sort_by(|a, b| a.date.cmp_in_time(&b.date));
    }

    fn notes(&mut self, read: &mut [FileRecords], records: &mut Records) {
        for Declared { mut record, name } in all(read, |file| &mut file.notes) {
            let (at, mut hindrance) = (record.location, None);
            let mut n = 0;
            record.about.retain_mut(|target| {
                let path = [Field("about"), Item(n)];
                n += 1;
                let found = self.subject((at, &path), target);
                keep(&mut hindrance, found);
                found.is_none()
            });
            let Note { about, cites, .. } = &mut record;
            if let (Some(why), true) = (hindrance, about.is_empty()) {
                self.lose(at, name, why);
                for (n, cite) in cites.iter().enumerate() {
                    let path = [Field("cites"), Item(n), Field("source")];
                    self.tell_nowhere((at, &path), "source", cite.source.number());
                }
                continue;
            }
            self.cites(at, cites, &mut hindrance);
            if let Some(why) = hindrance {
                self.count(why);
            }
            self.place(at, name, Entity::Note(NoteIx::from(records.notes.len())));
            records.notes.push(record);
        }
    }

    /// Resolves what a note is about, which may be a record of any kind.
    fn subject(
        &mut self,
        at: (Location, &[PathStep<'_>]),
        target: &mut Entity,
    ) -> Option<Unresolved> {
        let Entity::Note(name) = *target else { return None };
        match self.resolve(at, "record", name.number()) {
            Ok(found) => {
                *target = found;
                None
            }
            Err(why) => Some(why),
        }
    }
}

/// The number of the name by which a link that is not resolved yet names a record.
fn named(to: Subject) -> u32 {
    match to {
        Subject::Event(ix) => ix.number(),
        Subject::Statement(ix) => ix.number(),
    }
}

/// Why a name does not mean what it should; that it means a record of another kind has been told.
fn unmeant(resolved: Result<Entity, Unresolved>) -> Unresolved {
    resolved.err().unwrap_or(Unresolved::Told(None))
}
