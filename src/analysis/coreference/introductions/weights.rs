//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// One weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::CLUES] = [
    -3.544, // Constant
    1.068, // InHeadline
    1.497, // InLead
    1.160, // Bare
    0.091, // Definite
    -1.139, // AnotherOne
    -0.203, // Pronoun
    -1.250, // Unnamed
    -0.814, // Words
    2.480, // SameSentence
    -0.316, // FarSentence
    -0.595, // NotNext
    1.715, // InSource
    -2.732, // InContent
    1.336, // BeginsSentence
    -0.094, // Subject
    -0.834, // BeforeComma
    -0.313, // Speaks
    1.200, // SpeaksNext
    2.051, // SaidAgain
    0.463, // SaidAgainWords
    0.314, // SharedWords
    1.005, // NounNear
];
