//! What the builders of the data share.

pub mod packages;
