//! Known answers, cards by hand, properties.

mod fuzzy;
mod telecom;
mod topsis;
mod weighted;
