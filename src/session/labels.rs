//! The labels that name the speakers of an interview or a transcript: "Q:", "A:", "AO:".

use std::collections::BTreeMap;

use super::CommandError;
use super::article::{Article, Quotation};
use super::{apply, entities, quotations};
use crate::analysis::EntityKind;

/// A label has at most so many letters.
const LONGEST: usize = 4;

/// A label whose turns nobody has been named for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label: "Q".
    pub label: String,
    /// How many quotations it stands before.
    pub turns: u32,
}

/// The labels of an article whose speakers are not known yet, in its order.
pub fn labels(article: &Article) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    for quotation in article.quotations.iter() {
        let Some(label) = label_of(&article.text, quotation) else { continue };
        let named = quotation.speaker.as_deref().and_then(|id| article.entity(id));
        if named.is_some_and(|entity| !is_label(&entity.name)) {
            continue;
        }
        match found.iter_mut().find(|known| known.label == label) {
            Some(known) => known.turns += 1,
            None => found.push(Label { label: label.to_owned(), turns: 1 }),
        }
    }
    // One turn alone is no interview.
    if found.iter().any(|label| label.turns > 1) { found } else { Vec::new() }
}

/// Says who speaks in all turns of a label: somebody of the article who bears the name, or somebody new.
pub(super) fn set(article: &mut Article, label: &str, name: &str) -> Result<(), CommandError> {
    let name = apply::clean_name(name)?;
    let turns: Vec<(String, Option<String>)> = (article.quotations.iter())
        .filter(|quotation| label_of(&article.text, quotation) == Some(label))
        .map(|quotation| (quotation.id.clone(), quotation.speaker.clone()))
        .collect();
    if turns.is_empty() {
        return Err(apply::unknown("label", label));
    }
    let known = article.entities.iter().filter(|entity| entity.kind != EntityKind::Place && entity.name == name);
    let known = known.map(|entity| entity.id.clone()).next();
    let speaker = known.unwrap_or_else(|| entities::add_entity(article, EntityKind::Person, name));
    for (turn, _) in &turns {
        quotations::set_speaker(article, turn, Some(&speaker))?;
    }
    // Whom the program made of the label is nobody any more.
    let before: BTreeMap<String, ()> = turns.into_iter().filter_map(|(_, speaker)| Some((speaker?, ()))).collect();
    for id in before.into_keys() {
        let speaks = article.quotations.iter().any(|quotation| quotation.speaker.as_deref() == Some(&id));
        if !speaks && article.entity(&id).is_some_and(|entity| is_label(&entity.name)) {
            apply::delete(article, &id, false)?;
        }
    }
    Ok(())
}

/// Capitals, perhaps with full stops: "Q", "AO", "A.O.".
fn is_label(name: &str) -> bool {
    let letters = name.chars().filter(|c| *c != '.');
    let count = letters.clone().count();
    (1..=LONGEST).contains(&count) && letters.clone().all(char::is_uppercase)
}

/// The label before a quotation: its source, alone at the start of a line and with a colon.
fn label_of<'t>(text: &'t str, quotation: &Quotation) -> Option<&'t str> {
    let span = quotation.source.as_ref()?.span;
    let label = span.of(text);
    let line = text[..span.start as usize].rsplit('\n').next().unwrap_or_default();
    let after = text[span.end as usize..].trim_start_matches(['*', '_']);
    (is_label(label) && line.trim_matches([' ', '\t', '*', '_']).is_empty() && after.starts_with(':')).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use super::*;
    use crate::Annotator;

    fn found(session: &Session) -> Vec<(String, u32)> {
        labels(session.article()).into_iter().map(|label| (label.label, label.turns)).collect()
    }

    fn name(session: &mut Session, label: &str, name: &str) {
        session.apply(&Command::SetLabel { label: label.to_owned(), name: name.to_owned() }).unwrap();
    }

    #[test]
    fn turns_of_an_interview() {
        let text = "Ada Okafor runs the port.\n\nQ: What happened to the bridge?\n\n\
                    A: It sank by half a metre. We knew about it.\n\nQ: Who knew?\n\nA: Everybody. My brother said it was late.\n";
        let mut session = Session::from_document(&Annotator::new().annotate(text));
        assert_eq!(found(&session), [("Q".to_owned(), 2), ("A".to_owned(), 2)]);
        // One of the article, then somebody new.
        let ada = session.article().entities.iter().find(|entity| entity.name == "Ada Okafor").unwrap().id.clone();
        name(&mut session, "A", " Ada Okafor ");
        assert_eq!(found(&session), [("Q".to_owned(), 2)]);
        let said = |session: &Session, id: &str| {
            session.article().quotations.iter().filter(|quotation| quotation.speaker.as_deref() == Some(id)).count()
        };
        assert_eq!(said(&session, &ada), 2);
        name(&mut session, "Q", "Di Roe");
        assert_eq!(found(&session), []);
        let new = session.article().entities.iter().find(|entity| entity.name == "Di Roe").unwrap().id.clone();
        assert_eq!(said(&session, &new), 2);
        assert!(session.article().entities.iter().all(|entity| entity.name != "Q"), "the label is nobody");
        // One step for all turns.
        session.undo();
        assert_eq!(found(&session), [("Q".to_owned(), 2)]);
        assert!(session.apply(&Command::SetLabel { label: "Z".to_owned(), name: "Ed".to_owned() }).is_err());
        assert!(session.apply(&Command::SetLabel { label: "Q".to_owned(), name: " ".to_owned() }).is_err());
    }

    #[test]
    fn articles_have_none() {
        let text = "“It is late,” Ada Okafor said. The BBC said: “We know.”\n";
        assert_eq!(found(&Session::from_document(&Annotator::new().annotate(text))), []);
    }
}
