//! The weights of the models that join who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// Those for people: one weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const OF_PEOPLE: [f32; super::CLUES] = [
    -3.031, // Constant
    0.859, // InHeadline
    0.719, // InLead
    1.107, // Bare
    0.661, // Definite
    -1.415, // AnotherOne
    0.524, // Pronoun
    -1.638, // Unnamed
    -0.679, // Words
    1.069, // SameSentence
    -1.277, // FarSentence
    -1.596, // NotNext
    1.280, // InSource
    -2.659, // InContent
    1.271, // BeginsSentence
    0.026, // Subject
    0.025, // BeforeComma
    -1.023, // Speaks
    1.511, // SpeaksNext
    2.202, // SaidAgain
    0.635, // SaidAgainWords
    1.419, // SharedWords
    1.359, // NounNear
    -0.990, // InHeadlineToo
    0.730, // SameCall
    -0.333, // SameNoun
    -0.036, // IsTold
    0.000, // NameHasNoun
    0.000, // NameFits
    0.000, // NameDiffers
    0.000, // AnotherInstitution
    -1.248, // Outlet
    -0.759, // BeforeBracket
    0.605, // Often
    -0.459, // NextParagraph
];

/// Those for organizations: one weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const OF_ORGANIZATIONS: [f32; super::CLUES] = [
    -1.724, // Constant
    0.961, // InHeadline
    0.508, // InLead
    -0.426, // Bare
    -0.823, // Definite
    -0.384, // AnotherOne
    0.000, // Pronoun
    0.000, // Unnamed
    -1.073, // Words
    -0.976, // SameSentence
    -0.307, // FarSentence
    -1.469, // NotNext
    -0.097, // InSource
    -0.876, // InContent
    0.386, // BeginsSentence
    0.778, // Subject
    0.302, // BeforeComma
    1.211, // Speaks
    -0.353, // SpeaksNext
    0.122, // SaidAgain
    0.038, // SaidAgainWords
    2.841, // SharedWords
    0.112, // NounNear
    0.479, // InHeadlineToo
    0.000, // SameCall
    0.152, // SameNoun
    -0.578, // IsTold
    -0.052, // NameHasNoun
    1.742, // NameFits
    -0.837, // NameDiffers
    -0.490, // AnotherInstitution
    -0.843, // Outlet
    -0.409, // BeforeBracket
    1.017, // Often
    -0.267, // NextParagraph
];
