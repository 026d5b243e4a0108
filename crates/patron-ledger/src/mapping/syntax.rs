//! What an expression may be made of, and which columns its names mean.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    DataType as SqlType, Expr as SqlExpr, Ident, ObjectNamePart, Query, VisitMut, VisitorMut,
};

use super::column::SourceColumn;
use super::resolve::{Names, text_of};
use crate::table::Refusal;

/// Marks a name that is already the one meant; no expression can be written with it.
const DONE: char = '\u{0}';

/// Rewrites names to the columns they mean, in place.
#[derive(Debug)]
pub(super) struct Rewriter<'a> {
    names: Names<'a>,
    /// Columns seen in their own type.
    pub(super) typed: BTreeSet<usize>,
    /// Columns seen as written.
    pub(super) texts: BTreeSet<usize>,
}

impl<'a> Rewriter<'a> {
    pub(super) const fn new(names: Names<'a>) -> Self {
        Self { names, typed: BTreeSet::new(), texts: BTreeSet::new() }
    }

    pub(super) fn rewrite(&mut self, expression: &mut SqlExpr) -> Result<(), Refusal> {
        match expression.visit(self) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(refusal) => Err(*refusal),
        }
    }

    fn name(&mut self, ident: &Ident) -> Result<SqlExpr, Box<Refusal>> {
        let index = self.names.find(&ident.value, ident.quote_style.is_some()).map_err(Box::new)?;
        self.typed.insert(index);
        Ok(quoted(&self.names.columns[index].name))
    }
}

fn quoted(name: &str) -> SqlExpr {
    SqlExpr::Identifier(Ident::with_quote('"', name))
}

fn is_text(data_type: &SqlType) -> bool {
    matches!(data_type, SqlType::Text | SqlType::Varchar(None) | SqlType::String(None) | SqlType::Char(None))
}

/// `CAST(column AS text)`: the position of the column.
fn cast_column(expression: &SqlExpr, columns: &[SourceColumn], names: &Names<'_>) -> Option<usize> {
    let SqlExpr::Cast { expr, data_type, .. } = expression else { return None };
    let SqlExpr::Identifier(ident) = expr.as_ref() else { return None };
    if !is_text(data_type) {
        return None;
    }
    let index = names.find(&ident.value, ident.quote_style.is_some()).ok()?;
    columns.get(index).map(|_| index)
}

impl VisitorMut for Rewriter<'_> {
    type Break = Box<Refusal>;

    fn pre_visit_query(&mut self, _query: &mut Query) -> ControlFlow<Self::Break> {
        ControlFlow::Break(Box::new(
            self.names
                .refuse("expression-not-scalar", "holds a query; expected an expression over the columns of one row"),
        ))
    }

    fn pre_visit_expr(&mut self, expression: &mut SqlExpr) -> ControlFlow<Self::Break> {
        if let Some(index) = cast_column(expression, self.names.columns, &self.names) {
            self.texts.insert(index);
            let name = text_of(&self.names.columns[index].name);
            *expression = SqlExpr::Identifier(Ident { quote_style: Some(DONE), ..Ident::new(name) });
        }
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expression: &mut SqlExpr) -> ControlFlow<Self::Break> {
        let named = match expression {
            SqlExpr::Identifier(ident) if ident.quote_style == Some(DONE) => Ok(quoted(&ident.value)),
            SqlExpr::Identifier(ident) => self.name(ident),
            // an unquoted `Customer.ID` is one name
            SqlExpr::CompoundIdentifier(parts) => {
                let whole = parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".");
                self.name(&Ident::new(whole))
            }
            SqlExpr::Function(function) => {
                for part in &mut function.name.0 {
                    if let ObjectNamePart::Identifier(ident) = part
                        && ident.quote_style.is_none()
                    {
                        ident.value = ident.value.to_lowercase();
                    }
                }
                return ControlFlow::Continue(());
            }
            _ => return ControlFlow::Continue(()),
        };
        match named {
            Ok(named) => {
                *expression = named;
                ControlFlow::Continue(())
            }
            Err(refusal) => ControlFlow::Break(refusal),
        }
    }
}
