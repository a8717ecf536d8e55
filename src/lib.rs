//! x
pub mod app;
pub mod chronology;
pub mod geometry;
pub mod keymap;
pub mod term;
