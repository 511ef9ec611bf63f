//! What the reader tells tokens to be: parts of speech, pieces of names, pieces of roles.

/// A part of speech of [Universal Dependencies](https://universaldependencies.org/u/pos/).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartOfSpeech {
    /// ADJ: "new".
    Adjective,
    /// ADP: "of".
    Adposition,
    /// ADV: "now".
    Adverb,
    /// AUX: "has", "will", the "is" of "is new".
    Auxiliary,
    /// CCONJ: "and".
    CoordinatingConjunction,
    /// DET: "the".
    Determiner,
    /// INTJ: "oh".
    Interjection,
    /// NOUN: "minister".
    Noun,
    /// NUM: "two".
    Numeral,
    /// PART: "not", "to", "'s".
    Particle,
    /// PRON: "she".
    Pronoun,
    /// PROPN: "Paris".
    ProperNoun,
    /// PUNCT.
    Punctuation,
    /// SCONJ: "that", "if".
    SubordinatingConjunction,
    /// SYM: "$".
    Symbol,
    /// VERB: "says".
    Verb,
    /// X: none of these, or not known.
    Other,
}

impl PartOfSpeech {
    /// How many there are.
    pub const COUNT: usize = 17;

    /// All, in the order of their columns; the column of one is `part as usize`.
    pub const ALL: [PartOfSpeech; PartOfSpeech::COUNT] = [
        PartOfSpeech::Adjective,
        PartOfSpeech::Adposition,
        PartOfSpeech::Adverb,
        PartOfSpeech::Auxiliary,
        PartOfSpeech::CoordinatingConjunction,
        PartOfSpeech::Determiner,
        PartOfSpeech::Interjection,
        PartOfSpeech::Noun,
        PartOfSpeech::Numeral,
        PartOfSpeech::Particle,
        PartOfSpeech::Pronoun,
        PartOfSpeech::ProperNoun,
        PartOfSpeech::Punctuation,
        PartOfSpeech::SubordinatingConjunction,
        PartOfSpeech::Symbol,
        PartOfSpeech::Verb,
        PartOfSpeech::Other,
    ];

    /// Whether it is a verb or an auxiliary.
    pub fn is_verb(self) -> bool {
        matches!(self, PartOfSpeech::Verb | PartOfSpeech::Auxiliary)
    }

    /// Whether it is a noun or part of a name.
    pub fn is_noun(self) -> bool {
        matches!(self, PartOfSpeech::Noun | PartOfSpeech::ProperNoun)
    }

    /// The tag as Universal Dependencies write it.
    pub fn tag(self) -> &'static str {
        const TAGS: [&str; PartOfSpeech::COUNT] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
            "SCONJ", "SYM", "VERB", "X",
        ];
        TAGS[self as usize]
    }
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// Somebody.
    Person,
    /// A company, authority, party, club, newspaper.
    Organization,
    /// A country, town, river, building.
    Place,
    /// Any other: nationalities, events, works, products.
    Other,
}

impl NameKind {
    /// All, in the order of their columns.
    pub const ALL: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];
}

/// Which part of a name a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Piece {
    /// The first of two or more tokens.
    Begin,
    /// Neither the first nor the last.
    Inside,
    /// The last of two or more tokens.
    End,
    /// The only token.
    Single,
}

/// A token's place in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameTag {
    /// In none.
    Outside,
    /// A piece of a name.
    Name(NameKind, Piece),
}

impl NameTag {
    /// How many there are.
    pub const COUNT: usize = 17;

    /// All, in the order of their columns: outside, then begin, inside, end and single of each of [`NameKind::ALL`].
    pub const ALL: [NameTag; NameTag::COUNT] = {
        const PIECES: [Piece; 4] = [Piece::Begin, Piece::Inside, Piece::End, Piece::Single];
        let mut all = [NameTag::Outside; NameTag::COUNT];
        let mut index = 1;
        while index < NameTag::COUNT {
            all[index] = NameTag::Name(NameKind::ALL[(index - 1) / 4], PIECES[(index - 1) % 4]);
            index += 1;
        }
        all
    };

    /// Its column.
    pub fn index(self) -> usize {
        match self {
            NameTag::Outside => 0,
            NameTag::Name(kind, piece) => 1 + 4 * kind as usize + piece as usize,
        }
    }

    /// Whether a token tagged `next` may follow one tagged `self`. At its start a text follows [`NameTag::Outside`],
    /// and at its end it is followed by it.
    pub fn allows(self, next: NameTag) -> bool {
        let open = match self {
            NameTag::Name(kind, Piece::Begin | Piece::Inside) => Some(kind),
            _ => None,
        };
        let continued = match next {
            NameTag::Name(kind, Piece::Inside | Piece::End) => Some(kind),
            _ => None,
        };
        open == continued
    }
}

/// A token's place in a role of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoleTag {
    /// In none.
    Outside,
    /// The first token of a piece.
    Begin,
    /// A further token of a piece.
    Inside,
}

impl RoleTag {
    /// How many there are.
    pub const COUNT: usize = 3;

    /// All, in the order of their columns; the column of one is `tag as usize`.
    pub const ALL: [RoleTag; RoleTag::COUNT] = [RoleTag::Outside, RoleTag::Begin, RoleTag::Inside];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_follow_the_order_of_all() {
        assert!(NameTag::ALL.iter().enumerate().all(|(column, tag)| tag.index() == column));
        assert!(PartOfSpeech::ALL.iter().enumerate().all(|(column, part)| *part as usize == column));
        assert!(RoleTag::ALL.iter().enumerate().all(|(column, tag)| *tag as usize == column));
    }

    #[test]
    fn names_are_closed_before_others_open() {
        let tag = |kind, piece| NameTag::Name(kind, piece);
        let check = |before: NameTag, next: NameTag, expect: bool| assert_eq!(before.allows(next), expect);
        check(NameTag::Outside, tag(NameKind::Person, Piece::Begin), true);
        check(NameTag::Outside, tag(NameKind::Person, Piece::End), false);
        check(tag(NameKind::Person, Piece::Begin), tag(NameKind::Person, Piece::End), true);
        check(tag(NameKind::Person, Piece::Begin), tag(NameKind::Place, Piece::End), false);
        check(tag(NameKind::Person, Piece::Inside), NameTag::Outside, false);
        check(tag(NameKind::Person, Piece::End), tag(NameKind::Place, Piece::Single), true);
        check(tag(NameKind::Place, Piece::Single), NameTag::Outside, true);
    }
}
