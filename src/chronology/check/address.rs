//! Which addresses are opened: what hinders any other, in words.

/// What is wrong with an address, if anything.
pub(in crate::chronology) fn fault_of_url(url: &str) -> Option<&'static str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Some("an address begins with http:// or https://");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if host.is_empty() {
        return Some("the address has no host");
    }
    if host.contains('@') {
        return Some("an address with a user name in it is not opened");
    }
    if url.len() > 2048 {
        return Some("an address has at most 2048 bytes");
    }
    let odd = |b: u8| !(0x21..0x7f).contains(&b) || b"\"'<>\\`".contains(&b);
    url.bytes().any(odd).then_some("an address is printable ASCII without blanks, quotes and backslashes; percent-encode the rest")
}
