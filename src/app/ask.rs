//! A line that is asked for: a note of the reader's own, or where the marks are to be written.
//!
//! Owns what is asked and what is typed. What was typed stays until it has been taken; why it was not is said
//! beside it.

use super::prompt::Prompt;

/// A question with the line that is typed as its answer.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What is asked for.
    pub what: Asked,
    /// What is typed.
    pub prompt: Prompt,
    /// Whether the line is a suggestion as yet: the first letter that is typed takes its place.
    pub is_suggestion: bool,
    /// Why what was typed was not taken.
    pub fault: Option<String>,
}

/// What a line is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The note on the mark of this id, in place of the one that stood there when it was asked for.
    Note {
        /// The id.
        id: String,
        /// The note as it stood.
        was: String,
    },
    /// Where to write the marks.
    Export,
}

/// What stands between the names of a path.
const SEPARATORS: [char; 2] = ['/', std::path::MAIN_SEPARATOR];

/// The forms of a brief, told by the ending of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BriefForm {
    /// Markdown.
    Markdown,
    /// A page of HTML.
    Html,
}

impl BriefForm {
    /// The endings of its names; the first is offered.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Markdown => Self::Html,
            Self::Html => Self::Markdown,
        }
    }

    /// The ending that is offered.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.endings().first().copied().unwrap_or_default()
    }

    /// The form that the name of a file tells: Markdown where it has no ending; `Err` with an ending of neither.
    ///
    /// # Errors
    /// The ending.
    pub fn of_path(path: &str) -> Result<Self, &str> {
        let (_, Some(ending)) = split_ending(path) else { return Ok(Self::Markdown) };
        [Self::Markdown, Self::Html]
            .into_iter()
            .find(|form| form.endings().iter().any(|known| known.eq_ignore_ascii_case(ending)))
            .ok_or(ending)
    }
}

/// A path without the ending of its last name, and the ending. A name such as `.hidden` has none.
fn split_ending(path: &str) -> (&str, Option<&str>) {
    let name = path.rsplit(SEPARATORS).next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => {
            (path.get(..path.len() - ending.len() - 1).unwrap_or_default(), Some(ending))
        }
        _ => (path, None),
    }
}

/// The same path with the ending of the other form; `None` where it names no file.
#[must_use]
pub fn in_other_form(path: &str) -> Option<String> {
    let (stem, _) = split_ending(path);
    let form = BriefForm::of_path(path).map_or(BriefForm::Markdown, BriefForm::other);
    let names_a_file = !stem.is_empty() && !stem.ends_with(SEPARATORS);
    names_a_file.then(|| format!("{stem}.{}", form.ending()))
}

impl Ask {
    /// A question with a line to go on with.
    #[must_use]
    pub fn new(what: Asked, line: &str) -> Self {
        Self { what, prompt: Prompt::new(line), is_suggestion: false, fault: None }
    }

    /// A question with a line that may be taken as it is.
    #[must_use]
    pub fn suggesting(what: Asked, line: &str) -> Self {
        Self { is_suggestion: true, ..Self::new(what, line) }
    }

    /// What it is, as its title.
    #[must_use]
    pub fn title(&self, marks: usize) -> String {
        match &self.what {
            Asked::Note { id, .. } => format!("My note on {id}"),
            Asked::Export => format!("Write {} to", crate::words::count(marks, "mark")),
        }
    }

    /// What is to be said of what is typed, and whether it is a fault; `key` tells the key of a row of the table.
    #[must_use]
    pub fn remark(&self, key: &dyn Fn(&str) -> String) -> (String, bool) {
        if let Some(fault) = &self.fault {
            return (fault.clone(), true);
        }
        let (accept, other) = (key("accept"), key("other-form"));
        let text = match (&self.what, BriefForm::of_path(self.prompt.text().trim())) {
            (Asked::Note { .. }, _) => {
                let escape = key("escape");
                format!("{accept} keeps it · empty takes it away · {escape} leaves it as it was")
            }
            (Asked::Export, Ok(BriefForm::Markdown)) => {
                format!("Markdown · {other} for a page of HTML · {accept} writes")
            }
            (Asked::Export, Ok(BriefForm::Html)) => {
                format!("a page of HTML · {other} for Markdown · {accept} writes")
            }
            (Asked::Export, Err(_)) => "the ending tells the form: .md or .html".to_owned(),
        };
        (text, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_tells_the_form() {
        for (path, form) in [
            ("brief.md", Ok(BriefForm::Markdown)),
            ("~/a.b/brief.HTML", Ok(BriefForm::Html)),
            ("x.htm", Ok(BriefForm::Html)),
            ("a.dir/brief", Ok(BriefForm::Markdown)),
            ("notes.v2/", Ok(BriefForm::Markdown)),
            (".hidden", Ok(BriefForm::Markdown)),
            ("brief.docx", Err("docx")),
            ("brief.", Err("")),
        ] {
            assert_eq!(BriefForm::of_path(path), form, "{path}");
        }
        for (path, other) in [
            ("brief.md", Some("brief.html")),
            ("~/a.b/brief.HTML", Some("~/a.b/brief.md")),
            ("a.dir/brief", Some("a.dir/brief.html")),
            (".hidden", Some(".hidden.html")),
            ("brief.docx", Some("brief.md")),
            ("notes.v2/", None),
            ("", None),
        ] {
            assert_eq!(in_other_form(path).as_deref(), other, "{path}");
        }
    }
}
