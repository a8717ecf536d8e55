//! Owns which words carry a negation or a number, in the languages of the press: what turns a sentence around or
//! changes a fact when it goes missing, and which number a word is. It lists words and measures nothing; that a
//! sentence means the same without one is for a reader to say.
//!
//! Words are those of a language where that is known. Where it is not, every list counts, but for words that are
//! something else in another language (`?en`, no in Finnish, in in French).

use crate::text::classes::{is_hangul, is_unspaced};
use crate::text::fold::word_key;
use crate::text::language::primary;
use crate::text::segmentation::{is_currency, is_measure, segments};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// How hard a change should be lit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SenseWeight {
    /// Any other word or punctuation.
    Plain,
    /// A number in digits or words, which changes a fact.
    Number,
    /// A negation, which turns the sense around.
    Negation,
}

/// The words of a language. `?` before a word: only where the text is known to be in this language. `*` at an end:
/// any word that begins, or ends, so.
struct WeightRow {
    lang: &'static str,
    negations: &'static str,
    numbers: &'static str,
}

const ROWS: &[WeightRow] = &[
    WeightRow {
        lang: "en",
        negations: "not no non nor neither never none nothing nobody nowhere noone without cannot hardly scarcely \
            barely seldom rarely unless dont doesnt didnt wont cant couldnt shouldnt wouldnt isnt arent wasnt werent \
            havent hasnt hadnt mustnt neednt aint refuse refuses refused refusing refusal fail fails failed failing \
            failure",
        numbers: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
            sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred \
            thousand million billion trillion dozen half quarter third double triple once twice thrice first second \
            fourth fifth sixth seventh eighth ninth tenth twentieth zeros ones twos threes fours fives sixes sevens \
            eights nines tens twenties thirties forties fifties sixties seventies eighties nineties hundreds \
            thousands millions billions trillions dozens halves quarters thirds seconds fourths fifths sixths \
            sevenths eighths ninths tenths",
    },
    WeightRow {
        lang: "fr",
        negations: "n'* ne pas jamais rien aucun aucune nul nulle ni sans non personne nullement ?guère ?point",
        numbers: "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt \
            vingts trente quarante cinquante soixante ?cent ?cents mille million millions milliard milliards millier* centaine* dizaine* \
            douzaine* demi demie moitié ?tiers ?quart premier première second seconde deuxième troisième",
    },
    WeightRow {
        lang: "de",
        negations: "nicht nichts nie niemals nirgends nirgendwo niemand niemanden niemandem kein keine keinen \
            keinem keiner keines keinerlei weder ohne nein keinesfalls keineswegs kaum",
        numbers: "?null eins zwei drei vier fünf sechs sieben acht neun zehn ?elf zwölf *zehn zwanzig *zwanzig \
            dreißig *dreißig vierzig *vierzig fünfzig *fünfzig sechzig *sechzig siebzig *siebzig achtzig *achtzig \
            neunzig *neunzig hundert* *hundert tausend* *tausend million millionen milliarde* hälfte dutzend* ?halb ?halbe \
            erste ersten zweite zweiten dritte dritten viertel drittel",
    },
    WeightRow {
        lang: "ru",
        negations: "не нет ни никогда никто никого никому никем ничего ничто ничему ничем никакой никакая никакое \
            никакие никаких никакого никакой никаким нигде никуда никак нельзя невозможно без отнюдь едва",
        numbers: "ноль нуль один одна одно одного одной два две двух двум двумя три трёх трех трём трем тремя \
            четыре четырёх четырех четырьмя пять пяти пятью шесть шести семь семи восемь восьми девять девяти \
            десять десяти *надцать *надцати *надцатью двадцать двадцати тридцать тридцати сорок сорока \
            *десят *десяти девяносто сто ста двести двухсот триста трёхсот четыреста пятьсот шестьсот семьсот \
            восемьсот девятьсот тысяч тысяча тысячи \
            тысячу тысячам тысячами миллион* миллиард* триллион* половина половину половины дюжин* полтора \
            двое трое четверо пятеро первый первая первое второй вторая второе третий третья треть четверть",
    },
    WeightRow {
        lang: "uk",
        negations: "не ні ніколи ніхто нікого нічого ніщо жоден жодна жодне жодного жодної без немає неможливо \
            нема навряд",
        numbers: "нуль два дві двох три трьох чотири чотирьох п'ять п'яти шість шести сім семи вісім восьми \
            дев'ять десять *надцять двадцять тридцять сорок *десят сто двісті тисяч* мільйон* мільярд* половина",
    },
    WeightRow {
        lang: "bg",
        negations: "не няма нито никога никой нищо без",
        numbers: "две три четири пет шест седем осем девет десет сто хиляди милион* милиард*",
    },
    WeightRow {
        lang: "fi",
        negations: "ei emme ette eivät älä älkää älköön eikä enkä etkä emmekä ettekä eivätkä ettei ettemme \
            etteivät ellei ilman tuskin ?en ?et ?äläkä",
        numbers: "nolla yksi yhden kaksi kahden kahta kolme kolmen kolmea neljä neljän viisi viiden viittä kuusi \
            kuuden seitsemän kahdeksan yhdeksän kymmenen *toista *kymmentä sata sadan *sataa tuhat tuhannen \
            *tuhatta miljoona* miljardi* puolet puolen puoli ensimmäi* toinen toisen kolmas",
    },
    WeightRow {
        lang: "et",
        negations: "ei mitte ilma ära ega",
        numbers: "kaks kolm neli viis kuus seitse kaheksa üheksa kümme sada tuhat miljon*",
    },
    WeightRow {
        lang: "sv",
        negations: "inte icke aldrig inget ingen inga ingenting varken utan knappast ?ej",
        numbers: "noll två tre fyra fem sju åtta nio elva tolv tretton fjorton femton sexton sjutton arton nitton \
            tjugo* trettio* fyrtio* femtio* sextio* sjuttio* åttio* nittio* hundra* *hundra tusen* *tusen miljon* \
            miljard* hälften dussin* ?ett ?sex ?tio ?halv",
    },
    WeightRow {
        lang: "da",
        negations: "ikke aldrig ingen intet ingenting hverken uden næppe",
        numbers: "nul fem seks syv otte tolv tyve hundrede* tusind* million millioner milliard* ?fire ?to ?tre ?ni ?ti ?elleve",
    },
    WeightRow {
        lang: "no",
        negations: "ikke aldri ingen intet ingenting hverken uten neppe",
        numbers: "null fem seks sju åtte tolv tjue hundre* tusen* million* milliard* ?to ?tre ?fire ?ni ?ti ?elleve",
    },
    WeightRow {
        lang: "nl",
        negations: "niet niets nooit niemand nergens geen zonder nauwelijks ?noch ?nee",
        numbers: "nul twee drie vier vijf zes zeven acht negen tien ?elf twaalf dertien veertien ?*tien twintig \
            *entwintig dertig veertig vijftig zestig zeventig tachtig negentig honderd* duizend* miljoen* miljard* \
            helft dozijn*",
    },
    WeightRow {
        lang: "es",
        negations: "no nunca jamás nadie ningún ninguno ninguna ni tampoco ?nada ?sin",
        numbers: "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieci* \
            veinte veinti* treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos \
            *cientos *cientas quinientos mil miles millón millones mitad docena* primero primera segundo segunda",
    },
    WeightRow {
        lang: "it",
        negations: "non niente nulla nessuno nessuna nessun né senza neppure nemmeno neanche ?mai",
        numbers: "zero tre quattro cinque sette ?otto nove dieci undici dodici tredici quattordici quindici sedici \
            diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta \
            cento ?*cento mille mila ?*mila milione milioni miliardo miliardi metà dozzin* ?due ?sei",
    },
    WeightRow {
        lang: "pt",
        negations: "não nunca jamais ninguém nenhum nenhuma nem sem tampouco ?nada",
        numbers: "zero dois duas três quatro cinco sete oito nove dez onze doze treze catorze quinze vinte trinta \
            quarenta cinquenta sessenta setenta oitenta noventa cem cento *centos mil milhão milhões bilhão \
            bilhões metade dúzia* ?seis",
    },
    WeightRow {
        lang: "ro",
        negations: "niciodată nimic nimeni fără nici niciun nicio ?nu",
        numbers: "zero doi două trei patru cinci șase șapte ?opt nouă zece *sprezece douăzeci sută sute mii milion* \
            miliard* jumătate",
    },
    WeightRow {
        lang: "pl",
        negations: "nie nigdy nic nikt nikogo żaden żadna żadne żadnego żadnej bez ani",
        numbers: "dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć siedem osiem dziewięć dziesięć \
            *naście dwadzieścia trzydzieści *dziesiąt sto dwieście trzysta ?*set tysiąc* tysięcy milion* miliard* \
            połowa",
    },
    WeightRow {
        lang: "cs",
        negations: "ne není nejsou nikdy nic nikdo žádný žádná žádné bez ani",
        numbers: "dva dvě tři čtyři pět šest sedm osm devět deset *náct dvacet třicet *desát sto ?*set tisíc* \
            milion* miliard* polovina",
    },
    WeightRow {
        lang: "hu",
        negations: "nem soha semmi senki nincs nincsen sem nélkül ?ne ?se",
        numbers: "nulla két kettő három négy öt ?hat hét nyolc kilenc tíz tizen* húsz huszon* harminc* negyven* \
            ötven* hatvan* hetven* nyolcvan* kilencven* száz* ezer* millió* milliárd* fele",
    },
    WeightRow {
        lang: "tr",
        negations: "değil yok hayır asla hiç hiçbir olmadan olmaksızın",
        numbers: "sıfır iki üç dört beş altı yedi sekiz dokuz yirmi otuz kırk elli altmış yetmiş seksen doksan yüz \
            milyon* milyar* yarısı ?on ?bin",
    },
    WeightRow {
        lang: "el",
        negations: "δεν δε μη μην όχι ποτέ τίποτα τίποτε κανείς κανένας καμία κανένα χωρίς ούτε",
        numbers: "μηδέν δύο τρία τρεις τέσσερα τέσσερις πέντε έξι επτά εφτά οκτώ οχτώ εννέα εννιά δέκα έντεκα \
            δώδεκα είκοσι τριάντα σαράντα πενήντα εξήντα εκατό χίλια χιλιάδες εκατομμύριο εκατομμύρια μισό",
    },
    WeightRow {
        lang: "id",
        negations: "tidak bukan tanpa jangan belum ?tak",
        numbers: "nol dua tiga empat ?lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus \
            ribu seribu juta miliar setengah",
    },
    WeightRow {
        lang: "vi",
        negations: "không chưa chẳng đừng chớ",
        numbers: "?hai ?ba bốn ?năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ",
    },
    WeightRow {
        lang: "he",
        negations: "לא אין אינו אינה אינם אינן איננו איננה אינני אינך בלי ללא מבלי מעולם שום אסור",
        numbers: "אפס אחד אחת שניים שני שתי שתיים שלושה שלוש שלושת ארבעה ארבע ארבעת חמישה חמש חמשת שישה שש ששת \
            שבעה שבע שבעת שמונה שמונת תשעה תשע תשעת עשרה עשר עשרת עשרים שלושים ארבעים חמישים שישים שבעים שמונים \
            תשעים מאה מאת מאות מאתיים אלף אלפים אלפי אלפיים מיליון מיליוני מיליארד מיליארדי חצי מחצית רבע שליש",
    },
    WeightRow {
        lang: "ar",
        negations: "لا لم لن ليس ليست ليسوا لست لسنا غير بدون دون بلا كلا ألا ولا عدم",
        numbers: "صفر واحد واحدة اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية \
            ثماني ثمان تسعة تسع عشرة عشر عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون \
            سبعين ثمانون ثمانين تسعون تسعين مئة مائة مئات مئتان مئتين ألف آلاف ألفان ألفين مليون ملايين مليار \
            مليارات نصف ربع ثلث",
    },
    WeightRow {
        lang: "fa",
        negations: "نه نیست نیستند نیستیم نبود بدون هیچ هرگز نمی*",
        numbers: "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد \
            هزار میلیون میلیارد نیم نصف",
    },
    WeightRow {
        lang: "hi",
        negations: "नहीं नही न मत ना बिना बगैर",
        numbers: "शून्य दो तीन चार पाँच पांच छह छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस \
            पच्चीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे सौ हज़ार हजार लाख करोड़ अरब आधा आधे पहला पहली पहले दूसरा दूसरी दूसरे \
            तीसरा",
    },
    WeightRow {
        lang: "bn",
        negations: "না নেই নয় নি ছাড়া",
        numbers: "দুই তিন চার পাঁচ ছয় সাত আট নয় দশ শত হাজার লাখ কোটি",
    },
    WeightRow {
        lang: "ur",
        negations: "نہیں نہ مت بغیر",
        numbers: "دو تین چار پانچ چھ سات آٹھ نو دس سو ہزار لاکھ کروڑ ارب نصف",
    },
];

/// What negates or counts in scripts whose words run together, and in Korean, whose words carry endings. Each with
/// what must not follow, so that it is no part of another word.
const RUNS: &[(SenseWeight, &[(&str, &str)])] = &[
    (
        SenseWeight::Negation,
        &[
            // Chinese and Japanese.
            ("不", ""),
            ("没", ""),
            ("沒", ""),
            ("無", ""),
            ("无", ""),
            ("未", ""),
            ("非", "常"),
            ("勿", ""),
            ("莫", ""),
            ("ない", ""),
            ("なかっ", ""),
            ("なく", ""),
            ("ません", ""),
            ("ずに", ""),
            ("なけれ", ""),
            ("いいえ", ""),
            // Korean.
            ("않", ""),
            ("못", ""),
            ("없", ""),
            ("아니", ""),
            ("지 마", ""),
            ("지 말", ""),
            // Thai, Lao, Khmer, Burmese.
            ("ไม่", ""),
            ("มิได้", ""),
            ("ห้าม", ""),
            ("อย่า", "ง"),
            ("ไร้", ""),
            ("ปราศจาก", ""),
            ("ບໍ່", ""),
            ("ຫ້າມ", ""),
            ("ຢ່າ", ""),
            ("មិន", ""),
            ("គ្មាន", ""),
            ("ឥត", ""),
            ("កុំ", ""),
            ("ពុំ", ""),
            ("ဘူး", ""),
            ("မဟုတ်", ""),
            ("မရှိ", ""),
            ("မပါ", ""),
        ],
    ),
    (
        SenseWeight::Number,
        &[
            ("二", ""),
            ("三", ""),
            ("四", ""),
            ("五", ""),
            ("六", ""),
            ("七", ""),
            ("八", ""),
            ("九", ""),
            ("十", "分"),
            ("百", ""),
            ("千", ""),
            ("万", ""),
            ("萬", ""),
            ("億", ""),
            ("亿", ""),
            ("兆", ""),
            ("零", ""),
            ("両", ""),
            ("两", ""),
            ("兩", ""),
            ("半", ""),
            ("다섯", ""),
            ("여섯", ""),
            ("일곱", ""),
            ("여덟", ""),
            ("아홉", ""),
            ("열두", ""),
            ("열한", ""),
            ("스물", ""),
            ("서른", ""),
            ("마흔", ""),
            ("절반", ""),
            ("하나", ""),
            ("백만", ""),
            ("천만", ""),
            ("หนึ่ง", ""),
            ("สอง", ""),
            ("สาม", "ารถ"),
            ("สี่", ""),
            ("ห้า", "ม"),
            ("เจ็ด", ""),
            ("แปด", ""),
            ("เก้า", ""),
            ("สิบ", ""),
            ("ร้อย", ""),
            ("หมื่น", ""),
            ("แสน", ""),
            ("ล้าน", ""),
            ("ครึ่ง", ""),
            ("ສອງ", ""),
            ("ສາມ", ""),
            ("ສີ່", ""),
            ("ຫ້າ", "ມ"),
            ("ສິບ", ""),
            ("ຮ້ອຍ", ""),
            ("ລ້ານ", ""),
            ("ពីរ", ""),
            ("បី", ""),
            ("បួន", ""),
            ("ប្រាំ", ""),
            ("ដប់", ""),
            ("រយ", ""),
            ("ពាន់", ""),
            ("លាន", ""),
            ("နှစ်ခု", ""),
            ("သုံး", ""),
            ("လေး", ""),
            ("ငါး", ""),
            ("ဆယ်", ""),
            ("ရာ", ""),
            ("ထောင်", ""),
            ("သန်း", ""),
        ],
    ),
];

/// Korean words that negate by themselves and are parts of others, as `안` of 안전.
const ALONE: &[&str] = &["안", "안은"];

/// Letters that Hebrew and Arabic write at the beginning of the next word: and, so, in, to, as, that, the.
const PREFIXES: &[char] = &['ו', 'ה', 'ב', 'ל', 'כ', 'מ', 'ש', 'و', 'ف', 'ب', 'ل', 'ك', 'أ'];

/// What a word is in one language.
#[derive(Clone, Copy)]
struct Sense {
    row: usize,
    weight: SenseWeight,
    /// Only where the language is known.
    declared: bool,
}

#[derive(Default)]
struct Words {
    whole: FxHashMap<String, Vec<Sense>>,
    beginnings: Vec<(String, Sense)>,
    ends: Vec<(String, Sense)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (row, lists) in ROWS.iter().enumerate() {
        for (weight, list) in
            [(SenseWeight::Negation, lists.negations), (SenseWeight::Number, lists.numbers)]
        {
            for entry in list.split_whitespace() {
                let sense = Sense { row, weight, declared: entry.starts_with('?') };
                let entry = entry.trim_start_matches('?');
                let word = word_key(entry.trim_matches('*'));
                if entry.ends_with('*') {
                    words.beginnings.push((word, sense));
                } else if entry.starts_with('*') {
                    words.ends.push((word, sense));
                } else {
                    words.whole.entry(word).or_default().push(sense);
                }
            }
        }
    }
    words
});

/// The weight of a word, folded and in lower case as [`word_key`] gives it, in a language (`de`, `pt-BR`) where
/// that is known.
#[must_use]
pub fn weight(key: &str, lang: Option<&str>) -> SenseWeight {
    if key.contains(char::is_numeric) {
        let negates =
            has_runs(key) && in_runs(key).any(|(_, weight)| weight == SenseWeight::Negation);
        return if negates { SenseWeight::Negation } else { SenseWeight::Number };
    }
    let row = lang.and_then(row_of);
    let parts = || std::iter::once(key).chain(key.split(['-', '\'']).filter(|part| *part != key));
    let mut found = SenseWeight::Plain;
    for part in parts() {
        match senses(part, row) {
            SenseWeight::Negation => return SenseWeight::Negation,
            SenseWeight::Number => found = SenseWeight::Number,
            SenseWeight::Plain => {}
        }
    }
    if key.ends_with("n't") || ALONE.contains(&key) {
        return SenseWeight::Negation;
    }
    if found == SenseWeight::Plain && has_runs(key) {
        let weights: Vec<SenseWeight> = in_runs(key).map(|(_, weight)| weight).collect();
        if weights.contains(&SenseWeight::Negation) {
            return SenseWeight::Negation;
        }
        found = weights.first().copied().unwrap_or(found);
    }
    found
}

/// Numbers as words, each at its place.
const COUNTED: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// The tens above twenty.
const TENS: [(&str, usize); 8] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Ordinal numbers that are not made of the number and `th`.
const ORDINALS: [(&str, usize); 7] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fifth", 5),
    ("eighth", 8),
    ("ninth", 9),
    ("twelfth", 12),
];

/// The numbers from 0 to 20 as words of other languages, and then the tens as far as each has a word for them. A word
/// that is more often another, such as the French article, stands for nothing.
const COUNTED_IN: [(&str, &str); 12] = [
    (
        "fr",
        "zéro _ deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept \
        dix-huit dix-neuf vingt trente quarante cinquante soixante",
    ),
    (
        "de",
        "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn \
        siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    ),
    (
        "es",
        "cero _ dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete \
        dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    ),
    (
        "it",
        "zero _ due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici \
        diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    ),
    (
        "pt",
        "zero _ dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete \
        dezoito dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    ),
    (
        "nl",
        "nul _ twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien \
        achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    ),
    (
        "sv",
        "noll _ två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton \
        tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    ),
    (
        "no",
        "null _ to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten \
        tjue tretti førti femti seksti sytti åtti nitti",
    ),
    (
        "da",
        "nul _ to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve",
    ),
    (
        "pl",
        "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście \
        czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia trzydzieści czterdzieści \
        pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    ),
    (
        "ru",
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать \
        четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят \
        шестьдесят семьдесят восемьдесят девяносто",
    ),
    (
        "uk",
        "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять \
        чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять тридцять сорок п'ятдесят \
        шістдесят сімдесят вісімдесят дев'яносто",
    ),
];

/// A number as a word of a language, folded and in lower case; `None` of other words and in other languages.
fn cardinal_in(word: &str, lang: &str) -> Option<usize> {
    let primary = primary(lang);
    let primary = if matches!(primary, "nb" | "nn") { "no" } else { primary };
    let (_, counted) = COUNTED_IN.iter().find(|(own, _)| own.eq_ignore_ascii_case(primary))?;
    let at = counted.split_whitespace().position(|own| word_key(own) == word)?;
    Some(if at <= 20 { at } else { (at - 18) * 10 })
}

/// What a word of a language tells that counts, by which two of them are one: `30` for the French `trente`, and in
/// English as [`canonical`] has it, also where no language is known.
#[must_use]
pub fn counted<'k>(key: &'k str, lang: Option<&str>) -> Cow<'k, str> {
    let own = lang.and_then(|lang| cardinal_in(key, lang)).map(|number| number.to_string().into());
    let is_english = lang.is_none_or(|lang| row_of(lang) == row_of("en"));
    own.or_else(|| canonical(key).filter(|_| is_english)).unwrap_or(Cow::Borrowed(key))
}

/// A number as a word: `twelve`, `a dozen`, `twenty-one`.
fn cardinal(word: &str) -> Option<usize> {
    let unit = |word: &str| COUNTED.iter().position(|counted| *counted == word);
    let ten = |word: &str| TENS.iter().find(|(ten, _)| *ten == word).map(|(_, value)| *value);
    match word.split_once('-') {
        _ if word == "dozen" => Some(12),
        None => unit(word).or_else(|| ten(word)),
        Some((tens, rest)) => Some(ten(tens)? + unit(rest).filter(|unit| (1..=9).contains(unit))?),
    }
}

/// An ordinal number, as a word or in digits: `first`, `twenty-first`, `21st`.
fn ordinal(word: &str) -> Option<usize> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    if let Some(number) = digits.and_then(|digits| digits.parse().ok()) {
        return Some(number);
    }
    let (tens, last) = word.rsplit_once('-').unwrap_or(("", word));
    let own = ORDINALS.iter().find(|(ordinal, _)| *ordinal == last).map(|(_, value)| *value);
    let regular = || {
        let stem = last.strip_suffix("th")?;
        cardinal(stem).or_else(|| cardinal(&format!("{}y", stem.strip_suffix("ie")?)))
    };
    let last = own.or_else(regular)?;
    match tens {
        "" => Some(last),
        tens => Some(cardinal(tens).filter(|tens| tens % 10 == 0)? + last),
    }
}

/// What a word, folded and in lower case, tells that negates or counts, by which two of them are one: that of `not` for
/// `doesn't`, `nobody` for `none`, `2` for `two`, `21th` for `twenty-first` and `21st`, `1550` for `1,550`; `None` of
/// other words. Numbers as words are known in English.
#[must_use]
pub fn canonical(key: &str) -> Option<Cow<'_, str>> {
    if let Some(number) = cardinal(key) {
        return Some(number.to_string().into());
    }
    if let Some(number) = ordinal(key) {
        return Some(format!("{number}th").into());
    }
    match weight(key, None) {
        SenseWeight::Plain => None,
        SenseWeight::Negation if key == "cannot" || key.ends_with("n't") || key.ends_with("nt") => {
            Some("not".into())
        }
        SenseWeight::Negation if matches!(key, "none" | "noone") => Some("nobody".into()),
        SenseWeight::Negation => Some(key.into()),
        SenseWeight::Number if is_by_thousands(key) => Some(key.replace(',', "").into()),
        SenseWeight::Number => Some(key.into()),
    }
}

/// Whether a number has commas where its thousands end.
fn is_by_thousands(key: &str) -> bool {
    let mut groups = key.split(',');
    let is_digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let first =
        groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && is_digits(group));
    first && key.contains(',') && groups.all(|group| group.len() == 3 && is_digits(group))
}

/// The words of a text that negate or count, with their bytes, in order of their beginnings.
#[must_use]
pub fn weighty(text: &str, lang: Option<&str>) -> Vec<(Range<usize>, SenseWeight)> {
    let runs = has_runs(text);
    let mut found: Vec<_> = segments(text)
        .filter(|segment| segment.is_word)
        .filter_map(|segment| {
            let word = text.get(segment.range.clone())?;
            if runs && word.contains(is_unspaced) {
                return None;
            }
            let weight = weight(&word_key(word), lang);
            (weight != SenseWeight::Plain).then_some((segment.range, weight))
        })
        .collect();
    if runs {
        // What runs over several segments: all but the words of Korean, which are found above.
        let several = |word: &str| word.contains(' ') || !word.starts_with(is_hangul);
        found.extend(
            in_runs(text).filter(|(range, _)| text.get(range.clone()).is_some_and(several)),
        );
        found.sort_by_key(|(range, _)| range.start);
    }
    found
}

/// Ends that negate the word that they are added to.
const NEGATING_ENDS: &[&str] = &[
    "less", "lessly", "lessness", "free", "los", "lose", "losen", "loser", "loses", "frei",
    "freie", "freien", "loos", "loze", "vrij", "vrije", "lös", "löst", "lösa", "løs", "løst",
    "løse", "fri", "fritt", "fria", "siz", "sız", "suz", "süz", "tlan", "tlen", "talan", "telen",
    "mentes", "ton", "tön",
];

/// Words that negate only together.
const NEGATING_PHRASES: &[&str] = &[
    "anything but",
    "anyone but",
    "rather than",
    "instead of",
    "in lieu of",
    "alles andere als",
    "anstatt",
    "allesbehalve",
    "allt annat än",
    "tout sauf",
    "au lieu de",
    "plutôt que",
    "todo menos",
    "en vez de",
    "en lugar de",
    "tudo menos",
    "em vez de",
    "tutt'altro che",
    "invece di",
    "что угодно, кроме",
    "что угодно кроме",
    "вместо",
    "замість",
    "zamiast",
];

/// Whether the end of a word negates it: `less` in `harmless`. Not asked of a whole word, which may end so by chance.
#[must_use]
pub fn negates_as_end(end: &str) -> bool {
    NEGATING_ENDS.contains(&word_key(end).as_str())
}

/// Whether words negate that do so only together, such as `anything but` and `would rather leave than`, or an end that
/// a hyphen joins to the word before it, `-free`.
#[must_use]
pub fn negates_together(text: &str) -> bool {
    let key = word_key(text);
    let end = key.trim_start();
    let is_end = end.strip_prefix('-').is_some_and(|end| {
        let word = end.split(|c: char| !c.is_alphanumeric()).next();
        word.is_some_and(negates_as_end)
    });
    let holds = |phrase: &str| {
        let mut found = key.match_indices(phrase);
        found.any(|(at, _)| {
            let (before, after) = (key.get(..at), key.get(at + phrase.len()..));
            !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
                && !after.is_some_and(|after| after.starts_with(char::is_alphanumeric))
        })
    };
    let prefers = || {
        key.split_once("rather ")
            .is_some_and(|(_, rest)| rest.split(' ').any(|word| word == "than"))
    };
    is_end || NEGATING_PHRASES.iter().any(|phrase| holds(phrase)) || prefers()
}

/// Numerals that are too often parts of other words to count by themselves, but not beside another numeral.
const NUMERALS: &[&str] = &["一", "〇", "○", "壱", "弐", "参", "拾", "廿", "卅", "卌"];

/// Whether a byte of a text parts a number: `三|十` and `100|万` in scripts whose words run together, `1| 550` and
/// `1 |550`, `20| %`, `№ |5`, `5 |½` anywhere.
#[must_use]
pub fn parts_number(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else {
        return false;
    };
    let (last, next) = (before.chars().next_back(), after.chars().next());
    if last.is_some_and(is_unspaced) || next.is_some_and(is_unspaced) {
        let numbers = RUNS.iter().filter(|(weight, _)| *weight == SenseWeight::Number);
        let needles =
            || numbers.clone().flat_map(|(_, needles)| needles.iter().map(|(word, _)| *word));
        let needles = || needles().chain(NUMERALS.iter().copied());
        let ends =
            last.is_some_and(char::is_numeric) || needles().any(|word| before.ends_with(word));
        let begins =
            next.is_some_and(char::is_numeric) || needles().any(|word| after.starts_with(word));
        return ends && begins;
    }
    // Groups of three digits that blanks part, on one line.
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let (before, after) = (before.trim_end_matches(blank), after.trim_start_matches(blank));
    let digits = |c: char| c.is_ascii_digit();
    let leading = before.chars().rev().take(4).take_while(|c| digits(*c)).count();
    let group = after.chars().take(4).take_while(|c| digits(*c)).count();
    if before.len() + after.len() == text.len() {
        return false;
    }
    (1..=3).contains(&leading) && group == 3 || is_beside_sign(before, after)
}

/// Whether blanks part a number from a sign or a fraction that belongs to it: that of a currency not where it belongs
/// to another number on its other side.
fn is_beside_sign(before: &str, after: &str) -> bool {
    let (mut earlier, mut later) = (before.chars().rev(), after.chars());
    let (Some(last), Some(next)) = (earlier.next(), later.next()) else {
        return false;
    };
    let counts = |c: Option<char>| c.is_some_and(char::is_numeric);
    let joins = |c: char| matches!(c, '×' | '÷' | '~' | '∼');
    let approximates = |c: char| matches!(c, '±' | '≈' | '≃' | '≅' | '≤' | '≥');
    let follows = |c: char| matches!(c, '\u{BC}'..='\u{BE}' | '\u{2150}'..='\u{215E}' | '\u{2189}');
    if last.is_numeric() {
        let is_other = counts(later.find(|c| !c.is_whitespace()));
        joins(next) || is_measure(next) || follows(next) || is_currency(next) && !is_other
    } else if next.is_numeric() {
        let is_other = counts(earlier.find(|c| !c.is_whitespace()));
        let leads = approximates(last) || matches!(last, '№' | '§');
        joins(last) || leads || is_currency(last) && !is_other
    } else {
        false
    }
}

fn row_of(lang: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.lang.eq_ignore_ascii_case(primary(lang)))
}

fn senses(word: &str, row: Option<usize>) -> SenseWeight {
    let counts = |sense: &&Sense| match row {
        Some(row) => sense.row == row,
        None => !sense.declared,
    };
    let words = &*WORDS;
    let listed = |word: &str| words.whole.get(word).and_then(|all| all.iter().find(counts));
    let whole = without_prefixes(word)
        .find_map(|word| listed(word).or_else(|| word.strip_prefix("ال").and_then(listed)));
    let sense = whole.or_else(|| {
        let begins = words.beginnings.iter().filter(|(begin, _)| word.starts_with(begin.as_str()));
        let ends = words
            .ends
            .iter()
            .filter(|(end, _)| word.len() > end.len() && word.ends_with(end.as_str()));
        begins.chain(ends).map(|(_, sense)| sense).find(counts)
    });
    sense.map_or(SenseWeight::Plain, |sense| sense.weight)
}

/// A word, and what is left of it without one, two and three of the letters that Hebrew and Arabic write at its
/// beginning.
fn without_prefixes(word: &str) -> impl Iterator<Item = &str> {
    fn shorter<'a>(word: &&'a str) -> Option<&'a str> {
        word.strip_prefix(PREFIXES).filter(|rest| !rest.is_empty())
    }
    std::iter::successors(Some(word), shorter).take(4)
}

/// Whether a text has letters of a script in which words run together or carry endings.
fn has_runs(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| is_unspaced(c) || is_hangul(c))
}

/// What negates or counts inside the runs of a text.
fn in_runs(text: &str) -> impl Iterator<Item = (Range<usize>, SenseWeight)> {
    RUNS.iter().flat_map(move |&(weight, needles)| {
        needles.iter().flat_map(move |&(needle, not_before)| {
            text.match_indices(needle).filter_map(move |(at, _)| {
                let end = at + needle.len();
                let goes_on = !not_before.is_empty() && text.get(end..)?.starts_with(not_before);
                (!goes_on).then_some((at..end, weight))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, lang: Option<&str>) -> SenseWeight {
        weight(&word_key(word), lang)
    }

    #[test]
    fn a_number_in_words_is_the_number_in_its_own_language_alone() {
        for (word, lang, number) in [
            ("trente", "fr", "30"),
            ("dix-neuf", "fr-CA", "19"),
            ("neun", "de", "9"),
            ("zwanzig", "de", "20"),
            ("neunzig", "de", "90"),
            ("veinte", "es", "20"),
            ("sei", "it", "6"),
            ("quarenta", "pt-BR", "40"),
            ("twaalf", "nl", "12"),
            ("nio", "sv", "9"),
            ("tjue", "nb", "20"),
            ("tyve", "da", "20"),
            ("trzydzieści", "pl", "30"),
            ("Сорок", "ru", "40"),
            ("п’ять", "uk", "5"),
            ("twenty-one", "en-GB", "21"),
        ] {
            assert_eq!(counted(&word_key(word), Some(lang)), number, "{word}");
        }
        let (once, six) = (counted("once", Some("en")).into_owned(), counted("six", Some("de")));
        assert_eq!((once.as_str(), &*six), ("once", "six"), "eleven in Spanish, no word of German");
        assert_eq!((counted("nine", None), counted("trente", None)), ("9".into(), "trente".into()));
        for (lang, words) in COUNTED_IN {
            let words: Vec<String> = words.split_whitespace().map(word_key).collect();
            assert!((21..=28).contains(&words.len()), "{lang}");
            for (at, word) in words.iter().enumerate().filter(|(_, word)| *word != "_") {
                assert_eq!(words.iter().position(|other| other == word), Some(at), "{lang} {word}");
            }
        }
    }

    #[test]
    fn negations_and_numbers_of_every_language() {
        for (lang, negations, numbers) in [
            ("en", "not can’t Without non-nuclear hardly", "1,550 twenty-five dozens 5% half"),
            ("fr", "n’est pas jamais aucune", "quatre-vingts deux milliards moitié"),
            ("de", "nicht keinem ohne", "zwölf einundzwanzig fünfhundert Hälfte"),
            ("ru", "не нельзя Без никто", "тысячи пятнадцать 1550 двух миллионов"),
            ("uk", "не немає", "п’ять"),
            ("fi", "ei en eivät ilman", "kahdeksan viisitoista miljoonaa"),
            ("he", "לא שלא ואין בלי", "שלושה והחמישים אלף"),
            ("ar", "لا ولم ليس وبدون", "ثلاثة والألف خمسين"),
            ("hi", "नहीं बिना", "पाँच हज़ार १५"),
            ("th", "ไม่", "สอง ล้าน"),
            ("ko", "않는다 없다 안", "다섯"),
            ("zh", "不 没", "三 千"),
            ("tr", "değil", "yüz"),
        ] {
            for word in negations.split(' ') {
                assert_eq!(of(word, Some(lang)), SenseWeight::Negation, "{lang} {word}");
            }
            for word in numbers.split(' ') {
                assert_eq!(of(word, Some(lang)), SenseWeight::Number, "{lang} {word}");
            }
        }
        for word in "the note knot nothingness treaty fire asset hat cent Leipzig neu anno пятница места הנמל ألفاظ หน".split(' ') {
            assert_eq!(of(word, None), SenseWeight::Plain, "{word}");
        }
    }

    #[test]
    fn a_word_counts_in_its_own_language() {
        for (word, lang) in [("en", "fi"), ("sin", "es"), ("due", "it"), ("noch", "nl")] {
            assert_ne!(of(word, Some(lang)), SenseWeight::Plain, "{word}");
            assert_eq!(of(word, None), SenseWeight::Plain, "{word}");
            assert_eq!(of(word, Some("fr")), SenseWeight::Plain, "{word}");
        }
        assert_eq!(of("nicht", Some("en")), SenseWeight::Plain);
        assert_eq!([of("nicht", Some("xx")), of("nicht", None)], [SenseWeight::Negation; 2]);
        assert_eq!(of("não", Some("pt-BR")), SenseWeight::Negation);
    }

    #[test]
    fn numbers_are_whole() {
        let parted = |left: &str, right: &str| parts_number(&format!("{left}{right}"), left.len());
        for (left, right) in [
            ("三", "十条"),
            ("二〇二", "六年"),
            ("100", "万円"),
            ("百万", "五千"),
            ("ห้า", "ร้อย"),
            ("1 ", "550 of"),
            ("1", " 550"),
            ("12\u{202F}345\u{202F}", "678"),
            ("20", " % of"),
            ("20", " € of"),
            ("№ ", "20"),
            ("20 ×", " 5"),
            ("20 ", "½"),
        ] {
            assert!(parted(left, right), "{left}|{right}");
        }
        for (left, right) in [
            ("三", "隻の船"),
            ("in 2010 ", "550 boats"),
            ("5 ", "1550"),
            ("船", "三"),
            ("", "550"),
            ("a ", "550"),
            ("in 2031", " $5 was"),
            ("for 20 € ", "5 left"),
            ("in 2031", " ± 5"),
        ] {
            assert!(!parted(left, right), "{left}|{right}");
        }
    }

    #[test]
    fn what_weighs_is_found_in_a_text() {
        let found = |text: &str| -> Vec<String> {
            weighty(text, None).into_iter().map(|(range, _)| text[range].to_owned()).collect()
        };
        assert_eq!(found("We do not hold 1,550 of them."), ["not", "1,550"]);
        assert_eq!(found("We dont go unless asked"), ["dont", "unless"]);
        assert_eq!(found("They refuse to, and failed to"), ["refuse", "failed"]);
        assert_eq!(found("港は閉鎖されていない。三つある"), ["ない", "三"]);
        assert_eq!(found("ท่าเรือไม่ปิด สามารถ ห้าม"), ["ไม่", "ห้าม"]);
        assert_eq!(found("항구는 닫히지 않았다"), ["않았다"]);
        assert_eq!(found("nothing"), ["nothing"]);
        assert_eq!(found("no words, so"), ["no"]);
    }
}
