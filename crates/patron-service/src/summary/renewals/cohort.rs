//! The cohorts of a renewal table.

use hashbrown::HashMap;
use patron_models::contractual::CohortRow;

/// A checked row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) cohort: String,
    pub(super) period: u32,
    /// Customers due at the renewal, where the table says.
    pub(super) due: Option<f64>,
    /// Those left after it.
    pub(super) alive: f64,
    pub(super) margin: Option<f64>,
    /// Number of the row in the file.
    pub(super) line: u64,
}

/// One cohort, its rows in the order of periods.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cohort {
    pub(super) name: String,
    rows: Vec<Row>,
    /// Margin of a period and customer, where the table says.
    pub(super) margin: Option<f64>,
}

/// What is wrong with a row beside others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wrong {
    pub(super) value: String,
    pub(super) expected: String,
    pub(super) hint: &'static str,
    /// Whether the margin is, and not the period.
    pub(super) of_margin: bool,
}

/// Cohorts in the order in which they first appear; or the row that does not fit the others, and why.
pub(super) fn cohorts(rows: Vec<Row>) -> Result<Vec<Cohort>, (u64, Wrong)> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut cohorts: Vec<Cohort> = Vec::new();
    for row in rows {
        let place = *places.entry_ref(&row.cohort).or_insert_with(|| {
            cohorts.push(Cohort { name: row.cohort.clone(), rows: Vec::new(), margin: row.margin });
            cohorts.len() - 1
        });
        if let Some(cohort) = cohorts.get_mut(place) {
            same_margin(cohort, &row)?;
            cohort.rows.push(row);
        }
    }
    for cohort in &mut cohorts {
        cohort.rows.sort_by_key(|row| row.period);
        for pair in cohort.rows.windows(2) {
            if let [before, row] = pair {
                next_period(before, row)?;
            }
        }
    }
    Ok(cohorts)
}

fn same_margin(cohort: &Cohort, row: &Row) -> Result<(), (u64, Wrong)> {
    if cohort.margin == row.margin {
        return Ok(());
    }
    let shown = |margin: Option<f64>| margin.map_or(String::new(), |margin| margin.to_string());
    let expected = format!("`{}` as in the rows above of cohort `{}`", shown(cohort.margin), cohort.name);
    let hint = "a cohort has one margin";
    Err((row.line, Wrong { value: shown(row.margin), expected, hint, of_margin: true }))
}

/// Counts of those alive tell the renewals between them only where no period is left out or given twice.
fn next_period(before: &Row, row: &Row) -> Result<(), (u64, Wrong)> {
    if row.due.is_some() || row.period == before.period + 1 {
        return Ok(());
    }
    let (expected, hint) = if row.period == before.period {
        (format!("each period of cohort `{}` once", row.cohort), "give one row for each cohort and period")
    } else {
        let next = before.period + 1;
        (format!("period `{next}` of cohort `{}` before it", row.cohort), "give every period, none left out")
    };
    Err((row.line, Wrong { value: row.period.to_string(), expected, hint, of_margin: false }))
}

impl Cohort {
    /// Renewals made by those who are left.
    pub(super) fn renewals(&self) -> u32 {
        self.rows.last().map_or(0, |row| row.period)
    }

    /// Customers who are left.
    pub(super) fn customers(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.alive)
    }

    /// Customers after each renewal, as the table says.
    pub(super) fn observed(&self, period: u32) -> Option<f64> {
        let first = self.rows.first()?;
        let before_first = first.due.filter(|_| period + 1 == first.period);
        before_first.or_else(|| self.rows.iter().find(|row| row.period == period).map(|row| row.alive))
    }

    /// The renewals of the cohort, each with the number of its row.
    pub(super) fn dues(&self) -> Vec<(CohortRow, u64)> {
        let row = |row: &Row, at_start: f64| {
            let (cohort, period, survivors) = (self.name.clone(), row.period, row.alive);
            (CohortRow { cohort, period, at_start, survivors }, row.line)
        };
        match self.rows.first() {
            Some(first) if first.due.is_some() => {
                self.rows.iter().map(|given| row(given, given.due.unwrap_or_default())).collect()
            }
            _ => {
                self.rows.iter().zip(self.rows.iter().skip(1)).map(|(before, given)| row(given, before.alive)).collect()
            }
        }
    }
}
