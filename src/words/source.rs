//! Where: how a source is named, by itself and beside others of its outlet, and a place in it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Cite, CiteRef, Entity, Series, Source, SourceIx, SourceKind, StatementIx,
};
use crate::chronology::tables::{Citation, Record};
use crate::text;

use super::date::{day, mark, marked, resolved_mark};

/// What is said of a source without a title.
pub const UNTITLED: &str = "untitled";

/// The locator of words on a page whose paragraphs nobody has counted. It says so to whoever checks them, and is no
/// place to cite.
pub const UNCOUNTED: &str = "paragraph not counted";

/// That nothing prints it, where a source would be named.
pub const NO_SOURCE: &str = "no source recorded";

/// The same in a clause, of what it is.
#[must_use]
pub fn no_source(of: Entity) -> String {
    let noun = if matches!(of, Entity::Point(_)) { "figure" } else { of.noun() };
    format!("no source is recorded for this {noun}")
}

/// What is said of a paragraph of an article that no record holds, wherever it is shown or cited.
pub const ARTICLE_TEXT: &str = "Text of the article, no speaker recorded";

/// How much of a title tells one source of an outlet from another, in cells.
const TELLING: usize = 40;

/// The outlet, and a mark where the dataset infers it.
#[must_use]
pub fn outlet(source: &Source) -> String {
    format!("{}{}", source.outlet, mark(&source.outlet_basis))
}

/// The title in quotation marks; an untitled source gets none invented.
#[must_use]
pub fn title(source: &Source) -> String {
    source.title.as_deref().map_or_else(|| UNTITLED.to_owned(), |title| format!("“{title}”"))
}

/// What a source without a title is, in Chicago's manner: `wire report`, `treaty`.
#[must_use]
pub fn description(source: &Source) -> Cow<'_, str> {
    if source.unknown_kind.is_some() {
        return source.kind_word();
    }
    Cow::Borrowed(match source.kind {
        SourceKind::News => "news report",
        SourceKind::Wire => "wire report",
        SourceKind::Transcript => "transcript",
        SourceKind::Official => "official page",
        SourceKind::Treaty => "treaty",
        SourceKind::Social => "social media post",
        SourceKind::Report => "report",
        SourceKind::Book => "book",
        SourceKind::Speech => "speech",
        SourceKind::Broadcast => "broadcast",
        SourceKind::Interview => "interview",
        SourceKind::Court => "court document",
        SourceKind::Letter => "letter",
        SourceKind::Copy => "copy",
        SourceKind::Unknown => "publication",
    })
}

/// The title in quotation marks, or what the source is where it has none.
#[must_use]
pub fn titled(source: &Source) -> String {
    match &source.title {
        Some(_) => title(source),
        None => description(source).into_owned(),
    }
}

/// Who wrote something, as a dataset names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'a> {
    /// A person.
    Person {
        /// The name that is sorted by.
        family: &'a str,
        /// The rest.
        given: &'a str,
        /// What stands behind the name and is no part of it: `Jr.`; empty for most.
        suffix: &'a str,
    },
    /// An institution, or a person of one name.
    Institution(&'a str),
}

impl<'a> Name<'a> {
    /// A name as it is written: `Family, Given`, `Family, Given, Jr.` or `Given Family, Jr.`. Without a comma, with more
    /// than that, or with what only a company has behind it, it is an institution: `Barnes & Noble, Inc.`, `Bureau of
    /// Arms Control, Verification, and Compliance`.
    #[must_use]
    pub fn of(written: &'a str) -> Self {
        let parts: Vec<&str> =
            written.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [only] => Self::Institution(only),
            [_, behind] if is_company(behind) => Self::Institution(written.trim()),
            [name, suffix] if is_personal_suffix(suffix) => {
                let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
                Self::Person { family, given: given.trim(), suffix }
            }
            [family, given] => Self::Person { family, given, suffix: "" },
            [family, given, suffix] | [family, suffix, given] if is_personal_suffix(suffix) => {
                Self::Person { family, given, suffix }
            }
            _ => Self::Institution(written.trim()),
        }
    }

    /// The name as it is read: `Given Family`, `Given Family Jr.`, and in the scripts of China, Japan and Korea the
    /// family first, without a blank.
    #[must_use]
    pub fn read(self) -> String {
        match self {
            Self::Person { family, given, suffix: "" }
                if [family, given].iter().all(|name| name.chars().all(names_family_first)) =>
            {
                format!("{family}{given}")
            }
            Self::Person { family, given, suffix } => {
                let parts = [given, family, suffix].into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(" ")
            }
            Self::Institution(name) => name.to_owned(),
        }
    }
}

/// Whether who publishes a source is named among those who wrote it, and need not be named again. What the dataset
/// infers is told beside what the source states.
#[must_use]
pub fn is_by_outlet(source: &Source) -> bool {
    !matches!(source.outlet_basis, Basis::Inferred(_))
        && source.authors.iter().any(|name| Name::of(name).read() == *source.outlet)
}

/// What stands behind the names of companies, in whatever letters.
const COMPANIES: [&str; 14] = [
    "Inc",
    "Incorporated",
    "Ltd",
    "Limited",
    "LLC",
    "LLP",
    "Co.",
    "Company",
    "Corp",
    "Corporation",
    "PLC",
    "GmbH",
    "Pty Ltd",
    "S.p.A",
];

/// The same where other letters would be a given name, as in `Klink, Ab`. Without full stops.
const COMPANY_CAPITALS: [&str; 8] = ["SA", "AG", "SE", "NV", "BV", "AB", "LP", "CO"];

fn is_company(behind: &str) -> bool {
    let is = |name: &&str| name.eq_ignore_ascii_case(behind.trim_end_matches('.'));
    COMPANIES.iter().any(|name| is(name) || name.eq_ignore_ascii_case(behind))
        || COMPANY_CAPITALS.contains(&behind.replace('.', "").as_str())
}

/// Whether this stands behind the name of a person, and is no part of it: `Jr.`, `III`.
pub(super) fn is_personal_suffix(behind: &str) -> bool {
    matches!(
        behind.trim_end_matches('.').to_lowercase().as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "esq"
    )
}

/// Whether a character is of a script in whose names the family comes first and no blank parts them: Han, kana, Hangul.
fn names_family_first(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '々' | '\u{3040}'..='\u{30ff}' | '\u{3130}'..='\u{318f}')
        || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
        || matches!(c, '\u{20000}'..='\u{3ffff}')
}

/// What became of a source after it was published: that it was retracted, that it was corrected; `day` writes when.
#[must_use]
pub fn corrections(source: &Source, day: fn(&Edtf) -> String) -> Vec<String> {
    let dated =
        |what: &str, date: &Option<Edtf>| date.as_ref().map(|date| format!("{what} {}", day(date)));
    let told = [dated(super::RETRACTED, &source.retracted), dated("corrected", &source.corrected)];
    told.into_iter().flatten().collect()
}

/// What became of the original of a copy, behind its name: `, itself retracted 7 May 2031`.
#[must_use]
pub fn became(original: &Source, day: fn(&Edtf) -> String) -> String {
    match corrections(original, day).as_slice() {
        [] => String::new(),
        told => format!(", itself {}", told.join(", ")),
    }
}

/// The same, and what it is a copy of: what whoever cites it has to know.
#[must_use]
pub fn changes(c: &Chronology, source: &Source) -> Vec<String> {
    let copy = source.copy_of.map(|ix| {
        let original = c.source(ix);
        let became = became(original, Edtf::long);
        format!("copy of {}, {}{became}", outlet(original), titled(original))
    });
    corrections(source, Edtf::long).into_iter().chain(copy).collect()
}

/// A source by itself, the outlet and the day: `TASS · 5 Feb 2026`, `UNN · 4 Feb 2026 [inferred]`.
#[must_use]
pub fn source(c: &Chronology, ix: SourceIx) -> String {
    let source = c.source(ix);
    format!("{} · {}", outlet(source), super::published_day(source))
}

/// The same on a screen, which has a sign for what is inferred of a day: `TASS · 5 Feb 2026`, `UNN · ∴4 Feb 2026`.
#[must_use]
pub fn source_on_screen(c: &Chronology, ix: SourceIx) -> String {
    let source = c.source(ix);
    let (date, basis) = (source.published.as_ref(), &source.published_basis);
    format!("{} · {}{}", outlet(source), day(date, basis), resolved_mark(date, basis))
}

/// Paragraphs in ascending order, three or more in a row as a span: `¶3, ¶5`, `¶1–6`. Empty for none.
#[must_use]
pub fn paragraphs(paras: impl IntoIterator<Item = u32>) -> String {
    let mut all: Vec<u32> = paras.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    let runs = all.chunk_by(|a, b| a + 1 == *b).flat_map(|run| match run {
        [first, .., last] if run.len() > 2 => vec![format!("¶{first}–{last}")],
        few => few.iter().map(|para| format!("¶{para}")).collect(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// The places in one source that print something; none where the page as a whole is cited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places<'a> {
    /// The paragraphs, from 1, the record's own first.
    pub paras: Vec<u32>,
    /// Places in the source's own terms, each once.
    pub named: Vec<&'a str>,
}

impl<'a> Places<'a> {
    /// The place of a citation.
    #[must_use]
    pub fn of(cite: CiteRef<'a>) -> Self {
        let mut places = Self::default();
        places.add(cite);
        places
    }

    /// Takes in the place of one more citation of the same source.
    pub fn add(&mut self, cite: CiteRef<'a>) {
        self.paras.extend(cite.para);
        self.named.extend(cite.locator.filter(|place| !self.named.contains(place)));
    }

    /// `¶3`, `p. 12`, `p. 12, ¶3`; empty for none. A locator of paragraphs takes the place of their numbers.
    #[must_use]
    pub fn words(&self) -> String {
        let named = self.named.iter().map(|place| (*place).to_owned());
        let by_number = !self.named.iter().any(|place| place.starts_with('¶'));
        let paras = Some(paragraphs(self.paras.iter().copied()));
        let paras = paras.filter(|paras| by_number && !paras.is_empty());
        named.chain(paras).collect::<Vec<_>>().join(", ")
    }

    /// The same behind the name of what they are places in: ` ¶3`; nothing for none.
    #[must_use]
    pub fn behind(&self) -> String {
        let words = self.words();
        if words.is_empty() { words } else { format!(" {words}") }
    }
}

/// The places in the source of a citation that print what it cites, the citation's own first: of an event all of that
/// source that are cited.
#[must_use]
pub fn places_in(c: &Chronology, citation: Citation) -> Places<'_> {
    let mut places = c.cite(citation).map(Places::of).unwrap_or_default();
    if let Record::Event(event) = c.record(citation.record) {
        let source = c.cite(citation).map(|cite| cite.source);
        let cites = c.event(event).cites.iter().enumerate();
        let others = cites
            .filter(|(nth, cite)| Some(cite.source) == source && *nth != citation.nth as usize);
        others.for_each(|(_, cite)| places.add(cite.as_ref()));
    }
    places
}

/// A citation where no other of its outlet stands beside it: `TASS ¶3`.
#[must_use]
pub fn cite(c: &Chronology, cite: CiteRef<'_>) -> String {
    format!("{}{}", outlet(c.source(cite.source)), Places::of(cite).behind())
}

/// The most places that a sentence names.
const NAMED: usize = 4;

/// What is said where other reports of the same words tell them of another day.
pub const OTHER_DAYS: &str = "Told of another day elsewhere";

/// Which other reports of the same words tell them of another day, and of which: `TASS ¶3, said 5 Feb 2026`; `None` where
/// none does.
#[must_use]
pub fn other_days(c: &Chronology, ix: StatementIx) -> Option<String> {
    let shown = || c.of_other_days(ix).flatten().take(NAMED).map(|other| c.statement(*other));
    let own = c.statement(ix).source;
    let names = SourceNames::among(c, std::iter::once(own).chain(shown().map(|s| s.source)));
    let named = shown().map(|s| format!("{}, {}", names.cite(c, s.cite()), super::said(s)));
    let others: usize = c.of_other_days(ix).map(<[StatementIx]>::len).sum();
    let more = others.checked_sub(NAMED).filter(|more| *more > 0);
    let told: Vec<String> = named.chain(more.map(|more| format!("{more} more"))).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// What a series measures, behind whose values they are: `Russia: warheads`.
#[must_use]
pub fn series(c: &Chronology, series: &Series) -> String {
    match series.party {
        Some(party) => format!("{}: {}", c.party(party).name, series.measure),
        None => series.measure.to_string(),
    }
}

/// Citations by their sources: several places of one source are one print. In the order in which the sources
/// are first named.
#[must_use]
pub fn by_source(cites: &[Cite]) -> Vec<(SourceIx, Places<'_>)> {
    let mut prints: Vec<(SourceIx, Places<'_>)> = Vec::new();
    let mut at: HashMap<SourceIx, usize> = HashMap::new();
    for cite in cites {
        let own = *at.entry(cite.source).or_insert(prints.len());
        match prints.get_mut(own) {
            Some((_, places)) => places.add(cite.as_ref()),
            None => prints.push((cite.source, Places::of(cite.as_ref()))),
        }
    }
    prints
}

/// The names of sources that stand in one list: each its outlet, and where an outlet has several in the list
/// what tells them apart, a title, else a date, else an id.
#[derive(Debug, Clone, Default)]
pub struct SourceNames {
    telling: HashMap<SourceIx, String>,
}

impl SourceNames {
    /// The names among `sources`, in which a source may stand more than once.
    #[must_use]
    pub fn among(c: &Chronology, sources: impl IntoIterator<Item = SourceIx>) -> Self {
        Self::telling(c, sources, false)
    }

    /// The names where each stands beside its date of publication, which need not be said twice.
    #[must_use]
    pub fn beside_dates(c: &Chronology, sources: impl IntoIterator<Item = SourceIx>) -> Self {
        Self::telling(c, sources, true)
    }

    fn telling(c: &Chronology, sources: impl IntoIterator<Item = SourceIx>, dated: bool) -> Self {
        let mut by_outlet: HashMap<&str, Vec<SourceIx>> = HashMap::new();
        let mut seen = HashSet::new();
        for ix in sources.into_iter().filter(|ix| seen.insert(*ix)) {
            by_outlet.entry(&c.source(ix).outlet).or_default().push(ix);
        }
        let mut telling = HashMap::new();
        for own in by_outlet.values().filter(|own| own.len() > 1) {
            let titles = counted(own.iter().filter_map(|ix| short_title(c.source(*ix))));
            let day_of =
                |source: &Source| marked(source.published.as_ref(), &source.published_basis);
            let dates = counted(own.iter().map(|ix| day_of(c.source(*ix))));
            for ix in own {
                let source = c.source(*ix);
                let title = short_title(source).filter(|title| titles.get(title) == Some(&1));
                let date = day_of(source);
                let by_date = source.published.is_some() && dates.get(&date) == Some(&1);
                let apart = match title {
                    Some(title) => title,
                    None if by_date && dated => continue,
                    None if by_date => date,
                    None => source.id.to_string(),
                };
                telling.insert(*ix, apart);
            }
        }
        Self { telling }
    }

    /// The name of one of them: `TASS`, `NASA, “Mission report”`, `NASA, 16 Jul 1969`.
    #[must_use]
    pub fn name(&self, c: &Chronology, ix: SourceIx) -> String {
        let outlet = outlet(c.source(ix));
        match self.telling.get(&ix) {
            Some(telling) => format!("{outlet}, {telling}"),
            None => outlet,
        }
    }

    /// A citation of one of them: `TASS ¶3`, `NASA, “Mission report” ¶1`.
    #[must_use]
    pub fn cite(&self, c: &Chronology, cite: CiteRef<'_>) -> String {
        format!("{}{}", self.name(c, cite.source), Places::of(cite).behind())
    }
}

fn short_title(source: &Source) -> Option<String> {
    let title = source.title.as_deref()?;
    Some(format!("“{}”", text::truncate(title, TELLING)))
}

fn counted(all: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;

    #[test]
    fn a_comma_makes_a_person() {
        let jo = Name::Person { family: "Field", given: "Jo", suffix: "" };
        assert_eq!(Name::of("Field, Jo"), jo);
        assert_eq!(Name::of("Field, Jo").read(), "Jo Field");
        assert_eq!(Name::of("Port Office").read(), "Port Office");
    }

    #[test]
    fn what_stands_behind_a_name_is_no_given_name() {
        for (written, read) in [
            ("Barnes & Noble, Inc.", "Barnes & Noble, Inc."),
            ("Smith, Ltd", "Smith, Ltd"),
            ("Siemens, AG", "Siemens, AG"),
            ("Harper, Co.", "Harper, Co."),
            ("Klink, Ab", "Ab Klink"),
            ("Telefónica, S.A.", "Telefónica, S.A."),
            ("Robert Bosch, GmbH", "Robert Bosch, GmbH"),
            ("Martin Luther King, Jr.", "Martin Luther King Jr."),
            ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
            ("King, Jr., Martin Luther", "Martin Luther King Jr."),
            ("Gates, William H., III", "William H. Gates III"),
            ("Doe, ", "Doe"),
            (", Jane", "Jane"),
            ("Doe ,  Jane", "Jane Doe"),
            ("毛, 泽东", "毛泽东"),
            ("김, 정은", "김정은"),
            ("安倍, しんぞう", "安倍しんぞう"),
            ("Arms, Verification, and Compliance", "Arms, Verification, and Compliance"),
        ] {
            assert_eq!(Name::of(written).read(), read, "{written}");
        }
        let whole = |written| matches!(Name::of(written), Name::Institution(_));
        assert!(whole("Smith, LLC") && !whole("Smith, Sr.") && !whole("Co, Jane"));
    }

    #[test]
    fn paragraphs_ascend() {
        assert_eq!(paragraphs([5, 3]), "¶3, ¶5");
        assert_eq!(paragraphs([2, 1, 2]), "¶1, ¶2");
        assert_eq!(paragraphs([6, 1, 2, 3, 9, 4]), "¶1–4, ¶6, ¶9");
        assert_eq!((paragraphs([]), Places::default().behind()), (String::new(), String::new()));
    }

    #[test]
    fn a_place_is_named_as_the_source_names_it() {
        let places =
            |para, locator| Places::of(CiteRef { source: SourceIx::FIRST, para, locator }).behind();
        assert_eq!(places(Some(3), None), " ¶3");
        assert_eq!(places(None, Some("fol. 3v")), " fol. 3v");
        assert_eq!(places(Some(3), Some("p. 12")), " p. 12, ¶3");
        assert_eq!(places(Some(4), Some("¶4-5")), " ¶4-5");
    }

    #[test]
    fn several_sources_of_an_outlet_are_told_apart() {
        let source = |id: &str, outlet: &str, rest: &str| {
            format!("(id: \"{id}\", kind: Report, outlet: \"{outlet}\"{rest}),")
        };
        let ron = [
            source("a", "Agency", ", title: \"Mission report\", published: \"1969-11-01\""),
            source("b", "Agency", ", title: \"Transcript\", published: \"1969-11-01\""),
            source("c", "Agency", ", title: \"Transcript\", published: \"1969-07\""),
            source("d", "Agency", ""),
            source("e", "Agency", ", published: \"1969-11-01\""),
            source("f", "Wire", ", title: \"Alone\""),
        ];
        let c = load_text("t.ron", &format!("(sources: [{}])", ron.concat())).chronology;
        let all = (0..c.sources().len()).map(SourceIx::from);
        let names = SourceNames::among(&c, all.clone().chain(all.clone()));
        let named: Vec<String> = all.map(|ix| names.name(&c, ix)).collect();
        let want = ["Agency, “Mission report”", "Agency, b", "Agency, Jul 1969", "Agency, d"];
        assert_eq!(named[..4], want);
        assert_eq!(named[4..], ["Agency, e", "Wire"]);
        let dated = SourceNames::beside_dates(&c, (0..c.sources().len()).map(SourceIx::from));
        let of = |ix| dated.name(&c, SourceIx::from(ix));
        assert_eq!([of(0), of(1), of(2)], ["Agency, “Mission report”", "Agency, b", "Agency"]);
        let two = SourceNames::among(&c, [SourceIx::FIRST, SourceIx::from(5)]);
        let first = CiteRef { source: SourceIx::FIRST, para: Some(1), locator: None };
        assert_eq!(two.cite(&c, first), "Agency ¶1");
    }
}
