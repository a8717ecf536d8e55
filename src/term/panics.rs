//! What a panic leaves behind: the terminal as it was, and a report that no terminal obeys.
//!
//! A panic is a bug, and its message may hold whatever a dataset holds. So every command installs the hook,
//! and not only the viewer.

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::sync::Once;
use std::thread;

use super::{plain, session};
use crate::text::sanitise;

/// From now on a panic gives the terminal back before it is reported; one in another thread than the caller's
/// ends the program, which would otherwise go on with a dead part.
pub fn report_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let owner = thread::current().id();
        std::panic::set_hook(Box::new(move |info| {
            let foreign = thread::current().id() != owner;
            // The owner may be the one who holds the screen.
            let _screen = foreign.then(session::hold_screen_or_give_up);
            session::leave();
            report(info);
            if foreign {
                std::process::exit(101);
            }
        }));
    });
}

fn report(info: &PanicHookInfo) {
    let payload = info.payload();
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    let thread = thread::current().name().unwrap_or("unnamed").to_owned();
    let mut err = io::stderr().lock();
    // A report that nobody can read any more is no reason to panic again.
    let _ = writeln!(
        err,
        "startline met a bug of its own and stopped; please report it.\n\
         thread {thread}, {}: {}",
        plain::line(&place, 300),
        plain::line(said, 2000),
    );
    let trace = std::backtrace::Backtrace::capture();
    let _ = match trace.status() {
        std::backtrace::BacktraceStatus::Captured => {
            writeln!(err, "{}", sanitise(&trace.to_string()))
        }
        _ => writeln!(err, "RUST_BACKTRACE=1 shows where it came from."),
    };
}
