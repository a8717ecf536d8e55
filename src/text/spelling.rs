//! Owns which of several names somebody meant who spelt one wrong. It only suggests: nothing is ever taken for
//! the name that is near it.

use std::borrow::Cow;

/// The name most like `typed` in small letters, if one is near enough to be what was meant. On a draw the
/// first in the order of the alphabet.
#[must_use]
pub fn nearest_name<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_form(&in_small_letters(typed), names.into_iter().map(|n| (in_small_letters(n), n)))
}

/// The candidate of whose forms one is most like `typed`, if it is near enough to be what was meant: at most a
/// third of the letters typed differ, by the optimal string alignment distance, so that a transposition is one
/// edit; or it goes on from three letters typed or more. Forms are compared as they are given, so that who folds
/// them folds `typed` alike. On a draw the least candidate.
pub fn nearest_form<T: Ord>(
    typed: &str,
    forms: impl IntoIterator<Item = (impl AsRef<str>, T)>,
) -> Option<T> {
    let length = typed.chars().count();
    let budget = (length / 3).max(1);
    let distance = |form: &str| {
        if length > 2 && form.starts_with(typed) {
            return strsim::osa_distance(typed, form).min(1);
        }
        // As many edits as that are told without looking at the letters.
        match form.chars().count().abs_diff(length) {
            apart if apart > budget => apart,
            _ => strsim::osa_distance(typed, form),
        }
    };
    let near = forms.into_iter().map(|(form, candidate)| (distance(form.as_ref()), candidate));
    near.filter(|(distance, _)| *distance <= budget).min().map(|(_, candidate)| candidate)
}

fn in_small_letters(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        assert_eq!(nearest_name("rybakov", ["lavrov", "ryabkov", "putin"]), Some("ryabkov"));
        assert_eq!(nearest_name("publishd", ["published", "updated"]), Some("published"));
        assert_eq!(nearest_name("xyz", ["lavrov", "ryabkov"]), None);
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        assert_eq!(nearest_name("Рябко", ["Лавров", "Рябков"]), Some("Рябков"));
        assert_eq!(nearest_name("рябковой", ["Рябков"]), Some("Рябков"));
    }

    #[test]
    fn a_beginning_is_near_whatever_follows() {
        assert_eq!(nearest_name("euro", ["asia/omsk", "europe/moscow"]), Some("europe/moscow"));
        assert_eq!(nearest_name("eu", ["europe/moscow"]), None);
    }

    #[test]
    fn a_draw_goes_to_the_least() {
        assert_eq!(nearest_name("cat", ["hat", "bat"]), Some("bat"));
        assert_eq!(nearest_form("cat", [("hat", 0), ("bat", 1)]), Some(0));
        let forms = [("long name", 0), ("name", 0), ("nome", 1)];
        assert_eq!(nearest_form("name", forms), Some(0));
    }
}
