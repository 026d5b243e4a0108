//! Renewal tables: cohorts by rows, one for each renewal.

use std::collections::BTreeMap;

use super::{MAX_RENEWALS, RenewalError, RenewalStatistics, RenewalStatisticsBuilder};

/// A row of a renewal table.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortRow {
    /// Name of the cohort, such as the month of acquisition.
    pub cohort: String,
    /// The renewal, from 1.
    pub period: u32,
    /// Customers who were due.
    pub at_start: f64,
    /// Those of them who renewed.
    pub survivors: f64,
}

/// A checked renewal table; only [`RenewalTable::new`] makes one.
///
/// A cohort may begin at a later renewal (its start was not recorded) and lose customers from sight between renewals,
/// but never gain any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RenewalTable {
    cohorts: BTreeMap<String, Vec<(u32, f64, f64)>>,
}

impl RenewalTable {
    /// Checks the rows, in any order.
    ///
    /// # Errors
    /// When a number is not one of customers, more renewed than were due, a renewal is out of range or given twice, or
    /// a cohort grows.
    pub fn new(rows: &[CohortRow]) -> Result<Self, RenewalError> {
        let mut cohorts: BTreeMap<&str, BTreeMap<u32, (usize, &CohortRow)>> = BTreeMap::new();
        for (index, given) in rows.iter().enumerate() {
            let row = index + 1;
            check(row, given)?;
            let cohort = cohorts.entry(&given.cohort).or_default();
            if cohort.insert(given.period, (row, given)).is_some() {
                return Err(RenewalError::Repeated { row, cohort: given.cohort.clone(), period: given.period });
            }
        }
        for cohort in cohorts.values() {
            let after = cohort.values().skip(1);
            for ((_, before), (row, given)) in cohort.values().zip(after) {
                if given.at_start > before.survivors {
                    let (cohort, at_start) = (given.cohort.clone(), given.at_start);
                    return Err(RenewalError::Grows { row: *row, cohort, at_start, before: before.survivors });
                }
            }
        }
        let figures = |rows: BTreeMap<u32, (usize, &CohortRow)>| {
            rows.into_values().map(|(_, row)| (row.period, row.at_start, row.survivors)).collect()
        };
        Ok(Self { cohorts: cohorts.into_iter().map(|(name, rows)| (name.to_owned(), figures(rows))).collect() })
    }

    /// Names of the cohorts in alphabetical order.
    pub fn cohorts(&self) -> impl Iterator<Item = &str> {
        self.cohorts.keys().map(String::as_str)
    }

    /// Renewals of one cohort.
    #[must_use]
    pub fn cohort(&self, name: &str) -> Option<RenewalStatistics> {
        self.cohorts.get(name).map(|rows| statistics([rows.as_slice()]))
    }

    /// Renewals of all cohorts together.
    #[must_use]
    pub fn pooled(&self) -> RenewalStatistics {
        statistics(self.cohorts.values().map(Vec::as_slice))
    }
}

fn check(row: usize, given: &CohortRow) -> Result<(), RenewalError> {
    for (name, value) in [("the number due", given.at_start), ("the number renewed", given.survivors)] {
        if !(value.is_finite() && value >= 0.0) {
            return Err(RenewalError::NotACount { row, name, value });
        }
    }
    if given.survivors > given.at_start {
        return Err(RenewalError::MoreThanAll { row, at_start: given.at_start, survivors: given.survivors });
    }
    if !(1..=MAX_RENEWALS).contains(&given.period) {
        return Err(RenewalError::Period { row, period: given.period });
    }
    Ok(())
}

fn statistics<'a>(cohorts: impl IntoIterator<Item = &'a [(u32, f64, f64)]>) -> RenewalStatistics {
    let mut builder = RenewalStatisticsBuilder::default();
    for rows in cohorts {
        for (index, (period, at_start, survivors)) in rows.iter().enumerate() {
            builder.due(*period, *survivors, at_start - survivors, if index == 0 { *at_start } else { 0.0 });
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cohort: &str, period: u32, at_start: f64, survivors: f64) -> CohortRow {
        CohortRow { cohort: cohort.to_owned(), period, at_start, survivors }
    }

    #[test]
    fn cohorts_are_read_in_any_order_one_by_one_or_together() {
        let table = RenewalTable::new(&[
            row("2021", 1, 50.0, 30.0),
            row("2020", 2, 80.0, 60.0),
            row("2020", 1, 100.0, 80.0),
            row("2019", 3, 10.0, 9.0),
        ])
        .unwrap();
        assert_eq!(table.cohorts().collect::<Vec<_>>(), ["2019", "2020", "2021"]);
        let pooled = table.pooled();
        assert_eq!(pooled.customers(), 160.0);
        let due: Vec<_> = pooled.periods().iter().map(|row| (row.period, row.renewed, row.lost)).collect();
        assert_eq!(due, [(1, 110.0, 40.0), (2, 60.0, 20.0), (3, 9.0, 1.0)]);
        assert_eq!(table.cohort("2020").unwrap().survival(), [0.8, 0.8 * 0.75]);
        assert!(table.cohort("2022").is_none());
    }

    #[test]
    fn impossible_tables_are_refused_with_their_row() {
        for (rows, code) in [
            (vec![row("a", 1, -1.0, 0.0)], "renewals-not-a-count"),
            (vec![row("a", 1, 5.0, f64::NAN)], "renewals-not-a-count"),
            (vec![row("a", 1, 5.0, 6.0)], "renewals-more-than-all"),
            (vec![row("a", 0, 5.0, 4.0)], "renewals-period"),
            (vec![row("a", 1, 5.0, 4.0), row("a", 1, 5.0, 4.0)], "renewals-repeated"),
            (vec![row("a", 2, 5.0, 4.0), row("a", 1, 6.0, 4.0)], "renewals-grows"),
        ] {
            let error = RenewalTable::new(&rows).unwrap_err();
            assert_eq!(error.code(), code);
            assert!(error.to_string().starts_with("row `") && error.to_string().contains("expected"), "{error}");
            assert!(!error.hint().is_empty());
        }
    }
}
