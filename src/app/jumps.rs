//! One list of places left by a jump, across panes, views, searches, links and marks.
//!
//! Owns going back and forward only; what a place is, and what a jump, it does not care.

/// How many places are kept.
const KEPT: usize = 200;

/// Places visited by jumping, oldest first, and where in them one is.
#[derive(Debug, Clone)]
pub struct JumpList<T> {
    places: Vec<T>,
    /// The position of the place to go back from: `places.len()` while nothing has been gone back.
    at: usize,
}

impl<T> Default for JumpList<T> {
    fn default() -> Self {
        Self { places: Vec::new(), at: 0 }
    }
}

impl<T: Clone + PartialEq> JumpList<T> {
    /// Remembers the place that a jump leaves. What could be gone forward to is forgotten.
    pub fn leave(&mut self, from: T) {
        self.places.truncate(self.at);
        if self.places.last() != Some(&from) {
            self.places.push(from);
        }
        if self.places.len() > KEPT {
            self.places.remove(0);
        }
        self.at = self.places.len();
    }

    /// The place before, from `here`, which can then be gone forward to.
    pub fn back(&mut self, here: T) -> Option<T> {
        if self.at == self.places.len() && self.places.last() == Some(&here) {
            self.at = self.at.checked_sub(1)?;
        }
        let to = self.at.checked_sub(1)?;
        match self.places.get_mut(self.at) {
            Some(place) => *place = here,
            None => self.places.push(here),
        }
        self.at = to;
        self.places.get(to).cloned()
    }

    /// The place after, if one has been gone back from.
    pub fn forward(&mut self, here: T) -> Option<T> {
        let to = self.at + 1;
        let place = self.places.get(to)?.clone();
        self.places[self.at] = here;
        self.at = to;
        if to + 1 == self.places.len() {
            // The newest place is where one is, not one that was left.
            self.places.pop();
            self.at = self.places.len();
        }
        Some(place)
    }

    /// Changes each place.
    pub fn each(&mut self, change: impl FnMut(&mut T)) {
        self.places.iter_mut().for_each(change);
    }

    /// How many places one can go back.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn back_and_forward_walk_the_same_places() {
        let mut jumps = JumpList::default();
        jumps.leave(1);
        jumps.leave(2);
        assert_eq!(jumps.back(3), Some(2));
        assert_eq!(jumps.back(2), Some(1));
        assert_eq!(jumps.back(1), None);
        assert_eq!(jumps.forward(1), Some(2));
        assert_eq!(jumps.forward(2), Some(3));
        assert_eq!(jumps.forward(3), None);
        assert_eq!(jumps.back(3), Some(2));
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = JumpList::default();
        jumps.leave(1);
        jumps.leave(2);
        assert_eq!(jumps.back(3), Some(2));
        jumps.leave(2);
        assert_eq!(jumps.forward(9), None);
        assert_eq!(jumps.back(9), Some(2));
    }

    proptest! {
        #[test]
        fn back_then_forward_is_where_one_was(moves in proptest::collection::vec(0u8..6, 0..60)) {
            let mut jumps = JumpList::default();
            let mut here = 100u32;
            for (next, step) in (101u32..).zip(moves) {
                match step {
                    0..=2 => { jumps.leave(here); here = next; }
                    3 => if let Some(to) = jumps.back(here) { here = to; },
                    4 => if let Some(to) = jumps.forward(here) { here = to; },
                    _ => {
                        if let Some(to) = jumps.back(here) {
                            prop_assert_eq!(jumps.forward(to), Some(here));
                        }
                    }
                }
                prop_assert!(jumps.depth() <= KEPT);
            }
        }
    }
}
