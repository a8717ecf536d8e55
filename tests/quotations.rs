//! The quotations of the five articles that the chronology begins with, and what is told of those
//! articles in other words, held against the articles where a developer has them beside the
//! repository. Elsewhere there is nothing to hold them against.

use startline::chronology::article::Texts;
use startline::chronology::load::shipped;
use startline::chronology::model::StatementKind;
use startline::chronology::verify::quote::{ArticlePrint, PrintedAs, Quotation, Verdict, verify};
use startline::text::segmentation::segments;
use std::path::Path;

#[test]
fn every_quotation_is_printed_where_it_is_said_to_be() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    let Ok(texts) = Texts::open(&dir) else {
        return;
    };
    for &(source, para, mark, text) in QUOTATIONS {
        let article = texts.article(source).unwrap().unwrap();
        let print = ArticlePrint::of(&article);
        let status = |para, text: &str| verify(&print, para, &Quotation::new(text, mark)).0.verdict;
        assert_eq!(status(para, text), Verdict::Exact, "{text}");
        for changed in mutations(text) {
            assert_eq!(status(para, &changed), Verdict::Differs, "{changed}");
        }
        // The abstract in the third paragraph repeats the fifth.
        let repeats =
            |other| source == "sputnik-2025-11-09" && [3, 5] == [para.min(other), para.max(other)];
        for other in (0..=article.len() + 1).filter(|&other| other != para && !repeats(other)) {
            assert_eq!(status(other, text), Verdict::WrongPara, "{text}");
        }
    }
}

/// Reported speech and summaries are the dataset's own words: of the article they share seven in a row at most.
#[test]
fn what_is_reported_is_told_in_other_words() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    let Ok(texts) = Texts::open(&dir) else {
        return;
    };
    let c = shipped().chronology;
    let mut held = 0;
    for source in c.sources() {
        let Some(article) = texts.article(&source.id).unwrap() else { continue };
        held += 1;
        let article: Vec<&str> = article.paragraphs().map(|(_, text)| text).collect();
        let article = words(&article.join("\n"));
        let reported = c.statements().iter().filter(|statement| {
            statement.kind == StatementKind::Reported && c.source(statement.source).id == source.id
        });
        let told = reported.map(|statement| &*statement.text).chain(source.summary.as_deref());
        for text in told {
            let run = longest_run(&words(text), &article);
            assert!(run <= 7, "{run} words in a row are those of {}: {text}", source.id);
        }
    }
    assert_eq!(held, 5, "the five articles are all in the dataset");
}

#[test]
fn words_in_a_row_are_counted() {
    let article =
        words("The harbour, says Ada, stays open until the ice is gone. No more was said.");
    for (text, run) in [
        ("It stays OPEN until the ice breaks", 5),
        ("the ice; the harbour", 2),
        ("Nothing of it", 0),
        ("the ice is gone no more was said", 8),
        ("", 0),
    ] {
        assert_eq!(longest_run(&words(text), &article), run, "{text}");
    }
}

/// The words of a text in small letters, without what stands between them.
fn words(text: &str) -> Vec<String> {
    segments(text).filter(|s| s.is_word).map(|s| text[s.range].to_lowercase()).collect()
}

/// How many words in a row the two share at most.
fn longest_run(text: &[String], article: &[String]) -> usize {
    let run_at = |a: usize, b: usize| {
        text[a..].iter().zip(&article[b..]).take_while(|(one, other)| one == other).count()
    };
    let starts = (0..text.len()).flat_map(|a| (0..article.len()).map(move |b| (a, b)));
    starts.map(|(a, b)| run_at(a, b)).max().unwrap_or(0)
}

/// The text with each comma, full stop and digit changed, and now and then a word.
fn mutations(text: &str) -> Vec<String> {
    let with = |start: usize, new: &str, end: usize| [&text[..start], new, &text[end..]].concat();
    let words = segments(text).filter(|segment| segment.is_word).step_by(7);
    let words = words.map(|segment| with(segment.range.start, "zebra", segment.range.end));
    let marks = text.char_indices().filter_map(|(at, c)| match c {
        ',' | '.' => Some(with(at, "", at + 1)),
        '0'..='9' => Some(with(at, if c == '0' { "1" } else { "0" }, at + 1)),
        _ => None,
    });
    words.chain(marks).collect()
}

const QUOTATIONS: &[(&str, u32, PrintedAs, &str)] = &[
    (
        "sputnik-2025-11-09",
        3,
        PrintedAs::Quoted,
        "There has been no substantive response from Washington yet. As we were told through \
         diplomatic channels 'the matter is under consideration,'",
    ),
    (
        "sputnik-2025-11-09",
        5,
        PrintedAs::Quoted,
        "There has been no substantive response from Washington yet. As we were told through \
         diplomatic channels ‘the matter is under consideration,’",
    ),
    ("sputnik-2025-11-09", 3, PrintedAs::Quoted, "the matter is under consideration,"),
    (
        "sputnik-2025-11-09",
        7,
        PrintedAs::Quoted,
        "The constructive initiative put forward by President Putin in the post-New START sphere \
         speaks for itself. It has no hidden agenda and is extremely easy to understand. Its \
         practical implementation will not require any specific additional efforts. Therefore, we \
         see no need for in-depth discussion of our idea,",
    ),
    (
        "sputnik-2025-11-09",
        10,
        PrintedAs::Quoted,
        "We are not going to persuade anyone. We believe that our act meets the interests of both \
         parties and the entire international community. We are prepared for any developments. \
         However, we hope that the outcome will be positive,",
    ),
    (
        "pravda-2025-09-22",
        7,
        PrintedAs::Quoted,
        "After February 5, 2026, Russia is ready to continue adhering for one year to the central \
         quantitative limits under START. We believe this measure will only be viable if the \
         United States acts similarly and does not take steps that could undermine or disrupt the \
         existing balance of deterrent potentials,",
    ),
    (
        "pravda-2025-09-22",
        9,
        PrintedAs::Quoted,
        "I believe implementing Russia’s initiative could make a significant contribution to \
         creating an atmosphere conducive to strategic dialogue with the US,",
    ),
    (
        "pravda-2025-09-22",
        13,
        PrintedAs::Quoted,
        "sit at the negotiating table to steer the world away from nuclear catastrophe.",
    ),
    (
        "tass-2026-02-05",
        2,
        PrintedAs::Quoted,
        "In the current circumstances, we assume that the parties to the New START are no longer \
         bound by any obligations or symmetrical declarations in the context of the treaty, \
         including its core provisions, and are in principle free to choose their next steps. In \
         doing so, the Russian Federation intends to act responsibly and in a balanced manner, \
         developing its policy in the field of strategic offensive arms on the basis of a \
         thorough analysis of the US military policy and the overall situation in the strategic \
         sphere,",
    ),
    (
        "tass-2026-02-05",
        3,
        PrintedAs::Quoted,
        "However, no formal official response from the United States with regard to the Russian \
         initiative has been received through bilateral channels. Public comments from the \
         American side also give no reason to conclude that Washington is ready to follow the \
         course of action in the field of strategic offensive arms proposed by the Russian \
         Federation. In fact, it means that our ideas have been deliberately left unanswered,",
    ),
    (
        "tass-2026-02-05",
        4,
        PrintedAs::Quoted,
        "From a practical point of view, our country considers such developments as a fact that \
         must be taken into account when determining further Russian policy in this area,",
    ),
    (
        "tass-2026-02-05",
        5,
        PrintedAs::Quoted,
        "take decisive military-technical measures to counter potential additional threats to the \
         national security.",
    ),
    (
        "tass-2026-02-05",
        5,
        PrintedAs::Quoted,
        "At the same time, our country remains open to seeking political and diplomatic ways to \
         comprehensively stabilize the strategic situation on the basis of equal and mutually \
         beneficial dialogue solutions, if the appropriate conditions for such cooperation are \
         shaped ,",
    ),
    (
        "sputnik-2020-10-27",
        6,
        PrintedAs::Quoted,
        "We said and continue to say that any agreement in this area is possible only where both \
         interests are balanced, as a certain compromise. We are ready for this but see no \
         indication that the US side is prepared to compromise. Therefore we conclude that \
         attaining basic agreement in the present segment is, to put it mildly, doubtful",
    ),
    (
        "sputnik-2020-10-27",
        8,
        PrintedAs::Quoted,
        "We are having vigorous talks with the US on these issues. The signs we are getting from \
         them disappoint us. The Americans do not seem to understand that we cannot implement \
         proposals, when the US, rather than making requests, keeps piling on demand after demand",
    ),
    ("sputnik-2020-10-27", 11, PrintedAs::Quoted, "nothing bad will happen"),
    ("sputnik-2020-10-27", 11, PrintedAs::Quoted, "non-starter"),
    (
        "unn-2026-02-04",
        2,
        PrintedAs::Block,
        "On February 5, 2026, the life cycle of the Russian-American Treaty on Measures for the \
         Further Reduction and Limitation of Strategic Offensive Arms, signed by the parties on \
         April 8, 2010, which entered into force on February 5, 2011, and was extended for a \
         five-year period in February 2021 based on the corresponding one-time opportunity \
         embedded in this agreement, finally concludes.",
    ),
    (
        "unn-2026-02-04",
        4,
        PrintedAs::Block,
        "This measure was forced and became an inevitable reaction of the Russian side to the \
         extremely hostile policy of the Joe Biden administration, which led to a fundamental \
         change in circumstances in the security sphere, as well as to a number of illegitimate \
         steps by Washington in the context of specific provisions of the New START Treaty, which \
         collectively was qualified as a material breach incompatible with the further full \
         implementation of the treaty.",
    ),
    (
        "unn-2026-02-04",
        6,
        PrintedAs::Block,
        "On September 22, 2025, President Putin publicly put forward an initiative for the \
         parties to the New START Treaty to adopt voluntary self-restrictions on observing the \
         \"ceilings\" enshrined in the treaty at the level of relevant armaments for at least one \
         year after the termination of the said agreement. However, no formalized official \
         reaction from the United States to the Russian initiative through bilateral channels was \
         ever received. Public comments from the American side also provide no grounds to \
         conclude that Washington is ready to adhere to the course of action in the field of \
         START proposed by Russia. In essence, it means that our ideas are deliberately left \
         unanswered. Such an approach seems erroneous and regrettable.",
    ),
];
