//! Corrections of entities, their mentions and their places on the map.

mod made;
mod mentions;
mod place;
mod replaced;
mod same_words;

pub(super) use made::{add_entity, rename, set_description, set_kind};
pub(super) use mentions::{add_mention, assign, delete_mention, form_of, put_mention, set_mention};
pub(super) use place::{choose_place, set_place};
pub(super) use replaced::{merge, replace_speaker};
pub(super) use same_words::same_words;
