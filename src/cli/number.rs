//! `number`: an article with its paragraphs numbered as every citation counts them, and what of the dataset stands in
//! each.
//!
//! Owns the layout. How paragraphs are counted is [`crate::chronology::article`]'s, what was found of a quotation
//! [`Verification`]'s, and how it is told [`crate::words`]'s.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use clap::Args;

use crate::chronology::Chronology;
use crate::chronology::article::{Article, Texts};
use crate::chronology::model::{Entity, SourceIx, StatementIx};
use crate::chronology::tables::Passage;
use crate::chronology::verify::dataset::Verification;
use crate::text::spelling::nearest_name;
use crate::text::{sanitise_line, slice, truncate, width, wrap};
use crate::words::{self, count};

use super::style::{FAINT, STRONG, paint};
use super::{Context, Outcome};

/// What `number` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The id of a source whose text is held, or a file of text; one named SOURCE-ID.txt is that of the source
    #[arg(value_name = "SOURCE|FILE", value_hint = clap::ValueHint::FilePath)]
    pub article: String,
}

/// An article, and the source that it is of, with what was found of the quotations from it.
struct NumberedArticle<'a> {
    c: &'a Chronology,
    article: &'a Article,
    source: Option<SourceIx>,
    verification: &'a Verification,
}

/// Writes an article with its paragraphs numbered.
///
/// # Errors
/// Those of the stream, and a text that cannot be read; an article that is not there is an outcome.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let c = context.chronology;
    if let Some(Entity::Source(ix)) = c.by_id(&args.article) {
        let text = context.texts.map(|texts| texts.first_article(c.holders(ix), &args.article));
        let Some((_, article)) = text.transpose()?.flatten() else {
            return Ok(Outcome::of(false).with([not_held(context, &args.article)]));
        };
        let verification = context.verification();
        let numbered = NumberedArticle { c, article: &article, source: Some(ix), verification };
        numbered.write(context.width, out)?;
        return Ok(Outcome::of(true));
    }
    let path = Path::new(&args.article);
    if !path.exists() {
        // A text that is held before its source has been written down.
        let held = context.texts.map(|texts| texts.article(&args.article));
        let Some(article) = held.transpose()?.flatten() else {
            return Ok(Outcome::of(false).with([unknown(c, &args.article)]));
        };
        let verification = context.verification();
        NumberedArticle { c, article: &article, source: None, verification }
            .write(context.width, out)?;
        return Ok(Outcome::of(true).with([no_source_yet(&args.article)]));
    }
    // A text by the name of a source is held against as the texts beside it would be.
    let texts = Texts::open(folder_of(path))?;
    let source = source_of(c, path);
    let (article, verification) = match source {
        Some(ix) => (texts.article(&c.source(ix).id)?, Verification::of(c, &texts)),
        None => (Some(Article::read(path)?.into()), Verification::without_texts(c)),
    };
    let Some(article) = article else {
        return Ok(Outcome::of(false).with([unknown(c, &args.article)]));
    };
    NumberedArticle { c, article: &article, source, verification: &verification }
        .write(context.width, out)?;
    let named = path.file_stem().unwrap_or_default().to_string_lossy();
    let remark = source.is_none().then(|| no_source_yet(&named));
    Ok(Outcome::of(true).with(remark))
}

/// The source whose text a file is by its name.
fn source_of(c: &Chronology, path: &Path) -> Option<SourceIx> {
    let named = path.extension().is_some_and(|extension| extension == "txt");
    match c.by_id(path.file_stem()?.to_str().filter(|_| named)?)? {
        Entity::Source(ix) => Some(ix),
        _ => None,
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn not_held(context: &Context<'_>, id: &str) -> String {
    let place = match context.texts {
        Some(texts) => texts.dir().join(format!("{id}.txt")).display().to_string(),
        None => format!(
            "{id}.txt in a folder that --texts names, or in texts/ beside the dataset's files"
        ),
    };
    format!("the text of `{id}` is not held: put it into {}", sanitise_line(&place))
}

/// Why no quotation is marked in a text of that name.
fn no_source_yet(name: &str) -> String {
    let is_id = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if is_id && !name.is_empty() {
        format!(
            "no quotation is marked: there is no source `{name}` yet; startline new source id={name} prints one"
        )
    } else {
        "no quotation is marked: a text is named by the id of its source, as in SOURCE-ID.txt"
            .to_owned()
    }
}

fn unknown(c: &Chronology, name: &str) -> String {
    let name = sanitise_line(name);
    match nearest_name(&name, c.sources().iter().map(|source| &*source.id)) {
        Some(near) => format!("there is no source `{name}`; did you mean `{near}`?"),
        None => format!(
            "there is neither a source nor a file `{name}`; `startline list sources` prints the ids"
        ),
    }
}

impl NumberedArticle<'_> {
    fn write(&self, columns: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let head =
            self.source.map_or_else(String::new, |ix| format!("{} · ", words::source(self.c, ix)));
        let head = format!("{head}{}", count(self.article.len() as usize, "paragraph"));
        writeln!(out, "{}", paint(STRONG, head))?;
        let margin = width(&format!("¶{}", self.article.len())) + 2;
        for (number, text) in self.article.paragraphs() {
            writeln!(out)?;
            self.paragraph(number, text, margin, columns, out)?;
        }
        let beyond = self.passages().filter(|p| p.para == 0 || p.para > self.article.len());
        let beyond: Vec<_> = beyond.collect();
        if !beyond.is_empty() {
            writeln!(out, "\n{}", paint(FAINT, "at no paragraph of it:"))?;
        }
        beyond.into_iter().try_for_each(|passage| self.passage(passage, margin, columns, out))
    }

    fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.source.map_or(&[][..], |ix| self.c.passages(ix)).iter()
    }

    /// A paragraph with its number, its quoted words lit, and below it what is pinned to it.
    fn paragraph(
        &self,
        number: u32,
        text: &str,
        margin: usize,
        columns: Option<usize>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lit = self.lit(number);
        // Nothing is wrapped in a pipe.
        let room = columns.map_or(usize::MAX, |columns| columns.saturating_sub(margin).max(20));
        let lines = wrap(text, room);
        for (nth, line) in lines.into_iter().enumerate() {
            let label = if nth == 0 { format!("¶{number}") } else { String::new() };
            let blank = margin.saturating_sub(width(&label));
            writeln!(out, "{}{:blank$}{}", paint(FAINT, label), "", painted(text, line, &lit))?;
        }
        let here = self.passages().filter(|passage| passage.para == number);
        here.into_iter().try_for_each(|passage| self.passage(passage, margin, columns, out))
    }

    /// The byte ranges of a paragraph that quotations print, in order, none touching another.
    fn lit(&self, number: u32) -> Vec<Range<usize>> {
        let statements = self.passages().filter_map(|passage| self.c.reported(passage.citation));
        let mut ranges: Vec<Range<usize>> =
            statements.flat_map(|ix| self.verification.places(ix, number)).collect();
        ranges.sort_by_key(|range| range.start);
        let mut lit: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match lit.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => lit.push(range),
            }
        }
        lit
    }

    /// A record that is pinned to the article, with what was found of its words.
    fn passage(
        &self,
        passage: &Passage,
        margin: usize,
        columns: Option<usize>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let c = self.c;
        let record = c.record(passage.citation.record);
        let (glyph, id, told) = match c.reported(passage.citation) {
            Some(ix) => self.statement(ix),
            None => {
                let id = c.record_id(passage.citation.record);
                (words::glyph(c, record), id, words::headline(c, record).to_owned())
            }
        };
        let again = if passage.again { ", again" } else { "" };
        let head = format!("{glyph} {id}{again}  ");
        let room = columns.map(|columns| columns.saturating_sub(margin + width(&head)).max(12));
        let told = room.map_or_else(|| told.clone(), |room| truncate(&told, room).into_owned());
        writeln!(out, "{:margin$}{}{told}", "", paint(STRONG, head))
    }

    fn statement(&self, ix: StatementIx) -> (&'static str, &str, String) {
        let statement = self.c.statement(ix);
        let found = self.verification.finding(ix);
        let glyph = words::verdict_glyph(found.map(|found| found.verdict));
        let told = words::beside_glyph(statement);
        let told = match found {
            Some(_) => format!("{}: {told}", words::manner(statement.kind, found)),
            None => told,
        };
        (glyph, &statement.id, told)
    }
}

/// A line of a text with what of it is lit.
fn painted(text: &str, line: Range<usize>, lit: &[Range<usize>]) -> String {
    let mut painted = String::new();
    let mut at = line.start;
    for range in lit {
        let (start, end) = (range.start.max(at), range.end.min(line.end));
        if start >= end {
            continue;
        }
        painted += slice(text, at..start);
        painted += &paint(STRONG, slice(text, start..end));
        at = end;
    }
    painted + slice(text, at..line.end)
}
