//! Owns the letters and digits of a text, in one case and without what stands between them: in which prints of the
//! same words are looked for, before every character between them is held to the rules.

/// The letters and digits of a folded text in lower case.
pub(super) fn letters(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    each_letter(folded, |c, _| out.push(c));
    out
}

fn each_letter(folded: &str, mut tell: impl FnMut(char, usize)) {
    for (at, c) in folded.char_indices() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                tell(c.to_ascii_lowercase(), at);
            }
        } else if c.is_alphanumeric() {
            // The dotless i of Turkish is a small I as well.
            let c = if c == 'ı' { 'i' } else { c };
            c.to_lowercase().filter(|c| c.is_alphanumeric()).for_each(|c| tell(c, at));
        }
    }
}

/// The letters and digits of a folded text, and where each stands in it.
#[derive(Debug)]
pub(super) struct FoldedLetters {
    pub(super) text: String,
    /// By byte of the letters: the byte of the folded text. No article reaches what a u32 counts.
    at: Vec<u32>,
}

impl FoldedLetters {
    pub(super) fn of(folded: &str) -> Self {
        let mut all = Self {
            text: String::with_capacity(folded.len()),
            at: Vec::with_capacity(folded.len()),
        };
        each_letter(folded, |c, at| {
            all.text.push(c);
            all.at.resize(all.text.len(), at as u32);
        });
        all
    }

    /// The byte of the folded text at which the letter of this byte stands.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        self.at.get(at).map(|at| *at as usize)
    }

    /// The first byte after the letter at this one.
    pub(super) fn after(&self, at: usize) -> usize {
        self.text.ceil_char_boundary(at + 1)
    }

    /// The first byte of the letters whose place in the folded text is at `folded` or after it.
    pub(super) fn from(&self, folded: usize) -> usize {
        self.at.partition_point(|at| (*at as usize) < folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_where_they_stood() {
        let text = "It’s 1,550: Éa, Işık!";
        let all = FoldedLetters::of(text);
        assert_eq!(all.text, "its1550éaişik");
        assert_eq!(all.text, letters(text));
        let at = all.text.find('é').unwrap();
        assert_eq!(all.place(at), text.find('É'));
        assert_eq!(all.from(text.find("Éa").unwrap()), at);
        assert_eq!((all.from(text.len()), all.place(99)), (all.text.len(), None));
    }
}
