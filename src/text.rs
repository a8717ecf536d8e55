//! The text layer: what a string may hold, how many cells it takes, where its lines and words
//! break, and how its typography folds.
//!
//! A leaf: it knows nothing of records, screens or files, and everything else may use it. It must
//! never change what a text says: the sanitiser makes hidden characters visible or harmless, and
//! every folding keeps a map back to the bytes it was made from.

pub mod address;
pub mod ascii;
pub mod cells;
pub mod classes;
pub mod fold;
pub mod language;
pub mod sanitise;
pub mod segmentation;
pub mod sentence;
pub mod shell;
pub mod shorten;
mod slice;
pub mod spelling;
mod stop;
pub mod wrap;

pub use cells::{
    LineCut, ellipsis, grapheme_width, graphemes, is_simple, simple, skip_cells, truncate, width,
};
pub use sanitise::{forbidden, sanitise, sanitise_line};
pub use slice::slice;
pub use stop::{capital, closed};
pub use wrap::wrap;
