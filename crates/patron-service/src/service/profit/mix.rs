use std::collections::BTreeMap;

use crate::costing::Part;
use crate::error::Result;
use crate::profit::{Cell, Costing, Sums, View, grid, ratio};
use crate::views::ProfitMix;

use super::dimension::ByLabel;

/// Categories or products with a column of their own; the others stand together.
const SHOWN: usize = 8;

/// What the customers of each label buy: by category where products have one, else by product. Nothing where orders say
/// neither.
pub(super) async fn mix(costing: &Costing, labels: &ByLabel) -> Result<Vec<ProfitMix>> {
    let mut cells = Vec::new();
    if costing.records.rows("products") > 0 {
        cells = grid(costing, Part::Category, Some(&labels.customers)).await?;
    }
    if !is_divided(&cells) {
        cells = grid(costing, Part::Product, Some(&labels.customers)).await?;
    }
    if !is_divided(&cells) {
        return Ok(Vec::new());
    }
    let mut by_part: BTreeMap<&str, f64> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| !cell.part.is_empty()) {
        *by_part.entry(&cell.part).or_default() += cell.sums.revenue.value();
    }
    let mut largest: Vec<(&str, f64)> = by_part.into_iter().collect();
    largest.sort_by(|one, other| other.1.total_cmp(&one.1));
    let shown: Vec<&str> = largest.iter().take(SHOWN).map(|(part, _)| *part).collect();
    let mut table: BTreeMap<(usize, usize), Sums> = BTreeMap::new();
    for cell in &cells {
        let place = shown.iter().position(|part| *part == cell.part).unwrap_or(shown.len());
        table.entry((cell.label, place)).or_default().add(&cell.sums);
    }
    let tax = costing.model.tax;
    let entry = |((label, place), sums): (&(usize, usize), &Sums)| {
        let revenue = sums.revenue.value();
        let [full, incremental] = [View::Full, View::Incremental].map(|view| sums.profit(view, tax));
        ProfitMix {
            row: labels.names[*label].0.clone(),
            part: shown.get(*place).map_or_else(String::new, |part| (*part).to_owned()),
            revenue,
            share_of_row: ratio(revenue, labels.sums[*label].revenue.value()),
            profit_full: full,
            profit_incremental: incremental,
            margin_full: ratio(full, revenue),
            margin_incremental: ratio(incremental, revenue),
        }
    };
    Ok(table.iter().map(entry).collect())
}

fn is_divided(cells: &[Cell]) -> bool {
    cells.iter().any(|cell| !cell.part.is_empty())
}
