//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    4.543, // Population
    -5.343, // LessPopulous
    1.070, // Country
    0.860, // Region
    0.270, // Site
    2.150, // Nature
    2.452, // NoPopulation
    -0.161, // Capital
    2.003, // BestKnown
    -2.369, // WithoutCounty
    6.764, // SaidToLieThere
    -6.788, // SaidToLieElsewhere
    1.335, // RegionVotes
    2.835, // RegionShare
    0.324, // CountryVotes
    0.821, // CountryShare
    1.111, // Near
    2.178, // Beside
    0.915, // CountryNamed
    0.112, // CountryAlone
    0.924, // CapitalAlone
    1.932, // SameLetters
    4.254, // LocalNews
];
