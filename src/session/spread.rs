//! The same change for the same words elsewhere: what it would change, and the change.

use super::apply::unknown;
use super::article::Article;
use super::entities::{assign, form_of, put_mention, same_words};
use super::quotations::set_speaker;
use super::{CommandError, Mention};
use crate::Span;
use crate::analysis::MentionForm;

/// What [`super::Command::Spread`] would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The words that stand at every place: of a mention its own, of a quotation those of its source.
    pub words: String,
    /// The entity that all would get; none where the speaker is unknown.
    pub to: Option<String>,
    /// The places, in the order of the text.
    pub places: Vec<SpreadPlace>,
    /// How many places of the same words are left as they are: a pronoun or a description may mean another at each.
    pub left: usize,
}

/// One place that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpreadPlace {
    /// Where the words stand; of a quotation its first piece (bytes).
    pub span: Span,
    /// The mention that stands there, if one does.
    pub mention: Option<String>,
    /// The quotation that would get another speaker.
    pub quotation: Option<String>,
    /// The entity that the place means now.
    pub now: Option<String>,
}

/// What spreading from quotation or mention `id` would change; none if there is no such annotation.
///
/// A pronoun is never spread, and what is a description of another entity stays so: such words mean one here and
/// another there.
pub(super) fn preview(article: &Article, id: &str) -> Option<Spread> {
    match article.quotation(id) {
        Some(_) => of_quotation(article, id),
        None => of_mention(article, id),
    }
}

fn of_mention(article: &Article, id: &str) -> Option<Spread> {
    let (entity, mention) = article.mention(id)?;
    let same = same_words(article, id)?;
    let mut places = Vec::new();
    let mut left = 0;
    for (span, other) in same.places {
        let there = other.as_deref().and_then(|other| article.mention(other));
        if there.is_some_and(|(owner, _)| owner.id == entity.id) {
            continue;
        }
        let is_name = |mention: &Mention| mention.form == MentionForm::Name;
        if mention.form == MentionForm::Pronoun || there.is_some_and(|(_, there)| !is_name(there)) {
            left += 1;
            continue;
        }
        let now = there.map(|(owner, _)| owner.id.clone());
        places.push(SpreadPlace { span, mention: other, quotation: None, now });
    }
    Some(Spread { words: same.words, to: Some(entity.id.clone()), places, left })
}

fn of_quotation(article: &Article, id: &str) -> Option<Spread> {
    let text: &str = &article.text;
    let quotation = article.quotation(id)?;
    let words = quotation.source.as_ref().map_or("", |source| source.span.of(text));
    let mut places = Vec::new();
    let mut left = 0;
    let form = form_at(article, quotation.source.as_ref().map(|source| source.span), words);
    for other in article.quotations.iter().filter(|other| other.id != id && other.speaker != quotation.speaker) {
        let Some(source) = other.source.as_ref().filter(|source| !words.is_empty() && source.span.of(text) == words)
        else {
            continue;
        };
        let named = form == MentionForm::Name && form_at(article, Some(source.span), words) == MentionForm::Name;
        let may_be_given = named || form == MentionForm::Description && other.speaker.is_none();
        match other.pieces.first().filter(|_| may_be_given) {
            None => left += 1,
            Some(piece) => places.push(SpreadPlace {
                span: piece.span,
                mention: None,
                quotation: Some(other.id.clone()),
                now: other.speaker.clone(),
            }),
        }
    }
    Some(Spread { words: words.to_owned(), to: quotation.speaker.clone(), places, left })
}

/// How words name somebody: as the mention there does, else as they look.
fn form_at(article: &Article, span: Option<Span>, words: &str) -> MentionForm {
    let looks = form_of(words);
    let mentions = article.entities.iter().flat_map(|entity| &entity.mentions);
    match mentions.into_iter().find(|mention| Some(mention.piece.span) == span) {
        Some(mention) if looks != MentionForm::Pronoun => mention.form,
        _ => looks,
    }
}

/// Makes the change at every place of the preview, or only at those that begin at one of `at` (bytes).
pub(super) fn spread(article: &mut Article, id: &str, at: Option<&[u32]>) -> Result<(), CommandError> {
    let Spread { to, mut places, .. } = preview(article, id).ok_or(unknown("mention or quotation", id))?;
    places.retain(|place| at.is_none_or(|at| at.contains(&place.span.start)));
    if places.is_empty() {
        return Err(CommandError::NothingToSpread);
    }
    let form = article.mention(id).map_or(MentionForm::Name, |(_, mention)| mention.form);
    for place in places {
        match (place.quotation, place.mention, &to) {
            (Some(quotation), _, to) => set_speaker(article, &quotation, to.as_deref())?,
            (None, Some(mention), to) => assign(article, &mention, to.as_deref())?,
            (None, None, Some(to)) => drop(put_mention(article, to, place.span, form)?),
            (None, None, None) => {}
        }
    }
    Ok(())
}
