//! Joins names, pronouns and descriptions of the same thing into entities.
//!
//! # Steps
//! 1. `naming` gives names of the same words the same kind, and joins names: short forms with full ones, acronyms with what they stand for.
//! 2. `mentions` finds the pronouns, the descriptions, and the head of every source of a quotation.
//! 3. `turns` tells who speaks in each paragraph, and to whom.
//! 4. `decide` walks the text once. For each pronoun and description `evidence` gathers the candidates with their
//!    [`features`]; the fitted [`Ranker`] chooses one of them, or none.
//! 5. `introductions` joins who is told of first and named later.
//! 6. `turns` gives "I" and "you" to those who speak and are spoken to.

mod asked;
mod beside;
mod bodies;
mod clauses;
mod clusters;
mod countries;
mod decide;
mod evidence;
mod exclusions;
pub mod features;
mod figures;
mod forms;
mod grounds;
mod institutions;
pub mod introductions;
mod lookup;
mod mentions;
mod naming;
mod nearness;
mod offices;
mod owners;
mod ranker;
mod relatives;
mod slots;
mod told;
mod turns;
mod we;

use super::{Entity, Name, Quotation};
use crate::Span;
use crate::arranging::Arrange;
use crate::syntax::Syntax;
use clusters::Board;
pub use lookup::Lookup;
use mentions::{Phrase, Wording};
pub use ranker::{Case, Chooser, Ranker};
use rustc_hash::FxHashMap;

/// What the steps read and none of them changes.
struct Given<'a, 't> {
    syntax: &'a Syntax<'t>,
    names: &'a [Name],
    /// The cluster of each name.
    of_name: Vec<usize>,
    /// Another cluster that some of the names may mean as well: "Lee", where two are called so.
    rivals: FxHashMap<usize, usize>,
    wordings: Vec<Wording>,
    /// What stands beside a name and says what its bearer is.
    beside: Vec<Phrase>,
    /// For each token the quotation inside whose marks it stands.
    spoken: Vec<Option<u32>>,
    /// For each token the quotation in whose content it stands without marks.
    reported: Vec<Option<u32>>,
    /// The tokens of the contents of each quotation.
    contents: Vec<Vec<std::ops::Range<usize>>>,
}

/// The entities of a text, and how sure it is who its sources are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The entities in the order of their first mention.
    pub entities: Vec<Entity>,
    /// The choices that were made for sources without a name, in the order of the text.
    pub choices: Vec<Choice>,
}

/// Whom a source without a name was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The source.
    pub span: Span,
    /// From 0 to 1: how likely the choice is.
    pub chance: f32,
    /// The likeliest others, each by a mention, with their chances; at most three.
    pub rivals: Vec<(Span, f32)>,
}

/// Joins `names`, and the source words of `quotations`, into entities, in the order of their first mention.
///
/// Every source of a quotation gets a mention: of the name that is its head, or of its own words.
pub fn resolve(syntax: &Syntax, names: &[Name], quotations: &[Quotation]) -> Resolved {
    resolve_with(syntax, names, quotations, &mut &*ranker::RANKER)
}

/// Like [`resolve`], with another chooser than the built-in ranker.
pub fn resolve_with(syntax: &Syntax, names: &[Name], quotations: &[Quotation], chooser: &mut dyn Chooser) -> Resolved {
    let mut board = Board::default();
    let spoken = mentions::quoted_by(syntax, quotations);
    let names = &naming::initials(syntax, naming::agree(syntax, names));
    let (of_name, rivals) = naming::join(syntax, names, &spoken, &mut board);
    let (wordings, beside) = mentions::find(syntax, names, quotations, &spoken);
    let contents: Vec<Vec<_>> = quotations
        .iter()
        .map(|quotation| quotation.content.iter().map(|span| syntax.tokens_in(*span)).collect())
        .collect();
    let mut reported = vec![None; syntax.tokens.len()];
    for (index, ranges) in contents.iter().enumerate() {
        for at in ranges.iter().cloned().flatten().filter(|at| spoken[*at].is_none()) {
            reported[at] = Some(index as u32);
        }
    }
    let given = Given { syntax, names, of_name, rivals, wordings, beside, spoken, reported, contents };
    let turns = turns::find(&given, &board);
    let mut choices = decide::resolve(&given, &turns, &mut board, chooser);
    choices.arrange_by_key(|choice| choice.span);
    turns::resolve(&given, &turns, &mut board);
    Resolved { entities: board.into_entities(syntax), choices }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{entities, quotations};

    /// `expect`: of each entity its kind, its name and its mentions.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let found = resolve(&syntax, &entities::find(&syntax), &quotations::find(&syntax, false)).entities;
        let shown: Vec<String> = found
            .iter()
            .map(|entity| {
                let mentions: Vec<&str> = entity.mentions.iter().map(|mention| mention.span.of(text)).collect();
                format!("{:?} {}: {}", entity.kind, entity.name, mentions.join(", "))
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn short_names_and_full_ones() {
        check(
            "Sergey Lavrov flew home. Lavrov was tired. Mr. Lavrov said he would rest.",
            &["Person Sergey Lavrov: Sergey Lavrov, Lavrov, Lavrov, he"],
        );
        check(
            "The International Criminal Court (ICC) met. The ICC rose.",
            &["Organization International Criminal Court: International Criminal Court, ICC, ICC"],
        );
    }

    #[test]
    fn names_in_another_spelling() {
        check("Amos Linetzky spoke first. Linetsky was tired.", &["Person Amos Linetzky: Amos Linetzky, Linetsky"]);
        check(
            "The Kingdom of Saudi Arabia agreed. Saudi Arabia will pay.",
            &["Place Kingdom of Saudi Arabia: Kingdom of Saudi Arabia, Saudi Arabia"],
        );
    }

    #[test]
    fn owners_are_shown_by_name() {
        check(
            "Ann Lee was away. Her lawyer said that she would rest.",
            &["Person Ann Lee: Ann Lee, Her, she", "Person Ann Lee’s lawyer: Her lawyer"],
        );
    }

    #[test]
    fn companies_without_their_trade() {
        check(
            "Solara Energy said that it would pay. Solara fell.",
            &["Organization Solara Energy: Solara Energy, it, Solara"],
        );
        let text = "Ann Solara left. Solara Energy fell. Ms Solara said that she was tired.";
        let syntax = Syntax::new(text);
        let found = resolve(&syntax, &entities::find(&syntax), &[]).entities;
        assert!(found.iter().any(|entity| entity.name == "Ann Solara" && entity.mentions.len() > 2), "{found:?}");
    }

    #[test]
    fn surnames_that_clash() {
        check(
            "Anna Miller and Peter Miller arrived. Mrs. Miller spoke. Mr. Miller left.",
            &["Person Anna Miller: Anna Miller, Miller", "Person Peter Miller: Peter Miller, Miller"],
        );
    }

    #[test]
    fn pronouns_by_kind_and_gender() {
        check("Russian football is good. It has its stars.", &["Other Russian: Russian"]);
        check(
            "Maria Silva met John Carter. She said he was late.",
            &["Person Maria Silva: Maria Silva, She", "Person John Carter: John Carter, he"],
        );
        check("“I am late,” said Maria Silva. “My bus broke down.”", &["Person Maria Silva: I, Maria Silva, My"]);
    }

    #[test]
    fn names_beside_descriptions() {
        check("Her brother, Giles Sugden, said that he was glad.", &["Person Giles Sugden: Giles Sugden, he"]);
        check(
            "Ann Lee spoke first. Tom Vance was in no mood. “We lost,” he snapped.",
            &["Person Ann Lee: Ann Lee", "Person Tom Vance: Tom Vance, he"],
        );
    }

    #[test]
    fn roles_stand_for_those_who_hold_them() {
        check(
            "Sergey Lavrov, the foreign minister, arrived. The minister said that the talks would go on.",
            &["Person Sergey Lavrov: Sergey Lavrov, The minister"],
        );
    }

    #[test]
    fn sources_without_a_name() {
        check(
            "A spokesman for the port said that the gates were shut. Residents said that they were afraid.",
            &["Person spokesman for the port: A spokesman for the port", "Group Residents: Residents, they"],
        );
    }

    #[test]
    fn the_head_of_a_source_is_who_speaks() {
        let check = |text: &str, source: &str, expect: Option<&str>| {
            let syntax = Syntax::new(text);
            let entities = resolve(&syntax, &entities::find(&syntax), &[]).entities;
            let start = text.find(source).expect("words of the text");
            let found = Lookup::new(&syntax, &entities).entity(crate::Span::new(start, start + source.len()));
            assert_eq!(found.map(|index| entities[index].name.as_str()), expect, "{text}");
        };
        check(
            "Acme Corp.’s chief executive, Jane Roe, said no.",
            "Acme Corp.’s chief executive, Jane Roe",
            Some("Jane Roe"),
        );
        check("The chair of Acme Corp., Jane Roe, said no.", "The chair of Acme Corp., Jane Roe", Some("Jane Roe"));
        check(
            "The minister for trade, industry and mining, Jane Roe, said no.",
            "The minister for trade, industry and mining, Jane Roe",
            Some("Jane Roe"),
        );
        check(
            "International Criminal Court (ICC) spokesman Tom Vance said no.",
            "International Criminal Court (ICC) spokesman Tom Vance",
            Some("Tom Vance"),
        );
        // Without quotations the spokesman is no entity; the president does not stand for him.
        check("A spokesman for President Jane Roe said no.", "A spokesman for President Jane Roe", None);
        check("A man called Tom Vance said no.", "A man called Tom Vance", Some("Tom Vance"));
    }

    #[test]
    fn roles_stand_for_those_who_are_named_after_them() {
        check(
            "The finance minister said that the tax would fall. “We have listened,” Finance Minister Maria Silva said.",
            &["Person Maria Silva: The finance minister, Maria Silva"],
        );
    }

    #[test]
    fn people_without_a_name_are_taken_up() {
        check(
            "Ann Lee was away. My husband was home. “I am late,” he said.",
            &["Person Ann Lee: Ann Lee", "Person My husband: My husband, I, he"],
        );
        check("Ann Lee, a teacher, rose. A man left.", &["Person Ann Lee: Ann Lee"]);
    }

    #[test]
    fn nobody_is_named_in_what_completes_the_noun() {
        check(
            "Tom Vance died in May. The widow of Tom Vance said that it was late.",
            &["Person Tom Vance: Tom Vance, Tom Vance", "Person widow of Tom Vance: The widow of Tom Vance"],
        );
        check("Residents were afraid. Some said that it was early.", &["Group Some: Some"]);
    }

    #[test]
    fn several_people_are_taken_up() {
        check(
            "Ann Lee and Tom Vance met. They said that the port would close.",
            &[
                "Person Ann Lee: Ann Lee",
                "Group Ann Lee and Tom Vance: Ann Lee and Tom Vance, They",
                "Person Tom Vance: Tom Vance",
            ],
        );
        check(
            "Residents said that it rained. Many of them said that the port would close.",
            &["Group Residents: Residents, Many of them"],
        );
    }

    #[test]
    fn who_speaks_between_marks_is_nobody_told_of_there() {
        check("Tom Vance arrived. “He is hard to predict,” Vance said.", &["Person Tom Vance: Tom Vance, Vance"]);
    }

    #[test]
    fn several_speakers_are_an_entity_that_joins_them() {
        let text = "Ann Lee and Tom Vance said that the port would close.";
        let syntax = Syntax::new(text);
        let found = resolve(&syntax, &entities::find(&syntax), &quotations::find(&syntax, false)).entities;
        let group = found.iter().find(|entity| !entity.members.is_empty()).expect("a group");
        assert_eq!((group.kind, group.name.as_str()), (crate::analysis::EntityKind::Group, "Ann Lee and Tom Vance"));
        let members: Vec<&str> = group.members.iter().map(|member| found[*member].name.as_str()).collect();
        assert_eq!(members, ["Ann Lee", "Tom Vance"]);
    }

    #[test]
    fn ages_stand_for_those_who_have_them() {
        check(
            "Tom Vance thought it was a drill. “I am late,” the 34-year-old weaver said.",
            &["Person Tom Vance: Tom Vance, I, the 34-year-old weaver"],
        );
    }

    #[test]
    fn authors_are_not_told_of() {
        check(
            "By Maria Silva\n\nAnn Lee spoke first. “I am sorry,” she said.",
            &["Person Maria Silva: Maria Silva", "Person Ann Lee: Ann Lee, I, she"],
        );
        check(
            "I say that my boat sank in May.\n\nI saw the gates fall.\n\nMaria Silva",
            &["Person Maria Silva: I, my, I, Maria Silva"],
        );
    }

    #[test]
    fn hearings_have_turns() {
        check(
            "Ms. Lind?\n\nMay it please the court. I say that the gates were open.\n\nWhy do you say that?\n\nYour Honor, I \
             said that my boat sank.",
            &["Person Lind: Lind, I, you, I, my"],
        );
    }

    #[test]
    fn interviews_have_turns() {
        check(
            "We spoke to Maria Silva.\n\nWhat do you think?\n\nI said that my port is lovely.\n\nWhy?\n\nI said that I love ships.",
            &["Person Maria Silva: Maria Silva, you, I, my, I, I"],
        );
    }
}
