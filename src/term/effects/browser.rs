//! Opening a link in the reader's browser. It must never open what [`fault_of_address`] refuses, and
//! never pass an address through a shell.

use std::ffi::OsString;

use super::{Effects, Os, Ran};
use crate::app::effect::Outcome;
use crate::term::plain;
use crate::text::address::fault_of_address;

impl<O: Os> Effects<O> {
    /// Opens an address. Where no browser can be, the address is shown and copied instead.
    pub(in crate::term) fn open(&self, url: &str) -> Ran {
        if let Some(fault) = fault_of_address(url) {
            let shown = plain::line(url, 200);
            return Outcome::Failed(format!("not opened, {fault}: {shown}")).into();
        }
        let Some(program) = self.browser() else {
            let why = if self.over_ssh() { "no browser over SSH" } else { "no browser found" };
            let url = url.to_owned();
            return self.copy("the address", &url).map(move |copied| match copied {
                Outcome::Done(said) | Outcome::Failed(said) => {
                    Outcome::Done(format!("{why}, {said}: {url}"))
                }
                other => other,
            });
        };
        let name = plain::line(&program.to_string_lossy(), 200);
        match self.os.launch(&[program, url.into()]) {
            Err(error) => Outcome::Failed(format!("cannot run {name}: {error}: {url}")).into(),
            Ok(waiting) => {
                let url = url.to_owned();
                let later = move || match waiting() {
                    Ok(true) => None,
                    _ => Some(Outcome::Failed(format!("{name} could not open {url}"))),
                };
                let outcome = Some(Outcome::Done("opening the browser".into()));
                Ran { outcome, later: Some(Box::new(later)) }
            }
        }
    }

    /// The program that opens addresses on the machine at which the reader sits.
    fn browser(&self) -> Option<OsString> {
        if self.over_ssh() {
            return None;
        }
        let find = |name: &str| self.os.find(name.as_ref()).map(OsString::from);
        // Only a program by itself: `$BROWSER` may hold a list, `%s` and arguments, which would
        // have to go through a shell.
        let named = self.os.var("BROWSER").and_then(|name| self.os.find(&name));
        // Without a display xdg-open falls back to browsers that want the terminal.
        let display = self.has_display();
        named
            .map(OsString::from)
            .or_else(|| if cfg!(target_os = "macos") { find("open") } else { None })
            .or_else(|| find("wslview"))
            .or_else(|| find("termux-open-url"))
            .or_else(|| if display { find("xdg-open") } else { None })
            .or_else(|| if cfg!(windows) { find("explorer") } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::super::recorder::{Recorder, outcomes};
    use super::*;

    const LINK: &str = "https://tass.com/politics/1#:~:text=In%20the%20current%2Cremain";
    const DESKTOP: [(&str, &str); 1] = [("DISPLAY", ":0")];

    #[test]
    fn a_refused_address_reaches_no_program_and_no_terminal() {
        let os = Recorder::new(&DESKTOP, &["xdg-open"]);
        let (now, later) = outcomes(Effects::new(os.clone()).open("file:///etc/\x1b[2Jpasswd"));
        let said = "not opened, an address begins with http:// or https://: file:///etc/[2Jpasswd";
        assert_eq!((now, later), (Some(Outcome::Failed(said.into())), None));
        assert!(os.log().is_empty());
    }

    #[test]
    fn the_address_is_one_argument() {
        let os = Recorder::new(&DESKTOP, &["xdg-open"]);
        let (now, later) = outcomes(Effects::new(os.clone()).open(LINK));
        assert_eq!((now, later), (Some(Outcome::Done("opening the browser".into())), None));
        assert_eq!(os.log(), [format!("launch xdg-open {LINK}")]);
    }

    #[test]
    fn a_browser_that_fails_says_so() {
        let os = Recorder { broken: true, ..Recorder::new(&DESKTOP, &["xdg-open"]) };
        let (_, later) = outcomes(Effects::new(os).open(LINK));
        assert_eq!(later, Some(Outcome::Failed(format!("xdg-open could not open {LINK}"))));
    }

    #[test]
    fn without_a_browser_the_address_is_shown_and_copied() {
        let ssh = Recorder::new(&[("SSH_CONNECTION", "1 2 3 4"), DESKTOP[0]], &["xdg-open"]);
        let none = Recorder::new(&[], &["xdg-open"]);
        for (os, why) in [(ssh, "no browser over SSH"), (none, "no browser found")] {
            let (now, _) = outcomes(Effects::new(os.clone()).open(LINK));
            let said = format!("{why}, the address sent to the terminal's clipboard: {LINK}");
            assert_eq!(now, Some(Outcome::Done(said)));
            assert!(os.log()[0].starts_with("terminal \x1b]52;c;"), "{:?}", os.log());
            assert_eq!(os.log().len(), 1);
        }
    }

    #[test]
    fn the_named_browser_is_a_program_and_nothing_else() {
        let named = Recorder::new(&[("BROWSER", "firefox"), DESKTOP[0]], &["firefox", "xdg-open"]);
        outcomes(Effects::new(named.clone()).open(LINK));
        assert_eq!(named.log(), [format!("launch firefox {LINK}")]);
        let shell =
            Recorder::new(&[("BROWSER", "sh -c reboot %s"), DESKTOP[0]], &["sh", "xdg-open"]);
        outcomes(Effects::new(shell.clone()).open(LINK));
        assert_eq!(shell.log(), [format!("launch xdg-open {LINK}")]);
    }
}
