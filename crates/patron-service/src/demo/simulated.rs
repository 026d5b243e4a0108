//! A company made by the simulator, as a bundle.

use crate::error::Result;
use crate::simulate_company::{COSTS, Company, CompanySize};

use super::{Bundle, BundledTable};

/// Cards of the company, each for whoever buys or bought on a contract.
const CARDS: &[&str] = &["key-account", "points", "six-questions", "strategic-match", "telecom-key-account"];

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
            table("interactions", "simulated_interactions.csv", company.interactions()?),
            table("receivables", "simulated_receivables.csv", company.receivables()?),
            table("opportunities", "simulated_opportunities.csv", company.opportunities()?),
            table("contracts", "simulated_contracts.csv", company.contracts()?),
            table("wallets", "simulated_wallets.csv", company.wallets()?),
            table("people", "simulated_people.csv", company.people()?),
            table("assessments", "simulated_assessments.csv", company.assessments()?),
        ],
        cards: CARDS,
        costs: Some(COSTS),
    })
}
