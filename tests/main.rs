//! What whosaid does with whole articles, and how it is measured. One binary, one file per theme.

mod articles;
mod cases;
mod cities;
mod command;
mod countries;
mod pieces;
mod properties;
mod scoring;
mod session;
mod wording;
