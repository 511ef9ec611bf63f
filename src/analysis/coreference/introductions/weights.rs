//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// One weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::CLUES] = [
    -3.246, // Constant
    1.023, // InHeadline
    1.056, // InLead
    0.663, // Bare
    0.051, // Definite
    -0.995, // AnotherOne
    0.665, // Pronoun
    -1.728, // Unnamed
    -0.651, // Words
    1.176, // SameSentence
    -0.503, // FarSentence
    -1.193, // NotNext
    1.356, // InSource
    -1.882, // InContent
    0.884, // BeginsSentence
    -0.007, // Subject
    -0.197, // BeforeComma
    0.025, // Speaks
    1.161, // SpeaksNext
    2.436, // SaidAgain
    0.387, // SaidAgainWords
    0.869, // SharedWords
    1.275, // NounNear
    -1.072, // InHeadlineToo
    1.410, // SameCall
    0.649, // SameNoun
    -0.409, // IsTold
    0.092, // Outlet
    -0.251, // BeforeBracket
    0.626, // Often
    -0.040, // NextParagraph
];
