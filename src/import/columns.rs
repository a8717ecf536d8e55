//! Which field each column of a spreadsheet means, and the cells of a row.
//!
//! Owns that no cell is passed over: a column that means nothing is told, and of a row which of its cells something
//! was made of. A column is named as `list statements --format csv` names it, or mapped.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::draft::InputPlace;
use super::sheet::{Sheet, SheetRow};
use super::{Lost, Wishes};
use crate::text::shell::quoted;
use crate::text::spelling::nearest_name;

/// The fields that a column may mean, and what each says.
pub const FIELDS: &[(&str, &str)] = &[
    ("id", "the id of the statement; made where there is none"),
    ("speaker", "who said it: an id, or a name"),
    ("name", "the name of the speaker, where `speaker` is an id"),
    ("said", "when it was said, as an EDTF date or as people write it"),
    ("basis", "Stated, Resolved: words, or Inferred: why"),
    ("kind", "Quote, Fragment, Block or Reported"),
    ("text", "the words"),
    ("source", "who prints it: an id, a name or an address"),
    ("para", "the paragraph, from 1"),
    ("venue", "on what occasion"),
    ("event", "the event it belongs to: an id, or a title"),
    ("same_as", "the id of the report at the head of its group"),
    ("topics", "what it is about, with ; between"),
    ("notes", "the ids of notes on it, which the dataset itself holds"),
    ("locator", "the place in the source's own terms"),
    ("also", "further paragraphs that print it, with ; between"),
    ("speakers", "all who said it, with ; between"),
    ("to", "to whom, with ; between"),
    ("place", "where it was said"),
    ("via", "who relayed it"),
    ("hearsay", "true where the source has it at second hand"),
    ("asks", "true where it asks for an answer"),
    ("links", "RespondsTo(id) and the like, with ; between"),
    ("original", "the words before they were translated"),
    ("original_lang", "the language of `original`"),
    ("translated_from", "the language that the words were translated from"),
    ("translated_by", "who translated, beside `translated_from`"),
    ("outlet", "of the source: who publishes it"),
    ("source_kind", "of the source: News, Wire, Official …"),
    ("source_title", "of the source: its title"),
    ("published", "of the source: when it was published"),
    ("url", "of the source: its address"),
    ("archive", "of the source: the address of an archived copy"),
    ("accessed", "of the source: when the address was last read"),
    ("lang", "of the source: its language"),
    ("dateline", "of the source: its dateline"),
    ("authors", "of the source: who wrote it, as Family, Given, with ; between"),
    ("editors", "of the source: who edited it, likewise"),
    ("outlet_basis", "of the source: how its outlet is known, as in `basis`"),
    ("published_basis", "of the source: how its date is known, as in `basis`"),
    ("stamp", "of the source: the date stamp on the copy held"),
    ("source_updated", "of the source: when it was last changed"),
    ("corrected", "of the source: when it was corrected"),
    ("retracted", "of the source: when it was retracted"),
    ("speaker_kind", "of the speaker: Person, Office, Institution or Anonymous"),
    ("party", "of the speaker: the side, an id or a name"),
    ("party_name", "of the party: its name, where `party` is an id"),
    ("event_title", "of the event: its title, where `event` is an id"),
    ("event_date", "of the event: when it happened"),
    ("event_basis", "of the event: how its date is known, as in `basis`"),
];

/// Other names of fields, as the JSON of statements and other people's tables have them.
const ALSO_NAMED: [(&str, &str); 3] =
    [("speaker_name", "name"), ("statement", "id"), ("title", "source_title")];

/// Names that other people's tables give to what is meant here by a field, where the nearest name is another field's:
/// they are offered, and never taken.
const LIKELY: [(&str, &str); 9] = [
    ("date", "said"),
    ("day", "said"),
    ("quote", "text"),
    ("quotation", "text"),
    ("words", "text"),
    ("who", "speaker"),
    ("publisher", "outlet"),
    ("link", "url"),
    ("page", "locator"),
];

/// Columns that say again what others say, or what is computed and never typed; each with the column that it follows.
const DERIVED: [(&str, Option<&str>); 4] = [
    ("said_from", Some("said")),
    ("said_to", Some("said")),
    ("speaker_name", Some("name")),
    ("verification", None),
];

/// How much of a cell is told, in characters.
const SHOWN: usize = 40;

/// Which field each column means.
pub(super) struct ColumnMap {
    /// By the name of the field, the column from 0.
    of: HashMap<&'static str, usize>,
    count: usize,
    /// The columns that mean nothing, and what they are called.
    without_meaning: Vec<(usize, String)>,
}

impl ColumnMap {
    /// Reads the names of the columns; a column that means nothing and holds something is lost.
    ///
    /// # Errors
    /// Where a wish names no column or no field, or no column gives the words.
    pub(super) fn of(sheet: &Sheet, wishes: &Wishes, lost: &mut Vec<Lost>) -> Result<Self, String> {
        judge(sheet, wishes)?;
        let mut columns =
            Self { of: HashMap::new(), count: sheet.head.len(), without_meaning: Vec::new() };
        for (n, name) in sheet.head.iter().enumerate() {
            let field = meaning(name, wishes);
            let first = field.and_then(|field| columns.of.get(field).copied());
            let repeats = first.is_some_and(|first| says_again(sheet, n, first));
            if repeats || is_derived(name, sheet, wishes) {
                continue;
            }
            match field {
                Some(field) if first.is_none() => {
                    columns.of.insert(field, n);
                }
                field => {
                    lost.extend(without_meaning(sheet, n, field));
                    let name =
                        if name.is_empty() { format!("column {}", n + 1) } else { name.clone() };
                    columns.without_meaning.push((n, name));
                }
            }
        }
        if columns.of.contains_key("text") {
            return Ok(columns);
        }
        let names: Vec<String> =
            sheet.head.iter().filter(|name| !name.is_empty()).map(|name| shown(name)).collect();
        let is_likely =
            |name: &&String| meaning(name, wishes).is_none() && nearest_field(name) == Some("text");
        let map = match sheet.head.iter().find(is_likely) {
            Some(name) => quoted(&format!("{name}=text")),
            None => "'COLUMN=text'".to_owned(),
        };
        Err(format!(
            "no column gives the words; name one `text`, or map the one that does, as in --map {map}; the columns are {}",
            names.join(", ")
        ))
    }
}

/// The field of this name.
fn field(name: &str) -> Option<&'static str> {
    FIELDS.iter().map(|(field, _)| *field).find(|field| *field == name)
}

/// The field that is most likely meant by a name that is none.
fn nearest_field(name: &str) -> Option<&'static str> {
    let plain = plain(name);
    let likely = LIKELY.iter().find(|(other, _)| *other == plain).map(|(_, field)| *field);
    likely.or_else(|| nearest_name(&plain, FIELDS.iter().map(|(field, _)| *field)))
}

/// `; did you mean …?` of what is like a field; of anything else the fields that there are.
fn advice(name: &str) -> String {
    let all = || FIELDS.iter().map(|(field, _)| *field).collect::<Vec<_>>().join(", ");
    match nearest_field(name) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => format!("; the fields are {}", all()),
    }
}

/// The first of `wishes` of which an earlier one wishes something else for the same name.
fn torn(
    wishes: &[(String, String)],
    same: impl Fn(&str, &str) -> bool,
) -> Option<(&str, &str, &str)> {
    wishes.iter().enumerate().find_map(|(n, (name, to))| {
        let mut before = wishes.iter().take(n);
        let (_, other) = before.find(|(other, of)| same(other, name) && of != to)?;
        Some((name.as_str(), other.as_str(), to.as_str()))
    })
}

/// A name of a column as fields are written.
fn plain(name: &str) -> String {
    name.to_lowercase().replace([' ', '-'], "_")
}

/// Whether what is wished is of columns and fields that there are.
fn judge(sheet: &Sheet, wishes: &Wishes) -> Result<(), String> {
    for (column, to) in &wishes.map {
        if field(to).is_none() {
            return Err(format!("there is no field `{to}` to map `{column}` to{}", advice(to)));
        }
        if !sheet.head.iter().any(|name| name.eq_ignore_ascii_case(column)) {
            let near = nearest_name(column, sheet.head.iter().map(String::as_str));
            let advice = near.map_or_else(
                || format!("; the columns are {}", sheet.head.join(", ")),
                |near| format!("; did you mean `{near}`?"),
            );
            return Err(format!("there is no column `{column}`{advice}"));
        }
    }
    if let Some((column, one, other)) = torn(&wishes.map, str::eq_ignore_ascii_case) {
        return Err(format!(
            "`{column}` is mapped to `{one}` and to `{other}`; map it to one of them"
        ));
    }
    if let Some((name, one, other)) = torn(&wishes.set, |a, b| a == b) {
        return Err(format!("`{name}` is set to `{one}` and to `{other}`; set it to one of them"));
    }
    match wishes.set.iter().find(|(name, _)| field(name).is_none()) {
        Some((name, _)) => Err(format!("there is no field `{name}` to set{}", advice(name))),
        None => Ok(()),
    }
}

/// What a column is mapped to.
fn mapped<'w>(name: &str, wishes: &'w Wishes) -> Option<&'w str> {
    let wish = wishes.map.iter().find(|(column, _)| column.eq_ignore_ascii_case(name));
    wish.map(|(_, to)| to.as_str())
}

/// Whether this is the name of the column that gives the words.
pub(super) fn names_words(name: &str, wishes: &Wishes) -> bool {
    meaning(name, wishes) == Some("text")
}

/// The field that a column means. A column that is mapped stands in place of one that is named so.
fn meaning(name: &str, wishes: &Wishes) -> Option<&'static str> {
    if let Some(to) = mapped(name, wishes) {
        return field(to);
    }
    let plain = plain(name);
    let also = || ALSO_NAMED.iter().find(|(other, _)| *other == plain).map(|(_, field)| *field);
    let meant = field(&plain).or_else(also);
    meant.filter(|field| !wishes.map.iter().any(|(_, to)| to == field))
}

/// Whether a column says only what another one says, or what is computed.
fn is_derived(name: &str, sheet: &Sheet, wishes: &Wishes) -> bool {
    let is_column = |of: &str| sheet.head.iter().any(|name| plain(name) == of);
    let name_is = plain(name);
    mapped(name, wishes).is_none()
        && DERIVED.iter().any(|(derived, from)| *derived == name_is && from.is_none_or(is_column))
}

/// Whether every row has the same in both columns: the name of the speaker stands twice in what this program prints.
fn says_again(sheet: &Sheet, column: usize, first: usize) -> bool {
    sheet
        .rows
        .iter()
        .all(|row| row.cells.get(column).is_none_or(|cell| row.cells.get(first) == Some(cell)))
}

/// What is lost with a column that stands for nothing: it has no field, or that of another column.
fn without_meaning(sheet: &Sheet, column: usize, field: Option<&str>) -> Option<Lost> {
    let filled =
        |row: &&SheetRow| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
    let cells = sheet.rows.iter().filter(filled).count();
    let name = sheet.head.get(column).filter(|_| cells > 0)?;
    let why = match field {
        Some(field) => format!("another column is `{field}` already"),
        None if name.is_empty() => "it has no name; its first row names a column".to_owned(),
        None => match nearest_field(name) {
            Some(near) => {
                let pair = quoted(&format!("{name}={near}"));
                format!("no field goes by its name; map it, as in --map {pair}")
            }
            None => "no field goes by its name; map it with --map COLUMN=FIELD".to_owned(),
        },
    };
    let cells = crate::words::count(cells, "cell");
    let at = InputPlace { line: sheet.head_line, column: Some(column + 1) };
    Some(at.lost(format!("column `{name}`: {cells} not carried: {why}")))
}

/// A cell: what it says, and where.
#[derive(Clone, Copy)]
pub(super) struct SheetCell<'a> {
    pub(super) text: &'a str,
    pub(super) at: InputPlace,
    /// Whether the row itself says so; what is set for all rows stands in its place otherwise.
    pub(super) is_own: bool,
}

/// The cells of a row, and of which of them something was made.
pub(super) struct RowCells<'a> {
    row: &'a SheetRow,
    columns: &'a ColumnMap,
    wishes: &'a Wishes,
    taken: RefCell<HashSet<&'static str>>,
}

impl<'a> RowCells<'a> {
    pub(super) fn of(row: &'a SheetRow, columns: &'a ColumnMap, wishes: &'a Wishes) -> Self {
        Self { row, columns, wishes, taken: RefCell::default() }
    }

    /// The line that the row begins in.
    pub(super) fn line(&self) -> u64 {
        self.row.line
    }

    /// What the row says of a field, or what is set for all rows, where that is anything. It is only looked at.
    pub(super) fn look(&self, field: &str) -> Option<SheetCell<'a>> {
        self.own(field).or_else(|| {
            let (_, text) = self.wishes.set.iter().find(|(name, _)| name == field)?;
            let at = InputPlace { line: self.row.line, column: None };
            Some(SheetCell { text: text.trim(), at, is_own: false }).filter(|c| !c.text.is_empty())
        })
    }

    /// The same as a text, empty where nothing says anything.
    pub(super) fn text(&self, field: &str) -> &'a str {
        self.look(field).map_or("", |cell| cell.text)
    }

    /// The same to make something of it: a record holds it from here on, or it is told that none does.
    pub(super) fn take(&self, field: &'static str) -> Option<SheetCell<'a>> {
        let cell = self.look(field)?;
        self.taken.borrow_mut().insert(field);
        Some(cell)
    }

    fn own(&self, field: &str) -> Option<SheetCell<'a>> {
        let column = self.columns.of.get(field).copied()?;
        let text = undefused(self.row.cells.get(column)?);
        let at = InputPlace { line: self.row.line, column: Some(column + 1) };
        Some(SheetCell { text, at, is_own: true }).filter(|cell| !cell.text.is_empty())
    }

    /// The cells that nothing was made of, in the order of the fields.
    pub(super) fn untaken(&self) -> Vec<(&'static str, SheetCell<'a>)> {
        let taken = self.taken.borrow();
        let fields = FIELDS.iter().filter(|(field, _)| !taken.contains(field));
        fields.filter_map(|(field, _)| Some((*field, self.own(field)?))).collect()
    }

    /// The cells that stand in columns that mean nothing, with what those are called.
    pub(super) fn without_meaning(&self) -> impl Iterator<Item = (String, &'a str)> {
        let all = self.columns.without_meaning.iter();
        let cells = all.filter_map(|(n, name)| Some((shown(name), self.row.cells.get(*n)?.trim())));
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    /// The cells that stand beyond the last column.
    pub(super) fn beyond(&self) -> impl Iterator<Item = Lost> {
        let columns = self.columns.count;
        let cells = self.row.cells.iter().enumerate().skip(columns);
        cells.filter(|(_, cell)| !cell.trim().is_empty()).map(move |(n, cell)| {
            let shown = shown(cell.trim());
            let at = InputPlace { line: self.row.line, column: Some(n + 1) };
            at.lost(format!("`{shown}` stands beyond the {columns} columns and is not carried"))
        })
    }
}

/// As much of a cell as is told.
pub(super) fn shown(cell: &str) -> String {
    if cell.chars().nth(SHOWN).is_none() {
        return cell.to_owned();
    }
    cell.chars().take(SHOWN).chain(['…']).collect()
}

/// A cell without what keeps a spreadsheet from taking it for a formula, and without white space around it.
fn undefused(cell: &str) -> &str {
    let cell = cell.trim_matches(|c: char| c == ' ' || c == '\n' || c == '\r' || c == '\u{a0}');
    let rest = cell.trim_start_matches('\'');
    let defused = cell.starts_with('\'') && rest.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if defused { cell.strip_prefix('\'').unwrap_or(cell).trim() } else { cell.trim() }
}
