//! What is written short with a stop, and where it stands.
//!
//! Three tables, each with words of English, Russian and Ukrainian, German, French, Spanish, Portuguese, Italian and
//! Polish. What stands before a name or before what it governs ends no sentence there. What may be the last word of one
//! stands in the other tables; in doubt it belongs there, since of a sentence that perhaps ended it is said that it did
//! perhaps, and nothing is refused.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Where what is written short stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Before what it names or governs.
    Before,
    /// Before a number, which it counts; elsewhere it may stand last.
    BeforeNumber,
    /// The same, and elsewhere it is a word that is written in full: `No. 5` and `No. We stay`.
    BeforeNumberOrFull,
    /// At the end of what it belongs to, and so at the end of sentences too.
    Last,
    /// The same of a month, which a day or a year follows.
    LastOrBeforeNumber,
    /// Before a name; but last behind a number, a name or `and`: `St. Paul` and `Main St.`, `пр. Мира` and `и пр.`
    Either,
}

/// Titles of people and places, and what governs the words behind it; in small letters and without the last stop.
const BEFORE: [&str; 8] = [
    // English
    "mr mrs ms mx messrs dr drs prof gen brig col lt capt cpt cmdr cdr maj sgt cpl pvt pfc adm radm vadm ens sen rep \
     gov pres amb hon rev msgr dep asst insp supt det mt mts ste rt vs viz e.g i.e cf approx incl reps govs wm chas \
     geo thos jas benj robt isl gy ofc cdre atty",
    // Russian and Ukrainian
    "им тов акад проф доц проф-р ген подп кап лейт адм зам зав инж св пер просп наб бул ул вул ім пос дер оз напр см \
     ср т.е т.к т.н т.о т.ч ок чл.-корр чл.-кор корр кн еп арх архиеп митр прот свящ иером канд докт ред сост изд тзв \
     т.зв респ деп сен през ген.-лейт ген.-м ген.-полк пл мкр пгт смт",
    // German
    "frl dipl ing dipl.-ing hptm obltn bzw vgl z.b d.h sog ggf evtl insb inkl einschl bspw geb ehem stv stellv ca \
     oberstlt gefr",
    // French
    "mme mmes mlle mlles mgr gén cdt av p.ex",
    // Spanish
    "sra srta sres sras dña dra gral cnel tte cmdte lic arq pdte pdta mons rvdo hno fr avda pza p.ej ej excmo excma \
     ilmo lcdo lcda ee jj",
    // Portuguese
    "exmo exma profa alm pça",
    // Italian
    "l’on l'on sig sigg sig.ra sig.na dott dott.ssa prof.ssa geom cav amm p.es cfr p.za avv dr.ssa",
    // Polish
    "inż płk ppłk mjr kpt por ppor sierż kmdr ks bp abp kard św bł pow woj m.in np tj tzn tzw wg zob ul im dyr przew \
     prez burm wojew bryg sekr zast nadkom",
];

/// What counts a number, and is no word by itself.
const BEFORE_NUMBER: &str = "nr nrs nos vol vols pp fig figs núm pág págs pag pagg artt стр гл разд табл пп абз abs \
     bd kap abb tel ch godz poz";

/// What counts a number, and is a word by itself.
const BEFORE_NUMBER_OR_FULL: &str = "no art рис ok tab ver";

/// What may be the last word of a sentence.
const LAST: [&str; 8] = [
    // English
    "inc ltd co corp bros plc etc min sec hrs mo yr yrs lb lbs oz ave blvd rd ln hwy pkwy jr esq ph.d dept div dist \
     assn assoc intl natl govt univ a.m p.m a.d b.c b.c.e c.e ibid op.cit loc.cit calif tenn ariz colo fla minn okla \
     wyo tues thurs thur fri",
    // Russian and Ukrainian
    "т.д т.п н.э руб коп долл обл тыс тис млн млрд трлн грн экз чел мин сек шт проц",
    // German
    "usw u.s.w u.a u.ä o.ä s.o s.u mio mrd tsd jh jhd chr v.chr n.chr std sek e.v i.r d.j d.ä gest verh zzgl abzgl",
    // French
    "cie j.-c av.j.-c apr.j.-c éd env",
    // Spanish
    "ee.uu uu a.c d.c cía depto dpto prov ud uds vd vds",
    // Portuguese
    "ltda cia exa eng cel",
    // Italian
    "ecc s.p.a s.r.l",
    // Polish
    "itd itp n.e p.n.e tys mld gr o.o z.o.o ub br marsz",
];

/// Months, which a number may follow.
const MONTHS: &str = "jan feb mar apr jun jul aug sep sept oct nov dec янв февр апр авг сент окт нояб дек febr jän okt dez janv \
     févr avr juil déc ene abr dic fev genn sett ott";

/// What is either, by the word before it.
const EITHER: &str = "st sr str ft pt mm cc ff hr гр al pl гг вв рр ст др пр ін";

static TABLE: LazyLock<FxHashMap<&str, Stands>> = LazyLock::new(|| all().collect());

/// Everything that is known to be written short.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Stands)> {
    let of = |words: &'static str, stands| words.split_whitespace().map(move |word| (word, stands));
    let before = BEFORE.into_iter().flat_map(move |words| of(words, Stands::Before));
    let last = LAST.into_iter().flat_map(move |words| of(words, Stands::Last));
    before
        .chain(last)
        .chain(of(BEFORE_NUMBER, Stands::BeforeNumber))
        .chain(of(BEFORE_NUMBER_OR_FULL, Stands::BeforeNumberOrFull))
        .chain(of(MONTHS, Stands::LastOrBeforeNumber))
        .chain(of(EITHER, Stands::Either))
}

/// Where a word stands that is written with a stop; `None` where it is not known to be written short.
pub(super) fn stands(word: &str) -> Option<Stands> {
    TABLE.get(word).copied()
}

/// Whether letters can only be written short: several, in small letters but for the first, and none of them a vowel
/// (`Cpl`, `Pkt`).
pub(super) fn has_no_vowel(word: &str) -> bool {
    let is_consonant =
        |c: char| "bcdfghjklmnpqrstvwxzßçñćłńśźžšřčďťňбвгґджзйклмнпрстфхцчшщ".contains(c);
    let is_of = |(nth, c): (usize, char)| match nth {
        0 => c.to_lowercase().all(is_consonant),
        _ => is_consonant(c),
    };
    word.chars().nth(1).is_some() && word.chars().enumerate().all(is_of)
}
