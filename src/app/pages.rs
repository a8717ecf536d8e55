//! The pages as the app has them: what each is told from, gathered from the state.

use crate::chronology::article::Paragraph;
use crate::chronology::as_of::{Lacks, LeftOut};
use crate::chronology::date::{Certainty, Edtf};
use crate::chronology::model::{Basis, Cite, CiteRef, Entity, RecordIx, SourceIx};
use crate::chronology::tables::Citation;
use crate::chronology::target::Target;
use crate::geometry::{Area, GUTTER, Pane, SHORT};
use crate::pages::compare::{self, ComparisonPage};
use crate::pages::row::{Go, Row, Span, Tone};
use crate::pages::source::SourcePage;
use crate::pages::timeline::{Dated, RowState};
use crate::pages::{self, Beside, Lighting, PageInput, SourceText};
use crate::search::{self, ParagraphHit, WordsStand};
use crate::text;
use crate::words;

use super::action::Work;
use super::comparison::Comparison;
use super::data::Held;
use super::place::{Filter, Opened};
use super::under_cursor::Read;
use super::viewport::Anchor;
use super::{App, View};

impl App {
    /// What every page is told from.
    #[must_use]
    pub fn page_input(&self) -> PageInput<'_> {
        PageInput {
            c: self.chronology(),
            cursor: self.place.cursor,
            beside: match self.read() {
                Read::Beside(beside) => Some(beside),
                Read::Record(_) | Read::Nothing => None,
            },
            day: self.day(),
            milestones: &self.timeline.milestones,
            verification: self.data.verification.as_deref(),
            text: self.source_text(),
            lit: self.lit(),
            ascii: self.profile.ascii,
        }
    }

    fn source_text(&self) -> SourceText<'_> {
        match self.source().and_then(|source| self.data.text(source)) {
            Some(Held::Article(article)) => SourceText::Held(article),
            Some(Held::Trouble(why)) => SourceText::Trouble(why),
            _ if self.data.has_texts => SourceText::Absent,
            _ => SourceText::NotAsked,
        }
    }

    /// What is lit, and of which records: those that match the open prompt, or the query in force.
    fn lit(&self) -> Option<Lighting<'_>> {
        let lights = self.lights.as_ref()?;
        let records = self.hits_in_force().filter(|hits| hits.total > 0).map(|hits| &hits.records);
        let paragraphs = lights.paragraphs.as_deref();
        Some(Lighting { query: &lights.records, records, paragraphs })
    }

    /// Where what is read is printed; `None` where that cites nothing, and where nothing is.
    #[must_use]
    pub fn cite_read(&self) -> Option<CiteRef<'_>> {
        let c = self.chronology();
        match self.read() {
            Read::Record(citation) => c.cite(citation),
            Read::Beside(Beside::Paragraph(Paragraph { source, para })) => {
                Some(CiteRef { source, para: Some(para), locator: None })
            }
            Read::Beside(Beside::Figure(point)) => c.point(point).cite.as_ref().map(Cite::as_ref),
            Read::Nothing => None,
        }
    }

    /// The source of what is read; `None` where that cites none, and where nothing is.
    #[must_use]
    pub fn source(&self) -> Option<SourceIx> {
        self.cite_read().map(|cite| cite.source)
    }

    /// Why there is no source to be read, and what leads on.
    #[must_use]
    pub fn no_source(&self) -> String {
        let out = self.key("out");
        let none = |target: Target| {
            let none = words::no_source(target.named(self.chronology()));
            format!("{} {out} goes back to the timeline.", text::closed(text::capital(&none)))
        };
        match self.read() {
            Read::Nothing => text::closed(text::capital(&self.why_nothing_read())),
            Read::Beside(Beside::Figure(point)) => none(Target::Point(point)),
            Read::Beside(Beside::Paragraph(paragraph)) => none(Target::Source(paragraph.source)),
            Read::Record(citation) => none(Target::Record(citation)),
        }
    }

    /// Which of the sources that print the record is read, from 0, and how many there are.
    #[must_use]
    pub fn source_at(&self) -> (usize, usize) {
        let all = match self.read() {
            Read::Record(citation) => self.chronology().prints(citation.record),
            Read::Beside(_) | Read::Nothing => Vec::new(),
        };
        (self.source_among(&all), all.len())
    }

    /// Which of these prints is of the source that is read, from 0.
    #[must_use]
    pub fn source_among(&self, prints: &[Citation]) -> usize {
        let (c, Some(read)) = (self.chronology(), self.source()) else { return 0 };
        let of = |print: &Citation| c.cite(*print).map(|cite| cite.source);
        let order = |source: SourceIx| c.source(source).print_order();
        let is_before = |print: &Citation| of(print).is_some_and(|of| order(of) < order(read));
        let alike = prints.partition_point(is_before);
        let at = prints.iter().skip(alike).position(|print| of(print) == Some(read));
        at.map_or(0, |at| alike + at)
    }

    /// The page of the source under the cursor.
    #[must_use]
    pub fn source_page(&self) -> Option<SourcePage<'_>> {
        Some(pages::source::page(&self.page_input(), self.source()?))
    }

    /// The source pane in two: the line that names the source where its own head has scrolled away, and the area of
    /// its rows when `top` stands at their top.
    #[must_use]
    pub fn source_areas(&self, top: Anchor) -> (Area, Area) {
        self.screen().under_line(Pane::Source, top != Anchor::default())
    }

    /// That nothing was known by the day of knowledge, why, and what leads out of it, where that is why there is no
    /// record.
    #[must_use]
    pub fn nothing_known(&self) -> Option<String> {
        let (known, whole) = (self.chronology(), &self.data.whole);
        let figures = self.has_figures();
        let holds = !whole.records.is_empty() || (!figures && !whole.series().is_empty());
        let day = self.place.as_of.filter(|_| known.records.is_empty() && holds)?;
        let none = if figures { "No record" } else { "Nothing" };
        let way_out = self.way_out_of_day();
        let why = self.why_left_out(|lacks| lacks.records, "record");
        Some(format!("{none} of this was known by {day}{why}. {way_out} shows everything again."))
    }

    /// Why the day of knowledge leaves things of a kind out, behind what is said of them: `: 3 of 3 records came later`.
    fn why_left_out(&self, of: fn(Lacks) -> LeftOut, noun: &str) -> String {
        let why = self.data.lacks.and_then(|lacks| words::left_out_by_day(of(lacks), noun));
        why.map_or_else(String::new, |why| format!(": {why}"))
    }

    /// What the key that closes does where nothing is laid over the panes.
    #[must_use]
    pub fn closing(&self) -> &'static str {
        if self.place.last_opened().is_some() { "goes back" } else { "quits" }
    }

    /// The key that ends the day of knowledge: the one that closes, where that was opened last, else the command.
    #[must_use]
    pub fn way_out_of_day(&self) -> String {
        match self.place.last_opened() {
            Some(Opened::AsOf) => self.key("close"),
            _ => format!("{} as of", self.key("palette")),
        }
    }

    /// The keys that lead to a view from the one that is shown.
    fn views_to(&self, view: View) -> String {
        let on_the_way = std::iter::successors(Some(self.place.view), |view| Some(view.next()));
        let steps = on_the_way.take(View::ALL.len()).position(|own| own == view).unwrap_or(0);
        vec![self.key("next-view"); steps].join(" ")
    }

    /// Whether figures are known.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.timeline.measures.iter().any(|measure| !measure.days.is_empty())
    }

    /// Whether there is neither a record nor a figure to show.
    #[must_use]
    pub fn shows_nothing(&self) -> bool {
        self.chronology().records.is_empty() && !self.has_figures()
    }

    /// Why there are no figures here, and what leads on, in two parts.
    #[must_use]
    pub fn no_figures(&self) -> (String, String) {
        let back = format!("{} goes back to the list", self.key("next-view"));
        match self.place.as_of.filter(|_| !self.data.whole.series().is_empty()) {
            Some(day) => {
                let all = format!("{} shows everything again", self.way_out_of_day());
                let why = self.why_left_out(|lacks| lacks.figures, "figure");
                (format!("no figure of this was known by {day}{why}"), format!("{back}, {all}"))
            }
            // A series may be among what was left out.
            None => match self.left_out_for() {
                Some(left_out) => (format!("no figures are here: {left_out}"), back),
                None => ("this dataset holds no figures".to_owned(), back),
            },
        }
    }

    /// By what of query, filter and day of knowledge records are left out, each with what takes it back.
    #[must_use]
    pub fn left_out_by(&self) -> String {
        let c = self.chronology();
        let hides = self.place.active.as_ref().filter(|active| active.hide);
        let query = hides.map(|_| format!("the query ({} clears it)", self.key("clear")));
        let filter = self.place.filter.map(|filter| {
            let again = match (filter, self.place.last_opened()) {
                (_, Some(Opened::Filter)) => self.key("escape"),
                // The party is shown in between.
                (Filter::Speaker(speaker), _) if c.speaker(speaker).party.is_some() => {
                    format!("{0} {0}", self.key("filter"))
                }
                (Filter::Speaker(_) | Filter::Party(_), _) => self.key("filter"),
            };
            format!("the filter, {} ({again} shows everybody)", filter.name(c))
        });
        let day = self.place.as_of.map(|day| {
            format!("the day of knowledge, {day} ({} shows everything)", self.way_out_of_day())
        });
        let all: Vec<String> = [query, filter, day].into_iter().flatten().collect();
        if all.is_empty() {
            return "no record is here".to_owned();
        }
        format!("no record is left by {}", all.join(" and "))
    }

    /// Why no record is shown, in a clause; `None` where one is.
    #[must_use]
    pub fn no_record_shown(&self) -> Option<String> {
        if !self.order().is_empty() {
            return None;
        }
        if !self.chronology().records.is_empty() {
            return Some(self.left_out_by());
        }
        let unknown = self.nothing_known();
        Some(unknown.unwrap_or_else(|| self.no_records()))
    }

    /// Why no record is shown, and what leads on, in sentences; `None` where one is.
    #[must_use]
    pub fn why_empty(&self) -> Option<String> {
        if !self.order().is_empty() {
            return None;
        }
        if self.is_reading() {
            let so_far = match self.data.work {
                Some(Work::Reading(read, taken)) => {
                    format!(" {} · {} cancels", words::so_far(read, taken), self.key("close"))
                }
                _ => String::new(),
            };
            return Some(format!("Reading the dataset…{so_far}"));
        }
        if let Some(text) = self.nothing_known() {
            return Some(text);
        }
        if !self.chronology().records.is_empty() {
            return Some(text::closed(text::capital(&self.left_out_by())));
        }
        if self.has_figures() {
            let times = self.views_to(View::Figures);
            return Some(match self.left_out_for() {
                Some(left_out) => {
                    let left_out = text::closed(text::capital(&left_out));
                    format!("{left_out} {times} shows the figures.")
                }
                None => format!("This dataset holds figures and no records. {times} shows them."),
            });
        }
        let (reload, palette, close) = (self.key("reload"), self.key("palette"), self.key("close"));
        let none = text::closed(text::capital(&self.no_records()));
        let closes = self.closing();
        Some(format!("{none} {reload} reads it again, {palette} has commands, {close} {closes}."))
    }

    /// That the dataset has no record: since it holds none, or since none could be shown.
    fn no_records(&self) -> String {
        self.left_out_for().unwrap_or_else(|| "this dataset holds no records".to_owned())
    }

    /// How much was left out, for how many errors and what lists them; `None` where nothing was.
    #[must_use]
    pub fn left_out_for(&self) -> Option<String> {
        let (records, files) = self.data.left_out;
        let told = words::left_out(records, files)?;
        let were = if records + files == 1 { "was" } else { "were" };
        let (errors, list) = (self.data.problems.errors, self.key("problems"));
        let them = if errors == 1 { "it" } else { "them" };
        let errors = words::count(errors, "error");
        Some(format!("{told} {were} left out for {errors}; {list} lists {them}"))
    }

    /// The rows of the quote pane.
    #[must_use]
    pub fn quote_page(&self) -> Vec<Row> {
        let input = self.page_input();
        match self.read() {
            Read::Record(_) => pages::quote::rows(&input),
            Read::Beside(Beside::Paragraph(paragraph)) => {
                let text = self.data.paragraph(paragraph).unwrap_or_default();
                pages::paragraph::page(&input, paragraph, text)
            }
            Read::Beside(Beside::Figure(point)) => pages::figure::page(&input, point),
            Read::Nothing if self.shows_nothing() => {
                let text = match self.nothing_known() {
                    Some(text) => text,
                    None if self.is_reading() => String::new(),
                    None => text::closed(text::capital(&self.no_records())),
                };
                vec![Row::of(vec![Span::new(text, Tone::Dim)])]
            }
            Read::Nothing => self.place.view.get().empty_rows(self),
        }
    }

    /// The page of a comparison at a width; on a low screen in one column.
    #[must_use]
    pub fn comparison_page(&self, comparison: &Comparison, width: u16) -> ComparisonPage {
        let (reports, pair) = (&comparison.reports, comparison.pair);
        let is_low = self.screen().body.height < SHORT;
        let beside = width >= compare::SIDE_BY_SIDE && !is_low;
        let column = beside.then(|| compare::column_width(width, 2).saturating_sub(GUTTER));
        let mut page =
            compare::page(&self.page_input(), reports, pair, &comparison.alignment, column);
        if is_low {
            page = page.in_one_column();
        }
        // The head of each report leads to it; that of the one that has the keys is marked.
        let mut heads = page.columns.iter_mut().flatten().filter(|row| row.go.is_some());
        if let Some(head) = heads.nth(usize::from(comparison.right)) {
            head.here = true;
        }
        page
    }

    /// The rows of a position of the timeline: gap, heading, record; each is a line, whatever the width.
    #[must_use]
    pub fn timeline_rows(&self, position: usize) -> Vec<Row> {
        let mut rows = Vec::with_capacity(3);
        if let Some(days) = self.order().gap(position) {
            let timed = self.chronology().has_times_of_day;
            rows.push(pages::timeline::gap_row(&self.page_input(), days, timed).on_one_line());
        }
        rows.extend(self.order().heading(position).map(|year| Row::heading(year).on_one_line()));
        rows = pages::finished(rows, self.profile.ascii);
        if let Some(record) = self.order().at(position) {
            let before = position.checked_sub(1).and_then(|p| self.order().at(p));
            let before = before.map(|before| self.order().told(self.citation_shown(before)));
            let citation = self.citation_shown(record);
            let (here, basis) = self.order().told(citation);
            // What is inferred is not told by the date of a row that is not.
            let sign = words::sign(here, basis);
            let repeats = before.is_some_and(|(before, basis)| {
                before.map(Edtf::as_str) == here.map(Edtf::as_str)
                    && words::sign(before, basis) == sign
            });
            let day = |date: Option<&Edtf>| date.map(|d| (d.earliest(), d.latest()));
            let same_day = before.is_some_and(|(before, _)| day(before) == day(here));
            let year = |date: Option<&Edtf>| date.map(Edtf::sort_year);
            let dated = if year(here) == year(self.order().date(record)) {
                self.dated(repeats, same_day)
            } else {
                Dated::OtherYear { timed: self.chronology().has_times_of_day }
            };
            rows.push(self.record_row(citation, dated));
        }
        rows
    }

    /// How the date of a row under a year heading stands, after a row of the same date or the same day.
    #[must_use]
    pub fn dated(&self, repeats: bool, same_day: bool) -> Dated {
        if self.chronology().has_times_of_day {
            Dated::Timed { repeats, same_day }
        } else {
            Dated::Short { repeats }
        }
    }

    /// The citation by which a list of records tells one: the report that is read of the record under the cursor,
    /// of others the one that is meant.
    #[must_use]
    pub fn citation_shown(&self, record: RecordIx) -> Citation {
        let cursor = self.place.cursor;
        if cursor.record == record { cursor } else { self.report_meant(record) }
    }

    /// The row of a record among others in time, with its day on the axis of the timeline.
    #[must_use]
    pub fn record_row(&self, citation: Citation, dated: Dated) -> Row {
        self.row_with_day(citation, self.order().told(citation), dated)
    }

    /// The row of a record where none stands by its time: with the day on which it was said, whatever the axis is.
    #[must_use]
    pub fn record_row_as_said(&self, citation: Citation) -> Row {
        self.row_with_day(citation, self.chronology().day_at(citation), Dated::Long)
    }

    fn row_with_day(&self, citation: Citation, date: (Option<&Edtf>, &Basis), dated: Dated) -> Row {
        let record = citation.record;
        let standing = RowState {
            marked: self.marks.has_record(self.chronology(), record),
            maybe: self.certainty(record) == Certainty::Maybe,
        };
        pages::timeline::record_row(&self.page_input(), citation, date, dated, standing)
    }

    /// Where words of the query stand that the row of a hit does not show.
    #[must_use]
    pub fn words_stand(&self, citation: Citation) -> Option<WordsStand> {
        let query = self.lit()?.query;
        search::words_stand(self.chronology(), query, citation, &[])
    }

    /// The row of a paragraph that a search finds.
    #[must_use]
    pub fn paragraph_row(&self, hit: ParagraphHit) -> Row {
        let text = self.data.paragraph(hit.paragraph).unwrap_or_default();
        pages::paragraph::row(&self.page_input(), hit, text)
    }

    /// A row that tells of a target and leads to it, where different things are listed.
    #[must_use]
    pub fn target_row(&self, target: Target) -> Row {
        match target {
            Target::Record(citation) => Row { here: false, ..self.record_row_as_said(citation) },
            Target::Point(_) | Target::Note(_) | Target::Source(_) => {
                let marked = self.marks.has(target.id(self.chronology()));
                let standing = RowState { marked, maybe: false };
                pages::notes::target_row(&self.page_input(), target, standing)
            }
        }
    }

    /// The rows of the marks, in their order, each under it the note on it; a mark whose record is not among those
    /// that are shown by the words by which it was told.
    #[must_use]
    pub fn marked_rows(&self) -> Vec<Row> {
        let c = self.chronology();
        let mut rows = Vec::with_capacity(self.marks.len());
        for mark in self.marks.list() {
            rows.push(match Target::by_id(c, &mark.id) {
                Some(target) => self.target_row(target),
                None => {
                    let told = if mark.told.is_empty() { &mark.id } else { &mark.told };
                    let day = self.left_out_by_day(&mark.id);
                    let why = (day.and_then(words::missing_by), self.why_missing_as(day));
                    pages::notes::missing_row(&self.page_input(), &mark.id, told, why)
                }
            });
            if !mark.note.is_empty() {
                rows.push(pages::notes::own_note_row(&self.page_input(), &mark.note));
            }
        }
        rows
    }

    /// Where a record of any kind can be gone to.
    #[must_use]
    pub fn go_to(&self, target: Entity) -> Option<Go> {
        pages::notes::go_to(&self.page_input(), target)
    }
}
