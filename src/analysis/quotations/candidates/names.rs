//! What is asked of cues, and of the rivals for their sources and for pieces of their content.

use crate::analysis::columns::columns;

columns! {
    /// What is asked of a cue; the first columns of the rows of sources and of pieces.
    CueFeature from 0;
    /// Whose idea of a quotation is followed.
    Convention,
    /// Its probability.
    Probability,
    /// The mean probability of its tokens by the other convention.
    Elsewhere,
    /// The probability that its first token begins a cue.
    Begin,
    /// Tokens.
    Tokens,
    /// The lexicon's kinds of its words: 1 a verb of speech, 2 telling.
    Speech,
    /// Whether the lexicon has one of its words for calling.
    Call,
    /// The lexicon's kinds of its words: 1 thinking, 2 a noun.
    Thought,
    /// The class of its likeliest token.
    HeadClass,
    /// The part of speech of its likeliest token.
    HeadPart,
    /// The class of the token before it.
    PreviousClass,
    /// The class of the second token before it.
    SecondPreviousClass,
    /// The class of its last token.
    LastClass,
    /// The class of the token behind it.
    NextClass,
    /// The class of the second token behind it.
    SecondNextClass,
    /// Whether it stands between marks.
    InMarks,
    /// 1 if it stands in a verb group, 2 in a passive one.
    Voice,
    /// Tokens of its verb group before it.
    IntoGroup,
    /// Whether it begins its sentence.
    First,
    /// The mean probability of the four tokens before it to be a source.
    SourceBefore,
    /// The mean probability of the four tokens behind it to be a source.
    SourceBehind,
    /// The mean probability of the words among the four tokens before it to be content.
    ContentBefore,
    /// The mean probability of the words among the four tokens behind it to be content.
    ContentBehind,
}

/// How many features a cue has.
pub const CUE_FEATURES: usize = CueFeature::ALL.len();

columns! {
    /// What is asked of words that may be the source of a cue; the answer "none" has -1 from [`SourceFeature::Left`] on.
    SourceFeature from CUE_FEATURES;
    /// The highest mean probability of a rival to be a source.
    Best,
    /// How many rivals come before it in the list.
    Number,
    /// Whether it stands before the cue.
    Left,
    /// Words between it and the cue.
    Distance,
    /// Words between that are no auxiliaries and no adverbs.
    PlainDistance,
    /// Commas between.
    Commas,
    /// Sentences that it stands behind the cue; less than zero before it.
    SentenceGap,
    /// How many that the reader holds for sources stand nearer on its side; 5 for what only grammar proposes.
    Rank,
    /// The mean probability of its tokens to be a source.
    Mean,
    /// The highest of them.
    Most,
    /// The probability that its first token begins a source.
    Begin,
    /// Tokens.
    Tokens,
    /// The class of its first token.
    FirstClass,
    /// The class of its last token.
    LastClass,
    /// The class of the token before it.
    PreviousClass,
    /// The class of the token behind it.
    NextClass,
    /// The class of the second token behind it.
    SecondNextClass,
    /// The part of speech of its first token.
    FirstPart,
    /// The part of speech of its last token.
    LastPart,
    /// The highest probability of another cue between.
    RivalCue,
    /// The mean probability of the words between to be content.
    ContentBetween,
    /// The mean probability of the words among the four tokens on its far side to be content.
    ContentBeyond,
    /// The mean probability of its words to be content.
    Content,
    /// Whether it has a word with a capital.
    Capital,
    /// The highest probability of its tokens to be part of a name.
    Name,
    /// The mean probability of the tokens between to be a source.
    SourceBetween,
    /// 1 if the cue's verb group begins right behind it, 2 if it begins right behind the cue.
    Beside,
    /// Whether it stands right before a passive of telling.
    IsTold,
    /// Whether "by" stands before it.
    By,
    /// Verbs between.
    Verbs,
    /// 1 if its head is "it", "there", "which", "what", "this" or "that", 3 with a passive.
    It,
    /// The lexicon's kinds of its head: 1 a role, 2 roles, 4 an organization.
    Kind,
    /// Its head: 1 "I", "we" or "you", 2 "who" or "whom".
    Pronoun,
}

/// How many features a source has, with those of its cue.
pub const SOURCE_FEATURES: usize = CUE_FEATURES + SourceFeature::ALL.len();

columns! {
    /// What is asked of a piece of content on one side of a cue whose source is known; the answer "none" has -30 from
    /// [`PieceFeature::Words`] on.
    PieceFeature from CUE_FEATURES;
    /// Whether the left side is asked about.
    Left,
    /// -1 if the source stands before the cue, 1 behind it, 0 if there is none.
    SourceSide,
    /// The mean probability of the tokens of the source; -1 if there is none.
    Source,
    /// Words between the source and the cue; -1 if there is no source.
    SourceDistance,
    /// The probability of the word before cue and source to be content.
    LeftContent,
    /// The probability of the word behind cue and source to be content.
    RightContent,
    /// Whether the word before cue and source stands between marks.
    LeftMarked,
    /// The class of the token before cue and source.
    LeftClass,
    /// The class of the second token before them.
    SecondLeftClass,
    /// The class of the token behind cue and source.
    RightClass,
    /// The highest sum of the logarithms of the odds of a rival's words.
    BestOdds,
    /// The highest mean probability of a rival's words.
    BestContent,
    /// How many rivals there are.
    Rivals,
    /// Words.
    Words,
    /// The mean probability of its words.
    Content,
    /// The lowest of them.
    LeastContent,
    /// The sum of the logarithms of their odds.
    Odds,
    /// How far that is from the highest of the rivals: zero, or less.
    BelowBest,
    /// The probability that its first word begins a content.
    Begin,
    /// The probability of its first word.
    First,
    /// The probability of its last word.
    Last,
    /// The probability of the word before it.
    Before,
    /// The probability of the word behind it.
    Behind,
    /// The probability that the word behind it begins a content.
    BeginBehind,
    /// How likely the word before it is a cue.
    CueBefore,
    /// How likely the word behind it is a cue.
    CueBehind,
    /// How likely the word behind it is a source.
    SourceBehind,
    /// Words between it and the cue, without the source.
    Distance,
    /// Whether the source stands between.
    HasSourceBetween,
    /// The mean probability of the words between.
    ContentBetween,
    /// The highest probability of another cue between.
    RivalCue,
    /// Commas between.
    Commas,
    /// Sentences that its nearer end stands behind the cue; less than zero before it.
    SentenceGap,
    /// Sentences it touches besides its first.
    Sentences,
    /// The class of its first word.
    FirstClass,
    /// The class of the token before it.
    PreviousClass,
    /// The class of the second token before it.
    SecondPreviousClass,
    /// The class of the token behind it.
    NextClass,
    /// The class of the second token behind it.
    SecondNextClass,
    /// The class of its last word.
    LastClass,
    /// The part of speech of its first word.
    FirstPart,
    /// The part of speech of its last word.
    LastPart,
    /// The part of speech of the word behind it.
    NextPart,
    /// The share of its words between marks.
    Marked,
    /// 0 if neither end stands between marks, 1 if both stand between the same, 2 between others, 3 if one end does.
    Marks,
    /// 1 if it begins with its marks, 2 in the midst of them.
    OpensMarks,
    /// 1 if it ends with its marks, 2 in the midst of them.
    ClosesMarks,
    /// Whether it begins a sentence.
    StartsSentence,
    /// Whether it ends one.
    EndsSentence,
    /// The highest probability of another cue in it.
    CueInside,
    /// Other cues in it.
    CuesInside,
    /// The mean probability of its tokens to be a source.
    SourceInside,
    /// How likely the word before it is a source.
    SourceBefore,
    /// The mean probability of its tokens by the other convention.
    Elsewhere,
    /// Whether it has a verb.
    Verb,
    /// What it begins right behind: 1 a time, 2 a hearer, 4 a fronted adverbial.
    BeginsBehind,
    /// Words of its last sentence behind it.
    WordsBehind,
    /// Words of its first sentence before it.
    WordsBefore,
    /// How likely the token after the word behind it is a cue.
    SecondCueBehind,
    /// Whether its first word is a verb or a noun of speech.
    SpeechFirst,
    /// The mean probability of the tokens between it and the cue to be a source.
    SourceBetween,
}

/// How many features a piece has, with those of its cue.
pub const PIECE_FEATURES: usize = CUE_FEATURES + PieceFeature::ALL.len();
