//! Sizes, areas and where the panes lie: a leaf, in plain terminal cells.
//!
//! One pure [`layout`] serves update (page size, clamping, mouse) and draw, so that the two can never
//! disagree. It must never know what a pane shows.

/// A size in terminal cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle in terminal cells; column and row from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether nothing can be drawn in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Whether the cell lies in it.
    #[must_use]
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&column)
            && (self.y..self.y.saturating_add(self.height)).contains(&row)
    }

    /// The area less `cells` on every side.
    #[must_use]
    pub fn inset(self, cells: u16) -> Self {
        Self {
            x: self.x + cells.min(self.width),
            y: self.y + cells.min(self.height),
            width: self.width.saturating_sub(2 * cells),
            height: self.height.saturating_sub(2 * cells),
        }
    }

    /// The first `rows` rows, and the rest.
    #[must_use]
    pub fn split_rows(self, rows: u16) -> (Self, Self) {
        let rows = rows.min(self.height);
        let top = Self { height: rows, ..self };
        let rest = Self { y: self.y + rows, height: self.height - rows, ..self };
        (top, rest)
    }

    /// The first `columns` columns, and the rest.
    #[must_use]
    pub fn split_columns(self, columns: u16) -> (Self, Self) {
        let columns = columns.min(self.width);
        let left = Self { width: columns, ..self };
        let rest = Self { x: self.x + columns, width: self.width - columns, ..self };
        (left, rest)
    }

    /// The cells of its right border that a scrollbar takes: without the corners; none where there is no room for one.
    #[must_use]
    pub fn scrollbar(self) -> Self {
        if self.width < 3 || self.height < 3 {
            return Self::default();
        }
        Self { x: self.x + self.width - 1, y: self.y + 1, width: 1, height: self.height - 2 }
    }

    /// An area of at most `width` by `height` in the middle of this one.
    #[must_use]
    pub fn centred(self, width: u16, height: u16) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        Self {
            x: self.x + (self.width - width) / 2,
            y: self.y + (self.height - height) / 2,
            width,
            height,
        }
    }
}

/// The three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Records in time.
    Timeline,
    /// The source of the record under the cursor.
    Source,
    /// The words under the cursor.
    Quote,
}

impl Pane {
    /// The panes in the order of `Tab`.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Source, Self::Quote];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Source => "Source",
            Self::Quote => "Quote",
        }
    }
}

/// How many panes the screen has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All three.
    Wide,
    /// The timeline over one of the other two.
    Medium,
    /// One at a time.
    Narrow,
}

/// From this width on all three panes stand side by side.
pub const WIDE: u16 = 110;
/// From this width on two panes stand over each other.
pub const MEDIUM: u16 = 70;
/// Under this height there is one pane.
pub const SHORT: u16 = 16;
/// From these heights on the density strip has two rows, three, four.
const STRIP_FROM: [u16; 3] = [22, 24, 36];
/// From this height on a source without a border has a line that names it.
const HEAD_FROM: u16 = 6;
/// From these heights on, with a border and without, a line of a scrolled pane stays.
const STAYS_FROM: (u16, u16) = (6, 12);
/// The column in which the mark of the cursor stands.
pub const GUTTER: u16 = 1;

/// What the layout depends on besides the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutInput {
    /// The focused pane, which is always drawn.
    pub focus: Pane,
    /// Whether it has the whole screen.
    pub zoom: bool,
    /// Whether a banner must be shown.
    pub banner: bool,
    /// How much room the timeline needs.
    pub timeline: TimelineWidth,
    /// How the panes share the screen where they share it.
    pub shares: Shares,
}

/// How panes share the screen, in percent: what a border that is dragged changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// Of the columns, for the timeline beside the others.
    pub timeline_columns: u16,
    /// Of the rows, for the timeline over another one.
    pub timeline_rows: u16,
    /// Of the rows, for the source over the quote.
    pub source_rows: u16,
}

impl Default for Shares {
    fn default() -> Self {
        Self { timeline_columns: 48, timeline_rows: 50, source_rows: 44 }
    }
}

/// A border between panes that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Between the timeline and what stands beside it.
    TimelineColumns,
    /// Between the timeline and what stands under it.
    TimelineRows,
    /// Between the source and the quote under it.
    SourceRows,
}

impl Shares {
    /// The shares where a border of a screen is dragged to a cell; neither side gets less than a fifth.
    #[must_use]
    pub fn dragged(mut self, border: Border, screen: &Screen, (column, row): (u16, u16)) -> Self {
        let share = |at: u16, from: u16, whole: u16| {
            let part = u32::from(at.saturating_sub(from)) * 100 / u32::from(whole.max(1));
            u16::try_from(part).unwrap_or(u16::MAX).clamp(20, 80)
        };
        let (timeline, source, quote) = (screen.timeline, screen.source, screen.quote);
        match border {
            Border::TimelineColumns => {
                self.timeline_columns =
                    share(column + 1, timeline.x, timeline.width + source.width);
            }
            Border::TimelineRows => {
                let under = source.height + quote.height;
                self.timeline_rows = share(row + 1, timeline.y, timeline.height + under);
            }
            Border::SourceRows => {
                self.source_rows = share(row + 1, source.y, source.height + quote.height);
            }
        }
        self
    }
}

/// How much room the timeline takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimelineWidth {
    /// Half, beside or over the others: a list.
    #[default]
    Shared,
    /// All columns, over the others: lanes.
    Across,
    /// Everything while it has the keys: figures, which say beside the chart what the other panes say of one.
    Whole,
}

/// Where everything lies. Areas that are not drawn are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// How many panes there is room for.
    pub form: Form,
    /// Whether panes have borders.
    pub framed: bool,
    /// The title line.
    pub title: Area,
    /// The banner.
    pub banner: Area,
    /// The density strip.
    pub strip: Area,
    /// The timeline, borders included.
    pub timeline: Area,
    /// The source, borders included.
    pub source: Area,
    /// The quote, borders included.
    pub quote: Area,
    /// Between the title and the footer: what an overlay may cover.
    pub body: Area,
    /// The footer.
    pub footer: Area,
}

impl Screen {
    /// A pane's area, borders included.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Area {
        match pane {
            Pane::Timeline => self.timeline,
            Pane::Source => self.source,
            Pane::Quote => self.quote,
        }
    }

    /// The line over a pane without a border that names what it shows; the source alone has one, which may be long
    /// after its own head has scrolled away.
    #[must_use]
    pub fn head(&self, pane: Pane) -> Area {
        let has = !self.framed && pane == Pane::Source && self.pane(pane).height >= HEAD_FROM;
        if has { self.pane(pane).split_rows(1).0 } else { Area::default() }
    }

    /// The border between panes that a cell is of, if it is of one that can be dragged.
    #[must_use]
    pub fn border_at(&self, column: u16, row: u16) -> Option<Border> {
        if !self.framed || self.timeline.is_empty() {
            return None;
        }
        let below = |upper: Area, lower: Area| {
            let meets = !upper.is_empty() && upper.y + upper.height == lower.y;
            meets
                && lower.contains(column, lower.y)
                && (row == lower.y || row.checked_add(1) == Some(lower.y))
        };
        let beside =
            !self.source.is_empty() && self.timeline.x + self.timeline.width == self.source.x;
        let at_side = column == self.source.x || column.checked_add(1) == Some(self.source.x);
        if beside && at_side && self.timeline.contains(self.timeline.x, row) {
            return Some(Border::TimelineColumns);
        }
        if below(self.source, self.quote) {
            return Some(Border::SourceRows);
        }
        let under = self.form == Form::Medium
            && [self.source, self.quote].into_iter().any(|lower| below(self.timeline, lower));
        under.then_some(Border::TimelineRows)
    }

    /// A pane's area within its borders, or under the line that names it.
    #[must_use]
    pub fn inner(&self, pane: Pane) -> Area {
        match (self.framed, self.head(pane).is_empty()) {
            (true, _) => self.pane(pane).inset(1),
            (false, true) => self.pane(pane),
            (false, false) => self.pane(pane).split_rows(1).1,
        }
    }

    /// A pane's area within its borders in two: the line that stays while the rows are scrolled, and the area of the
    /// rows under it. Where they are not, and in a low pane, no line stays.
    #[must_use]
    pub fn under_line(&self, pane: Pane, is_scrolled: bool) -> (Area, Area) {
        let inner = self.inner(pane);
        let least = if self.framed { STAYS_FROM.0 } else { STAYS_FROM.1 };
        inner.split_rows(u16::from(is_scrolled && inner.height >= least))
    }

    /// A pane's area for its rows: within the borders, beside the column of the cursor's mark.
    #[must_use]
    pub fn rows(&self, pane: Pane) -> Area {
        self.inner(pane).split_columns(GUTTER).1
    }
}

/// Where everything lies on a screen of `size`.
#[must_use]
pub fn layout(size: Size, input: LayoutInput) -> Screen {
    let whole = Area { x: 0, y: 0, width: size.width, height: size.height };
    let form = if size.width < MEDIUM || size.height < SHORT {
        Form::Narrow
    } else if size.width < WIDE {
        Form::Medium
    } else {
        Form::Wide
    };
    let alone = input.zoom || form == Form::Narrow;
    // On the smallest screens the words matter more than the frame around them.
    let (title, rest) = whole.split_rows(u16::from(size.height > 2));
    let (banner, rest) = rest.split_rows(u16::from(input.banner && size.height > 4));
    let foot = u16::from(size.height > 1);
    let (body, footer) = rest.split_rows(rest.height.saturating_sub(foot));
    // Lanes and figures have an axis of their own.
    let rows = STRIP_FROM.iter().filter(|from| size.height >= **from).count() as u16;
    let shown = rows > 0 && !alone && input.timeline == TimelineWidth::Shared;
    let strip_rows = if shown { rows + 1 } else { 0 };
    let (strip, panes) = body.split_rows(strip_rows);
    let (timeline, source, quote) = split(panes, form, alone, input);
    Screen { form, framed: !alone, title, banner, strip, timeline, source, quote, body, footer }
}

fn split(panes: Area, form: Form, alone: bool, input: LayoutInput) -> (Area, Area, Area) {
    let none = Area::default();
    if alone {
        return match input.focus {
            Pane::Timeline => (panes, none, none),
            Pane::Source => (none, panes, none),
            Pane::Quote => (none, none, panes),
        };
    }
    if input.timeline == TimelineWidth::Whole && input.focus == Pane::Timeline {
        return (panes, none, none);
    }
    if form == Form::Medium || input.timeline != TimelineWidth::Shared {
        let share = match (input.timeline, panes.height) {
            (TimelineWidth::Shared, _) => u32::from(input.shares.timeline_rows),
            (_, 0..30) => 70,
            _ => 68,
        };
        // Where it is a list, a row that is left over is the timeline's.
        let over = u16::from(input.timeline == TimelineWidth::Shared);
        let rows = percent(panes.height.saturating_add(over), share);
        let (timeline, under) = panes.split_rows(rows);
        if form == Form::Wide {
            let (source, quote) = under.split_columns(percent(under.width, 46));
            return (timeline, source, quote);
        }
        return if input.focus == Pane::Source {
            (timeline, under, none)
        } else {
            (timeline, none, under)
        };
    }
    let shares = input.shares;
    let columns = percent(panes.width, u32::from(shares.timeline_columns));
    let (timeline, right) = panes.split_columns(columns);
    let (source, quote) = right.split_rows(percent(right.height, u32::from(shares.source_rows)));
    (timeline, source, quote)
}

fn percent(whole: u16, share: u32) -> u16 {
    u16::try_from(u32::from(whole) * share / 100).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn overlap(a: Area, b: Area) -> bool {
        !a.is_empty()
            && !b.is_empty()
            && a.x < b.x + b.width
            && b.x < a.x + a.width
            && a.y < b.y + b.height
            && b.y < a.y + a.height
    }

    proptest! {
        #[test]
        fn areas_lie_in_the_screen_and_apart(
            width in 0u16..400, height in 0u16..200, focus in 0usize..3, zoom: bool, banner: bool, timeline in 0usize..3,
            share in 20u16..=80,
        ) {
            let timeline = [TimelineWidth::Shared, TimelineWidth::Across, TimelineWidth::Whole][timeline];
            let shares = Shares { timeline_columns: share, timeline_rows: share, source_rows: share };
            let input = LayoutInput { focus: Pane::ALL[focus], zoom, banner, timeline, shares };
            let screen = layout(Size { width, height }, input);
            let areas =
                [screen.title, screen.banner, screen.strip, screen.timeline, screen.source, screen.quote, screen.footer];
            for (i, a) in areas.iter().enumerate() {
                prop_assert!(a.x + a.width <= width && a.y + a.height <= height);
                prop_assert!(areas[i + 1..].iter().all(|b| !overlap(*a, *b)));
            }
            if width > 0 && height > 0 {
                prop_assert!(!screen.pane(input.focus).is_empty(), "the focused pane is always drawn");
            }
        }
    }

    proptest! {
        #[test]
        fn a_border_follows_what_drags_it(
            width in 70u16..300, height in 16u16..120, column in 0u16..300, row in 0u16..120, to in (0u16..300, 0u16..120),
        ) {
            let mut input = LayoutInput {
                focus: Pane::Timeline,
                zoom: false,
                banner: false,
                timeline: TimelineWidth::Shared,
                shares: Shares::default(),
            };
            let screen = layout(Size { width, height }, input);
            if let Some(border) = screen.border_at(column, row) {
                input.shares = input.shares.dragged(border, &screen, to);
                let after = layout(Size { width, height }, input);
                prop_assert!(!after.timeline.is_empty() && !after.quote.is_empty());
                let (x, y) = (after.source.x, after.quote.y);
                let near = |at: u16, to: u16, whole: u16| {
                    at.abs_diff(to) <= whole / 50 + 2 || !(whole / 4..whole * 3 / 4).contains(&to)
                };
                match border {
                    Border::TimelineColumns => prop_assert!(near(x, to.0, width)),
                    Border::TimelineRows | Border::SourceRows => prop_assert!(near(y, to.1, height)),
                }
            }
        }
    }

    #[test]
    fn the_three_forms_come_at_their_widths() {
        let input = LayoutInput {
            focus: Pane::Timeline,
            zoom: false,
            banner: false,
            timeline: TimelineWidth::Shared,
            shares: Shares::default(),
        };
        let at = |width, height| layout(Size { width, height }, input);
        assert_eq!(at(110, 36).form, Form::Wide);
        assert_eq!(at(109, 36).form, Form::Medium);
        assert_eq!(at(69, 36).form, Form::Narrow);
        assert_eq!(at(160, 15).form, Form::Narrow);
        assert!(at(80, 24).source.is_empty() && !at(80, 24).quote.is_empty());
    }
}
