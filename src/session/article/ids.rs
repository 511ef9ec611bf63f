//! [`Next`]: the ids and numbers that new annotations get.

use super::Entity;
use crate::arranging::Arrange;

/// The numbers to give next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Next {
    entity: u64,
    mention: u64,
    quotation: u64,
    pub(super) speaker: u32,
}

impl Default for Next {
    fn default() -> Next {
        Next { entity: 1, mention: 1, quotation: 1, speaker: 1 }
    }
}

impl Next {
    /// The same ids, but the speakers are numbered from 1 again.
    pub(crate) fn with_new_numbers(self) -> Next {
        Next { speaker: 1, ..self }
    }

    pub(crate) fn entity_id(&mut self) -> String {
        take("e", &mut self.entity)
    }

    pub(crate) fn mention_id(&mut self) -> String {
        take("m", &mut self.mention)
    }

    pub(crate) fn quotation_id(&mut self) -> String {
        take("q", &mut self.quotation)
    }

    pub(super) fn note_entity(&mut self, entity: &Entity) {
        self.note(&entity.id);
        for mention in &entity.mentions {
            self.note(&mention.id);
        }
        self.speaker = self.speaker.max(entity.number.map_or(1, |number| number.checked_add(1).unwrap_or(1)));
    }

    pub(super) fn note(&mut self, id: &str) {
        let Some(number) = id.get(1..).and_then(|digits| digits.parse::<u64>().ok()) else { return };
        let counter = match id.as_bytes()[0] {
            b'e' => &mut self.entity,
            b'm' => &mut self.mention,
            b'q' => &mut self.quotation,
            _ => return,
        };
        *counter = (*counter).max(number.saturating_add(1));
    }

    /// Where the largest number of an id leaves no room to count on, finds room below: `ids` are all there are.
    pub(super) fn make_room<'i>(&mut self, ids: impl Iterator<Item = &'i str> + Clone) {
        const ROOM: u64 = 1 << 40;
        for (prefix, counter) in [('e', &mut self.entity), ('m', &mut self.mention), ('q', &mut self.quotation)] {
            if *counter < u64::MAX - ROOM {
                continue;
            }
            let numbers = ids.clone().filter_map(|id| id.strip_prefix(prefix)?.parse::<u64>().ok());
            let mut numbers: Vec<u64> = numbers.collect();
            numbers.arrange();
            *counter = 1;
            for number in numbers {
                if number.saturating_sub(*counter) > ROOM {
                    break;
                }
                *counter = (*counter).max(number.saturating_add(1));
            }
        }
    }
}

fn take(prefix: &str, counter: &mut u64) -> String {
    let id = format!("{prefix}{counter}");
    *counter += 1;
    id
}
