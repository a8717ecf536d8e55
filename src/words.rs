//! The one wording: how a record is told, wherever it is told.
//!
//! Owns every word, mark and glyph by which a record is made known to a reader: what stands around somebody's
//! words and what is said of them, how a date, a post, a source, a finding and a number of reports read. Panes,
//! lists, comparison, commands, citations, notices and the menu of what to copy all ask here, so that no two of
//! them can disagree. It must never know where its words go: no screen, no format, no command, no colour, no
//! width but that of a date's column. Text in, text out; nothing is invented to fill a blank.

mod as_of;
mod count;
mod date;
mod figure;
mod language;
mod legend;
mod line;
mod progress;
mod source;
mod speaker;
mod speech;
mod verdict;

pub use self::as_of::{known_by, lacks_as_of, left_out_as_of, left_out_by_day, missing_by};
pub use self::count::{
    RETRACTED, about, also_left_out, count, days, from_anchor, latency, later, left_out, length,
    more_text, nth_record, problems, reports, retracted, silence, t_count, unanswered,
};
pub use self::date::{
    DateColumn, basis, cell, date, day, grounds, inferred_mark, marked, published, published_day,
    resolved_mark, said, sign, when,
};
pub use self::figure::{
    declared, declared_on, figure, figure_own, figure_undated, given_out, measured, number, status,
    value,
};
pub use self::language::{language, language_of_words, original, own_translation, translated};
pub use self::legend::legend;
pub use self::line::in_a_line;
pub use self::progress::so_far;
pub use self::source::{
    ARTICLE_TEXT, NO_SOURCE, Name, OTHER_DAYS, Places, SourceNames, UNCOUNTED, UNTITLED, became,
    by_source, changes, cite, corrections, description, is_by_outlet, no_source, other_days,
    outlet, paragraphs, places_in, series, source, source_on_screen, title, titled,
};
pub use self::speaker::{
    HEARSAY, ShortName, ShortSpeakers, UNNAMED, addressees, behind_speaker, post_then, posts,
    relayed, short_speaker, short_speakers, speaker, speakers, speakers_shortly,
};
pub use self::speech::{
    EVENT, MARK, MILESTONE, NOTE, OWN_TRANSLATION, Quoting, alone, beside_glyph, glyph, glyph_of,
    glyph_of_kind, headline, lead, lead_in_row, noun, quoting, quoting_beginning, the_link,
    the_words, with_citation,
};
pub use self::verdict::{
    Standing, checked, manner, omissions, standing, verdict, verdict_clause, verdict_glyph,
    verdict_name,
};
