//! Words that begin sentences and name nothing: pronouns, articles, prepositions, conjunctions, adverbs of several
//! languages. Behind what is written short they tell a new sentence from a name.
//!
//! Left out is what a name may begin with behind `U.S.` or a title (`All`, `Most`, `Under`, `First`, `Pan`, `Will`);
//! and of those that stand here, what stands within the names of people is told apart.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// In small letters, a language a row.
const WORDS: [&str; 9] = [
    // English
    "a the this that these those there then thus i we you he she it they me him them our my your his her its their who \
     whom whose what when where why how which if in on at as by for from to with into after before since while although \
     because though but and or nor so yet no not yes however now today tomorrow yesterday everyone everybody everything \
     nobody nothing none someone somebody something anyone anybody anything many several each every both another others \
     such even still also only later earlier meanwhile moreover furthermore therefore hence instead otherwise perhaps \
     maybe here once until unless whether whatever whoever despite during between through without within did does is \
     are was were has have had could should would",
    // Russian
    "мы я вы он она они оно это этот эта эти этого этим но а и или если когда в во на по с со к ко у о об обо от из за \
     без под над при для до про через между после перед потом затем тогда там здесь тут теперь сейчас сегодня вчера \
     завтра однако поэтому также тоже кроме каждый каждая никто ничто ничего кто что где как какой почему зачем чтобы \
     так такой такие тем тот та те был была было были есть нет да не ни впрочем наконец пока хотя потому ещё еще уже \
     только лишь даже именно вот ведь мой наш наша наши ваш его её ее их свой все всё многие некоторые",
    // Ukrainian
    "ми ви він вона вони воно це цей ця ці але або та й і якщо коли у зі із про потім тоді тут зараз сьогодні учора \
     після однак тому також усі всі кожен ніхто ніщо хто що де як який чому щоб від під біля ще вже тільки лише навіть \
     ось мій ваш її їх їхній був була було були є немає ні",
    // German
    "der die das dem den ein eine einem einen einer wir ich sie er es ihr du man dies diese dieser dieses jene jeder \
     jede jedes niemand nichts jemand kein keine dann danach dabei damit deshalb darum daher dort hier jetzt heute \
     gestern aber und doch auch oder denn weil obwohl dass ob wer was wo wie warum welche welcher wenn als im in am an \
     auf aus bei mit nach für vor durch gegen neben ohne seit trotz um während wegen zu zum zur zwischen außerdem jedoch \
     trotzdem zudem später zuerst vielleicht nicht noch nur schon sogar ja nein ist sind war waren hat haben wird kann \
     ihre ihren sein seine mein meine unser unsere alle viele",
    // French
    "nous je vous il elle ils elles on ce cet cette ces cela ça le la les un une des c’ j’ n’ s’ qu’ mais et si ou où donc or \
     ni car en dans sur sous avec sans pour par chez vers depuis pendant après avant puis ensuite alors ainsi aussi \
     cependant pourtant toutefois enfin ici là maintenant aujourd hier demain tout tous chaque personne rien quelqu qui \
     que quoi quand comment pourquoi lorsque comme son sa ses leur leurs notre nos votre vos mon ma mes ton celui celle \
     ceux non oui ne pas plus même",
    // Spanish
    "el los las uno una unos unas lo al del con sin para desde hasta hacia sobre tras entre según después luego entonces \
     así además pero y sino porque aunque cuando donde quien cual este esta esto estos estas ese esa eso aquel su sus mi \
     nuestro nuestra yo tú él ella nosotros ellos ellas usted ustedes nadie nada todo todos cada alguien algunos muchos \
     hoy ayer mañana ahora aquí allí ya nunca siempre sí",
    // Portuguese
    "o os um uma uns umas na nos nas em de da dos das do com sem até depois então também além mas embora onde quem esta \
     isto esse essa isso aquele seu sua nosso nossa eu ele ela nós eles elas você vocês ninguém tudo todo todos alguém \
     hoje ontem amanhã agora aqui ali não sim já nunca porém entretanto",
    // Italian
    "lo gli uno della dei nel nella di da su tra fra dopo poi allora quindi così anche inoltre però perché sebbene quando \
     dove come che chi questo questa questi quello quella suo loro nostro nostra io tu lui lei noi voi nessuno niente \
     tutto tutti ogni qualcuno oggi ieri ora adesso qui sempre più ma è",
    // Polish
    "w we na z ze od po przy przed za nad pod u dla bez przez między ale lub albo ani więc jednak dlatego potem następnie \
     wtedy teraz dziś dzisiaj wczoraj jutro tam tu tutaj także też również ponadto gdy kiedy gdzie jak jaki kto co czy że \
     żeby aby ponieważ bo choć jeśli jeżeli ten ta te ci tego tej tych ja my wy ona ono oni one nasz nasza wasz jego jej \
     ich swój nikt nic każdy wszyscy wszystko ktoś coś nie tak już tylko nawet właśnie był była było byli jest są",
];

/// Those that stand within names too: `J. Le Carré`, `A. Das`, `M. De Niro`.
const IN_NAMES: &str =
    "le la les des de da do das dos del di della der die den dem el al il lo los las";

static BEGINNING: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| WORDS.iter().flat_map(|words| words.split_whitespace()).collect());

/// Whether a word, in small letters, begins sentences; what an apostrophe ends has it with it (`c’`).
pub(super) fn begins(word: &str) -> bool {
    BEGINNING.contains(word)
}

/// Whether a word that begins sentences stands in names of people too, behind an initial.
pub(super) fn is_in_names(word: &str) -> bool {
    IN_NAMES.split(' ').any(|one| one == word)
}
