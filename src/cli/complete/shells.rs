//! How bash, zsh and fish ask, and how they are answered: their scripts, a command line parted as they part it, and
//! a value written so that they read it again.
//!
//! All three hand over the command as far as it is typed, quotation marks and all, and it is parted here: what a
//! shell calls a word has lost or kept its marks by rules of its own, and behind an open mark finds nothing.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::CompletionCandidate;
use clap_complete::env::EnvCompleter;

/// A shell that hands over its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineShell {
    Bash,
    Fish,
    Zsh,
}

impl LineShell {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Bash, Self::Fish, Self::Zsh];

    /// The shell of this name.
    #[must_use]
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shell| shell.name() == name)
    }

    /// The words of a line as this shell parts them.
    #[must_use]
    pub(super) fn split(self, line: &str) -> TypedLine {
        let mut typed = TypedLine::default();
        let mut begun = false;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match (typed.quote, c) {
                (Some(open), _) if c == open => typed.quote = None,
                // Fish alone has signs that a backslash escapes between single marks.
                (Some('\''), '\\') if self == Self::Fish => {
                    let escaped = chars.next_if(|next| matches!(next, '\'' | '\\'));
                    typed.word.push(escaped.unwrap_or(c));
                }
                (Some('\''), _) => typed.word.push(c),
                (Some(_), '\\') => {
                    let escaped = chars.next_if(|next| IN_DOUBLE_QUOTES.contains(next));
                    typed.word.push(escaped.unwrap_or(c));
                }
                (None, '\\') => {
                    typed.word.extend(chars.next());
                    begun = true;
                }
                (Some(_), _) => typed.word.push(c),
                (None, '\'' | '"') => {
                    typed.quote = Some(c);
                    begun = true;
                }
                (None, _) if c.is_whitespace() => {
                    if begun {
                        typed.before.push(std::mem::take(&mut typed.word));
                    }
                    (begun, typed.parted) = (false, 0);
                }
                (None, _) => {
                    typed.word.push(c);
                    begun = true;
                    if matches!(c, ':' | '=') {
                        typed.parted = typed.word.len();
                    }
                }
            }
        }
        typed
    }
}

/// What a backslash escapes between double marks; before anything else it stands for itself.
const IN_DOUBLE_QUOTES: [char; 4] = ['"', '\\', '$', '`'];

impl EnvCompleter for LineShell {
    fn name(&self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Fish => "fish",
            Self::Zsh => "zsh",
        }
    }

    fn is(&self, name: &str) -> bool {
        name == self.name()
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), io::Error> {
        match self {
            // It parts words at colons and equal signs too, where a query has colons, and is given back what stands
            // behind the last of those.
            Self::Bash => write!(
                buf,
                r#"_{name}() {{
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <({var}=bash {completer} -- "${{COMP_LINE:0:COMP_POINT}}" 2>/dev/null)
}}
complete -o nospace -o nosort -F _{name} {bin} 2>/dev/null || complete -o nospace -F _{name} {bin}
"#
            ),
            // It has taken an open mark off its word and puts it back. The words are those of this command alone,
            // as they are typed. `-U`: a value in marks need not begin as typed.
            Self::Zsh => write!(
                buf,
                r#"#compdef {bin}
_{name}() {{
    local value told line="${{(j: :)words[1,CURRENT-1]}} $QIPREFIX$IPREFIX$PREFIX"
    local -i wide=0
    local -a values tellings ended ended_shown open open_shown
    while IFS=$'\t' read -r value told; do
        values+=("$value") tellings+=("$told")
        (( ${{#value}} > wide )) && wide=${{#value}}
    done < <({var}=zsh {completer} -- "$line" 2>/dev/null)
    local -i at
    for (( at = 1; at <= ${{#values}}; at++ )); do
        value=$values[at] told=$tellings[at]
        [[ -n $told ]] && told="${{(r:wide:)value}}  -- $told" || told=$value
        if [[ $value == *[:=/] ]]; then
            open+=("$value") open_shown+=("$told")
        else
            ended+=("$value") ended_shown+=("$told")
        fi
    done
    (( ${{#open}} )) && compadd -U -l -V {name} -d open_shown -S '' -a open
    (( ${{#ended}} )) && compadd -U -l -V {name} -d ended_shown -a ended
}}
compdef _{name} {bin}
"#
            ),
            // It has taken an open mark off before it looks at what is offered, and puts it back.
            Self::Fish => writeln!(
                buf,
                r#"complete --keep-order --exclusive --command {bin} --arguments "({var}=fish {completer} -- (commandline --current-process --cut-at-cursor | string collect))""#
            ),
        }
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        args: Vec<OsString>,
        folder: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let line = args.into_iter().next().unwrap_or_default();
        let TypedLine { mut before, word, quote, parted } = self.split(&line.to_string_lossy());
        // What stands before the program: a variable for it, `time`, `and`.
        let is_program = |word: &String| Path::new(word).ends_with(command.get_name());
        before.drain(..before.iter().position(is_program).unwrap_or(0));
        let index = before.len();
        let mut offered = |word: &str| {
            let words = before.iter().map(String::as_str).chain([word]);
            let words = words.map(OsString::from).collect();
            let offered = clap_complete::engine::complete(command, words, index, folder)?;
            let told = |candidate: CompletionCandidate| {
                let told = candidate.get_help().map(ToString::to_string).unwrap_or_default();
                let told = told.lines().next().unwrap_or_default().to_owned();
                (candidate.get_value().to_string_lossy().into_owned(), told)
            };
            let mut offered: Vec<(String, String)> = offered.into_iter().map(told).collect();
            offered.retain(|(value, _)| !value.contains(char::is_control));
            Ok::<_, io::Error>(offered)
        };
        let mut found = offered(&word)?;
        if *self != Self::Bash {
            return found.iter().try_for_each(|(value, told)| writeln!(buf, "{value}\t{told}"));
        }
        // Bash closes the mark behind the only one; where it goes on, it is what it goes on to that is offered.
        if let ([(only, _)], Some(_)) = (&*found, quote)
            && goes_on(only)
        {
            let next = offered(only)?;
            found = if next.len() > 1 { next } else { found };
        }
        // It takes a mark that ends the only one for the mark that closes it.
        let closing = quote.filter(|&mark| matches!(&*found, [(only, _)] if only.ends_with(mark)));
        for value in found.iter().filter_map(|(value, _)| value.get(parted..)) {
            let end = match quote {
                Some(_) => closing.map(String::from).unwrap_or_default(),
                None if goes_on(value) => String::new(),
                None => " ".to_owned(),
            };
            writeln!(buf, "{}{end}", escaped(value, quote))?;
        }
        Ok(())
    }
}

/// Whether more of the word is to come behind a value: a query's field, an option's sign, a folder.
fn goes_on(value: &str) -> bool {
    value.ends_with([':', '=', '/'])
}

/// A command line as far as it is typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// The words before the last, as the program would be given them.
    pub(super) before: Vec<String>,
    /// The word at the cursor, likewise.
    pub(super) word: String,
    /// The quotation mark that is open in it.
    pub(super) quote: Option<char>,
    /// What of the word, in bytes, bash takes for a word before it: up to a colon or an equal sign that nothing
    /// quotes.
    pub(super) parted: usize,
}

/// A text as bash reads it again, behind the quotation mark that is open.
fn escaped(text: &str, quote: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match quote {
            Some('\'') if c == '\'' => out.push_str(r"'\'"),
            Some('\'') => {}
            Some(_) if IN_DOUBLE_QUOTES.contains(&c) => out.push('\\'),
            Some(_) => {}
            None if !c.is_alphanumeric() && !"-_./:=@%+,~".contains(c) => out.push('\\'),
            None => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(before: &[&str], word: &str, quote: Option<char>, parted: usize) -> TypedLine {
        let before = before.iter().map(|word| (*word).to_owned()).collect();
        TypedLine { before, word: word.to_owned(), quote, parted }
    }

    #[test]
    fn a_line_is_parted_as_a_shell_parts_it() {
        for shell in LineShell::ALL {
            let split = |line| shell.split(line);
            assert_eq!(
                split("startline search speaker:pu"),
                typed(&["startline", "search"], "speaker:pu", None, 8)
            );
            assert_eq!(
                split("startline -q 'a b' show "),
                typed(&["startline", "-q", "a b", "show"], "", None, 0)
            );
            assert_eq!(split("x 'speaker:la"), typed(&["x"], "speaker:la", Some('\''), 0));
            assert_eq!(split(r#"x a\ b "c\"d"#), typed(&["x", "a b"], "c\"d", Some('"'), 0));
            assert_eq!(split(r#"x "a\b\$"#), typed(&["x"], r"a\b$", Some('"'), 0));
            assert_eq!(split("x 'a:b'"), typed(&["x"], "a:b", None, 0));
            assert_eq!(split("x '' "), typed(&["x", ""], "", None, 0));
            assert_eq!(split(r"x a\"), typed(&["x"], "a", None, 0));
        }
    }

    #[test]
    fn an_apostrophe_between_single_marks_is_written_in_each_shell_s_way() {
        for (shell, line) in [
            (LineShell::Bash, r"x 'it'\''s"),
            (LineShell::Zsh, r"x 'it'\''s"),
            (LineShell::Fish, r"x 'it\'s"),
        ] {
            assert_eq!(shell.split(line), typed(&["x"], "it's", Some('\''), 0), "{line}");
        }
        assert_eq!(LineShell::Fish.split(r"x 'a\b\\c"), typed(&["x"], r"a\b\c", Some('\''), 0));
        assert_eq!(LineShell::Zsh.split(r"x 'a\"), typed(&["x"], r"a\", Some('\''), 0));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["it's", "a \"b\" c", r"\", "$x `y`", "(Δ) ó*", "a:b=c"] {
            for quote in [None, Some('\''), Some('"')] {
                let open = quote.map(String::from).unwrap_or_default();
                let line = format!("x {open}{}", escaped(text, quote));
                assert_eq!(LineShell::Bash.split(&line).word, text, "{line}");
            }
        }
    }
}
