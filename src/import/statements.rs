//! Rows of a spreadsheet as statements, with the sources, speakers, parties and events that they name and that are not
//! known.
//!
//! Owns what a row becomes. Nothing of it is passed over: a row that is not carried makes no record, each cell that
//! nothing was made of is told, and what is taken for want of a cell is marked and counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::columns::{ColumnMap, FIELDS, RowCells, SheetCell, names_words, shown};
use super::draft::{Draft, InputPlace, Rival, settle, text, texts};
use super::known::{
    DatasetRecords, FactColumn, NamedRecord, OF_EVENT, OF_PARTY, OF_SOURCE, OF_SPEAKER, PARTY,
};
use super::values::{
    basis, date, date_of, flag, host, is_address, known_word, link, paragraph, parts, unhyphened,
};
use super::{Imported, Lost, Wishes, decoded, ids, sheet};
use crate::chronology::id::is_id;
use crate::chronology::model::StatementKind;
use crate::words;

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

/// Pairs of quotation marks in which the words of a cell may stand.
const MARKS: [(char, char); 6] =
    [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('„', '”'), SINGLE];

/// Within the marks that a kind says these may be part of the words: somebody is quoted as quoting.
const SINGLE: (char, char) = ('‘', '’');

/// Reads a spreadsheet of statements.
///
/// # Errors
/// Where it is no table, no column gives the words, or a known dataset cannot be read.
pub fn csv(bytes: &[u8], name: &str, wishes: &Wishes) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let body = decoded(bytes, &mut imported.remarks)?;
    let mut sheet = sheet::read(&body, &mut imported.lost)?;
    sheet.begin_at(|name| names_words(name, wishes), &mut imported.lost);
    let columns = ColumnMap::of(&sheet, wishes, &mut imported.lost)?;
    let mut reader = Reader {
        known: DatasetRecords::of(&wishes.known)?,
        made: HashMap::new(),
        drafts: Vec::new(),
        statements: HashMap::new(),
        lost: Vec::new(),
        untold_kinds: 0,
        other_kinds: BTreeMap::new(),
        marks_taken: 0,
        other_ids: 0,
        claims: HashMap::new(),
        moved: BTreeSet::new(),
    };
    let rows: Vec<_> = (sheet.rows.iter())
        .map(|row| {
            let cells = RowCells::of(row, &columns, wishes);
            let source = reader.source_named(&cells);
            reader.claim(&cells, source.as_ref());
            (cells, source)
        })
        .collect();
    for (cells, source) in rows {
        reader.row(&cells, source);
    }
    imported.lost.append(&mut reader.lost);
    imported.remarks.extend(reader.remarks());
    let head = format!("Imported from {name}.");
    settle(reader.drafts, &head, &wishes.known, imported).map_err(|e| e.to_string())
}

/// Reads rows one by one.
struct Reader {
    known: DatasetRecords,
    /// Where the drafts of parties, speakers, sources and events stand, by list and id.
    made: HashMap<(&'static str, String), usize>,
    drafts: Vec<Draft>,
    /// The line of each statement, by its id.
    statements: HashMap<String, u64>,
    lost: Vec<Lost>,
    /// Statements that name no kind and stand in no marks.
    untold_kinds: usize,
    /// How many statements name a kind by another word for it.
    other_kinds: BTreeMap<(String, StatementKind), usize>,
    /// Statements in marks that their kind says already.
    marks_taken: usize,
    /// Statements whose id can be none, so that another is made of it.
    other_ids: usize,
    /// Which list an id is wanted for first, of those that rows name something for.
    claims: HashMap<String, Claim>,
    /// What goes by another id than its own, since that is another record's: what it is, and that id.
    moved: BTreeSet<(Claim, String)>,
}

/// A record beside statements that is made. One id may be wanted for several, as where a party speaks for itself; it
/// goes to the first of these, whatever the order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Source,
    Speaker,
    Party,
    Event,
}

impl Claim {
    fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Speaker => "speaker",
            Self::Party => "party",
            Self::Event => "event",
        }
    }
}

/// The id of a record that a row names, and the cell that names it.
type Named<'r> = (String, SheetCell<'r>);

/// A record that a row tells of: one of the datasets, or one that is made.
enum RowRecord {
    Known(String),
    Made(usize),
}

impl Reader {
    /// Notes the ids that a row wants for the records beside its statement; those of events give way to all others.
    fn claim(&mut self, cells: &RowCells<'_>, source: Option<&Named<'_>>) {
        let mut wanted: Vec<(Claim, String)> = Vec::new();
        if let Some((id, _)) = source.filter(|(id, _)| !self.known.has_source(id)) {
            wanted.push((Claim::Source, id.clone()));
        }
        let said = |field: &str| cells.text(field);
        let one = [said("speaker"), said("name")].into_iter().find(|name| !name.is_empty());
        for name in one.into_iter().chain(parts(said("speakers"))) {
            if let NamedRecord::None = self.known.speaker(name) {
                wanted.push((Claim::Speaker, id_of_named(name, Claim::Speaker)));
            }
        }
        let party = said("party");
        if let (false, NamedRecord::None) = (party.is_empty(), self.known.party(party)) {
            wanted.push((Claim::Party, id_of_named(party, Claim::Party)));
        }
        for (claim, id) in wanted {
            let first = self.claims.entry(id).or_insert(claim);
            *first = claim.min(*first);
        }
    }

    /// The id of a record that is made: the one that is wanted for it, or where that is another's one that says what it
    /// is.
    fn free(&mut self, claim: Claim, id: String) -> String {
        let is_known = self.known.by_id(&id).is_some();
        if !is_known && self.claims.get(&id).is_none_or(|first| *first >= claim) {
            return id;
        }
        let other = format!("{id}-{}", claim.noun());
        self.moved.insert((claim, id));
        other
    }

    /// Reads a row, the source of which goes by this id.
    fn row(&mut self, cells: &RowCells<'_>, source: Option<Named<'_>>) {
        self.lost.extend(cells.beyond());
        let Some(words) = cells.take("text") else {
            let message = "this row has no words, and is not carried";
            self.lost.push(InputPlace { line: cells.line(), column: None }.lost(message));
            return;
        };
        // The row is judged before anything is made of it, so that one that is not carried leaves nothing behind.
        let kind = kind(cells, words);
        let mut draft = Draft::new("statements", cells.line());
        if !self.name(cells, &mut draft, source.as_ref().map(|(id, _)| id.as_str()), kind.words) {
            return;
        }
        self.count(&kind, &mut draft);
        let source = source.map(|(id, cell)| (self.source(cells, (id, cell), &mut draft), cell));
        let speaker = self.speaker(cells, &mut draft);
        let event = self.event(cells, &mut draft);
        for (field, id) in [("source", source), ("speaker", speaker), ("event", event)] {
            if let Some((id, cell)) = id {
                draft.put(field, text(&id), cell.at, cell.text);
            }
        }
        match kind.name {
            Some(name) => draft.put("kind", name.to_owned(), kind.at, ""),
            None => draft.assume("kind", StatementKind::Reported.name().to_owned(), kind.at),
        }
        draft.put("text", text(kind.words.text), words.at, words.text);
        plain_fields(cells, &mut draft);
        self.tell_untaken(cells, &mut draft);
        self.drafts.push(draft);
    }

    /// Gives a statement its id; whether no other has it.
    fn name(
        &mut self,
        cells: &RowCells<'_>,
        draft: &mut Draft,
        source: Option<&str>,
        words: SheetCell<'_>,
    ) -> bool {
        let given = cells.take("id");
        let (id, at, written) = match given {
            Some(cell) => (ids::given(cell.text), cell.at, cell.text),
            None => {
                (id_made(cells, source, words), InputPlace { line: cells.line(), column: None }, "")
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
        self.other_ids += usize::from(given.is_some_and(|cell| cell.text != id));
        self.statements.insert(id.clone(), cells.line());
        draft.put("id", text(&id), at, written);
        true
    }

    /// Tells of a kind what was made of it.
    fn count(&mut self, kind: &PrintedKind<'_>, draft: &mut Draft) {
        match kind.given {
            None => self.untold_kinds += usize::from(kind.name.is_none()),
            Some((cell, word)) => {
                self.marks_taken += usize::from(kind.is_stripped);
                match word {
                    KindWord::Own(_) => {}
                    KindWord::Other(known) => {
                        *self.other_kinds.entry((kind_plain(cell.text), known)).or_default() += 1;
                    }
                    KindWord::Unknown => {
                        let message = format!(
                            "`{}` is no kind, and the statement is taken as Reported, which claims no wording; kinds are {}",
                            shown(cell.text),
                            StatementKind::NAMES.join(", ")
                        );
                        draft.lose("kind", cell.text);
                        self.lost.push(cell.at.lost(message));
                    }
                }
            }
        }
    }

    /// Tells each cell that nothing was made of.
    fn tell_untaken(&mut self, cells: &RowCells<'_>, draft: &mut Draft) {
        for (field, cell) in cells.untaken() {
            let what = FIELDS.iter().find(|(name, _)| *name == field).map_or("", |(_, what)| what);
            let why = format!("nothing in this row can hold it; `{field}` is {what}");
            self.lose(draft, field, cell, &why);
        }
        // Of a column that means nothing it is told once that it is not carried.
        for (name, cell) in cells.without_meaning() {
            draft.lose(&name, cell);
        }
    }

    /// Tells that a cell is not carried, and leaves it in the record as a comment.
    fn lose(&mut self, draft: &mut Draft, field: &'static str, cell: SheetCell<'_>, why: &str) {
        draft.lose(field, cell.text);
        let message = format!("{field}: `{}` is not carried: {why}", shown(cell.text));
        self.lost.push(cell.at.lost(message));
    }
}

/// How the words are printed, and the words without the marks that say so.
fn kind<'r>(cells: &RowCells<'r>, words: SheetCell<'r>) -> PrintedKind<'r> {
    let given = cells.take("kind");
    let named = given.map(|cell| (cell, kind_named(cell.text)));
    let sets_marks = |kind| matches!(kind, StatementKind::Quote | StatementKind::Fragment);
    let may_take = match named {
        Some((_, word)) => word.kind().is_some_and(sets_marks),
        None => true,
    };
    let inside = in_marks(words.text, given.is_some()).filter(|_| may_take);
    let name = match (named, inside) {
        (Some((_, word)), _) => word.kind().map(StatementKind::name),
        (None, Some(_)) => Some(StatementKind::Quote.name()),
        (None, None) => None,
    };
    PrintedKind {
        name,
        at: given.unwrap_or(words).at,
        words: SheetCell { text: inside.unwrap_or(words.text), ..words },
        given: named,
        is_stripped: inside.is_some(),
    }
}

/// The fields that a cell is as it stands.
fn plain_fields(cells: &RowCells<'_>, draft: &mut Draft) {
    for field in ["locator", "venue", "place", "via"] {
        put(cells, draft, field, text);
    }
    put(cells, draft, "same_as", |cell| text(&ids::given(cell)));
    put(cells, draft, "said", date);
    put(cells, draft, "basis", basis);
    put(cells, draft, "para", paragraph);
    put(cells, draft, "hearsay", flag);
    put(cells, draft, "asks", flag);
    put(cells, draft, "topics", |cell| texts(parts(cell)));
    put(cells, draft, "to", |cell| texts(parts(cell)));
    put(cells, draft, "also", |cell| {
        let all = parts(cell).flat_map(|part| part.split(',')).map(str::trim);
        format!("[{}]", all.map(paragraph).collect::<Vec<_>>().join(", "))
    });
    put(cells, draft, "links", |cell| {
        format!("[{}]", parts(cell).map(link).collect::<Vec<_>>().join(", "))
    });
    // A language without words in it says nothing, nor who translated from no language.
    if let Some(words) = cells.take("original") {
        let lang = cells.take("original_lang").map_or("", |cell| cell.text);
        let value = format!("(lang: {}, text: {})", text(lang), text(words.text));
        draft.put("original", value, words.at, words.text);
    }
    if let Some(from) = cells.take("translated_from") {
        let by = cells.take("translated_by");
        let by = by.map_or_else(String::new, |by| format!(", by: {}", text(by.text)));
        let value = format!("(from: {}{by})", text(from.text));
        draft.put("translation", value, from.at, from.text);
    }
    if let Some(notes) = cells.take("notes") {
        draft.expect_notes(notes.at, parts(notes.text).map(ToOwned::to_owned).collect());
    }
}

/// How the words of a row are printed.
struct PrintedKind<'r> {
    /// The name of the kind; none where nothing tells it.
    name: Option<&'static str>,
    at: InputPlace,
    /// The words without marks that the kind says already.
    words: SheetCell<'r>,
    /// The cell that names it, and as what.
    given: Option<(SheetCell<'r>, KindWord)>,
    is_stripped: bool,
}

/// What the word in a cell is.
#[derive(Clone, Copy)]
enum KindWord {
    /// A kind's own.
    Own(StatementKind),
    /// Another word for a kind.
    Other(StatementKind),
    /// None that is known.
    Unknown,
}

impl KindWord {
    fn kind(self) -> Option<StatementKind> {
        match self {
            Self::Own(kind) | Self::Other(kind) => Some(kind),
            Self::Unknown => None,
        }
    }
}

/// The kind that a cell names, by its own word or by another for it.
fn kind_named(written: &str) -> KindWord {
    if let Some(own) = known_word(written, StatementKind::NAMES).and_then(StatementKind::named) {
        return KindWord::Own(own);
    }
    let plain = kind_plain(written);
    let other = KINDS_ALSO.iter().find(|(other, _)| *other == plain);
    other.map_or(KindWord::Unknown, |(_, kind)| KindWord::Other(*kind))
}

fn kind_plain(written: &str) -> String {
    written.to_lowercase().replace(['_', '-'], " ")
}

/// What stands in one pair of quotation marks, where that is all of a text. Where a kind is given, single ones may be
/// part of the words.
fn in_marks(words: &str, kind_is_given: bool) -> Option<&str> {
    let pairs = MARKS.iter().filter(|pair| !(kind_is_given && **pair == SINGLE));
    let inside = pairs.into_iter().find_map(|(open, close)| {
        let inside = words.strip_prefix(*open)?.strip_suffix(*close)?;
        // `“A,” he said, “B.”` is no single quotation.
        (!inside.contains([*open, *close])).then_some(inside.trim())
    });
    inside.filter(|inside| !inside.is_empty())
}

/// The id of what goes by an id or a name.
fn id_of_named(written: &str, claim: Claim) -> String {
    if is_id(written) { written.to_owned() } else { ids::of_name(written, claim.noun()) }
}

/// An id made of what a statement says and where.
fn id_made(cells: &RowCells<'_>, source: Option<&str>, words: SheetCell<'_>) -> String {
    let plain = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let of = |field: &str| cells.text(field);
    let source = source.unwrap_or_default();
    let identity = format!("{source}\0{}\0{}\0{plain}", of("para"), of("locator"));
    let first: Vec<&str> = plain.split(' ').take(4).collect();
    // As it is written, so that whoever is known to the dataset changes no id.
    let speaker = [of("speaker"), of("name")].into_iter().find(|name| !name.is_empty());
    let words = ids::words(&format!("{} {}", speaker.unwrap_or_default(), first.join(" ")));
    ids::made(&words, &identity)
}

fn put(
    cells: &RowCells<'_>,
    draft: &mut Draft,
    field: &'static str,
    value: impl Fn(&str) -> String,
) {
    if let Some(cell) = cells.take(field) {
        draft.put(field, value(cell.text), cell.at, cell.text);
    }
}

impl Reader {
    /// The draft of a record that is made; a new one where there is none yet.
    fn draft(&mut self, list: &'static str, id: &str, at: InputPlace) -> usize {
        if let Some(draft) = self.made.get(&(list, id.to_owned())) {
            return *draft;
        }
        let mut draft = Draft::new(list, at.line);
        draft.put("id", text(id), at, id);
        self.drafts.push(draft);
        self.made.insert((list, id.to_owned()), self.drafts.len() - 1);
        self.drafts.len() - 1
    }

    /// Says of a record what the cells of its facts say.
    fn facts(
        &mut self,
        record: &RowRecord,
        facts: &[FactColumn],
        cells: &RowCells<'_>,
        draft: &mut Draft,
    ) {
        for fact in facts {
            if let Some((made, cell)) = self.new_fact(record, fact, cells, draft)
                && let Some(made) = self.drafts.get_mut(made)
            {
                made.put(fact.field, (fact.value)(cell.text), cell.at, cell.text);
            }
        }
    }

    /// The cell of a fact, and the made record that it is new to. What was said of a record first stays, and so does
    /// what a dataset says; what differs is told.
    fn new_fact<'r>(
        &mut self,
        record: &RowRecord,
        fact: &FactColumn,
        cells: &RowCells<'r>,
        draft: &mut Draft,
    ) -> Option<(usize, SheetCell<'r>)> {
        let cell = cells.take(fact.column)?;
        match record {
            RowRecord::Known(id) => {
                if cell.is_own && !self.known.agrees(id, fact, cell.text) {
                    let said = self.known.said(id, fact);
                    let says = if said.is_empty() {
                        "nothing there".to_owned()
                    } else {
                        format!("`{}`", shown(&said))
                    };
                    let why = format!("the dataset has `{id}`, and says {says}");
                    self.lose(draft, fact.column, cell, &why);
                }
                None
            }
            RowRecord::Made(made) => match self.drafts.get(*made)?.written(fact.field) {
                None => Some((*made, cell)),
                Some((first, _)) if !fact.is_same(first, cell.text) => {
                    let SheetCell { text: written, at, .. } = cell;
                    // Whoever is right is known once what they say is checked.
                    self.drafts.get_mut(*made)?.oppose(Rival {
                        column: fact.column,
                        field: fact.field,
                        value: (fact.value)(written),
                        key: fact.key(written),
                        at,
                        written: written.to_owned(),
                    });
                    None
                }
                Some(_) => None,
            },
        }
    }

    /// Says something of a record that is made, for want of a better word.
    fn assume(&mut self, made: usize, field: &'static str, at: InputPlace, value: String) {
        if let Some(record) = self.drafts.get_mut(made) {
            record.assume(field, value, at);
        }
    }

    /// Calls a record that is made what a row calls it. An id is no name: one that is made of it is assumed.
    fn call(&mut self, made: usize, field: &'static str, at: InputPlace, written: &str) {
        let Some(record) = self.drafts.get_mut(made) else { return };
        if is_id(written) {
            record.assume(field, text(&unhyphened(written)), at);
        } else {
            record.call(field, text(written), at);
        }
    }

    /// The source of a row by its id: one that is known, or one that is made of what the row says of it.
    fn source_named<'r>(&self, cells: &RowCells<'r>) -> Option<Named<'r>> {
        let look = |field: &str| cells.look(field);
        let (named, outlet, url) = (look("source"), look("outlet"), look("url"));
        let cell = named.or(outlet).or(url)?;
        let id = match named {
            Some(cell) if self.known.has_source(cell.text) || is_id(cell.text) => {
                cell.text.to_owned()
            }
            Some(cell) if !is_address(cell.text) => ids::of_name(cell.text, "source"),
            _ => {
                // Told apart by its address, or else by its outlet, day and title.
                let address = named.or(url).map_or("", |cell| cell.text);
                let of = |field: &str| cells.text(field);
                let published = date_of(of("published"));
                let title = of("source_title");
                let outlet = outlet.map_or_else(|| host(address), |cell| cell.text);
                let words = ids::words(&format!("{outlet} {published}"));
                match address {
                    "" if title.is_empty() => {
                        ids::of_name(&format!("{outlet} {published}"), "source")
                    }
                    "" => ids::made(&words, title),
                    address => ids::made(&words, address),
                }
            }
        };
        Some((id, cell))
    }

    /// Tells of the source of a row what the row says of it; its id, which may have become another.
    fn source(&mut self, cells: &RowCells<'_>, (id, cell): Named<'_>, draft: &mut Draft) -> String {
        let named = cells.look("source");
        let address = named.filter(|cell| is_address(cell.text));
        let url = cells.look("url");
        // An address that names the source is its own, unless another column gives that.
        if url.is_none_or(|url| address.is_none_or(|address| address.text == url.text)) {
            cells.take("source");
        }
        if self.known.has_source(&id) {
            self.facts(&RowRecord::Known(id.clone()), OF_SOURCE, cells, draft);
            return id;
        }
        let id = self.free(Claim::Source, id);
        let made = self.draft("sources", &id, cell.at);
        self.facts(&RowRecord::Made(made), OF_SOURCE, cells, draft);
        let Some(record) = self.drafts.get_mut(made) else { return id };
        if let (None, Some(address), None) = (url, address, record.written("url")) {
            record.put("url", text(address.text), address.at, address.text);
        }
        match named.filter(|cell| !is_address(cell.text)) {
            Some(name) if is_id(name.text) => record.assume("outlet", text(name.text), cell.at),
            Some(name) => record.call("outlet", text(name.text), cell.at),
            None => {
                let host = host(url.or(address).map_or("", |cell| cell.text));
                if !host.is_empty() {
                    record.call("outlet", text(host), cell.at);
                }
            }
        }
        self.assume(made, "kind", cell.at, "News".to_owned());
        id
    }

    /// The speaker of a row, and all who said it with them.
    fn speaker<'r>(&mut self, cells: &RowCells<'r>, draft: &mut Draft) -> Option<Named<'r>> {
        let all = cells.take("speakers");
        let several: Vec<&str> = all.map_or_else(Vec::new, |all| parts(all.text).collect());
        let cell = cells.take("speaker").or_else(|| cells.take("name"));
        let speaker = cell.and_then(|cell| {
            let id = self.speaker_named(cell.text, cell, draft, "speaker")?;
            self.of_speaker(&id, cells, draft);
            Some((id, cell))
        });
        if let Some(all) = all {
            let mut ids: Vec<String> = Vec::new();
            for name in &several {
                ids.extend(self.speaker_named(name, all, draft, "speakers"));
            }
            // What is said of the speaker is said of the one who is there, and of several nobody knows of whom.
            if let (None, [only]) = (cell, ids.as_slice()) {
                self.of_speaker(only, cells, draft);
            }
            if !ids.is_empty() {
                draft.put("speakers", texts(ids.iter().map(String::as_str)), all.at, all.text);
            }
        }
        speaker
    }

    /// Tells of a speaker what the row says of them.
    fn of_speaker(&mut self, id: &str, cells: &RowCells<'_>, draft: &mut Draft) {
        let Some(made) = self.made.get(&("speakers", id.to_owned())).copied() else {
            self.facts(&RowRecord::Known(id.to_owned()), OF_SPEAKER, cells, draft);
            self.facts(&RowRecord::Known(id.to_owned()), &[PARTY], cells, draft);
            if let Some(party) = self.known.party_of(id) {
                self.facts(&RowRecord::Known(party), OF_PARTY, cells, draft);
            }
            return;
        };
        let record = RowRecord::Made(made);
        self.facts(&record, OF_SPEAKER, cells, draft);
        let new = self.new_fact(&record, &PARTY, cells, draft).is_some();
        let Some(cell) = cells.look(PARTY.column) else { return };
        let has = |record: &Draft| {
            record.written(PARTY.field).map(|(said, _)| PARTY.is_same(said, cell.text))
        };
        // Of a party that is not this speaker's nothing is made.
        if new || self.drafts.get(made).and_then(has) == Some(true) {
            let party = self.party(cell, cells, draft).filter(|_| new);
            if let (Some(party), Some(record)) = (party, self.drafts.get_mut(made)) {
                record.put(PARTY.field, text(&party), cell.at, cell.text);
            }
        }
    }

    /// The id of the speaker that an id or a name means, who is made where nobody knows them.
    fn speaker_named(
        &mut self,
        written: &str,
        cell: SheetCell<'_>,
        draft: &mut Draft,
        field: &'static str,
    ) -> Option<String> {
        match self.known.speaker(written) {
            NamedRecord::One(id) => return Some(id),
            NamedRecord::Several(ids) => {
                self.lose(draft, field, SheetCell { text: written, ..cell }, &any_of(&ids));
                return None;
            }
            NamedRecord::None => {}
        }
        let id = self.free(Claim::Speaker, id_of_named(written, Claim::Speaker));
        let made = self.draft("speakers", &id, cell.at);
        self.call(made, "name", cell.at, written);
        self.assume(made, "kind", cell.at, "Person".to_owned());
        Some(id)
    }

    /// The id of the party that an id or a name means, which is made where nobody knows it.
    fn party(
        &mut self,
        cell: SheetCell<'_>,
        cells: &RowCells<'_>,
        draft: &mut Draft,
    ) -> Option<String> {
        match self.known.party(cell.text) {
            NamedRecord::One(id) => {
                self.facts(&RowRecord::Known(id.clone()), OF_PARTY, cells, draft);
                return Some(id);
            }
            NamedRecord::Several(ids) => {
                self.lose(draft, "party", cell, &any_of(&ids));
                return None;
            }
            NamedRecord::None => {}
        }
        let id = self.free(Claim::Party, id_of_named(cell.text, Claim::Party));
        let made = self.draft("parties", &id, cell.at);
        self.facts(&RowRecord::Made(made), OF_PARTY, cells, draft);
        self.call(made, "name", cell.at, cell.text);
        Some(id)
    }

    /// The event of a row.
    fn event<'r>(&mut self, cells: &RowCells<'r>, draft: &mut Draft) -> Option<Named<'r>> {
        let named = cells.take("event");
        let (field, cell) = match named {
            Some(cell) => ("event", cell),
            None => ("event_title", cells.take("event_title")?),
        };
        let id = match self.known.event(cell.text) {
            NamedRecord::One(id) => {
                self.facts(&RowRecord::Known(id.clone()), OF_EVENT, cells, draft);
                return Some((id, cell));
            }
            NamedRecord::Several(ids) => {
                self.lose(draft, field, cell, &any_of(&ids));
                return None;
            }
            NamedRecord::None => self.free(Claim::Event, id_of_named(cell.text, Claim::Event)),
        };
        let made = self.draft("events", &id, cell.at);
        self.facts(&RowRecord::Made(made), OF_EVENT, cells, draft);
        self.call(made, "title", cell.at, cell.text);
        Some((id, cell))
    }
}

/// Why a name that several go by is not carried.
fn any_of(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    format!("it may be {}; give the id", ids.join(" or "))
}

impl Reader {
    /// What was done that no cell asked for.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![self.made()];
        remarks.extend(self.assumed());
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
            let kind = kind.name();
            remarks.push(format!("{rows} the kind `{written}`, and {are} taken as {kind}"));
        }
        if self.other_ids > 0 {
            remarks.push(format!(
                "{} can be none: others are made, of each the same; ids are kebab-case",
                words::count(self.other_ids, "id")
            ));
        }
        for (claim, id) in &self.moved {
            let noun = claim.noun();
            remarks.push(format!(
                "the {noun} `{id}` goes by `{id}-{noun}`, since another record is `{id}`"
            ));
        }
        if self.marks_taken > 0 {
            remarks.push(format!(
                "the quotation marks around the words of {} are taken off: the kind says that there are such",
                words::count(self.marks_taken, "row")
            ));
        }
        remarks
    }

    /// How many statements there are, and what was made for them.
    fn made(&self) -> String {
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
        let statements = words::count(self.statements.len(), "statement");
        match parts.as_slice() {
            [] => statements,
            made => format!("{statements}; made for them: {}", made.join(", ")),
        }
    }

    /// What no cell says of the records that were made, a sentence for each field.
    fn assumed(&self) -> Vec<String> {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let made = self.drafts.iter().filter(|draft| draft.list != "statements");
        for (draft, field) in made.flat_map(|d| d.assumed().map(move |field| (d, field))) {
            *counts.entry((draft.list, field)).or_default() += 1;
        }
        let sentence = |((list, field), n): ((&str, &str), usize)| {
            let (one, column, value) = match (list, field) {
                ("sources", "kind") => ("source", "source_kind", "News"),
                ("sources", _) => ("source", "outlet", "its id"),
                ("speakers", "kind") => ("speaker", "speaker_kind", "Person"),
                ("speakers", _) => ("speaker", "name", "one made of the id"),
                ("events", _) => ("event", "event_title", "one made of the id"),
                _ => ("party", "party_name", "one made of the id"),
            };
            let all = if n == 1 { format!("1 {one}") } else { format!("{n} {list}") };
            format!("assumed: of {all} the {field}, {value}; say it in `{column}`")
        };
        counts.into_iter().map(sentence).collect()
    }
}
