//! Items of a library in CSL-JSON as sources.
//!
//! Follows the published schema of CSL input data (version 1.0.2), and the forms in which Zotero and pandoc write it.
//! A variable that no field holds is told, and stands as a comment in its record. What this program itself writes
//! into `custom` is read back, so that its own export comes in as it went out.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::draft::{Draft, InputPlace, settle, text, texts};
use super::values::{host, is_address, is_word_of_kind};
use super::{Imported, Lost, Wishes, decoded, ids, known};
use crate::chronology::date::{Edtf, written};
use crate::chronology::id::is_id;
use crate::chronology::model::{Source, SourceKind};
use crate::cite::item_types;
use crate::words::{self, Name};

/// Variables that are texts, and are read.
const TEXTS: [&str; 9] = [
    "type",
    "title",
    "container-title",
    "publisher",
    "language",
    "URL",
    "DOI",
    "archive_location",
    "citation-key",
];

/// The other variables that are read.
const READ: [&str; 6] = ["id", "author", "editor", "issued", "accessed", "custom"];

/// What this program writes into `custom`.
const OWN: [&str; 14] = [
    "kind",
    "published",
    "accessed",
    "archive",
    "updated",
    "corrected",
    "retracted",
    "copy_of",
    "stamp",
    "dateline",
    "outlet_basis",
    "published_basis",
    "grounds",
    "cites",
];

/// Reads a library.
///
/// # Errors
/// Where it is no CSL-JSON, or a known dataset cannot be read.
pub fn csl(bytes: &[u8], name: &str, wishes: &Wishes) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let body = decoded(bytes, &mut imported.remarks)?;
    let items = items_of(&body)?;
    let known = known(&wishes.known)?;
    let lines = lines_of(&body);
    let mut drafts = Vec::new();
    let mut taken: HashMap<String, u64> = HashMap::new();
    let mut inexact: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (n, mut item) in items.into_iter().enumerate() {
        let line = lines.get(n).copied().unwrap_or(1);
        let at = InputPlace { line, column: None };
        let Value::Object(item) = &mut item else {
            imported.lost.push(at.lost("this is no item: an item stands in curly brackets"));
            continue;
        };
        numbers_as_texts(item);
        let mut item =
            LibraryItem { map: item, at, lost: Vec::new(), draft: Draft::new("sources", line) };
        let id = item.id();
        let before = match taken.get(&id) {
            Some(line) => Some(format!("the item in line {line} has the id `{id}` already")),
            None => known.by_id(&id).map(|_| format!("the dataset has a record `{id}` already")),
        };
        if let Some(before) = before {
            imported.lost.push(at.lost(format!("this item is not carried: {before}")));
            continue;
        }
        taken.insert(id.clone(), line);
        if let Some((kind, of)) = item.read(&id) {
            *inexact.entry((of, kind.name())).or_default() += 1;
        }
        imported.lost.append(&mut item.lost);
        drafts.push(item.draft);
    }
    imported.remarks.push(words::count(drafts.len(), "source"));
    for ((of, kind), count) in inexact {
        let items = words::count(count, "item");
        imported.remarks.push(format!("{items} of type {of} taken as {kind}; look at each `kind`"));
    }
    let head = format!("Imported from {name}.");
    settle(drafts, &head, &wishes.known, imported).map_err(|e| e.to_string())
}

/// The items of a library: an array of them, an object that holds it, or one item.
fn items_of(json: &str) -> Result<Vec<Value>, String> {
    match serde_json::from_str::<Value>(json) {
        Ok(Value::Array(items)) => Ok(items),
        Ok(Value::Object(mut object)) => match object.remove("items") {
            Some(Value::Array(items)) => Ok(items),
            _ if object.contains_key("type") => Ok(vec![Value::Object(object)]),
            _ => Err(NO_LIBRARY.to_owned()),
        },
        Ok(_) => Err(NO_LIBRARY.to_owned()),
        Err(error) => Err(format!("this is no JSON: {error}; export the library as CSL JSON")),
    }
}

/// A number in the place of a text is one: the title `1984`.
fn numbers_as_texts(item: &mut Map<String, Value>) {
    for name in TEXTS {
        if let Some(value @ Value::Number(_)) = item.get_mut(name) {
            *value = Value::String(value.to_string());
        }
    }
}

const NO_LIBRARY: &str = "this is JSON, and no library: CSL-JSON is one array of items";

/// An item under way.
struct LibraryItem<'a> {
    map: &'a Map<String, Value>,
    at: InputPlace,
    lost: Vec<Lost>,
    draft: Draft,
}

impl<'a> LibraryItem<'a> {
    /// A variable as a text, where it says anything.
    fn text(&self, name: &str) -> Option<&'a str> {
        self.map.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    fn lose(&mut self, name: &str, written: &str, why: &str) {
        let id = self.map.get("id").map_or_else(String::new, plain);
        self.draft.lose(name, written);
        self.lost.push(self.at.lost(format!("{name} of `{id}`: {why}")));
    }

    /// The id of the source: that of the item where it can be one, or else one made of what the item is.
    fn id(&self) -> String {
        let own = self.map.get("id").map(plain).unwrap_or_default();
        if is_id(&own) {
            return own;
        }
        let key =
            self.text("citation-key").or_else(|| (!own.contains('/')).then_some(own.as_str()));
        let words = match key.map(ids::words).filter(|key| !key.is_empty()) {
            Some(words) => words,
            None => {
                let issued = self.date("issued").unwrap_or_default();
                ids::words(&format!("{} {issued}", self.outlet().map_or("source", |(_, of)| of)))
            }
        };
        let title = self.text("title").unwrap_or_default();
        let address = self.text("URL").unwrap_or_default();
        let identity = if own.is_empty() { [title, "\0", address].concat() } else { own };
        ids::made(&words, &identity)
    }

    /// Reads the item; the kind and the type where the two do not say the same.
    fn read(&mut self, id: &str) -> Option<(SourceKind, String)> {
        self.draft.put("id", text(id), self.at, id);
        let (untitled, inexact) = self.kind();
        self.publisher();
        // A description in brackets stands in place of a title that there is none of.
        let description = format!("[{}]", words::description(&untitled));
        if let Some(title) = self.text("title").filter(|title| *title != description) {
            self.draft.put("title", text(title), self.at, title);
        }
        for (variable, field) in [("author", "authors"), ("editor", "editors")] {
            let names = self.names(variable);
            if !names.is_empty() {
                let value = texts(names.iter().map(String::as_str));
                self.draft.put(field, value, self.at, &names.join("; "));
            }
        }
        for (variable, field) in [("issued", "published"), ("accessed", "accessed")] {
            self.day(variable, field);
        }
        self.own_fields();
        self.addresses();
        if let Some(lang) = self.text("language") {
            self.draft.put("lang", text(lang), self.at, lang);
        }
        self.tell_unread(id);
        inexact
    }

    /// Gives the source its kind: a source of it of which nothing else is known, and the kind and the type where the
    /// two do not say the same.
    fn kind(&mut self) -> (Source, Option<(SourceKind, String)>) {
        let r#type = self.text("type").unwrap_or_default();
        let typed = item_types::named(r#type);
        let said = self.custom().and_then(|own| own.get("kind")?.as_str());
        let known = said.and_then(SourceKind::named);
        // A word of the dataset's own that this program does not know.
        let unknown = said.filter(|word| known.is_none() && is_word_of_kind(word));
        let kind = match (known, unknown, typed) {
            (Some(kind), ..) => kind,
            (None, Some(_), _) => SourceKind::Unknown,
            (None, None, Some(typed)) => typed.kind,
            (None, None, None) => SourceKind::Report,
        };
        let mut untitled = Source::new("", kind, "");
        if let Some(word) = unknown {
            untitled.unknown_kind = Some(word.into());
        }
        let word = unknown.unwrap_or_else(|| kind.name()).to_owned();
        let is_said = known.is_some() || unknown.is_some();
        if is_said || typed.is_some_and(|typed| typed.is_exact) {
            self.draft.put("kind", word, self.at, r#type);
            return (untitled, None);
        }
        self.draft.assume("kind", word, self.at);
        let of = if r#type.is_empty() { "none" } else { r#type };
        (untitled, Some((kind, of.to_owned())))
    }

    /// Gives the source its outlet, and tells the other variable that could be one.
    fn publisher(&mut self) {
        let Some((used, outlet)) = self.outlet() else { return };
        self.draft.put("outlet", text(outlet), self.at, outlet);
        for other in ["container-title", "publisher"] {
            if let Some(written) = self.text(other).filter(|_| used != other) {
                self.lose(other, written, "a source has one outlet, and another variable gives it");
            }
        }
    }

    /// Gives the source a date: as this program wrote it beside the variable, or else as the variable has it.
    fn day(&mut self, variable: &'static str, field: &'static str) {
        let own = self.custom().and_then(|own| own.get(field)?.as_str());
        let own = own.filter(|date| Edtf::parse(date).is_ok()).map(ToOwned::to_owned);
        if let Some(date) = own.or_else(|| self.date(variable)) {
            self.draft.put(field, text(&date), self.at, &date);
            let season = self.map.get(variable).and_then(|date| date.get("season"));
            if let Some(written) = season.filter(|written| !is_nothing(written))
                && !season_of(written).is_some_and(|season| has_season(&date, season))
            {
                let why = "its season stands beside more than a year, or is none of the four";
                self.lose(variable, &plain(written), why);
            }
        } else if let Some(written) = self.map.get(variable).filter(|value| !is_nothing(value)) {
            self.lose(variable, &plain(written), "this is no date that can be read");
        }
    }

    /// Tells each variable that nothing was made of.
    fn tell_unread(&mut self, id: &str) {
        let map = self.map;
        for name in TEXTS {
            if let Some(value) =
                map.get(name).filter(|value| !is_nothing(value) && !value.is_string())
            {
                self.lose(name, &plain(value), "this is no text");
            }
        }
        // What this program wrote of a citation says what was cited, which is no part of the source.
        let is_own = self.custom().is_some_and(|own| own.contains_key("cites"));
        let is_read = |name: &str, value: &Value| match name {
            "note" => is_own,
            // It is the id, or that is made of it.
            "citation-key" => {
                plain(value) == id || !self.map.get("id").is_some_and(|id| is_id(&plain(id)))
            }
            "custom" => value.is_object(),
            _ => TEXTS.contains(&name) || READ.contains(&name),
        };
        let mut unread: Vec<(String, String)> = Vec::new();
        for (name, value) in
            map.iter().filter(|(name, value)| !is_nothing(value) && !is_read(name, value))
        {
            unread.push((name.clone(), plain(value)));
        }
        for (name, value) in self.custom().into_iter().flatten() {
            if !OWN.contains(&name.as_str()) && !is_nothing(value) {
                unread.push((format!("custom.{name}"), plain(value)));
            }
        }
        if unread.is_empty() {
            return;
        }
        let names: Vec<String> = unread.iter().map(|(name, _)| format!("`{name}`")).collect();
        for (name, written) in &unread {
            self.draft.lose(name, written);
        }
        let message = format!("a source has no field for {}: not carried", names.join(", "));
        self.lost.push(self.at.lost(message));
    }

    /// The fields that CSL has no variable for, as this program wrote them.
    fn own_fields(&mut self) {
        let Some(own) = self.custom() else { return };
        let at = self.at;
        for field in ["updated", "corrected", "retracted", "stamp", "copy_of", "dateline"] {
            if let Some(said) = own.get(field).and_then(Value::as_str) {
                self.draft.put(field, text(said), at, said);
            }
        }
        for field in ["outlet_basis", "published_basis"] {
            let Some(basis) = own.get(field).and_then(Value::as_object) else { continue };
            let said = |name| basis.get(name).and_then(Value::as_str);
            if let (Some(kind @ ("Resolved" | "Inferred")), Some(why)) = (said("kind"), said("why"))
            {
                self.draft.put(field, format!("{kind}({})", text(why)), at, why);
            }
        }
    }

    /// What this program wrote beside the variables of CSL.
    fn custom(&self) -> Option<&'a Map<String, Value>> {
        self.map.get("custom")?.as_object()
    }

    /// Who publishes it, and the variable that says so: a publication that contains it, or an institution that issues
    /// it, or else the host of its address.
    fn outlet(&self) -> Option<(&'static str, &'a str)> {
        let r#type = item_types::named(self.text("type").unwrap_or_default());
        let issued = r#type.is_some_and(|r#type| r#type.is_issued);
        let order = if issued {
            ["publisher", "container-title"]
        } else {
            ["container-title", "publisher"]
        };
        let named = order.into_iter().find_map(|name| Some((name, self.text(name)?)));
        named.or_else(|| {
            let host = host(self.text("URL").filter(|url| url.contains("://"))?);
            (!host.is_empty()).then_some(("URL", host))
        })
    }

    fn addresses(&mut self) {
        let at = self.at;
        let doi = self.text("DOI").map(without_resolver).filter(|doi| !doi.is_empty());
        match (self.text("URL"), doi) {
            (Some(url), doi) => {
                self.draft.put("url", text(url), at, url);
                if let Some(doi) = doi.filter(|doi| !url.ends_with(*doi)) {
                    self.lose("DOI", doi, "a source has one address, and `URL` gives it");
                }
            }
            (None, Some(doi)) => {
                let url = format!("https://doi.org/{doi}");
                self.draft.put("url", text(&url), at, doi);
            }
            (None, None) => {}
        }
        // An address is no place on a shelf, so this program does not write it there.
        let own = self.custom().and_then(|own| own.get("archive")?.as_str());
        if let Some(archive) = own.or_else(|| self.text("archive_location")) {
            if is_address(archive) {
                self.draft.put("archive", text(archive), at, archive);
            } else {
                self.lose("archive_location", archive, "`archive` of a source is an address");
            }
        }
    }

    /// Names as the form writes them: `Family, Given`, `Family, Given, Jr.`; an institution without a comma, with
    /// several, or with what only a company has behind it.
    fn names(&mut self, variable: &str) -> Vec<String> {
        let Some(value) = self.map.get(variable) else { return Vec::new() };
        let mut names = Vec::new();
        let Value::Array(all) = value else {
            if !is_nothing(value) {
                self.lose(variable, &plain(value), "this is no list of names");
            }
            return names;
        };
        for name in all {
            match written_name(name) {
                Ok(name) => names.push(name),
                Err((written, why)) => self.lose(variable, &written, why),
            }
        }
        names
    }

    /// A date of CSL as EDTF, no finer than it is given.
    fn date(&self, variable: &str) -> Option<String> {
        let date = self.map.get(variable)?;
        let mark = match date.get("circa") {
            None | Some(Value::Bool(false) | Value::Null) => "",
            Some(Value::Number(said)) if said.as_f64() == Some(0.0) => "",
            Some(Value::String(said)) if ["", "0", "false"].contains(&said.trim()) => "",
            Some(_) => "~",
        };
        let season = date.get("season").and_then(season_of);
        let of_parts = |parts: &Value| {
            let said = parts.as_array()?.iter().filter(|part| !is_nothing(part));
            let numbers: Vec<i64> = said.map(number).collect::<Option<_>>()?;
            let (year, rest) = numbers.split_first()?;
            // There is no year 0 in CSL: -44 is 44 BC, which is -0043.
            let year = if *year < 0 { *year + 1 } else { *year };
            let year = if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
            Some(match (rest, season) {
                ([], Some(season)) => format!("{year}-{season}{mark}"),
                ([], _) => format!("{year}{mark}"),
                ([month], _) => format!("{year}-{month:02}{mark}"),
                ([month, day, ..], _) => format!("{year}-{month:02}-{day:02}{mark}"),
            })
        };
        let written = match date.get("date-parts").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => of_parts(only),
            Some([start, end]) => Some(format!("{}/{}", of_parts(start)?, of_parts(end)?)),
            _ => None,
        };
        let raw = ["raw", "literal", "edtf"].into_iter().find_map(|name| date.get(name)?.as_str());
        let written = written.or_else(|| raw.or(date.as_str()).map(ToOwned::to_owned))?;
        Edtf::parse_written(&written).ok().map(|date| date.as_str().to_owned())
    }
}

/// A name of CSL as the form writes it; or what it is, and why it cannot be written.
fn written_name(name: &Value) -> Result<String, (String, &'static str)> {
    let part = |part: &str| {
        let part = name.get(part).and_then(Value::as_str).map(str::trim);
        part.filter(|part| !part.is_empty())
    };
    let joined =
        |parts: &[Option<&str>]| parts.iter().flatten().copied().collect::<Vec<_>>().join(" ");
    let whole = |written: &str| match Name::of(written) {
        Name::Institution(_) => Ok(written.to_owned()),
        Name::Person { .. } => Err((written.to_owned(), ONE_COMMA)),
    };
    if let Some(literal) = part("literal") {
        return whole(literal);
    }
    let family = joined(&[part("non-dropping-particle"), part("family")]);
    let given = joined(&[part("given"), part("dropping-particle")]);
    let suffix = part("suffix").unwrap_or_default();
    let parts: Vec<&str> =
        [family.as_str(), &given, suffix].into_iter().filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => Err((plain(name), "this is no name")),
        [only] => whole(only),
        // What is no part of the name stands behind a comma where the form knows it, and else behind the given name.
        all => {
            let written = all.join(", ");
            let is_person = matches!(Name::of(&written), Name::Person { .. });
            Ok(if is_person && (suffix.is_empty() || is_suffix_of(&written, suffix)) {
                written
            } else {
                let without_commas = |part: &str| part.replace(',', "");
                let given = without_commas(&joined(&[Some(&given), part("suffix")]));
                format!("{}, {}", without_commas(&family), given.trim())
            })
        }
    }
}

/// Whether this is read as what stands behind a name that is written so.
fn is_suffix_of(written: &str, suffix: &str) -> bool {
    matches!(Name::of(written), Name::Person { suffix: read, .. } if read == suffix)
}

const ONE_COMMA: &str =
    "the name of an institution may not hold one comma alone: before one stands a family name";

/// A number, also where it is written as a text.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The season of a date of CSL, by its number from 1 for spring or its English name; as its number in EDTF.
fn season_of(value: &Value) -> Option<u8> {
    match number(value) {
        Some(season) => u8::try_from(season).ok().filter(|n| (1..=4).contains(n)).map(|n| n + 20),
        None => written::season(value.as_str()?.trim()),
    }
}

/// Whether a date of EDTF is that of a season.
fn has_season(date: &str, season: u8) -> bool {
    date.trim_end_matches('~').ends_with(&format!("-{season}"))
}

/// A DOI by itself, whatever address or label people have written before it.
fn without_resolver(doi: &str) -> &str {
    let before = ["https://", "http://", "dx.", "doi.org/", "doi:", "DOI:"];
    before.iter().fold(doi, |doi, before| doi.strip_prefix(before).unwrap_or(doi)).trim()
}

/// Whether a value says nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value as people would write it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}

/// The line, from 1, on which each item of a library begins: the objects of the array that the file is, or that it
/// has as `items`, or else the one object that it is.
fn lines_of(json: &str) -> Vec<u64> {
    // Where an item stands: within this many brackets.
    let within = if json.trim_start().starts_with('[') { 1 } else { 2 };
    let (mut line, mut lines, mut first) = (1, Vec::new(), None);
    let mut depth = 0;
    // The last text within one bracket: the key of what follows it.
    let mut key = "";
    let mut bytes = json.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\n' => line += 1,
            b'"' => {
                let mut end = at;
                while let Some((at, byte)) = bytes.next() {
                    end = at;
                    match byte {
                        b'\\' => drop(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
                if depth == 1 {
                    key = json.get(at + 1..end).unwrap_or_default();
                }
            }
            b'{' | b'[' => {
                first = first.or(Some(line));
                if byte == b'{' && depth == within && (within == 1 || key == "items") {
                    lines.push(line);
                }
                depth += 1;
            }
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    if lines.is_empty() { vec![first.unwrap_or(1)] } else { lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_the_line_that_it_begins_in() {
        for (json, lines) in [
            ("[\n{\"a\": [\n{}]},\n{}]", vec![2, 4]),
            ("\n{\n\"author\": [\n{\"family\": \"F\"}\n]}", vec![2]),
            ("{\"config\": [\n{}],\n\"items\": [\n{\"author\": [\n{}]},\n{}]}", vec![4, 6]),
            ("{\"items\": [{\"note\": \"} ] \\\" {\"},\n{}], \"more\": [{}]}", vec![1, 2]),
        ] {
            assert_eq!(lines_of(json), lines, "{json}");
        }
    }
}
