//! Owns which characters are prints of the same mark: the classes that folding equates, that words
//! are held together by, and that quotations stand between. It decides nothing about a text.

/// A single quotation mark, an apostrophe, a prime, or what is printed in place of one.
#[must_use]
pub fn is_single_mark(c: char) -> bool {
    matches!(c,
        '\'' | '`' | '\u{B4}' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2035}'
        | '\u{2039}' | '\u{203A}' | '\u{2B9}' | '\u{2BB}'..='\u{2BD}' | '\u{FF07}'
    )
}

/// A double quotation mark, a double prime, a guillemet or a corner bracket.
#[must_use]
pub fn is_double_mark(c: char) -> bool {
    matches!(c,
        '"' | '\u{AB}' | '\u{BB}' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{2036}' | '\u{2BA}'
        | '\u{275D}' | '\u{275E}' | '\u{300C}'..='\u{300F}' | '\u{301D}'..='\u{301F}' | '\u{FF02}'
    )
}

/// A hyphen, dash or minus sign of any length.
#[must_use]
pub fn is_dash(c: char) -> bool {
    is_hyphen(c)
        || matches!(c, '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{FE58}')
}

/// A hyphen, which joins the parts of a compound; a dash parts words.
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{FE63}' | '\u{FF0D}')
}
