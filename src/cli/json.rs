//! JSON on a stream: one array, one object a line, or one object laid out for reading.
//!
//! Owns the layout; the escaping of what a terminal would obey is [`crate::cite::json`]'s.

use std::io::{self, Write};

use serde::Serialize;

use crate::cite::json::harmless;

/// Writes one array with an object on each line.
pub(super) fn write_array<T: Serialize>(
    out: &mut dyn Write,
    objects: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (i, object) in objects.into_iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        out.write_all(line(&object)?.as_bytes())?;
    }
    out.write_all(b"\n]\n")
}

/// Writes one object a line.
pub(super) fn write_lines<T: Serialize>(
    out: &mut dyn Write,
    objects: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    for object in objects {
        writeln!(out, "{}", line(&object)?)?;
    }
    Ok(())
}

/// Writes one object over several lines.
pub(super) fn write_pretty<T: Serialize>(out: &mut dyn Write, object: &T) -> io::Result<()> {
    let json = serde_json::to_string_pretty(object).map_err(io::Error::other)?;
    writeln!(out, "{}", harmless(json))
}

fn line<T: Serialize>(object: &T) -> io::Result<String> {
    serde_json::to_string(object).map(harmless).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_is_still_a_list() {
        let mut out = Vec::new();
        write_array(&mut out, Vec::<u8>::new()).unwrap();
        assert!(serde_json::from_slice::<Vec<u8>>(&out).unwrap().is_empty());
    }
}
