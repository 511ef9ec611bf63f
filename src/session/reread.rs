//! What another reading of the same text changed: see [`super::Session::read_again`].

use rustc_hash::FxHashMap;

use super::article::{Article, Quotation};

/// What changed in the quotations, by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ones.
    pub added: Vec<String>,
    /// How many are gone.
    pub removed: usize,
    /// Those that begin or end elsewhere.
    pub moved: Vec<String>,
    /// Those that are said by somebody else now.
    pub speakers: Vec<String>,
}

/// Compares the quotations of two readings of one text.
pub(super) fn compare(before: &Article, after: &Article) -> Changes {
    let known: FxHashMap<&str, &Quotation> =
        before.quotations.iter().map(|quotation| (quotation.id.as_str(), &**quotation)).collect();
    let mut gone: Vec<&Quotation> =
        before.quotations.iter().filter(|quotation| after.quotation(&quotation.id).is_none()).map(|q| &**q).collect();
    let mut changes = Changes::default();
    for quotation in after.quotations.iter() {
        let was = known.get(quotation.id.as_str()).copied().or_else(|| {
            let index = gone.iter().position(|gone| overlap(gone, quotation))?;
            Some(gone.remove(index))
        });
        let Some(was) = was else {
            changes.added.push(quotation.id.clone());
            continue;
        };
        if spans(was).ne(spans(quotation)) {
            changes.moved.push(quotation.id.clone());
        }
        if speaker(before, was) != speaker(after, quotation) {
            changes.speakers.push(quotation.id.clone());
        }
    }
    changes.removed = gone.len();
    changes
}

fn spans(quotation: &Quotation) -> impl Iterator<Item = crate::Span> {
    quotation.pieces.iter().map(|piece| piece.span)
}

fn overlap(a: &Quotation, b: &Quotation) -> bool {
    spans(a).any(|a| spans(b).any(|b| a.start < b.end && b.start < a.end))
}

/// The name of who said a quotation: what a person sees of it.
fn speaker<'a>(article: &'a Article, quotation: &Quotation) -> Option<&'a str> {
    article.entity(quotation.speaker.as_deref()?).map(|entity| entity.name.as_str())
}
