//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    4.501, // Population
    -5.402, // LessPopulous
    1.155, // Country
    1.071, // Region
    0.257, // Site
    2.194, // Nature
    2.481, // NoPopulation
    -0.160, // Capital
    2.016, // BestKnown
    -1.546, // WithoutCounty
    6.739, // SaidToLieThere
    -6.762, // SaidToLieElsewhere
    1.342, // RegionVotes
    2.848, // RegionShare
    0.365, // CountryVotes
    0.728, // CountryShare
    1.131, // Near
    2.032, // Beside
    0.929, // CountryNamed
    0.035, // CountryAlone
    0.920, // CapitalAlone
    1.949, // SameLetters
    4.225, // LocalNews
];
