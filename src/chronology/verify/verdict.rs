//! Owns what can be said of a quotation: the verdicts, the practices of editors that they name, the reasons of a
//! refusal. It decides none of them.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use std::fmt;

/// The verdict on a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Printed so, but for white space.
    Exact,
    /// Printed so, but for quotation marks, dashes, ellipses, ligatures and the like.
    Typographic,
    /// The parts around its ellipses are printed in order.
    Elided,
    /// Words in brackets are the editor's; the others are printed.
    Bracketed,
    /// Printed so, but for the case of the first letter.
    Capital,
    /// Printed so; `[sic]` is the editor's.
    Sic,
    /// Printed so, but for the stop or comma at the closing mark.
    Stop,
    /// Printed so, over several paragraphs.
    Joined,
    /// Printed so; a word is broken at the end of a line.
    Hyphen,
    /// A translation; the original words given beside it are printed.
    OwnTranslation,
    /// Printed nowhere in the article as the record has it.
    Differs,
    /// There is no text to hold it against, or none that can be read.
    NoText,
    /// Printed, but in another paragraph than the one named.
    WrongPara,
}

impl Verdict {
    /// Every verdict, in the order of a report.
    pub const ALL: [Self; 13] = [
        Self::Exact,
        Self::Typographic,
        Self::Elided,
        Self::Bracketed,
        Self::Capital,
        Self::Sic,
        Self::Stop,
        Self::Joined,
        Self::Hyphen,
        Self::OwnTranslation,
        Self::Differs,
        Self::NoText,
        Self::WrongPara,
    ];

    /// Whether the words stand in the paragraph that the record names, but for practices that are named.
    #[must_use]
    pub fn is_verified(self) -> bool {
        !matches!(self, Self::Differs | Self::NoText | Self::WrongPara)
    }
}

/// A practice of editors by which honest quotations differ from print, the lightest first: the verdict names the
/// weightiest that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Practice {
    /// Marks, dashes, ligatures and the like are set otherwise.
    Typographic,
    /// A word is broken at the end of a line, here or in print.
    Hyphen,
    /// A quotation over several paragraphs is given in one.
    Joined,
    /// A stop or comma at the closing mark is left out, or one stands for the other.
    Stop,
    /// The first letter is a capital, or is none.
    Capital,
    /// `[sic]` was added.
    Sic,
    /// Words or letters in brackets were put in, or stand for others.
    Bracketed,
    /// Words were left out at an ellipsis.
    Elided,
    /// The words are a translation, given with its original.
    OwnTranslation,
}

impl Practice {
    /// Every practice, the lightest first.
    pub const ALL: [Self; 9] = [
        Self::Typographic,
        Self::Hyphen,
        Self::Joined,
        Self::Stop,
        Self::Capital,
        Self::Sic,
        Self::Bracketed,
        Self::Elided,
        Self::OwnTranslation,
    ];

    /// The verdict where this is the weightiest.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Typographic => Verdict::Typographic,
            Self::Hyphen => Verdict::Hyphen,
            Self::Joined => Verdict::Joined,
            Self::Stop => Verdict::Stop,
            Self::Capital => Verdict::Capital,
            Self::Sic => Verdict::Sic,
            Self::Bracketed => Verdict::Bracketed,
            Self::Elided => Verdict::Elided,
            Self::OwnTranslation => Verdict::OwnTranslation,
        }
    }
}

/// A set of practices. In JSON a list, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Practices(u16);

impl Practices {
    /// The set of one practice.
    #[must_use]
    pub fn of(practice: Practice) -> Self {
        let mut set = Self::default();
        set.insert(practice);
        set
    }

    /// Adds a practice.
    pub fn insert(&mut self, practice: Practice) {
        self.0 |= 1 << practice as u16;
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether a practice was found.
    #[must_use]
    pub fn contains(self, practice: Practice) -> bool {
        self.0 & (1 << practice as u16) != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The practices, the weightiest first.
    pub fn iter(self) -> impl Iterator<Item = Practice> {
        Practice::ALL.into_iter().rev().filter(move |practice| self.contains(*practice))
    }

    /// The verdict on words that are printed but for these practices: the weightiest names it.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        self.iter().next().map_or(Verdict::Exact, Practice::verdict)
    }
}

impl Serialize for Practices {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        self.iter().try_for_each(|practice| list.serialize_element(&practice))?;
        list.end()
    }
}

/// What an ellipsis, a bracket or a cut takes out that turns a sentence around or changes a fact, and what else a
/// reader must look at before words that are printed are taken for a speaker's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Omission {
    /// The closing mark, which is left out in print: who says the words is a guess.
    ClosingMark,
    /// The words by which the article gives the two parts around an ellipsis to their speakers, each by itself.
    Attribution,
    /// More words than a phrase has, for which a bracket stands.
    Clause,
    /// The end of a sentence: two sentences read as one.
    SentenceEnd,
    /// A number, which is not taken out but put in, in brackets.
    AddedNumber,
    /// A number, in digits or words.
    Number,
    /// A negation.
    Negation,
}

impl Omission {
    /// Every kind, the lightest first.
    pub const ALL: [Self; 7] = [
        Self::ClosingMark,
        Self::Attribution,
        Self::Clause,
        Self::SentenceEnd,
        Self::AddedNumber,
        Self::Number,
        Self::Negation,
    ];
}

/// A set of what is taken out. In JSON a list, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Omissions(u8);

impl Omissions {
    /// Adds a kind.
    pub fn insert(&mut self, omission: Omission) {
        self.0 |= 1 << omission as u8;
    }

    /// Adds all of another set.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether nothing that matters is taken out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// Whether a kind was found.
    #[must_use]
    pub fn contains(self, omission: Omission) -> bool {
        self.0 & (1 << omission as u8) != 0
    }

    /// The kinds, the gravest first.
    pub fn iter(self) -> impl Iterator<Item = Omission> {
        Omission::ALL.into_iter().rev().filter(move |kind| self.0 & (1 << *kind as u8) != 0)
    }
}

impl Serialize for Omissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        self.iter().try_for_each(|kind| list.serialize_element(&kind))?;
        list.end()
    }
}

/// Why a quotation is not verified, weakest first: of several passages the one that comes closest
/// gives the reason. Displays as a clause about the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no word in the record.
    Empty,
    /// No paragraph prints these words.
    WordsDiffer,
    /// The paragraph named does not exist.
    NoSuchParagraph,
    /// Characters of the text are damaged: the words may stand where they are.
    Encoding,
    /// The words are the same; letters other than the first are in another case.
    CaseDiffers,
    /// The passage begins or ends inside a longer word or number.
    InsideWord,
    /// What is in brackets negates or counts otherwise than what print has in its place.
    BracketChanges,
    /// What is in brackets stands for the end of one sentence and the beginning of another.
    BracketSpansSentences,
    /// The parts around an ellipsis stand in another order.
    OutOfOrder,
    /// The words are the same, what stands between them is not.
    PunctuationDiffers,
    /// The words stand in the paragraph, but in no quotation marks.
    OutsideMarks,
    /// The words stand in the paragraph, but inside the quotation marks that they are said to lack.
    InsideMarks,
    /// Punctuation that belongs to the first word was left out.
    CutAfterPunctuation,
    /// Punctuation that belongs to the last word was left out.
    CutBeforePunctuation,
}

impl Reason {
    /// What to do about it, in an imperative clause.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::Empty => "write the words that are quoted",
            Self::WordsDiffer => {
                "print what the article prints, and put what it should say into a note or in [brackets]"
            }
            Self::NoSuchParagraph => {
                "paragraphs count the non-empty lines of the article from 1; look up its number"
            }
            Self::Encoding => "mend the damaged characters of the text, then check again",
            Self::CaseDiffers => {
                "write the capitals as the article prints them; only the first letter of a quotation may change, and \
                 where it becomes a capital the record may not end with the comma of the article's sentence"
            }
            Self::InsideWord => "begin and end with whole words and whole numbers",
            Self::BracketChanges => {
                "take the negation or number out of the brackets; what the article should say belongs into a note"
            }
            Self::BracketSpansSentences => {
                "let brackets stand for words of one sentence, and quote what another says with an ellipsis between"
            }
            Self::OutOfOrder => "quote the parts in the order of the article, or as two statements",
            Self::PunctuationDiffers => {
                "write the punctuation between the words as the article prints it"
            }
            Self::OutsideMarks => {
                "quote what stands inside the marks; words outside them are the reporter's: kind Reported, or Block \
                 where the article sets off speech without marks"
            }
            Self::InsideMarks => {
                "write kind Quote, or Fragment for a part of a sentence, and the words without the marks; a Block is \
                 speech that the article sets off without marks"
            }
            Self::CutAfterPunctuation => {
                "begin with the punctuation that the article prints there, or with an ellipsis"
            }
            Self::CutBeforePunctuation => {
                "end with the punctuation that the article prints there, or with an ellipsis"
            }
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "there are no words to look for",
            Self::WordsDiffer => "no paragraph of the text prints these words",
            Self::NoSuchParagraph => "the text has no paragraph of that number",
            Self::Encoding => "the text has damaged characters, and prints these words nowhere else",
            Self::CaseDiffers => "the text prints these letters with other capitals",
            Self::InsideWord => "the words begin or end inside a longer word or number of the text",
            Self::BracketChanges => {
                "what stands in brackets negates or counts otherwise than the text does in its place"
            }
            Self::BracketSpansSentences => {
                "what stands in brackets has the end of a sentence of the text in its place"
            }
            Self::OutOfOrder => "the text prints the parts around the ellipsis in another order",
            Self::PunctuationDiffers => {
                "the text prints these letters with other punctuation or blanks between them"
            }
            Self::OutsideMarks => "the text prints these words, but not inside quotation marks",
            Self::InsideMarks => "the text prints these words inside quotation marks",
            Self::CutAfterPunctuation => {
                "the text prints punctuation before the first word that is left out here"
            }
            Self::CutBeforePunctuation => {
                "the text prints punctuation after the last word that is left out here"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_have_the_names_of_the_report() {
        let names = serde_json::to_string(&Verdict::ALL).unwrap();
        assert_eq!(
            names,
            r#"["exact","typographic","elided","bracketed","capital","sic","stop","joined","hyphen","own_translation","differs","no_text","wrong_para"]"#
        );
    }

    #[test]
    fn the_weightiest_practice_names_the_verdict() {
        let mut practices = Practices::default();
        assert_eq!((practices.verdict(), practices.is_empty()), (Verdict::Exact, true));
        let mut last = None;
        for practice in Practice::ALL {
            practices.insert(practice);
            assert_eq!(practices.verdict(), practice.verdict());
            assert!(practices.contains(practice) && last < Some(practice));
            let name = |value| serde_json::to_string(&value).unwrap();
            assert_eq!(name(practice), serde_json::to_string(&practice.verdict()).unwrap());
            last = Some(practice);
        }
        let mut two = Practices::default();
        two.insert(Practice::Stop);
        two.insert(Practice::Elided);
        assert_eq!(serde_json::to_string(&two).unwrap(), r#"["elided","stop"]"#);
        let mut both = Omissions::default();
        both.insert(Omission::Number);
        both.insert(Omission::Negation);
        assert_eq!(serde_json::to_string(&both).unwrap(), r#"["negation","number"]"#);
    }
}
