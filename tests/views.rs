//! What the views of the timeline show: all that is there is told, however little room there is.

#![allow(clippy::unwrap_used, reason = "tests")]

mod stage;

use stage::Stage;

const SIZES: [(u16, u16); 5] = [(160, 45), (120, 36), (80, 24), (60, 20), (40, 12)];

#[test]
fn what_is_cut_off_in_a_view_is_counted_and_reached() {
    for (width, height) in SIZES {
        let mut stage = Stage::shipped(width, height).press("v f");
        let rows = stage.app().lane_rows();
        let mut hidden = rows - stage.app().lane_rows_seen().end;
        assert!(hidden > 0, "the parties that are open take more rows than there are");
        for _ in 0..rows {
            let told = format!("▼ {hidden} more");
            assert!(hidden == 0 || stage.grid().contains(&told), "{told}\n{}", stage.grid());
            stage = stage.press("j");
            let (app, seen) = (stage.app(), stage.app().lane_rows_seen());
            let at = app.lanes().position(|lane| lane == app.place.views.lanes.lane).unwrap();
            assert!(seen.contains(&at), "{at} of {seen:?}\n{}", stage.grid());
            hidden = rows - seen.end;
        }
        let grid = stage.grid();
        assert!(hidden == 0 && grid.contains("▲ ") && grid.contains(" above"), "{grid}");
        assert!(grid.lines().any(|line| line.trim_matches(['│', ' ']).starts_with("bo")), "{grid}");
    }
}
