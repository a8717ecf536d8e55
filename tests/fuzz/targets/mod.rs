//! What is tried: each target makes an input from numbers, runs it, and panics where something does not hold.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    unreachable_pub,
    missing_docs,
    reason = "shared by test and fuzzer"
)]

pub mod articles;
pub mod datasets;
pub mod keys;
pub mod random;
#[path = "../../stage/mod.rs"]
pub mod stage;
pub mod texts;
