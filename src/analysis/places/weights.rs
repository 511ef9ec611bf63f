//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    4.058, // Population
    -4.407, // LessPopulous
    1.664, // Country
    1.117, // Region
    -0.769, // County
    -0.362, // Site
    -0.001, // Nature
    0.729, // NoPopulation
    0.086, // Capital
    -0.104, // WithoutCounty
    6.553, // SaidToLieThere
    -6.565, // SaidToLieElsewhere
    1.231, // RegionVotes
    2.885, // RegionShare
    0.500, // CountryVotes
    0.540, // CountryShare
    0.888, // Near
    2.318, // Beside
    1.144, // CountryNamed
    0.470, // CountryAlone
    2.718, // CapitalAlone
    1.639, // SameLetters
    4.279, // LocalNews
];
