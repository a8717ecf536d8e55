//! What a person asks for, and which part of the app carries it out: the panes, the search prompt, or what
//! is laid over them.
//!
//! Dispatch only; every deed is done in the file that owns its subject.

use crate::geometry::Pane;

use super::action::{Action, Edit, End};
use super::chooser::Chooser;
use super::effect::Effect;
use super::prompt::Prompt;
use super::timeline::Axis;
use super::viewport::{Anchor, Rows};
use super::{App, Overlay, View, geometry, list_height};

/// Further than any list is long.
const FAR: isize = 1 << 30;

impl App {
    /// What a person asks for.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Reload => return vec![Effect::Reload],
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.tell(if self.mouse {
                    "clicks are captured; F2 gives them back to the terminal"
                } else {
                    "clicks belong to the terminal again"
                });
                return vec![Effect::CaptureMouse(self.mouse)];
            }
            Action::Close | Action::Cancel if self.close() => {}
            Action::Close | Action::Cancel => return vec![Effect::Quit],
            Action::Escape => {
                if !self.close() {
                    if self.is_across() && !self.zoom {
                        self.set_view(View::List);
                    }
                    self.zoom = false;
                    self.follow();
                }
            }
            Action::Help => {
                self.overlay = match self.overlay {
                    Some(Overlay::Help(_)) => None,
                    _ => Some(Overlay::Help(Anchor::default())),
                };
            }
            _ if self.overlay.is_some() => return self.act_in_overlay(action),
            _ if self.search.is_some() => return self.act_in_search(action),
            _ => return self.act_in_panes(&action),
        }
        Vec::new()
    }

    fn act_in_panes(&mut self, action: &Action) -> Vec<Effect> {
        // Without a record there is no place to be at: what needs none still works.
        let placeless = matches!(
            action,
            Action::Focus(_)
                | Action::Cycle(_)
                | Action::Zoom
                | Action::Palette
                | Action::View
                | Action::Axis
                | Action::AsOf(_)
        );
        if self.chronology().records.is_empty() && !placeless {
            self.tell("there are no records here; : goes to commands, q quits");
            return Vec::new();
        }
        let done = match self.view {
            View::Lanes if self.is_across() => self.act_in_lanes(action),
            View::Figures if self.is_across() => self.act_in_figures(action),
            _ => None,
        };
        if let Some(effects) = done {
            return effects;
        }
        match action {
            Action::Move(by) => self.step(*by),
            Action::Page(halves) => self.page(*halves),
            Action::Edge(end) => self.edge(*end),
            Action::Month(by) => self.month(*by),
            Action::Across(by) => self.stride(*by),
            Action::Span(by) => self.zoom_time(*by),
            Action::View => self.next_view(),
            Action::Focus(pane) => self.set_focus(*pane),
            Action::Cycle(by) => {
                let at = Pane::ALL.iter().position(|p| *p == self.focus).unwrap_or(0) as isize;
                self.set_focus(Pane::ALL[(at + *by).rem_euclid(3) as usize]);
            }
            Action::Into => return self.enter(),
            Action::Out => self.leave(),
            Action::Zoom => {
                self.zoom = !self.zoom;
                self.follow();
            }
            Action::Report(by) => self.next_report(*by),
            Action::Speaker(by) => self.next_of_speaker(*by),
            Action::Relations => self.open_relations(),
            Action::Compare => self.open_comparison(),
            Action::Search => self.open_search(),
            Action::Hit(by) => self.next_hit(*by),
            Action::Hide => self.toggle_hide(),
            Action::ClearQuery => self.clear_query(),
            Action::Palette => self.open_palette(),
            Action::Back => self.history_step(false),
            Action::Forward => self.history_step(true),
            Action::Mark => self.toggle_mark(),
            Action::Marks => self.open_marks(),
            Action::Notes => self.open_notes(None),
            Action::CopyMenu => self.open_copy(),
            Action::Axis => self.toggle_axis(),
            Action::AsOf(day) => return self.restrict(*day),
            Action::Click(column, row) => return self.click(*column, *row),
            Action::Copy(_) | Action::Open { .. } | Action::Edit | Action::ExportMarked => {
                return self.reach_out(action);
            }
            _ => {}
        }
        Vec::new()
    }

    fn act_in_search(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Insert(text) => self.edit_search(|prompt| prompt.insert(&text)),
            Action::Type(Edit::DeleteBack)
                if self.search.as_ref().is_some_and(|s| s.prompt.text().is_empty()) =>
            {
                self.cancel_search();
            }
            Action::Type(edit) => self.type_search(edit),
            // In an empty prompt there are no hits to walk, but there are earlier queries.
            Action::Move(by) if self.search.as_ref().is_some_and(|s| s.prompt.is_recalling()) => {
                return self.act_in_search(Action::Recall(by));
            }
            Action::Move(by) => self.choose_hit(by),
            Action::Page(halves) => self.choose_hit(
                halves * (isize::try_from(list_height(self.size)).unwrap_or(1) / 2).max(1),
            ),
            Action::Accept => return self.accept_search(),
            Action::Complete(by) => self.complete(by),
            Action::Recall(by) => {
                let history = self.history.clone();
                self.edit_search(|prompt| prompt.recall(&history, by < 0));
            }
            _ => {}
        }
        Vec::new()
    }

    fn act_in_overlay(&mut self, action: Action) -> Vec<Effect> {
        let height = isize::try_from(self.screen().body.height).unwrap_or(1);
        match (&mut self.overlay, action) {
            (Some(Overlay::Help(_)), Action::Move(by)) => self.scroll_help(by),
            (Some(Overlay::Help(_)), Action::Page(halves)) => self.scroll_help(halves * height / 2),
            (Some(Overlay::Help(_)), Action::Edge(end)) => {
                self.scroll_help(if end == End::First { -FAR } else { FAR });
            }
            (Some(Overlay::Compare(_)), Action::Move(by)) => self.scroll_comparison(by),
            (Some(Overlay::Compare(_)), Action::Page(halves)) => {
                self.scroll_comparison(halves * height / 2);
            }
            (Some(Overlay::Compare(_)), Action::Pair(by) | Action::Report(by)) => {
                self.next_pair(by);
            }
            (Some(Overlay::Compare(_)), Action::Accept) => self.take_comparison(),
            (Some(Overlay::Chooser(_)), Action::Move(by)) => self.choose(by),
            (Some(Overlay::Chooser(_)), Action::Page(halves)) => self.choose(halves * height / 4),
            (Some(Overlay::Chooser(_)), Action::Edge(End::First)) => self.choose(-FAR),
            (Some(Overlay::Chooser(_)), Action::Edge(End::Last)) => self.choose(FAR),
            (Some(Overlay::Chooser(_)), Action::Complete(by)) => self.next_note_kind(by),
            (Some(Overlay::Chooser(_)), Action::Accept) => return self.take_choice(),
            (Some(Overlay::Chooser(_)), Action::Copy(what)) => {
                self.overlay = None;
                return self.reach_out(&Action::Copy(what));
            }
            (Some(Overlay::Chooser(_)), Action::Insert(text)) => {
                self.type_palette(|prompt| prompt.insert(&text));
            }
            (Some(Overlay::Chooser(_)), Action::Type(edit)) => {
                self.type_palette(|prompt| type_into(prompt, edit));
            }
            (_, Action::Click(column, row)) => return self.click(column, row),
            _ => {}
        }
        Vec::new()
    }

    fn type_palette(&mut self, edit: impl FnOnce(&mut Prompt)) {
        if let Some(Overlay::Chooser(Chooser { prompt: Some(prompt), .. })) = &mut self.overlay {
            edit(prompt);
            self.narrow_palette();
        }
    }

    fn scroll_comparison(&mut self, by: isize) {
        let area = self.screen().body.inset(1);
        let Some(Overlay::Compare(comparison)) = &self.overlay else {
            return;
        };
        let page = self.comparison_page(comparison, area.width);
        let width =
            (area.width / page.columns.len().max(1) as u16).saturating_sub(geometry::GUTTER);
        let longest =
            page.columns.iter().max_by_key(|c| c.iter().map(|r| r.height(width)).sum::<usize>());
        let Some(column) = longest else { return };
        let rows = Rows { len: column.len(), height: &|i| column[i].height(width) };
        let taken = page.head.len() + page.foot.len();
        let height = usize::from(area.height).saturating_sub(taken).max(1);
        let top = rows.clamp(rows.scroll(comparison.top, by), height);
        if let Some(Overlay::Compare(comparison)) = &mut self.overlay {
            comparison.top = top;
        }
    }

    /// Closes the top thing; whether there was one.
    fn close(&mut self) -> bool {
        if self.overlay.take().is_some() {
            return true;
        }
        if self.search.is_some() {
            self.cancel_search();
            return true;
        }
        false
    }

    /// Marks the very report that is read, so that nothing else is exported later.
    fn toggle_mark(&mut self) {
        let id = self.id_read().to_owned();
        if !self.marks.remove(&id) {
            self.marks.insert(id);
        }
        self.tell(format!("{} marked · ' lists them · x exports them", self.marks.len()));
    }

    fn toggle_axis(&mut self) {
        self.axis = match self.axis {
            Axis::Said => Axis::Published,
            Axis::Published => Axis::Said,
        };
        self.refresh_shown();
        self.follow();
        self.tell(match self.axis {
            Axis::Said => "in the order of the days said",
            Axis::Published => "in the order of the days published",
        });
    }
}

/// Edits a typed line.
pub(super) fn type_into(prompt: &mut Prompt, edit: Edit) {
    match edit {
        Edit::DeleteBack => {
            prompt.delete_back();
        }
        Edit::Delete => prompt.delete(),
        Edit::DeleteWord => prompt.delete_word(),
        Edit::DeleteAll => prompt.delete_all_before(),
        Edit::Left => prompt.step(false),
        Edit::Right => prompt.step(true),
        Edit::Start => prompt.edge(false),
        Edit::End => prompt.edge(true),
    }
}
