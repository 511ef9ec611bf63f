//! The command `whosaid`, as a user runs it.

mod folder;
mod lines;
mod options;
mod process;
mod reading;
mod refusals;
mod writing;
