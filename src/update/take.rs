//! What leaves the program of what is under the cursor: copies, links, and the editor at a record's line.
//!
//! Composes effects and runs none of them.

use crate::app::action::{CopyOf, MarkDeed, Open, Take};
use crate::app::effect::Effect;
use crate::app::{App, Listing, Overlay};
use crate::chronology::model::{SourceIx, StatementKind};
use crate::chronology::target::Target;
use crate::chronology::verify::dataset::Verification;
use crate::cite::{self, Style};
use crate::words;

use super::marks;

pub(super) fn run(app: &mut App, what: Take) -> Vec<Effect> {
    let effect = match what {
        Take::Brief => return marks::ask_where(app),
        Take::Problem(nth) => edit_problem(app, nth),
        Take::Edit => match problem_chosen(app) {
            Some(nth) => edit_problem(app, nth),
            None => app.target().and_then(|target| edit(app, target)),
        },
        // A mark whose record is gone can still be dropped.
        Take::Mark if marks::chosen(app).is_some() => return marks::run(app, MarkDeed::Drop),
        Take::Mark => match app.target() {
            Ok(target) => return marks::toggle(app, target),
            Err(why) => Err(why),
        },
        Take::Copy(what) => app.target().and_then(|target| copy(app, target, what)),
        Take::Source => app.target().and_then(|target| link(app, target)).map(Effect::OpenUrl),
        Take::Archived => {
            app.target().and_then(|target| archived(app, target)).map(Effect::OpenUrl)
        }
    };
    // The menu of what to copy has done its work.
    if matches!(what, Take::Copy(_)) && app.has_on_top(Open::CopyMenu) {
        app.overlays.pop();
    }
    match effect {
        Ok(effect) => vec![effect],
        Err(why) => {
            app.tell(why);
            Vec::new()
        }
    }
}

/// What is copied, as the menu and the notice name it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Copied {
    /// A record: of a statement its kind.
    Record(Option<StatementKind>),
    Figure,
    Note,
    Source,
    /// A paragraph that no record holds.
    Paragraph,
}

impl Copied {
    pub(super) fn of(app: &App, target: Target) -> Self {
        let c = app.chronology();
        if app.paragraph_under_cursor().is_some() {
            return Self::Paragraph;
        }
        match target {
            Target::Record(citation) => {
                Self::Record(c.reported(citation).map(|ix| c.statement(ix).kind))
            }
            Target::Point(_) => Self::Figure,
            Target::Note(_) => Self::Note,
            Target::Source(_) => Self::Source,
        }
    }

    pub(super) fn with_citation(self) -> &'static str {
        match self {
            Self::Record(kind) => words::with_citation(kind),
            Self::Figure => "the figure with its citation",
            Self::Note => "the note with what it rests on",
            Self::Source => "the citation of the source",
            Self::Paragraph => "the place in the article, no speaker",
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Record(kind) => words::the_words(kind),
            Self::Figure => "the figure alone",
            Self::Note => "the note alone",
            Self::Source => "the title alone",
            Self::Paragraph => "nothing: the words are nobody's here",
        }
    }

    pub(super) fn link(self) -> &'static str {
        match self {
            Self::Record(kind) => words::the_link(kind),
            Self::Figure | Self::Note | Self::Source | Self::Paragraph => words::the_link(None),
        }
    }
}

fn copy(app: &App, target: Target, what: CopyOf) -> Result<Effect, String> {
    let (c, copied) = (app.chronology(), Copied::of(app, target));
    let paragraph = app.paragraph_under_cursor();
    if paragraph.is_some() && what == CopyOf::Words {
        let record = "startline new statement";
        return Err(format!(
            "{}: no words to copy; {record} begins a record of them",
            words::ARTICLE_TEXT
        ));
    }
    let cited = |style| match paragraph {
        Some(paragraph) => cite::render_paragraph(c, paragraph, style),
        None => cite::render_checked(c, &[target.named(c)], style, checked(app)),
    };
    let (what, text) = match what {
        CopyOf::Quote => (copied.with_citation(), cited(Style::Note)),
        CopyOf::Words => (copied.words(), words_of(app, target)),
        CopyOf::ShortFootnote => ("the short footnote", cited(Style::Chicago)),
        CopyOf::Footnote => ("the Markdown footnote", cited(Style::Markdown)),
        CopyOf::Link => {
            (copied.link(), link(app, target).or_else(|why| archived(app, target).or(Err(why)))?)
        }
        CopyOf::Bibtex => ("the BibTeX entry", cited(Style::Bibtex)),
        CopyOf::Csl => ("the CSL-JSON item", cited(Style::Csl)),
        CopyOf::Id => ("the id", target.id(c).to_owned()),
    };
    let text = text.trim_end().to_owned();
    // Bibliographies are of sources, and there may be none.
    let nothing = text.is_empty() || text == "[]";
    if nothing {
        Err(printed_in(app, target).err().unwrap_or_else(|| "nothing to copy here".to_owned()))
    } else {
        Ok(Effect::Copy { what, text })
    }
}

/// What the texts held say, where the reader holds any.
fn checked(app: &App) -> Option<&Verification> {
    app.data.has_texts.then_some(app.data.verification.as_deref()).flatten()
}

/// The words as they may be put between somebody's own marks; a paraphrase never, so it says that it is one.
fn words_of(app: &App, target: Target) -> String {
    let c = app.chronology();
    match target {
        Target::Record(citation) => match c.reported(citation).map(|ix| c.statement(ix)) {
            Some(s) if !s.kind.is_verbatim() => words::alone(s),
            Some(s) => s.text.to_string(),
            None => words::headline(c, c.record(citation.record)).to_owned(),
        },
        Target::Point(point) => words::figure(c, point),
        Target::Note(note) => c.note(note).text.to_string(),
        Target::Source(source) => match &c.source(source).title {
            Some(title) => title.to_string(),
            None => words::source(c, source),
        },
    }
}

/// The source that prints it, or why there is none.
fn printed_in(app: &App, target: Target) -> Result<SourceIx, String> {
    let c = app.chronology();
    target.source(c).ok_or_else(|| words::no_source(target.named(c)))
}

/// The address of the source that prints it, opening at the words where the page has them.
fn link(app: &App, target: Target) -> Result<String, String> {
    let c = app.chronology();
    let source = printed_in(app, target)?;
    let url = c.source(source).url.as_deref();
    url.map(|url| at_words(app, target, url))
        .ok_or_else(|| format!("no link is recorded for {}", words::source_on_screen(c, source)))
}

/// The same of its archived copy.
fn archived(app: &App, target: Target) -> Result<String, String> {
    let c = app.chronology();
    let source = printed_in(app, target)?;
    let url = c.source(source).archive.as_deref();
    url.map(|url| at_words(app, target, url)).ok_or_else(|| {
        format!("no archived copy is recorded of {}", words::source_on_screen(c, source))
    })
}

fn at_words(app: &App, target: Target, address: &str) -> String {
    let c = app.chronology();
    let statement = match target {
        Target::Record(citation) => c.reported(citation),
        Target::Point(_) | Target::Note(_) | Target::Source(_) => None,
    };
    statement
        .map_or_else(|| address.to_owned(), |ix| cite::address_of(c, ix, address, checked(app)))
}

/// The problem that is to be edited: that of an action, or the chosen one of their list.
fn problem_chosen(app: &App) -> Option<usize> {
    match app.overlay() {
        Some(Overlay::Picker(picker)) if picker.listing == Listing::Problems => Some(picker.chosen),
        _ => None,
    }
}

fn edit_problem(app: &App, nth: usize) -> Result<Effect, String> {
    let problem = app.problems().nth(nth).ok_or("no problem is listed here")?;
    Ok(Effect::Edit { file: problem.file.clone(), line: problem.line })
}

fn edit(app: &App, target: Target) -> Result<Effect, String> {
    if app.data.built_in {
        let why = "--dataset PATH opens files to edit; the built-in records are read only";
        return Err(why.to_owned());
    }
    let location = target.location(app.chronology());
    let file = app.chronology().files.get(location.file.at()).cloned().unwrap_or_default();
    Ok(Effect::Edit { file, line: location.line })
}
