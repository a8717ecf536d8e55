//! Owns an article text that a reader holds, and how its paragraphs are counted. It must never
//! alter a word of what it was given; where the texts come from is in [`texts`].

pub mod texts;

pub use texts::{MAX_ARTICLE_BYTES, Texts, TextsError};

use std::path::Path;

use super::encoding::decode;
use super::model::SourceIx;
use crate::text::classes::steers_direction;
use crate::text::sanitise;

/// A mark of direction that only tells how to lay a text out. The overrides U+202D and U+202E are none.
fn is_direction_mark(c: char) -> bool {
    steers_direction(c) && !matches!(c, '\u{202D}' | '\u{202E}')
}

/// A paragraph of the article of a source, whether a record holds it or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Paragraph {
    /// The source.
    pub source: SourceIx,
    /// Its number, from 1.
    pub para: u32,
}

/// An article as a reader holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    paragraphs: Vec<String>,
    /// Where marks of direction stood: the paragraph, from 1, and the byte in it.
    direction_marks: Vec<(u32, usize)>,
    /// Where the first character is that is damaged.
    damage: Option<Box<TextsError>>,
}

impl Article {
    /// Reads an article from the bytes of its file, which messages call by this path; characters that are damaged
    /// become `�`.
    ///
    /// # Errors
    /// Bytes in another encoding than UTF-8: read as what they are not, they would print no words of anybody.
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Self, TextsError> {
        match decode(bytes.to_vec()) {
            Ok(text) => Ok(Self::from_text(&text)),
            Err(fault) if fault.encoding.is_none() => {
                let damage = Some(Box::new(TextsError::not_utf8(path, &fault)));
                Ok(Self { damage, ..Self::from_text(&String::from_utf8_lossy(bytes)) })
            }
            Err(fault) => Err(TextsError::not_utf8(path, &fault)),
        }
    }

    /// Reads an article from its text: a paragraph is a line that shows anything.
    ///
    /// A line ends at `\n`, `\r\n` or `\r`. The rarer separators (U+2028, form feed) do not end
    /// one, since the tools that people count lines with do not either; they become spaces.
    ///
    /// Marks of direction go, since right-to-left scripts need none to be shown; overrides, which can make a text
    /// read as another one, become `�`.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut article = Self::default();
        for line in text.split(['\n', '\r']) {
            let mut paragraph = String::with_capacity(line.len());
            let mut marks = Vec::new();
            for piece in line.split(is_direction_mark) {
                marks.push(paragraph.len());
                paragraph.push_str(&sanitise(piece).replace('\n', " "));
            }
            let shown = paragraph.trim();
            if shown.is_empty() {
                continue;
            }
            let indent = paragraph.len() - paragraph.trim_start().len();
            let (number, len) = (article.len() + 1, shown.len());
            // Before the first piece stood none, and at the ends they are beside the words.
            let inside = marks.iter().skip(1).filter_map(|at| at.checked_sub(indent));
            let inside = inside.filter(|at| *at <= len).map(|at| (number, at));
            article.direction_marks.extend(inside);
            let shown = shown.to_owned();
            article.paragraphs.push(shown);
        }
        article
    }

    /// Where marks of direction stood that are not shown: the paragraph, from 1, and the byte in it; in order.
    #[must_use]
    pub fn direction_marks(&self) -> &[(u32, usize)] {
        &self.direction_marks
    }

    /// A paragraph by its number, counted from 1 over the lines that are not empty. Safe to show,
    /// on one line, without white space at its ends; no-break spaces stay.
    #[must_use]
    pub fn paragraph(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.paragraphs.get(index).map(String::as_str)
    }

    /// Every paragraph with its number, in order.
    #[must_use]
    pub fn paragraphs(&self) -> impl DoubleEndedIterator<Item = (u32, &str)> + ExactSizeIterator {
        // Four MiB hold fewer lines than a u32 counts.
        self.paragraphs.iter().enumerate().map(|(i, text)| (i as u32 + 1, text.as_str()))
    }

    /// How many paragraphs there are; also the number of the last one.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.paragraphs.len() as u32
    }

    /// Whether there is no paragraph at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Where the first character is damaged that stands as `�`; `None` where none is.
    #[must_use]
    pub fn damage(&self) -> Option<&TextsError> {
        self.damage.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_lines_that_show_anything() {
        let article = Article::from_text(
            "\u{FEFF} Title \n\n \t \n\u{A0}\n\u{200B}\r\nOne\u{A0}two\r\n    Three\rFour\n",
        );
        let all: Vec<_> = article.paragraphs().collect();
        assert_eq!(all, [(1, "Title"), (2, "One\u{A0}two"), (3, "Three"), (4, "Four")]);
        assert_eq!(article.paragraph(2), Some("One\u{A0}two"));
        assert_eq!((article.paragraph(0), article.paragraph(5)), (None, None));
        assert_eq!((article.len(), article.damage()), (4, None));
    }

    #[test]
    fn rare_separators_do_not_renumber_paragraphs() {
        let article = Article::from_text("one\u{2028}still one\u{c}\ntwo\u{85}\n");
        assert_eq!(article.paragraph(1), Some("one still one"));
        assert_eq!(article.paragraph(2), Some("two"));
    }

    #[test]
    fn articles_are_harmless_on_screen() {
        let article = Article::from_text("\u{1b}]52;c;eA==\u{7} said \u{202E}so");
        assert_eq!(article.paragraph(1), Some("␛]52;c;eA==␇ said \u{FFFD}so"));
    }

    #[test]
    fn marks_of_direction_go_and_are_remembered() {
        let article = Article::from_text("x\n \u{200F}“\u{2067}שלום\u{2069}”\u{200F} \n\u{200E}\n");
        assert_eq!((article.len(), article.paragraph(2)), (2, Some("“שלום”")));
        assert_eq!(article.direction_marks(), [(2, 0), (2, 3), (2, 11), (2, 14)]);
    }

    #[test]
    fn a_damaged_character_is_flagged_and_another_encoding_refused() {
        let read = |bytes| Article::from_bytes("s.txt".as_ref(), bytes);
        let article = read(b"Oslo\nthe caf\xc3\xa9 said \xe2\x80 so").unwrap();
        assert_eq!(article.paragraph(2), Some("the café said \u{FFFD} so"));
        let damage = article.damage().unwrap().to_string();
        assert!(damage.starts_with("s.txt:2:15 is not UTF-8 here"), "{damage}");
        let fault = read(b"caf\xe9 said").unwrap_err().to_string();
        assert!(fault.starts_with("s.txt:1:4 is not UTF-8; it looks like Latin-1"), "{fault}");
    }
}
