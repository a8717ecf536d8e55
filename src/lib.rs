//! A terminal explorer for sourced chronologies.

pub mod text;
