//! The types of items of CSL (version 1.0.2), and the kinds of sources: one table, read in both directions.
//!
//! It must never guess: where type and kind do not say the same, that is said.

use crate::chronology::model::SourceKind::{
    self, Book, Broadcast, Copy, Court, Interview, Letter, News, Official, Report, Social, Speech,
    Transcript, Treaty, Unknown, Wire,
};

/// A type of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemType {
    /// Its name in CSL.
    pub name: &'static str,
    /// The kind of source that an item of it becomes.
    pub kind: SourceKind,
    /// Whether that kind says what the type says.
    pub is_exact: bool,
    /// Whether who publishes such an item is an institution that issues it rather than a publication that contains it.
    pub is_issued: bool,
    /// The kinds of sources that are written as items of it.
    pub of: &'static [SourceKind],
}

/// What kinds without a type of their own are written as.
const WEBPAGE: ItemType = like("webpage", Report, &[Transcript, Copy, Unknown]);

/// Every type, by name.
pub const TYPES: &[ItemType] = &[
    like("article", Report, &[]),
    like("article-journal", Report, &[]),
    same("article-magazine", News, &[]),
    same("article-newspaper", News, &[News, Wire]),
    same("bill", Official, &[]),
    issued("book", Book, &[Book]),
    same("broadcast", Broadcast, &[Broadcast]),
    same("chapter", Book, &[]),
    same("classic", Book, &[]),
    like("collection", Book, &[]),
    like("dataset", Report, &[]),
    like("document", Report, &[]),
    like("entry", Book, &[]),
    same("entry-dictionary", Book, &[]),
    same("entry-encyclopedia", Book, &[]),
    like("event", Speech, &[]),
    like("figure", Report, &[]),
    like("graphic", Report, &[]),
    same("hearing", Transcript, &[]),
    same("interview", Interview, &[Interview]),
    issued("legal_case", Court, &[Court]),
    same("legislation", Official, &[]),
    like("manuscript", Report, &[]),
    like("map", Report, &[]),
    like("motion_picture", Broadcast, &[]),
    like("musical_score", Book, &[]),
    like("pamphlet", Report, &[]),
    like("paper-conference", Report, &[]),
    same("patent", Official, &[]),
    like("performance", Speech, &[]),
    like("periodical", News, &[]),
    issued("personal_communication", Letter, &[Letter]),
    same("post", Social, &[Social]),
    like("post-weblog", Social, &[]),
    same("regulation", Official, &[]),
    issued("report", Report, &[Report, Official]),
    like("review", News, &[]),
    like("review-book", News, &[]),
    like("software", Report, &[]),
    like("song", Broadcast, &[]),
    issued("speech", Speech, &[Speech]),
    same("standard", Official, &[]),
    issued_like("thesis", Report, &[]),
    issued("treaty", Treaty, &[Treaty]),
    WEBPAGE,
];

/// A type that a publication contains, and its kind says the same.
const fn same(name: &'static str, kind: SourceKind, of: &'static [SourceKind]) -> ItemType {
    ItemType { name, kind, is_exact: true, is_issued: false, of }
}

/// A type that a publication contains, and its kind is only the nearest.
const fn like(name: &'static str, kind: SourceKind, of: &'static [SourceKind]) -> ItemType {
    ItemType { is_exact: false, ..same(name, kind, of) }
}

/// A type that an institution issues, and its kind says the same.
const fn issued(name: &'static str, kind: SourceKind, of: &'static [SourceKind]) -> ItemType {
    ItemType { is_issued: true, ..same(name, kind, of) }
}

/// A type that an institution issues, and its kind is only the nearest.
const fn issued_like(name: &'static str, kind: SourceKind, of: &'static [SourceKind]) -> ItemType {
    ItemType { is_exact: false, ..issued(name, kind, of) }
}

/// The type of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static ItemType> {
    TYPES.iter().find(|r#type| r#type.name == name)
}

/// The type that sources of a kind are written as.
#[must_use]
pub fn of_kind(kind: SourceKind) -> &'static ItemType {
    TYPES.iter().find(|r#type| r#type.of.contains(&kind)).unwrap_or(&WEBPAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_one_row_and_every_kind_one_type() {
        let mut names: Vec<&str> = TYPES.iter().map(|r#type| r#type.name).collect();
        assert!(names.is_sorted());
        names.dedup();
        assert_eq!(names.len(), 45, "the types of CSL 1.0.2");
        for kind in SourceKind::ALL {
            let of = TYPES.iter().filter(|r#type| r#type.of.contains(kind)).count();
            assert_eq!(of, 1, "{kind:?}");
        }
        // What says the same comes back as it went out, unless several kinds are written so.
        for r#type in TYPES.iter().filter(|r#type| r#type.is_exact) {
            let back = of_kind(r#type.kind);
            assert!(r#type.of.is_empty() || back == r#type, "{}", r#type.name);
        }
    }
}
