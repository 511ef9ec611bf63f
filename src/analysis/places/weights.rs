//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    5.070, // Population
    -5.906, // LessPopulous
    0.000, // WorldRegion
    0.463, // Country
    0.617, // Region
    -1.410, // County
    -0.519, // Site
    1.358, // Nature
    1.678, // NoPopulation
    -0.867, // Capital
    -1.172, // WithoutCounty
    6.192, // SaidToLieThere
    -6.193, // SaidToLieElsewhere
    1.247, // RegionVotes
    2.713, // RegionShare
    -0.326, // CountryVotes
    2.303, // CountryShare
    2.190, // Near
    1.141, // Around
    0.999, // CountryNamed
];
