//! What the app has been given to show: the chronology, its index, the texts that the reader holds and what
//! verification found. Filled by outcomes; it never fetches anything itself.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::chronology::Chronology;
use crate::chronology::article::{Article, Paragraph};
use crate::chronology::as_of::{self, AsOf, Lacks};
use crate::chronology::date::Edge;
use crate::chronology::load::Loaded;
use crate::chronology::model::{SourceIx, StatementIx};
use crate::chronology::problem::{Problem, ProblemCounts};
use crate::chronology::verify::dataset::{Verification, Verified};
use crate::search::{Index, ParagraphIndex};

use super::action::Work;
use super::wanted::PaletteNames;

/// A text that was asked for.
#[derive(Debug, Clone)]
pub enum Held {
    /// It has been asked for.
    Awaited,
    /// The reader holds none.
    Absent,
    /// The reader holds it.
    Article(Arc<Article>),
    /// It cannot be used: why.
    Trouble(String),
}

/// Everything that is shown.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Data {
    /// The records that are shown: all, or those that had been published by the day of knowledge.
    pub chronology: Arc<Chronology>,
    /// What they lack as of that day, where there is one.
    pub lacks: Option<Lacks>,
    /// All of them.
    pub whole: Arc<Chronology>,
    /// How often what is shown has changed, so that an index of something earlier is told apart.
    pub load: u64,
    /// The index, once it is built.
    pub index: Option<Arc<Index>>,
    /// What verification found, once the texts were read.
    pub verification: Option<Arc<Verification>>,
    /// The paragraphs of the texts held, once they are indexed.
    pub paragraphs: Option<Arc<ParagraphIndex>>,
    /// Whether the reader named a folder of texts.
    pub has_texts: bool,
    /// Whether the dataset is the built-in one, which cannot be edited.
    pub built_in: bool,
    /// How many errors and warnings the dataset has.
    pub problems: ProblemCounts,
    /// What is done behind the viewer, where it takes a while.
    pub work: Option<Work>,
    /// How many records were left out, and how many files of which nobody knows what they hold.
    pub left_out: (usize, usize),
    /// The problems themselves, see [`Loaded::problems`].
    pub found: Vec<Problem>,
    /// Whether the records that are shown are those of an earlier reading, since the last one lacks some of them for
    /// errors that it has and that one had not.
    pub is_of_before: bool,
    /// Whether the reader has asked for the dataset as it is now, whatever it lacks.
    pub asked_anew: bool,
    /// How many errors and left out records the reading had that is shown.
    shown: (usize, usize),
    /// What goes by a name, made once it is asked for.
    pub names: Arc<OnceLock<PaletteNames>>,
    texts: HashMap<SourceIx, Held>,
}

impl Data {
    /// Takes a dataset in place of the one before, or what is wrong with it alone: a reading that has more errors
    /// than the one that is shown, and lacks records that are, is that of an edit under way. Whether it was taken.
    pub fn take(&mut self, loaded: Loaded) -> bool {
        self.problems = loaded.counts();
        let errors = self.problems.errors;
        self.left_out = (loaded.left_out, loaded.unread);
        self.found = loaded.problems;
        let (errors_shown, left_out_shown) = self.shown;
        let fewer = loaded.chronology.count() < self.whole.count();
        let lacks = errors > errors_shown && (fewer || loaded.left_out > left_out_shown);
        self.is_of_before =
            lacks && !std::mem::take(&mut self.asked_anew) && self.whole.count() > 0;
        if !self.is_of_before {
            self.asked_anew = false;
            self.shown = (errors, loaded.left_out);
            self.whole = loaded.chronology;
        }
        !self.is_of_before
    }

    /// Takes all problems of the dataset that is shown, where it is that one.
    pub fn take_problems(
        &mut self,
        of: &Arc<Chronology>,
        problems: Vec<Problem>,
        untold: ProblemCounts,
    ) {
        if Arc::ptr_eq(of, &self.whole) && !self.is_of_before {
            self.problems = untold;
            problems.iter().for_each(|problem| self.problems.count(problem.severity));
            self.found = problems;
        }
    }

    /// Shows all of it, or what had been published by then.
    pub fn show(&mut self, by: Option<Edge>) {
        match by {
            Some(end) => self.show_known(as_of::published_by(&self.whole, end)),
            None => self.put(Arc::clone(&self.whole), None),
        }
    }

    /// Shows a part of it that was known by some day.
    pub fn show_known(&mut self, known: AsOf) {
        self.put(known.chronology, Some(known.lacks));
    }

    fn put(&mut self, chronology: Arc<Chronology>, lacks: Option<Lacks>) {
        self.chronology = chronology;
        self.lacks = lacks;
        self.names = Arc::default();
        self.load += 1;
        self.index = None;
        self.verification = None;
        self.paragraphs = None;
        self.texts.clear();
    }

    /// The text of a source, if it was asked for.
    #[must_use]
    pub fn text(&self, source: SourceIx) -> Option<&Held> {
        self.texts.get(&source)
    }

    /// The article of a source, if the reader holds it.
    #[must_use]
    pub fn article(&self, source: SourceIx) -> Option<&Arc<Article>> {
        match self.texts.get(&source) {
            Some(Held::Article(article)) => Some(article),
            _ => None,
        }
    }

    /// The text of a paragraph, if the reader holds the article.
    #[must_use]
    pub fn paragraph(&self, of: Paragraph) -> Option<&str> {
        self.verification.as_ref()?.article(of.source)?.paragraph(of.para)
    }

    /// Keeps what was found for a source.
    pub fn hold(&mut self, source: SourceIx, held: Held) {
        self.texts.insert(source, held);
    }

    /// What the text held for a statement says of it; `None` where none is held.
    #[must_use]
    pub fn verified(&self, statement: StatementIx) -> Option<Verified> {
        self.verification.as_ref()?.verified(statement)
    }
}
