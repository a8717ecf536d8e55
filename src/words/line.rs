//! A record of any kind in one line that stands by itself: what leaves its row, and what is remembered of it.

use crate::chronology::Chronology;
use crate::chronology::model::Entity;

/// A record in a line, where nothing else tells of it: `Ada Brandt, 5 May 2031: “We stay.” (Gazette ¶3)`.
#[must_use]
pub fn in_a_line(c: &Chronology, entity: Entity) -> String {
    match entity {
        Entity::Statement(ix) => {
            let s = c.statement(ix);
            let date = super::marked(s.said.as_ref(), &s.basis);
            let cite = super::cite(c, s.cite());
            format!("{}, {date}: {} ({cite})", super::speakers(c, s), super::alone(s))
        }
        Entity::Event(ix) => {
            let event = c.event(ix);
            format!("{}: {}", super::marked(event.date.as_ref(), &event.basis), event.title)
        }
        Entity::Point(ix) => super::figure(c, ix),
        Entity::Note(ix) => format!("Note ({}): {}", c.note(ix).kind, c.note(ix).text),
        Entity::Source(ix) => {
            let source = c.source(ix);
            let date = super::marked(source.published.as_ref(), &source.published_basis);
            format!("{}, {}, {date}", super::outlet(source), super::titled(source))
        }
        Entity::Speaker(ix) => c.speaker(ix).name.to_string(),
        Entity::Party(ix) => c.party(ix).name.to_string(),
        Entity::Series(ix) => super::series(c, &c.series()[ix.at()]),
    }
}
