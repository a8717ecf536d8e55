//! Records on their way into a dataset: fields written as RON, each with the place that it came from.
//!
//! Owns how they are written, and that nothing is printed which the checker of datasets refuses without its being
//! told. What a field means it does not know.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::columns::shown;
use super::{Imported, Lost};
use crate::chronology::form;
use crate::chronology::load::{self, DatasetPlace, LoadError, Loaded};
use crate::chronology::model::Entity;
use crate::chronology::problem::{Problem, ProblemCode, Severity};
use crate::text::sanitise_line;
use crate::words::count;

/// The lists of a dataset that an import fills, in the order of the form.
const LISTS: [&str; 5] = ["parties", "speakers", "sources", "events", "statements"];

/// The name by which the file is known while it is checked.
const FILE: &str = "imported.ron";

/// How often what is refused is taken out and the rest read again, and in how many of these rounds what another row
/// says may stand in its place, which may be refused in its turn.
const ROUNDS: usize = 12;
const ROUNDS_OF_RIVALS: usize = 8;

/// How much of a value that is lost stands in a comment, in characters.
const SHOWN: usize = 200;

/// A record under way.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The list that it goes into.
    pub(super) list: &'static str,
    /// The line of the input that it comes from.
    pub(super) line: u64,
    fields: Vec<DraftField>,
    /// What it cannot hold, by the name of each and as it was written.
    lost: Vec<(String, String)>,
    /// What other rows say of fields that it has, which stands there should the first be refused.
    rivals: Vec<Rival>,
    /// What stands in the place of a field of this name, should what the input says be refused.
    instead: Vec<DraftField>,
    /// The fields of its own that were taken out of it.
    taken_out: Vec<&'static str>,
    /// The notes on it that the input names, which the dataset has or nobody.
    notes: Option<(InputPlace, Vec<String>)>,
}

/// A field under way.
#[derive(Debug, Clone)]
struct DraftField {
    name: &'static str,
    /// Its value as RON, on one line.
    value: String,
    /// Where in the input it stands.
    at: InputPlace,
    /// The value as the input has it.
    written: String,
    standing: FieldOrigin,
}

/// What a row says of a record of which another has said something else.
#[derive(Debug, Clone)]
pub(super) struct Rival {
    /// The column that says it.
    pub(super) column: &'static str,
    /// The field that it is.
    pub(super) field: &'static str,
    /// Its value as RON, on one line.
    pub(super) value: String,
    /// What is the same where two say the same.
    pub(super) key: String,
    /// The cell.
    pub(super) at: InputPlace,
    /// What stands in it.
    pub(super) written: String,
}

/// Why a field has its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldOrigin {
    /// The input says so.
    Said,
    /// The input names the record so, and may still say better.
    Named,
    /// Nothing says so: it is taken for want of a better value, which may still come.
    Assumed,
}

/// A place in the input: a line, and a column of a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InputPlace {
    pub(super) line: u64,
    pub(super) column: Option<usize>,
}

impl InputPlace {
    pub(super) fn lost(self, message: impl Into<String>) -> Lost {
        Lost { line: self.line, column: self.column, message: message.into() }
    }
}

impl Draft {
    pub(super) fn new(list: &'static str, line: u64) -> Self {
        Self {
            list,
            line,
            fields: Vec::new(),
            lost: Vec::new(),
            rivals: Vec::new(),
            instead: Vec::new(),
            taken_out: Vec::new(),
            notes: None,
        }
    }

    /// Gives it a field. `value` is RON on one line, `written` what the input says.
    pub(super) fn put(&mut self, name: &'static str, value: String, at: InputPlace, written: &str) {
        let is_other =
            |field: &DraftField| field.name == name && field.standing != FieldOrigin::Said;
        if let Some(at) = self.fields.iter().position(is_other) {
            self.instead.push(self.fields.remove(at));
        }
        let written = written.to_owned();
        self.fields.push(DraftField { name, value, at, written, standing: FieldOrigin::Said });
    }

    /// Gives it a field that is what the input calls it, unless the input says it, now or later.
    pub(super) fn call(&mut self, name: &'static str, value: String, at: InputPlace) {
        self.put_unless_there(name, value, at, FieldOrigin::Named);
    }

    /// Gives it a field that nothing says, unless the input says it, now or later. It is marked where it stands.
    pub(super) fn assume(&mut self, name: &'static str, value: String, at: InputPlace) {
        self.put_unless_there(name, value, at, FieldOrigin::Assumed);
    }

    fn put_unless_there(
        &mut self,
        name: &'static str,
        value: String,
        at: InputPlace,
        standing: FieldOrigin,
    ) {
        let field = DraftField { name, value, at, written: String::new(), standing };
        if !self.fields.iter().any(|field| field.name == name) {
            self.fields.push(field);
        } else if !self
            .fields
            .iter()
            .chain(&self.instead)
            .any(|f| f.name == name && f.standing != FieldOrigin::Said)
        {
            self.instead.push(field);
        }
    }

    /// The value of a field as it was written, where the input says it.
    pub(super) fn written(&self, name: &str) -> Option<(&str, InputPlace)> {
        let is_said =
            |field: &&DraftField| field.name == name && field.standing == FieldOrigin::Said;
        self.fields.iter().find(is_said).map(|field| (field.written.as_str(), field.at))
    }

    /// The fields that nothing says, and of which something is assumed.
    pub(super) fn assumed(&self) -> impl Iterator<Item = &'static str> {
        let assumed = |field: &&DraftField| field.standing == FieldOrigin::Assumed;
        self.fields.iter().filter(assumed).map(|field| field.name)
    }

    /// Expects notes on it, by their ids, among the records of the dataset.
    pub(super) fn expect_notes(&mut self, at: InputPlace, ids: Vec<String>) {
        self.notes = Some((at, ids));
    }

    /// Remembers what another row says of a field that it has.
    pub(super) fn oppose(&mut self, rival: Rival) {
        self.rivals.push(rival);
    }

    /// Puts what the next row says of a field that was refused in its place, and forgets what others say alike; the
    /// value, and the line of the row. `None` where no other row says anything of it.
    fn take_rival(&mut self, name: &'static str, place: usize) -> Option<(String, u64)> {
        let next = self.rivals.iter().position(|rival| rival.field == name)?;
        let Rival { value, at, written, key, .. } = self.rivals.remove(next);
        self.rivals.retain(|other| other.field != name || other.key != key);
        let told = (value.clone(), at.line);
        self.fields
            .insert(place, DraftField { name, value, at, written, standing: FieldOrigin::Said });
        Some(told)
    }

    /// Remembers what it cannot hold, as a comment in it.
    pub(super) fn lose(&mut self, name: &str, written: &str) {
        self.lost.push((name.to_owned(), written.to_owned()));
    }
}

/// A text as RON: raw where it holds what would have to be escaped, and on one line. White space is one blank, as the
/// form has it; other characters that no terminal may see are escaped.
pub(super) fn text(written: &str) -> String {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let shows = |c: char| !c.is_control() && sanitise_line(c.encode_utf8(&mut [0; 4])).contains(c);
    if !line.chars().all(|c| c == ' ' || shows(c)) {
        let escaped = line.chars().map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            ' ' => " ".to_owned(),
            c if shows(c) => c.to_string(),
            c => format!("\\u{{{:x}}}", u32::from(c)),
        });
        return format!("\"{}\"", escaped.collect::<String>());
    }
    if !line.contains(['"', '\\']) {
        return format!("\"{line}\"");
    }
    let mut marks = "#".to_owned();
    while line.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{line}\"{marks}")
}

/// Texts as a list of RON.
pub(super) fn texts<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = all.into_iter().map(text).collect();
    format!("[{}]", all.join(", "))
}

/// What a line of the file is about: a record, and a field of it.
type LineOf = Option<(usize, Option<usize>)>;

/// Writes drafts as a dataset file, checks it beside the known datasets and takes out what is refused.
///
/// # Errors
/// A known dataset that cannot be read.
pub(super) fn settle(
    mut drafts: Vec<Draft>,
    head: &str,
    known: &[DatasetPlace],
    mut imported: Imported,
) -> Result<Imported, LoadError> {
    in_order_of_the_form(&mut drafts);
    for round in 1.. {
        let (ron, lines) = render(&drafts, head);
        let loaded = load::load_beside(known, FILE, &ron)?;
        // Of very many problems not all are told at once, and those that are come first.
        let untold = loaded.untold.errors;
        let refused = Refused::of(&loaded.problems, &lines, round < ROUNDS || untold > 0);
        if refused.fields.is_empty() {
            tell_rest(&drafts, &refused, &loaded, &mut imported.lost);
            imported.ron = if tell_rivals(&mut drafts, &mut imported.lost) {
                render(&drafts, head).0
            } else {
                ron
            };
            if untold > 0 {
                let more = count(untold, "error");
                imported.remarks.push(format!("{more} more, not told; look at what `check` says"));
            }
            break;
        }
        let rivals_may = round <= ROUNDS_OF_RIVALS;
        take_out(&mut drafts, refused.fields, rivals_may, &mut imported.lost);
    }
    imported.lost.sort_by_key(|lost| (lost.line, lost.column));
    Ok(imported)
}

/// Puts the fields of each draft into the order in which the form has them.
fn in_order_of_the_form(drafts: &mut [Draft]) {
    let mut orders: HashMap<&str, HashMap<&str, usize>> = HashMap::new();
    for draft in drafts {
        let order = orders.entry(draft.list).or_insert_with(|| {
            let section = form::sections().iter().find(|section| section.name == draft.list);
            let fields = section.map_or(&[][..], |section| section.kind.fields);
            fields.iter().enumerate().map(|(n, field)| (field.name, n)).collect()
        });
        draft.fields.sort_by_key(|field| order.get(field.name).copied());
    }
}

/// What the checker refuses of a file.
#[derive(Default)]
struct Refused<'p> {
    /// Fields whose value alone is wrong: the draft, the field, and why; each once.
    fields: Vec<(usize, usize, &'p Problem)>,
    /// What is wrong with a draft otherwise.
    whole: Vec<(usize, &'p Problem)>,
}

impl<'p> Refused<'p> {
    /// What of these problems is an error of the file; fields apart only where they may be taken out.
    fn of(problems: &'p [Problem], lines: &[LineOf], apart: bool) -> Self {
        let mut refused = Self::default();
        let mut seen = HashSet::new();
        for problem in problems {
            if problem.file != FILE || problem.severity != Severity::Error {
                continue;
            }
            let line = (problem.line as usize).checked_sub(1).and_then(|line| lines.get(line));
            match line.copied().flatten() {
                Some((draft, Some(field)))
                    if apart && spoils_field(problem.code) && seen.insert((draft, field)) =>
                {
                    refused.fields.push((draft, field, problem));
                }
                Some((draft, _)) => refused.whole.push((draft, problem)),
                None => {}
            }
        }
        refused
    }
}

/// Takes refused fields out of their drafts, and tells each.
fn take_out(
    drafts: &mut [Draft],
    mut fields: Vec<(usize, usize, &Problem)>,
    rivals_may: bool,
    lost: &mut Vec<Lost>,
) {
    // From the last, so that positions hold.
    fields.sort_by_key(|(draft, field, _)| std::cmp::Reverse((*draft, *field)));
    for (draft, field, problem) in fields {
        let Some(draft) = drafts.get_mut(draft).filter(|draft| field < draft.fields.len()) else {
            continue;
        };
        let DraftField { name, at, written, .. } = draft.fields.remove(field);
        let mut message = refusal(Some((name, &written)), problem);
        let rival = rivals_may.then(|| draft.take_rival(name, field)).flatten();
        let other = draft.instead.iter().position(|other| other.name == name);
        match (rival, other) {
            (Some((value, line)), _) => {
                let _ = write!(message, "; taken as {value} of line {line} instead");
            }
            (None, Some(other)) => {
                let other = draft.instead.remove(other);
                let _ = write!(message, "; taken as {} instead", other.value);
                draft.fields.insert(field, other);
            }
            (None, None) => draft.taken_out.push(name),
        }
        draft.lost.push((name.to_owned(), written));
        lost.push(at.lost(message));
    }
}

/// Tells what rows say that others had said otherwise before them, and leaves it in their records as a comment. Whether
/// there is such.
fn tell_rivals(drafts: &mut [Draft], lost: &mut Vec<Lost>) -> bool {
    let mut comments: Vec<Rival> = Vec::new();
    for draft in drafts.iter_mut() {
        for rival in std::mem::take(&mut draft.rivals) {
            let why = match draft.written(rival.field) {
                Some((said, at)) => {
                    format!("line {} says `{}` of the same record", at.line, shown(said))
                }
                None => "what other rows say of the same record is refused".to_owned(),
            };
            let Rival { column, written, at, .. } = &rival;
            lost.push(at.lost(format!("{column}: `{}` is not carried: {why}", shown(written))));
            comments.push(rival);
        }
    }
    let rows: HashMap<u64, usize> = (drafts.iter().enumerate())
        .filter(|(_, draft)| draft.list == "statements")
        .map(|(n, draft)| (draft.line, n))
        .collect();
    for rival in &comments {
        if let Some(row) = rows.get(&rival.at.line).and_then(|row| drafts.get_mut(*row)) {
            row.lose(rival.column, &rival.written);
        }
    }
    !comments.is_empty()
}

/// Tells what is still wrong when nothing more can be taken out.
fn tell_rest(drafts: &[Draft], refused: &Refused<'_>, loaded: &Loaded, lost: &mut Vec<Lost>) {
    for (draft, problem) in &refused.whole {
        let Some(draft) = drafts.get(*draft) else { continue };
        if !follows_from_loss(problem, &draft.taken_out) {
            let at = InputPlace { line: draft.line, column: None };
            lost.push(at.lost(refusal(None, problem)));
        }
    }
    let is_note = |id: &String| matches!(loaded.chronology.by_id(id), Some(Entity::Note(_)));
    for (at, notes) in drafts.iter().filter_map(|draft| draft.notes.as_ref()) {
        for note in notes.iter().filter(|id| !is_note(id)) {
            let message = format!(
                "notes: `{note}` is no note of a dataset given with -d; a note is a record of its own, written into `notes`"
            );
            lost.push(at.lost(message));
        }
    }
}

/// What a problem says of a field with this value or of a whole record, and what to do.
fn refusal(field: Option<(&str, &str)>, problem: &Problem) -> String {
    let field = field.map_or_else(String::new, |(name, written)| {
        let says = written.is_empty() || problem.message.contains(written);
        let value = if says { String::new() } else { format!("`{}` is refused: ", shown(written)) };
        format!("{name}: {value}")
    });
    let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{field}{}{help}", problem.message)
}

/// Whether a field with this problem can be no field: what is wrong is its value and nothing else.
fn spoils_field(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::Syntax
            | ProblemCode::UnknownVariant
            | ProblemCode::WrongType
            | ProblemCode::BadId
            | ProblemCode::UnknownReference
            | ProblemCode::BadDate
            | ProblemCode::BadParagraph
            | ProblemCode::BadUrl
            | ProblemCode::Empty
            | ProblemCode::EndBeforeStart
            | ProblemCode::Cycle
            | ProblemCode::SelfLink
    )
}

/// Whether a problem is no other than that one of these fields was taken out, which is told already.
fn follows_from_loss(problem: &Problem, taken_out: &[&str]) -> bool {
    let was_taken = |names: &[&str]| names.iter().any(|name| taken_out.contains(name));
    match problem.code {
        ProblemCode::MissingField => problem.missing.iter().all(|name| taken_out.contains(name)),
        ProblemCode::NoSpeaker => was_taken(&["speaker", "speakers", "same_as"]),
        ProblemCode::NoParagraph => was_taken(&["para", "locator"]),
        _ => false,
    }
}

/// The file, and what each of its lines is about.
fn render(drafts: &[Draft], head: &str) -> (String, Vec<LineOf>) {
    let mut file = RenderedFile::default();
    file.line("(", None);
    file.line(&format!("    // {}", sanitise_line(head)), None);
    for list in LISTS {
        let mut all = drafts.iter().enumerate().filter(|(_, draft)| draft.list == list).peekable();
        if all.peek().is_none() {
            continue;
        }
        file.line(&format!("    {list}: ["), None);
        for (n, draft) in all {
            file.draft(n, draft);
        }
        file.line("    ],", None);
    }
    file.line(")", None);
    (file.text, file.lines)
}

#[derive(Default)]
struct RenderedFile {
    text: String,
    lines: Vec<LineOf>,
}

impl RenderedFile {
    fn line(&mut self, line: &str, about: LineOf) {
        let _ = writeln!(self.text, "{line}");
        self.lines.push(about);
    }

    fn draft(&mut self, n: usize, draft: &Draft) {
        for (name, written) in &draft.lost {
            // A column is named by the input, as its cells are written by it.
            let name = sanitise_line(name);
            let shown: String = sanitise_line(written).chars().take(SHOWN).collect();
            self.line(&format!("        // not carried, {name}: {shown}"), Some((n, None)));
        }
        let last = draft.fields.len().saturating_sub(1);
        for (f, field) in draft.fields.iter().enumerate() {
            let open = if f == 0 { "(" } else { " " };
            let close = if f == last { ")," } else { "," };
            let mark = if field.standing == FieldOrigin::Assumed { " // assumed" } else { "" };
            let line = format!("        {open}{}: {}{close}{mark}", field.name, field.value);
            self.line(&line, Some((n, Some(f))));
        }
        if draft.fields.is_empty() {
            self.line("        (),", Some((n, None)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_of_ron_whatever_it_holds() {
        for (written, ron) in [
            ("plain", "\"plain\""),
            ("a\nb\t c", "\"a b c\""),
            ("he said \"no\"", "r#\"he said \"no\"\"#"),
            ("a \"# b", "r##\"a \"# b\"##"),
            (r"a\b", r##"r#"a\b"#"##),
            ("\u{1b}[31m\"", r#""\u{1b}[31m\"""#),
        ] {
            assert_eq!(text(written), ron);
        }
    }
}
