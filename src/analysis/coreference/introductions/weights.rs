//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// One weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::CLUES] = [
    -3.199, // Constant
    0.903, // InHeadline
    1.358, // InLead
    1.187, // Bare
    0.151, // Definite
    -1.155, // AnotherOne
    -0.202, // Pronoun
    -1.264, // Unnamed
    -0.873, // Words
    2.309, // SameSentence
    -0.246, // FarSentence
    -1.010, // NotNext
    1.651, // InSource
    -2.651, // InContent
    1.272, // BeginsSentence
    -0.168, // Subject
    -0.850, // BeforeComma
    -0.118, // Speaks
    0.871, // SpeaksNext
    2.421, // SaidAgain
    0.473, // SaidAgainWords
    0.469, // SharedWords
    0.727, // NounNear
];
