//! The transliteration key: one spelling for the many in which a name is carried into Latin letters.
//!
//! Ryabkov, Riabkov, Rjabkow; Zelensky, Zelenskyy, Zelenskiy; Lavrov, Lawrow, Lavroff; also organise and
//! organize, defence and defense. Equal keys say that two words may be the same name, never that they are.

use crate::text::slice;

/// Rules in the order of their trial at each place: what stands there, and what the key has for it.
const RULES: [(&str, &str); 32] = [
    ("shch", "sh"),
    ("tsch", "ch"),
    ("sch", "sh"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("ia", "ia"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("iu", "iu"),
    ("yo", "io"),
    ("jo", "io"),
    ("io", "io"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("kh", "h"),
    ("ph", "f"),
    ("ff", "v"),
    ("ks", "x"),
    ("ck", "k"),
    ("tz", "c"),
    ("ts", "c"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("sh", "sh"),
    ("ch", "ch"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("c", "k"),
    ("y", "i"),
];

/// The letters that begin a rule, `a` lowest: half of all letters need no rule tried.
const BEGIN_RULES: u32 = {
    let (mut letters, mut at) = (0, 0);
    while at < RULES.len() {
        letters |= 1 << (RULES[at].0.as_bytes()[0] - b'a');
        at += 1;
    }
    letters
};

/// Writes the key of the folded `word` to `key`, which is cleared first.
pub(crate) fn key_into(word: &str, key: &mut String) {
    key.clear();
    let bytes = word.as_bytes();
    let mut at = usize::from(word.starts_with("ye") || word.starts_with("je"));
    while at < bytes.len() {
        let rest = slice(word, at..);
        let (taken, written) = match rest.as_bytes()[0] {
            b'f' if rest.len() == 1 && at > 0 => (1, "v"),
            b'j' if at > 0 && !slice(rest, 1..).starts_with(['a', 'u', 'o']) => (1, "i"),
            b'y' | b'j' if at == 0 && !slice(rest, 1..).starts_with(['a', 'u', 'o']) => {
                (1, slice(rest, ..1))
            }
            _ => {
                let first = rest.as_bytes()[0].wrapping_sub(b'a');
                let ruled = first < 26 && BEGIN_RULES >> first & 1 == 1;
                let rule = RULES.iter().find(|(from, _)| ruled && rest.starts_with(from));
                let width = rest.chars().next().map_or(1, char::len_utf8);
                rule.map_or((width, slice(rest, ..width)), |(from, to)| (from.len(), *to))
            }
        };
        for c in written.chars() {
            if !key.ends_with(c) {
                key.push(c);
            }
        }
        at += taken;
    }
}

/// The key of the folded `word`.
pub(crate) fn key(word: &str) -> String {
    let mut written = String::with_capacity(word.len());
    key_into(word, &mut written);
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::lexicon::fold::fold;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for spellings in [
            &["Ryabkov", "Riabkov", "Rjabkow", "Рябков", "Ryabkoff"][..],
            &["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski", "Зеленский"],
            &["Lavrov", "Lawrow", "Lavroff", "Лавров"],
            &["Yeltsin", "Eltsin", "Ельцин", "Jeltsin"],
            &["Khrushchev", "Hrushchev"],
            &["Medvedev", "Medwedew", "Медведев"],
            &["Gorbachev", "Gorbatschev"],
            &["organise", "organize"],
            &["defence", "defense"],
            &["Zakharova", "Zaharova", "Захарова"],
            &["Yury", "Yuri", "Jurij", "Юрий"],
        ] {
            let keys: Vec<String> = spellings.iter().map(|s| key(&fold(s))).collect();
            let odd: Vec<_> = keys.iter().filter(|k| **k != keys[0]).collect();
            assert!(odd.is_empty(), "{spellings:?}: {keys:?}");
        }
        assert_ne!(key("china"), key("chain"));
    }
}
