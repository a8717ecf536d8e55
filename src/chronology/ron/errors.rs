//! What `ron` complains of, in words for somebody who keeps a chronology.

use ron::Error;

use super::super::problem::ProblemCode;
use crate::text::spelling::nearest_name;

/// The code, the sentence and the mend for an error of `ron`.
pub(crate) fn of_ron(error: &Error) -> (ProblemCode, String, Option<String>) {
    match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let message = format!("{} has no field `{found}`", article(outer.as_deref()));
            (ProblemCode::UnknownField, message, Some(suggest(found, expected, "the fields are")))
        }
        Error::MissingStructField { field, outer } => {
            let what = outer.as_deref().unwrap_or("record");
            let help = format!("add `{field}: …` to this {what}");
            (
                ProblemCode::MissingField,
                format!("{} needs the field `{field}`", article(outer.as_deref())),
                Some(help),
            )
        }
        Error::DuplicateStructField { field, .. } => {
            let help = "keep one of the two".to_owned();
            (ProblemCode::DuplicateField, format!("the field `{field}` is given twice"), Some(help))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            let message = format!("`{found}` is none of the words known here");
            (ProblemCode::UnknownVariant, message, Some(suggest(found, expected, "write one of")))
        }
        Error::ExpectedString | Error::ExpectedStringEnd => {
            wrong_type("a string is expected here", "put it in quotation marks: \"…\"")
        }
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => {
            wrong_type(
                "a whole number from 0 up is expected here",
                "write digits without quotation marks",
            )
        }
        Error::ExpectedFloat => wrong_type("a number is expected here", "write digits, as in 1550"),
        Error::ExpectedBoolean => {
            wrong_type("true or false is expected here", "write true or false")
        }
        Error::ExpectedArray => {
            wrong_type("a list is expected here", "put it in square brackets: […]")
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            wrong_type("a record in round brackets is expected here", "write (field: value, …)")
        }
        Error::ExpectedIdentifier => wrong_type(
            "a bare word is expected here: the name of a field, or a word such as Quote",
            "write fields as name: value, and such words without quotation marks",
        ),
        Error::ExpectedComma => {
            let help = "write a comma after each value; text that holds quotation marks goes into r#\"…\"#";
            (ProblemCode::Syntax, "a comma is expected here".to_owned(), Some(help.to_owned()))
        }
        Error::InvalidEscape(_) => {
            let help = "write \\\\ for a backslash, or use r#\"…\"#".to_owned();
            (
                ProblemCode::Syntax,
                "a string holds an escape that RON does not know".to_owned(),
                Some(help),
            )
        }
        other => (ProblemCode::Syntax, other.to_string(), None),
    }
}

fn wrong_type(message: &str, help: &str) -> (ProblemCode, String, Option<String>) {
    (ProblemCode::WrongType, message.to_owned(), Some(help.to_owned()))
}

fn suggest(found: &str, expected: &[&str], all: &str) -> String {
    match nearest_name(found, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{all} {}", expected.join(", ")),
    }
}

fn article(outer: Option<&str>) -> String {
    outer.map_or_else(|| "this record".to_owned(), with_article)
}

/// The name of a kind of record with the article it takes.
pub(crate) fn with_article(kind: &str) -> String {
    match kind {
        "series" | "meta" => format!("the {kind}"),
        _ if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}
