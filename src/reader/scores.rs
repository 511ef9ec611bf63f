//! [`Scores`]: what the reader says of every token.

use super::matrix::exp;
use super::network::HEADS;
use super::tags::{NameKind, NameTag, PartOfSpeech, RoleTag};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unread_text_has_no_part_of_speech() {
        assert_eq!(Scores::default().part_of_speech(3), PartOfSpeech::Other);
        let mut row = [-9.0; PartOfSpeech::COUNT];
        row[PartOfSpeech::Verb as usize] = -0.1;
        let scores = Scores { parts_of_speech: vec![row], ..Scores::default() };
        assert_eq!(scores.part_of_speech(0).tag(), "VERB");
    }
}
