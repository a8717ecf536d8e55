//! Who speaks: the name in full and in short, the post on the day, and who relayed it.

use std::borrow::Cow;
use std::fmt;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{Entity, Post, Speaker, SpeakerIx, SpeakerKind, Statement};
use crate::text::{self, LineCut};

use super::source::is_personal_suffix;

/// What is said where a source withholds or the dataset has no name.
pub const UNNAMED: &str = "speaker not named";

/// The longest short name, in cells.
const SHORT: usize = 12;

/// The speaker of a statement, in full; the one who is named first where several said it.
#[must_use]
pub fn speaker<'c>(c: &'c Chronology, statement: &Statement) -> &'c str {
    statement.speaker.map_or(UNNAMED, |ix| &*c.speaker(ix).name)
}

/// All who said it, in full: `A. Brandt and B. Lind`.
#[must_use]
pub fn speakers<'c>(c: &'c Chronology, statement: &Statement) -> Cow<'c, str> {
    let first = speaker(c, statement);
    match behind(&others(c, statement)) {
        None => first.into(),
        Some(others) => format!("{first}{others}").into(),
    }
}

/// What stands behind the name of the first who said it where they are introduced: the post at the time, and who said it
/// too, each in their post. `, Mayor`, ` and B. Lind`, `, Mayor, with B. Lind, Envoy, and C. Ek`.
#[must_use]
pub fn behind_speaker(c: &Chronology, statement: &Statement) -> String {
    let said = statement.said.as_ref();
    let first = statement.speaker.and_then(|ix| post(c.speaker(ix), said));
    let names = others(c, statement);
    let posts: Vec<Option<String>> =
        others_ix(statement).map(|ix| post(c.speaker(ix), said)).collect();
    let first = first.map_or_else(String::new, |post| format!(", {post}"));
    // Whoever comes behind a post would seem to hold it.
    if posts.iter().all(Option::is_none) {
        return match names.split_first() {
            Some((one, rest)) if !first.is_empty() => {
                format!("{first}, with {one}{}", behind(rest).unwrap_or_default())
            }
            _ => format!("{first}{}", behind(&names).unwrap_or_default()),
        };
    }
    let introduced = names.iter().zip(posts).map(|(name, post)| in_post(name, post));
    let introduced: Vec<String> = introduced.collect();
    let told = match introduced.as_slice() {
        [one] => one.clone(),
        [one, other] => format!("{one}, and {other}"),
        [before @ .., last] => format!("{}; and {last}", before.join("; ")),
        [] => return first,
    };
    format!("{first}, with {told}")
}

/// A name with a post: `B. Lind, Envoy`.
fn in_post(name: &str, post: Option<String>) -> String {
    post.map_or_else(|| name.to_owned(), |post| format!("{name}, {post}"))
}

/// The posts at the time of all who said it, where nothing else names them: `Mayor`, and of several each with the name of
/// who held it: `A. Brandt, Mayor; B. Lind, Envoy`. `None` where none is known.
#[must_use]
pub fn posts(c: &Chronology, statement: &Statement) -> Option<String> {
    let all = statement.all_speakers();
    let held = all.iter().filter_map(|ix| {
        let speaker = c.speaker(*ix);
        Some((&*speaker.name, post(speaker, statement.said.as_ref())?))
    });
    let held: Vec<String> = held
        .map(|(name, post)| if all.len() > 1 { in_post(name, Some(post)) } else { post })
        .collect();
    (!held.is_empty()).then(|| held.join("; "))
}

/// Names behind another: ` and B. Lind`, `, B. Lind and C. Ek`; `None` of nobody.
fn behind(others: &[&str]) -> Option<String> {
    let (last, before) = others.split_last()?;
    Some(match before {
        [] => format!(" and {last}"),
        _ => format!(", {} and {last}", before.join(", ")),
    })
}

/// Who said it beside the one who is named first.
fn others<'c>(c: &'c Chronology, statement: &Statement) -> Vec<&'c str> {
    others_ix(statement).map(|ix| &*c.speaker(ix).name).collect()
}

fn others_ix(statement: &Statement) -> impl Iterator<Item = SpeakerIx> {
    let all = statement.all_speakers().iter().copied();
    all.filter(|ix| Some(*ix) != statement.speaker)
}

/// A speaker's name in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortName<'s> {
    /// As much of a name as is shown.
    pub name: &'s str,
    /// What stands for the rest of it, if it is cut: a mark of the program's own.
    pub ellipsis: &'static str,
}

impl fmt::Display for ShortName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, self.ellipsis)
    }
}

/// The short name that the dataset gives; else a person's last name, and of an office the name if it is short, else
/// its abbreviation, else its beginning. Whoever is not named has no other name than what says so: `Axios` is what
/// unnamed sources of Axios are found by, and did not say it.
#[must_use]
pub fn short_speaker(speaker: &Speaker) -> ShortName<'_> {
    let whole = |name| ShortName { name, ellipsis: "" };
    if let Some(short) = &speaker.short {
        return whole(short);
    }
    if speaker.kind == SpeakerKind::Person {
        return whole(last_name(&speaker.name));
    }
    if text::width(&speaker.name) <= SHORT {
        return whole(&speaker.name);
    }
    let abbreviation =
        |aka: &str| (2..=6).contains(&aka.len()) && aka.chars().all(|c| c.is_ascii_uppercase());
    let short = |aka: &str| aka.is_ascii() && text::width(aka) <= SHORT;
    let other = speaker.aka.iter().find(|aka| abbreviation(aka));
    let other = other.or_else(|| speaker.aka.iter().find(|aka| short(aka)));
    match other.filter(|_| speaker.kind != SpeakerKind::Anonymous) {
        Some(short) => whole(short),
        None => {
            let LineCut { kept, ellipsis } = LineCut::of(&speaker.name, SHORT + 4, "…");
            ShortName { name: speaker.name.get(..kept).unwrap_or_default(), ellipsis }
        }
    }
}

/// Who said it where there is room for one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortSpeakers<'s> {
    /// The one who is named first.
    pub name: ShortName<'s>,
    /// How many said it with them, ` +1`; empty where nobody did.
    pub more: String,
}

/// All who said it in short: `Moberg`, `Council +2`; `None` where nobody is named.
#[must_use]
pub fn short_speakers<'c>(c: &'c Chronology, statement: &Statement) -> Option<ShortSpeakers<'c>> {
    let name = short_speaker(c.speaker(statement.speaker?));
    let more = match statement.all_speakers().len() {
        0 | 1 => String::new(),
        all => format!(" +{}", all - 1),
    };
    Some(ShortSpeakers { name, more })
}

/// All who said it by their short names, where each is found by their own: `Brandt and Ek`.
#[must_use]
pub fn speakers_shortly(c: &Chronology, statement: &Statement) -> String {
    let all = statement.all_speakers().iter();
    let names: Vec<String> = all.map(|ix| short_speaker(c.speaker(*ix)).to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some((first, others)) = names.split_first() else { return UNNAMED.to_owned() };
    format!("{first}{}", behind(others).unwrap_or_default())
}

/// The last word of a name but for what only follows it: `Aldrin` of `Edwin E. Aldrin, Jr.`.
fn last_name(name: &str) -> &str {
    let words = name.split(' ').map(|word| word.trim_end_matches(','));
    words.rev().find(|word| !word.is_empty() && !is_personal_suffix(word)).unwrap_or(name)
}

/// The posts that a speaker held on the day of the words, latest appointment first: `Foreign Minister`, or
/// `then Foreign Minister` where the post has ended since. Joined with `or` where the day is not certain enough
/// to tell which; one that was held more than once is named once. Beside another `then-Foreign Minister`, since `Mayor
/// and then Envoy` would say that he became Envoy later. `None` where none is known for the day.
#[must_use]
fn post(speaker: &Speaker, said: Option<&Edtf>) -> Option<String> {
    let said = said?;
    // Each has its own word: in `then A or B` nobody could tell whether B has ended too.
    let mut held: Vec<&Post> = Vec::new();
    for post in speaker.posts_on(said) {
        if held.iter().all(|other| other.title != post.title) {
            held.push(post);
        }
    }
    // Of a post that ended some time in the month nobody knows whether it was held on a day of that.
    let surely = said.is_certain_day() && held.iter().all(|post| post.surely_covers(said));
    let is_one = held.len() == 1;
    let post = |post| if is_one { post_then(post) } else { ended_or_held(post, "then-") };
    let posts: Vec<String> = held.into_iter().map(post).collect();
    let between = if surely { " and " } else { " or " };
    (!posts.is_empty()).then(|| posts.join(between))
}

/// A post as its holder is introduced: `then` where it has ended, bare where it is still held.
#[must_use]
pub fn post_then(post: &Post) -> String {
    ended_or_held(post, "then ")
}

/// The title of a post, behind `then` where it has ended.
fn ended_or_held(post: &Post, then: &str) -> String {
    let then = if post.to.is_some() { then } else { "" };
    format!("{then}{}", post.title)
}

/// By which way a statement's words came: `relayed by Sergey Lavrov`; `None` where nobody stands between.
#[must_use]
pub fn relayed(c: &Chronology, statement: &Statement) -> Option<String> {
    let via = statement.via.as_deref()?;
    let name = match c.by_id(via) {
        Some(Entity::Speaker(ix)) => &c.speaker(ix).name,
        _ => via,
    };
    Some(format!("relayed by {name}"))
}

/// What is said of words that the source itself has at second hand.
pub const HEARSAY: &str = "reportedly: the source has it at second hand";

/// To whom a statement's words were said: names of speakers, or the dataset's own words; `None` where nobody is
/// named.
#[must_use]
pub fn addressees(c: &Chronology, statement: &Statement) -> Option<String> {
    let name = |to: &str| match c.by_id(to) {
        Some(Entity::Speaker(ix)) => c.speaker(ix).name.to_string(),
        _ => to.to_owned(),
    };
    let all: Vec<String> = statement.to.iter().map(|to| name(to)).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;
    use crate::words::Name;

    #[test]
    fn a_short_name_is_the_datasets_or_the_last_that_is_a_name() {
        let sources = Speaker {
            kind: SpeakerKind::Anonymous,
            aka: vec!["Axios".into()],
            ..Speaker::new("s", "unnamed sources of Axios")
        };
        assert_eq!(short_speaker(&sources).to_string(), "unnamed sources…");
        let short = |name: &str, given: Option<&str>| {
            let speaker = Speaker {
                kind: SpeakerKind::Person,
                short: given.map(Into::into),
                ..Speaker::new("s", name)
            };
            short_speaker(&speaker).to_string()
        };
        assert_eq!(short("Edwin E. Aldrin, Jr.", None), "Aldrin");
        assert_eq!(short("Edwin E. Aldrin, Jr.", Some("Buzz")), "Buzz");
        assert_eq!(short("Ada Brandt III", None), "Brandt");
        assert_eq!(short("Jr.", None), "Jr.");
    }

    #[test]
    fn what_follows_a_name_is_told_alike_of_speakers_and_of_authors() {
        for suffix in ["Jr.", "JR", "Sr", "iii", "IV", "Esq", "Esq."] {
            let speaker = Speaker::new("s", &format!("John Smith {suffix}"));
            assert_eq!(short_speaker(&speaker).to_string(), "Smith", "{suffix}");
            let author = format!("Smith, John, {suffix}");
            let Name::Person { family, .. } = Name::of(&author) else { panic!("{author}") };
            assert_eq!(family, "Smith");
        }
    }

    #[test]
    fn each_who_said_it_has_the_post_of_the_day_and_nobody_has_another_s() {
        let ron = r#"(
            speakers: [
                (id: "a", name: "A. Brandt", kind: Person, posts: [(title: "Mayor", from: "2030")]),
                (id: "b", name: "B. Lind", kind: Person, posts: [(title: "Envoy", from: "2020", to: "2031-06")]),
                (id: "c", name: "C. Ek", kind: Person), (id: "d", name: "D. Roos", kind: Person)],
            sources: [(id: "s", kind: News, outlet: "o", published: "2031-05-06")],
            statements: [STATEMENTS])"#;
        for (all, introduced, held) in [
            ("a", "A. Brandt, Mayor", Some("Mayor")),
            ("c", "C. Ek", None),
            (
                "ab",
                "A. Brandt, Mayor, with B. Lind, then Envoy",
                Some("A. Brandt, Mayor; B. Lind, then Envoy"),
            ),
            ("ac", "A. Brandt, Mayor, with C. Ek", Some("A. Brandt, Mayor")),
            ("acd", "A. Brandt, Mayor, with C. Ek and D. Roos", Some("A. Brandt, Mayor")),
            ("ca", "C. Ek, with A. Brandt, Mayor", Some("A. Brandt, Mayor")),
            ("cd", "C. Ek and D. Roos", None),
            ("cdb", "C. Ek, with D. Roos, and B. Lind, then Envoy", Some("B. Lind, then Envoy")),
            (
                "abcd",
                "A. Brandt, Mayor, with B. Lind, then Envoy; C. Ek; and D. Roos",
                Some("A. Brandt, Mayor; B. Lind, then Envoy"),
            ),
        ] {
            let ids: Vec<String> =
                all.chars().map(|id| format!("{id:?}").replace('\'', "\"")).collect();
            let statement = format!(
                r#"(id: "q", source: "s", para: 1, kind: Quote, speakers: [{}], said: "2031-05-05", text: "x")"#,
                ids.join(", ")
            );
            let load = load_text("t.ron", &ron.replace("STATEMENTS", &statement));
            assert!(load.problems.is_empty(), "{:?}", load.problems);
            let (c, s) = (&load.chronology, &load.chronology.statements()[0]);
            assert_eq!(format!("{}{}", speaker(c, s), behind_speaker(c, s)), introduced);
            assert_eq!(posts(c, s).as_deref(), held, "{all}");
        }
    }

    fn post_on(posts: &[(&str, Option<&str>, Option<&str>)], said: &str) -> Option<String> {
        let date = |text: Option<&str>| text.map(|text| Edtf::parse(text).unwrap());
        let posts = posts.iter().map(|(title, from, to)| Post {
            title: (*title).into(),
            from: date(*from),
            to: date(*to),
        });
        let speaker = Speaker { posts: posts.collect(), ..Speaker::new("s", "A. Speaker") };
        post(&speaker, Some(&Edtf::parse(said).unwrap()))
    }

    #[test]
    fn only_a_post_that_has_ended_is_named_with_then() {
        let (mayor, envoy) =
            (("Mayor", Some("2030"), None), ("Envoy", Some("2020"), Some("2031-06")));
        assert_eq!(post_on(&[mayor], "2031-05-05").as_deref(), Some("Mayor"));
        assert_eq!(post_on(&[envoy], "2031-05-05").as_deref(), Some("then Envoy"));
        assert_eq!(post_on(&[envoy, mayor], "2031-05-05").as_deref(), Some("Mayor and then-Envoy"));
        assert_eq!(post_on(&[envoy, mayor], "2031").as_deref(), Some("Mayor or then-Envoy"));
        assert_eq!(post_on(&[envoy], "2032"), None);
        // Both have ended; and one ends on the day on which the other begins.
        let aide = ("Aide", Some("2031-06"), Some("2032"));
        assert_eq!(post_on(&[envoy, aide], "2031").as_deref(), Some("then-Aide or then-Envoy"));
        let (chair, head) =
            (("Chair", Some("2020"), Some("2031-06-01")), ("Head", Some("2031-06-01"), None));
        assert_eq!(post_on(&[chair, head], "2031-06-01").as_deref(), Some("Head and then-Chair"));
        // In the month in which one ends or begins, either may be held on a day.
        assert_eq!(post_on(&[envoy, mayor], "2031-06-05").as_deref(), Some("Mayor or then-Envoy"));
        assert_eq!(post_on(&[envoy, mayor], "2030-06-05").as_deref(), Some("Mayor or then-Envoy"));
    }

    #[test]
    fn of_a_date_with_an_open_end_the_day_that_is_known_tells_the_post() {
        let (president, deputy) = (
            ("President", Some("2008-05-07"), Some("2012-05-07")),
            ("Deputy Chairman", Some("2020-01-16"), None),
        );
        let on = |said: &str| post_on(&[president, deputy], said);
        assert_eq!(on("../2026-01-26").as_deref(), Some("Deputy Chairman"));
        assert_eq!(on("/2026-01-26").as_deref(), Some("Deputy Chairman"));
        assert_eq!(on("../2010-01").as_deref(), Some("then President"));
        assert_eq!(on("../2015-01-01"), None);
        assert_eq!(on("2010-01-01/..").as_deref(), Some("then President"));
        assert_eq!(on("2011/2021").as_deref(), Some("Deputy Chairman or then-President"));
    }
}
