//! Tests of what a configuration may say, and of what is said of one that says something else.

use super::*;
use crate::keymap::{BINDINGS, Key, Resolver};

/// Each problem as `line:column message — help`.
fn problems(text: &str) -> Vec<String> {
    let told = |problem: Problem| {
        let help = problem.help.map(|help| format!(" — {help}")).unwrap_or_default();
        format!("{}:{} {}{help}", problem.line, problem.column, problem.message)
    };
    parse("config.toml", text).problems.into_iter().map(told).collect()
}

fn config(text: &str) -> Config {
    let Parsed { config, problems } = parse("config.toml", text);
    assert_eq!(problems, [], "{text}");
    config
}

/// The file with the # taken away from every setting and every key.
fn uncommented() -> String {
    let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    let is_setting = |line: &str| {
        let name = line.strip_prefix("# ").and_then(|line| line.split_once(" = "));
        name.is_some_and(|(name, _)| names.contains(&name) || keys::is_action(name))
    };
    let line = |line: &str| {
        let bare = line.strip_prefix("# ").filter(|_| is_setting(line));
        bare.unwrap_or(line).to_owned()
    };
    commented_default().lines().map(|l| line(l) + "\n").collect()
}

#[test]
fn the_default_that_is_printed_is_the_default() {
    assert_eq!(config(&commented_default()), Config::default());
    assert_eq!(config(""), Config::default());
    // What stands behind each # is the default too.
    let text = uncommented();
    let read = config(&text);
    assert_eq!(Config { chords: Chords::default(), ..read.clone() }, Config::default());
    for row in BINDINGS {
        let chords: Vec<&str> = row.in_force(&read.chords).collect();
        assert_eq!(chords.join(" | "), row.chords, "{}", row.name);
        assert!(text.contains(&format!("\n{} = ", row.name)), "{}", row.name);
    }
    for setting in SETTINGS {
        assert!(text.contains(&format!("\n{} = ", setting.name)), "{}", setting.name);
    }
}

#[test]
fn every_setting_is_taken() {
    let read = config(
        "dataset = 'apollo'\ntexts = 'articles'\ntheme = 'light'\ncolor = 'never'\nascii = true\nmouse = true\n\
         view = 'lanes'\norder = 'published'\nquery = 'treaty'\nresume = true\n\
         [datasets]\napollo = '~/apollo'\nboth = ['a', '/b']\n[keys]\nmark = 'M'\n",
    );
    assert_eq!(read.dataset, ["apollo"]);
    assert_eq!(read.texts, TextsFolder::In("articles".into()));
    assert_eq!((read.theme, read.color), (Choice::Light, Color::Never));
    assert!(read.ascii && read.mouse && read.resume);
    assert_eq!((read.view, read.order, &*read.query), (View::Lanes, Axis::Published, "treaty"));
    assert_eq!(read.datasets.len(), 2);
    assert_eq!(config("texts = false").texts, TextsFolder::Nowhere);
    let mut placed = read;
    placed.place_datasets(Path::new("/etc/startline"), Some(Path::new("/home/me")));
    assert_eq!(placed.named(Path::new("apollo")).unwrap().paths, [Path::new("/home/me/apollo")]);
    let both = [PathBuf::from("/etc/startline/a"), PathBuf::from("/b")];
    assert_eq!(placed.named(Path::new("both")).unwrap().paths, both);
    let opened = placed.default_paths(Path::new("/etc/startline"), None);
    assert_eq!(opened, [Path::new("/home/me/apollo")]);
}

#[test]
fn what_is_wrong_is_told_where_it_stands_and_costs_nothing_else() {
    let themes = r#"one of "auto", "dark", "light", "ansi", "mono" is expected here"#;
    for (text, told) in [
        ("them = 'dark'", "1:1 there is no setting them — did you mean theme?".to_owned()),
        ("theme = 'drak'", format!("1:9 {themes} — did you mean \"dark\"?")),
        ("theme = 3", format!("1:9 {themes}")),
        ("\n  mouse = 'yes'", "2:11 true or false is expected here".into()),
        ("query = ['a']", "1:9 a text in quotation marks is expected here".into()),
        ("query = \"a\\u0007\"", "1:9 a line of text is expected here, without control characters".into()),
        ("mark = 'M'", "1:1 there is no setting mark — it is an action: keys stand below [keys]".into()),
        ("keys = 3", "1:8 keys is a table — write [keys] on a line of its own and what it has below".into()),
        ("[datasets]\nnew-start = 'x'", "2:1 new-start is the name of the dataset that is built in — give this one another name".into()),
        ("[datasets]\n'a/b' = 'x'", "2:1 a dataset's name is a word without /, \\, : and ; — as in apollo = \"~/apollo\"".into()),
        ("[datasets]\na = []", "2:5 a path is expected here, or a list of paths — as in apollo = \"~/apollo\"".into()),
        ("[datasets]\na = 1", "2:5 a text in quotation marks, or a list of them, is expected here".into()),
        ("[keys]\nmrak = 'M'", "2:1 there is no action mrak — did you mean mark?".into()),
        ("[keys]\nmark = 'Hyper-m'", format!("2:8 Hyper-m is no key — {FORM}")),
        ("[keys]\nmark = ''", format!("2:8 no key is written here — {FORM}")),
        ("[keys]\nmark = 'Ctrl-M'", "2:8 a terminal cannot tell Ctrl-M from Ctrl-m — write Ctrl-m".into()),
        ("[keys]\nmark = 'Ctrl-i'", "2:8 a terminal cannot tell Ctrl-i from Tab — write Tab".into()),
        ("[keys]\nleft = 'h'", "2:8 h is typed where this action holds — take a key with Ctrl or Alt, or one that types nothing".into()),
        ("[keys]\ncancel = []", "2:10 cancel needs a key, so that one can always leave".into()),
        ("[keys]\nmark = 'j'", "2:8 j is the key of down already, in the timeline — give down another key too, or take this one away from it".into()),
        ("[keys]\nmark = 'g'", "2:8 g and g s of silence begin alike, in the timeline — give silence another key too, or take this one away from it".into()),
        ("theme = ", "1:9 this is no TOML: string values must be quoted, expected literal string".into()),
    ] {
        let told = [told];
        let found = problems(text);
        if text == "theme = " {
            assert!(found.len() == 1 && found[0].starts_with("1:"), "{found:?}");
            assert!(found[0].contains("this is no TOML: "), "{found:?}");
            continue;
        }
        assert_eq!(found, told, "{text}");
        // Whatever is wrong, what stands beside it holds.
        let whole = if text.contains('[') && !text.starts_with("query") {
            format!("ascii = true\n{text}\n")
        } else {
            format!("{text}\nascii = true\n")
        };
        assert!(parse("config.toml", &whole).config.ascii, "{text}");
    }
}

const FORM: &str =
    "keys are written as in j, G, Ctrl-d, Alt-Left, PgDn, Space, F5, and chords as in g g";

#[test]
fn a_setting_given_twice_and_a_line_that_is_no_toml_are_told_once() {
    for text in ["ascii = true\nascii = false\n", "ascii = true\nthis is nothing\nmouse = true\n"] {
        let Parsed { config, problems } = parse("config.toml", text);
        assert!(!problems.is_empty() && problems.iter().all(|p| p.line == 2), "{problems:?}");
        assert!(config.ascii || text.contains("false"), "{text}");
    }
}

#[test]
fn keys_can_be_exchanged_taken_away_and_added() {
    let swapped = config("[keys]\ndown = ['k', 'Down']\nup = ['j', 'Up']\n").chords;
    let mode = crate::app::Mode::Browse(crate::geometry::Pane::Timeline);
    let action = |chords: &Chords, key: &str| {
        format!("{:?}", Resolver::of(chords).feed(mode, Key::named(key).unwrap()))
    };
    assert_eq!(action(&swapped, "j"), action(&Chords::default(), "k"));
    assert_eq!(action(&swapped, "k"), action(&Chords::default(), "j"));
    let without = config("[keys]\nmark = []\nquit = ['Q', 'Ctrl-q']\n").chords;
    assert_eq!(action(&without, "m"), "Unbound(\"m\")");
    assert_eq!(action(&without, "Ctrl-q"), action(&Chords::default(), "Q"));
    // A key that is free again may be taken.
    config("[keys]\nmark = []\nnext-source = 'm'\n");
}

#[test]
fn of_two_that_want_one_key_the_one_above_has_it() {
    let text = "[keys]\nmark = 'M'\nnext-source = 'M'\n";
    let told = "3:15 M is the key of mark already, in the timeline \
                — give mark another key too, or take this one away from it";
    assert_eq!(problems(text), [told]);
    let chords = parse("config.toml", text).config.chords;
    let of = |name: &str| crate::keymap::chord_of(&chords, name);
    assert_eq!((of("mark"), of("next-source")), ("M".into(), "s".into()));
    // What takes the place of another that was refused is refused with it.
    let text = "[keys]\nmark = 'j'\ndown = 'mm'\nnext-source = 'm'\n";
    assert!(!problems(text).is_empty());
    let chords = parse("config.toml", text).config.chords;
    for row in BINDINGS {
        assert!(row.in_force(&chords).all(|chord| Key::chord(chord).is_some()));
    }
}

#[test]
fn nothing_that_is_written_makes_it_stop() {
    let base = uncommented();
    for end in base.char_indices().map(|(at, _)| at).step_by(89) {
        let _ = parse("config.toml", &base[..end]);
    }
    for text in [
        "\u{feff}ascii = true",
        "\r\n\t",
        "[[keys]]\n",
        "[keys.mark]\n",
        "a.b.c = 1",
        "\u{1b}[2J",
        "'\u{0}'=1",
    ] {
        for problem in parse("config.toml", text).problems {
            assert!(!problem.message.contains('\u{1b}') && problem.line > 0);
        }
    }
    assert!(parse("config.toml", "\u{feff}ascii = true").config.ascii);
}
