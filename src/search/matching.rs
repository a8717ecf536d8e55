//! From the words of a query to the best documents.

pub(crate) mod candidates;
pub(crate) mod clause;
pub(crate) mod compiled;
pub(crate) mod expansion;
pub(crate) mod score;
pub(crate) mod top_k;
