//! Short lists whose cells are text already.

use patron_service::export::disarmed;

use super::grid;

/// A list with named columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct List {
    titles: Vec<String>,
    numeric: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl List {
    /// Columns by name, and whether they hold numbers.
    pub(crate) fn new(columns: &[(&str, bool)]) -> Self {
        let (titles, numeric) = columns.iter().map(|(name, numeric)| ((*name).to_owned(), *numeric)).unzip();
        Self { titles, numeric, rows: Vec::new() }
    }

    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// For people.
    pub(crate) fn table(&self) -> String {
        if self.rows.is_empty() {
            return "nothing to list".to_owned();
        }
        let titles: Vec<String> = self.titles.iter().map(|title| title.replace('_', " ")).collect();
        grid(&titles, &self.numeric, &self.rows)
    }

    /// With commas.
    pub(crate) fn csv(&self) -> String {
        let line = |cells: &Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n";
        std::iter::once(&self.titles).chain(&self.rows).map(line).collect()
    }
}

fn quoted(cell: &str) -> String {
    let safe = disarmed(cell);
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it_and_keeps_formulas_asleep() {
        let mut list = List::new(&[("file", false), ("rows", true)]);
        list.push(["a,\"b\".csv".to_owned(), "-3".to_owned()]);
        list.push(["=1+1".to_owned(), "2".to_owned()]);
        assert_eq!(list.csv(), "file,rows\n\"a,\"\"b\"\".csv\",-3\n'=1+1,2\n");
    }
}
