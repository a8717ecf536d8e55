//! The ledger of notes: errors, ambiguities, conflicts, translations and gaps, each leading to its records.

use crate::chronology::model::{NoteIx, NoteKind, Subject, Target};

use super::chooser::Listing;
use super::prose::{Row, Span, Tone};
use super::{App, Overlay, naming};

impl App {
    /// Opens the ledger, at a note or at those of the record under the cursor.
    pub(super) fn open_notes(&mut self, at: Option<NoteIx>) {
        let here = at.or_else(|| self.chronology().notes_of(self.cursor.record).first().copied());
        self.list_notes(None, here);
    }

    /// Lists the notes of the next kind, and after the last kind all of them.
    pub(super) fn next_note_kind(&mut self, by: isize) {
        let kinds: Vec<Option<NoteKind>> =
            std::iter::once(None).chain(NoteKind::ALL.iter().copied().map(Some)).collect();
        let Some(Overlay::Chooser(chooser)) = &self.overlay else { return };
        let Listing::Notes(shown) = chooser.listing else { return };
        let at = kinds.iter().position(|k| *k == shown).unwrap_or(0) as isize;
        self.list_notes(kinds[(at + by).rem_euclid(kinds.len() as isize) as usize], None);
    }

    fn list_notes(&mut self, kind: Option<NoteKind>, here: Option<NoteIx>) {
        let c = self.chronology();
        let all = c.notes_list().len();
        let listed: Vec<NoteIx> = (0..all)
            .map(NoteIx::from)
            .filter(|ix| kind.is_none_or(|k| c.note(*ix).kind == k))
            .collect();
        let mut rows = Vec::new();
        let mut chosen = None;
        for ix in &listed {
            let note = c.note(*ix);
            if Some(*ix) == here {
                chosen = Some(rows.len());
            }
            let lead = Span::new(format!("! {:<11}", note.kind.word()), Tone::Warn);
            let mut row = Row::of(vec![Span::new(&*note.text, Tone::Told)]).led(14, vec![lead]);
            row.go = note.about.first().and_then(|target| self.go_to(*target));
            rows.push(row);
            for (target, go) in note.about.iter().filter_map(|t| Some((*t, self.go_to(*t)?))) {
                rows.push(Row::of(self.target_spans(target)).led(16, Vec::new()).leading(go));
            }
        }
        let title = match kind {
            Some(kind) => format!("Notes · {kind}: {} of {all} · Tab the next kind", listed.len()),
            None => format!("Notes · {all} · Tab by kind"),
        };
        self.open(Listing::Notes(kind), title, rows, "there are no notes of this kind");
        if let (Some(Overlay::Chooser(chooser)), Some(chosen)) = (&mut self.overlay, chosen) {
            chooser.chosen = chosen;
        }
        self.reveal_choice();
    }

    /// A record of any kind in a line.
    pub(super) fn target_spans(&self, target: Target) -> Vec<Span> {
        let c = self.chronology();
        match target {
            Target::Event(e) => naming::record_spans(c, Subject::Event(e)),
            Target::Statement(s) => {
                let mut spans = vec![Span::new(
                    format!("{}  ", naming::source(c, c.statement(s).source)),
                    Tone::Dim,
                )];
                spans.extend(naming::record_spans(c, Subject::Statement(s)));
                let words: String = spans.iter().map(|s| s.text.as_str()).collect();
                vec![Span::new(crate::text::truncate(&words, 58).into_owned(), Tone::Dim)]
            }
            Target::Source(s) => vec![Span::new(naming::source(c, s), Tone::Plain)],
            Target::Speaker(s) => {
                vec![Span::new(&*c.speaker(s).name, naming::party_tone(c.speaker(s)))]
            }
            Target::Party(p) => vec![Span::new(&*c.party(p).name, Tone::Plain)],
            Target::Note(n) => vec![Span::new(&*c.note(n).id, Tone::Plain)],
            Target::Series(s) => vec![Span::new(&*c.series()[s.at()].id, Tone::Plain)],
        }
    }
}
