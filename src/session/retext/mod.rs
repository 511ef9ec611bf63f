//! What becomes of corrections when the text is edited: see [`super::Session::set_text`].

mod alignment;
mod fresh;
mod kept;
mod lost;
mod moved;
mod parts;
mod spans;

use self::alignment::Alignment;
use self::fresh::add_fresh;
use self::kept::keep_corrections;
use self::lost::find_again;
use self::parts::Parts;
use super::article::{About, Article};
use super::masthead;

/// `old`, corrected, with the text and the machine's reading of `fresh`.
pub(super) fn retext(old: &Article, fresh: Article) -> Article {
    let alignment = Alignment::new(&old.text, &fresh.text);
    let mut new = Parts::default();
    keep_corrections(old, &fresh.text, &alignment, &mut new);
    find_again(old, &fresh.text, &mut new);
    let corrected = old.is_corrected();
    let (mut next, text) = (old.next, fresh.text.clone());
    let (top, about) = (masthead::of_article(&old.text), &old.about);
    // What a person wrote stays; what the text itself says follows the text.
    let follow = |of_text: &Option<String>, known: &Option<String>, fresh: &Option<String>| {
        if known == of_text { fresh.clone() } else { known.clone() }
    };
    let about = About {
        title: follow(&top.title, &about.title, &fresh.about.title),
        author: follow(&top.author, &about.author, &fresh.about.author),
        outlet: follow(&top.outlet, &about.outlet, &fresh.about.outlet),
        url: follow(&top.url, &about.url, &fresh.about.url),
        date: fresh.about.date.clone(),
        generator: fresh.about.generator.clone(),
        ..About::clone(about)
    };
    add_fresh(old, &fresh, &alignment, &mut new, &mut next);
    if !corrected {
        // Nobody has looked at the numbers yet: they follow the text.
        new.entities.iter_mut().for_each(|entity| entity.number = None);
        next = next.with_new_numbers();
    }
    Article::new(&text, about, new.entities, new.quotations, new.removed, new.lost, next)
}
