//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    3.754, // Population
    -4.377, // LessPopulous
    1.358, // Country
    0.873, // Region
    -0.868, // County
    -0.587, // Site
    1.194, // Nature
    1.275, // NoPopulation
    0.106, // Capital
    0.003, // WithoutCounty
    6.557, // SaidToLieThere
    -6.570, // SaidToLieElsewhere
    1.181, // RegionVotes
    2.971, // RegionShare
    0.385, // CountryVotes
    0.859, // CountryShare
    0.947, // Near
    2.241, // Beside
    1.036, // CountryNamed
    0.638, // CountryAlone
    2.606, // CapitalAlone
    1.688, // SameLetters
    4.561, // LocalNews
];
