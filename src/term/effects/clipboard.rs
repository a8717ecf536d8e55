//! Copying: through the terminal (OSC 52), which reaches the reader's machine over SSH too, and
//! through the desktop's own program where there is one. Inside tmux, which by default takes OSC 52 from nobody
//! else, through tmux; through GNU screen in the envelopes that it passes on. The notice names the way taken, and
//! must never say more than is known of it.

use std::ffi::OsString;
use std::path::Path;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use super::{Effects, Os, Ran};
use crate::app::effect::Outcome;
use crate::term::plain;

/// The most that terminals take, bytes in base64. Longer ones are cut or dropped without a word.
const LIMIT: usize = 74_994;

/// What is known of a text that tmux took. Whether its terminal has a clipboard for it, tmux does not say.
const INTO_TMUX: &str = "copied into tmux, and to the terminal's clipboard if tmux knows of one";

/// What an envelope holds at most, in bytes: GNU screen drops longer ones.
const ENVELOPE: usize = 240;

impl<O: Os> Effects<O> {
    /// Copies a text, without its control characters. `what` is the subject of the notice.
    pub(in crate::term) fn copy(&self, what: &str, text: &str) -> Ran {
        let text = plain::without_controls(text);
        let multiplexer = self.multiplexer();
        let programs = self.copy_programs();
        let Some(first) = programs.first() else {
            let sent = self.send(&text);
            return if sent { said_sent(what, multiplexer) } else { too_long(what, &text) }.into();
        };
        // The terminal gets it too: the program may fail.
        let sent = first.reaches != Reach::Terminal && self.send(&text);
        let (effects, what) = (Self::new(self.os.clone()), what.to_owned());
        let later = move || {
            let mut failed = Vec::new();
            for CopyProgram { argv, reaches } in &programs {
                let name = argv.first().map(Path::new).and_then(Path::file_name);
                let name =
                    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let done = match effects.os.pipe(argv, text.as_bytes()) {
                    Ok(()) if *reaches == Reach::Terminal => format!("{what} {INTO_TMUX}"),
                    Ok(()) => format!("{what} copied by {name}"),
                    Err(error) => {
                        failed.push(format!("{name} {error}"));
                        continue;
                    }
                };
                return Some(Outcome::Done(done).because(&failed));
            }
            Some(if sent || effects.send(&text) {
                said_sent(&what, multiplexer).because(&failed)
            } else {
                Outcome::Failed(format!("{what} not copied: {}", failed.join("; ")))
            })
        };
        Ran { outcome: None, later: Some(Box::new(later)) }
    }

    /// Sends a text to the terminal's clipboard; false if it is too long or cannot be written.
    /// Whether the terminal takes it, nobody says.
    fn send(&self, text: &str) -> bool {
        if text.len().div_ceil(3) * 4 > LIMIT {
            return false;
        }
        let mut sequence = String::new();
        if CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).is_err() {
            return false;
        }
        if self.multiplexer() == Some("screen") {
            sequence = enveloped(&sequence);
        }
        self.os.terminal(sequence.as_bytes()).is_ok()
    }

    /// The program that stands between this one and the terminal, if one does.
    fn multiplexer(&self) -> Option<&'static str> {
        [("TMUX", "tmux"), ("STY", "screen")]
            .into_iter()
            .find_map(|(var, name)| self.os.var(var).map(|_| name))
    }

    /// The commands that read a text for a clipboard, the surest first: that of this desktop, if the reader sits at
    /// it, then tmux.
    fn copy_programs(&self) -> Vec<CopyProgram> {
        let found = |argv: &[&str], reaches| {
            let program = self.os.find(argv.first()?.as_ref())?;
            let rest = argv.iter().skip(1).map(OsString::from);
            Some(CopyProgram {
                argv: std::iter::once(program.into()).chain(rest).collect(),
                reaches,
            })
        };
        let desktop = self.desktop_commands().find_map(|argv| found(argv, Reach::Desktop));
        let in_tmux = self.multiplexer() == Some("tmux");
        let tmux = in_tmux.then(|| found(&["tmux", "load-buffer", "-w", "-"], Reach::Terminal));
        desktop.into_iter().chain(tmux.flatten()).collect()
    }

    /// What copies to the clipboard of this desktop.
    fn desktop_commands(&self) -> impl Iterator<Item = &'static [&'static str]> {
        let here = !self.over_ssh();
        let wayland = self.os.var("WAYLAND_DISPLAY").is_some();
        let x11 = self.os.var("DISPLAY").is_some();
        let known: [(bool, &'static [&'static str]); 5] = [
            (cfg!(target_os = "macos"), &["pbcopy"]),
            (wayland, &["wl-copy", "--type", "text/plain;charset=utf-8"]),
            (x11, &["xclip", "-selection", "clipboard"]),
            (x11, &["xsel", "--clipboard", "--input"]),
            (true, &["termux-clipboard-set"]),
        ];
        known.into_iter().filter_map(move |(there, argv)| (here && there).then_some(argv))
    }
}

/// A program that copies what it reads.
struct CopyProgram {
    argv: Vec<OsString>,
    reaches: Reach,
}

/// Whose clipboard a program fills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Desktop,
    Terminal,
}

/// What is known of a text that was sent to the terminal, through a multiplexer or not.
fn said_sent(what: &str, multiplexer: Option<&str>) -> Outcome {
    match multiplexer {
        None => Outcome::Done(format!("{what} sent to the terminal's clipboard")),
        Some("tmux") => Outcome::Failed(format!(
            "{what} sent to tmux, which takes it only after: tmux set -g set-clipboard on"
        )),
        Some(name) => {
            Outcome::Done(format!("{what} sent through {name} to the terminal's clipboard"))
        }
    }
}

impl Outcome {
    /// The same, with what went wrong on the way.
    fn because(self, why: &[String]) -> Self {
        let with = |said: String| why.iter().fold(said, |said, why| format!("{said}; {why}"));
        match self {
            Self::Done(said) => Self::Done(with(said)),
            Self::Failed(said) => Self::Failed(with(said)),
            other => other,
        }
    }
}

/// A sequence in envelopes (DCS strings), which GNU screen opens and passes on to the terminal as they are. What ends
/// the sequence would end an envelope, so the bell ends it, which terminals take too.
fn enveloped(sequence: &str) -> String {
    let sequence = sequence.trim_end_matches("\x1b\\");
    let mut out = String::with_capacity(sequence.len() * 2);
    let mut open = 0;
    for c in sequence.chars().chain(['\u{7}']) {
        if open == 0 {
            out.push_str("\x1bP");
        }
        out.push(c);
        open += c.len_utf8();
        if open >= ENVELOPE {
            out.push_str("\x1b\\");
            open = 0;
        }
    }
    if open > 0 {
        out.push_str("\x1b\\");
    }
    out
}

fn too_long(what: &str, text: &str) -> Outcome {
    Outcome::Failed(format!(
        "{what} not copied: {} KB is more than the terminal's clipboard takes ({} KB); \
         export it instead",
        text.len().div_ceil(1000),
        LIMIT / 4 * 3 / 1000,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::recorder::{Recorder, outcomes};
    use super::*;

    fn done(text: &str) -> Outcome {
        Outcome::Done(text.into())
    }

    #[test]
    fn without_a_desktop_the_terminal_gets_it_and_the_notice_says_sent() {
        let os = Recorder::new(&[], &["xclip"]);
        let (now, later) = outcomes(Effects::new(os.clone()).copy("quotation", "foo"));
        assert_eq!(now, Some(done("quotation sent to the terminal's clipboard")));
        assert_eq!(later, None);
        assert_eq!(os.log(), ["terminal \x1b]52;c;Zm9v\x1b\\"]);
    }

    #[test]
    fn inside_tmux_the_copy_goes_through_tmux() {
        let os = Recorder::new(&[("TMUX", "/tmp/tmux-1000/default,1,0")], &["tmux"]);
        let (now, later) = outcomes(Effects::new(os.clone()).copy("words", "foo"));
        let said = "words copied into tmux, and to the terminal's clipboard if tmux knows of one";
        assert_eq!((now, later), (None, Some(done(said))));
        assert_eq!(os.log(), ["pipe tmux load-buffer -w - < foo"]);
        // A desktop's own program is surer.
        let os = Recorder::new(&[("TMUX", "x"), ("DISPLAY", ":0")], &["tmux", "xsel"]);
        let later = outcomes(Effects::new(os).copy("words", "foo")).1;
        assert_eq!(later, Some(done("words copied by xsel")));
    }

    #[test]
    fn a_desktop_program_that_fails_inside_tmux_leaves_it_to_tmux() {
        let os = Recorder {
            broken: true,
            ..Recorder::new(&[("TMUX", "x"), ("DISPLAY", ":0")], &["tmux", "xclip"])
        };
        let (_, later) = outcomes(Effects::new(os.clone()).copy("words", "foo"));
        assert_eq!(os.log()[1], "pipe xclip -selection clipboard < foo");
        assert_eq!(os.log()[2], "pipe tmux load-buffer -w - < foo");
        let both = |why: &str| why.ends_with("; xclip it broke; tmux it broke");
        assert!(matches!(&later, Some(Outcome::Failed(why)) if both(why)), "{later:?}");
    }

    #[test]
    fn a_multiplexer_that_may_keep_a_copy_is_said_to() {
        let old = Recorder { broken: true, ..Recorder::new(&[("TMUX", "x")], &["tmux"]) };
        let (_, later) = outcomes(Effects::new(old.clone()).copy("words", "foo"));
        assert!(matches!(&later, Some(Outcome::Failed(why)) if why.contains("set-clipboard on")));
        assert_eq!(old.log()[1], "terminal \x1b]52;c;Zm9v\x1b\\");
        let screen = Recorder::new(&[("STY", "1.pts")], &[]);
        let (now, _) = outcomes(Effects::new(screen.clone()).copy("words", "foo"));
        assert_eq!(now, Some(done("words sent through screen to the terminal's clipboard")));
        assert_eq!(screen.log(), ["terminal \x1bP\x1b]52;c;Zm9v\x07\x1b\\"]);
    }

    #[test]
    fn screen_gets_no_envelope_that_it_would_drop() {
        let sequence = format!("\x1b]52;c;{}\x1b\\", "QUJD".repeat(500));
        let sent = enveloped(&sequence);
        let parts: Vec<&str> = sent.split("\x1bP").skip(1).collect();
        assert!(parts.iter().all(|part| part.ends_with("\x1b\\") && part.len() <= ENVELOPE + 2));
        let whole: String = parts.iter().map(|part| part.trim_end_matches("\x1b\\")).collect();
        assert_eq!(whole, sequence.replace("\x1b\\", "\x07"));
    }

    #[test]
    fn over_ssh_the_desktop_of_the_other_machine_is_left_alone() {
        let os = Recorder::new(&[("DISPLAY", ":0"), ("SSH_TTY", "/dev/pts/1")], &["xclip"]);
        let (now, _) = outcomes(Effects::new(os.clone()).copy("id", "foo"));
        assert_eq!(now, Some(done("id sent to the terminal's clipboard")));
        assert_eq!(os.log().len(), 1);
    }

    #[test]
    fn a_desktop_program_gets_it_too_without_a_shell() {
        let os = Recorder::new(&[("DISPLAY", ":0")], &["xclip", "xsel"]);
        let (now, later) = outcomes(Effects::new(os.clone()).copy("words", "$(reboot)"));
        assert_eq!((now, later), (None, Some(done("words copied by xclip"))));
        assert_eq!(os.log()[1], "pipe xclip -selection clipboard < $(reboot)");
    }

    #[test]
    fn wayland_comes_before_x11() {
        let vars = [("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")];
        let os = Recorder::new(&vars, &["xclip", "wl-copy"]);
        outcomes(Effects::new(os.clone()).copy("words", "x"));
        assert!(os.log()[1].starts_with("pipe wl-copy "), "{:?}", os.log());
    }

    #[test]
    fn a_broken_program_is_no_lie() {
        let os = Recorder { broken: true, ..Recorder::new(&[("DISPLAY", ":0")], &["xclip"]) };
        let effects = Effects::new(os);
        assert_eq!(
            outcomes(effects.copy("words", "x")).1,
            Some(done("words sent to the terminal's clipboard; xclip it broke"))
        );
        let (_, later) = outcomes(effects.copy("words", &"x".repeat(60_000)));
        assert_eq!(later, Some(Outcome::Failed("words not copied: xclip it broke".into())));
    }

    #[test]
    fn what_is_too_long_for_terminals_is_refused_not_cut() {
        let os = Recorder::new(&[], &[]);
        let effects = Effects::new(os.clone());
        assert_eq!(
            outcomes(effects.copy("words", &"x".repeat(56_244))).0,
            Some(done("words sent to the terminal's clipboard"))
        );
        let (now, _) = outcomes(effects.copy("words", &"x".repeat(56_248)));
        assert!(matches!(&now, Some(Outcome::Failed(why)) if why.contains("57 KB")), "{now:?}");
        assert_eq!(os.log().len(), 1);
    }

    #[test]
    fn a_copy_cannot_type_escape_sequences_when_pasted() {
        let os = Recorder::new(&[("DISPLAY", ":0")], &["xsel"]);
        outcomes(Effects::new(os.clone()).copy("words", "a\x1b[201~\u{9b}b\x07"));
        assert_eq!(os.log()[1], "pipe xsel --clipboard --input < a[201~b");
    }
}
