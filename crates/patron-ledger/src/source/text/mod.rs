//! Delimited text: CSV, TSV and relatives.

mod delimiter;
mod reader;
mod scanner;

pub(super) use delimiter::choose;
pub(super) use reader::{Layout, TextRows};

#[cfg(test)]
mod tests;
