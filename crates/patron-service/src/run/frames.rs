use datafusion::dataframe::DataFrame;
use datafusion::error::{DataFusionError, Result};

/// The customers of a run as they grow, one plan after each analysis. All have the same rows.
#[derive(Debug, Default)]
pub(super) struct Frames(Vec<DataFrame>);

impl Frames {
    /// One more plan, which builds on those before.
    pub(super) fn push(&mut self, frame: DataFrame) {
        self.0.push(frame);
    }

    /// A plan whose rows are written down: nothing before it needs to be computed again.
    pub(super) fn restart(&mut self, frame: DataFrame) {
        self.0 = vec![frame];
    }

    /// The earliest plan that has these columns.
    pub(super) fn with(&self, columns: &[&str]) -> Result<DataFrame> {
        let has = |frame: &&DataFrame| columns.iter().all(|name| frame.schema().has_column_with_unqualified_name(name));
        let found = self.0.iter().find(has).cloned();
        found.ok_or_else(|| DataFusionError::Plan(format!("no plan of the run has `{}`", columns.join("`, `"))))
    }
}

#[cfg(test)]
mod tests {
    use datafusion::logical_expr::lit;
    use datafusion::prelude::SessionContext;

    use super::*;

    #[test]
    fn columns_are_read_where_they_came_first() {
        let plan = |names: &[&str]| {
            let empty = SessionContext::new().read_empty().unwrap();
            empty.select(names.iter().map(|name| lit(1).alias(*name)).collect::<Vec<_>>()).unwrap()
        };
        let columns = |frames: &Frames, names: &[&str]| frames.with(names).map(|frame| frame.schema().fields().len());
        let mut frames = Frames::default();
        for names in [&["id"] as &[&str], &["id", "orders"], &["id", "orders", "value"]] {
            frames.push(plan(names));
        }
        assert_eq!(columns(&frames, &["id"]).unwrap(), 1);
        assert_eq!(columns(&frames, &["orders", "id"]).unwrap(), 2);
        frames.restart(plan(&["id", "orders", "value"]));
        assert_eq!(columns(&frames, &["id"]).unwrap(), 3, "what is written down is not planned again");
        let unknown = columns(&frames, &["id", "margin"]).unwrap_err();
        assert!(unknown.to_string().contains("no plan of the run has `id`, `margin`"), "{unknown}");
    }
}
