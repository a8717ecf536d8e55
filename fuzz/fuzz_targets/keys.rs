//! Sequences of keys: each two bytes decide one thing.
#![no_main]

#[path = "../../tests/fuzz/targets/mod.rs"]
#[allow(dead_code, reason = "each target uses its own part")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::keys::sequence(&mut targets::random::Random::of_tape(bytes)));
