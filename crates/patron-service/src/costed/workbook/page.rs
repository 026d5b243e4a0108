use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

/// A sheet that is written row by row, from left to right.
pub(super) struct Page<'a> {
    sheet: &'a mut Worksheet,
    heading: Format,
    total: Format,
    row: u32,
    column: u16,
    is_total: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet) -> Self {
        Self {
            sheet,
            heading: Format::new().set_bold(),
            total: Format::new().set_bold(),
            row: 0,
            column: 0,
            is_total: false,
        }
    }

    /// A row of headings, under which the sheet stays still.
    pub(super) fn headings(&mut self, titles: &[&str]) -> Result<(), XlsxError> {
        for (column, title) in (0..).zip(titles) {
            self.sheet.set_column_width(column, 18)?;
            self.sheet.write_string_with_format(self.row, column, *title, &self.heading)?;
        }
        self.next();
        Ok(())
    }

    /// Keeps rows and columns before this place in sight.
    pub(super) fn freeze(&mut self, rows: u32, columns: u16) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(rows, columns).map(drop)
    }

    /// The next row is written as a total.
    pub(super) fn as_total(&mut self) {
        self.is_total = true;
    }

    pub(super) fn next(&mut self) {
        self.row += 1;
        self.column = 0;
        self.is_total = false;
    }

    /// The number that a spreadsheet gives this row.
    pub(super) fn number_of_row(&self) -> u32 {
        self.row + 1
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        if self.is_total {
            self.sheet.write_string_with_format(self.row, self.column, text, &self.total)?;
        } else {
            self.sheet.write_string(self.row, self.column, text)?;
        }
        self.column += 1;
        Ok(())
    }

    pub(super) fn number(&mut self, number: f64) -> Result<(), XlsxError> {
        if self.is_total {
            self.sheet.write_number_with_format(self.row, self.column, number, &self.total)?;
        } else {
            self.sheet.write_number(self.row, self.column, number)?;
        }
        self.column += 1;
        Ok(())
    }

    pub(super) fn nothing(&mut self) {
        self.column += 1;
    }

    /// A formula with its value; one that cannot be worked out here has none.
    pub(super) fn formula(&mut self, formula: &str, value: Option<f64>) -> Result<(), XlsxError> {
        let result = value.map_or_else(String::new, |value| value.to_string());
        let formula = Formula::new(formula).set_result(result);
        if self.is_total {
            self.sheet.write_formula_with_format(self.row, self.column, formula, &self.total)?;
        } else {
            self.sheet.write_formula(self.row, self.column, formula)?;
        }
        self.column += 1;
        Ok(())
    }
}

/// The letters of a column, from 0.
pub(super) fn letters(column: u16) -> String {
    let mut left = u32::from(column) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let place = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(place).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_their_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
