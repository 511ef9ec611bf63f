//! What speaks for and against a candidate, as a row of numbers.

use crate::analysis::columns::{self, columns};

columns! {
    /// What a row holds, in its order. The first ones tell of the words that are to be resolved and are the same for all
    /// their candidates; the others tell of the candidate.
    Feature from 0;
    /// The candidate is "none of these": nobody for a pronoun, somebody new for a description.
    Nobody,
    /// The pronoun: 0 he or she, 1 it, 2 they, 3 we.
    Pronoun,
    /// Its case: 0 subject, 1 object, 2 possessive, 3 reflexive.
    Case,
    /// The words stand inside quotation marks.
    Quoted,
    /// They are the likeliest source of a quotation.
    IsSource,
    /// How many words of the sentence stand before them (logarithm).
    Before,
    /// The determiner: 0 the, 1 this, 2 her, 3 Okafor's, 4 a, 5 none.
    Determiner,
    /// What the noun stands for: 0 person, 1 group, 2 organization, 3 place, 4 document, 5 thing, 6 unknown.
    Noun,
    /// The noun tells hardly more than its kind.
    General,
    /// How many words stand between determiner and noun.
    Modifiers,
    /// The noun goes on with "of", "for", "who".
    GoesOn,
    /// The noun tells whose somebody is: "wife", "lawyer".
    Relation,
    /// How many candidates fit by kind and gender.
    Fitting,
    /// What the candidate is: 0 person, 1 organization, 2 place, 3 group, 4 other.
    Kind,
    /// It has a name.
    Named,
    /// How many it joins.
    Members,
    /// Its gender is told to be that of the words (2), expected (1), unknown (0), expected otherwise (-1), told (-2).
    Gender,
    /// Kind and gender fit.
    Fits,
    /// Sentences from its latest mention before the words, those inside quotation marks left out.
    Sentences,
    /// Paragraphs from there.
    Paragraphs,
    /// Tokens from there (logarithm).
    Tokens,
    /// How many candidates were mentioned later.
    Rank,
    /// How many of those that fit.
    RankFitting,
    /// The form of its latest mention: 0 name, 1 pronoun, 2 description.
    LatestForm,
    /// Its slot: 0 subject, 1 object, 2 after a preposition, 3 owner.
    LatestSlot,
    /// It stands inside quotation marks.
    LatestQuoted,
    /// It was the subject of the sentence (2), or of the one before (1).
    SubjectLately,
    /// It is the first mention of the candidate.
    LatestIsFirst,
    /// How often it was mentioned before (logarithm).
    Often,
    /// How many of those that fit were mentioned more often.
    OftenRank,
    /// How often it is mentioned in the sentences just before.
    Lately,
    /// How often it is named in the whole text (logarithm).
    NamedInAll,
    /// It is the first that fits in the paragraph.
    FirstOfParagraph,
    /// It is mentioned in the first sentences of the text.
    InLead,
    /// It said the quotation before.
    SpokeLast,
    /// It says the words, in which these stand.
    OwnWords,
    /// It has the turn, or is spoken to.
    OwnTurn,
    /// Its name and a comma stand right before the words: "Ann Lee, she said".
    TakenUp,
    /// Its latest mention is the subject of the sentence and stands near.
    SameClause,
    /// It is only mentioned after the words; so many sentences, from 1.
    Ahead,
    /// The pronoun of this kind before went to it: 2; there was one and it did not: 1.
    Chain,
    /// It was called by the same words.
    SameWords,
    /// It was called by the same noun in another description.
    SameNoun,
    /// The noun is one of its roles.
    Role,
    /// The noun stands in its name.
    InName,
    /// How many of the other words stand in its name, roles or description.
    Shared,
    /// How many do not.
    Unshared,
    /// A name stands among the other words that is not in its description: "the French minister".
    OtherName,
    /// Kind of noun and candidate agree: 2 the same, 1 near, 0 not.
    NounFits,
    /// How many roles it is known by.
    Roles,
    /// "the country", "the city": the gazetteer does not know the candidate (1), has it as such (2), as another kind of
    /// place (3); 0 for other nouns.
    PlaceFits,
    /// The noun stands for an organization, and the name of the candidate ends with no noun for one (1), with this (2), with
    /// another ("the court" and "Ministry of Trade", 3); 0 for other nouns.
    TitleFits,
    /// How often it is named in the words of which these are the source.
    InSaid,
    /// Of how many quotations its names are the source (logarithm).
    Speaks,
    /// It is named beside whoever says the words in which these stand (2), or spoke last (1): "Ann Lee of Acme".
    OfSpeaker,
    /// How near in meaning the noun is to the nearest word of its names, roles and descriptions.
    NounNear,
    /// How many candidates the words of the description fit better: the same words, then the noun, then the words before it.
    MatchRank,
    /// Their slot: 0 subject, 1 object, 2 after a preposition, 3 owner.
    Slot,
    /// They stand in what the sentence is opened by, "After the vote," (1), or behind it (2).
    Fronted,
    /// How many words of the sentence stand between them and the next name of the candidate (logarithm; 0 for none).
    NamedAfter,
    /// How many verbs stand between its latest mention and the words.
    VerbsBetween,
    /// What parts clauses between them: 0 nothing, 1 "and", 2 a comma, 3 "that", 4 a dash, 5 a bracket, 6 a sentence ends.
    Boundary,
    /// The subject of the verb before the words: the candidate (1), another (2), or there is none (0).
    ClauseSubject,
    /// How often titles, roles and pronouns told that it is of the gender of the words, less how often they told otherwise.
    GenderTold,
    /// How many words of its sentence stand before its latest mention (logarithm).
    LatestBefore,
    /// Of how many clauses near before it is the subject.
    Subjects,
}

/// How many there are.
pub const FEATURES: usize = Feature::ALL.len();

/// The features of a candidate.
pub type Row = columns::Row<FEATURES>;

impl Row {
    /// How well the words of a description fit the candidate, to compare it with its rivals.
    pub fn matched(&self) -> f32 {
        let noun = [Feature::Role, Feature::SameNoun, Feature::InName].into_iter().any(|told| self.get(told) > 0.0);
        8.0 * self.get(Feature::SameWords)
            + 4.0 * f32::from(u8::from(noun))
            + self.get(Feature::Shared)
            + 0.9 * self.get(Feature::NounNear)
    }

    /// Whether "he" or "she" would be who says the words between marks in which it stands.
    pub fn is_speaker_told_of(&self) -> bool {
        self.get(Feature::Nobody) == 0.0 && self.get(Feature::Pronoun) == 0.0 && self.get(Feature::OwnWords) > 0.0
    }
}
