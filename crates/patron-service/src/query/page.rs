use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, UInt64Type};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, and, cast, ident, lit, or};
use datafusion::scalar::ScalarValue;
use serde_json::Value;

use crate::error::{Result, ServiceError};
use crate::run::{POSITION, parse_day};
use crate::views::CustomersPage;

use super::cursor::{Cursor, SortValue};
use super::json::cell;
use super::table::ColumnKind;
use super::{CustomerFilter, CustomerTable};

/// Most rows of one page.
const MAX_ROWS: usize = 1000;

/// Which page of which customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomersQuery {
    /// empty: all that are offered
    pub columns: Vec<String>,
    pub filter: CustomerFilter,
    /// column, with a leading `-` for descending
    pub sort: String,
    pub limit: usize,
    pub after: Option<String>,
}

impl Default for CustomersQuery {
    fn default() -> Self {
        let filter = CustomerFilter::default();
        Self { columns: Vec::new(), filter, sort: "-customer_value".to_owned(), limit: 50, after: None }
    }
}

/// The sort order: a column, unknown values last, ties by customer.
struct Order {
    column: String,
    descending: bool,
    kind: ColumnKind,
}

impl Order {
    fn parse(text: &str, table: &CustomerTable) -> Result<Self> {
        let (column, descending) = text.strip_prefix('-').map_or((text, false), |column| (column, true));
        Ok(Self { column: column.to_owned(), descending, kind: table.kind(column)? })
    }

    fn key(&self) -> Expr {
        match self.kind {
            ColumnKind::Number => cast(ident(self.column.as_str()), DataType::Float64),
            _ => ident(self.column.as_str()),
        }
    }

    /// Rows that come after a cursor, whose customer is at `position`.
    fn after(&self, cursor: &Cursor, position: u64) -> Result<Expr> {
        let key = self.key();
        let same_but_later = |same: Expr| and(same, ident(POSITION).gt(lit(position)));
        let refused = || ServiceError::new("bad-cursor", "the page mark belongs to another sort order");
        let value = match (&cursor.value, self.kind) {
            (SortValue::Unknown, _) => return Ok(same_but_later(key.is_null())),
            (SortValue::Number(bits), ColumnKind::Number) => lit(f64::from_bits(*bits)),
            (SortValue::Text(day), ColumnKind::Date) => lit(ScalarValue::Date32(Some(parse_day(day)?))),
            (SortValue::Text(text), ColumnKind::Text) => lit(text.as_str()),
            _ => return Err(refused()),
        };
        let further = if self.descending { key.clone().lt(value.clone()) } else { key.clone().gt(value.clone()) };
        Ok(or(or(further, key.clone().is_null()), same_but_later(key.eq(value))))
    }
}

/// One page, with the number of customers that pass the filter.
///
/// # Errors
/// `unknown-column`, `bad-filter`, `bad-cursor` or `bad-limit`, each with a hint.
pub async fn page(table: &CustomerTable, query: &CustomersQuery) -> Result<CustomersPage> {
    if query.limit == 0 || query.limit > MAX_ROWS {
        let message = format!("page of `{}` rows, expected 1 to {MAX_ROWS}", query.limit);
        return Err(ServiceError::new("bad-limit", message).hint("use the export for whole tables"));
    }
    let order = Order::parse(&query.sort, table)?;
    let mut columns = if query.columns.is_empty() { table.columns() } else { query.columns.clone() };
    columns.retain(|column| column != "customer_id");
    columns.insert(0, "customer_id".to_owned());
    for column in &columns {
        table.kind(column)?;
    }
    let mut filtered = table.numbered()?;
    let total = match query.filter.predicate(table)? {
        None => table.rows().count(),
        Some(predicate) => {
            filtered = filtered.filter(predicate)?;
            count_rows(filtered.clone()).await?
        }
    };
    if let Some(after) = &query.after {
        let cursor = Cursor::decode(after)?;
        let position = position_of(table, &cursor.customer).await?;
        filtered = filtered.filter(order.after(&cursor, position)?)?;
    }
    // First which rows, from the columns that decide it; then all columns of those few.
    let found = filtered.select(vec![ident(POSITION), order.key().alias("sort_key")])?;
    let sort = vec![ident("sort_key").sort(!order.descending, false), ident(POSITION).sort(true, false)];
    let batches = found.sort(sort)?.limit(0, Some(query.limit + 1))?.collect().await?;
    let mut positions = Vec::new();
    let mut keys = Vec::new();
    for batch in &batches {
        positions.extend_from_slice(batch.column(0).as_primitive::<UInt64Type>().values());
        keys.extend((0..batch.num_rows()).map(|row| cell(batch.column(1).as_ref(), row)));
    }
    let more = positions.len() > query.limit;
    positions.truncate(query.limit);
    let batch = table.rows().read(positions, &columns).await?;
    let row = |row: usize| (0..columns.len()).map(|column| cell(batch.column(column).as_ref(), row)).collect();
    let rows: Vec<Vec<Value>> = (0..batch.num_rows()).map(row).collect();
    let last = (rows.last().and_then(|row| row.first()), keys.get(query.limit - 1));
    let next = match last {
        (Some(Value::String(customer)), Some(key)) if more => {
            Some(Cursor { value: SortValue::of(key), customer: customer.clone() }.encode()?)
        }
        _ => None,
    };
    Ok(CustomersPage { columns, rows, next, total })
}

/// Where a customer stands in the table.
async fn position_of(table: &CustomerTable, customer: &str) -> Result<u64> {
    let found = table.numbered()?.filter(ident("customer_id").eq(lit(customer)))?.select(vec![ident(POSITION)])?;
    let batches = found.collect().await?;
    let position =
        batches.iter().find_map(|batch| batch.column(0).as_primitive::<UInt64Type>().iter().next().flatten());
    position.ok_or_else(|| {
        ServiceError::new("bad-cursor", format!("customer `{customer}` of the page mark is not in this run"))
            .value("customer", customer)
            .hint("start again from the first page")
    })
}

async fn count_rows(frame: datafusion::dataframe::DataFrame) -> Result<u64> {
    let batches = frame.aggregate(vec![], vec![count(lit(1_i64)).alias("n")])?.collect().await?;
    let counted = batches.first().map(|batch| cell(batch.column(0) as &dyn Array, 0));
    Ok(counted.and_then(|value| value.as_u64()).unwrap_or_default())
}
