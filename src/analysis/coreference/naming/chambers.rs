//! "The House" of a parliament.

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};

/// "The House" is the House of Lords, if the text names no other chamber of a nation that is a house.
pub(super) fn join_chambers(names: &[Name], words: &[Vec<String>], of_name: &mut [usize]) {
    let is_body = |index: &usize| names[*index].kind == EntityKind::Organization;
    let is_house = |index: &usize| matches!(words[*index].as_slice(), [only] if only == "house");
    let is_chamber = |index: &usize| {
        matches!(words[*index].as_slice(), [house, of, chamber]
            if house == "house" && of == "of" && matches!(chamber.as_str(), "representatives" | "lords" | "commons"))
    };
    let mut chambers = (0..names.len()).filter(is_body).filter(is_chamber).map(|index| of_name[index]);
    let Some(chamber) = chambers.next() else { return };
    if chambers.any(|other| other != chamber) || !Rule::TheHouse.holds() {
        return;
    }
    let houses: Vec<usize> = (0..names.len()).filter(is_body).filter(is_house).collect();
    houses.into_iter().for_each(|index| of_name[index] = chamber);
}
