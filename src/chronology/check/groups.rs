//! Reports of the same words: which statement is the head of each, in which circles they go, and what members take
//! from their head.

use super::super::model::{Entity, Statement, StatementIx, StatementKind};
use super::super::problem::ProblemCode;
use super::super::ron::location::PathStep::Field;
use super::Check;
use super::form::NO_SPEAKER;
use super::references::Unresolved;

/// Where the chain of `same_as` from a statement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// The walk that is under way has passed it.
    Passed,
    /// At a statement with no `same_as`, by its position.
    At(usize),
    /// Nowhere.
    Lost(Unresolved),
}

/// The statement that the `same_as` of another means, by its position, where it has one.
type Next = Result<Option<usize>, Unresolved>;

impl Check<'_> {
    /// Ties reports of the same words to the head of their group and gives each statement that is left its place.
    /// A member whose head is left out goes with it. `names` are the numbers of the names that the statements go by.
    pub(super) fn group(&mut self, statements: &mut Vec<Statement>, names: &[u32]) {
        let heads = self.heads(statements);
        let mut positions = Vec::with_capacity(heads.len());
        let mut kept = 0;
        for head in &heads {
            positions.push(StatementIx::from(kept));
            kept += usize::from(matches!(head, Head::At(_)));
        }
        let mut each = heads.iter().zip(names).enumerate();
        // In place: a million statements are not held twice.
        statements.retain_mut(|statement| {
            let Some((n, (head, name))) = each.next() else { return false };
            match *head {
                Head::At(head) => {
                    let place = positions.get(n).copied().unwrap_or_default();
                    self.place(statement.location, *name, Entity::Statement(place));
                    statement.same_as = positions.get(head).copied().filter(|_| head != n);
                    true
                }
                Head::Lost(why) => {
                    self.lose(statement.location, *name, why);
                    self.tell_links(statement.location, &statement.links);
                    false
                }
                Head::Passed => false,
            }
        });
    }

    /// The head of each statement, each found once.
    fn heads(&mut self, statements: &[Statement]) -> Vec<Head> {
        let next: Vec<Next> = statements.iter().map(|statement| self.next(statement)).collect();
        let mut heads: Vec<Option<Head>> = vec![None; statements.len()];
        for start in 0..statements.len() {
            let (mut way, mut here) = (Vec::new(), start);
            let end = loop {
                match heads[here] {
                    Some(Head::Passed) => {
                        let from = way.iter().position(|n| *n == here).unwrap_or(0);
                        break self.circle(
                            statements,
                            way.get(from..).unwrap_or_default(),
                            &mut heads,
                        );
                    }
                    Some(Head::Lost(why)) => break Head::Lost(Unresolved::RestsOn(why.problem())),
                    Some(known) => break known,
                    None => {}
                }
                match next[here] {
                    Ok(Some(further)) => {
                        heads[here] = Some(Head::Passed);
                        way.push(here);
                        here = further;
                    }
                    Ok(None) => heads[here] = Some(Head::At(here)),
                    Err(why) => heads[here] = Some(Head::Lost(why)),
                }
            };
            for passed in way {
                if heads[passed] == Some(Head::Passed) {
                    heads[passed] = Some(end);
                }
            }
        }
        for (statement, next) in statements.iter().zip(&next) {
            let Ok(Some(further)) = *next else { continue };
            let is_group = matches!(heads[further], Some(Head::At(head)) if head != further);
            if is_group && let Some(member) = statements.get(further) {
                let message = format!("`{}` is itself a report of other words", member.id);
                let help = "point same_as at the head of the group".to_owned();
                let at = [Field("same_as")];
                self.report(statement.location, &at, ProblemCode::Chain, message, Some(help));
            }
        }
        heads.into_iter().map(|head| head.unwrap_or(Head::Passed)).collect()
    }

    /// The statement that `same_as` means, by its position.
    fn next(&mut self, statement: &Statement) -> Next {
        let Some(name) = statement.same_as else { return Ok(None) };
        match self.resolve((statement.location, &[Field("same_as")]), "statement", name.number())? {
            Entity::Statement(further) => Ok(Some(further.at())),
            _ => Err(Unresolved::Told(None)),
        }
    }

    /// Tells a circle once, at the first of it in the dataset; the others rest on that.
    fn circle(
        &mut self,
        statements: &[Statement],
        circle: &[usize],
        heads: &mut [Option<Head>],
    ) -> Head {
        let first = circle.iter().copied().min().unwrap_or_default();
        let Some(record) = statements.get(first) else { return Head::Passed };
        let others = circle.iter().filter(|n| **n != first).filter_map(|n| statements.get(*n));
        let (message, help) = match others.clone().map(|other| &other.id).next() {
            None => (
                format!("`{}` is said to be a report of itself", record.id),
                "name the report of the same words that came first, or remove same_as",
            ),
            Some(other) => (
                format!("same_as goes round in a circle through `{}` and `{other}`", record.id),
                "let one report of the words have no same_as, and all others point at it",
            ),
        };
        let at = [Field("same_as")];
        let problem =
            self.report(record.location, &at, ProblemCode::Cycle, message, Some(help.to_owned()));
        heads[first] = Some(Head::Lost(Unresolved::Told(problem)));
        Head::Lost(Unresolved::RestsOn(problem))
    }

    /// Tells the quotations of which neither they nor their head name a speaker.
    pub(super) fn require_speakers(&mut self, statements: &[Statement]) {
        for statement in statements {
            let member = statement.same_as.is_some() && statement.kind == StatementKind::Quote;
            if member && statement.speaker.is_none() {
                let (message, help) = NO_SPEAKER;
                let (at, help) = ([Field("kind")], Some(help.to_owned()));
                self.report(statement.location, &at, ProblemCode::NoSpeaker, message, help);
            }
        }
    }
}

/// Members of a group take from the head what they leave out.
pub(super) fn inherit(statements: &mut [Statement]) {
    for member in 0..statements.len() {
        let Some(head) = statements.get(member).and_then(|s| s.same_as) else { continue };
        let Ok([head, member]) = statements.get_disjoint_mut([head.at(), member]) else { continue };
        if member.speaker.is_none() {
            member.speaker = head.speaker;
            if !head.speakers.is_empty() {
                member.speakers.clone_from(&head.speakers);
            }
        }
        if member.to.is_empty() && !head.to.is_empty() {
            member.to.clone_from(&head.to);
        }
        member.event = member.event.or(head.event);
        if member.said.is_none() {
            member.said.clone_from(&head.said);
            if member.basis != head.basis {
                member.basis.clone_from(&head.basis);
            }
        }
        if member.venue.is_none() && head.venue.is_some() {
            member.venue.clone_from(&head.venue);
        }
        if member.place.is_none() && head.place.is_some() {
            member.place.clone_from(&head.place);
        }
    }
}
