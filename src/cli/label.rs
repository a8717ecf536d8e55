//! The words by which records that no index holds are found: sources, speakers, notes, series; and by which any
//! record is known beside its id.

use std::borrow::Cow;

use crate::chronology::Chronology;
use crate::chronology::model::Entity;
use crate::words;

/// What a record is, beside its id.
pub(super) fn of(c: &Chronology, target: Entity) -> String {
    match target {
        Entity::Statement(ix) => {
            let statement = c.statement(ix);
            format!("{}: {}", words::speakers(c, statement), words::alone(statement))
        }
        Entity::Event(ix) => c.event(ix).title.to_string(),
        Entity::Source(ix) => words::source(c, ix),
        Entity::Party(ix) => c.party(ix).name.to_string(),
        Entity::Point(ix) => words::figure_undated(c, ix),
        Entity::Speaker(_) | Entity::Note(_) | Entity::Series(_) => named(c, target).join(" · "),
    }
}

/// All the words that a record which no index holds says of itself.
pub(super) fn named(c: &Chronology, target: Entity) -> Vec<Cow<'_, str>> {
    let mut words: Vec<&str> = Vec::new();
    let mut kind = None;
    match target {
        Entity::Source(ix) => {
            let s = c.source(ix);
            words.push(&s.outlet);
            kind = Some(s.kind_word());
            words.extend(
                [&s.title, &s.summary, &s.dateline].into_iter().filter_map(|part| part.as_deref()),
            );
            words.extend(s.authors.iter().chain(&s.editors).map(|name| &**name));
        }
        Entity::Speaker(ix) => {
            let s = c.speaker(ix);
            words.push(&s.name);
            words.extend(s.aka.iter().map(|name| &**name));
            words.extend(s.posts.iter().map(|post| &*post.title));
            words.extend(s.party.map(|party| &*c.party(party).name));
        }
        Entity::Note(ix) => {
            let n = c.note(ix);
            words.extend([n.kind.word(), &*n.text]);
        }
        Entity::Series(ix) => {
            let s = &c.series()[ix.at()];
            let party = s.party.map(|party| c.party(party));
            words.extend(party.map(|party| &*party.name));
            words.push(&s.measure);
            words.extend(s.unit.as_deref());
            words.extend(party.iter().flat_map(|party| &party.aka).map(|name| &**name));
        }
        Entity::Point(ix) => return named(c, Entity::Series(ix.series)),
        Entity::Party(_) | Entity::Event(_) | Entity::Statement(_) => {}
    }
    words.into_iter().map(Cow::Borrowed).chain(kind).collect()
}
