//! [`Scores`]: what the reader says of every token.

use super::matrix::exp;
use super::network::HEADS;

/// What the reader says of every token of a text.
///
/// Every list but those of the parts of speech is as long as the list of tokens, or empty when the text was not read
/// ([`Scores::is_empty`]). The values
/// are natural logarithms of probabilities: they are zero or less, and their exponentials sum to one within each row.
///
/// The roles are scored by two conventions of corpora, since what counts as a quotation differs between them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// Parts of speech, in the order of [`PartOfSpeech::ALL`]; empty where only the likeliest are kept.
    pub parts_of_speech: Vec<[f32; PartOfSpeech::COUNT]>,
    /// The likeliest part of speech of every token, where their scores are not kept: those take a third of all memory.
    pub likeliest_parts: Vec<PartOfSpeech>,
    /// Names, in the order of [`NameTag::ALL`].
    pub names: Vec<[f32; NameTag::COUNT]>,
    /// Roles in quotations of what is said or written.
    pub speech: Roles,
    /// Roles in attributions of any kind: beliefs, hopes and plans, too.
    pub attributions: Roles,
}

/// The scores of the roles in quotations, each list in the order of [`RoleTag::ALL`].
///
/// The three roles are scored independently of each other, because they nest and interleave: a content may hold the cue
/// and the source of another quotation, and the pieces of a split content stand around its cue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// What is said, asked, written (or thought).
    pub contents: Vec<[f32; RoleTag::COUNT]>,
    /// Who says it.
    pub sources: Vec<[f32; RoleTag::COUNT]>,
    /// The words that tell that it is said: "said", "according to", "in a statement".
    pub cues: Vec<[f32; RoleTag::COUNT]>,
}

impl Roles {
    pub(super) fn part(&self, tokens: std::ops::Range<usize>) -> Roles {
        Roles {
            contents: self.contents[tokens.clone()].to_vec(),
            sources: self.sources[tokens.clone()].to_vec(),
            cues: self.cues[tokens].to_vec(),
        }
    }

    fn append(&mut self, mut next: Roles) {
        self.contents.append(&mut next.contents);
        self.sources.append(&mut next.sources);
        self.cues.append(&mut next.cues);
    }
}

impl Scores {
    /// Whether there are no scores: the text has no tokens, or was not read.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether `token` is more likely than not a part of a person's name; not where there is no such token.
    pub fn is_person(&self, token: usize) -> bool {
        let tags = NameTag::ALL.iter().filter(|tag| matches!(tag, NameTag::Name(NameKind::Person, _)));
        self.names.get(token).is_some_and(|row| tags.map(|tag| exp(row[tag.index()])).sum::<f32>() > 0.5)
    }

    /// No scores, but room for those of `count` tokens; not for those of the parts of speech.
    pub(super) fn with_capacity(count: usize) -> Scores {
        let roles = || Roles {
            contents: Vec::with_capacity(count),
            sources: Vec::with_capacity(count),
            cues: Vec::with_capacity(count),
        };
        Scores {
            parts_of_speech: Vec::new(),
            likeliest_parts: Vec::new(),
            names: Vec::with_capacity(count),
            speech: roles(),
            attributions: roles(),
        }
    }

    /// The scores of some tokens.
    pub(super) fn part(&self, tokens: std::ops::Range<usize>) -> Scores {
        Scores {
            parts_of_speech: self.parts_of_speech.get(tokens.clone()).unwrap_or_default().to_vec(),
            likeliest_parts: self.likeliest_parts.get(tokens.clone()).unwrap_or_default().to_vec(),
            names: self.names[tokens.clone()].to_vec(),
            speech: self.speech.part(tokens.clone()),
            attributions: self.attributions.part(tokens),
        }
    }

    /// Adds the scores of the tokens that follow.
    pub(super) fn append(&mut self, mut next: Scores) {
        self.parts_of_speech.append(&mut next.parts_of_speech);
        self.likeliest_parts.append(&mut next.likeliest_parts);
        self.names.append(&mut next.names);
        self.speech.append(next.speech);
        self.attributions.append(next.attributions);
    }

    /// Lets go of the scores of the parts of speech, and keeps the likeliest.
    pub(super) fn keep_likeliest_parts(&mut self) {
        self.likeliest_parts = (0..self.parts_of_speech.len()).map(|index| self.part_of_speech(index)).collect();
        self.parts_of_speech = Vec::new();
    }

    /// Mixes in what another reader says of the same tokens: the logarithm of the mean of both probabilities, of which the
    /// other has the given share for each head.
    pub(super) fn mix(&mut self, other: &Scores, shares: &[f32; HEADS.len()]) {
        mix_rows(&mut self.parts_of_speech, &other.parts_of_speech, shares[0]);
        mix_rows(&mut self.names, &other.names, shares[1]);
        let roles = [(&mut self.speech, &other.speech), (&mut self.attributions, &other.attributions)];
        for ((roles, other), shares) in roles.into_iter().zip(shares[2..].chunks_exact(3)) {
            mix_rows(&mut roles.contents, &other.contents, shares[0]);
            mix_rows(&mut roles.sources, &other.sources, shares[1]);
            mix_rows(&mut roles.cues, &other.cues, shares[2]);
        }
    }

    /// The likeliest part of speech of token `index`, or [`PartOfSpeech::Other`] when the text was not read.
    pub fn part_of_speech(&self, index: usize) -> PartOfSpeech {
        let scored = self.parts_of_speech.get(index).map(|row| PartOfSpeech::ALL[likeliest(row)]);
        scored.or(self.likeliest_parts.get(index).copied()).unwrap_or(PartOfSpeech::Other)
    }
}

fn mix_rows<const N: usize>(rows: &mut [[f32; N]], others: &[[f32; N]], share: f32) {
    for (x, other) in rows.as_flattened_mut().iter_mut().zip(others.as_flattened()) {
        *x = ((1.0 - share) * exp(*x) + share * exp(*other)).ln().min(0.0);
    }
}

/// The index of the highest value; the first of equals.
pub(super) fn likeliest(row: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in row.iter().enumerate() {
        if *value > row[best] {
            best = index;
        }
    }
    best
}

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

    #[test]
    fn an_unread_text_has_no_part_of_speech() {
        assert_eq!(Scores::default().part_of_speech(3), PartOfSpeech::Other);
        let mut row = [-9.0; PartOfSpeech::COUNT];
        row[PartOfSpeech::Verb as usize] = -0.1;
        let scores = Scores { parts_of_speech: vec![row], ..Scores::default() };
        assert_eq!(scores.part_of_speech(0).tag(), "VERB");
    }
}
