//! Parties, speakers, sources, series and notes: what claims stand on, and what is said of them.

use super::super::Records;
use super::super::clocks::PartyClock;
use super::super::date::Edtf;
use super::super::model::{
    Limit, Location, Note, NoteIx, Party, PartyIx, Point, Post, Series, SeriesIx, Source, SourceIx,
    Speaker, SpeakerIx, Target,
};
use super::super::problem::{Code, nearest};
use super::super::ron::raw::{
    RawClock, RawNote, RawParty, RawPoint, RawPost, RawSeries, RawSource, RawSpeaker,
};
use super::super::ron::read::At;
use super::super::ron::scan::PathStep;
use super::Check;
use super::address::fault_of_url;

impl Check<'_> {
    pub(super) fn parties(&mut self, raw: Vec<At<RawParty>>, records: &mut Records) {
        for At { value, location } in raw {
            self.found
                .insert(value.id.clone(), Target::Party(PartyIx::from(records.parties.len())));
            let name = self.filled(location, "name", &value.name);
            let aka = self.lines(location, "aka", &value.aka);
            let clock = value.clock.as_ref().and_then(|clock| self.clock(location, clock));
            records.parties.push(Party { id: value.id.into(), name, aka, clock, location });
        }
    }

    fn clock(&mut self, location: Location, raw: &RawClock) -> Option<PartyClock> {
        let name =
            self.line(location, &[PathStep::Field("clock"), PathStep::Field("place")], &raw.place);
        if let Ok(zone) = raw.zone.parse() {
            return Some(PartyClock { place: name, zone });
        }
        let message = format!("`{}` is no time zone of the IANA database", raw.zone);
        let help = match nearest(&raw.zone, chrono_tz::TZ_VARIANTS.iter().map(|z| z.name())) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write a zone such as \"Europe/Paris\"".to_owned(),
        };
        self.report(
            location,
            &[PathStep::Field("clock"), PathStep::Field("zone")],
            Code::UnknownZone,
            message,
            Some(help),
        );
        None
    }

    pub(super) fn speakers(&mut self, raw: Vec<At<RawSpeaker>>, records: &mut Records) {
        for At { value, location } in raw {
            self.found
                .insert(value.id.clone(), Target::Speaker(SpeakerIx::from(records.speakers.len())));
            let party =
                value.party.and_then(|p| self.party(location, &[PathStep::Field("party")], &p));
            let posts = value.posts.iter().enumerate();
            let posts = posts.filter_map(|(i, post)| self.post(location, i, post)).collect();
            records.speakers.push(Speaker {
                name: self.filled(location, "name", &value.name),
                aka: self.lines(location, "aka", &value.aka),
                id: value.id.into(),
                kind: value.kind,
                party,
                posts,
                location,
            });
        }
    }

    fn post(&mut self, location: Location, i: usize, raw: &RawPost) -> Option<Post> {
        let at = |field| [PathStep::Field("posts"), PathStep::Item(i), PathStep::Field(field)];
        let before = self.errors();
        let title = self.line(location, &at("title"), &raw.title);
        let from = self.date(location, &at("from"), raw.from.as_deref());
        let to = self.date(location, &at("to"), raw.to.as_deref());
        let first = from.as_ref().and_then(Edtf::earliest);
        let last = to.as_ref().and_then(Edtf::latest);
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            let message = "this post ends before it starts".to_owned();
            self.report(
                location,
                &at("to"),
                Code::EndBeforeStart,
                message,
                Some("check both dates".into()),
            );
        }
        (self.errors() == before).then_some(Post { title, from, to })
    }

    pub(super) fn sources(&mut self, raw: Vec<At<RawSource>>, records: &mut Records) {
        for At { value, location } in raw {
            self.found
                .insert(value.id.clone(), Target::Source(SourceIx::from(records.sources.len())));
            let mut date = |field, value: Option<String>| {
                self.date(location, &[PathStep::Field(field)], value.as_deref())
            };
            let stamp = date("stamp", value.stamp);
            let published = date("published", value.published);
            let updated = date("updated", value.updated);
            let accessed = date("accessed", value.accessed);
            records.sources.push(Source {
                id: value.id.into(),
                kind: value.kind,
                outlet: self.filled(location, "outlet", &value.outlet),
                outlet_basis: self.basis(location, "outlet_basis", value.outlet_basis),
                title: self.optional(location, "title", value.title),
                authors: self.lines(location, "authors", &value.authors),
                editors: self.lines(location, "editors", &value.editors),
                dateline: self.optional(location, "dateline", value.dateline),
                stamp,
                published,
                published_basis: self.basis(location, "published_basis", value.published_basis),
                updated,
                lang: self.optional(location, "lang", value.lang),
                url: self.url(location, "url", value.url),
                archive: self.url(location, "archive", value.archive),
                accessed,
                summary: self.optional(location, "summary", value.summary),
                location,
            });
        }
    }

    fn url(
        &mut self,
        location: Location,
        field: &'static str,
        url: Option<String>,
    ) -> Option<Box<str>> {
        let url = url?;
        if let Some(fault) = fault_of_url(&url) {
            let message = format!("`{field}` is no address that can be opened");
            self.report(
                location,
                &[PathStep::Field(field)],
                Code::BadUrl,
                message,
                Some(fault.to_owned()),
            );
            return None;
        }
        Some(url.into())
    }

    pub(super) fn series(&mut self, raw: Vec<At<RawSeries>>, records: &mut Records) {
        for At { value, location } in raw {
            let Some(party) = self.party(location, &[PathStep::Field("party")], &value.party)
            else {
                self.left_out += 1;
                continue;
            };
            self.found
                .insert(value.id.clone(), Target::Series(SeriesIx::from(records.series.len())));
            let limit = value.limit.as_ref().and_then(|limit| {
                self.number(
                    location,
                    &[PathStep::Field("limit"), PathStep::Field("value")],
                    limit.value,
                )?;
                let from = [PathStep::Field("limit"), PathStep::Field("from")];
                Some(Limit {
                    value: limit.value,
                    from: self.date(location, &from, limit.from.as_deref()),
                })
            });
            let points = value.points.iter().enumerate();
            let mut points: Vec<Point> =
                points.filter_map(|(i, p)| self.point(location, i, p)).collect();
            points.sort_by(|a, b| a.date.cmp_in_time(&b.date));
            records.series.push(Series {
                id: value.id.into(),
                party,
                measure: self.filled(location, "measure", &value.measure),
                unit: self.optional(location, "unit", value.unit),
                limit,
                points,
                location,
            });
        }
    }

    fn point(&mut self, location: Location, i: usize, raw: &RawPoint) -> Option<Point> {
        let at = |field| [PathStep::Field("points"), PathStep::Item(i), PathStep::Field(field)];
        let before = self.errors();
        let date = self.date(location, &at("date"), Some(&raw.date));
        if let Some(value) = raw.value {
            self.number(location, &at("value"), value);
        }
        let cite = raw.cite.as_ref().and_then(|c| self.cite(location, &at("cite"), c));
        if self.errors() > before {
            self.left_out += 1;
            return None;
        }
        Some(Point { date: date?, value: raw.value, cite, status: raw.status })
    }

    fn number(&mut self, location: Location, path: &[PathStep<'_>], value: f64) -> Option<f64> {
        if value.is_finite() && value >= 0.0 {
            return Some(value);
        }
        let message = format!("`{value}` is no value that somebody can declare");
        let help = "write a finite number, 0 or more; leave the value out where none was provided"
            .to_owned();
        self.report(location, path, Code::BadNumber, message, Some(help));
        None
    }

    pub(super) fn notes(&mut self, raw: Vec<At<RawNote>>, records: &mut Records) {
        for At { value, location } in raw {
            let before = self.errors();
            let subjects = value.about.iter().enumerate();
            let about: Vec<Target> = subjects
                .filter_map(|(i, id)| {
                    self.resolve(
                        location,
                        &[PathStep::Field("about"), PathStep::Item(i)],
                        "record",
                        id,
                    )
                })
                .collect();
            if value.about.is_empty() {
                let message = "a note is about nothing".to_owned();
                let help = "name the ids of the records that it concerns in `about`".to_owned();
                self.report(
                    location,
                    &[PathStep::Field("about")],
                    Code::Empty,
                    message,
                    Some(help),
                );
            }
            let text = self.filled(location, "text", &value.text);
            let cites = self.cites(location, &value.cites);
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
                location,
            });
        }
    }
}
