//! Networks that have not seen the roles in a part of the articles, to score that part: a network scores the texts it was trained
//! on better than any other text.

use whosaid::reader::features::features;
use whosaid::reader::network::Network;
use whosaid::syntax::Syntax;

use crate::data::Fold;

/// Of `readers`, number k of which has not seen part k of as many parts, the one that has not seen article number `index` of its
/// corpus; none if there are no readers.
pub fn unseen(readers: &[Network], index: usize) -> Option<&Network> {
    let parts = readers.len();
    (0..parts).find(|part| Fold { part: *part, parts }.holds(index)).map(|part| &readers[part])
}

/// `text` as the built-in reader reads it, but for the roles in quotations, which `reader` scores if there is one.
pub fn syntax<'t>(text: &'t str, reader: Option<&Network>) -> Syntax<'t> {
    let mut syntax = Syntax::new(text);
    if let Some(reader) = reader {
        let scores = reader.read(&features(text, &whosaid::text::segment(text)));
        syntax.scores.speech = scores.speech;
        syntax.scores.attributions = scores.attributions;
    }
    syntax
}

#[cfg(test)]
mod tests {
    use super::*;
    use whosaid::reader::features::COLUMNS;
    use whosaid::reader::network::untrained;

    #[test]
    fn an_article_is_scored_by_the_network_that_has_not_seen_it() {
        let readers: Vec<Network> = (1..4)
            .map(|seed| Network::new(untrained(16, &[1], [const { Vec::new() }; COLUMNS], seed).rounded()))
            .collect();
        for index in 0..7 {
            assert!(std::ptr::eq(unseen(&readers, index).expect("one of three"), &readers[index % 3]));
        }
        assert!(unseen(&[], 1).is_none());
        let text = "“We stay,” said Ann Lee.";
        let (built_in, scored) = (syntax(text, None), syntax(text, Some(&readers[0])));
        assert_ne!(built_in.scores.speech, scored.scores.speech);
        assert_eq!(built_in.scores.names, scored.scores.names);
    }
}
