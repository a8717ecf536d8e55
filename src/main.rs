//! x
fn main() {
    let arg = std::env::args().nth(1);
    let l = match arg {
        None => startline::chronology::load::shipped(),
        Some(p) => startline::chronology::load::load(p.as_ref()).unwrap(),
    };
    for p in &l.problems {
        println!(
            "{}:{}:{} {} {} | {:?}\n    {}",
            p.file,
            p.line,
            p.column,
            p.code,
            p.message,
            p.help,
            p.snippet.chars().take(100).collect::<String>()
        );
    }
    println!(
        "{} records, {} statements, left out {}",
        l.chronology.records.len(),
        l.chronology.statements().len(),
        l.left_out
    );
}
