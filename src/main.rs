//! x
fn main() -> std::process::ExitCode {
    let loaded = startline::chronology::load::shipped();
    match startline::viewer::open(startline::viewer::Opening { texts: std::env::var_os("STARTLINE_TEXTS").map(Into::into), ..Default::default() }, loaded) {
        Ok(exit) => exit.end(),
        Err(e) => { eprintln!("startline: {e:#}"); 2.into() }
    }
}
