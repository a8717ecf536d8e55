//! A source file as the rules read it: tokens without unit tests, and every path written in full.
//!
//! Owns the reading of Rust, down to tokens and no further. It must never know which rule is kept with it.

use std::iter::once;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A path that the code names, with groups of `use` taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Path {
    /// The line of its last name, from 1.
    pub(crate) line: usize,
    /// Whether it was written from the root of the crate, or could be resolved to it: `crate`, `self`, `super`.
    /// Otherwise it begins with another crate or with something in scope.
    pub(crate) ours: bool,
    /// Its names; empty for the root itself, `*` at the end of a glob.
    pub(crate) names: Vec<String>,
}

/// A token of the code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its line, from 1.
    pub(crate) line: usize,
    /// The token as written; each character of an operator and each bracket is one of its own.
    pub(crate) text: String,
}

/// A file of the program.
pub(crate) struct Source {
    /// The module that the file is, from the root: `["app", "lanes"]`.
    module: Vec<String>,
    /// The code, less what only tests compile.
    code: Vec<TokenTree>,
    /// The modules in files of their own that only tests compile, from the root.
    pub(crate) test_modules: Vec<Vec<String>>,
}

impl Source {
    /// Reads the text of a module.
    pub(crate) fn read(module: &[&str], text: &str) -> Self {
        let module: Vec<String> = module.iter().map(|&name| name.to_owned()).collect();
        let all: TokenStream =
            text.parse().unwrap_or_else(|e| panic!("{module:?} is no Rust: {e}"));
        let mut test_modules = Vec::new();
        let code = without_tests(all, &module, &mut test_modules);
        Self { module, code, test_modules }
    }

    /// Every path that the code names, in the order of the text.
    pub(crate) fn paths(&self) -> Vec<Path> {
        let mut found = Vec::new();
        walk(&self.code, &self.module, &mut found);
        found
    }

    /// The tokens of the code in the order of the text; comments, documentation too, are none.
    pub(crate) fn tokens(&self) -> Vec<Token> {
        let mut found = Vec::new();
        flatten(&self.code, &mut found);
        found
    }
}

/// Leaves out each item, field, arm and statement that only tests compile.
fn without_tests(
    stream: TokenStream,
    module: &[String],
    test_modules: &mut Vec<Vec<String>>,
) -> Vec<TokenTree> {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        let rest = &trees[at..];
        if let [hash, bang, TokenTree::Group(attribute), ..] = rest
            && is(hash, '#')
            && is(bang, '!')
            && is_test_only(attribute)
        {
            // `#![cfg(test)]`: the rest of the file or block.
            break;
        }
        if let [hash, TokenTree::Group(attribute), ..] = rest
            && is(hash, '#')
            && is_test_only(attribute)
        {
            let item = &rest[2..];
            let attributes = attributes(item);
            let item = &item[attributes..];
            if let Some(name) = module_in_a_file(item) {
                test_modules.push(module.iter().cloned().chain(once(name)).collect());
            }
            at += 2 + attributes + length(item);
            continue;
        }
        if let TokenTree::Group(group) = &trees[at] {
            let inside = match inline_module(&trees[..at]) {
                Some(name) => module.iter().cloned().chain(once(name)).collect(),
                None => module.to_vec(),
            };
            let code = without_tests(group.stream(), &inside, test_modules);
            let mut stripped = Group::new(group.delimiter(), code.into_iter().collect());
            stripped.set_span(group.span());
            kept.push(stripped.into());
        } else {
            kept.push(trees[at].clone());
        }
        at += 1;
    }
    kept
}

/// Whether an attribute is `[cfg(test)]`, or `[cfg(all(…))]` with `test` among its conditions.
fn is_test_only(attribute: &Group) -> bool {
    let trees: Vec<TokenTree> = attribute.stream().into_iter().collect();
    let [cfg, TokenTree::Group(condition)] = &trees[..] else { return false };
    if !named(cfg, "cfg") {
        return false;
    }
    let condition: Vec<TokenTree> = condition.stream().into_iter().collect();
    match &condition[..] {
        [test] => named(test, "test"),
        [all, TokenTree::Group(conditions)] if named(all, "all") => {
            let conditions: Vec<TokenTree> = conditions.stream().into_iter().collect();
            conditions
                .split(|tree| is(tree, ','))
                .any(|one| matches!(one, [test] if named(test, "test")))
        }
        _ => false,
    }
}

/// How many tokens the attributes at the front take.
fn attributes(trees: &[TokenTree]) -> usize {
    let mut count = 0;
    while let [hash, TokenTree::Group(_), ..] = &trees[count..]
        && is(hash, '#')
    {
        count += 2;
    }
    count
}

/// How many tokens the item, field, arm or statement at the front takes. Never more than it has: what is left
/// over can only be a name too many for a rule, and what is taken too much would be hidden from it.
fn length(trees: &[TokenTree]) -> usize {
    let visibility = match trees {
        [public, TokenTree::Group(_), ..] if named(public, "pub") => 2,
        [public, ..] if named(public, "pub") => 1,
        _ => 0,
    };
    let word = |at: usize| match trees.get(visibility + at) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        _ => String::new(),
    };
    let ends_with_braces = match word(0).as_str() {
        "fn" | "mod" | "struct" | "enum" | "union" | "trait" | "impl" | "macro_rules"
        | "extern" | "unsafe" | "async" => true,
        "const" => matches!(word(1).as_str(), "fn" | "unsafe" | "async" | "extern"),
        _ => false,
    };
    let ends_with_semicolon =
        matches!(word(0).as_str(), "use" | "static" | "type" | "let" | "const");
    for (at, tree) in trees.iter().enumerate() {
        let arm = at == 0 || (at >= 2 && is(&trees[at - 2], '=') && is(&trees[at - 1], '>'));
        let ends = match tree {
            TokenTree::Punct(mark) if mark.as_char() == ';' => true,
            TokenTree::Punct(mark) => {
                mark.as_char() == ',' && !ends_with_braces && !ends_with_semicolon
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                ends_with_braces || (arm && !ends_with_semicolon)
            }
            _ => false,
        };
        if ends {
            return at + 1;
        }
    }
    trees.len()
}

/// The name of the module that the item at the front says is in a file of its own.
fn module_in_a_file(item: &[TokenTree]) -> Option<String> {
    let at = item.iter().position(|tree| named(tree, "mod"))?;
    match &item[at + 1..] {
        [TokenTree::Ident(name), end, ..] if at <= 2 && is(end, ';') => Some(name.to_string()),
        _ => None,
    }
}

/// The name of the module whose braces come next.
fn inline_module(before: &[TokenTree]) -> Option<String> {
    match before {
        [.., keyword, TokenTree::Ident(name)] if named(keyword, "mod") => Some(name.to_string()),
        _ => None,
    }
}

fn walk(trees: &[TokenTree], module: &[String], found: &mut Vec<Path>) {
    let mut at = 0;
    while at < trees.len() {
        let rest = &trees[at..];
        match rest {
            // Documentation names what it likes; in other attributes a string can be a path: `with = "crate::…"`.
            [hash, TokenTree::Group(attribute), ..] if is(hash, '#') => {
                let inside: Vec<TokenTree> = attribute.stream().into_iter().collect();
                if !inside.first().is_some_and(|first| named(first, "doc")) {
                    walk(&inside, module, found);
                    paths_in_strings(&inside, module, found);
                }
                at += 2;
            }
            [TokenTree::Group(group), ..] => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                match inline_module(&trees[..at]) {
                    Some(name) => {
                        let module: Vec<String> =
                            module.iter().cloned().chain(once(name)).collect();
                        walk(&inside, &module, found);
                    }
                    None => walk(&inside, module, found),
                }
                at += 1;
            }
            [TokenTree::Ident(first), after @ ..] => {
                let imported = at > 0 && named(&trees[at - 1], "use");
                let renamed = matches!(first.to_string().as_str(), "crate" | "super")
                    && after.first().is_some_and(|next| named(next, "as"));
                if imported || renamed || is_double_colon(after) {
                    at += path(rest, &[], module, found);
                } else {
                    at += 1;
                }
            }
            _ => at += 1,
        }
    }
}

/// Reads the path at the front, after what stands before its group, and says how many tokens it takes.
fn path(trees: &[TokenTree], before: &[String], module: &[String], found: &mut Vec<Path>) -> usize {
    let mut names = before.to_vec();
    let mut line = 0;
    let mut at = 0;
    loop {
        match trees.get(at) {
            Some(TokenTree::Ident(name)) => {
                names.push(name.to_string());
                line = name.span().start().line;
                at += 1;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for branch in inside.split(|tree| is(tree, ',')).filter(|branch| !branch.is_empty())
                {
                    path(branch, &names, module, found);
                }
                return at + 1;
            }
            Some(star) if is(star, '*') => {
                names.push("*".to_owned());
                line = star.span().start().line;
                found.push(resolved(line, &names, module));
                return at + 1;
            }
            _ => break,
        }
        if !is_double_colon(&trees[at..]) {
            break;
        }
        at += 2;
    }
    found.push(resolved(line, &names, module));
    at.max(1)
}

/// A path from the root of the crate, where it is one of ours.
fn resolved(line: usize, names: &[String], module: &[String]) -> Path {
    let mut from: Vec<String> = Vec::new();
    let mut ours = false;
    for (at, name) in names.iter().enumerate() {
        match name.as_str() {
            // The crate goes by its name as well.
            "crate" | "startline" if at == 0 => ours = true,
            "self" if at == 0 => (ours, from) = (true, module.to_vec()),
            // `{self}` in a group is what stands before the group.
            "self" => {}
            "super" if at == 0 => {
                (ours, from) = (true, module.to_vec());
                from.pop();
            }
            "super" if ours => drop(from.pop()),
            _ => from.push(name.clone()),
        }
    }
    Path { line, ours, names: from }
}

fn paths_in_strings(trees: &[TokenTree], module: &[String], found: &mut Vec<Path>) {
    for tree in trees {
        match tree {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                paths_in_strings(&inside, module, found);
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if let Ok(stream) = text.trim_matches('"').parse::<TokenStream>() {
                    let line = literal.span().start().line;
                    let before = found.len();
                    walk(&stream.into_iter().collect::<Vec<_>>(), module, found);
                    found[before..].iter_mut().for_each(|path| path.line = line);
                }
            }
            _ => {}
        }
    }
}

fn flatten(trees: &[TokenTree], found: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let attribute = match &trees[..at] {
                    [.., hash, bang] if is(bang, '!') => is(hash, '#'),
                    [.., hash] => is(hash, '#'),
                    [] => false,
                };
                let documentation =
                    attribute && inside.first().is_some_and(|first| named(first, "doc"));
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                found.push(Token { line, text: open.to_owned() });
                if !documentation {
                    flatten(&inside, found);
                }
                found.push(Token { line: group.span().end().line, text: close.to_owned() });
            }
            other => found.push(Token { line, text: other.to_string() }),
        }
        at += 1;
    }
}

fn is(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(p) if p.as_char() == mark)
}

fn is_double_colon(trees: &[TokenTree]) -> bool {
    matches!(trees, [first, second, ..] if is(first, ':') && is(second, ':'))
}

fn named(tree: &TokenTree, name: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == name)
}

/// The paths of a made-up source, each as it resolves.
fn paths_of(module: &[&str], text: &str) -> Vec<String> {
    let paths = Source::read(module, text).paths();
    paths.iter().filter(|path| path.ours).map(|path| path.names.join("::")).collect()
}

fn text_of(text: &str) -> String {
    let tokens = Source::read(&["a"], text).tokens();
    tokens.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_follows_a_test_item_is_still_read() {
    for (test, what) in [
        ("#[cfg(test)] mod tests { use crate::no; }", "a module"),
        ("#[cfg(test)] mod tests;", "a module in a file"),
        ("#[cfg(test)] pub(crate) mod tests;", "a visible module"),
        ("#[cfg(test)] use crate::{no, not::{at, all}};", "an import with a group"),
        ("#[cfg(test)] #[allow(dead_code)] fn f() -> u8 { crate::no::f() }", "more attributes"),
        (
            "#[cfg(test)] /// Documented.\n pub(super) const fn f() { crate::no::f() }",
            "documentation between",
        ),
        ("#[cfg(test)] const A: B = B { a: crate::no::A };", "a constant with braces"),
        ("#[cfg(test)] struct A(crate::no::B);", "a struct without braces"),
        ("#[cfg(test)] impl crate::no::A for B { fn f() {} }", "an implementation"),
        ("#[cfg(test)] static A: [u8; 2] = [1, 2];", "commas inside"),
        ("#[cfg(all(test, unix))] mod tests { use crate::no; }", "one of several conditions"),
    ] {
        let paths = paths_of(&["a"], &format!("use crate::one;\n{test}\nuse crate::two;"));
        assert_eq!(paths, ["one", "two"], "after {what}");
    }
}

#[test]
fn only_the_field_arm_or_statement_of_a_test_is_left_out() {
    let text = "struct S { #[cfg(test)] a: crate::no::A, b: crate::one::B }
        fn f(x: u8) -> u8 {
            #[cfg(test)]
            crate::no::count();
            match x { #[cfg(test)] 1 => { crate::no::g() } 2 => crate::two::g(), _ => 0 }
        }";
    assert_eq!(paths_of(&["a"], text), ["one::B", "two::g"]);
}

#[test]
fn what_is_compiled_without_tests_too_is_read() {
    for text in [
        "#[cfg(not(test))] use crate::one;",
        "#[cfg(any(test, unix))] use crate::one;",
        "#[cfg(unix)] mod x { use crate::one; }",
        "#[cfg_attr(test, derive(Debug))] struct S(crate::one);",
        "const fn test() -> crate::one { cfg!(test) }",
    ] {
        assert_eq!(paths_of(&["a"], text), ["one"], "{text}");
    }
    assert_eq!(paths_of(&["a"], "#![cfg(test)] use crate::no;"), [""; 0]);
}

#[test]
fn the_word_in_comments_and_strings_hides_nothing() {
    let text = "// #[cfg(test)]\n/* #[cfg(test)] */ const A: &str = \"#[cfg(test)]\"; const B: &str = r#\"use crate::no;\"#;
        /// [`crate::no::C`]\nuse crate::one;";
    assert_eq!(paths_of(&["a"], text), ["one"]);
}

#[test]
fn groups_are_taken_apart() {
    let text = "use crate::{one::{self, A}, two::*, three as four};\nuse {crate::five, std::fs};";
    assert_eq!(paths_of(&["a"], text), ["one", "one::A", "two::*", "three", "five"]);
    let paths = Source::read(&["a"], "use std::{fs::{self, File}, io};\nuse crossterm;").paths();
    let names: Vec<String> = paths.iter().map(|path| path.names.join("::")).collect();
    assert_eq!(names, ["std::fs", "std::fs::File", "std::io", "crossterm"]);
    assert!(paths.iter().all(|path| !path.ours));
}

#[test]
fn self_and_super_are_resolved() {
    let text = "use super::super::one; use self::two; use super::{three, super::four::A};
        mod inner { use super::five; use super::super::super::six; }
        fn f() { super::seven::<super::eight::T>(); }";
    let of =
        ["one", "a::b::two", "a::three", "four::A", "a::b::five", "six", "a::seven", "a::eight::T"];
    assert_eq!(paths_of(&["a", "b"], text), of);
}

#[test]
fn paths_in_code_are_read_wherever_they_stand() {
    let text = "fn f(x: &dyn crate::one::A) -> Vec<crate::two::B> where crate::three::C: Copy {
            let y = <crate::four::D as crate::five::E>::new(x as crate::six::F);
            assert!(matches!(y, crate::seven::G { .. } if true), \"{}\", crate::eight::h());
        }
        macro_rules! m { ($x:expr) => { $crate::nine::i($x) } }
        #[serde(with = \"crate::ten\")] struct S;
        pub(in crate::a) fn g() {}
        pub(crate) fn h(self) -> u8 { self as u8 }";
    let of = [
        "one::A", "two::B", "three::C", "four::D", "five::E", "six::F", "seven::G", "eight::h",
        "nine::i", "ten", "a",
    ];
    assert_eq!(paths_of(&["a"], text), of);
}

#[test]
fn the_whole_crate_under_another_name_is_seen() {
    for text in ["use crate as all;", "use super as all;", "use crate::{self as all};"] {
        assert_eq!(paths_of(&["a"], text), [""], "{text}");
    }
    for text in ["use crate::*;", "use super::*;", "use startline::*;"] {
        assert_eq!(paths_of(&["a"], text), ["*"], "{text}");
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let source =
        Source::read(&["a"], "\n#[cfg(test)]\nmod t {\n}\nuse crate::{\n    one,\n    two,\n};");
    let lines: Vec<usize> = source.paths().iter().map(|path| path.line).collect();
    assert_eq!(lines, [6, 7]);
}

#[test]
fn modules_of_tests_are_named() {
    let text = "#[cfg(test)] mod fixture; mod real; mod inner { #[cfg(test)] pub mod tests; } #[cfg(test)] mod t {}";
    let source = Source::read(&["a"], text);
    assert_eq!(source.test_modules, [vec!["a", "fixture"], vec!["a", "inner", "tests"]]);
}

#[test]
fn tokens_are_the_code_without_its_documentation() {
    let text = "//! y.unwrap()\n/// x.unwrap()\n#[cfg(test)] fn f() { y.unwrap() }\nfn g() { a.b(\"c\") << 3 }";
    assert_eq!(text_of(text), "# ! [ ] # [ ] fn g ( ) { a . b ( \"c\" ) < < 3 }");
}
