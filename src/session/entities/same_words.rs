//! Where the words of a mention stand besides.

use crate::Span;
use crate::arranging::Arrange;
use crate::session::article::Article;

/// Where the words of a mention stand besides.
pub(in crate::session) struct SameWords {
    /// The words.
    pub(in crate::session) words: String,
    /// Every other place, in the order of the text, and the id of the mention that stands there, if one does.
    pub(in crate::session) places: Vec<(Span, Option<String>)>,
}

/// Where the words of mention `id` stand besides, as whole words; none if there is no such mention.
pub(in crate::session) fn same_words(article: &Article, id: &str) -> Option<SameWords> {
    let (_, mention) = article.mention(id)?;
    let text: &str = &article.text;
    let words = mention.piece.span.of(text);
    let mentions = article.entities.iter().flat_map(|entity| &entity.mentions);
    let mut marked: Vec<(Span, &str)> = mentions.map(|mention| (mention.piece.span, mention.id.as_str())).collect();
    marked.arrange();
    let mut longest = 0;
    let reach: Vec<u32> = (marked.iter())
        .map(|(span, _)| {
            longest = longest.max(span.end);
            longest
        })
        .collect();
    let mut places = Vec::new();
    for (start, _) in text.match_indices(words) {
        let span = Span::new(start, start + words.len());
        let joined = text[..start].ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric)
            || text[span.end as usize..].starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric);
        if joined {
            continue;
        }
        let from = marked.partition_point(|(other, _)| *other < span);
        let here: Vec<&str> =
            marked[from..].iter().take_while(|(other, _)| *other == span).map(|(_, id)| *id).collect();
        if here.is_empty() {
            let later = marked.get(from).is_some_and(|(other, _)| other.start < span.end);
            let earlier = from > 0 && reach[from - 1] > span.start;
            if !later && !earlier && span != mention.piece.span {
                places.push((span, None));
            }
        } else {
            places.extend(here.iter().filter(|other| **other != id).map(|other| (span, Some((*other).to_owned()))));
        }
    }
    Some(SameWords { words: words.to_owned(), places })
}
