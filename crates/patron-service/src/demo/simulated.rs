//! A company made by the simulator, as a bundle.

use crate::error::Result;
use crate::simulate_company::{Company, CompanySize};

use super::{Bundle, BundledTable};

/// The simulated company of a seed.
///
/// # Errors
/// When the simulator cannot write its tables.
pub(crate) fn simulated(seed: u64) -> Result<Bundle> {
    let company = Company::simulate(CompanySize::default(), seed)?;
    let table =
        |table, file_name, content: Vec<u8>| BundledTable { table, file_name, content: content.into(), mapping: &[] };
    Ok(Bundle {
        name: "Lantern Tea & Coffee 灯塔茶咖（模拟数据 simulated）".to_owned(),
        currency: "CNY",
        time_zone: "Asia/Shanghai",
        origin: format!(
            "A company that does not exist: every record was made by the simulator of patron, seed {seed}."
        ),
        simulated: true,
        tables: vec![
            table("products", "simulated_products.csv", company.products()?),
            table("customers", "simulated_customers.csv", company.customers()?),
            table("orders", "simulated_orders.csv", company.orders()?),
        ],
    })
}
