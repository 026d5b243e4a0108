//! Headings and number styles of a table for people, from the catalogue of measures.

use patron_service::analyses::Registry;
use patron_service::catalogue::{Measure, MeasureKind};

use super::figure::Style;
use crate::cli::Language;

/// What is known of the columns of a table.
#[derive(Debug, Clone)]
pub(crate) struct Headings {
    measures: Vec<Measure>,
    language: Language,
}

impl Headings {
    /// Columns are shown by the name they have.
    pub(crate) fn plain(language: Language) -> Self {
        Self { measures: Vec::new(), language }
    }

    /// Columns named as measures of this program are shown by their labels.
    pub(crate) fn built_in(language: Language) -> Self {
        Self::of(Registry::default().measures(), language)
    }

    /// Columns named as these measures are shown by their labels.
    pub(crate) fn of(measures: Vec<Measure>, language: Language) -> Self {
        Self { measures, language }
    }

    fn measure(&self, column: &str) -> Option<&Measure> {
        let ends = |end: &str| column.strip_suffix(end).filter(|_| !column.starts_with("residual_value_"));
        let name = ends("_low").or_else(|| ends("_high")).unwrap_or(column);
        self.measures.iter().find(|measure| measure.id == name)
    }

    /// Whether a column is for people: everything but internal measures.
    pub(crate) fn is_offered(&self, column: &str) -> bool {
        !self.measures.iter().any(|measure| measure.id == column && measure.internal)
    }

    /// The heading of a column.
    pub(crate) fn title(&self, column: &str) -> String {
        let Some(measure) = self.measure(column) else { return column.to_owned() };
        let label = self.text(&measure.label);
        let end = if measure.id == column { "" } else { column.rsplit('_').next().unwrap_or_default() };
        match (end, self.language) {
            ("low", Language::En) => format!("{label}, 5 %"),
            ("high", Language::En) => format!("{label}, 95 %"),
            ("low", Language::Zh) => format!("{label}（5%）"),
            ("high", Language::Zh) => format!("{label}（95%）"),
            _ => label.to_owned(),
        }
    }

    /// How the numbers of a column are written.
    pub(crate) fn style(&self, column: &str) -> Style {
        self.measure(column).map_or(Style::Plain, |measure| Style::of(measure.unit))
    }

    /// The label of a cell that holds the id of one.
    pub(crate) fn label<'a>(&'a self, column: &str, id: &'a str) -> &'a str {
        let labelled = self.measure(column).filter(|measure| measure.kind == MeasureKind::Label);
        let found = labelled.and_then(|measure| measure.labels.iter().find(|label| label.id == id));
        found.map_or(id, |label| self.text(&label.label))
    }

    /// A text of the catalogue in the language.
    pub(crate) fn text<'a>(&self, text: &'a patron_service::catalogue::Text) -> &'a str {
        match self.language {
            Language::Zh => &text.zh,
            Language::En => &text.en,
        }
    }
}
