//! Names for the columns of the rows that a forest is asked about.

/// An enum of the columns from `from` on; the column of one is `feature as usize`.
macro_rules! columns {
    ($(#[doc = $about:literal])* $of:ident from $from:expr; $(#[doc = $of_first:literal])* $first:ident, $($(#[doc = $doc:literal])* $name:ident,)*) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $of { $(#[doc = $of_first])* $first = $from as isize, $($(#[doc = $doc])* $name,)* }

        impl $of {
            /// All, in the order of their columns.
            pub const ALL: &[$of] = &[$of::$first, $($of::$name,)*];
        }
    };
}

pub(in crate::analysis) use columns;
