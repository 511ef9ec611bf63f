//! The labels that name the speakers of an interview or a transcript: "Q:", "A:", "AO:".

use serde::{Deserialize, Serialize};

use super::article::{Article, Entity};

/// A label has at most so many letters.
const LONGEST: usize = 4;

/// Somebody who is known by a label only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Label {
    /// Id of the entity.
    pub entity: String,
    /// The label: "Q".
    pub label: String,
    /// How many quotations it stands before.
    pub turns: u32,
}

/// The labels of an article, in its order. One who is given a name, or joined with a person, is no label any more.
pub fn labels(article: &Article) -> Vec<Label> {
    let speaking = article.entities.iter().filter_map(|entity| {
        let turns = turns(article, entity);
        (is_label(&entity.name) && turns > 0).then(|| Label {
            entity: entity.id.clone(),
            label: entity.name.clone(),
            turns,
        })
    });
    let labels: Vec<Label> = speaking.collect();
    // One turn alone is no interview.
    if labels.iter().map(|label| label.turns).sum::<u32>() > 1 { labels } else { Vec::new() }
}

/// Capitals, perhaps with full stops: "Q", "AO", "A.O.".
fn is_label(name: &str) -> bool {
    let letters = name.chars().filter(|c| *c != '.');
    letters.clone().count() <= LONGEST && letters.clone().count() > 0 && letters.clone().all(char::is_uppercase)
}

/// How many quotations an entity's name stands before, at the start of a line and with a colon.
fn turns(article: &Article, entity: &Entity) -> u32 {
    let text = &article.text;
    let labelled = article.quotations.iter().filter(|quotation| {
        let Some(source) = quotation.source.as_ref().filter(|_| quotation.speaker.as_deref() == Some(&entity.id)) else {
            return false;
        };
        let line = text[..source.span.start as usize].rsplit('\n').next().unwrap_or_default();
        let after = text[source.span.end as usize..].trim_start_matches(['*', '_']);
        source.span.of(text) == entity.name && line.trim_matches([' ', '\t', '*', '_']).is_empty() && after.starts_with([':', '.'])
    });
    labelled.count() as u32
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Session};
    use super::*;
    use crate::Annotator;

    fn found(session: &Session) -> Vec<(String, u32)> {
        labels(session.article()).into_iter().map(|label| (label.label, label.turns)).collect()
    }

    #[test]
    fn turns_of_an_interview() {
        let text = "Ada Okafor runs the port.\n\nQ: What happened to the bridge?\n\nA: It sank by half a metre. We knew about it.\n\n\
                    Q: Who knew?\n\nA: Everybody. My brother said it was late.\n";
        let mut session = Session::from_document(&Annotator::new().annotate(text));
        assert_eq!(found(&session), [("Q".to_owned(), 2), ("A".to_owned(), 2)]);
        // Joined with a person, or named, once for all turns.
        let labels = labels(session.article());
        let ada = session.article().entities.iter().find(|entity| entity.name == "Ada Okafor").unwrap().id.clone();
        session
            .apply(&Command::MergeEntities { from: labels[1].entity.clone(), into: ada.clone(), name: None })
            .unwrap();
        assert_eq!(found(&session), [("Q".to_owned(), 2)]);
        let said = session.article().quotations.iter().filter(|quotation| quotation.speaker.as_deref() == Some(&ada));
        assert!(said.count() >= 2);
        session.apply(&Command::RenameEntity { entity: labels[0].entity.clone(), name: "Di Roe".to_owned() }).unwrap();
        assert_eq!(found(&session), []);
    }

    #[test]
    fn articles_have_none() {
        let text = "“It is late,” Ada Okafor said. The BBC said: “We know.”\n";
        assert_eq!(found(&Session::from_document(&Annotator::new().annotate(text))), []);
    }
}
