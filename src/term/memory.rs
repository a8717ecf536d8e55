//! What becomes of memory that is freed, where a dataset is large: it goes back to the system at once.
//!
//! The allocator of the GNU C library keeps what is freed between blocks that are still in use, so that of a quarter of
//! a million records a fifth more is held than is in use, unless blocks of some size are each mapped for themselves. It
//! can be told so in the environment alone, which it reads before `main`; so the program starts itself anew, in the same
//! process, before it has done anything that would be seen.
//!
//! It must never be felt at the start of a dataset that is not large, nor keep a program from starting.

/// What the library reads, and what it is told: from how many bytes on a block is mapped for itself.
const OPTION: &str = "GLIBC_TUNABLES";
const MAPPED: &str = "glibc.malloc.mmap_threshold=65536";

/// From so many bytes of dataset on it pays: to start anew takes two milliseconds, and to read them a hundred.
const LARGE: u64 = 16 << 20;

/// Starts the program anew where a dataset of so many bytes is to be read, unless it has been, or whoever started it
/// tells the library something else.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn give_back_at_once(dataset: u64) {
    if dataset < LARGE || std::env::var_os(OPTION).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut args = std::env::args_os();
    let mut anew = std::process::Command::new(program);
    if let Some(name) = args.next() {
        std::os::unix::process::CommandExt::arg0(&mut anew, name);
    }
    anew.args(args).env(OPTION, MAPPED);
    // It comes back from this only where it failed: then what is freed is kept as ever.
    let _ = std::os::unix::process::CommandExt::exec(&mut anew);
}

/// Does nothing: there is no such library here.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back_at_once(_: u64) {}

/// Another program is started without what only this one is told.
pub(super) fn withhold(command: &mut std::process::Command) {
    if std::env::var_os(OPTION).is_some_and(|told| told == MAPPED) {
        command.env_remove(OPTION);
    }
}
