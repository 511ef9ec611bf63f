//! What speaks for it that somebody told of without a name is the one who is named later.

use crate::analysis::columns::{self, columns};

columns! {
    /// What a row holds, in the order of its weights; each about 0 to 1.
    Clue from 0;
    /// Always 1.
    Constant,
    /// They are told of in the first sentence, which is the headline or the first of the article.
    InHeadline,
    /// They are told of in one of the next four.
    InLead,
    /// They are told of by a noun without a determiner: "Kremlin envoy".
    Bare,
    /// By "the" or a word for whose they are.
    Definite,
    /// By "another", "one", "some".
    AnotherOne,
    /// By a pronoun.
    Pronoun,
    /// By a noun for those who are not named: "source"; or the sentence says that they are not.
    Unnamed,
    /// How many words stand before the name, in hundreds; at most 4.
    Words,
    /// The name stands in the same sentence.
    SameSentence,
    /// It stands five or more sentences later.
    FarSentence,
    /// Another person was introduced between.
    NotNext,
    /// The name stands in the words of the source.
    InSource,
    /// It stands in what they say.
    InContent,
    /// It begins its sentence.
    BeginsSentence,
    /// It is a subject.
    Subject,
    /// A comma follows it.
    BeforeComma,
    /// Who bears the name is the source of a quotation.
    Speaks,
    /// And of the next one by somebody else.
    SpeaksNext,
    /// The share of the words of what they say that are said again under the name.
    SaidAgain,
    /// How many of these words there are; at most 3.
    SaidAgainWords,
    /// How many words of the description are told of the one who is named, too; at most 2.
    SharedWords,
    /// How near in meaning the noun of the description is to a word that is told of them.
    NounNear,
    /// The name stands in the headline, too, before the description.
    InHeadlineToo,
    /// Words beside the name have the noun of the description and all its other words.
    SameCall,
    /// Words beside the name have the noun.
    SameNoun,
    /// There are words beside the name that tell what its bearer is.
    IsTold,
    /// The name is that of a news agency or the like, which others name as where they have heard something.
    Outlet,
    /// A bracket follows the name.
    BeforeBracket,
    /// How often they are named, as a share of eight times; at most 1.
    Often,
    /// The name stands in the next paragraph.
    NextParagraph,
}

/// How many there are.
pub const CLUES: usize = Clue::ALL.len();

/// The clues for one name.
pub type Clues = columns::Row<CLUES>;

impl Clues {
    /// From 0 to 1: how likely the two are one, by `weights`.
    pub fn chance(&self, weights: &[f32; CLUES]) -> f32 {
        1.0 / (1.0 + (-self.weigh(weights)).exp())
    }
}
