//! How far the reading of a dataset has come, on standard error where that is a terminal. What is over in a moment
//! writes nothing, and nothing is left of the rest.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::chronology::progress::{Progress, telling};
use crate::words;

/// Reads, and tells meanwhile how far that has come.
pub(super) fn shown<T>(read: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if bar.is_hidden() {
        return read(&progress);
    }
    if let Ok(style) = ProgressStyle::with_template("reading {bar:24} {wide_msg}") {
        bar.set_style(style);
    }
    let tell = |taken: Option<u64>| {
        let Some(taken) = taken else { return bar.finish_and_clear() };
        let so_far = progress.so_far();
        bar.set_length(so_far.of);
        bar.set_position(so_far.bytes);
        bar.set_message(words::so_far(so_far, taken));
    };
    telling(tell, || read(&progress))
}
