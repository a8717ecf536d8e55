//! Owns which addresses are opened, and so which a dataset may hold: http and https, a host, and nothing in it
//! that another program could take for more than an address.

/// The longest address that is opened, in bytes.
const LONGEST: usize = 2048;

/// What is wrong with an address, in a clause; `None` where it is one that is opened.
#[must_use]
pub fn fault_of_address(address: &str) -> Option<&'static str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Some("an address begins with http:// or https://");
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() {
        return Some("the address has no host");
    }
    if authority.contains('@') {
        return Some("an address with a user name in it is not opened");
    }
    if address.len() > LONGEST {
        return Some("an address has at most 2048 bytes");
    }
    let is_plain =
        |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'\\' | b'`');
    // No byte ends the loop, so that it takes many at a time.
    if !address.bytes().fold(true, |plain, b| plain & is_plain(b)) {
        return Some(
            "an address is printable ASCII without blanks, quotes and backslashes; percent-encode the rest",
        );
    }
    let literal = authority.starts_with('[') && authority.contains(']');
    let behind = authority.rfind(']').filter(|_| literal).map_or(0, |at| at + 1);
    let (host, port) = authority.get(behind..).unwrap_or_default().split_once(':').unzip();
    let host = host.unwrap_or(authority);
    let is_port = |port: &str| port.is_empty() || port.parse::<u16>().is_ok();
    if !port.is_none_or(is_port) {
        return Some("the port of an address is a number up to 65535");
    }
    // A host that begins with a hyphen could be taken for an option of the program that opens it.
    (!literal && !host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        .then_some("the address has no host")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_of_the_web_are_opened() {
        let longest = format!("https://tass.com/{}", "x".repeat(LONGEST - 17));
        for good in [
            "https://tass.com/politics/1#:~:text=In%20the%20current%2Cremain",
            "http://unn.ua",
            "https://x.org:8080/a@b?c=%27",
            "http://[::1]/",
            "http://[::1]:8080/",
            "https://x.org:65535/",
            "https://x.org:/",
            &longest,
        ] {
            assert_eq!(fault_of_address(good), None, "{good}");
        }
        for bad in [
            "",
            "tass.com",
            "HTTPS://tass.com",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "ftp://tass.com",
            "https://",
            "https:///path",
            "https://?q",
            "https://:80/",
            "https://-x",
            "https://user@tass.com",
            "https://tass.com\\@evil.org",
            "https://tass.com/a b",
            "https://tass.com/\n-x",
            "https://tass.com/\x1b[2J",
            "https://tass.com/\"x",
            "https://tass.com/`id`",
            "https://тасс.com",
            "https://tass.com/'x",
            "https://tass.com/<x>",
            " https://tass.com",
            &format!("{longest}x"),
        ] {
            assert!(fault_of_address(bad).is_some(), "{bad:?}");
        }
    }

    #[test]
    fn a_fault_says_what_an_address_is() {
        for (bad, fault) in [
            ("https://-x", "the address has no host"),
            ("https://:80/", "the address has no host"),
            ("https://?q", "the address has no host"),
            ("https://тасс.com", "an address is printable ASCII"),
            ("https://u:p@x.org", "an address with a user name"),
            ("mailto:x@y.org", "an address begins with http"),
        ] {
            assert!(fault_of_address(bad).unwrap().starts_with(fault), "{bad}");
        }
    }
}
