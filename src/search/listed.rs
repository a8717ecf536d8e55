//! Enums that know all their variants.

/// Declares an enum of plain variants together with the list of them, so that the list lacks none.
macro_rules! listed {
    ($(#[$about:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every variant, in the order of its declaration.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    };
}
pub(crate) use listed;
