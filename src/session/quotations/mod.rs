//! Corrections of quotations.

mod added;
mod edited;
mod joined;
mod marks;
mod parts;
mod speaker;

pub(super) use added::add;
pub(super) use joined::{join_with_previous, split};
pub(super) use parts::{add_piece, set_cue, set_extent, set_kind, set_piece, set_source};
pub(super) use speaker::{new_speaker, set_speaker};
