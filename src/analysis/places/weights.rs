//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.

/// One weight per [`super::Feature`], in their order.
#[rustfmt::skip]
pub const WEIGHTS: [f32; super::FEATURES] = [
    3.461, // Population
    -4.214, // LessPopulous
    1.507, // WorldRegion
    0.946, // Country
    0.669, // Region
    -0.948, // County
    -0.872, // Site
    0.942, // Nature
    1.839, // NoPopulation
    -0.439, // Capital
    0.125, // WithoutCounty
    6.457, // SaidToLieThere
    -6.466, // SaidToLieElsewhere
    0.743, // RegionVotes
    3.237, // RegionShare
    0.292, // CountryVotes
    0.924, // CountryShare
    2.031, // Near
    0.131, // Around
    1.176, // CountryNamed
    1.027, // CountryAlone
    2.860, // CapitalAlone
    1.647, // SameLetters
];
