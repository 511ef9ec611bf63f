//! Who is named beside whom: "Acme spokesman Tom Vance".

use super::Given;
use super::told::Told;
use crate::analysis::EntityKind;
use crate::text::TokenKind;

/// Notes for each cluster those of organizations, places and groups that are named in one phrase with a name of it:
/// "Acme spokesman Tom Vance", "Ann Lee, a nurse at Acme,".
pub(super) fn note(given: &Given, told: &mut [Told]) {
    const FARTHEST: usize = 14;
    let Given { syntax, names, of_name, .. } = given;
    let ends = |at: usize| {
        syntax.part_of_speech(at).is_verb()
            || (syntax.tokens[at].kind == TokenKind::Punctuation
                && !matches!(syntax.word(at), "-" | "’" | "'" | "(" | ")"))
    };
    for (index, name) in names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person) {
        let sentence = syntax.sentence_at(name.tokens.start);
        let from = (sentence.start.max(name.tokens.start.saturating_sub(FARTHEST))..name.tokens.start)
            .rev()
            .take_while(|at| !ends(*at))
            .last()
            .unwrap_or(name.tokens.start);
        let behind = name.tokens.end.min(sentence.end);
        let behind = behind + usize::from(syntax.word(behind) == ",");
        let to = (behind..sentence.end.min(behind + FARTHEST))
            .take_while(|at| !ends(*at))
            .last()
            .map_or(behind, |at| at + 1);
        let near = names.iter().enumerate().skip(index.saturating_sub(4)).take(9);
        for (other, known) in near {
            let is_near = known.tokens.start >= from && known.tokens.end <= to && other != index;
            if is_near && known.kind != EntityKind::Person && of_name[other] != of_name[index] {
                let list = &mut told[of_name[index]].beside;
                if !list.contains(&of_name[other]) {
                    list.push(of_name[other]);
                }
            }
        }
    }
}
