//! How far a run of ASCII letters and digits goes: eight bytes at a time, for most words are not longer, and
//! where a word ends is what a processor guesses wrong.

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte.
const TOP: u64 = each(0x80);

/// The top bit of each byte of `bytes` that lies in `first..=last`. All bytes are below 128.
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    // No sum carries into the next byte: 127 and 128 are 255.
    let from_first = bytes + each(0x80 - first);
    let after_last = bytes + each(0x7f - last);
    from_first & !after_last & TOP
}

/// How many of the first bytes are ASCII letters or digits, and whether a capital is among them.
pub(crate) fn ascii_word(bytes: &[u8]) -> (usize, bool) {
    let (mut length, mut capital) = (0, false);
    loop {
        let rest = &bytes[length..];
        let eight = rest.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight[..rest.len()].copy_from_slice(rest);
            eight
        });
        let eight = u64::from_le_bytes(eight);
        let low = eight & !TOP;
        let capitals = within(low, b'A', b'Z') & !eight;
        let letters = within(low, b'a', b'z') | within(low, b'0', b'9');
        let ends = !(capitals | letters & !eight) & TOP;
        // The bits below the first end: nothing after it counts.
        let before = (ends & ends.wrapping_neg()).wrapping_sub(1);
        capital |= capitals & before != 0;
        length += ends.trailing_zeros() as usize / 8;
        if ends != 0 {
            return (length, capital);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_run_ends_at_the_first_byte_that_is_neither_letter_nor_digit(
            bytes in proptest::collection::vec(
                prop_oneof![3 => proptest::char::range('0', 'z').prop_map(|c| c as u8), 1 => any::<u8>()],
                0..40,
            ),
        ) {
            let length = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let capital = bytes[..length].iter().any(u8::is_ascii_uppercase);
            prop_assert_eq!(ascii_word(&bytes), (length, capital));
        }
    }
}
