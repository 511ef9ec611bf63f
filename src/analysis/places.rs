//! Decides which place of the gazetteer each place name means.

use super::Entity;
use crate::syntax::Syntax;

/// Fills in [`Entity::place`] of every entity that is a place and that the gazetteer knows.
pub fn resolve(_syntax: &Syntax, _entities: &mut [Entity]) {}
