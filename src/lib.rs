//! A terminal explorer for sourced chronologies.

pub mod text;

/// The domain; its own file belongs to the lead.
pub mod chronology {
    pub mod article;
    pub mod difference;
    pub mod verify;
}
