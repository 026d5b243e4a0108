//! Which column of a file is which.

use std::path::Path;

use super::problem;
use crate::error::Result;

/// A column that files of one kind may have.
pub(super) trait FileColumn: Copy + PartialEq + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// The name in files that the product writes.
    fn name(self) -> &'static str;

    /// Other names, in lower case with `_` for every sign that is neither letter nor digit.
    fn aliases(self) -> &'static [&'static str];

    /// Whether it holds texts, not numbers.
    fn is_text(self) -> bool;

    /// The place among all.
    fn index(self) -> usize {
        Self::ALL.iter().position(|other| *other == self).unwrap_or(Self::ALL.len())
    }
}

/// Where each column stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns<C> {
    places: Vec<Option<usize>>,
    kind: std::marker::PhantomData<C>,
}

impl<C: FileColumn> Columns<C> {
    /// Matches the columns of `file`; `needed` must all be there.
    ///
    /// A column with the product's own name is taken before any alias, so that `T` leaves an `age` alone.
    pub(super) fn find(file: &Path, names: &[String], needed: &[C]) -> Result<Self> {
        let place = |column: &C| match names.iter().position(|name| name == column.name()) {
            Some(at) => Ok(Some(at)),
            None => by_alias(file, names, *column),
        };
        let columns = Self::of(C::ALL.iter().map(place).collect::<Result<_>>()?);
        match needed.iter().find(|column| columns.get(**column).is_none()) {
            Some(missing) => Err(problem::column_missing(file, *missing, names)),
            None => Ok(columns),
        }
    }

    fn of(places: Vec<Option<usize>>) -> Self {
        Self { places, kind: std::marker::PhantomData }
    }

    pub(super) fn get(&self, column: C) -> Option<usize> {
        self.places.get(column.index()).copied().flatten()
    }

    /// Places in the file of the columns that were found and of `others`, in order, and where each of the first stands
    /// among these alone.
    pub(super) fn alone_with(&self, others: &[usize]) -> (Vec<usize>, Self) {
        let mut wanted: Vec<usize> = self.places.iter().copied().flatten().chain(others.iter().copied()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let among = |at: &Option<usize>| wanted.iter().position(|other| Some(*other) == *at);
        let alone = Self::of(self.places.iter().map(among).collect());
        (wanted, alone)
    }
}

fn by_alias<C: FileColumn>(file: &Path, names: &[String], column: C) -> Result<Option<usize>> {
    let mut alike = names.iter().enumerate().filter(|(_, name)| column.aliases().contains(&folded(name).as_str()));
    match (alike.next(), alike.next()) {
        (Some((_, one)), Some((_, other))) => Err(problem::two_columns(file, column, one, other)),
        (first, _) => Ok(first.map(|(at, _)| at)),
    }
}

fn folded(name: &str) -> String {
    name.chars().map(|sign| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { '_' }).collect()
}
