//! The bundled real data: every purchase of 23,570 customers of a music shop.

use std::borrow::Cow;

use super::{Bundle, BundledTable};

/// Purchases of CDNOW \[FH2001\]; see `data/README.md` for origin and terms.
pub(crate) fn cdnow() -> Bundle {
    Bundle {
        name: "CDNOW".to_owned(),
        currency: "USD",
        time_zone: "UTC",
        origin: "Purchases at the music shop CDNOW from January 1997 to June 1998 by the 23,570 customers who first \
                 bought there in the first quarter of 1997, as published with the Python package lifetimes 0.11.3 \
                 (MIT licence)."
            .to_owned(),
        simulated: false,
        tables: vec![BundledTable {
            table: "orders",
            file_name: "cdnow_purchases.csv.zst",
            content: Cow::Borrowed(include_bytes!("data/cdnow_purchases.csv.zst")),
            mapping: &[
                ("customer_id", "customer_id"),
                ("ordered_at", "date"),
                ("quantity", "number_of_cds"),
                ("amount", "dollar_value"),
            ],
        }],
        cards: &[],
        costs: None,
    }
}
