//! One dataset in place of another: as it was read again, or as of another day. Whatever the cursor, the
//! marks and the jump list were on, they are on the same records afterwards, or on the nearest in time.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::load::Loaded;
use crate::chronology::model::{Subject, Target};
use crate::chronology::tables::Citation;
use crate::words;

use super::action::Action;
use super::effect::{Effect, Handed, Outcome};
use super::library::Held;
use super::{App, Opening, timeline};

impl App {
    /// Restricts knowledge to what was published by a day; `None` takes the restriction back.
    pub fn restrict(&mut self, day: Option<NaiveDate>) -> Vec<Effect> {
        self.restriction = day;
        self.show_anew()
    }

    /// Shows the dataset as of the day of knowledge, everything that pointed into it pointing on.
    pub(super) fn show_anew(&mut self) -> Vec<Effect> {
        let old = Arc::clone(&self.library.chronology);
        self.library.show(self.restriction);
        let new = Arc::clone(&self.library.chronology);
        self.milestones = timeline::milestones(&new);
        self.overlay = None;
        self.search = None;
        self.jumps.move_to(|place| same_place(&old, &new, place));
        self.cursor = if old.records.is_empty() {
            Citation::default()
        } else {
            same_place(&old, &new, self.cursor).unwrap_or_else(|| nearest(&old, &new, self.cursor))
        };
        if let Some(active) = self.active.take() {
            self.waiting_query = Some(active.query.text().to_owned());
        }
        self.refresh_shown();
        self.follow();
        vec![Effect::Study { load: self.library.load, chronology: Handed(new) }]
    }

    /// Opens the dataset as the reader asked, now that it is read.
    fn open_first(&mut self, opening: Opening) -> Vec<Effect> {
        self.restriction = opening.as_of;
        let effects = self.show_anew();
        self.cursor = Citation { record: self.latest_milestone().unwrap_or_default(), nth: 0 };
        if let Some(at) = opening.at.filter(|at| !self.open_at(at)) {
            self.fail(format!(
                "there is no record {at}, and it is no date; : goes to anything by name"
            ));
        }
        if let Some(query) = opening.query {
            self.set_query(&query);
        }
        self.follow();
        effects
    }

    fn reload(&mut self, loaded: Loaded) -> Vec<Effect> {
        self.library.take(loaded);
        if let Some(opening) = self.opening.take() {
            return self.open_first(opening);
        }
        let effects = self.show_anew();
        let (errors, warnings) = self.library.problems;
        if errors + warnings == 0 {
            self.tell("reloaded");
        } else {
            self.fail(format!(
                "reloaded with {} and {}; startline check tells them",
                words::count(errors, "error"),
                words::count(warnings, "warning")
            ));
        }
        effects
    }

    /// What arrives from outside.
    pub(super) fn learn(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Resize(size) => {
                self.size = size;
                self.follow();
                self.reveal_choice();
            }
            Action::Loaded(loaded) => return self.reload(*loaded),
            Action::Indexed(load, index) if load == self.library.load => {
                self.library.index = Some(index);
                self.ask_again();
                self.follow();
            }
            Action::Verified(load, verification) if load == self.library.load => {
                self.library.verification = Some(verification);
                self.ask_again();
                self.follow();
            }
            Action::Text(id, text) => {
                if let Some(Target::Source(source)) = self.chronology().by_id(&id) {
                    let held = match text {
                        Ok(Some(article)) => Held::Article(article),
                        Ok(None) => Held::Absent,
                        Err(why) => Held::Trouble(why),
                    };
                    self.library.hold(source, held);
                    self.follow();
                }
            }
            Action::Outcome(Outcome::Done(text)) => self.tell(text),
            Action::Outcome(Outcome::Failed(text)) => self.fail(text),
            Action::Pending(keys) => self.pending = keys,
            _ => {}
        }
        Vec::new()
    }

    /// Asks for the text of the source under the cursor, once.
    pub(super) fn want_text(&mut self) -> Option<Effect> {
        if !self.library.has_texts || self.chronology().records.is_empty() {
            return None;
        }
        let source = self.source()?;
        if self.library.text(source).is_some() {
            return None;
        }
        self.library.hold(source, Held::Awaited);
        Some(Effect::ReadText(self.chronology().source(source).id.to_string()))
    }
}

/// The same report of the same record in another chronology, if it has the record.
fn same_place(old: &Chronology, new: &Chronology, place: Citation) -> Option<Citation> {
    if let Some(statement) = old.reported(place)
        && let Some(Target::Statement(same)) = new.by_id(&old.statement(statement).id)
    {
        return Some(new.citation_of(same));
    }
    let subject = match new.by_id(old.record_id(place.record))? {
        Target::Event(e) => Subject::Event(e),
        Target::Statement(s) => Subject::Statement(s),
        _ => return None,
    };
    let record = new.record_of(subject);
    let nth = place.nth.min((new.citation_count(record) as u32).saturating_sub(1));
    Some(Citation { record, nth })
}

fn nearest(old: &Chronology, new: &Chronology, place: Citation) -> Citation {
    let day = old.date(place.record).map(crate::chronology::date::Edtf::sort_day);
    let record = day.and_then(|day| new.nearest_record(day)).unwrap_or_default();
    Citation { record, nth: 0 }
}
