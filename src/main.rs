//! skeleton
use startline::app::App;
use startline::app::effect::Effect;
use startline::term::{self, Options, Poster, World};
use std::process::ExitCode;

struct Nothing;
impl World for Nothing {
    fn start(&mut self, _: &Poster) {}
    fn perform(&mut self, _: Effect, _: &Poster) {}
    fn changed(&mut self) -> bool {
        false
    }
}

fn main() -> ExitCode {
    if let Err(why) = term::check_terminal() {
        eprintln!("startline: {why}");
        return ExitCode::from(2);
    }
    let file = std::env::args().nth(2).unwrap_or_default();
    let app = App {
        file,
        ..App::default()
    };
    let draw = |app: &App, frame: &mut ratatui::Frame| {
        let said = format!(
            "startline {} keys {:?}\n{}",
            app.keys.len(),
            app.size,
            app.notice
        );
        frame.render_widget(ratatui::text::Text::from(said), frame.area());
        let footer = ratatui::layout::Rect {
            y: frame.area().height.saturating_sub(1),
            height: frame.area().height.min(1),
            ..frame.area()
        };
        frame.render_widget(ratatui::text::Line::from("q quit"), footer);
    };
    match term::run(app, draw, &mut Nothing, Options::default()) {
        Ok(exit) => exit.end(),
        Err(error) => {
            eprintln!("startline: {error:#}");
            ExitCode::from(2)
        }
    }
}
