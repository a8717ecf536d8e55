//! An article, and words that are held against it.
#![no_main]

#[path = "../../tests/fuzz/targets/mod.rs"]
#[allow(dead_code, reason = "each target uses its own part")]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| targets::articles::hold(text));
