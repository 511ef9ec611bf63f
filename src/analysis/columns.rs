//! Features by name: the columns of the [`Row`]s that fitted models are asked about.

/// An enum of features, the columns from `from` on.
macro_rules! columns {
    ($(#[doc = $about:literal])* $of:ident from $from:expr; $(#[doc = $of_first:literal])* $first:ident, $($(#[doc = $doc:literal])* $name:ident,)*) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $of { $(#[doc = $of_first])* $first = $from as isize, $($(#[doc = $doc])* $name,)* }

        impl $of {
            /// All, in the order of their columns.
            pub const ALL: &[$of] = &[$of::$first, $($of::$name,)*];
        }

        impl $crate::analysis::columns::Column for $of {
            fn column(self) -> usize {
                self as usize
            }
        }
    };
}

pub(super) use columns;

/// A feature.
pub trait Column {
    /// Its column.
    fn column(self) -> usize;
}

/// The values of the features of a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<const N: usize>(pub [f32; N]);

impl<const N: usize> Default for Row<N> {
    fn default() -> Row<N> {
        Row([0.0; N])
    }
}

impl<const N: usize> Row<N> {
    /// Sets one.
    pub fn set(&mut self, feature: impl Column, value: impl Into<f64>) {
        self.0[feature.column()] = value.into() as f32;
    }

    /// One of them.
    pub fn get(&self, feature: impl Column) -> f32 {
        self.0[feature.column()]
    }

    /// Their sum by `weights`.
    pub fn weigh(&self, weights: &[f32; N]) -> f32 {
        self.0.iter().zip(weights).map(|(value, weight)| value * weight).sum()
    }
}
