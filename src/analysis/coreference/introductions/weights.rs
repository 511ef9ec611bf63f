//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// One weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::CLUES] = [
    -3.370, // Constant
    0.926, // InHeadline
    1.356, // InLead
    1.206, // Bare
    0.092, // Definite
    -1.171, // AnotherOne
    -0.193, // Pronoun
    -1.251, // Unnamed
    -0.813, // Words
    2.396, // SameSentence
    -0.331, // FarSentence
    -0.659, // NotNext
    1.680, // InSource
    -2.687, // InContent
    1.297, // BeginsSentence
    -0.158, // Subject
    -0.844, // BeforeComma
    -0.381, // Speaks
    1.248, // SpeaksNext
    2.287, // SaidAgain
    0.498, // SaidAgainWords
    0.403, // SharedWords
    0.874, // NounNear
];
