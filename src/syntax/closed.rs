//! Closed classes of words, which [`WordClass`](super::WordClass) does not tell apart. All ignore case.

/// A function for each class.
macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident: $($word:literal)*;)*) => {
        $($(#[doc = $doc])* pub fn $name(word: &str) -> bool {
            [$($word),*].iter().any(|known| known.eq_ignore_ascii_case(word))
        })*

        #[cfg(test)]
        const ALL: &[(fn(&str) -> bool, &[&str])] = &[$(($name, &[$($word),*])),*];
    };
}

classes! {
    /// What tells an owner: "Lee’s", "the ministers’".
    is_genitive: "'s" "’s" "'" "’";
    /// What tells one owner: "Lee’s".
    is_genitive_of_one: "'s" "’s";
    /// What tells whose something is: "her".
    is_possessive: "my" "his" "her" "its" "our" "your" "their";
    /// "the", "a"
    is_article: "the" "a" "an";
    /// "the", "this"
    is_definite: "the" "this";
    /// "this", "those"
    is_demonstrative: "this" "that" "these" "those";
    /// What introduces somebody: "a witness", "another witness", "one witness".
    is_indefinite: "a" "an" "another" "one";
    /// Pronouns that are objects: "him".
    is_object: "him" "her" "them" "me" "us" "you" "it";
    /// What a relative clause begins with: "who".
    is_relative: "who" "whose" "whom" "which";
    /// Forms of "be".
    is_be: "is" "are" "was" "were" "be" "been" "being";
    /// Forms of "have".
    is_have: "has" "have" "had";
    /// What stands before an infinitive: "would".
    is_modal: "will" "would" "can" "could" "may" "might" "should" "must";
    /// "not"
    is_not: "not" "n't" "n’t";
    /// "Monday"
    is_day: "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_knows_its_words_in_any_case() {
        for (is_one, words) in ALL {
            assert!(words.iter().all(|word| is_one(word) && is_one(&word.to_ascii_uppercase())), "{words:?}");
            assert!(!is_one("") && !is_one("bridge") && !is_one("thing"));
        }
    }

    #[test]
    fn what_is_of_no_class() {
        for (is_one, others) in [
            (is_genitive as fn(&str) -> bool, ["s", "\""]),
            (is_possessive, ["him", "theirs"]),
            (is_relative, ["that", "what"]),
            (is_be, ["'s", "am"]),
            (is_modal, ["to", "do"]),
        ] {
            assert!(!others.into_iter().any(is_one), "{others:?}");
        }
    }
}
