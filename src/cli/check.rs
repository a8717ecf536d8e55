//! `check`: every problem of the dataset, and with texts the verification of every quotation.
//!
//! Says what [`crate::chronology`] found; it judges nothing itself.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::channel;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::chronology::Chronology;
use crate::chronology::article::Texts;
use crate::chronology::load::{DatasetPlace, LoadError};
use crate::chronology::model::Location;
use crate::chronology::problem::{
    self, Problem, ProblemCode, ProblemCounts, ProblemList, Severity,
};
use crate::chronology::verify::dataset::Verification;
use crate::chronology::verify::quote::{Finding, Omissions, Practices, Verdict};
use crate::text::sanitise_line;
use crate::text::spelling::nearest_name;
use crate::watch::{self, Happening, Watch};
use crate::words::{self, count};

use super::style::{FAINT, STRONG, paint};
use super::{Context, Outcome, excerpt, json};

/// What `check` accepts.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Arguments {
    /// As text for people or as one JSON object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Explain a problem's code, such as quote-differs, and check nothing
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    /// Fail on warnings too, which are told and fail nothing otherwise
    #[arg(long)]
    pub strict: bool,
    /// Leave warnings out
    #[arg(long, conflicts_with = "strict")]
    pub errors: bool,
    /// Show every problem, not the first hundred
    #[arg(long)]
    pub all: bool,
    /// Check again at each change of a file, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
}

/// How many problems are shown as text unless all are asked for: whoever has more mends these first.
const SHOWN: usize = 100;

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Problems with the lines they stand in
    Text,
    /// One object: problems, verification, counts
    Json,
}

/// Everything that is reported, in the shape of its JSON.
#[derive(Debug, Serialize)]
struct Report<'a> {
    problems: Vec<&'a Problem>,
    verification: Vec<VerifiedRow<'a>>,
    counts: Counts,
    /// The folders of texts that quotations were held against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<String>,
    /// Each of several datasets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    datasets: Vec<DatasetCounts<'a>>,
}

/// What one of several datasets holds.
#[derive(Debug, Serialize)]
struct DatasetCounts<'a> {
    name: &'a str,
    title: Option<&'a str>,
    events: usize,
    statements: usize,
    sources: usize,
}

/// The verdict on one quotation.
#[derive(Debug, Serialize)]
struct VerifiedRow<'a> {
    statement: &'a str,
    source: &'a str,
    para: Option<u32>,
    status: Verdict,
    found_para: Option<u32>,
    #[serde(skip_serializing_if = "Practices::is_empty")]
    practices: Practices,
    #[serde(skip_serializing_if = "Omissions::is_empty")]
    omissions: Omissions,
    #[serde(skip)]
    finding: Finding,
}

#[derive(Debug, Default, Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    /// How many of the errors and warnings are counted alone: `problems` holds twenty thousand at most.
    untold: usize,
    left_out: usize,
    events: usize,
    statements: usize,
    sources: usize,
    quotations: usize,
    verified: usize,
    exact: usize,
    typographic: usize,
    elided: usize,
    bracketed: usize,
    capital: usize,
    sic: usize,
    stop: usize,
    joined: usize,
    hyphen: usize,
    own_translation: usize,
    differs: usize,
    wrong_para: usize,
    no_text: usize,
}

/// Checks the loaded dataset.
///
/// # Errors
/// Only of the stream: whatever is wrong with the dataset is the report.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let (c, files) = (context.chronology, &context.loaded.files);
    let (verification, found) = match context.texts {
        Some(texts) => {
            let verification = Verification::of(c, texts);
            let found = verification.problems(c, texts, files);
            (verification, found)
        }
        None => (Verification::without_texts(c), ProblemList::default()),
    };
    let mut problems: Vec<&Problem> = context.loaded.problems.iter().chain(&found.list).collect();
    let mut untold = context.loaded.untold;
    untold += found.untold();
    if args.errors {
        problems.retain(|problem| problem.severity == Severity::Error);
        untold.warnings = 0;
    }
    problems.sort_by(|a, b| problem::order(a, b));
    let report = Report::of(context, (problems, untold), &verification);
    match args.format {
        Format::Json => json::write_pretty(out, &report)?,
        Format::Text => report.write(context, args.all, out)?,
    }
    let fails = report.counts.errors > 0 || (args.strict && report.counts.warnings > 0);
    Ok(Outcome::of(!fails))
}

/// Checks again and again: `once` checks and says how it went, or why that could not be. On a terminal each result
/// stands alone on the screen. It ends when the reader interrupts, as the last check went.
///
/// # Errors
/// Where changes of files are not told here, and those of the stream.
pub fn watch(
    (places, texts): (&[DatasetPlace], Option<&Texts>),
    out: &mut dyn Write,
    mut once: impl FnMut(&mut dyn Write) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let (sender, happenings) = channel();
    watch::interrupts(sender.clone()).context("cannot wait for Ctrl-C")?;
    let folders = texts.into_iter().flat_map(Texts::folders);
    let changed = move || sender.send(Happening::Changed).is_ok();
    let _watch = Watch::start(places, folders, changed).map_err(|why| {
        anyhow!("changes of files are not told here: {why}; run check again by hand")
    })?;
    loop {
        if io::stdout().is_terminal() {
            out.write_all(CLEAR.as_bytes())?;
        }
        let went = once(out).or_else(|error| match error.downcast_ref::<LoadError>() {
            // A file that is saved may be away for a moment.
            Some(why) => writeln!(out, "{}", sanitise_line(&why.to_string()))
                .map(|()| Outcome::of(false))
                .map_err(Into::into),
            None => Err(error),
        })?;
        out.flush()?;
        // What has happened since is one change.
        if happenings.recv() != Ok(Happening::Changed)
            || happenings.try_iter().any(|happening| happening == Happening::Interrupted)
        {
            return Ok(went);
        }
    }
}

/// Clears the screen, with what has left it at the top, and goes to its first cell.
const CLEAR: &str = "\x1b[H\x1b[2J\x1b[3J";

/// Explains the code that is asked for.
///
/// # Errors
/// An unknown code, with the nearest one, and those of the stream.
pub fn explain(args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let asked = args.explain.as_deref().unwrap_or_default();
    let Some(code) = ProblemCode::ALL.iter().find(|code| code.name() == asked) else {
        let names = || ProblemCode::ALL.iter().map(|code| code.name());
        if let Some(near) = nearest_name(asked, names()) {
            bail!("there is no code `{asked}`; did you mean `{near}`?");
        }
        bail!(
            "there is no code `{asked}`; the codes are {}",
            names().collect::<Vec<_>>().join(", ")
        );
    };
    let severity = match code.severity() {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
    };
    writeln!(out, "{} ({severity})\n\n{}", paint(STRONG, code), code.explanation())?;
    Ok(Outcome::of(true))
}

impl<'a> Report<'a> {
    fn of(
        context: &Context<'a>,
        (problems, untold): (Vec<&'a Problem>, ProblemCounts),
        verification: &Verification,
    ) -> Self {
        let c = context.chronology;
        let mut all = untold;
        problems.iter().for_each(|problem| all.count(problem.severity));
        let verification = rows(c, verification);
        let mut counts = Counts {
            errors: all.errors,
            warnings: all.warnings,
            untold: untold.all(),
            left_out: context.loaded.left_out,
            events: c.events().len(),
            statements: c.statements().len(),
            sources: c.sources().len(),
            quotations: verification.len(),
            ..Counts::default()
        };
        for row in &verification {
            counts.verified += usize::from(row.status.is_verified());
            *match row.status {
                Verdict::Exact => &mut counts.exact,
                Verdict::Typographic => &mut counts.typographic,
                Verdict::Elided => &mut counts.elided,
                Verdict::Bracketed => &mut counts.bracketed,
                Verdict::Capital => &mut counts.capital,
                Verdict::Sic => &mut counts.sic,
                Verdict::Stop => &mut counts.stop,
                Verdict::Joined => &mut counts.joined,
                Verdict::Hyphen => &mut counts.hyphen,
                Verdict::OwnTranslation => &mut counts.own_translation,
                Verdict::Differs => &mut counts.differs,
                Verdict::WrongPara => &mut counts.wrong_para,
                Verdict::NoText => &mut counts.no_text,
            } += 1;
        }
        let folders = context.texts.into_iter().flat_map(Texts::folders);
        let texts = folders.map(|folder| folder.display().to_string()).collect();
        Self { problems, verification, counts, texts, datasets: datasets(c) }
    }

    fn write(&self, context: &Context<'_>, all: bool, out: &mut dyn Write) -> io::Result<()> {
        let shown = if all { self.problems.len() } else { SHOWN.min(self.problems.len()) };
        for problem in self.problems.iter().take(shown) {
            excerpt::write_problem(out, problem, context.width)?;
        }
        write_not_shown(out, shown, self.problems.len(), self.counts.untold)?;
        if context.texts.is_some() {
            self.verification.iter().try_for_each(|row| write_row(out, row))?;
            if !self.verification.is_empty() {
                writeln!(out)?;
            }
        }
        let counts = &self.counts;
        let records = |events, statements, sources| {
            let parts =
                [count(events, "event"), count(statements, "statement"), count(sources, "source")];
            parts.join(", ")
        };
        for of in &self.datasets {
            let title =
                of.title.map(|title| format!(" ({})", sanitise_line(title))).unwrap_or_default();
            let records = records(of.events, of.statements, of.sources);
            writeln!(out, "{}{title}: {records}", of.name)?;
        }
        writeln!(out, "{}", records(counts.events, counts.statements, counts.sources))?;
        if counts.quotations > 0 {
            writeln!(out, "{}", self.verified(context))?;
        }
        let left_out = words::left_out(counts.left_out, context.loaded.unread)
            .map_or_else(String::new, |told| format!("; {told} left out"));
        let all = ProblemCounts { errors: counts.errors, warnings: counts.warnings };
        writeln!(out, "{}{left_out}", words::problems(all))
    }

    fn verified(&self, context: &Context<'_>) -> String {
        let Counts { quotations, verified, exact, typographic, no_text, .. } = self.counts;
        let folders = sanitise_line(&self.texts.join(" and ")).into_owned();
        let verbatim = exact + typographic;
        if context.texts.is_none() {
            let they = if quotations == 1 { "quotation" } else { "quotations" };
            return format!(
                "{quotations} {they} not verified: no text is held (give the folder of article texts with --texts DIR)"
            );
        }
        let mut sentence =
            format!("{verbatim} of {quotations} quotations verbatim at their paragraphs");
        if verified > verbatim {
            let practised = verified - verbatim;
            sentence = format!("{sentence}, {practised} but for a practice that is named");
        }
        let held = match no_text {
            0 => String::new(),
            n => format!("; no text is held for {n}"),
        };
        let of = match context.texts {
            Some(texts) if texts.are_found() => format!(" (texts of {folders})"),
            _ => String::new(),
        };
        format!("{sentence}{held}{of}")
    }
}

/// What each of several datasets holds.
fn datasets(c: &Chronology) -> Vec<DatasetCounts<'_>> {
    let of = |location| c.datasets.position(location);
    let counted = |nth| {
        let n = |places: &mut dyn Iterator<Item = Location>| {
            places.filter(|place| of(*place) == Some(nth)).count()
        };
        (
            n(&mut c.events().iter().map(|event| event.location)),
            n(&mut c.statements().iter().map(|statement| statement.location)),
            n(&mut c.sources().iter().map(|source| source.location)),
        )
    };
    let list = c.datasets.list.iter().enumerate();
    list.map(|(nth, dataset)| {
        let (events, statements, sources) = counted(nth);
        DatasetCounts {
            name: &dataset.name,
            title: dataset.title.as_deref(),
            events,
            statements,
            sources,
        }
    })
    .collect()
}

/// How many problems there are besides those that are shown, and how to see them.
fn write_not_shown(
    out: &mut dyn Write,
    shown: usize,
    held: usize,
    untold: usize,
) -> io::Result<()> {
    let all = held + untold;
    match (shown < held, untold) {
        (false, 0) => Ok(()),
        (false, _) => writeln!(out, "{shown} shown of {all} problems; mend these first\n"),
        (true, 0) => writeln!(out, "{shown} shown of {all} problems; --all shows the others\n"),
        (true, _) => {
            writeln!(out, "{shown} shown of {all} problems; --all shows the first {held}\n")
        }
    }
}

fn rows<'a>(c: &'a Chronology, verification: &Verification) -> Vec<VerifiedRow<'a>> {
    let row = |(ix, finding): (_, Finding)| {
        let statement = c.statement(ix);
        VerifiedRow {
            statement: &statement.id,
            source: &c.source(statement.source).id,
            para: statement.para,
            status: finding.verdict,
            found_para: finding.found_para,
            practices: finding.practices,
            omissions: finding.omissions,
            finding,
        }
    };
    verification.findings().map(row).collect()
}

fn write_row(out: &mut dyn Write, row: &VerifiedRow<'_>) -> io::Result<()> {
    let place = paint(
        FAINT,
        format!(
            "{}{}",
            row.source,
            words::Places { paras: row.para.into_iter().collect(), named: Vec::new() }.behind()
        ),
    );
    let glyph = words::verdict_glyph(Some(row.status));
    let words = words::verdict(Some(row.finding));
    writeln!(out, "{glyph} {}  {place}  {words}", row.statement)
}
