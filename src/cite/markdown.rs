//! The Markdown style: the words with a mark, and the footnote that stands behind them. Direct speech that is
//! printed without quotation marks is set as what it is, a block quotation.
//!
//! Owns the escaping of text for Markdown; the order of facts is [`super::note`]'s.

use super::note;
use super::reference::{Cited, Reference};
use crate::chronology::model::StatementKind;
use crate::words;

/// The words, an empty line, and their footnote, named by the record's id.
#[must_use]
pub fn render(reference: &Reference<'_>) -> String {
    let shown = match &reference.cited {
        Cited::Speech(words) if words.statement.kind == StatementKind::Block => {
            format!("> {}", escape(&words::beside_glyph(words.statement)))
        }
        Cited::Speech(words) => escape(&words::alone(words.statement)),
        Cited::Event(event) => escape(&event.title),
        Cited::Figure(figure) => escape(&figure.measured),
        Cited::Note(note) => escape(&note.text),
        Cited::Paragraph => escape(words::ARTICLE_TEXT),
        Cited::Source => {
            reference.prints.iter().map(|print| escape(&words::title(print.source))).collect()
        }
    };
    format!("{shown}[^{}]\n\n{}\n", reference.key, footnote(reference))
}

/// The footnote alone: `[^id]: …`, on one line.
#[must_use]
pub fn footnote(reference: &Reference<'_>) -> String {
    // Addresses are ASCII without blanks and angle brackets, which is what `<…>` takes.
    let text = note::sentences(reference, &escape, &|url| format!("<{url}>"));
    format!("[^{}]: {text}", reference.key)
}

/// The words after whose full stop pandoc puts a blank that does not break, changing what was said of a byte to one
/// of another; its own list of abbreviations.
const ABBREVIATIONS: &str = " aet. aetat. al. Apr. Aug. bk. Bros. c. Capt. cf. ch. chap. chs. Co. col. Corp. cp. d. \
    Dec. Dr. e.g. ed. eds. esp. f. fasc. Feb. ff. fig. fl. fol. fols. Fr. Gen. Gov. Hon. i.e. ill. Inc. incl. Jan. \
    Jr. Jul. Jun. Ltd. M.A. M.D. Mar. Mr. Mrs. Ms. n. n.b. nn. No. Nov. Oct. p. Ph.D. pp. Pres. Prof. pt. q.v. Rep. \
    Rev. s.v. s.vv. saec. sec. Sen. Sep. Sept. Sgt. Sr. St. univ. viz. vol. vs. ";

/// Escapes what Markdown would format, `CommonMark` and the usual extensions alike, and what a reader's smart
/// typography would change: straight quotation marks, runs of hyphens and of full stops. A backslash before ASCII
/// punctuation is that punctuation everywhere.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Whether only white space came before, and the first word behind it while it is one.
    let (mut blank, mut first) = (true, Some(String::new()));
    let mut chars = text.chars().peekable();
    let mut at = 0;
    let mut last = ' ';
    // The word that a full stop may abbreviate, with the full stops in it.
    let mut word = String::new();
    while let Some(c) = chars.next() {
        if c == '.' || c.is_alphanumeric() {
            word.push(c);
        } else {
            word.clear();
        }
        let abbreviates =
            c == '.' && chars.peek() == Some(&' ') && ABBREVIATIONS.contains(&format!(" {word} "));
        let joins = matches!(c, '-' | '.') && (last == c || chars.peek() == Some(&c));
        let begins = blank && "+-=>!(".contains(c);
        let signs = c == '(' && text.get(at + 1..).is_some_and(is_rest_of_sign);
        let numbers = matches!(c, '.' | ')') && first.as_deref().is_some_and(is_list_number);
        at += c.len_utf8();
        let names = c == ':' && text.get(at..).is_some_and(is_rest_of_emoji);
        if "\\`*_[]<>|#~$^&{}@\"'".contains(c)
            || joins
            || begins
            || numbers
            || abbreviates
            || names
            || signs
        {
            out.push('\\');
        }
        // An image is an exclamation mark before a bracket; the bracket is escaped already.
        out.push(c);
        blank = blank && c.is_whitespace();
        match &mut first {
            Some(word) if c.is_alphanumeric() => word.push(c),
            _ if !blank => first = None,
            _ => {}
        }
        last = c;
    }
    out
}

/// Whether a list may be numbered so: digits, a letter, roman numerals.
fn is_list_number(word: &str) -> bool {
    let all = |of: fn(char) -> bool| !word.is_empty() && word.chars().all(of);
    all(|c| c.is_ascii_digit())
        || (word.len() == 1 && all(|c| c.is_ascii_alphabetic()))
        || all(|c| "ivxlcdmIVXLCDM".contains(c))
}

/// Whether a text behind a colon is the rest of an emoji's name: `100:`.
fn is_rest_of_emoji(text: &str) -> bool {
    let name = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_+-".contains(c)));
    name.is_some_and(|end| end > 0 && text.get(end..).is_some_and(|rest| rest.starts_with(':')))
}

/// Whether a text behind a parenthesis is the rest of what some turn into a sign: `(c)`, `(R)`, `(tm)`.
fn is_rest_of_sign(text: &str) -> bool {
    let sign = text.split_once(')').map_or("", |(sign, _)| sign);
    ["c", "r", "p", "tm"].iter().any(|known| known.eq_ignore_ascii_case(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_markdown_formats_is_escaped() {
        assert_eq!(escape("[a](b) *c* _d_ `e` <f> g|h"), r"\[a\](b) \*c\* \_d\_ \`e\` \<f\> g\|h");
        assert_eq!(escape("- no list"), r"\- no list");
        assert_eq!(escape("1. no list, 2.5 as is"), r"1\. no list, 2.5 as is");
        assert_eq!(escape("# no heading"), r"\# no heading");
        assert_eq!(escape("a note (conflict), (C) and (TM)"), r"a note (conflict), \(C) and \(TM)");
        assert_eq!(escape("(1) no list"), r"\(1) no list");
        assert_eq!(escape("@smith says"), r"\@smith says", "a citation, to pandoc");
        assert_eq!(escape("well-known, “as it is” …"), "well-known, “as it is” …");
        assert_eq!(
            escape("\"free\" 5' a--b c..."),
            r#"\"free\" 5\' a\-\-b c\.\.\."#,
            "to smart typography"
        );
    }

    #[test]
    fn a_number_of_any_kind_begins_no_list() {
        for (text, escaped) in [
            ("II. Vatican Council", r"II\. Vatican Council"),
            ("a. x", r"a\. x"),
            ("iv) x", r"iv\) x"),
            ("B) x", r"B\) x"),
            (" 12. x", r" 12\. x"),
            ("It. is", "It. is"),
            ("ab. c", "ab. c"),
            ("x y. z", "x y. z"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn no_colon_makes_an_emoji() {
        for (text, escaped) in [
            ("5:100:3", r"5\:100:3"),
            (":smile: it", r"\:smile: it"),
            (":+1:", r"\:+1:"),
            ("at 10:05 on", "at 10:05 on"),
            ("a: b: c", "a: b: c"),
            ("a::b", "a::b"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn an_abbreviation_keeps_its_blank() {
        assert_eq!(
            escape("(Mr. X, e.g. Dr. Y) said no. Then"),
            r"\(Mr\. X, e.g\. Dr\. Y) said no. Then"
        );
    }

    #[test]
    fn what_smart_typography_changes_is_escaped() {
        assert_eq!(escape("\"free\" and 5' by 6\""), r#"\"free\" and 5\' by 6\""#);
        assert_eq!(escape("a -- b --- c-d"), r"a \-\- b \-\-\- c-d");
        assert_eq!(escape("and ... so. It's"), r"and \.\.\. so. It\'s");
    }

    proptest! {
        #[test]
        fn backslashes_taken_out_again_leave_the_text(text in "\\PC{0,40}") {
            let mut chars = escape(&text).chars().collect::<Vec<_>>().into_iter().peekable();
            let mut back = String::new();
            while let Some(c) = chars.next() {
                match (c, chars.peek()) {
                    ('\\', Some(next)) if next.is_ascii_punctuation() => back.extend(chars.next()),
                    _ => back.push(c),
                }
            }
            prop_assert_eq!(back, text);
        }
    }
}
