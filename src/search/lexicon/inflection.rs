//! The forms of an English word: `treaties` for treaty, `took` for take; and the endings of its family.

use crate::text::slice;

/// The other forms that `word` may have in English: plural, past, participle, third person. Most are no
/// words; the vocabulary decides.
pub(crate) fn inflections(word: &str) -> Vec<String> {
    const PLAIN: [&str; 5] = ["", "s", "es", "ed", "ing"];
    const SILENT: [&str; 4] = ["e", "es", "ed", "ing"];
    const IN_Y: [&str; 3] = ["y", "ies", "ied"];
    let mut forms = Vec::new();
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return forms;
    }
    for (endings, shortest) in [(&PLAIN[..], 3), (&SILENT[..], 2), (&IN_Y[..], 2)] {
        let stems = endings.iter().filter_map(|e| word.strip_suffix(e));
        for stem in stems.filter(|s| s.len() >= shortest && !is_plural(s)) {
            forms.extend(endings.iter().map(|e| format!("{stem}{e}")));
        }
    }
    // plan, planned, planning
    let doubled = |stem: &str| match stem.as_bytes() {
        [.., a, b] => a == b && !b"aeiouwxy".contains(b),
        _ => false,
    };
    let cut = ["ed", "ing"].iter().filter_map(|e| word.strip_suffix(e)).find(|s| doubled(s));
    if let Some(stem) = cut {
        let single = slice(stem, ..stem.len() - 1);
        forms.extend(["", "s"].iter().map(|e| format!("{single}{e}")));
    }
    // Russia, Russian; America, American
    if word.len() >= 6 {
        let land = ["ian", "can"].iter().any(|end| word.ends_with(end));
        forms.extend(word.strip_suffix('n').filter(|_| land).map(str::to_owned));
        if word.ends_with("ia") || word.ends_with("ca") {
            forms.push(format!("{word}n"));
        }
    }
    let last = slice(word, word.len() - 1..);
    forms.extend(["ed", "ing"].iter().map(|e| format!("{word}{last}{e}")));
    if let Some(kin) = IRREGULAR.iter().find(|kin| kin.contains(&word)) {
        forms.extend(kin.iter().map(|k| (*k).to_owned()));
    }
    forms.sort_unstable();
    forms.dedup();
    forms.retain(|f| f != word);
    forms
}

/// Whether a word is itself a plural, by its ending, so that no further ending makes a form of it: `camps`, `treaties`,
/// `boxes`; not `bus`, `class`, `lens`.
fn is_plural(word: &str) -> bool {
    match word.as_bytes() {
        [.., b'e', b's'] => true,
        [.., before, b's'] => !b"aiousn".contains(before),
        _ => false,
    }
}

/// Forms that no ending makes, of the verbs and nouns that people quote.
const IRREGULAR: &[&[&str]] = &[
    &["begin", "begins", "began", "begun", "beginning"],
    &["break", "breaks", "broke", "broken", "breaking"],
    &["bring", "brings", "brought", "bringing"],
    &["build", "builds", "built", "building"],
    &["buy", "buys", "bought", "buying"],
    &["choose", "chooses", "chose", "chosen", "choosing"],
    &["child", "children"],
    &["come", "comes", "came", "coming"],
    &["crisis", "crises"],
    &["deal", "deals", "dealt", "dealing"],
    &["draw", "draws", "drew", "drawn", "drawing"],
    &["fall", "falls", "fell", "fallen", "falling"],
    &["feel", "feels", "felt", "feeling"],
    &["fight", "fights", "fought", "fighting"],
    &["find", "finds", "found", "finding"],
    &["foot", "feet"],
    &["freeze", "freezes", "froze", "frozen", "freezing"],
    &["get", "gets", "got", "gotten", "getting"],
    &["give", "gives", "gave", "given", "giving"],
    &["go", "goes", "went", "gone", "going"],
    &["grow", "grows", "grew", "grown", "growing"],
    &["hear", "hears", "heard", "hearing"],
    &["hold", "holds", "held", "holding"],
    &["keep", "keeps", "kept", "keeping"],
    &["know", "knows", "knew", "known", "knowing"],
    &["lay", "lays", "laid", "laying"],
    &["lead", "leads", "led", "leading"],
    &["leave", "leaves", "left", "leaving"],
    &["lose", "loses", "lost", "losing"],
    &["make", "makes", "made", "making"],
    &["man", "men"],
    &["mean", "means", "meant", "meaning"],
    &["meet", "meets", "met", "meeting"],
    &["pay", "pays", "paid", "paying"],
    &["rise", "rises", "rose", "risen", "rising"],
    &["run", "runs", "ran", "running"],
    &["say", "says", "said", "saying"],
    &["see", "sees", "saw", "seen", "seeing"],
    &["seek", "seeks", "sought", "seeking"],
    &["sell", "sells", "sold", "selling"],
    &["send", "sends", "sent", "sending"],
    &["shake", "shakes", "shook", "shaken", "shaking"],
    &["show", "shows", "showed", "shown", "showing"],
    &["speak", "speaks", "spoke", "spoken", "speaking"],
    &["spend", "spends", "spent", "spending"],
    &["stand", "stands", "stood", "standing"],
    &["steal", "steals", "stole", "stolen", "stealing"],
    &["strike", "strikes", "struck", "striking"],
    &["swear", "swears", "swore", "sworn", "swearing"],
    &["take", "takes", "took", "taken", "taking"],
    &["teach", "teaches", "taught", "teaching"],
    &["tell", "tells", "told", "telling"],
    &["think", "thinks", "thought", "thinking"],
    &["throw", "throws", "threw", "thrown", "throwing"],
    &["win", "wins", "won", "winning"],
    &["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"],
    &["woman", "women"],
    &["write", "writes", "wrote", "written", "writing"],
];

/// Whether `rest` is what makes another word of the same family: persua-de, persua-sion.
pub(crate) fn is_ending(rest: &str) -> bool {
    ENDINGS.binary_search(&rest).is_ok()
}

/// Endings that make another word of the same family; ascending.
const ENDINGS: [&str; 91] = [
    "",
    "able",
    "ably",
    "al",
    "ally",
    "ance",
    "ances",
    "ancy",
    "ant",
    "ants",
    "ate",
    "ated",
    "ates",
    "ating",
    "ation",
    "ations",
    "ative",
    "ator",
    "ators",
    "cation",
    "cy",
    "d",
    "de",
    "ded",
    "des",
    "ding",
    "e",
    "ed",
    "ely",
    "ement",
    "ements",
    "ence",
    "ency",
    "ent",
    "er",
    "ers",
    "es",
    "ful",
    "fully",
    "iable",
    "ial",
    "ible",
    "ic",
    "ical",
    "ied",
    "ies",
    "ification",
    "ified",
    "ify",
    "ing",
    "ingly",
    "ion",
    "ional",
    "ions",
    "ise",
    "ised",
    "ism",
    "ist",
    "ists",
    "itarian",
    "ities",
    "ity",
    "ive",
    "ively",
    "ize",
    "ized",
    "less",
    "ly",
    "ment",
    "mental",
    "ments",
    "ness",
    "or",
    "ors",
    "ory",
    "ous",
    "ously",
    "s",
    "se",
    "ses",
    "sion",
    "sions",
    "sive",
    "t",
    "tion",
    "tions",
    "tive",
    "tor",
    "tors",
    "ure",
    "y",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_ending_makes_a_form_of_a_plural() {
        for (plural, none) in
            [("camps", "campses"), ("treaties", "treatieses"), ("boxes", "boxeses")]
        {
            assert!(!inflections(none).contains(&plural.to_owned()), "{none}");
            assert!(!inflections(plural).contains(&none.to_owned()), "{plural}");
        }
        for (word, form) in [
            ("bus", "buses"),
            ("class", "classes"),
            ("lens", "lenses"),
            ("virus", "viruses"),
            ("camp", "camps"),
            ("house", "houses"),
        ] {
            assert!(inflections(form).contains(&word.to_owned()), "{form}");
            assert!(inflections(word).contains(&form.to_owned()), "{word}");
        }
    }

    #[test]
    fn forms_of_a_word_name_one_another() {
        for (word, form) in [
            ("russian", "russia"),
            ("america", "american"),
            ("treaty", "treaties"),
            ("treaties", "treaty"),
            ("plan", "planned"),
            ("planning", "plan"),
            ("use", "using"),
            ("withdrawn", "withdraw"),
            ("crises", "crisis"),
        ] {
            assert!(inflections(word).iter().any(|i| i == form), "{word} {form}");
        }
        assert!(inflections("us").is_empty() && inflections("b52").is_empty());
        assert!(ENDINGS.is_sorted());
        assert!(!inflections("treaty").contains(&"treaty".to_owned()));
    }
}
