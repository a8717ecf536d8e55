//! Parties, speakers, sources, series and notes: what claims stand on, and what is said of them.

use super::super::Records;
use super::super::clocks::PartyClock;
use super::super::date::Edtf;
use super::super::model::{
    Limit, Note, NoteIx, Party, PartyIx, Place, Point, Post, Series, SeriesIx, Source, SourceIx,
    Speaker, SpeakerIx, Target,
};
use super::super::problem::{Code, nearest};
use super::super::ron::raw::{
    RawClock, RawNote, RawParty, RawPoint, RawPost, RawSeries, RawSource, RawSpeaker,
};
use super::super::ron::read::At;
use super::super::ron::scan::Step;
use super::Check;
use super::address::fault_of_url;

impl Check<'_> {
    pub(super) fn parties(&mut self, raw: Vec<At<RawParty>>, records: &mut Records) {
        for At { value, place } in raw {
            self.found
                .insert(value.id.clone(), Target::Party(PartyIx::from(records.parties.len())));
            let name = self.filled(place, "name", &value.name);
            let aka = self.lines(place, "aka", &value.aka);
            let clock = value.clock.as_ref().and_then(|clock| self.clock(place, clock));
            records.parties.push(Party { id: value.id.into(), name, aka, clock, place });
        }
    }

    fn clock(&mut self, place: Place, raw: &RawClock) -> Option<PartyClock> {
        let name = self.line(place, &[Step::Field("clock"), Step::Field("place")], &raw.place);
        if let Ok(zone) = raw.zone.parse() {
            return Some(PartyClock { place: name, zone });
        }
        let message = format!("`{}` is no time zone of the IANA database", raw.zone);
        let help = match nearest(&raw.zone, chrono_tz::TZ_VARIANTS.iter().map(|z| z.name())) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write a zone such as \"Europe/Paris\"".to_owned(),
        };
        self.report(
            place,
            &[Step::Field("clock"), Step::Field("zone")],
            Code::UnknownZone,
            message,
            Some(help),
        );
        None
    }

    pub(super) fn speakers(&mut self, raw: Vec<At<RawSpeaker>>, records: &mut Records) {
        for At { value, place } in raw {
            self.found
                .insert(value.id.clone(), Target::Speaker(SpeakerIx::from(records.speakers.len())));
            let party = value.party.and_then(|p| self.party(place, &[Step::Field("party")], &p));
            let posts = value.posts.iter().enumerate();
            let posts = posts.filter_map(|(i, post)| self.post(place, i, post)).collect();
            records.speakers.push(Speaker {
                name: self.filled(place, "name", &value.name),
                aka: self.lines(place, "aka", &value.aka),
                id: value.id.into(),
                kind: value.kind,
                party,
                posts,
                place,
            });
        }
    }

    fn post(&mut self, place: Place, i: usize, raw: &RawPost) -> Option<Post> {
        let at = |field| [Step::Field("posts"), Step::Item(i), Step::Field(field)];
        let before = self.errors();
        let title = self.line(place, &at("title"), &raw.title);
        let from = self.date(place, &at("from"), raw.from.as_deref());
        let to = self.date(place, &at("to"), raw.to.as_deref());
        let first = from.as_ref().and_then(Edtf::earliest);
        let last = to.as_ref().and_then(Edtf::latest);
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            let message = "this post ends before it starts".to_owned();
            self.report(
                place,
                &at("to"),
                Code::EndBeforeStart,
                message,
                Some("check both dates".into()),
            );
        }
        (self.errors() == before).then_some(Post { title, from, to })
    }

    pub(super) fn sources(&mut self, raw: Vec<At<RawSource>>, records: &mut Records) {
        for At { value, place } in raw {
            self.found
                .insert(value.id.clone(), Target::Source(SourceIx::from(records.sources.len())));
            let mut date = |field, value: Option<String>| {
                self.date(place, &[Step::Field(field)], value.as_deref())
            };
            let stamp = date("stamp", value.stamp);
            let published = date("published", value.published);
            let updated = date("updated", value.updated);
            let accessed = date("accessed", value.accessed);
            records.sources.push(Source {
                id: value.id.into(),
                kind: value.kind,
                outlet: self.filled(place, "outlet", &value.outlet),
                outlet_basis: self.basis(place, "outlet_basis", value.outlet_basis),
                title: self.optional(place, "title", value.title),
                authors: self.lines(place, "authors", &value.authors),
                editors: self.lines(place, "editors", &value.editors),
                dateline: self.optional(place, "dateline", value.dateline),
                stamp,
                published,
                published_basis: self.basis(place, "published_basis", value.published_basis),
                updated,
                lang: self.optional(place, "lang", value.lang),
                url: self.url(place, "url", value.url),
                archive: self.url(place, "archive", value.archive),
                accessed,
                summary: self.optional(place, "summary", value.summary),
                place,
            });
        }
    }

    fn url(&mut self, place: Place, field: &'static str, url: Option<String>) -> Option<Box<str>> {
        let url = url?;
        if let Some(fault) = fault_of_url(&url) {
            let message = format!("`{field}` is no address that can be opened");
            self.report(
                place,
                &[Step::Field(field)],
                Code::BadUrl,
                message,
                Some(fault.to_owned()),
            );
            return None;
        }
        Some(url.into())
    }

    pub(super) fn series(&mut self, raw: Vec<At<RawSeries>>, records: &mut Records) {
        for At { value, place } in raw {
            let Some(party) = self.party(place, &[Step::Field("party")], &value.party) else {
                self.left_out += 1;
                continue;
            };
            self.found
                .insert(value.id.clone(), Target::Series(SeriesIx::from(records.series.len())));
            let limit = value.limit.as_ref().and_then(|limit| {
                self.number(place, &[Step::Field("limit"), Step::Field("value")], limit.value)?;
                let from = [Step::Field("limit"), Step::Field("from")];
                Some(Limit {
                    value: limit.value,
                    from: self.date(place, &from, limit.from.as_deref()),
                })
            });
            let points = value.points.iter().enumerate();
            let mut points: Vec<Point> =
                points.filter_map(|(i, p)| self.point(place, i, p)).collect();
            points.sort_by(|a, b| a.date.cmp_in_time(&b.date));
            records.series.push(Series {
                id: value.id.into(),
                party,
                measure: self.filled(place, "measure", &value.measure),
                unit: self.optional(place, "unit", value.unit),
                limit,
                points,
                place,
            });
        }
    }

    fn point(&mut self, place: Place, i: usize, raw: &RawPoint) -> Option<Point> {
        let at = |field| [Step::Field("points"), Step::Item(i), Step::Field(field)];
        let before = self.errors();
        let date = self.date(place, &at("date"), Some(&raw.date));
        if let Some(value) = raw.value {
            self.number(place, &at("value"), value);
        }
        let cite = raw.cite.as_ref().and_then(|c| self.cite(place, &at("cite"), c));
        if self.errors() > before {
            self.left_out += 1;
            return None;
        }
        Some(Point { date: date?, value: raw.value, cite, status: raw.status })
    }

    fn number(&mut self, place: Place, path: &[Step<'_>], value: f64) -> Option<f64> {
        if value.is_finite() && value >= 0.0 {
            return Some(value);
        }
        let message = format!("`{value}` is no value that somebody can declare");
        let help = "write a finite number, 0 or more; leave the value out where none was provided"
            .to_owned();
        self.report(place, path, Code::BadNumber, message, Some(help));
        None
    }

    pub(super) fn notes(&mut self, raw: Vec<At<RawNote>>, records: &mut Records) {
        for At { value, place } in raw {
            let before = self.errors();
            let subjects = value.about.iter().enumerate();
            let about: Vec<Target> = subjects
                .filter_map(|(i, id)| {
                    self.resolve(place, &[Step::Field("about"), Step::Item(i)], "record", id)
                })
                .collect();
            if value.about.is_empty() {
                let message = "a note is about nothing".to_owned();
                let help = "name the ids of the records that it concerns in `about`".to_owned();
                self.report(place, &[Step::Field("about")], Code::Empty, message, Some(help));
            }
            let text = self.filled(place, "text", &value.text);
            let cites = self.cites(place, &value.cites);
            if about.is_empty() || text.is_empty() {
                debug_assert!(self.errors() > before, "a note is left out only with a word on why");
                self.left_out += 1;
                continue;
            }
            self.found.insert(value.id.clone(), Target::Note(NoteIx::from(records.notes.len())));
            records.notes.push(Note {
                id: value.id.into(),
                kind: value.kind,
                about,
                text,
                cites,
                place,
            });
        }
    }
}
