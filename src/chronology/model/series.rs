//! Declared values over time, and the ceilings they are held against.

use serde::{Deserialize, Serialize};

use super::super::date::Edtf;
use super::{Cite, Location, PartyIx};

/// How the value of a point is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PointStatus {
    /// A party declared it.
    Declared,
    /// Computed from declared values.
    Derived,
    /// No source was found.
    Unverified,
}

/// One value of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day it describes, not the day it was published.
    pub date: Edtf,
    /// The value; `None` where it was not provided.
    pub value: Option<f64>,
    /// Where it is printed.
    pub cite: Option<Cite>,
    /// How it is known.
    pub status: PointStatus,
}

/// A ceiling, and the day from which it bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The ceiling.
    pub value: f64,
    /// From when it bound.
    pub from: Option<Edtf>,
}

/// Declared values over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The permanent id.
    pub id: Box<str>,
    /// Whose values.
    pub party: PartyIx,
    /// What is measured.
    pub measure: Box<str>,
    /// In which unit, where it needs one.
    pub unit: Option<Box<str>>,
    /// Its ceiling.
    pub limit: Option<Limit>,
    /// The values, in the order of their dates.
    pub points: Vec<Point>,
    /// Where the dataset declares it.
    pub location: Location,
}
