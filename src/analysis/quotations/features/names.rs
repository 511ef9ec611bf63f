//! [`Feature`]: what is asked of a whole candidate.

use crate::analysis::columns::columns;

columns! {
    /// What is asked of a candidate. Of the answer "none of them" all that is told of a candidate alone has a value far below
    /// all others.
    Feature from 0;
    /// Whose idea of a quotation is followed.
    Convention,
    /// How many candidates the group has.
    Rivals,
    /// The cue's probability, and the same by the other convention.
    CueProbability,
    /// The cue's probability by the other convention.
    CueElsewhere,
    /// The lexicon's kinds of its words: 1 saying, 2 telling, 4 calling.
    CueSpeech,
    /// The lexicon's kinds of its words: 1 thinking, 2 a noun.
    CueThought,
    /// The part of speech of its last word.
    CuePart,
    /// Whether it stands between marks.
    CueInMarks,
    /// What its verb group begins with: 1 "to", 2 a modal, 3 a form of "have", 4 "be", 5 a negation.
    CueForm,
    /// The class of the word before its verb group.
    BeforeCue,
    /// The class of the word behind it.
    BehindCue,
    /// The highest probability of a source of the cue.
    Source,
    /// How likely it has none.
    NoSource,
    /// The mean probability of its likeliest source.
    SourceScore,
    /// 1 a pronoun, 2 "it", "which", "that", 3 "nobody".
    SourceForm,
    /// Words between the source and the cue.
    SourceDistance,
    /// What proposed it.
    Generator,
    /// How likely its piece on the left of the cue, or that there is none.
    Left,
    /// The same on the right.
    Right,
    /// Both multiplied.
    Both,
    /// How far that lies below the highest of the group.
    BelowBest,
    /// 1 if it has a piece on the left, 2 on the right.
    Sides,
    /// Words.
    Words,
    /// Mean probability of its words.
    Content,
    /// The lowest of them.
    LeastContent,
    /// The sum of the logarithms of their odds.
    Odds,
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
    /// How likely the word behind it is a cue.
    CueBehind,
    /// The share of its words between marks.
    Marked,
    /// 1 if its start cuts marks, 2 if its end does.
    CutsMarks,
    /// The share of its pieces that are all that stands between two marks.
    WholeMarks,
    /// Words of the first stretch between marks that it touches.
    MarkWords,
    /// The share of words with a capital.
    Capitals,
    /// 1 if its marks begin the paragraph, 2 if they end it.
    WholeParagraph,
    /// Stretches between marks in its paragraphs that it leaves out.
    MarksLeft,
    /// The class of the token before it.
    PreviousClass,
    /// The class of its first word.
    FirstClass,
    /// The part of speech of its first word.
    FirstPart,
    /// The class of the token behind it.
    NextClass,
    /// The class of the second token behind it.
    SecondNextClass,
    /// Whether it begins a sentence.
    StartsSentence,
    /// Whether it ends one.
    EndsSentence,
    /// Sentences it touches.
    Sentences,
    /// Words of its first sentence before it.
    WordsBefore,
    /// Words of its last sentence behind it.
    WordsBehind,
    /// Whether it only points: "it", "so", "this".
    Points,
    /// Words between it and the cue, without the source.
    Gap,
    /// Sentences between it and the cue.
    SentenceGap,
    /// The highest probability of another cue in it.
    CueInside,
    /// Other cues in it.
    CuesInside,
    /// The highest probability of a cue beside it, in the sentences it touches.
    CueBeside,
    /// Whether the paragraph's label or dateline is in it.
    Label,
    /// The mean probability of its words to be a source.
    SourceInside,
}

/// How many features a row has.
pub const FEATURES: usize = Feature::ALL.len();
