//! Joins names with names: "Lavrov" with "Sergey Lavrov", "ICC" with "International Criminal Court".

mod bearers;
mod couples;
mod joins;
mod kinds;
mod known;
mod labels;
mod matching;
mod shortened;
mod told;
mod words;

use crate::arranging::Arrange;
use rustc_hash::FxHashMap;

use self::joins::{
    is_hashtag, is_usual, join_bracketed_acronyms, join_chambers, join_handles, join_other_names, join_places,
};
use self::known::Known;
use self::words::{is_double_name, without_domain, words};
use super::clusters::{Board, Placed};
use crate::analysis::entities::peers::is_peer;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm, Name};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;
pub(super) use kinds::agree;
pub(super) use labels::initials;
pub(super) use words::country;

/// Puts the `names` on the board; the cluster of each, in the same order, and for some a cluster that may be meant as well. Of
/// each token, `spoken` tells in which quotation it stands between marks, `is_source` whether in the source of one.
pub(super) fn join(
    syntax: &Syntax,
    names: &[Name],
    spoken: &[Option<u32>],
    is_source: &[bool],
    board: &mut Board,
) -> (Vec<usize>, FxHashMap<usize, usize>) {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(syntax, name)).collect();
    let mut of_name = vec![usize::MAX; names.len()];
    let mut rivals = FxHashMap::default();
    let mut known = Known::default();
    // Long names first, so that a short form finds the full name wherever it stands.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.arrange_by_key(|index| {
        let count = words[*index].len();
        let is_title = names[*index].kind == EntityKind::Organization && Rule::ShortTitles.holds();
        std::cmp::Reverse(if is_title { count } else { count.min(2) })
    });
    for &index in &order {
        let found = known.find(syntax, &names[index], &words[index], is_source[names[index].tokens.start], board);
        rivals.extend(found.as_ref().and_then(|found| Some((index, found.rival?))));
        let cluster = found.map(|found| found.cluster).unwrap_or_else(|| {
            let cluster = board.add(names[index].kind, names[index].span, true);
            known.add(cluster, &names[index], &words[index]);
            cluster
        });
        of_name[index] = cluster;
        let start = names[index].tokens.start;
        let said = [spoken[start].is_some(), is_source[start]];
        known.note(syntax, cluster, &names[index], &words[index], said);
        learn(syntax, &names[index], &words[index], cluster, board);
    }
    join_places(syntax, names, board, &mut of_name);
    choose_names(syntax, names, &words, &order, &of_name, board);
    join_bracketed_acronyms(syntax, names, &words, &mut of_name);
    join_chambers(names, &words, &mut of_name);
    join_handles(syntax, names, &mut of_name);
    join_other_names(syntax, names, board, &mut of_name);
    couples::share_surnames(syntax, names, &of_name, board);
    for (index, name) in names.iter().enumerate() {
        board.mention(of_name[index], Placed::new(syntax, spoken, name.tokens.clone(), MentionForm::Name));
    }
    (of_name, rivals)
}

/// Chooses the name that each cluster is shown by: what a country is usually called, or else the longest, the first of those in
/// `order`; but where names differ from it in one word, the one with the word that its names have more often: "Ann Lindgren" in
/// place of "Ann Lindgrenn", where she is called Lindgren otherwise, or the singular of what is not written in small letters:
/// "MSP" in place of "MSPs". "Olympics" stays before "Olympic".
fn choose_names(
    syntax: &Syntax,
    names: &[Name],
    words: &[Vec<String>],
    order: &[usize],
    of_name: &[usize],
    board: &mut Board,
) {
    // "#JimLund" is shown only where nothing else is, "northern Iran" where Iran alone is not named.
    let rank = |index: usize| {
        let (name, text) = (&names[index], names[index].span.of(syntax.text));
        let is_place = name.kind == EntityKind::Place;
        // "Acme.com" is where Acme sells; a body that is called "Acme.org" mostly calls itself so.
        let is_site = without_domain(text) != text && !text.ends_with(".org");
        let is_whole = !(is_hashtag(syntax, name) || is_site || is_place && text.starts_with(char::is_lowercase));
        (is_whole, is_place && is_usual(text), text.chars().count())
    };
    // "MSP" of "MSPs".
    let is_singular = |index: usize, plural: usize| {
        let [word, plural] = [index, plural].map(|index| syntax.word(names[index].tokens.end - 1));
        word.chars().skip(1).any(char::is_uppercase) && plural.strip_suffix('s') == Some(word)
    };
    let mut best = vec![None; board.clusters.len()];
    let mut times: FxHashMap<(usize, &str), usize> = FxHashMap::default();
    for index in order {
        let cluster = of_name[*index];
        words[*index].iter().for_each(|word| *times.entry((cluster, word)).or_default() += 1);
        let known = best[cluster].get_or_insert(*index);
        if *index != *known && rank(*index) > rank(*known) {
            *known = *index;
        }
    }
    for (index, cluster) in of_name.iter().enumerate() {
        let Some(known) = &mut best[*cluster] else { continue };
        let mut differ = words[index].iter().zip(&words[*known]).filter(|(a, b)| a != b);
        let (Some((word, other)), None) = (differ.next(), differ.next()) else { continue };
        let times = |word: &str| times[&(*cluster, word)];
        let is_oftener = times(word) > times(other) && names[index].kind != EntityKind::Other;
        let is_other = is_oftener && !is_singular(*known, index) || is_singular(index, *known);
        if words[index].len() == words[*known].len() && is_other {
            *known = index;
        }
    }
    for (cluster, best) in board.clusters.iter_mut().zip(best) {
        cluster.name = best.map_or(cluster.name, |best| names[best].span);
    }
}

/// Takes in what a name tells of its bearer.
fn learn(syntax: &Syntax, name: &Name, words: &[String], cluster: usize, board: &mut Board) {
    let cluster = &mut board.clusters[cluster];
    if name.kind == EntityKind::Person {
        if let Some(title) = name.title {
            cluster.learn_gender(lexicon::title(title.of(syntax.text)).flatten(), 3.0);
            cluster.roles.push(lexicon::noun_of_role(title.of(syntax.text)));
        }
        if is_double_name(syntax, name) {
            return;
        }
        if is_peer(syntax, &name.tokens) {
            cluster.learn_gender(lexicon::title(&words[0]).flatten(), 3.0);
            cluster.roles.push(words[0].clone());
            return;
        }
        if words.len() > 1 {
            // "Cllr Ann Lee": what is no first name may be a title that stayed in the name.
            let first = words.iter().take(words.len() - 1).find_map(|word| lexicon::first_name(word));
            cluster.expected_gender = cluster.expected_gender.or(first.flatten());
        } else if let [only] = words {
            cluster.expected_gender = cluster.expected_gender.or(lexicon::first_name(only).flatten());
        }
    }
    if let Some(description) = name.description {
        for at in syntax.tokens_in(description) {
            let word = syntax.word(at);
            let role = lexicon::role(word).filter(|role| !role.plural);
            let is_title = || name.kind == EntityKind::Person && lexicon::is_title(word);
            if role.is_some() || lexicon::is_role_in_capitals(word) || is_title() {
                cluster.learn_gender(role.and_then(|role| role.gender), 1.0);
                cluster.roles.push(lexicon::noun_of_role(word));
            }
        }
        if cluster.description.is_none_or(|known| description.len() > known.len()) {
            cluster.description = Some(description);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::entities_of;
    use crate::analysis::EntityKind;

    /// The words of a name that is made for a test.
    pub(super) fn words(name: &str) -> Vec<String> {
        name.to_lowercase().split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn names_that_are_shown() {
        let check = |text: &str, kind: EntityKind, expect: &[&str]| {
            let found = entities_of(text);
            let names: Vec<&str> = found.iter().filter(|one| one.kind == kind).map(|one| one.name.as_str()).collect();
            assert_eq!(names, expect, "{text}");
        };
        check(
            "Ann Lindgrenn left on Monday. Lindgren said that it rained. Ann Lindgren, a teacher, was tired, Lindgern said.",
            EntityKind::Person,
            &["Ann Lindgren"],
        );
        check(
            "Islamic State lost the town. ISIS, which is called Daesh, said on Monday that it would fight on. The Justice \
             Department is late, the GOP said. The Department of Justice and the Republican Party met.",
            EntityKind::Organization,
            &["Islamic State", "Department of Justice", "Republican Party"],
        );
        assert_eq!(crate::knowledge::lexicon::usual_name("uae"), Some("united arab emirates"));
    }
}
