//! `startline`: a terminal explorer for sourced chronologies.
//!
//! Dependencies run one way, and `tests/layering` reads the sources to keep it so:
//! `text, geometry ← chronology ← words, search ← cite, pages ← app ← keymap ← update, ui ← term ← main`,
//! and
//! `cli → chronology, words, search, cite`. Only `term` knows crossterm; only `term`, `cli` and the loader
//! touch the world outside.

// A text is taken apart with `get` or `text::slice`, which cannot panic. Tests do as they please.
#![cfg_attr(not(test), deny(clippy::string_slice))]

pub mod app;
pub mod chronology;
pub mod cite;
pub mod cli;
pub mod config;
pub mod geometry;
pub mod import;
pub mod keymap;
pub mod pages;
pub mod program;
pub mod search;
pub mod term;
pub mod text;
pub mod ui;
pub mod update;
pub mod viewer;
pub mod watch;
pub mod words;
