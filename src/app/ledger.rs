//! The ledger of notes: which kind of them is listed, and at which it opens.

use crate::chronology::model::{NoteIx, NoteKind};
use crate::pages;

use super::chooser::Listing;
use super::{App, Overlay};

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
        let all = self.chronology().notes_list().len();
        let (rows, chosen) = pages::notes::rows(&self.page_input(), kind, here);
        let title = match kind {
            Some(kind) => {
                let c = self.chronology();
                let listed = c.notes_list().iter().filter(|note| note.kind == kind).count();
                format!("Notes · {kind}: {listed} of {all} · Tab the next kind")
            }
            None => format!("Notes · {all} · Tab by kind"),
        };
        self.open(Listing::Notes(kind), title, rows, "there are no notes of this kind");
        if let (Some(Overlay::Chooser(chooser)), Some(chosen)) = (&mut self.overlay, chosen) {
            chooser.chosen = chosen;
        }
        self.reveal_choice();
    }
}
