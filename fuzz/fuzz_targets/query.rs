//! Queries, and the words they light.
#![no_main]

#[path = "../../tests/fuzz/targets/mod.rs"]
#[allow(dead_code, reason = "each target uses its own part")]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| targets::texts::hold_query(text, text));
