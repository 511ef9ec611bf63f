//! Which of several towns of one name is the best known: the one that has the most people and the most other names, as
//! GeoNames lists them in all languages. A town that the world speaks of has dozens, one that only its own country knows has
//! few: Bethlehem in South Africa has 3, Cadiz in the Philippines 2. Where both do not tell, `best_known.tsv` does.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use whosaid::knowledge::gazetteer::{PlaceKind, fold};

use crate::build::find;
use crate::pack::{Alias, Entry};
use crate::tables::rows;

/// Ten times as many other names count as ten times this many times as many people (as powers of ten).
const NAMES: f64 = 2.0;

/// A town must be so much better known than the most populous one of its name (as a power of ten).
const LEAST: f64 = 0.3;

/// So many names of each town in the United States say nothing: programs wrote them, town after town, in a dozen languages.
const NAMES_BY_PROGRAMS: usize = 10;

/// A state with so many times the people of a town is better known than the town.
const DIVISION: u64 = 50;

/// Smallest town that is marked.
const SMALLEST: u64 = 8_000;

/// Places of one name that are nearer (in degrees, north and east together) are not told apart.
const NEAR: f64 = 1.5;

/// Marks the best known of each name, if it is not the most populous one as well.
pub fn mark(entries: &mut [Entry], aliases: &[Alias]) -> Result<()> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        by_name.entry(fold(&entry.name)).or_default().push(index);
    }
    for alias in aliases.iter().filter(|alias| !alias.is_exact) {
        by_name.entry(fold(&alias.name)).or_default().push(alias.target);
    }
    let mut marked = Vec::new();
    let mut told = Vec::new();
    for row in rows("best_known.tsv", 2)? {
        marked.push(find(entries, &row[1]).with_context(|| format!("best_known.tsv: nothing is called {}", row[1]))?);
        told.push(fold(&row[0]));
    }
    for (_, places) in by_name.iter().filter(|(name, _)| !told.contains(name)) {
        let towns = || places.iter().copied().filter(|index| entries[*index].kind == PlaceKind::City);
        let Some(largest) = towns().max_by_key(|index| entries[*index].population) else { continue };
        let Some(best) = towns().max_by(|a, b| standing(&entries[*a]).total_cmp(&standing(&entries[*b]))) else {
            continue;
        };
        let (best, largest) = (&entries[best], &entries[largest]);
        // Within a country the other places of a text tell.
        if best.country == largest.country {
            continue;
        }
        let distance = (best.latitude - largest.latitude).abs() + (best.longitude - largest.longitude).abs();
        let is_less = |index: &usize| is_less_than_division(best, &entries[*index]);
        if places.iter().any(is_less) {
            continue;
        }
        if best.population >= SMALLEST && distance > NEAR && standing(best) > standing(largest) + LEAST {
            marked.extend(towns().filter(|index| std::ptr::eq(&entries[*index], best)));
        }
    }
    for index in marked {
        entries[index].is_best_known = true;
    }
    let count = entries.iter().filter(|entry| entry.is_best_known).count();
    println!("{count} places are better known than larger ones of their name");
    Ok(())
}

/// Whether `other` is a county whose bare name is in use, or a state, which is likelier to be meant than the town: Essex is no
/// town in Ontario.
fn is_less_than_division(town: &Entry, other: &Entry) -> bool {
    match other.kind {
        PlaceKind::Region => other.population > DIVISION * town.population,
        PlaceKind::County => other.population > town.population && other.country != town.country,
        _ => false,
    }
}

fn standing(town: &Entry) -> f64 {
    let by_programs = if town.country == "US" { NAMES_BY_PROGRAMS } else { 0 };
    let names = town.other_names.saturating_sub(by_programs);
    (town.population.max(1) as f64).log10() + NAMES * (1.0 + names as f64).log10()
}
