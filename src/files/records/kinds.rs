//! What kinds and states are called in a file, and the fields that it does not know.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{analysis, session};

/// Defines the names of a type of the core, one for each of its values.
macro_rules! called {
    ($($(#[$about:meta])* $module:ident::$name:ident { $($(#[$value_about:meta])* $value:ident,)* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$value_about])* $value,)*
        }

        impl From<$module::$name> for $name {
            fn from(inner: $module::$name) -> $name {
                match inner {
                    $($module::$name::$value => $name::$value,)*
                }
            }
        }

        impl From<$name> for $module::$name {
            fn from(record: $name) -> $module::$name {
                match record {
                    $($name::$value => $module::$name::$value,)*
                }
            }
        }
    )*};
}

#[cfg(target_arch = "wasm32")]
pub(crate) use called;

called! {
    /// What kind of thing a name stands for.
    analysis::EntityKind {
        /// A single human being, or a character.
        Person,
        /// A company, authority, party, team, newspaper.
        Organization,
        /// Anything that has its place on a map.
        Place,
        /// People without a name of their own: "residents", "two officials".
        Group,
        /// Any other name: a work, a law, an event, a product.
        Other,
    }
    /// How a mention names its entity.
    analysis::MentionForm {
        /// By a name: "Ada Okafor", "Okafor".
        Name,
        /// By a pronoun: "she".
        Pronoun,
        /// By a description: "the chair", "a spokesman for the port".
        Description,
    }
    /// How exact a resolved place is.
    analysis::Precision {
        /// A country.
        Country,
        /// A state, province, county, or a region of several countries: "the Balkans".
        Region,
        /// A city, town, village, or quarter.
        City,
        /// A river, lake, mountain, strait, building.
        Feature,
    }
    /// How a quotation gives the words.
    analysis::QuotationKind {
        /// All of it inside quotation marks.
        Direct,
        /// None of it inside quotation marks.
        Indirect,
        /// Some of it inside quotation marks.
        Mixed,
    }
    /// Who made an annotation.
    session::Origin {
        /// The program.
        Machine,
        /// A person.
        Human,
        /// The program, and a person changed it.
        MachineEdited,
    }
    /// Whether a person has looked at an annotation.
    session::Status {
        /// Nobody has.
        Unreviewed,
        /// Found right, or made by a person.
        Accepted,
        /// Changed.
        Edited,
    }
}

/// Fields of a file that this version does not know, kept for the round trip.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(type = "{}"))]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Extra(pub Map<String, Value>);

impl From<&session::Extra> for Extra {
    fn from(extra: &session::Extra) -> Extra {
        let value = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
        Extra(extra.0.iter().map(|(name, text)| (name.clone(), value(text))).collect())
    }
}

impl From<Extra> for session::Extra {
    fn from(record: Extra) -> session::Extra {
        session::Extra(record.0.into_iter().map(|(name, value)| (name, value.to_string())).collect())
    }
}
