//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    3.735, // Population
    -4.357, // LessPopulous
    1.357, // Country
    0.872, // Region
    -0.872, // County
    -0.589, // Site
    1.193, // Nature
    1.270, // NoPopulation
    0.109, // Capital
    -0.007, // WithoutCounty
    6.558, // SaidToLieThere
    -6.571, // SaidToLieElsewhere
    1.171, // RegionVotes
    2.979, // RegionShare
    0.376, // CountryVotes
    0.889, // CountryShare
    0.982, // Near
    2.222, // Beside
    1.038, // CountryNamed
    0.643, // CountryAlone
    2.606, // CapitalAlone
    1.695, // SameLetters
    4.567, // LocalNews
];
