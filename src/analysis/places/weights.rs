//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    3.522, // Population
    -4.140, // LessPopulous
    0.000, // WorldRegion
    0.950, // Country
    0.702, // Region
    -0.926, // County
    -0.619, // Site
    1.117, // Nature
    1.247, // NoPopulation
    -0.457, // Capital
    0.107, // WithoutCounty
    6.384, // SaidToLieThere
    -6.391, // SaidToLieElsewhere
    0.887, // RegionVotes
    2.888, // RegionShare
    0.414, // CountryVotes
    0.659, // CountryShare
    2.052, // Near
    0.029, // Around
    1.146, // CountryNamed
    1.018, // CountryAlone
    2.899, // CapitalAlone
    1.634, // SameLetters
];
