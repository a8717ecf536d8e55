//! Owns whether a translation has the numbers of its original. Only numbers in digits are compared, since words count
//! in as many ways as there are languages; how they are grouped and what parts their decimals is no difference.

use std::collections::BTreeSet;

/// The zeros that a word such as `thousand` stands for.
const WORD_ZEROS: usize = 3;

/// The first of the ten digits of each script whose digits texts are printed with.
const ZEROS: [u32; 14] = [
    0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xE50, 0xED0, 0x1040, 0x17E0, 0x1810,
    0xFF10,
];

/// A number as it is written in digits.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct WrittenNumber {
    /// Without zeros before or behind.
    digits: String,
    /// The zeros behind.
    zeros: usize,
    /// A point or comma stands in it, before its decimals or its thousands.
    is_parted: bool,
}

impl WrittenNumber {
    fn of(digits: &str, is_parted: bool) -> Self {
        let whole = digits.trim_start_matches('0');
        let kept = whole.trim_end_matches('0');
        Self { digits: kept.to_owned(), zeros: whole.len() - kept.len(), is_parted }
    }

    /// Whether the two may be one number, a word standing for the zeros of one of them: `5 million` and `5,000,000`.
    fn may_be(&self, other: &Self) -> bool {
        let apart = self.zeros.abs_diff(other.zeros);
        self.digits == other.digits
            && (apart == 0 || apart >= WORD_ZEROS || self.is_parted || other.is_parted)
    }
}

/// Whether a translation has a number where its original has another one: each has one that the other has not.
pub(super) fn has_other_number(translation: &str, original: &str) -> bool {
    let (ours, theirs) = (numbers(translation), numbers(original));
    let lacks = |these: &BTreeSet<WrittenNumber>, those: &BTreeSet<WrittenNumber>| {
        these.iter().any(|one| !those.iter().any(|other| one.may_be(other)))
    };
    lacks(&ours, &theirs) && lacks(&theirs, &ours)
}

/// The numbers of a text that are written in digits.
fn numbers(text: &str) -> BTreeSet<WrittenNumber> {
    let mut found = BTreeSet::new();
    // The groups of digits of a number so far, and whether a mark parts any.
    let (mut groups, mut is_parted) = (Vec::new(), false);
    let mut group = String::new();
    for (at, c) in text.char_indices() {
        if let Some(digit) = digit(c) {
            group.push(digit);
            continue;
        }
        if group.is_empty() {
            continue;
        }
        groups.push(std::mem::take(&mut group));
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().take(4).take_while(|c| digit(*c).is_some()).count();
        let parts = matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬' | '·') && next > 0;
        // A blank parts groups of three.
        if parts || c.is_whitespace() && next == 3 {
            is_parted |= parts;
        } else {
            found.extend(written(&groups, is_parted));
            groups.clear();
            is_parted = false;
        }
    }
    groups.extend((!group.is_empty()).then_some(group));
    found.extend(written(&groups, is_parted));
    found
}

/// What groups of digits are that marks or blanks part: one number, or the numbers of a date.
fn written(groups: &[String], is_parted: bool) -> Vec<WrittenNumber> {
    let value = |group: &String| group.parse::<u32>().unwrap_or(u32::MAX);
    let is_date = match groups {
        [day, month] => month.len() == 2 && (1..=12).contains(&value(month)) && value(day) <= 31,
        [_, rest @ ..] => rest.len() > 1 && rest.iter().any(|group| group.len() != 3),
        [] => return Vec::new(),
    };
    if is_date {
        return groups.iter().map(|group| WrittenNumber::of(group, false)).collect();
    }
    vec![WrittenNumber::of(&groups.concat(), is_parted)]
}

/// A digit of any script, as that of ours.
fn digit(c: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|d| *d < 10));
    value.and_then(|value| char::from_digit(value, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        for (ours, theirs) in [
            ("1,550 men", "1 550 человек"),
            ("1,550 men", "1550 человек"),
            ("2.5 per cent", "2,5 процента"),
            ("5,000,000 men", "5 млн человек"),
            ("2,500,000 men", "2,5 млн человек"),
            ("5 men", "пять человек"),
            ("five men", "5 человек"),
            ("on 5 May 2031", "05.05.2031"),
            ("5 of 12", "٥ من ١٢"),
            ("in 2031", "в 2031 году, 5 мая"),
        ] {
            assert!(!has_other_number(ours, theirs), "{ours} | {theirs}");
        }
        for (ours, theirs) in [
            ("50 cities", "5 городов"),
            ("1,550 men", "1 650 человек"),
            ("5 of 13", "٥ من ١٢"),
            ("in 2031", "в 2013 году"),
        ] {
            assert!(has_other_number(ours, theirs), "{ours} | {theirs}");
        }
    }
}
