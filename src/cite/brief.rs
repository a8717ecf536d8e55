//! The brief: what is taken along of a dataset as one document, each quotation once with all that stands behind it.
//!
//! Owns what a brief says and in which order; [`markdown`] and [`html`] set it. The words are [`crate::words`]'s,
//! the line of a source is the note style's. Pure: what is taken along comes in, text comes out, and nothing is
//! invented to fill a blank.

pub mod html;
pub mod markdown;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::reference::{Cited, Print, Reference};
use super::{address_of, note};
use crate::chronology::Chronology;
use crate::chronology::date::{Edge, Edtf};
use crate::chronology::model::{
    Basis, Entity, EventIx, NoteIx, RecordIx, Statement, StatementIx, StatementKind, Subject,
};
use crate::chronology::verify::dataset::Verification;
use crate::chronology::verify::quote::Finding;
use crate::text::{capital, closed};
use crate::words;

/// What a brief is made of.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    /// The records, as they were known on the day.
    pub c: &'a Chronology,
    /// What the texts held say of them; `None` where no texts are held.
    pub verification: Option<&'a Verification>,
    /// The day of knowledge.
    pub day: NaiveDate,
    /// The moment after which nothing was known, where the reader asked for one.
    pub known_by: Option<Edge>,
    /// The query that chose them, if one did.
    pub query: Option<&'a str>,
    /// What is taken along, in the order in which it is to stand.
    pub picks: Vec<Pick<'a>>,
    /// What was to be taken along and is not among the records.
    pub missing: Vec<Missing<'a>>,
}

/// A record that is taken along.
#[derive(Debug, Clone, Copy)]
pub struct Pick<'a> {
    /// The record.
    pub entity: Entity,
    /// What its reader remarks on it.
    pub note: Option<&'a str>,
}

/// A record that is not there.
#[derive(Debug, Clone)]
pub struct Missing<'a> {
    /// Its id.
    pub id: &'a str,
    /// The words by which it was told when it was there.
    pub told: &'a str,
    /// What its reader remarks on it.
    pub note: Option<&'a str>,
    /// Why it is not there, in a clause.
    pub why: String,
}

/// What is said of one record; of words that several sources print alike, once.
#[derive(Debug, Clone)]
struct BriefSection<'a> {
    entity: Entity,
    /// The record as each of its sources that are taken along prints it; the first is the one that is told.
    reports: Vec<Reference<'a>>,
    statements: Vec<StatementIx>,
    notes: Vec<NoteIx>,
    own: Vec<&'a str>,
}

/// A source that prints what is told, for a footnote.
#[derive(Debug, Clone, Copy)]
struct Footnote<'s, 'a> {
    reference: &'s Reference<'a>,
    print: &'s Print<'a>,
    /// Which of the prints of this record it is, from 1.
    nth: usize,
}

/// A date that stands before what happened then.
#[derive(Debug, Clone)]
struct Day<'a> {
    date: Option<&'a Edtf>,
    words: String,
}

/// What the words of a section are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Somebody's words, set off.
    Quoted,
    /// Somebody's words in the dataset's.
    Paraphrased,
    /// The dataset's own.
    Own,
}

/// Something that is known of what is told, with what it is.
#[derive(Debug, Clone)]
struct Fact<'a> {
    what: String,
    text: String,
    /// The language of the text, where it is not that of the page.
    lang: Option<&'a str>,
    /// The record that it names, for a link where that is taken along too.
    names: Option<Entity>,
}

impl Fact<'_> {
    fn new(what: impl Into<String>, text: impl Into<String>) -> Self {
        Self { what: what.into(), text: text.into(), lang: None, names: None }
    }
}

impl<'a> Brief<'a> {
    /// `New START: 2 quotations, 1 event`.
    fn title(&self, sections: &[BriefSection<'_>]) -> String {
        let title = match &*self.c.meta.title {
            "" => "Brief",
            title => title,
        };
        let counted = |noun: &str| {
            let n = sections.iter().filter(|section| self.noun(section) == noun).count();
            (n > 0).then(|| words::count(n, noun))
        };
        let nouns = ["quotation", "paraphrase", "event", "figure", "source", "note"];
        let counts: Vec<String> = nouns.into_iter().filter_map(counted).collect();
        if counts.is_empty() { title.to_owned() } else { format!("{title}: {}", counts.join(", ")) }
    }

    /// What it rests on: the dataset and its state, the day of knowledge, the query.
    fn about(&self) -> Vec<Fact<'a>> {
        let meta = &self.c.meta;
        let updated = meta.updated.as_ref().map(|date| format!("updated {}", date.long()));
        let name = Some(meta.name()).filter(|name| !name.is_empty());
        let dataset: Vec<String> = name.into_iter().chain(updated).collect();
        let day = match self.known_by {
            Some(end) => words::known_by(end),
            None => Edtf::of_day(self.day).long(),
        };
        let mut about = Vec::new();
        if !dataset.is_empty() {
            about.push(Fact::new("Dataset", dataset.join(", ")));
        }
        // Of several the title above is that of all of them.
        for one in &self.c.datasets.list {
            let title = one.title.as_deref().unwrap_or(&one.name);
            about.push(Fact::new("From", format!("{title} ({})", one.name)));
        }
        about.push(Fact::new("As of", day));
        about.extend(self.query.map(|query| Fact::new("Query", query)));
        if self.verification.is_none() {
            let text = "no article texts were held, so no quotation was checked against print";
            about.push(Fact::new("Verification", text));
        }
        about
    }

    /// What is told, each record once, and of words that several of the sources print alike once.
    fn sections(&self) -> Vec<BriefSection<'a>> {
        let c = self.c;
        let mut sections: Vec<BriefSection<'a>> = Vec::new();
        let mut places: HashMap<Entity, usize> = HashMap::new();
        let mut alike: HashMap<(RecordIx, StatementKind, &str), usize> = HashMap::new();
        for pick in &self.picks {
            let statement = match pick.entity {
                Entity::Statement(ix) => Some(ix),
                _ => None,
            };
            let at = places.get(&pick.entity).copied();
            let same = statement.map(|ix| {
                let s = c.statement(ix);
                (c.record_of(Subject::Statement(ix)), s.kind, &*s.text)
            });
            if let Some(at) = at {
                // Taken along twice, told once.
                sections[at].own.extend(pick.note);
                continue;
            }
            let Some(reference) = Reference::of(c, pick.entity) else { continue };
            let reference = Reference { checked: self.verification, ..reference };
            let at = same.and_then(|key| alike.get(&key).copied()).unwrap_or_else(|| {
                sections.push(BriefSection {
                    entity: pick.entity,
                    reports: Vec::new(),
                    statements: Vec::new(),
                    notes: Vec::new(),
                    own: Vec::new(),
                });
                sections.len() - 1
            });
            places.insert(pick.entity, at);
            alike.extend(same.map(|key| (key, at)));
            let section = &mut sections[at];
            section.reports.push(reference);
            section.statements.extend(statement);
            section.own.extend(pick.note);
            let about = match pick.entity {
                Entity::Point(ix) => Entity::Series(ix.series),
                entity => entity,
            };
            for note in c.notes(about) {
                if !section.notes.contains(note) {
                    section.notes.push(*note);
                }
            }
        }
        sections
    }

    fn noun(&self, section: &BriefSection<'_>) -> &'static str {
        match section.entity {
            Entity::Statement(ix) => words::noun(Some(self.c.statement(ix).kind)),
            Entity::Event(_) => words::noun(None),
            Entity::Point(_) => "figure",
            Entity::Note(_) => "note",
            Entity::Source(_) | Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_) => {
                "source"
            }
        }
    }

    /// When it was.
    fn day_of(&self, section: &BriefSection<'_>) -> Option<Day<'a>> {
        let c = self.c;
        let (date, basis) = match section.entity {
            Entity::Statement(ix) => c.day_of(Subject::Statement(ix)),
            Entity::Event(ix) => c.day_of(Subject::Event(ix)),
            Entity::Point(ix) => (Some(&c.point(ix).date), &Basis::Stated),
            Entity::Source(ix) => (c.source(ix).published.as_ref(), &c.source(ix).published_basis),
            Entity::Note(_) | Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_) => {
                return None;
            }
        };
        Some(Day { date, words: words::marked(date, basis) })
    }

    /// Who or what it is, behind its day.
    fn name_of(&self, section: &BriefSection<'a>) -> String {
        let c = self.c;
        match section.entity {
            Entity::Statement(ix) => words::speakers(c, c.statement(ix)).into_owned(),
            Entity::Event(ix) => c.event(ix).title.to_string(),
            Entity::Point(ix) => words::series(c, &c.series()[ix.series.at()]),
            Entity::Source(ix) => words::outlet(c.source(ix)),
            Entity::Note(ix) => format!("Note ({})", c.note(ix).kind),
            Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_) => String::new(),
        }
    }

    fn manner(&self, section: &BriefSection<'_>) -> Manner {
        match section.entity {
            Entity::Statement(ix) if self.c.statement(ix).kind.is_verbatim() => Manner::Quoted,
            Entity::Statement(_) => Manner::Paraphrased,
            _ => Manner::Own,
        }
    }

    /// What is told: the words of a statement within the marks that belong to them, or the dataset's own.
    fn words_of(&self, section: &BriefSection<'_>) -> String {
        let c = self.c;
        match section.entity {
            Entity::Statement(ix) if c.statement(ix).kind == StatementKind::Block => {
                words::beside_glyph(c.statement(ix))
            }
            Entity::Statement(ix) => words::alone(c.statement(ix)),
            Entity::Event(ix) => match &c.event(ix).summary {
                Some(summary) => summary.to_string(),
                // Its title stands above.
                None => printed_by(c, ix),
            },
            Entity::Point(ix) => format!("{}, {}", words::measured(c, ix), words::declared(c, ix)),
            Entity::Source(ix) => words::titled(c.source(ix)),
            Entity::Note(ix) => c.note(ix).text.to_string(),
            Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_) => String::new(),
        }
    }

    /// The language of what is told, where it is known to be a source's own.
    fn lang_of(&self, section: &BriefSection<'_>) -> Option<&'a str> {
        let c = self.c;
        match section.entity {
            Entity::Statement(ix) => words::language_of_words(c, c.statement(ix)),
            Entity::Source(ix) if c.source(ix).title.is_some() => c.source(ix).lang.as_deref(),
            _ => None,
        }
    }

    /// The address that prints the words, opening at them.
    fn address_of(&self, section: &BriefSection<'_>) -> Option<String> {
        let Entity::Statement(ix) = section.entity else { return None };
        let source = self.c.source(self.c.statement(ix).source);
        Some(address_of(self.c, ix, source.address()?, self.verification))
    }

    /// What is known of it beside its source, in the order in which a reader checks it.
    fn facts(&self, section: &BriefSection<'a>) -> Vec<Fact<'a>> {
        let c = self.c;
        let mut facts = Vec::new();
        let several = section.statements.len() > 1;
        for ix in &section.statements {
            let s = c.statement(*ix);
            let found = self.finding(*ix);
            let glyph = words::verdict_glyph(found.map(|found| found.verdict));
            let place = several.then(|| format!("{}: ", words::cite(c, s.cite())));
            let told = words::manner(s.kind, found);
            let text = format!("{}{glyph} {told}", place.unwrap_or_default());
            facts.push(Fact::new("Verification", text));
        }
        if let Some(Reference { cited: Cited::Speech(speech), .. }) = section.reports.first() {
            facts.extend(way(speech.statement, speech.relayed.as_deref()));
        }
        if let Some(grounds) = self.grounds(section) {
            facts.push(Fact::new("Date", grounds));
        }
        let other_days = section.reports.first().and_then(Reference::other_days);
        facts.extend(other_days.map(|told| Fact::new(words::OTHER_DAYS, told)));
        facts.extend(self.relations(section.entity));
        for note in &section.notes {
            let note = c.note(*note);
            let cites: Vec<String> =
                note.cites.iter().map(|cite| words::cite(c, cite.as_ref())).collect();
            let rests =
                if cites.is_empty() { String::new() } else { format!(" ({})", cites.join("; ")) };
            let what = format!("Note on it ({})", note.kind);
            facts.push(Fact::new(what, format!("{}{rests}", note.text)));
        }
        facts.extend(section.own.iter().map(|text| Fact::new("My note", *text)));
        facts
    }

    /// What verification found of a statement; of words of which no text is held, that.
    fn finding(&self, ix: StatementIx) -> Option<Finding> {
        match self.verification {
            Some(verification) => verification.finding(ix),
            None => self.c.statement(ix).kind.is_verbatim().then(Finding::no_text),
        }
    }

    /// On what grounds the date of an event is known; that of words is told with their circumstances.
    fn grounds(&self, section: &BriefSection<'_>) -> Option<String> {
        match section.entity {
            Entity::Event(ix) => words::basis(&self.c.event(ix).basis),
            _ => None,
        }
    }

    /// What the record answers, repeats, contradicts or takes back, by whichever of its reports, and what does so with it,
    /// with the time in between; and the event that words are part of.
    fn relations(&self, entity: Entity) -> Vec<Fact<'a>> {
        let c = self.c;
        let Some(subject) = entity.subject() else { return Vec::new() };
        let event = match subject {
            Subject::Statement(ix) => c.statement(ix).event,
            Subject::Event(_) => None,
        };
        let record = c.record_of(subject);
        let forth = c
            .links_of(record)
            .iter()
            .map(|link| (link.kind.word(), link.to, c.lapse_of_link(link.to, subject)));
        let back = c
            .backlinks(record)
            .iter()
            .map(|link| (link.kind.backward(), link.from, c.lapse_of_link(subject, link.from)));
        let event = event.map(|event| ("part of", Subject::Event(event), None));
        event
            .into_iter()
            .chain(forth)
            .chain(back)
            .map(|(what, of, lapse)| {
                let named = of.into();
                let lapse = lapse.map(|lapse| format!(", {}", words::latency(lapse)));
                let told = words::in_a_line(c, named) + &lapse.unwrap_or_default();
                Fact { names: Some(named), ..Fact::new(capital(what), told) }
            })
            .collect()
    }
}

impl<'a> BriefSection<'a> {
    /// The sources that print it, in the order of their footnotes.
    fn footnotes(&self) -> Vec<Footnote<'_, 'a>> {
        let prints = self
            .reports
            .iter()
            .flat_map(|reference| reference.prints.iter().map(move |print| (reference, print)));
        // Of several reports each has a name of its own.
        let mut of: HashMap<&str, usize> = HashMap::new();
        prints
            .map(|(reference, print)| {
                let nth = of.entry(reference.id).or_default();
                *nth += 1;
                Footnote { reference, print, nth: *nth }
            })
            .collect()
    }

    /// Who said it, in which post, when and where.
    fn circumstances(&self) -> Option<String> {
        let reference = self.reports.first()?;
        matches!(reference.cited, Cited::Speech(_)).then(|| reference.circumstances_of_set_off())
    }

    fn id(&self) -> &'a str {
        self.reports.first().map_or("", |reference| reference.id)
    }
}

impl Footnote<'_, '_> {
    /// A name that no other footnote has: the id of the record, and of its further sources a number that no id
    /// ends in.
    fn label(&self) -> String {
        let key = &self.reference.key;
        if self.nth == 1 { key.clone() } else { format!("{key}:{}", self.nth) }
    }

    /// The line of the source, with what comes from the dataset escaped by `escape` and addresses set by `link`.
    fn line(&self, escape: &dyn Fn(&str) -> String, link: &dyn Fn(&str) -> String) -> String {
        note::printed(self.print, self.reference, escape, link) + "."
    }
}

/// Who prints an event: `As printed by TASS and RT.`
fn printed_by(c: &Chronology, ix: EventIx) -> String {
    let mut outlets: Vec<String> = Vec::new();
    for outlet in c.event(ix).cites.iter().map(|cite| words::outlet(c.source(cite.source))) {
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    match outlets.split_last() {
        None => closed(capital(&words::no_source(Entity::Event(ix)))),
        Some((only, [])) => closed(format!("As printed by {only}")),
        Some((last, before)) => closed(format!("As printed by {} and {last}", before.join(", "))),
    }
}

/// By which way words came to be printed, and what they were before they were translated.
fn way<'a>(statement: &'a Statement, relayed: Option<&str>) -> Vec<Fact<'a>> {
    let relayed = relayed.map(|relayed| Fact::new("Via", relayed));
    let hearsay = statement.hearsay.then(|| Fact::new("Hearsay", words::HEARSAY));
    let translated = statement.translation.as_ref().map(words::translated);
    let translated = translated.map(|translated| Fact::new("Translation", translated));
    let original = statement.original.as_ref().map(|original| Fact {
        lang: Some(&original.lang),
        ..Fact::new(words::language(&original.lang), format!("“{}”", original.text))
    });
    relayed.into_iter().chain(hearsay).chain(translated).chain(original).collect()
}
