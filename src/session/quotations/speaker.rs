//! Who said a quotation.

use crate::analysis::EntityKind;
use crate::arranging::Arrange;
use crate::session::CommandError;
use crate::session::apply::{clean_name, quotation_mut, touch, unknown};
use crate::session::article::{Alternative, Article, Extra};
use crate::session::entities::add_entity;

pub(in crate::session) fn set_speaker(
    article: &mut Article,
    id: &str,
    speaker: Option<&str>,
) -> Result<(), CommandError> {
    if let Some(speaker) = speaker {
        article.entity(speaker).ok_or(unknown("entity", speaker))?;
    }
    let quotation = quotation_mut(article, id)?;
    if quotation.speaker.as_deref() != speaker {
        if let (Some(before), Some(confidence)) = (quotation.speaker.take(), quotation.confidence) {
            let others = &mut quotation.alternatives;
            others.insert(0, Alternative { speaker: before, confidence, extra: Extra::default() });
            others.arrange_by(|a, b| b.confidence.total_cmp(&a.confidence));
        }
        quotation.speaker = speaker.map(str::to_owned);
        quotation.alternatives.retain(|other| Some(other.speaker.as_str()) != speaker);
    }
    quotation.confidence = None;
    touch(&mut quotation.origin, &mut quotation.status);
    Ok(())
}

pub(in crate::session) fn new_speaker(
    article: &mut Article,
    quotation: &str,
    name: &str,
    kind: EntityKind,
) -> Result<(), CommandError> {
    let name = clean_name(name)?;
    article.quotation(quotation).ok_or(unknown("quotation", quotation))?;
    let id = add_entity(article, kind, name);
    set_speaker(article, quotation, Some(&id))
}
