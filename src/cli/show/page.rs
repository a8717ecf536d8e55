//! The page of a record: its words first, then who, when and where, then what refers to it.
//!
//! Owns the order and the labels. On a terminal lines break at words; to a pipe they are as long as
//! they are.

mod claims;
mod ground;

use std::io::{self, Write};

use crate::chronology::Chronology;
use crate::chronology::model::{Cite, Target};
use crate::chronology::verify::dataset::Verification;
use crate::cite::reference::Reference;
use crate::cite::{self, Style};

use super::super::object::id_of;
use super::super::style::{FAINT, STRONG, lines, paint};
use super::super::{Context, line};
use super::notes_of;

/// The cells of the column of labels.
const LABEL: usize = 12;

/// Writes the page of a record of any kind.
pub(super) fn write(
    context: &Context<'_>,
    target: Target,
    verification: &Verification,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page { c: context.chronology, context, verification, out };
    match target {
        Target::Statement(ix) => page.statement(ix)?,
        Target::Event(ix) => page.event(ix)?,
        Target::Source(ix) => page.source(ix)?,
        Target::Speaker(ix) => page.speaker(ix)?,
        Target::Series(ix) => page.series(ix)?,
        Target::Note(ix) => {
            let note = page.c.note(ix);
            page.head("!", &format!("note: {}", note.kind), &note.id)?;
            page.body(&note.text)?;
            for about in &note.about {
                page.field("on", id_of(page.c, *about))?;
            }
            page.cites(&note.cites)?;
        }
        Target::Party(ix) => {
            let party = page.c.party(ix);
            page.head("", &party.name, &party.id)?;
            page.list("also", &party.aka)?;
        }
    }
    page.notes(target)?;
    page.citation(target)
}

struct Page<'a> {
    c: &'a Chronology,
    context: &'a Context<'a>,
    verification: &'a Verification,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn head(&mut self, glyph: &str, title: &str, id: &str) -> io::Result<()> {
        let glyph = if glyph.is_empty() { String::new() } else { format!("{glyph} ") };
        writeln!(self.out, "{glyph}{}  {}", paint(STRONG, title), paint(FAINT, id))
    }

    /// A paragraph of its own, with an empty line on both sides.
    fn body(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.wrapped(text, "  ", "  ")?;
        writeln!(self.out)
    }

    fn field(&mut self, label: &str, value: &str) -> io::Result<()> {
        let indent = " ".repeat(LABEL);
        self.wrapped(value, &paint(FAINT, format!("{label:<LABEL$}")), &indent)
    }

    fn optional(&mut self, label: &str, value: Option<&str>) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.field(label, value))
    }

    fn list(&mut self, label: &str, values: &[Box<str>]) -> io::Result<()> {
        if values.is_empty() { Ok(()) } else { self.field(label, &values.join(", ")) }
    }

    fn wrapped(&mut self, text: &str, first: &str, indent: &str) -> io::Result<()> {
        let room = self.context.width.map(|columns| columns.saturating_sub(indent.len()).max(8));
        for (n, line) in lines(text, room).into_iter().enumerate() {
            writeln!(self.out, "{}{line}", if n == 0 { first } else { indent })?;
        }
        Ok(())
    }

    /// Who prints it, each source once.
    fn printed(&mut self, target: Target) -> io::Result<()> {
        for print in Reference::of(self.c, target).iter().flat_map(|reference| &reference.prints) {
            let at = print.locator().map_or_else(String::new, |at| format!(" {at}"));
            let source = &print.source;
            let line = format!(
                "{}{at}, {}, {} ({})",
                print.outlet(),
                print.title(),
                print.published(),
                source.id
            );
            self.field("printed", &line)?;
            self.optional("", source.url.as_deref())?;
        }
        Ok(())
    }

    fn cites(&mut self, cites: &[Cite]) -> io::Result<()> {
        for cite in cites {
            self.field(
                "rests on",
                &format!(
                    "{} ({})",
                    line::pin(self.c, cite.source, cite.para),
                    self.c.source(cite.source).id
                ),
            )?;
        }
        Ok(())
    }

    fn notes(&mut self, target: Target) -> io::Result<()> {
        for ix in notes_of(self.c, target) {
            let note = self.c.note(ix);
            self.field("! note", &format!("{}: {} ({})", note.kind, note.text, note.id))?;
        }
        Ok(())
    }

    /// A statement as it would be cited; an event's citation would be its page over again.
    fn citation(&mut self, target: Target) -> io::Result<()> {
        if !matches!(target, Target::Statement(_)) {
            return Ok(());
        }
        writeln!(self.out)?;
        self.field("cite", cite::render(self.c, &[target], Style::Note).trim_end())
    }
}
