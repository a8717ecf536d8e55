//! The English names of languages, by the codes that tags begin with.

/// The languages of ISO 639-1, each its code and its English name, in the order of the codes.
const NAMES: &str = "\
    aa Afar;ab Abkhazian;ae Avestan;af Afrikaans;ak Akan;am Amharic;an Aragonese;ar Arabic;\
    as Assamese;av Avaric;ay Aymara;az Azerbaijani;ba Bashkir;be Belarusian;bg Bulgarian;bi Bislama;\
    bm Bambara;bn Bengali;bo Tibetan;br Breton;bs Bosnian;ca Catalan;ce Chechen;ch Chamorro;\
    co Corsican;cr Cree;cs Czech;cu Church Slavonic;cv Chuvash;cy Welsh;da Danish;de German;\
    dv Dhivehi;dz Dzongkha;ee Ewe;el Greek;en English;eo Esperanto;es Spanish;et Estonian;eu Basque;\
    fa Persian;ff Fulah;fi Finnish;fj Fijian;fo Faroese;fr French;fy Western Frisian;ga Irish;\
    gd Scottish Gaelic;gl Galician;gn Guarani;gu Gujarati;gv Manx;ha Hausa;he Hebrew;hi Hindi;\
    ho Hiri Motu;hr Croatian;ht Haitian Creole;hu Hungarian;hy Armenian;hz Herero;ia Interlingua;\
    id Indonesian;ie Interlingue;ig Igbo;ii Nuosu;ik Inupiaq;io Ido;is Icelandic;it Italian;\
    iu Inuktitut;ja Japanese;jv Javanese;ka Georgian;kg Kongo;ki Kikuyu;kj Kuanyama;kk Kazakh;\
    kl Kalaallisut;km Khmer;kn Kannada;ko Korean;kr Kanuri;ks Kashmiri;ku Kurdish;kv Komi;\
    kw Cornish;ky Kyrgyz;la Latin;lb Luxembourgish;lg Ganda;li Limburgish;ln Lingala;lo Lao;\
    lt Lithuanian;lu Luba-Katanga;lv Latvian;mg Malagasy;mh Marshallese;mi Maori;mk Macedonian;\
    ml Malayalam;mn Mongolian;mr Marathi;ms Malay;mt Maltese;my Burmese;na Nauru;\
    nb Norwegian Bokmål;nd North Ndebele;ne Nepali;ng Ndonga;nl Dutch;nn Norwegian Nynorsk;\
    no Norwegian;nr South Ndebele;nv Navajo;ny Chichewa;oc Occitan;oj Ojibwa;om Oromo;or Odia;\
    os Ossetian;pa Punjabi;pi Pali;pl Polish;ps Pashto;pt Portuguese;qu Quechua;rm Romansh;rn Rundi;\
    ro Romanian;ru Russian;rw Kinyarwanda;sa Sanskrit;sc Sardinian;sd Sindhi;se Northern Sami;\
    sg Sango;sh Serbo-Croatian;si Sinhala;sk Slovak;sl Slovenian;sm Samoan;sn Shona;so Somali;\
    sq Albanian;sr Serbian;ss Swati;st Southern Sotho;su Sundanese;sv Swedish;sw Swahili;ta Tamil;\
    te Telugu;tg Tajik;th Thai;ti Tigrinya;tk Turkmen;tl Tagalog;tn Tswana;to Tongan;tr Turkish;\
    ts Tsonga;tt Tatar;tw Twi;ty Tahitian;ug Uyghur;uk Ukrainian;ur Urdu;uz Uzbek;ve Venda;\
    vi Vietnamese;vo Volapük;wa Walloon;wo Wolof;xh Xhosa;yi Yiddish;yo Yoruba;za Zhuang;zh Chinese;\
    zu Zulu;";

/// The English name of the language of a code of ISO 639-1, in any case; `None` of what is no such code.
#[must_use]
pub fn english_name(code: &str) -> Option<&'static str> {
    let entries = NAMES.split(';').filter_map(|entry| entry.split_once(' '));
    entries.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| name)
}

/// The language of a BCP 47 tag, also of one that is written with a low line: what stands before its first part, `pt` of
/// `pt-BR`.
#[must_use]
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_two_letters_and_stands_once() {
        let entries: Vec<&str> = NAMES.split(';').filter(|entry| !entry.is_empty()).collect();
        let codes: Vec<&str> = entries.iter().filter_map(|e| Some(e.split_once(' ')?.0)).collect();
        assert_eq!((codes.len(), entries.len()), (184, 184));
        assert!(codes.iter().all(|code| code.len() == 2) && codes.is_sorted());
    }
}
