//! The weights of the model that joins who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// One weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::CLUES] = [
    -2.574, // Constant
    1.023, // InHeadline
    0.682, // InLead
    0.991, // Bare
    0.560, // Definite
    -1.222, // AnotherOne
    0.547, // Pronoun
    -1.334, // Unnamed
    -1.171, // Words
    0.748, // SameSentence
    -1.007, // FarSentence
    -1.924, // NotNext
    1.096, // InSource
    -2.154, // InContent
    1.090, // BeginsSentence
    0.208, // Subject
    -0.124, // BeforeComma
    -0.686, // Speaks
    1.241, // SpeaksNext
    1.563, // SaidAgain
    0.804, // SaidAgainWords
    1.514, // SharedWords
    1.286, // NounNear
    -1.378, // InHeadlineToo
    0.874, // SameCall
    0.454, // SameNoun
    -0.186, // IsTold
    -0.880, // Outlet
    -0.626, // BeforeBracket
    0.033, // Often
    -0.675, // NextParagraph
];
