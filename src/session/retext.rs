//! What becomes of corrections when the text is edited.

use super::article::Article;

pub(super) fn retext(old: &Article, mut fresh: Article) -> Article {
    if old.is_corrected() {
        fresh.continue_after(old.next);
    }
    fresh
}
