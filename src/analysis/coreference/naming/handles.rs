//! Handles and hashtags: "@Jim_Lund" and "#JimLund" are Jim Lund.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::fold;
use crate::syntax::Syntax;

/// Puts handles and hashtags into the cluster of the name that stands before them, "Jim Lund (@jl_1990)", or else of the only
/// one that has the same letters.
pub(super) fn join_handles(syntax: &Syntax, names: &[Name], of_name: &mut [usize]) {
    let handles: Vec<usize> = (0..names.len()).filter(|index| is_handle(syntax, &names[*index])).collect();
    if handles.is_empty() || !Rule::Handles.holds() {
        return;
    }
    // The cluster of the names with the same letters; none if there are two.
    let mut by_letters: FxHashMap<String, Option<usize>> = FxHashMap::default();
    // Clusters with another name than a handle.
    let mut named: FxHashSet<usize> = FxHashSet::default();
    for (name, cluster) in names.iter().zip(of_name.iter()).filter(|(name, _)| !is_handle(syntax, name)) {
        let same = by_letters.entry(fold(name.span.of(syntax.text))).or_insert(Some(*cluster));
        *same = same.filter(|known| known == cluster);
        named.insert(*cluster);
    }
    let mut joined: FxHashMap<usize, usize> = FxHashMap::default();
    for index in handles {
        let of_letters = || by_letters.get(&fold(names[index].span.of(syntax.text))).copied().flatten();
        let Some(cluster) = owner(syntax, names, index).map(|owner| of_name[owner]).or_else(of_letters) else {
            continue;
        };
        // Where the text calls somebody by it, it is his.
        let own = of_name[index];
        if !named.contains(&own) && own != cluster {
            joined.insert(own, cluster);
        }
    }
    of_name.iter_mut().for_each(|cluster| *cluster = *joined.get(cluster).unwrap_or(cluster));
}

/// Whether "@" or "#" stands right before a name, or begins it.
fn is_handle(syntax: &Syntax, name: &Name) -> bool {
    has_mark(syntax, name, "@") || is_hashtag(syntax, name)
}

/// Whether "#" stands right before a name, or begins it.
pub(super) fn is_hashtag(syntax: &Syntax, name: &Name) -> bool {
    has_mark(syntax, name, "#")
}

fn has_mark(syntax: &Syntax, name: &Name, mark: &str) -> bool {
    syntax.text[..name.span.start as usize].ends_with(mark) || name.span.of(syntax.text).starts_with(mark)
}

/// The name that handle `index` stands behind in brackets.
fn owner(syntax: &Syntax, names: &[Name], index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let between = &syntax.text[names[before].span.end as usize..names[index].span.start as usize];
    let is_whole = syntax.text[names[index].span.end as usize..].starts_with(')');
    (between == " (@" && is_whole && names[before].kind != EntityKind::Place).then_some(before)
}
