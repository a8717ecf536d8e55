//! Which quotations of a chronology stand in the articles that a reader holds.
//!
//! Owns the verdict on every verbatim statement and the problems that follow from it. The rules are
//! [`super::quote`]'s; each article is read once, and none is held on to here.

use super::super::Chronology;
use super::super::article::{Article, Texts, TextsError};
use super::super::difference::{ChangeKind, difference};
use super::super::model::{Location, SourceIx, Statement, StatementIx, StatementKind};
use super::super::problem::{self, Code, Problem};
use super::super::ron::FileText;
use super::super::ron::location::problem_of;
use super::super::ron::scan::PathStep;
use super::quote::{Finding, PrintedAs, Verdict, verify};

/// The verdicts on all verbatim statements of a chronology.
#[derive(Debug, Clone, Default)]
pub struct Verification {
    findings: Vec<Option<Finding>>,
    again: Vec<Again>,
    troubles: Vec<(SourceIx, TextsError)>,
    beyond: Vec<Beyond>,
}

/// A further paragraph that a record names and that does not print the words.
#[derive(Debug, Clone)]
struct Again {
    statement: StatementIx,
    nth: usize,
    finding: Finding,
}

/// A citation of a paragraph that the article does not have.
#[derive(Debug, Clone)]
struct Beyond {
    location: Location,
    /// Which of the record's citations; `None` for its own paragraph.
    cite: Option<usize>,
    para: u32,
    paragraphs: u32,
}

impl Verification {
    /// Holds every verbatim statement against the article of its source.
    #[must_use]
    pub fn of(c: &Chronology, texts: &Texts) -> Self {
        let mut all = Self { findings: vec![None; c.statements().len()], ..Self::default() };
        for (i, source) in c.sources().iter().enumerate() {
            match texts.article(&source.id) {
                Ok(Some(article)) => all.hold_against(c, SourceIx::from(i), &article),
                Ok(None) => {}
                Err(trouble) => all.troubles.push((SourceIx::from(i), trouble)),
            }
        }
        all.note_absences(c);
        all
    }

    /// The verdicts of a reader who holds no text at all.
    #[must_use]
    pub fn without_texts(c: &Chronology) -> Self {
        let mut all = Self { findings: vec![None; c.statements().len()], ..Self::default() };
        all.note_absences(c);
        all
    }

    /// What was found of a statement; `None` for reported speech, which is nobody's wording.
    #[must_use]
    pub fn finding(&self, statement: StatementIx) -> Option<&Finding> {
        self.findings.get(statement.at())?.as_ref()
    }

    /// Whether the words of a statement stand in the paragraph that it names.
    #[must_use]
    pub fn is_verified(&self, statement: StatementIx) -> bool {
        self.finding(statement).is_some_and(|finding| finding.verdict.is_verified())
    }

    /// The verbatim statements with what was found of each, in the order of the dataset.
    pub fn findings(&self) -> impl Iterator<Item = (StatementIx, &Finding)> {
        let numbered = self.findings.iter().enumerate();
        numbered.filter_map(|(i, found)| found.as_ref().map(|f| (StatementIx::from(i), f)))
    }

    /// Every problem that the verdicts amount to, in the order of the files. `files` are those that the
    /// chronology was read from, `texts` those that it was verified against.
    #[must_use]
    pub fn problems(&self, c: &Chronology, texts: &Texts, files: &[FileText]) -> Vec<Problem> {
        let mut report = Problems { c, files, problems: Vec::new() };
        for (source, trouble) in &self.troubles {
            let help = "mend the file, or move it out of the folder of texts".to_owned();
            let location = c.source(*source).location;
            report.add(
                location,
                &[PathStep::Field("id")],
                Code::TextTrouble,
                trouble.to_string(),
                help,
            );
        }
        for (ix, finding) in self.findings() {
            let article = texts.article(&c.source(c.statement(ix).source).id).ok().flatten();
            report.quotation(c.statement(ix), finding, article.as_deref());
        }
        self.again.iter().for_each(|again| report.again(again));
        self.beyond.iter().for_each(|beyond| report.beyond(beyond));
        problem::sort(&mut report.problems);
        report.problems
    }

    fn hold_against(&mut self, c: &Chronology, source: SourceIx, article: &Article) {
        for passage in c.passages(source).iter().filter(|p| !p.again) {
            let Some(ix) = c.reported(passage.citation) else {
                let beyond = passage.para > article.len();
                if let (true, super::super::tables::Record::Event(e)) =
                    (beyond, c.record(passage.citation.record))
                {
                    self.beyond.push(Beyond {
                        location: c.event(e).location,
                        cite: Some(passage.citation.nth as usize),
                        para: passage.para,
                        paragraphs: article.len(),
                    });
                }
                continue;
            };
            let statement = c.statement(ix);
            match (statement.kind.is_verbatim(), statement.para) {
                (true, Some(para)) => self.hold(ix, statement, para, article),
                (false, Some(para)) if para > article.len() => self.beyond.push(Beyond {
                    location: statement.location,
                    cite: None,
                    para,
                    paragraphs: article.len(),
                }),
                _ => {}
            }
        }
    }

    fn hold(&mut self, ix: StatementIx, statement: &Statement, para: u32, article: &Article) {
        let printed_as = match statement.kind {
            StatementKind::Block => PrintedAs::Block,
            _ => PrintedAs::Quoted,
        };
        let finding = verify(article, para, &statement.text, printed_as);
        if finding.verdict.is_verified() {
            for (nth, para) in statement.also.iter().enumerate() {
                let finding = verify(article, *para, &statement.text, printed_as);
                if !finding.verdict.is_verified() {
                    self.again.push(Again { statement: ix, nth, finding });
                }
            }
        }
        self.findings[ix.at()] = Some(finding);
    }

    /// Whatever is verbatim and has no verdict yet has no text to be held against.
    fn note_absences(&mut self, c: &Chronology) {
        for (statement, finding) in c.statements().iter().zip(&mut self.findings) {
            if statement.kind.is_verbatim() && finding.is_none() {
                *finding = Some(Finding::no_text());
            }
        }
    }
}

/// The problems under way.
struct Problems<'a> {
    c: &'a Chronology,
    files: &'a [FileText],
    problems: Vec<Problem>,
}

impl Problems<'_> {
    fn add(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        code: Code,
        message: impl AsRef<str>,
        help: String,
    ) {
        let found = problem_of(self.files, location, path, code, message.as_ref(), help.into());
        self.problems.extend(found);
    }

    fn quotation(&mut self, statement: &Statement, finding: &Finding, article: Option<&Article>) {
        let source = &self.c.source(statement.source).id;
        let para = statement.para.unwrap_or_default();
        match (finding.verdict, finding.found_para) {
            (Verdict::WrongPara, Some(found)) => {
                let message = format!(
                    "`{}` stands in paragraph {found} of `{source}`, not in paragraph {para}",
                    statement.id
                );
                let help = format!("write para: {found}");
                self.add(
                    statement.location,
                    &[PathStep::Field("para")],
                    Code::QuoteElsewhere,
                    message,
                    help,
                );
            }
            (Verdict::Differs, _) => {
                let why = finding.reason.map_or_else(String::new, |reason| format!(": {reason}"));
                let message = format!("`{}` is not verbatim in `{source}`{why}", statement.id);
                let help = advise(&statement.text, finding, article);
                self.add(
                    statement.location,
                    &[PathStep::Field("text")],
                    Code::QuoteDiffers,
                    message,
                    help,
                );
            }
            _ => {}
        }
    }

    fn again(&mut self, again: &Again) {
        let statement = self.c.statement(again.statement);
        let para = statement.also.get(again.nth).copied().unwrap_or_default();
        let source = &self.c.source(statement.source).id;
        let message =
            format!("paragraph {para} of `{source}` does not print `{}` again", statement.id);
        let help = match again.finding.found_para.filter(|p| Some(*p) != statement.para) {
            Some(found) => {
                format!("paragraph {found} does; write that, or take {para} out of `also`")
            }
            None => format!("take {para} out of `also`"),
        };
        let at = [PathStep::Field("also"), PathStep::Item(again.nth)];
        self.add(statement.location, &at, Code::QuoteElsewhere, message, help);
    }

    fn beyond(&mut self, beyond: &Beyond) {
        let message =
            format!("there is no paragraph {}; the article has {}", beyond.para, beyond.paragraphs);
        let help = "paragraphs count the non-empty lines of the article from 1".to_owned();
        let own = [PathStep::Field("para")];
        let of_cite = beyond
            .cite
            .map(|nth| [PathStep::Field("cites"), PathStep::Item(nth), PathStep::Field("para")]);
        let at = of_cite.as_ref().map_or(&own[..], |at| &at[..]);
        self.add(beyond.location, at, Code::BadParagraph, message, help);
    }
}

/// What the article prints instead, where it comes near, with the words that differ.
fn advise(text: &str, finding: &Finding, article: Option<&Article>) -> String {
    let near = finding.nearest.as_ref().and_then(|near| {
        let print = article?.paragraph(near.para)?;
        Some((near.para, print.get(near.range.start..closed(print, near.range.end))?))
    });
    match near {
        Some((para, print)) => {
            format!("paragraph {para} prints “{print}”: {}", differing(text, print))
        }
        None => "print what the article prints; nothing in it comes near these words".to_owned(),
    }
}

/// The end of a passage with the punctuation that closes its last word.
fn closed(print: &str, end: usize) -> usize {
    let closing = |c: &char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…');
    end + print[end..].chars().take_while(closing).map(char::len_utf8).sum::<usize>()
}

/// The words that record and print do not share: `“one” is printed “two”`.
fn differing(text: &str, print: &str) -> String {
    let mut found = Vec::new();
    let mut held: Option<&str> = None;
    let cut = |held: &mut Option<&str>, found: &mut Vec<String>| {
        found.extend(held.take().map(|words| format!("“{words}” is not printed")));
    };
    for change in difference(text, print) {
        match change.kind {
            ChangeKind::Left => {
                cut(&mut held, &mut found);
                held = Some(&text[change.left]);
            }
            ChangeKind::Right => {
                let words = &print[change.right];
                found.push(match held.take() {
                    Some(ours) => format!("“{ours}” is printed “{words}”"),
                    None => format!("“{words}” is left out"),
                });
            }
            ChangeKind::Same => cut(&mut held, &mut found),
        }
    }
    cut(&mut held, &mut found);
    if found.is_empty() {
        return "the words are the same, the marks around them are not".to_owned();
    }
    found.join("; ")
}
