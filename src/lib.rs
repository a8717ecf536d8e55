//! x
pub mod chronology;
