//! What a target is made from: numbers, and letters of many scripts.

/// Numbers that decide what is made.
pub struct Random {
    state: u64,
    /// Where the numbers are somebody else's: bytes, and how many have been used.
    tape: Option<(Vec<u8>, usize)>,
}

impl Random {
    /// Pseudo-random numbers: `SplitMix64` (Steele, Lea, Flood 2014).
    pub fn of_seed(seed: u64) -> Self {
        Self { state: seed, tape: None }
    }

    /// Numbers from bytes, as a fuzzer gives them: two of them a number, and zeros when there are no more.
    #[allow(dead_code, reason = "for the targets in fuzz/")]
    pub fn of_tape(bytes: &[u8]) -> Self {
        Self { state: 0, tape: Some((bytes.to_vec(), 0)) }
    }

    fn next(&mut self) -> u64 {
        if let Some((tape, used)) = &mut self.tape {
            let two = [0, 1].map(|n| u64::from(tape.get(*used + n).copied().unwrap_or_default()));
            *used += 2;
            return two[0] << 8 | two[1];
        }
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    /// One of some things.
    pub fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// Some of the pieces, one after the other, and now and then a character from anywhere.
    pub fn text(&mut self, pieces: &[&str], most: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(most + 1) {
            if self.below(8) == 0 {
                let anywhere = u32::try_from(self.below(0x1_0000) * 17 + self.below(17)).unwrap();
                text.extend(char::from_u32(anywhere));
            } else {
                text.push_str(self.one_of(pieces));
            }
        }
        text
    }
}

/// Letters of many scripts, joined, doubled and invisible ones, and signs that look like those of a syntax.
pub const LETTERS: [&str; 40] = [
    "a",
    "the ",
    "treaty",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ﬁ",
    "Путин",
    "ё",
    "漢字",
    "「」",
    "ｶﾞ",
    "한국",
    "กำ",
    "น้ำ",
    "की",
    "கை",
    "שלום",
    "\u{200f}",
    "العربية",
    "🇺🇳",
    "👩\u{200D}🚀",
    "❤\u{FE0F}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{202e}",
    "—",
    "–",
    "…",
    "“",
    "”",
    "’",
    "«",
    "»",
    "（",
    "：",
    "，",
    "\u{a0}",
];
