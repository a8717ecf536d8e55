//! Who held which post on which day.

use super::super::date::Edtf;
use super::{Post, Speaker};

impl Post {
    /// Whether the post was held on some day that `date` may mean.
    #[must_use]
    pub fn covers(&self, date: &Edtf) -> bool {
        let from = self.from.as_ref().and_then(Edtf::earliest);
        let to = self.to.as_ref().and_then(Edtf::latest);
        let ends_before = matches!((date.latest(), from), (Some(d), Some(a)) if d < a);
        let starts_after = matches!((date.earliest(), to), (Some(d), Some(b)) if d > b);
        !(ends_before || starts_after)
    }
}

impl Speaker {
    /// The posts held on the day that `date` names, latest appointment first.
    #[must_use]
    pub fn posts_on(&self, date: &Edtf) -> Vec<&Post> {
        let mut held: Vec<&Post> = self.posts.iter().filter(|p| p.covers(date)).collect();
        held.sort_by_key(|p| std::cmp::Reverse(p.from.as_ref().and_then(Edtf::earliest)));
        held
    }
}
