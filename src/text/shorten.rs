//! Names shortened in a list so that they stay apart: `United States` and `United Kingdom` in eight cells.

use super::{LineCut, grapheme_width, graphemes, width};

/// Names, each in at most as many cells as stand beside it. One that does not fit loses its end to `ellipsis`; where
/// another then reads the same, its first letters stand for it, or its beginning and its end.
#[must_use]
pub fn apart(names: &[(&str, usize)], ellipsis: &'static str) -> Vec<String> {
    let cut: Vec<String> =
        names.iter().map(|(name, cells)| start(name, *cells, ellipsis)).collect();
    let mut told = cut.clone();
    for (at, (name, cells)) in names.iter().enumerate() {
        let is_other = |(other, shown): (usize, &String), form: &str| {
            other != at && names[other].0 != *name && shown == form
        };
        let is_taken = |form: &str, shown: &[String]| {
            shown.iter().enumerate().any(|each| is_other(each, form))
        };
        if !is_taken(&cut[at], &cut) {
            continue;
        }
        let forms = [initials(name), ends(name, *cells, ellipsis)].into_iter().flatten();
        let form = forms
            .filter(|form| width(form) <= *cells)
            .find(|form| !is_taken(form, &cut) && !is_taken(form, &told));
        if let Some(form) = form {
            told[at] = form;
        }
    }
    told
}

/// The beginning of a name, in so many cells.
fn start(name: &str, cells: usize, ellipsis: &'static str) -> String {
    let LineCut { kept, ellipsis } = LineCut::of(name, cells, ellipsis);
    format!("{}{ellipsis}", name.get(..kept).unwrap_or_default())
}

/// The first letters of the words of a name that begin with a capital: `US`, `ROK`. `None` of a single one.
fn initials(name: &str) -> Option<String> {
    let first = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    let letters: String = name.split_whitespace().filter_map(first).collect();
    (letters.chars().count() > 1).then_some(letters)
}

/// The beginning and the end of a name, in so many cells.
fn ends(name: &str, cells: usize, ellipsis: &'static str) -> Option<String> {
    let room = cells.checked_sub(width(ellipsis)).filter(|room| *room > 1)?;
    let head = start(name, room.div_ceil(2) + width(ellipsis), ellipsis);
    let head = head.strip_suffix(ellipsis)?;
    let mut left = room - width(head);
    let letters: Vec<(usize, &str)> = graphemes(name).collect();
    let fits = letters.into_iter().rev().take_while(|(_, letter)| {
        let rest = left.checked_sub(grapheme_width(letter));
        left = rest.unwrap_or(0);
        rest.is_some()
    });
    let from = fits.last().map_or(name.len(), |(at, _)| at);
    let tail = name.get(from..)?;
    Some(format!("{head}{ellipsis}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(names: &[&str], cells: usize) -> Vec<String> {
        let names: Vec<_> = names.iter().map(|name| (*name, cells)).collect();
        apart(&names, "…")
    }

    #[test]
    fn names_that_begin_alike_stay_apart() {
        let all = ["Russia", "United States", "United Nations", "United Kingdom"];
        assert_eq!(shown(&all, 8), ["Russia", "US", "UN", "UK"]);
        assert_eq!(shown(&all, 4), ["Rus…", "US", "UN", "UK"]);
        assert_eq!(shown(&all, 20), all);
        assert_eq!(shown(&["Petrograd", "Petrozavodsk"], 6), ["Pet…ad", "Pet…sk"]);
        assert_eq!(shown(&["Russia", "United States"], 8), ["Russia", "United…"]);
        assert_eq!(shown(&["same name here", "same name here"], 6).len(), 2);
    }

    proptest! {
        #[test]
        fn no_name_takes_more_than_its_cells(names in proptest::collection::vec("\\PC{0,20}", 0..8), cells in 0usize..16) {
            let names: Vec<_> = names.iter().map(|name| (name.as_str(), cells)).collect();
            for ellipsis in ["…", "..."] {
                let told = apart(&names, ellipsis);
                prop_assert_eq!(told.len(), names.len());
                for told in told {
                    prop_assert!(width(&told) <= cells);
                }
            }
        }
    }
}
