//! Rows of a spreadsheet as statements, with the sources, speakers, parties and events that they name and that are not
//! known.
//!
//! Owns what each column means. A column is named as `list statements --format csv` names it, or mapped.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::draft::{At, Draft, settle, text, texts};
use super::sheet::{self, Row, Sheet};
use super::{Imported, Lost, Wishes, ids};
use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::id::is_id;
use crate::chronology::load;
use crate::chronology::model::{Entity, LinkKind, SourceKind, SpeakerKind, StatementKind};
use crate::text::capital;
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
    ("original_lang", "the language of those"),
    ("translated_from", "the language that the words were translated from"),
    ("translated_by", "who translated"),
    ("outlet", "of the source: who publishes it"),
    ("source_kind", "of the source: News, Wire, Official …"),
    ("source_title", "of the source: its title"),
    ("published", "of the source: when it was published"),
    ("url", "of the source: its address"),
    ("archive", "of the source: the address of an archived copy"),
    ("accessed", "of the source: when the address was last read"),
    ("lang", "of the source: its language"),
    ("dateline", "of the source: its dateline"),
    ("speaker_kind", "of the speaker: Person, Office, Institution or Anonymous"),
    ("party", "of the speaker: the side, an id or a name"),
    ("event_title", "of the event: its title, where `event` is an id"),
    ("event_date", "of the event: when it happened"),
];

/// Other names of fields, as the JSON of statements and other people's tables have them.
const ALSO_NAMED: [(&str, &str); 3] =
    [("speaker_name", "name"), ("statement", "id"), ("title", "source_title")];

/// Other words for kinds, as people write them.
const KINDS_ALSO: [(&str, StatementKind); 9] = [
    ("paraphrase", StatementKind::Reported),
    ("paraphrased", StatementKind::Reported),
    ("indirect", StatementKind::Reported),
    ("indirect speech", StatementKind::Reported),
    ("indirect quote", StatementKind::Reported),
    ("summary", StatementKind::Reported),
    ("quotation", StatementKind::Quote),
    ("direct quote", StatementKind::Quote),
    ("direct speech", StatementKind::Quote),
];

/// Columns that say again what others say, or what is computed and never typed; each with the column that it follows.
const DERIVED: [(&str, Option<&str>); 4] = [
    ("said_from", Some("said")),
    ("said_to", Some("said")),
    ("speaker_name", Some("name")),
    ("verification", None),
];

/// Pairs of quotation marks in which the words of a cell may stand.
const MARKS: [(char, char); 6] =
    [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('„', '”'), ('‘', '’')];

/// Reads a spreadsheet of statements.
///
/// # Errors
/// Where it is no table, no column gives the words, or a known dataset cannot be read.
pub fn csv(bytes: &[u8], name: &str, wishes: &Wishes) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let (body, encoding) = load::decode_foreign(bytes)?;
    if let Some(encoding) = encoding {
        let remark = format!("read as {encoding}, since it is not UTF-8: look at its letters");
        imported.remarks.push(remark);
    }
    let sheet = sheet::read(&body, &mut imported.lost)?;
    let known = match wishes.known.as_slice() {
        [] => Arc::default(),
        places => load::load_beside(places, "", "()").map_err(|e| e.to_string())?.chronology,
    };
    let columns = Columns::of(&sheet, wishes, &mut imported.lost)?;
    let mut reader = Reader {
        columns,
        names: names_of(&known),
        known,
        wishes,
        made: HashMap::new(),
        drafts: Vec::new(),
        statements: HashMap::new(),
        lost: Vec::new(),
        bare: 0,
        untold_kinds: 0,
        other_kinds: BTreeMap::new(),
    };
    sheet.rows.iter().for_each(|row| reader.row(row));
    imported.lost.append(&mut reader.lost);
    imported.remarks.extend(reader.remarks());
    let head = format!("Imported from {name}.");
    settle(reader.drafts, &head, &wishes.known, imported).map_err(|e| e.to_string())
}

/// Which field each column means.
struct Columns {
    /// By the name of the field, the column from 0.
    of: HashMap<&'static str, usize>,
    count: usize,
}

impl Columns {
    fn of(sheet: &Sheet, wishes: &Wishes, lost: &mut Vec<Lost>) -> Result<Self, String> {
        let fields = || FIELDS.iter().map(|(name, _)| *name);
        let known = |name: &str| fields().find(|field| *field == name);
        for (column, field) in &wishes.map {
            if known(field).is_none() {
                let near = nearest_name(field, fields());
                let advice =
                    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("there is no field `{field}` to map `{column}` to{advice}"));
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
        if let Some((field, _)) = wishes.set.iter().find(|(field, _)| known(field).is_none()) {
            let near = nearest_name(field, fields());
            let advice = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no field `{field}` to set{advice}"));
        }
        let mut columns = Self { of: HashMap::new(), count: sheet.head.len() };
        for (n, name) in sheet.head.iter().enumerate() {
            let mapped = wishes.map.iter().find(|(column, _)| column.eq_ignore_ascii_case(name));
            let plain = name.to_lowercase().replace([' ', '-'], "_");
            let also = || ALSO_NAMED.iter().find(|(other, _)| *other == plain);
            let field = match mapped {
                Some((_, field)) => known(field),
                // A column that is mapped stands in place of one that is named so.
                None => known(&plain)
                    .or_else(|| also().map(|(_, field)| *field))
                    .filter(|field| !wishes.map.iter().any(|(_, to)| to == field)),
            };
            let is_derived = mapped.is_none()
                && DERIVED.iter().any(|(derived, from)| {
                    *derived == plain
                        && from.is_none_or(|from| sheet.head.iter().any(|name| name == from))
                });
            // The name of the speaker stands twice in the rows that this program prints.
            let repeats = |first: usize| {
                sheet.rows.iter().all(|row| {
                    row.cells.get(n).is_none_or(|cell| row.cells.get(first) == Some(cell))
                })
            };
            let first = field.and_then(|field| columns.of.get(field).copied());
            if is_derived || first.is_some_and(repeats) {
                continue;
            }
            let told = match field {
                Some(field) if !columns.of.contains_key(field) => {
                    columns.of.insert(field, n);
                    continue;
                }
                Some(field) => format!("another column is `{field}` already"),
                None => match nearest_name(&plain, fields()) {
                    Some(near) => {
                        format!("no field goes by its name; map it, as in --map '{name}={near}'")
                    }
                    None => "no field goes by its name; map it with --map COLUMN=FIELD".to_owned(),
                },
            };
            let filled = |row: &&Row| row.cells.get(n).is_some_and(|cell| !cell.trim().is_empty());
            let cells = sheet.rows.iter().filter(filled).count();
            if cells > 0 {
                let (at, cells) = (
                    At { line: sheet.head_line, column: Some(n + 1) },
                    crate::words::count(cells, "cell"),
                );
                lost.push(at.lost(format!("column `{name}`: {cells} not carried: {told}")));
            }
        }
        let given = |field: &str| columns.of.contains_key(field);
        if !given("text") {
            return Err(format!(
                "no column gives the words; name one `text`, or map it, as in --map '{}=text'",
                sheet.head.first().map_or("COLUMN", String::as_str)
            ));
        }
        Ok(columns)
    }
}

/// The names by which speakers and parties are known, in small letters, each with its id.
fn names_of(c: &Chronology) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let mut add = |name: &str, id: &str| {
        names.entry(name.to_lowercase()).or_insert_with(|| id.to_owned());
    };
    c.speakers().iter().for_each(|speaker| add(&speaker.name, &speaker.id));
    for speaker in c.speakers() {
        speaker.short.iter().chain(&speaker.aka).for_each(|name| add(name, &speaker.id));
    }
    names
}

/// Reads rows one by one.
struct Reader<'a> {
    columns: Columns,
    names: HashMap<String, String>,
    known: Arc<Chronology>,
    wishes: &'a Wishes,
    /// Where the drafts of parties, speakers, sources and events stand, by list and id.
    made: HashMap<(&'static str, String), usize>,
    drafts: Vec<Draft>,
    /// The line of each statement, by its id.
    statements: HashMap<String, u64>,
    lost: Vec<Lost>,
    /// Sources of which no more is known than an id.
    bare: usize,
    /// Statements that name no kind and stand in no marks.
    untold_kinds: usize,
    /// How many statements name a kind by another word for it.
    other_kinds: BTreeMap<(String, StatementKind), usize>,
}

/// A cell: what it says, and where.
#[derive(Clone, Copy)]
struct Cell<'a> {
    text: &'a str,
    at: At,
}

impl<'a> Reader<'a> {
    /// A cell of a row, or what is set for all rows, where it says anything.
    fn cell<'r>(&self, row: &'r Row, field: &str) -> Option<Cell<'r>>
    where
        'a: 'r,
    {
        let column = self.columns.of.get(field).copied();
        let written = column.and_then(|column| row.cells.get(column)).map(|cell| undefused(cell));
        let at = At { line: row.line, column: column.map(|column| column + 1) };
        match written.filter(|cell| !cell.is_empty()) {
            Some(text) => Some(Cell { text, at }),
            None => {
                let set = self.wishes.set.iter().find(|(name, _)| name == field)?;
                Some(Cell { text: set.1.trim(), at }).filter(|cell| !cell.text.is_empty())
            }
        }
    }

    fn row(&mut self, row: &Row) {
        let beyond = row.cells.iter().enumerate().skip(self.columns.count);
        for (n, cell) in beyond.filter(|(_, cell)| !cell.trim().is_empty()) {
            let at = At { line: row.line, column: Some(n + 1) };
            let shown: String = cell.trim().chars().take(40).collect();
            let columns = self.columns.count;
            let message =
                format!("`{shown}` stands beyond the {columns} columns and is not carried");
            self.lost.push(at.lost(message));
        }
        let Some(words) = self.cell(row, "text") else {
            let message = "this row has no words, and is not carried";
            self.lost.push(At { line: row.line, column: None }.lost(message));
            return;
        };
        let mut draft = Draft::new("statements", row.line);
        let source = self.source(row);
        let speaker = self.speaker(row);
        let event = self.event(row);
        let (kind, words) = self.kind(row, words);
        if !self.name(row, &mut draft, (source.as_ref(), speaker.as_ref(), words)) {
            return;
        }
        for (field, id) in [("source", source), ("speaker", speaker), ("event", event)] {
            if let Some((id, cell)) = id {
                draft.put(field, text(&id), cell.at, cell.text);
            }
        }
        draft.put("kind", kind.0, kind.1, "");
        draft.put("text", text(words.text), words.at, words.text);
        self.plain_fields(row, &mut draft);
        self.drafts.push(draft);
    }

    /// Gives a statement its id; whether no other has it.
    fn name(
        &mut self,
        row: &Row,
        draft: &mut Draft,
        (source, speaker, words): (Option<&Named<'_>>, Option<&Named<'_>>, Cell<'_>),
    ) -> bool {
        let given = self.cell(row, "id");
        let (id, at, written) = match given {
            Some(cell) => (cell.text.to_owned(), cell.at, cell.text),
            None => {
                let plain = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
                let cells = ["para", "locator"].map(|f| self.cell(row, f).map_or("", |c| c.text));
                let source = source.map_or("", |(id, _)| id);
                let identity = format!("{source}\0{}\0{}\0{plain}", cells[0], cells[1]);
                let first: Vec<&str> = plain.split(' ').take(4).collect();
                // As it is written, so that whoever is known to the dataset changes no id.
                let speaker = speaker.map_or("", |(_, cell)| cell.text);
                let words = ids::words(&format!("{speaker} {}", first.join(" ")), 60);
                (ids::made(&words, &identity), At { line: row.line, column: None }, "")
            }
        };
        let taken = match (self.statements.get(&id), self.known.by_id(&id)) {
            (Some(line), _) if given.is_some() => {
                Some(format!("line {line} has the id `{id}` already"))
            }
            (Some(line), _) => Some(format!(
                "line {line} has the same words of the same place already; give this row an id if it is another statement"
            )),
            (None, Some(_)) => Some(format!("the dataset has a record `{id}` already")),
            (None, None) => None,
        };
        if let Some(taken) = taken {
            self.lost.push(at.lost(format!("this row is not carried: {taken}")));
            return false;
        }
        self.statements.insert(id.clone(), row.line);
        draft.put("id", text(&id), at, written);
        true
    }

    /// How the words are printed, and the words without the marks that said so.
    fn kind<'r>(&mut self, row: &'r Row, words: Cell<'r>) -> ((String, At), Cell<'r>)
    where
        'a: 'r,
    {
        if let Some(cell) = self.cell(row, "kind") {
            return (self.kind_named(cell), words);
        }
        let inside = MARKS.iter().find_map(|(open, close)| {
            let inside = words.text.strip_prefix(*open)?.strip_suffix(*close)?;
            // `“A,” he said, “B.”` is no single quotation.
            (!inside.contains([*open, *close])).then_some(inside.trim())
        });
        match inside.filter(|inside| !inside.is_empty()) {
            Some(inside) => (("Quote".to_owned(), words.at), Cell { text: inside, at: words.at }),
            None => {
                self.untold_kinds += 1;
                (("Reported".to_owned(), words.at), words)
            }
        }
    }

    /// The kind that a cell names: by its own word, by another for it, which is told, and of a word that nobody knows
    /// the one that claims no wording, so that the statement is not lost with it.
    fn kind_named(&mut self, cell: Cell<'_>) -> (String, At) {
        let named = word(cell.text, StatementKind::NAMES);
        if StatementKind::NAMES.contains(&named.as_str()) {
            return (named, cell.at);
        }
        let plain = cell.text.to_lowercase().replace(['_', '-'], " ");
        let kind = match KINDS_ALSO.iter().find(|(other, _)| *other == plain) {
            Some((_, kind)) => {
                *self.other_kinds.entry((plain, *kind)).or_default() += 1;
                *kind
            }
            None => {
                let shown: String = cell.text.chars().take(40).collect();
                let message = format!(
                    "`{shown}` is no kind, and the statement is taken as Reported, which claims no wording; kinds are {}",
                    StatementKind::NAMES.join(", ")
                );
                self.lost.push(cell.at.lost(message));
                StatementKind::Reported
            }
        };
        (kind.name().to_owned(), cell.at)
    }

    /// The fields that a cell is as it stands.
    fn plain_fields(&mut self, row: &Row, draft: &mut Draft) {
        for field in ["locator", "venue", "place", "via", "same_as"] {
            self.put(row, draft, field, text);
        }
        self.put(row, draft, "said", date);
        self.put(row, draft, "basis", basis);
        self.put(row, draft, "para", paragraph);
        self.put(row, draft, "hearsay", flag);
        self.put(row, draft, "asks", flag);
        self.put(row, draft, "topics", |cell| texts(parts(cell)));
        self.put(row, draft, "to", |cell| texts(parts(cell)));
        self.put(row, draft, "also", |cell| {
            format!("[{}]", parts(cell).map(paragraph).collect::<Vec<_>>().join(", "))
        });
        self.put(row, draft, "links", |cell| {
            format!("[{}]", parts(cell).map(link).collect::<Vec<_>>().join(", "))
        });
        if let Some(cell) = self.cell(row, "speakers") {
            let all: Vec<String> =
                parts(cell.text).map(|name| self.speaker_named(name, None, cell.at, row)).collect();
            draft.put("speakers", texts(all.iter().map(String::as_str)), cell.at, cell.text);
        }
        if let Some(words) = self.cell(row, "original") {
            let lang = self.cell(row, "original_lang").map_or("", |cell| cell.text);
            let value = format!("(lang: {}, text: {})", text(lang), text(words.text));
            draft.put("original", value, words.at, words.text);
        }
        match (self.cell(row, "translated_from"), self.cell(row, "translated_by")) {
            (Some(from), by) => {
                let by = by.map_or_else(String::new, |by| format!(", by: {}", text(by.text)));
                draft.put(
                    "translation",
                    format!("(from: {}{by})", text(from.text)),
                    from.at,
                    from.text,
                );
            }
            (None, Some(by)) => {
                draft.lose("translated_by", by.text);
                self.lost.push(by.at.lost("translated_by: a translation needs the language it was made from, in `translated_from`"));
            }
            (None, None) => {}
        }
        if let Some(notes) = self.cell(row, "notes") {
            draft.expect_notes(notes.at, parts(notes.text).map(ToOwned::to_owned).collect());
        }
    }

    fn put(
        &self,
        row: &Row,
        draft: &mut Draft,
        field: &'static str,
        value: impl Fn(&str) -> String,
    ) {
        if let Some(cell) = self.cell(row, field) {
            draft.put(field, value(cell.text), cell.at, cell.text);
        }
    }
}

/// The id of a record that a row names, and the cell that names it.
type Named<'r> = (String, Cell<'r>);

impl<'a> Reader<'a> {
    fn knows(&self, id: &str, is: fn(Entity) -> bool) -> bool {
        self.known.by_id(id).is_some_and(is)
    }

    /// The draft of a record that is made, and whether it is new.
    fn draft(&mut self, list: &'static str, id: &str, at: At) -> (usize, bool) {
        if let Some(draft) = self.made.get(&(list, id.to_owned())) {
            return (*draft, false);
        }
        let mut draft = Draft::new(list, at.line);
        draft.put("id", text(id), at, id);
        self.drafts.push(draft);
        self.made.insert((list, id.to_owned()), self.drafts.len() - 1);
        (self.drafts.len() - 1, true)
    }

    /// Says something of a record that is made; what was said of it first stays.
    fn fact(&mut self, draft: usize, field: &'static str, cell: Cell<'_>, value: String) {
        let Some(record) = self.drafts.get_mut(draft) else { return };
        match record.written(field) {
            None => record.put(field, value, cell.at, cell.text),
            Some((first, at)) if first != cell.text => {
                let message = format!(
                    "{field}: line {} says `{first}` of the same record, which stays; `{}` is not carried",
                    at.line, cell.text
                );
                self.lost.push(cell.at.lost(message));
            }
            Some(_) => {}
        }
    }

    /// Says something of a record that is made, for want of a better word.
    fn assume(&mut self, draft: usize, field: &'static str, at: At, value: String) {
        if let Some(record) = self.drafts.get_mut(draft) {
            record.assume(field, value, at);
        }
    }

    /// The source of a row: one that is known, or one that is made of what the row says of it.
    fn source<'r>(&mut self, row: &'r Row) -> Option<Named<'r>>
    where
        'a: 'r,
    {
        let (named, outlet) = (self.cell(row, "source"), self.cell(row, "outlet"));
        let url = self.cell(row, "url");
        let cell = named.or(outlet).or(url)?;
        let is_source = |entity| matches!(entity, Entity::Source(_));
        let is_address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
        let id = match named {
            Some(cell) if self.knows(cell.text, is_source) => {
                return Some((cell.text.to_owned(), cell));
            }
            Some(cell) if is_id(cell.text) => cell.text.to_owned(),
            Some(cell) if !is_address(cell.text) => ids::of_name(cell.text, "source"),
            _ => {
                // Told apart by its address, or else by its outlet, day and title.
                let address = named.or(url).map_or("", |cell| cell.text);
                let of = |field: &str| self.cell(row, field).map_or("", |cell| cell.text);
                let published = date_of(of("published"));
                let title = of("source_title");
                let outlet = outlet.map_or_else(|| host(address), |cell| cell.text);
                let words = ids::words(&format!("{outlet} {published}"), 60);
                match address {
                    "" if title.is_empty() => {
                        ids::of_name(&format!("{outlet} {published}"), "source")
                    }
                    "" => ids::made(&words, title),
                    address => ids::made(&words, address),
                }
            }
        };
        if self.knows(&id, is_source) {
            return Some((id, cell));
        }
        let (draft, new) = self.draft("sources", &id, cell.at);
        let address = url.or(named.filter(|cell| is_address(cell.text)));
        match self.cell(row, "source_kind") {
            Some(kind) => self.fact(draft, "kind", kind, word(kind.text, SourceKind::NAMES)),
            None => self.assume(draft, "kind", cell.at, "News".to_owned()),
        }
        match outlet {
            Some(outlet) => self.fact(draft, "outlet", outlet, text(outlet.text)),
            None if new => {
                let known = match named {
                    Some(cell) if !is_address(cell.text) => cell.text,
                    _ => host(address.map_or("", |cell| cell.text)),
                };
                self.bare += usize::from(known == id);
                self.assume(draft, "outlet", cell.at, text(known));
            }
            None => {}
        }
        for (column, field) in [
            ("source_title", "title"),
            ("lang", "lang"),
            ("dateline", "dateline"),
            ("archive", "archive"),
        ] {
            if let Some(cell) = self.cell(row, column) {
                self.fact(draft, field, cell, text(cell.text));
            }
        }
        for field in ["published", "accessed"] {
            if let Some(cell) = self.cell(row, field) {
                self.fact(draft, field, cell, date(cell.text));
            }
        }
        if let Some(address) = address {
            self.fact(draft, "url", address, text(address.text));
        }
        Some((id, cell))
    }

    /// The speaker of a row.
    fn speaker<'r>(&mut self, row: &'r Row) -> Option<Named<'r>>
    where
        'a: 'r,
    {
        let name = self.cell(row, "name");
        let cell = self.cell(row, "speaker").or(name)?;
        let name = name.filter(|name| name.text != cell.text);
        let id = self.speaker_named(cell.text, name, cell.at, row);
        Some((id, cell))
    }

    /// The id of the speaker that an id or a name means, who is made where nobody knows them.
    fn speaker_named(&mut self, said: &str, name: Option<Cell<'_>>, at: At, row: &Row) -> String {
        if self.knows(said, |entity| matches!(entity, Entity::Speaker(_))) {
            return said.to_owned();
        }
        let is_id = is_id(said);
        let lower = said.to_lowercase();
        if let Some(id) = self.names.get(&lower).filter(|_| !is_id) {
            return id.clone();
        }
        let id = if is_id { said.to_owned() } else { ids::of_name(said, "speaker") };
        let (draft, new) = self.draft("speakers", &id, at);
        if let Some(name) = name {
            self.fact(draft, "name", name, text(name.text));
        } else if new {
            let plain = if is_id { unhyphened(said) } else { said.to_owned() };
            self.assume(draft, "name", at, text(&plain));
        }
        match self.cell(row, "speaker_kind") {
            Some(kind) => self.fact(draft, "kind", kind, word(kind.text, SpeakerKind::NAMES)),
            None => self.assume(draft, "kind", at, "Person".to_owned()),
        }
        if let Some(party) = self.cell(row, "party") {
            let id = self.party(party);
            self.fact(draft, "party", party, text(&id));
        }
        id
    }

    fn party(&mut self, cell: Cell<'_>) -> String {
        let parties = self.known.parties();
        let known = parties.iter().find(|party| {
            *party.id == *cell.text || party.name.to_lowercase() == cell.text.to_lowercase()
        });
        if let Some(party) = known {
            return party.id.to_string();
        }
        let is_id = is_id(cell.text);
        let id = if is_id { cell.text.to_owned() } else { ids::of_name(cell.text, "party") };
        let (draft, new) = self.draft("parties", &id, cell.at);
        if new {
            let name = if is_id { unhyphened(cell.text) } else { cell.text.to_owned() };
            self.assume(draft, "name", cell.at, text(&name));
        }
        id
    }

    /// The event of a row.
    fn event<'r>(&mut self, row: &'r Row) -> Option<Named<'r>>
    where
        'a: 'r,
    {
        let cell = self.cell(row, "event").or_else(|| self.cell(row, "event_title"))?;
        let is_event = |entity| matches!(entity, Entity::Event(_));
        if self.knows(cell.text, is_event) {
            return Some((cell.text.to_owned(), cell));
        }
        let same = |title: &str| title.to_lowercase() == cell.text.to_lowercase();
        if let Some(event) = self.known.events().iter().find(|event| same(&event.title)) {
            return Some((event.id.to_string(), cell));
        }
        let is_id = is_id(cell.text);
        let id = if is_id { cell.text.to_owned() } else { ids::of_name(cell.text, "event") };
        let (draft, new) = self.draft("events", &id, cell.at);
        match self.cell(row, "event_title").filter(|title| title.text != cell.text) {
            Some(title) => self.fact(draft, "title", title, text(title.text)),
            None if new => {
                let title = if is_id { unhyphened(cell.text) } else { cell.text.to_owned() };
                self.assume(draft, "title", cell.at, text(&title));
            }
            None => {}
        }
        if let Some(day) = self.cell(row, "event_date") {
            self.fact(draft, "date", day, date(day.text));
        }
        Some((id, cell))
    }

    /// What was done that no cell asked for.
    fn remarks(&self) -> Vec<String> {
        let made = |list: &str, one: &str, all: &str| {
            let n = self.made.keys().filter(|(of, _)| *of == list).count();
            (n > 0).then(|| if n == 1 { format!("1 {one}") } else { format!("{n} {all}") })
        };
        let parts = [
            made("parties", "party", "parties"),
            made("speakers", "speaker", "speakers"),
            made("sources", "source", "sources"),
            made("events", "event", "events"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let mut remarks = Vec::new();
        let statements = crate::words::count(self.statements.len(), "statement");
        remarks.push(match parts.as_slice() {
            [] => statements,
            made => format!("{statements}; made for them: {}", made.join(", ")),
        });
        if self.bare > 0 {
            remarks.push(format!(
                "of {} nothing is known but the id; give each its outlet",
                crate::words::count(self.bare, "source")
            ));
        }
        if self.untold_kinds > 0 {
            remarks.push(format!(
                "{} taken as Reported, which claims no wording; where they are the words as printed, say --set kind=Quote",
                match self.untold_kinds {
                    1 => "1 row has no kind and no quotation marks, and is".to_owned(),
                    rows => format!("{rows} rows have no kind and no quotation marks, and are"),
                }
            ));
        }
        for ((written, kind), n) in &self.other_kinds {
            let (rows, are) = match n {
                1 => ("1 row has".to_owned(), "is"),
                n => (format!("{n} rows have"), "are"),
            };
            remarks
                .push(format!("{rows} the kind `{written}`, and {are} taken as {}", kind.name()));
        }
        remarks
    }
}

/// A cell without what keeps a spreadsheet from taking it for a formula, and without white space around it.
fn undefused(cell: &str) -> &str {
    let cell = cell.trim_matches(|c: char| c == ' ' || c == '\n' || c == '\r' || c == '\u{a0}');
    let rest = cell.trim_start_matches('\'');
    let defused = cell.starts_with('\'') && rest.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if defused { cell.strip_prefix('\'').unwrap_or(cell).trim() } else { cell.trim() }
}

/// The parts of a cell that holds several.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A word of the form, in whatever capitals it is written; a text where it is none, for the checker to tell.
fn word(written: &str, names: &[&'static str]) -> String {
    let plain = written.replace([' ', '_', '-'], "");
    let known = names.iter().find(|name| name.eq_ignore_ascii_case(&plain));
    known.map_or_else(|| text(written), |name| (*name).to_owned())
}

/// A date by the one reader of written dates; as it stands where that reads none, for the checker to tell.
fn date(written: &str) -> String {
    text(&date_of(written))
}

fn date_of(written: &str) -> String {
    Edtf::parse_written(written)
        .map_or_else(|_| written.to_owned(), |date| date.as_str().to_owned())
}

fn paragraph(written: &str) -> String {
    let bare = written.trim_start_matches(['¶', '§']).trim();
    let is_number = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    if is_number { bare.to_owned() } else { text(written) }
}

fn flag(written: &str) -> String {
    match written.to_lowercase().as_str() {
        "true" | "yes" | "1" | "x" => "true".to_owned(),
        "false" | "no" | "0" => "false".to_owned(),
        _ => text(written),
    }
}

/// `Stated`, `Resolved: last week`, `Inferred: why`.
fn basis(written: &str) -> String {
    let (kind, why) = written.split_once(':').unwrap_or((written, ""));
    match (kind.trim().to_lowercase().as_str(), why.trim()) {
        ("stated", "") => "Stated".to_owned(),
        ("resolved", why) if !why.is_empty() => format!("Resolved({})", text(why)),
        ("inferred", why) if !why.is_empty() => format!("Inferred({})", text(why)),
        _ => text(written),
    }
}

/// `RespondsTo(id)`.
fn link(written: &str) -> String {
    let parts = written.strip_suffix(')').and_then(|rest| rest.split_once('('));
    match parts {
        Some((kind, id)) => format!("{}({})", word(kind.trim(), LinkKind::NAMES), text(id.trim())),
        None => text(written),
    }
}

/// The host of an address without `www.`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The words of an id, the first with a capital.
fn unhyphened(id: &str) -> String {
    capital(&id.replace('-', " "))
}
