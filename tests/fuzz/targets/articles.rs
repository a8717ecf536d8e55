//! Articles, and words that are held against them.

use startline::chronology::article::Article;
use startline::chronology::verify::quote::{
    ArticlePrint, PrintedAs, Quotation, Verdict, nearest, verify,
};

use startline::text::sanitise_line;

use super::random::{LETTERS, Random};

/// What articles and quotations are made of.
const PRINT: [&str; 44] = [
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "„",
    "「",
    "」",
    "(",
    ")",
    "[",
    "]",
    "[sic]",
    "[…]",
    "…",
    "...",
    ". . .",
    "—",
    "-",
    "-\n",
    ",",
    ".",
    ". ",
    " ",
    "  ",
    "\u{a0}",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "not ",
    "1,550 ",
    "the ",
    "treaty ",
    "We ",
    "do ",
    "agree",
    "said ",
    "Москва ",
    "条約",
    "\u{200f}",
];

fn words(random: &mut Random, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..random.below(most) {
        text += &random.text(&PRINT, 4);
        text += &random.text(&LETTERS, 2);
    }
    text
}

/// Between an article and the words, in the files of the corpus.
const BETWEEN: &str = "\n=====\n";

pub fn article(random: &mut Random) {
    let print = words(random, 24);
    if random.below(8) == 0 {
        // Cut at any byte, as a download is.
        let bytes = print.as_bytes();
        let _ = Article::from_bytes("s.txt".as_ref(), &bytes[..random.below(bytes.len() + 1)]);
    }
    // Words of the article, from anywhere to anywhere, and as editors leave them.
    let at = print.floor_char_boundary(random.below(print.len() + 1));
    let end = print.floor_char_boundary((at + random.below(80)).min(print.len())).max(at);
    let mut quoted = print[at..end].to_owned();
    for _ in 0..random.below(3) {
        let at = quoted.floor_char_boundary(random.below(quoted.len() + 1));
        quoted.insert_str(at, &(random.text(&PRINT, 1) + &random.text(&LETTERS, 1)));
    }
    hold(&[&*print, BETWEEN, &*quoted].concat());
}

/// Where words are found they stand, letter for letter where the verdict says so.
pub fn hold(case: &str) {
    let (print, quoted) = case.split_once(BETWEEN).unwrap_or((case, case));
    // As a dataset's texts are when they have been read.
    let quoted = &sanitise_line(quoted);
    let article = Article::from_text(print);
    let printed = ArticlePrint::of(&article);
    for printed_as in [PrintedAs::Quoted, PrintedAs::Block] {
        for para in [0, 1, 2, article.len(), u32::MAX] {
            let (finding, places) = verify(&printed, para, &Quotation::new(quoted, printed_as));
            if let Some(found) = finding.found_para {
                assert!((1..=article.len()).contains(&found), "{case:?}");
            }
            let stretches: Vec<&str> = (places.iter())
                .map(|place| article.paragraph(place.para).and_then(|p| p.get(place.range.clone())))
                .map(|stretch| stretch.unwrap_or_else(|| panic!("no place: {case:?}")))
                .collect();
            assert!(stretches.iter().all(|stretch| !stretch.is_empty()), "{case:?}");
            assert!(!(finding.verdict.is_verified() && places.is_empty()), "{case:?}");
            if let (Verdict::Exact, [stretch]) = (finding.verdict, &*stretches) {
                let letters = |text: &str| {
                    let plain = Article::from_text(text);
                    let words = plain.paragraph(1).unwrap_or_default().split_whitespace();
                    words.collect::<Vec<_>>().join(" ")
                };
                assert_eq!(letters(stretch), letters(quoted), "{case:?}");
            }
        }
    }
    let _ = nearest(&article, 1, quoted);
}
