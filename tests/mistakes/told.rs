//! How tests write down what is told of a dataset.

use startline::chronology::load::Loaded;
use startline::chronology::problem::Problem;

/// Every problem in one line each.
pub(crate) fn told(loaded: &Loaded) -> Vec<String> {
    let one = |p: &Problem| {
        let rests = if p.left_out == 0 { String::new() } else { format!(" (+{})", p.left_out) };
        let help = p.help.as_deref().unwrap_or_default();
        format!("{}:{} {}: {}{rests} -> {help}", p.line, p.column, p.code, p.message)
    };
    loaded.problems.iter().map(one).collect()
}
