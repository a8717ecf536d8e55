//! Owns what counts as an ellipsis in a record, and the parts that it leaves. It decides nothing
//! about whether they are printed.

/// A quotation cut at its ellipses. Each part has something other than white space.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) texts: Vec<String>,
    /// Words are left out before the first part.
    pub(super) leads: bool,
    /// Words are left out after the last part.
    pub(super) trails: bool,
}

/// Cuts a folded text at each `...`, `. . .`, `[...]` and `(...)`; `None` if there is none.
///
/// Of four dots the first ends a sentence.
pub(super) fn parts(folded: &str) -> Option<Parts> {
    let mut cut = Parts { texts: Vec::new(), leads: false, trails: false };
    let mut rest = folded;
    let mut ellipses = 0;
    while let Some((before, after)) = cut_at_ellipsis(rest) {
        ellipses += 1;
        cut.leads |= cut.texts.is_empty() && before.trim().is_empty();
        cut.take(before);
        cut.trails = true;
        rest = after;
    }
    cut.take(rest);
    (ellipses > 0).then_some(cut)
}

impl Parts {
    fn take(&mut self, part: &str) {
        let part = part.trim();
        if !part.is_empty() {
            self.texts.push(part.to_owned());
            self.trails = false;
        }
    }
}

/// What stands before and after the first ellipsis.
fn cut_at_ellipsis(text: &str) -> Option<(&str, &str)> {
    let spaced = |at: usize| text[at..].starts_with(". . .");
    let (start, _) =
        text.match_indices('.').find(|&(at, _)| text[at..].starts_with("...") || spaced(at))?;
    let dots = |c: char| c == '.' || (c == ' ' && spaced(start));
    let after = text[start..].trim_start_matches(dots);
    let run = &text[start..text.len() - after.len()];
    let ends_sentence = run.len() == 4 && run.bytes().all(|b| b == b'.');
    let before = &text[..start + usize::from(ends_sentence)];
    let bracketed = [('[', ']'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let before = before.trim_end().strip_suffix(open)?;
        Some((before, after.trim_start().strip_prefix(close)?))
    });
    Some(bracketed.unwrap_or((before, after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(folded: &str) -> (Vec<String>, bool, bool) {
        let Parts { texts, leads, trails } = parts(folded).unwrap();
        (texts, leads, trails)
    }

    fn owned(parts: &[&str]) -> Vec<String> {
        parts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_form_of_ellipsis() {
        for form in [
            "a ... b",
            "a...b",
            "a [...] b",
            "a (...) b",
            "a [ . . . ] b",
            "a . . . b",
            "a ..... b",
        ] {
            assert_eq!(cut(form), (owned(&["a", "b"]), false, false), "{form}");
        }
        assert_eq!(cut("It ends.... It begins"), (owned(&["It ends.", "It begins"]), false, false));
        assert_eq!(cut("so [...]."), (owned(&["so", "."]), false, false));
        assert_eq!(parts("no ellipsis. None.. (see [a])"), None);
    }

    #[test]
    fn ellipses_at_the_ends() {
        assert_eq!(cut("... a ... b ..."), (owned(&["a", "b"]), true, true));
        assert_eq!(cut("[...] a"), (owned(&["a"]), true, false));
        assert_eq!(cut("..."), (vec![], true, true));
        assert_eq!(cut("a ... [...] b"), (owned(&["a", "b"]), false, false));
    }
}
