//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// One weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::CLUES] = [
    -3.356, // Constant
    0.942, // InHeadline
    1.346, // InLead
    1.186, // Bare
    0.098, // Definite
    -1.170, // AnotherOne
    -0.195, // Pronoun
    -1.244, // Unnamed
    -0.850, // Words
    2.397, // SameSentence
    -0.280, // FarSentence
    -0.645, // NotNext
    1.690, // InSource
    -2.675, // InContent
    1.306, // BeginsSentence
    -0.174, // Subject
    -0.840, // BeforeComma
    -0.353, // Speaks
    1.240, // SpeaksNext
    2.282, // SaidAgain
    0.499, // SaidAgainWords
    0.409, // SharedWords
    0.851, // NounNear
];
