//! Whole real files, where the machine has them.

use super::*;
use crate::source::profile::{DayOrder, Kind};
use crate::source::propose;

/// The folder of real data, or a printed line that it is not there.
fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = folder.join("data").join(file);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn profiled(file: &str) -> Option<Profile> {
    let source = open(shared(file)?, OpenOptions::default(), &Watch::new()).unwrap();
    let profile = profile(&source, &Watch::new()).unwrap();
    let batches = all(&source);
    let good: usize = batches.iter().map(|batch| batch.rows.len()).sum();
    let bad: usize = batches.iter().map(|batch| batch.bad.len()).sum();
    // both passes see the same rows
    assert_eq!((good + bad, bad), (usize::try_from(profile.rows).unwrap(), usize::try_from(profile.bad_rows).unwrap()));
    Some(profile)
}

fn expressions(profile: &Profile, table: &str) -> Vec<(String, String)> {
    let proposal = propose(table, profile).unwrap();
    proposal.fields.into_iter().map(|field| (field.field, field.expression)).collect()
}

#[test]
fn online_retail_has_the_rows_its_origin_counts() {
    let Some(profile) = profiled("online_retail/online_retail.csv.gz") else { return };
    assert_eq!((profile.rows, profile.bad_rows), (541_909, 0));
    let empty = |name| profile.column(name).unwrap().empty;
    assert_eq!((empty("CustomerID"), empty("Description")), (135_080, 1_454));
    let quantity = profile.column("Quantity").unwrap();
    assert_eq!((quantity.min.as_deref(), quantity.max.as_deref()), (Some("-80995"), Some("80995")));
    let date = profile.column("InvoiceDate").unwrap();
    assert_eq!(date.kind, Kind::Timestamp);
    assert_eq!((date.min.as_deref(), date.max.as_deref()), (Some("2010-12-01 08:26:00"), Some("2011-12-09 12:50:00")));
    assert_eq!(profile.column("UnitPrice").unwrap().min.as_deref(), Some("-11062.06"));
    // 9,288 cancellations and 3 bad-debt adjustments carry a letter
    let invoice = profile.column("InvoiceNo").unwrap();
    assert_eq!(invoice.filled - invoice.fitting, 9_291);
}

#[test]
fn dates_and_identifiers_of_real_files() {
    if let Some(profile) = profiled("superstore/superstore.csv") {
        let date = profile.column("Order Date").unwrap();
        assert_eq!(date.date.as_ref().unwrap().order, Some(DayOrder::MonthFirst));
        assert_eq!((date.min.as_deref(), date.max.as_deref()), (Some("2016-01-03"), Some("2019-12-30")));
        let orders = expressions(&profile, "orders");
        assert!(orders.contains(&("cost".to_owned(), "\"Sales\" - \"Profit\"".to_owned())), "{orders:?}");
    }
    if let Some(profile) = profiled("cdnow/cdnow_master.csv.gz") {
        assert_eq!(profile.rows, 69_659);
        assert_eq!(profile.column("customer_id").unwrap().kind, Kind::Text);
        let date = profile.column("date").unwrap();
        assert_eq!((date.kind, date.max.as_deref()), (Kind::Date, Some("1998-06-30")));
    }
    if let Some(profile) = profiled("northwind/orders_ragged_original.csv") {
        assert_eq!((profile.rows, profile.bad_rows), (830, 176));
    }
    if let Some(profile) = profiled("olist_sample/olist_order_reviews_dataset.csv") {
        assert_eq!((profile.rows, profile.bad_rows), (2_993, 0));
    }
}
