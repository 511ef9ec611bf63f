//! What whole short texts give.

use super::*;
use crate::analysis::{EntityKind, entities, quotations};

/// The entities of `text`.
pub(super) fn entities_of(text: &str) -> Vec<Entity> {
    let syntax = Syntax::new(text);
    resolve(&syntax, &entities::find(&syntax), &quotations::find(&syntax, false)).entities
}

/// Whether `description`, the last such words of `text`, are a mention of the entity called `name`.
pub(super) fn is_meant(text: &str, description: &str, name: &str) -> bool {
    let found = entities_of(text);
    let start = text.rfind(description).expect("the words") as u32;
    let entity = found.iter().find(|entity| entity.name == name).expect("the entity");
    entity.mentions.iter().any(|mention| mention.span.start == start)
}

/// An entity with its mentions: "Ann Lee: Ann Lee, she".
pub(super) fn shown(text: &str, entity: &Entity) -> String {
    let mentions: Vec<&str> = entity.mentions.iter().map(|mention| mention.span.of(text)).collect();
    format!("{}: {}", entity.name, mentions.join(", "))
}

/// Texts, and of each entity its kind, its name and its mentions.
const TEXTS: &[(&str, &[&str])] = &[
    // Short names and full ones.
    (
        "Sergey Lavrov flew home. Lavrov was tired. Mr. Lavrov said he would rest.",
        &["Person Sergey Lavrov: Sergey Lavrov, Lavrov, Lavrov, he"],
    ),
    (
        "The International Criminal Court (ICC) met. The ICC rose.",
        &["Organization International Criminal Court: International Criminal Court, ICC, ICC"],
    ),
    // Names in another spelling.
    ("Amos Linetzky spoke first. Linetsky was tired.", &["Person Amos Linetzky: Amos Linetzky, Linetsky"]),
    (
        "The Kingdom of Saudi Arabia agreed. Saudi Arabia will pay.",
        &["Place Saudi Arabia: Kingdom of Saudi Arabia, Saudi Arabia"],
    ),
    ("Solara Energy said that it would pay. Solara fell.", &["Organization Solara Energy: Solara Energy, it, Solara"]),
    // Owners are shown by name.
    (
        "Ann Lee was away. Her lawyer said that she would rest.",
        &["Person Ann Lee: Ann Lee, Her, she", "Person Ann Lee’s lawyer: Her lawyer"],
    ),
    // Surnames that clash.
    (
        "Anna Miller and Peter Miller arrived. Mrs. Miller spoke. Mr. Miller left.",
        &["Person Anna Miller: Anna Miller, Miller", "Person Peter Miller: Peter Miller, Miller"],
    ),
    // Pronouns by kind and gender; a first name may mislead.
    ("Russian football is good. It has its stars.", &["Other Russian: Russian"]),
    (
        "Maria Silva met John Carter. She said he was late.",
        &["Person Maria Silva: Maria Silva, She", "Person John Carter: John Carter, he"],
    ),
    ("“I am late,” said Maria Silva. “My bus broke down.”", &["Person Maria Silva: I, Maria Silva, My"]),
    ("Elia Conti left. “I am late,” he said. He slept.", &["Person Elia Conti: Elia Conti, I, he, He"]),
    // Who speaks between marks is nobody told of there.
    ("Tom Vance arrived. “He is hard to predict,” Vance said.", &["Person Tom Vance: Tom Vance, Vance"]),
    // Names beside descriptions.
    ("Her brother, Giles Sugden, said that he was glad.", &["Person Giles Sugden: Giles Sugden, he"]),
    (
        "Ann Lee spoke first. Tom Vance was in no mood. “We lost,” he snapped.",
        &["Person Ann Lee: Ann Lee", "Person Tom Vance: Tom Vance, he"],
    ),
    // Roles and ages stand for those who have them, and who are named before or after them.
    (
        "Sergey Lavrov, the foreign minister, arrived. The minister said that the talks would go on.",
        &["Person Sergey Lavrov: Sergey Lavrov, The minister"],
    ),
    (
        "The finance minister said that the tax would fall. “We have listened,” Finance Minister Maria Silva said.",
        &["Person Maria Silva: The finance minister, Maria Silva"],
    ),
    (
        "Tom Vance thought it was a drill. “I am late,” the 34-year-old weaver said.",
        &["Person Tom Vance: Tom Vance, I, the 34-year-old weaver"],
    ),
    // Sources without a name, and people without one who are taken up.
    (
        "A spokesman for the port said that the gates were shut. Residents said that they were afraid.",
        &["Person spokesman for the port: A spokesman for the port", "Group Residents: Residents, they"],
    ),
    (
        "Ann Lee was away. My husband was home. “I am late,” he said.",
        &["Person Ann Lee: Ann Lee", "Person My husband: My husband, I, he"],
    ),
    ("Ann Lee, a teacher, rose. A man left.", &["Person Ann Lee: Ann Lee"]),
    ("Residents were afraid. Some said that it was early.", &["Group Some: Some"]),
    // Nobody is named in what completes the noun.
    (
        "Tom Vance died in May. The widow of Tom Vance said that it was late.",
        &["Person Tom Vance: Tom Vance, Tom Vance", "Person widow of Tom Vance: The widow of Tom Vance"],
    ),
    // Several people are taken up.
    (
        "Ann Lee and Tom Vance met. They said that the port would close.",
        &[
            "Person Ann Lee: Ann Lee",
            "Group Ann Lee and Tom Vance: Ann Lee and Tom Vance, They",
            "Person Tom Vance: Tom Vance",
        ],
    ),
    (
        "Residents said that it rained. Many of them said that the port would close.",
        &["Group Residents: Residents, Many of them"],
    ),
    // Authors are not told of.
    (
        "By Maria Silva\n\nAnn Lee spoke first. “I am sorry,” she said.",
        &["Person Maria Silva: Maria Silva", "Person Ann Lee: Ann Lee, I, she"],
    ),
    (
        "I say that my boat sank in May.\n\nI saw the gates fall.\n\nMaria Silva",
        &["Person Maria Silva: I, my, I, Maria Silva"],
    ),
    // Hearings and interviews have turns.
    (
        "Ms. Lind?\n\nMay it please the court. I say that the gates were open.\n\nWhy do you say that?\n\nYour Honor, I \
         said that my boat sank.",
        &["Person Lind: Lind, I, you, I, my"],
    ),
    (
        "We spoke to Maria Silva.\n\nWhat do you think?\n\nI said that my port is lovely.\n\nWhy?\n\nI said that I love ships.",
        &["Person Maria Silva: Maria Silva, you, I, my, I, I"],
    ),
];

#[test]
fn texts_give_entities() {
    for (text, expect) in TEXTS {
        let found = entities_of(text);
        let shown: Vec<String> = found.iter().map(|one| format!("{:?} {}", one.kind, shown(text, one))).collect();
        assert_eq!(shown, *expect, "{text}");
    }
}

#[test]
fn a_person_called_as_the_company_is() {
    let found = entities_of("Ann Solara left. Solara Energy fell. Ms Solara said that she was tired.");
    assert!(found.iter().any(|entity| entity.name == "Ann Solara" && entity.mentions.len() > 2), "{found:?}");
}

#[test]
fn the_head_of_a_source_is_who_speaks() {
    let check = |source: &str, rest: &str, expect: Option<&str>| {
        let text = format!("{source}{rest}");
        let syntax = Syntax::new(&text);
        let entities = resolve(&syntax, &entities::find(&syntax), &[]).entities;
        let found = Lookup::new(&syntax, &entities).entity(crate::Span::new(0, source.len()));
        assert_eq!(found.map(|index| entities[index].name.as_str()), expect, "{text}");
    };
    check("Acme Corp.’s chief executive, Jane Roe", ", said no.", Some("Jane Roe"));
    check("The chair of Acme Corp., Jane Roe", ", said no.", Some("Jane Roe"));
    check("The minister for trade, industry and mining, Jane Roe", ", said no.", Some("Jane Roe"));
    check("International Criminal Court (ICC) spokesman Tom Vance", " said no.", Some("Tom Vance"));
    // Without quotations the spokesman is no entity; the president does not stand for him.
    check("A spokesman for President Jane Roe", " said no.", None);
    check("A man called Tom Vance", " said no.", Some("Tom Vance"));
}

#[test]
fn that_is_what_is_described_before_it() {
    let that = |text: &str| {
        let at = text.find("that").expect("that") as u32;
        let is_there = |entity: &&Entity| entity.mentions.iter().any(|mention| mention.span.start == at);
        entities_of(text).iter().find(is_there).map(|entity| entity.name.clone())
    };
    assert_eq!(that("She held up a banner that said the port was shut.").as_deref(), Some("banner"));
    assert_eq!(that("Penford kept a ledger of its boats in Norway that said the port was shut."), None);
}

#[test]
fn several_speakers_are_an_entity_that_joins_them() {
    let text = "Ann Lee and Tom Vance said that the port would close.";
    let found = entities_of(text);
    let group = found.iter().find(|entity| !entity.members.is_empty()).expect("a group");
    assert_eq!((group.kind, group.name.as_str()), (EntityKind::Group, "Ann Lee and Tom Vance"));
    let members: Vec<&str> = group.members.iter().map(|member| found[*member].name.as_str()).collect();
    assert_eq!(members, ["Ann Lee", "Tom Vance"]);
}
