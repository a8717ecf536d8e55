//! The speed and size of the search, beside its peers on the same lines in the same run.
//!
//! `cargo bench --bench search [-- SIZE…] [--quick] [--alone] [--long]` generates statements with word frequencies
//! after Zipf (1,000, 100,000 and 1,000,000 of them unless told otherwise), and prints what building the index
//! takes, what it holds per statement, and per kind of query the time of a key: every prefix of the query
//! is searched as it would be typed, and the keys that end in near matches are also told for themselves. Beside
//! it, as ratios: `SkimMatcherV2` over whole statements on all processors, and `fzf --filter` where it is
//! installed (its reading of the lines included); neither where it is to run alone. Then what complaints and
//! completion take where each of ten thousand statements, and of a hundred thousand, has a source of its own, as
//! shares of the longest key of an exact search there: the number of names is not felt. Last, and alone with
//! `--long`, what queries of five hundred terms take in all that is done with a query.
//!
//! Times alone say little across machines; the ratios do.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "times and shares are estimates"
)]

mod datasets;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use chrono::NaiveDate;
use datasets::Dice;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use startline::chronology::date::Edtf;
use startline::chronology::model::{
    FileIx, Location, Meta, RecordIx, Source, SourceIx, SourceKind, Speaker, SpeakerIx, Statement,
};
use startline::chronology::tables::Record;
use startline::chronology::{Chronology, Records};
use startline::search::{Field, Index, Near, Query, ReaderState, Searcher};

/// What is typed, by kind.
const QUERIES: [(&str, &str); 12] = [
    ("one letter", "e"),
    ("a word", "treaty"),
    ("three words", "nuclear treaty limits"),
    ("a typo", "moratorum"),
    ("a phrase", "\"united states\""),
    ("no match", "zzqqxx"),
    ("a sentence", "the treaty limits will remain in force"),
    ("wrong word", "moratorium reciprocity"),
    ("two wrong", "reciprocity nuclear moratorium limits treaty"),
    ("question", "what did they say about the moratorium reciprocity"),
    ("misquoted", "\"treaty limits would remain at force\""),
    ("common words", "\"the water of our people had gone like the day\""),
];

/// What is typed into fields and completed, by kind; `*` stands for ten thousand letters.
const NAMED: [(&str, &str); 8] = [
    ("no such id", "id:statement-zz99"),
    ("no such source", "source:zzqqxxy"),
    ("a source", "source:source-77"),
    ("a slip", "source:moratorim"),
    ("a title", "title:treaty"),
    ("a field alone", "source:"),
    ("long value", "source:*"),
    ("long word", "*"),
];

/// The commonest words, so that the texts are as long as English ones.
const COMMON: &str = "the of and to in a is that for it was on are as with his they be at one have this from or had by \
     hot but some what there we can out other were all your when up use word how said an each she which do their time \
     if will way about many then them would write like so these her long make thing see him two has look more day could \
     go come did my sound no most number who over know water than call first people may down side been now find any new \
     work part take get place made live where after back little only round man year came show every good me give our \
     under name very through just form much great think say help low line before turn cause same mean differ move right \
     boy old too does tell set three want air well also play small end put home read hand port large spell add even land \
     here must big high such follow act why ask men change went light kind off need house picture try us again animal";

/// Words that the queries need, each at about the rank that English gives it.
const KNOWN: [(usize, &str); 9] = [
    (240, "states"),
    (245, "united"),
    (280, "force"),
    (340, "treaty"),
    (400, "nuclear"),
    (520, "remain"),
    (620, "limits"),
    (4_000, "moratorium"),
    (5_500, "reciprocity"),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes: Vec<usize> =
        arguments.iter().filter_map(|a| a.replace('_', "").parse().ok()).collect();
    if sizes.is_empty() {
        let quick = arguments.iter().any(|a| a == "--quick");
        sizes = if quick { vec![1_000, 20_000] } else { vec![1_000, 100_000, 1_000_000] };
    }
    let alone = arguments.iter().any(|a| a == "--alone");
    if arguments.iter().any(|a| a == "--long") {
        measure_long(100_000);
        return;
    }
    for size in sizes {
        measure(size, alone);
    }
    // Ten times the names must not cost ten times as much.
    for names in [10_000, 100_000] {
        measure_names(names);
    }
    measure_long(100_000);
}

fn measure(size: usize, alone: bool) {
    let c = chronology(size, (size / 12).clamp(5, 40_000));
    let characters: usize = c.statements().iter().map(|s| s.text.len()).sum();
    let started = Instant::now();
    let index = Index::build(&c);
    let built = started.elapsed();
    println!(
        "\n{size} statements of {} characters on average, {} distinct words",
        characters / size.max(1),
        index.vocabulary()
    );
    println!(
        "index: built in {:.3} s, {:.1} MB, {} bytes a statement beyond the text",
        built.as_secs_f64(),
        index.bytes() as f64 / 1e6,
        index.bytes() / size.max(1)
    );
    let lines = lines(&c);
    let joined = lines.join("\n");
    println!(
        "{:<12} {:>9} {:>8} {:>8} {:>8} {:>9} {:>7} {:>9} {:>7}",
        "query", "hits", "p50 ms", "p99 ms", "last ms", "skim ms", "ratio", "fzf ms", "ratio"
    );
    let (mut all, mut near) = (Vec::new(), Vec::new());
    for (kind, text) in QUERIES {
        let (mut keys, last, hits) = typed(&index, &c, text, &mut near);
        let skim = if alone { f64::NAN } else { skim(&lines, text) };
        let fzf = if alone { None } else { fzf(&joined, text) };
        all.extend_from_slice(&keys);
        keys.sort_by(f64::total_cmp);
        let mut row = format!(
            "{kind:<12} {hits:>9} {:>8.2} {:>8.2} {last:>8.2} {skim:>9.1} {:>6.0}x",
            at(&keys, 0.5),
            at(&keys, 0.99),
            skim / last
        );
        match fzf {
            Some(fzf) => {
                let _ = write!(row, " {fzf:>9.1} {:>6.0}x", fzf / last);
            }
            None => row.push_str("         -       -"),
        }
        println!("{row}");
    }
    let [exact, near] = [&mut all, &mut near].map(|keys| {
        keys.sort_by(f64::total_cmp);
        [0.5, 0.99, 1.0].map(|part| at(keys, part))
    });
    let told = |[p50, p99, worst]: [f64; 3]| {
        format!("p50 {p50:.2} ms, p99 {p99:.2} ms, worst {worst:.2} ms")
    };
    println!("exact keys   {}", told(exact));
    let [p50, p99, _] = [0, 1, 2].map(|i| near[i] / exact[i]);
    println!("near keys    {}; {p50:.1} and {p99:.1} times the exact ones", told(near));
}

/// What complaints and completion take of a key, where every statement has a source of its own.
fn measure_names(size: usize) {
    let c = chronology(size, size);
    let index = Index::build(&c);
    let reader = ReaderState::plain(NaiveDate::default());
    let longest = QUERIES.iter().filter(|(kind, _)| ["a word", "three words"].contains(kind));
    let keys = longest.flat_map(|(_, text)| typed(&index, &c, text, &mut Vec::new()).0);
    let exact = keys.fold(0.0, f64::max);
    let started = Instant::now();
    index.order_names(&c);
    println!(
        "\n{size} names, put in order in {:.0} ms, {:.1} MB; the longest key of an exact search takes {exact:.2} ms",
        started.elapsed().as_secs_f64() * 1e3,
        index.bytes_of_names() as f64 / 1e6
    );
    println!(
        "{:<15} {:>12} {:>7} {:>12} {:>7} {:>9}",
        "typed", "complaint ms", "share", "complete ms", "share", "search ms"
    );
    for (kind, text) in NAMED {
        let text = text.replace('*', &"letters".repeat(1_430));
        let query = Query::parse(&text);
        let complaint = best(|| index.complaints(&c, &query, reader.day).len());
        let completion = best(|| index.complete(&c, &reader, &text, text.len()).len());
        let search = best(|| Searcher::new().search(&index, &c, &query, &reader, 200).total);
        println!(
            "{kind:<15} {complaint:>12.2} {:>6.1}x {completion:>12.2} {:>6.1}x {search:>9.2}",
            complaint / exact,
            completion / exact
        );
    }
}

/// Queries of many terms, by kind.
fn long_queries() -> Vec<(&'static str, String)> {
    const TERMS: usize = 500;
    let words = vocabulary(&mut Dice(20_260_205));
    let word = |at: usize| &words[6_000 + at * 37];
    let common = |at: usize| &words[at % 400];
    let slip = |at: usize| {
        let (begins, ends) = word(at).split_at(2);
        format!("{begins}q{ends}")
    };
    let each = |of: &dyn Fn(usize) -> String| (0..TERMS).map(of).collect::<Vec<_>>();
    vec![
        ("words", each(&|at| word(at).clone()).join(" ")),
        ("slips", each(&slip).join(" ")),
        ("without", each(&|at| format!("-{}", word(at))).join(" ")),
        ("- common", each(&|at| format!("-{}", common(at))).join(" ")),
        ("- phrases", each(&|at| format!("-\"{} {}\"", common(at), common(at + 7))).join(" ")),
        ("OR", each(&|at| word(at).clone()).join(" OR ")),
        ("OR slips", each(&slip).join(" OR ")),
        ("fields", each(&|at| format!("speaker:{}", slip(at))).join(" ")),
        ("- fields", each(&|at| format!("-speaker:{}", slip(at))).join(" ")),
        ("values", format!("source:{}", each(&slip).join(","))),
        ("ids", each(&|at| format!("-id:{}", slip(at))).join(" ")),
        ("dates", each(&|at| format!("-said:{}", 1500 + at)).join(" ")),
        ("groups", each(&|at| format!("-({} {})", word(at), common(at))).join(" ")),
        ("OR groups", each(&|at| format!("({} {})", word(at), common(at))).join(" OR ")),
        ("deep", format!("{}treaty{}", "a OR (".repeat(TERMS), ")".repeat(TERMS))),
        ("a passage", format!("\"{}\"", each(&|at| common(at).clone()).join(" "))),
        ("a long word", "letters".repeat(1_430)),
    ]
}

/// What all that is done with a query of many terms takes: a person types none, but a program may, and a paste.
fn measure_long(size: usize) {
    let c = chronology(size, size);
    let index = Index::build(&c);
    index.order_names(&c);
    let reader = ReaderState::plain(NaiveDate::default());
    println!(
        "\n{size} statements, queries of many terms\n{:<12} {:>8} {:>9} {:>12} {:>11} {:>8}",
        "kind", "hits", "search ms", "complaint ms", "complete ms", "light ms"
    );
    for (kind, text) in long_queries() {
        let query = Query::parse(&text);
        let mut total = 0;
        let search = best(|| {
            total = Searcher::new().search(&index, &c, &query, &reader, 200).total;
        });
        let complaint = best(|| index.complaints(&c, &query, reader.day).len());
        let completion = best(|| index.complete(&c, &reader, &text, text.len()).len());
        let light = best(|| {
            let lights = index.highlighter(&query, Near::Near);
            lights.light("The treaty limits will remain in force", Field::Text).len()
        });
        println!(
            "{kind:<12} {total:>8} {search:>9.2} {complaint:>12.2} {completion:>11.2} {light:>8.2}"
        );
    }
}

/// Milliseconds of the quickest of three times.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let times = (0..3).map(|_| {
        let started = Instant::now();
        std::hint::black_box(work());
        started.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::MAX, f64::min)
}

/// The value below which the share `part` of the sorted `times` lies.
fn at(times: &[f64], part: f64) -> f64 {
    let place = ((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1));
    times.get(place).copied().unwrap_or(0.0)
}

/// Milliseconds per key over five rounds of typing, those of the last key at best, and the hits. Of the keys
/// that end in near matches they go to `near`.
fn typed(index: &Index, c: &Chronology, text: &str, near: &mut Vec<f64>) -> (Vec<f64>, f64, usize) {
    let reader = ReaderState::plain(NaiveDate::default());
    let (mut keys, mut last, mut hits) = (Vec::new(), f64::MAX, 0);
    for _ in 0..5 {
        let mut searcher = Searcher::new();
        for end in 1..=text.len() {
            let query = Query::parse(&text[..end]);
            let started = Instant::now();
            let found = searcher.search(index, c, &query, &reader, 200);
            let took = started.elapsed().as_secs_f64() * 1e3;
            let exact = found.ranked.first().is_none_or(|hit| hit.near == Near::Exact);
            if exact {
                keys.push(took);
            } else {
                near.push(took);
            }
            if end == text.len() {
                (last, hits) = (last.min(took), found.total);
            }
        }
    }
    (keys, last, hits)
}

/// Milliseconds of whole-statement Skim on all processors, scores and order included.
fn skim(lines: &[String], text: &str) -> f64 {
    let matcher = SkimMatcherV2::default().ignore_case();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let started = Instant::now();
    let mut scored: Vec<(i64, usize)> = std::thread::scope(|scope| {
        let chunk = lines.len().div_ceil(threads).max(1);
        let workers: Vec<_> = (lines.chunks(chunk).enumerate())
            .map(|(at, lines)| {
                let matcher = &matcher;
                scope.spawn(move || {
                    let scores = lines.iter().enumerate();
                    scores
                        .filter_map(|(i, line)| {
                            Some((matcher.fuzzy_match(line, text)?, at * chunk + i))
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|w| w.join().unwrap_or_default()).collect()
    });
    scored.sort_unstable_by_key(|(score, _)| std::cmp::Reverse(*score));
    std::hint::black_box(scored);
    started.elapsed().as_secs_f64() * 1e3
}

/// Milliseconds of `fzf --filter` on the lines; `None` where it is not installed.
fn fzf(lines: &str, text: &str) -> Option<f64> {
    let started = Instant::now();
    let mut child = Command::new("fzf")
        .args(["--filter", text])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(lines.as_bytes()).ok()?;
    child.wait().ok()?;
    Some(started.elapsed().as_secs_f64() * 1e3)
}

fn lines(c: &Chronology) -> Vec<String> {
    let line = |at: usize| match c.record(RecordIx::from(at)) {
        Record::Statement(s) => {
            let s = c.statement(s);
            format!("{}: {}", s.speaker.map_or("", |s| &c.speaker(s).name), s.text)
        }
        Record::Event(e) => c.event(e).title.to_string(),
    };
    (0..c.records.len()).map(line).collect()
}

/// Words by rank: short ones first, as in a language, made of syllables.
fn vocabulary(dice: &mut Dice) -> Vec<String> {
    const STARTS: [&str; 26] = [
        "a", "be", "co", "de", "e", "fa", "ge", "ha", "in", "ju", "ki", "le", "mo", "na", "o",
        "pre", "re", "sta", "tra", "un", "vi", "we", "ex", "ser", "pro", "con",
    ];
    const MIDDLES: [&str; 22] = [
        "ri", "ta", "ne", "lo", "mi", "se", "ver", "po", "cu", "di", "ga", "ma", "ti", "ro", "la",
        "ni", "vo", "ble", "ster", "pen", "ca", "du",
    ];
    const ENDS: [&str; 20] = [
        "n", "r", "s", "t", "ed", "ing", "ion", "al", "er", "ment", "y", "ly", "ers", "ness",
        "ity", "ate", "ive", "es", "d", "e",
    ];
    let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
    while words.len() < 100_000 {
        let syllables = match words.len() {
            0..=300 => 0,
            301..=6_000 => 1,
            6_001..=40_000 => 2,
            _ => 3,
        };
        let mut word = STARTS[dice.below(STARTS.len())].to_owned();
        for _ in 0..syllables + dice.below(2) {
            word.push_str(MIDDLES[dice.below(MIDDLES.len())]);
        }
        word.push_str(ENDS[dice.below(ENDS.len())]);
        if known.insert(word.clone()) {
            words.push(word);
        }
    }
    for (rank, word) in KNOWN {
        word.clone_into(&mut words[rank]);
    }
    words
}

/// A statement of about thirty-five words and 240 characters, as long as those of the corpora that the
/// engine was measured on. A few say what the queries ask for.
fn text(dice: &mut Dice, words: &[String]) -> String {
    let length = 10 + dice.below(25) + dice.below(26);
    let mut text = String::with_capacity(length * 7);
    for at in 0..length {
        // The rank of a word after Zipf: its inverse is uniform in the logarithm.
        let rank = (words.len() as f64).powf(dice.share()) as usize - 1;
        let word = &words[rank.min(words.len() - 1)];
        let pair = word == "united" || (word == "states" && dice.below(3) == 0);
        if at > 0 {
            text.push_str(if dice.below(14) == 0 { ", " } else { " " });
        }
        if pair {
            text.push_str("United States");
        } else if at == 0 || dice.below(12) == 0 {
            let mut letters = word.chars();
            text.extend(letters.next().map(|c| c.to_ascii_uppercase()));
            text.push_str(letters.as_str());
        } else {
            text.push_str(word);
        }
    }
    match dice.below(4_000) {
        0 => text.push_str(", the treaty limits will remain in force"),
        1 | 2 => text.push_str(" under the nuclear treaty limits"),
        _ => {}
    }
    text.push('.');
    text
}

/// A chronology of so many statements and sources.
fn chronology(size: usize, sources: usize) -> Chronology {
    let mut dice = Dice(20_260_205);
    let words = vocabulary(&mut dice);
    let location = Location { file: FileIx::FIRST, line: 1, at: 0 };
    let name = |dice: &mut Dice| {
        let mut letters = words[2_000 + dice.below(60_000)].clone();
        letters[..1].make_ascii_uppercase();
        letters
    };
    let people = (size / 50).clamp(5, 6_000);
    let days = 6_000;
    let mut records = Records::default();
    for at in 0..people {
        let full = format!("{} {}", name(&mut dice), name(&mut dice));
        let id = format!("speaker-{at}");
        records.speakers.push(Speaker { location, ..Speaker::new(&id, &full) });
    }
    let outlets: Vec<String> = (0..24).map(|_| format!("{} News", name(&mut dice))).collect();
    for at in 0..sources {
        let day = NaiveDate::from_num_days_from_ce_opt(
            733_000 + i32::try_from(dice.below(days)).unwrap_or(0),
        );
        let (id, outlet) = (format!("source-{at}"), &outlets[dice.below(24)]);
        records.sources.push(Source {
            published: day.map(Edtf::of_day),
            title: (sources == size)
                .then(|| text(&mut dice, &words).chars().take(50).collect::<String>().into()),
            location,
            ..Source::new(&id, SourceKind::News, outlet)
        });
    }
    for at in 0..size {
        let source = if sources == size { at } else { dice.below(sources) };
        let speaker = SpeakerIx::from(dice.below(people));
        records.statements.push(Statement {
            para: Some(1),
            speaker: Some(speaker),
            said: records.sources[source].published.clone(),
            location,
            ..Statement::new(
                &format!("statement-{at}"),
                SourceIx::from(source),
                &text(&mut dice, &words),
            )
        });
    }
    Chronology::new(Meta::default(), Vec::new(), records)
}
