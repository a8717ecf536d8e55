//! Which quotations of a chronology stand in the articles that a reader holds.
//!
//! Owns the verdict on every verbatim statement and the problems that follow from it. The rules are
//! [`super::quote`]'s; each article is read once, and held on to for whoever names a place in it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::text::classes::{is_double_quote, is_guillemet};
use crate::text::sentence::is_ending;
use crate::text::slice;
use crate::text::spelling::nearest_name;

use super::super::Chronology;
use super::super::article::{Article, Texts, TextsError};
use super::super::difference::{ChangeKind, difference};
use super::super::model::{Location, SourceIx, Statement, StatementIx, StatementKind};
use super::super::problem::{self, Problem, ProblemCode, ProblemList};
use super::super::ron::FileText;
use super::super::ron::location::PathStep::{self, Field, Item};
use super::super::ron::location::{problem_of, problem_of_file};
use super::super::tables::{Lists, Record};
use super::quote::{
    ArticlePrint, Finding, Nearest, Omission, PrintPlace, PrintedAs, Quotation, Reason, Verdict,
    nearest, verify,
};

/// What the articles held say of a chronology: the verdict on each verbatim statement, and where its words
/// stand. Cheap to ask, so that nobody who shows an article has to verify anything again.
#[derive(Debug, Clone, Default)]
pub struct Verification {
    /// By statement; none for what is told in the dataset's own words.
    findings: Vec<Option<Finding>>,
    /// By statement: whether the article of its source is held.
    has_text: Vec<bool>,
    /// By statement: where its words stand.
    places: Lists<StoredPlace>,
    /// The articles that are held.
    articles: HashMap<SourceIx, Arc<Article>>,
    /// Where the article comes nearest to the statements that differ.
    nearest: HashMap<StatementIx, Nearest>,
    again: Vec<Again>,
    troubles: Vec<(SourceIx, TextsError)>,
    beyond: Vec<Beyond>,
    other: Vec<OtherText>,
    /// As `nearest`, in such a text.
    nearest_in_other: HashMap<StatementIx, Nearest>,
}

/// A text of a source that is not the one shown: of several datasets that declare the source alike, a later one has
/// another text of it. What that dataset says is held against its own text.
#[derive(Debug, Clone)]
struct OtherText {
    source: SourceIx,
    dataset: Box<str>,
    article: Arc<Article>,
}

/// What the text held for a statement says of it, as `is:verified` and `has:text` ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// The words stand there, but for practices of editors that the verdict names.
    Yes,
    /// They do not, or not where the record says.
    No,
    /// A text is held, but there is nothing to compare: the words are the dataset's own.
    Unknown,
}

/// Bytes of a paragraph that print words of a statement. Articles end far below what a u32 counts.
#[derive(Debug, Clone, Copy)]
struct StoredPlace {
    para: u32,
    start: u32,
    end: u32,
    /// Whether the record names another place of the same words before it.
    again: bool,
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
        let mut all = Self::unheld(c);
        let mut places = Vec::new();
        for ix in (0..c.sources().len()).map(SourceIx::from) {
            let found = texts.first_article(c.holders(ix), &c.source(ix).id);
            match found {
                Ok(Some((holder, article))) => {
                    let damage = article.damage().cloned();
                    all.troubles.extend(damage.map(|trouble| (ix, trouble)));
                    all.find_others(c, texts, ix, (holder, &article));
                    all.hold_against(c, ix, &article, &mut places);
                    all.articles.insert(ix, article);
                }
                Ok(None) => {}
                Err(trouble) => all.troubles.push((ix, trouble)),
            }
        }
        all.places = Lists::group(c.statements().len(), places.iter().copied());
        all.note_absences(c);
        all
    }

    /// The verdicts of a reader who holds no text at all.
    #[must_use]
    pub fn without_texts(c: &Chronology) -> Self {
        let mut all = Self::unheld(c);
        all.note_absences(c);
        all
    }

    fn unheld(c: &Chronology) -> Self {
        let statements = c.statements().len();
        Self {
            findings: vec![None; statements],
            has_text: vec![false; statements],
            ..Self::default()
        }
    }

    /// What was found of a statement; `None` for reported speech, which is nobody's wording.
    #[must_use]
    pub fn finding(&self, statement: StatementIx) -> Option<Finding> {
        self.findings.get(statement.at()).copied().flatten()
    }

    /// The byte ranges of paragraph `para` (from 1) of its source at which the words of a statement stand, in
    /// order: of a paragraph that the statement names, or in which the words were found instead.
    pub fn places(
        &self,
        statement: StatementIx,
        para: u32,
    ) -> impl Iterator<Item = Range<usize>> + '_ {
        let here = self.places.of(statement.at()).iter().filter(move |place| place.para == para);
        here.map(|place| place.start as usize..place.end as usize)
    }

    /// The article that a reader holds of a source.
    #[must_use]
    pub fn article(&self, source: SourceIx) -> Option<&Article> {
        self.articles.get(&source).map(|article| &**article)
    }

    /// The sources whose articles a reader holds, in the order of the dataset.
    #[must_use]
    pub fn held(&self) -> Vec<SourceIx> {
        let mut held: Vec<SourceIx> = self.articles.keys().copied().collect();
        held.sort_unstable();
        held
    }

    /// Where the words of a statement stand in the article of its source, part by part in order; of words that a
    /// record finds in several paragraphs the place that it names first.
    #[must_use]
    pub fn printed(&self, statement: StatementIx) -> Vec<PrintPlace> {
        let first = self.places.of(statement.at()).iter().filter(|place| !place.again);
        let place = |place: &StoredPlace| PrintPlace {
            para: place.para,
            range: place.start as usize..place.end as usize,
        };
        first.map(place).collect()
    }

    /// Where the article comes nearest to a statement that differs from it, for a reader to judge.
    #[must_use]
    pub fn nearest(&self, statement: StatementIx) -> Option<&Nearest> {
        self.nearest.get(&statement)
    }

    /// What the text held for a statement says of it; `None` where the article of its source is not held.
    /// Reported speech has a text as any other statement has.
    #[must_use]
    pub fn verified(&self, statement: StatementIx) -> Option<Verified> {
        let held = self.has_text.get(statement.at()).copied().unwrap_or(false);
        held.then(|| match self.finding(statement).map(|finding| finding.verdict) {
            None | Some(Verdict::NoText) => Verified::Unknown,
            Some(verdict) if verdict.is_verified() => Verified::Yes,
            Some(_) => Verified::No,
        })
    }

    /// The verbatim statements with what was found of each, in the order of the dataset.
    pub fn findings(&self) -> impl Iterator<Item = (StatementIx, Finding)> {
        let numbered = self.findings.iter().enumerate();
        numbered.filter_map(|(i, found)| found.map(|f| (StatementIx::from(i), f)))
    }

    /// Every problem that the verdicts amount to, in the order of the files. `files` are those that the
    /// chronology was read from, `texts` those that it was verified against.
    #[must_use]
    pub fn problems(&self, c: &Chronology, texts: &Texts, files: &[FileText]) -> ProblemList {
        let mut problems = QuoteProblems { c, files, found: ProblemList::default() };
        for (source, trouble) in &self.troubles {
            let help = "mend the file, or move it out of the folder of texts".to_owned();
            let location = c.source(*source).location;
            problems.add(
                location,
                &[Field("id")],
                ProblemCode::TextTrouble,
                trouble.to_string(),
                help,
            );
        }
        for (ix, finding) in self.findings() {
            let statement = c.statement(ix);
            let (article, nearest) = match self.other_of(c, statement) {
                Some(other) => (Some(&*other.article), self.nearest_in_other.get(&ix)),
                None => (self.article(statement.source), self.nearest(ix)),
            };
            problems.quotation(statement, finding, nearest, article);
        }
        problems.found.extend(self.other.iter().filter_map(|other| told_apart(c, texts, other)));
        self.again.iter().for_each(|again| problems.again(again));
        self.beyond.iter().for_each(|beyond| problems.beyond(beyond));
        problems.found.extend(stray_texts(c, texts));
        problem::sort(&mut problems.found.list);
        problems.found
    }

    /// Finds the texts of a source that other datasets have, where they are not the one shown.
    fn find_others(
        &mut self,
        c: &Chronology,
        texts: &Texts,
        source: SourceIx,
        (holder, shown): (Option<&str>, &Article),
    ) {
        let id = &c.source(source).id;
        for dataset in c.holders(source).into_iter().flatten().filter(|name| Some(*name) != holder)
        {
            match texts.article_of(Some(dataset), id) {
                Ok(Some(article)) if *article != *shown => {
                    self.troubles
                        .extend(article.damage().cloned().map(|trouble| (source, trouble)));
                    self.other.push(OtherText { source, dataset: dataset.into(), article });
                }
                Ok(_) => {}
                Err(trouble) => self.troubles.push((source, trouble)),
            }
        }
    }

    /// The text that a statement is held against where that is not the one shown.
    fn other_of(&self, c: &Chronology, statement: &Statement) -> Option<&OtherText> {
        let dataset = c.datasets.name(statement.location).filter(|_| !self.other.is_empty())?;
        self.other.iter().find(|o| o.source == statement.source && *o.dataset == *dataset)
    }

    fn hold_against(
        &mut self,
        c: &Chronology,
        source: SourceIx,
        article: &Article,
        places: &mut Vec<(usize, StoredPlace)>,
    ) {
        let print = ArticlePrint::of(article);
        let others = self.other.iter().filter(|other| other.source == source);
        let others: Vec<(Box<str>, Arc<Article>, ArticlePrint)> = others
            .map(|o| (o.dataset.clone(), Arc::clone(&o.article), ArticlePrint::of(&o.article)))
            .collect();
        // What is found in a text that is not shown has no place in the one that is.
        let mut elsewhere = Vec::new();
        for passage in c.passages(source).iter().filter(|p| !p.again) {
            let Some(ix) = c.reported(passage.citation) else {
                let beyond = passage.para > article.len();
                if let (true, Record::Event(e)) = (beyond, c.record(passage.citation.record)) {
                    self.beyond.push(Beyond {
                        location: c.event(e).location,
                        cite: Some(passage.citation.nth as usize),
                        para: passage.para,
                        paragraphs: article.len(),
                    });
                }
                continue;
            };
            self.has_text[ix.at()] = true;
            let statement = c.statement(ix);
            let dataset = c.datasets.name(statement.location);
            let own = others.iter().find(|(name, ..)| Some(&**name) == dataset);
            let (article, print, places) = match own {
                Some((_, article, print)) => (&**article, print, &mut elsewhere),
                None => (article, &print, &mut *places),
            };
            match (statement.kind.is_verbatim(), statement.para) {
                (true, _) => {
                    self.hold(c, ix, (article, print), places);
                    if own.is_some()
                        && let Some(near) = self.nearest.remove(&ix)
                    {
                        self.nearest_in_other.insert(ix, near);
                    }
                }
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

    fn hold(
        &mut self,
        c: &Chronology,
        ix: StatementIx,
        (article, print): (&Article, &ArticlePrint),
        places: &mut Vec<(usize, StoredPlace)>,
    ) {
        let statement = c.statement(ix);
        let para = statement.para.unwrap_or_default();
        let printed_as = match statement.kind {
            StatementKind::Block => PrintedAs::Block,
            _ => PrintedAs::Quoted,
        };
        let mut keep = |found: Vec<PrintPlace>, again: bool| {
            places.extend(found.into_iter().map(|PrintPlace { para, range }| {
                let (start, end) = (range.start as u32, range.end as u32);
                (ix.at(), StoredPlace { para, start, end, again })
            }));
        };
        let quotation = Quotation {
            text: &statement.text,
            lang: c.source(statement.source).lang.as_deref(),
            original: statement.original.as_ref().map(|words| (&*words.text, Some(&*words.lang))),
            printed_as,
        };
        let (mut finding, found) = verify(print, para, &quotation);
        if statement.para.is_none() {
            // The place is given in the source's own terms: any paragraph is the one.
            finding = finding.anywhere();
        }
        keep(found, false);
        // Words that no paragraph prints are printed again by none.
        let also = statement.also.iter().filter(|_| finding.verdict != Verdict::Differs);
        for (nth, &also) in also.enumerate() {
            let (repeat, found) = verify(print, also, &quotation);
            if !repeat.verdict.is_verified() {
                if finding.verdict.is_verified() {
                    self.again.push(Again { statement: ix, nth, finding: repeat });
                }
            } else if Some(also) != finding.found_para {
                keep(found, true);
            }
        }
        if finding.verdict == Verdict::Differs
            && let Some(near) = nearest(article, para, printed_words(statement))
        {
            self.nearest.insert(ix, near);
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

/// What is said of a text that is not the one shown of its source.
fn told_apart(c: &Chronology, texts: &Texts, other: &OtherText) -> Option<Problem> {
    let id = &c.source(other.source).id;
    let path = texts.path_of(&other.dataset, id)?;
    let message = format!(
        "another dataset has another text of `{id}`, and that one is shown; against this one only the quotations of \
         its own dataset are held"
    );
    let help = "keep one text in both, or give one of the two sources another id";
    let path = path.display().to_string();
    Some(problem_of_file(&path, ProblemCode::DeclaredTwice, &message, help))
}

/// The texts that are those of no source.
fn stray_texts(c: &Chronology, texts: &Texts) -> Vec<Problem> {
    let ids: HashSet<&str> = c.sources().iter().map(|source| &*source.id).collect();
    // The source that an id means in a dataset: its own, or that of the first that has one.
    let belongs = |dataset: Option<&str>, id: &str| {
        ids.contains(id)
            || dataset.is_some_and(|dataset| ids.contains(format!("{dataset}:{id}").as_str()))
    };
    let problem = |path: PathBuf| {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let message = "this text is held against nothing: it is that of no source";
        let help = match nearest_name(&id, ids.iter().copied()) {
            Some(near) if near == id => format!("rename it to {near}.txt"),
            Some(near) => format!("name it after its source, as in {near}.txt, or add its source"),
            None => format!(
                "add its source (startline new source id={id}), or name it after the one it is of"
            ),
        };
        problem_of_file(&path.display().to_string(), ProblemCode::Stray, message, &help)
    };
    texts.strays(belongs).into_iter().map(problem).collect()
}

/// The problems under way.
struct QuoteProblems<'a> {
    c: &'a Chronology,
    files: &'a [FileText],
    found: ProblemList,
}

impl QuoteProblems<'_> {
    fn add(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        code: ProblemCode,
        message: impl AsRef<str>,
        help: String,
    ) {
        if self.found.is_full() {
            return self.found.count(code.severity());
        }
        let found = problem_of(self.files, location, path, code, message.as_ref(), help.into());
        self.found.extend(found);
    }

    fn quotation(
        &mut self,
        statement: &Statement,
        finding: Finding,
        nearest: Option<&Nearest>,
        article: Option<&Article>,
    ) {
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
                    &[Field("para")],
                    ProblemCode::QuoteElsewhere,
                    message,
                    help,
                );
            }
            (Verdict::Differs, _) => {
                let why = finding.reason.map_or_else(String::new, |reason| format!(": {reason}"));
                let message = format!("`{}` is not verbatim in `{source}`{why}", statement.id);
                let help = advise(printed_words(statement), finding.reason, nearest, article);
                self.add(
                    statement.location,
                    &[Field("text")],
                    ProblemCode::QuoteDiffers,
                    message,
                    help,
                );
            }
            _ => {}
        }
        for omission in finding.omissions.iter() {
            let (message, help) = omitted(omission);
            let message = format!("`{}` {message}", statement.id);
            let code = ProblemCode::SenseLeftOut;
            self.add(statement.location, &[Field("text")], code, message, help.to_owned());
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
        let at = [Field("also"), Item(again.nth)];
        self.add(statement.location, &at, ProblemCode::QuoteElsewhere, message, help);
    }

    fn beyond(&mut self, beyond: &Beyond) {
        let message =
            format!("there is no paragraph {}; the article has {}", beyond.para, beyond.paragraphs);
        let help = "paragraphs count the non-empty lines of the article from 1".to_owned();
        let own = [Field("para")];
        let of_cite = beyond.cite.map(|nth| [Field("cites"), Item(nth), Field("para")]);
        let at = of_cite.as_ref().map_or(&own[..], |at| &at[..]);
        self.add(beyond.location, at, ProblemCode::BadParagraph, message, help);
    }
}

/// The words of a statement that its article should print: those that it translates, where they are given.
#[must_use]
pub fn printed_words(statement: &Statement) -> &str {
    statement.original.as_ref().map_or(&statement.text, |original| &original.text)
}

/// What an ellipsis or a bracket does to the sense of a record, and what to do about it.
fn omitted(omission: Omission) -> (&'static str, &'static str) {
    match omission {
        Omission::Negation => (
            "leaves out a negation that the article prints",
            "quote the sentence with its negation, or say in a note why its sense is the same without",
        ),
        Omission::Number => (
            "leaves out a number that the article prints",
            "quote the number with its sentence, or say in a note why its sense is the same without",
        ),
        Omission::AddedNumber => (
            "puts a number in brackets that the article does not print there",
            "put the number into a note, with the source that gives it",
        ),
        Omission::ClosingMark => (
            "stands behind a quotation mark that the article never closes",
            "see whether the speaker says these words, or the reporter does, and say so in a note",
        ),
        Omission::Attribution => (
            "joins two quotations that the article attributes one by one",
            "write a record for each, or say in a note that one speaker says both",
        ),
        Omission::Clause => (
            "puts a bracket in the place of many words of the article",
            "quote them, or put an ellipsis where they stand and what the article should say into a note",
        ),
        Omission::SentenceEnd => (
            "leaves out the end of a sentence, so that two sentences read as one",
            "show the end: four dots, or the stop before the ellipsis",
        ),
    }
}

/// What the article prints instead, where it comes near, with the words that differ.
fn advise(
    text: &str,
    reason: Option<Reason>,
    nearest: Option<&Nearest>,
    article: Option<&Article>,
) -> String {
    let advice = reason.filter(|reason| *reason > Reason::Encoding).map(Reason::advice);
    let near = nearest.and_then(|near| {
        let print = article?.paragraph(near.para)?;
        Some((near.para, print.get(near.range.start..with_ending(print, near.range.end))?))
    });
    match near {
        Some((para, print)) => {
            let paragraph = article.and_then(|article| article.paragraph(para)).unwrap_or_default();
            if are_apart(text, paragraph) {
                return format!(
                    "paragraph {para} prints these words as quotations of their own; write a record for each"
                );
            }
            if let Some(shown) = broken_off(text, print) {
                return format!(
                    "paragraph {para} breaks the quotation off for the reporter's words; write “{shown}”"
                );
            }
            let changes = match (differing(text, print), advice) {
                (Some(changes), _) if reason == Some(Reason::CutBeforePunctuation) => {
                    let end = print.split_whitespace().next_back().unwrap_or(print);
                    format!("{changes}; write its end as it stands there, “…{end}”")
                }
                (Some(changes), _) => changes,
                (None, Some(advice)) => advice.to_owned(),
                (None, None) => "the words are the same, what stands around them is not".to_owned(),
            };
            format!("paragraph {para} prints “{print}”: {changes}")
        }
        None if advice.is_some() => advice.unwrap_or_default().to_owned(),
        None if reason == Some(Reason::Encoding) => Reason::Encoding.advice().to_owned(),
        None => "print what the article prints; nothing in it comes near these words".to_owned(),
    }
}

/// A quotation that print breaks off for words of the reporter (`“One,” she said. “Two.”`), written as what it is: with
/// an ellipsis where they stand. `None` where that is not all by which it differs.
fn broken_off(text: &str, print: &str) -> Option<String> {
    let parts: Vec<&str> = print.split(['“', '”', '„', '‟', '«', '»', '"']).collect();
    if parts.len() < 3 || parts.len().is_multiple_of(2) {
        return None;
    }
    let quoted: Vec<&str> = parts.iter().step_by(2).map(|part| part.trim()).collect();
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    (letters(&quoted.concat()) == letters(text)).then(|| quoted.join(" … "))
}

/// Whether a paragraph prints all of `text`, but in quotations beside one another (`“One.” “Two.”`).
fn are_apart(text: &str, paragraph: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let wanted = letters(text);
    let is_mark = |c: char| is_double_quote(c) || is_guillemet(c);
    // Quotations lie between marks, and so does what parts them: that has no letter.
    let (mut all, mut bounds) = (String::new(), vec![0]);
    for part in paragraph.split(is_mark).map(letters).filter(|letters| !letters.is_empty()) {
        all.push_str(&part);
        bounds.push(all.len());
    }
    let bound = |at: usize| bounds.binary_search(&at).ok();
    !wanted.is_empty()
        && all.match_indices(&wanted).any(|(at, _)| {
            bound(at).zip(bound(at + wanted.len())).is_some_and(|(from, to)| to > from + 1)
        })
}

/// The end of a passage with the punctuation that belongs to its last word.
fn with_ending(print: &str, end: usize) -> usize {
    let rest = slice(print, end..);
    end + rest.len() - rest.trim_start_matches(is_ending).len()
}

/// The words that record and print do not share: `“one” is printed “two”`; `None` where they share all.
fn differing(text: &str, print: &str) -> Option<String> {
    let mut found = Vec::new();
    let mut held: Option<&str> = None;
    let cut = |held: &mut Option<&str>, found: &mut Vec<String>| {
        found.extend(held.take().map(|words| format!("“{words}” is not printed")));
    };
    for change in difference(text, print) {
        match change.kind {
            ChangeKind::Left => {
                cut(&mut held, &mut found);
                held = Some(slice(text, change.left));
            }
            ChangeKind::Right => {
                let words = slice(print, change.right);
                found.push(match held.take() {
                    Some(ours) => format!("“{ours}” is printed “{words}”"),
                    None => format!("“{words}” is left out"),
                });
            }
            ChangeKind::Same => cut(&mut held, &mut found),
        }
    }
    cut(&mut held, &mut found);
    (!found.is_empty()).then(|| found.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;

    const DATASET: &str = r#"(
        meta: (schema: 1, title: "t"),
        speakers: [(id: "a", name: "A", kind: Person)],
        sources: [(id: "held", kind: News, outlet: "O"), (id: "absent", kind: News, outlet: "O")],
        statements: [
            (id: "twice", source: "held", para: 1, also: [3, 2], kind: Quote, speaker: "a", text: "Yes – so."),
            (id: "elided", source: "held", para: 2, kind: Quote, speaker: "a", text: "We … agree."),
            (id: "elsewhere", source: "held", para: 1, also: [2], kind: Quote, speaker: "a", text: "We do not agree."),
            (id: "differs", source: "held", para: 1, kind: Quote, speaker: "a", text: "We do not ever agree."),
            (id: "told", source: "held", kind: Reported, speaker: "a", text: "Agrees."),
            (id: "absent-quote", source: "absent", para: 1, kind: Quote, speaker: "a", text: "Yes – so."),
            (id: "absent-told", source: "absent", para: 1, kind: Reported, speaker: "a", text: "Agrees."),
        ],
    )"#;

    #[test]
    fn quotations_beside_one_another_are_told_as_such() {
        for (print, apart) in [
            ("“We go.” “We stay.”", true),
            ("He said: «We go» «We stay»", true),
            ("“We go,” he said. “We stay.”", false),
            ("“We go. We stay.”", false),
            ("“We go.” “We stay here.”", false),
            ("We stay", false),
        ] {
            assert_eq!(are_apart("We go. We stay.", print), apart, "{print}");
        }
    }

    #[test]
    fn what_was_found_is_kept() {
        let c = load_text("t.ron", DATASET).chronology;
        let dir = tempfile::tempdir().unwrap();
        let article = "“Yes – so.”\n“We do not agree.”\nAgain: “Yes — so.”";
        std::fs::write(dir.path().join("held.txt"), article).unwrap();
        let found = Verification::of(&c, &Texts::open(dir.path()).unwrap());
        let none = Verification::without_texts(&c);
        let paragraphs: Vec<&str> = article.lines().collect();
        let words = |i: usize, para: u32| -> Vec<&str> {
            let places = found.places(StatementIx::from(i), para);
            places.map(|place| &paragraphs[para as usize - 1][place]).collect()
        };
        assert_eq!([words(0, 1), words(0, 2)], [vec!["Yes – so."], vec![]]);
        assert_eq!(words(0, 3), ["Yes — so."]);
        assert_eq!([words(1, 1), words(1, 2)], [vec![], vec!["We", "agree."]]);
        // Found in the paragraph that is also named: once.
        assert_eq!([words(2, 1), words(2, 2)], [vec![], vec!["We do not agree."]]);
        assert_eq!(
            [words(3, 1), words(3, 2), words(4, 1), words(5, 1)],
            [const { Vec::<&str>::new() }; 4]
        );
        let near = found.nearest(StatementIx::from(3)).unwrap();
        assert_eq!((near.para, &paragraphs[1][near.range.clone()]), (2, "We do not agree"));
        assert_eq!((0..7).filter(|i| found.nearest(StatementIx::from(*i)).is_some()).count(), 1);
        let (yes, no, unknown) = (Verified::Yes, Verified::No, Verified::Unknown);
        let all =
            |v: &Verification| (0..7).map(|i| v.verified(StatementIx::from(i))).collect::<Vec<_>>();
        let wanted = [Some(yes), Some(yes), Some(no), Some(no), Some(unknown), None, None];
        assert_eq!((all(&found), all(&none)), (wanted.to_vec(), vec![None; 7]));
        let verdicts: Vec<_> = found.findings().map(|(_, f)| (f.verdict, f.found_para)).collect();
        let wanted = [
            (Verdict::Exact, Some(1)),
            (Verdict::Elided, Some(2)),
            (Verdict::WrongPara, Some(2)),
            (Verdict::Differs, None),
            (Verdict::NoText, None),
        ];
        assert_eq!(verdicts, wanted);
    }
}
