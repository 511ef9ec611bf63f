//! The weights of the models that join who is told of first and named later. Written by `cargo xtask train introductions`, not to be edited.

/// Those for people: one weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const OF_PEOPLE: [f32; super::CLUES] = [
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
    0.000, // NameHasNoun
    0.000, // NameFits
    0.000, // NameDiffers
    0.000, // AnotherInstitution
    -0.880, // Outlet
    -0.626, // BeforeBracket
    0.033, // Often
    -0.675, // NextParagraph
];

/// Those for organizations: one weight per [`super::Clue`], in their order.
#[rustfmt::skip]
pub const OF_ORGANIZATIONS: [f32; super::CLUES] = [
    0.514, // Constant
    0.250, // InHeadline
    0.141, // InLead
    -0.171, // Bare
    0.326, // Definite
    0.000, // AnotherOne
    0.000, // Pronoun
    0.000, // Unnamed
    -0.322, // Words
    0.000, // SameSentence
    -0.719, // FarSentence
    0.199, // NotNext
    0.000, // InSource
    0.000, // InContent
    0.000, // BeginsSentence
    0.199, // Subject
    0.650, // BeforeComma
    -0.472, // Speaks
    0.000, // SpeaksNext
    0.032, // SaidAgain
    0.387, // SaidAgainWords
    0.041, // SharedWords
    -0.210, // NounNear
    0.000, // InHeadlineToo
    0.000, // SameCall
    0.164, // SameNoun
    0.164, // IsTold
    0.000, // NameHasNoun
    0.514, // NameFits
    0.000, // NameDiffers
    0.000, // AnotherInstitution
    0.000, // Outlet
    0.000, // BeforeBracket
    0.088, // Often
    0.874, // NextParagraph
];
