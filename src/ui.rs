//! Generic widgets that know no type of the domain.
