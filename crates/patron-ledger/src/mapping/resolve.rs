//! Which column a name means, and whether an expression is only a column.

use std::collections::BTreeSet;

use datafusion::config::Dialect;
use datafusion::execution::SessionState;
use datafusion::sql::sqlparser::ast::{Expr as SqlExpr, ExprWithAlias};

use super::column::SourceColumn;
use super::syntax::Rewriter;
use crate::table::Refusal;

/// Most names listed in a message.
const MAX_LISTED: usize = 20;

/// The name under which an expression sees the cells of a column as written.
pub(super) fn text_of(column: &str) -> String {
    format!("{column}::text")
}

/// The columns of a source, for one field's expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) field: &'a str,
    pub(super) sql: &'a str,
    pub(super) columns: &'a [SourceColumn],
}

impl Names<'_> {
    /// The column meant by `name`: the same name, else, unless quoted, the only one that differs in letter case.
    pub(super) fn find(&self, name: &str, quoted: bool) -> Result<usize, Refusal> {
        if let Some(index) = self.columns.iter().position(|column| column.name == name) {
            return Ok(index);
        }
        let lower = name.to_lowercase();
        let alike: Vec<usize> = (0..self.columns.len())
            .filter(|&index| !quoted && self.columns.get(index).is_some_and(|c| c.name.to_lowercase() == lower))
            .collect();
        match alike[..] {
            [index] => Ok(index),
            [] => Err(self.unknown(name)),
            _ => Err(self
                .refuse(
                    "column-ambiguous",
                    &format!("names column `{name}`, which could be {}; expected one of them", self.list(&alike)),
                )
                .with("column", name)),
        }
    }

    fn unknown(&self, name: &str) -> Refusal {
        let all: Vec<usize> = (0..self.columns.len()).collect();
        self.refuse(
            "unknown-column",
            &format!("names column `{name}`, which the file does not have; expected one of {}", self.list(&all)),
        )
        .with("column", name)
    }

    fn list(&self, indices: &[usize]) -> String {
        let mut names: Vec<String> = indices
            .iter()
            .take(MAX_LISTED)
            .filter_map(|&index| self.columns.get(index))
            .map(|column| format!("`{}`", column.name))
            .collect();
        if indices.len() > MAX_LISTED {
            names.push(format!("… ({} columns)", indices.len()));
        }
        names.join(", ")
    }

    /// A refusal of this expression.
    pub(super) fn refuse(&self, code: &'static str, what: &str) -> Refusal {
        let Self { field, sql, .. } = self;
        let hint = match code {
            "unknown-column" | "column-ambiguous" => {
                format!(
                    "write `--map {field}=expression` with columns of the file; names with blanks stand in double quotes"
                )
            }
            _ => format!("write `--map {field}=expression`, for example `--map amount='Quantity * UnitPrice'`"),
        };
        Refusal::new(code, format!("expression `{sql}` for field `{field}` {what}"), hint)
            .with("field", field)
            .with("expression", sql)
    }
}

/// An expression whose names are known.
#[derive(Debug)]
pub(super) enum Resolved {
    /// Only a column.
    Column(usize),
    /// Anything else.
    Composite {
        /// names quoted and as in the source
        expression: Box<ExprWithAlias>,
        /// columns seen in their own type
        typed: BTreeSet<usize>,
        /// columns seen as written
        texts: BTreeSet<usize>,
    },
}

/// Finds the columns of an expression.
pub(super) fn resolve(names: Names<'_>, state: &SessionState) -> Result<Resolved, Refusal> {
    let sql = names.sql.trim();
    // a name with blanks or signs in it, without quotes
    if let Ok(index) = names.find(sql, false) {
        return Ok(Resolved::Column(index));
    }
    let mut parsed = state
        .sql_to_expr_with_alias(sql, &Dialect::Generic)
        .map_err(|error| names.refuse("expression-not-sql", &format!("is not an SQL expression: {}", words(&error))))?;
    if parsed.alias.is_some() {
        return Err(names.refuse("expression-not-sql", "has an alias; expected an expression without `AS name`"));
    }
    let mut rewriter = Rewriter::new(names);
    rewriter.rewrite(&mut parsed.expr)?;
    if let (SqlExpr::Identifier(_), Some(&index), true) =
        (&parsed.expr, rewriter.typed.first(), rewriter.texts.is_empty())
    {
        return Ok(Resolved::Column(index));
    }
    let Rewriter { typed, texts, .. } = rewriter;
    Ok(Resolved::Composite { expression: Box::new(parsed), typed, texts })
}

/// The engine's words on one line, without its own prefixes.
pub(super) fn words(error: &datafusion::error::DataFusionError) -> String {
    let text = error.strip_backtrace();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let prefixes = ["SQL error: ", "Error during planning: ", "Schema error: ", "Execution error: ", "Arrow error: "];
    let mut rest = line.as_str();
    while let Some(cut) = prefixes.iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        rest = cut;
    }
    rest.trim_end_matches('.').to_owned()
}
