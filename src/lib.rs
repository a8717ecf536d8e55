//! x
pub mod chronology;
pub mod search;
