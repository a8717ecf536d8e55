//! Words that say little by themselves: articles, pronouns, auxiliaries, and the words of a question.
//!
//! In a million statements their number tells; in two hundred it does not, and `did` would count as rare. So
//! the commonest of English are named. Those of other languages count by their number alone.

/// Whether `word`, folded, is one of them.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// Whether a query that begins with `word`, folded, asks a question.
pub(crate) fn begins_question(word: &str) -> bool {
    QUESTION_WORDS.binary_search(&word).is_ok()
}

/// Whether a query that begins with `word`, folded, is surely a question: `was` and `has` as well begin what is
/// remembered from the middle of a sentence.
pub(crate) fn surely_begins_question(word: &str) -> bool {
    SURE_QUESTION_WORDS.binary_search(&word).is_ok()
}

/// Whether `word`, folded, belongs to a question rather than to its answer: `how many`, `what did he say`.
pub(crate) fn is_word_of_question(word: &str) -> bool {
    is_function_word(word) || WORDS_OF_QUESTIONS.binary_search(&word).is_ok()
}

/// Ascending.
const QUESTION_WORDS: [&str; 26] = [
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "how", "is", "must",
    "should", "was", "were", "what", "when", "where", "whether", "which", "who", "whom", "whose",
    "why", "will", "would",
];

/// Ascending.
const SURE_QUESTION_WORDS: [&str; 13] = [
    "did", "do", "does", "how", "what", "when", "where", "whether", "which", "who", "whom",
    "whose", "why",
];

/// Ascending.
const WORDS_OF_QUESTIONS: [&str; 41] = [
    "according",
    "after",
    "announced",
    "before",
    "called",
    "claimed",
    "commented",
    "declared",
    "during",
    "ever",
    "far",
    "happen",
    "happened",
    "happens",
    "long",
    "many",
    "mean",
    "mentioned",
    "much",
    "often",
    "old",
    "react",
    "reacted",
    "replied",
    "reply",
    "respond",
    "responded",
    "said",
    "say",
    "saying",
    "says",
    "soon",
    "stated",
    "tell",
    "tells",
    "think",
    "thinks",
    "told",
    "until",
    "warn",
    "warned",
];

/// Ascending.
const FUNCTION_WORDS: [&str; 87] = [
    "a", "about", "am", "an", "and", "any", "anybody", "anyone", "are", "as", "at", "be", "been",
    "being", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have",
    "he", "her", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "me", "might",
    "must", "my", "not", "of", "on", "or", "our", "shall", "she", "should", "so", "some",
    "somebody", "someone", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "thus", "to", "too", "was", "we", "were", "what", "when", "where",
    "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you",
    "your", "yours",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(QUESTION_WORDS.is_sorted() && WORDS_OF_QUESTIONS.is_sorted());
        assert!(SURE_QUESTION_WORDS.is_sorted());
        assert!(SURE_QUESTION_WORDS.iter().all(|word| begins_question(word)));
        assert!(QUESTION_WORDS.iter().all(|word| is_function_word(word)));
        assert!(is_function_word("did") && !is_function_word("treaty"));
        // US is a country more often than not.
        assert!(!is_function_word("us"));
    }
}
