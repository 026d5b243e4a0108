//! The whole costing as a workbook. What follows from other cells is a formula, with its value beside it, so that a
//! reader can walk through it and change it. Texts are written as texts, so that none runs as a formula.

mod activities;
mod customers;
mod departments;
mod flows;
mod open;
mod overview;
mod page;
mod resources;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::costing::{CostModel, Costed};
use crate::error::Result;
use crate::export::failed;
use crate::views::CostedTotals;

use page::Page;

/// What a workbook is made of.
#[derive(Debug)]
pub(crate) struct Material<'a> {
    pub(crate) model: &'a CostModel,
    pub(crate) costed: &'a Costed,
    /// pools that no resource reads, with their amounts
    pub(crate) unread: Vec<(String, f64)>,
    pub(crate) totals: CostedTotals,
    /// most profit first
    pub(crate) customers: Vec<CustomerFigures>,
    pub(crate) chinese: bool,
}

/// One customer's row.
#[derive(Debug, Clone, Default)]
pub(crate) struct CustomerFigures {
    pub(crate) customer_id: String,
    pub(crate) name: Option<String>,
    pub(crate) revenue: f64,
    pub(crate) product_cost: f64,
    /// by driver
    pub(crate) volumes: Vec<f64>,
}

impl Material<'_> {
    fn say(&self, english: &'static str, chinese: &'static str) -> &'static str {
        if self.chinese { chinese } else { english }
    }

    fn name(&self, id: &str) -> String {
        let text = crate::costing::name_of(self.model, id);
        if self.chinese { text.zh } else { text.en }
    }

    /// Names of the sheets, which formulas mention.
    fn sheets(&self) -> Sheets {
        Sheets {
            resources: self.say("Resources", "资源"),
            flows: self.say("Flows", "流向"),
            departments: self.say("Departments", "部门"),
            activities: self.say("Activities", "作业"),
            customers: self.say("Customers", "客户"),
            open: self.say("Open", "未分配"),
        }
    }
}

/// Names of the sheets.
#[derive(Debug, Clone, Copy)]
struct Sheets {
    resources: &'static str,
    flows: &'static str,
    departments: &'static str,
    activities: &'static str,
    customers: &'static str,
    open: &'static str,
}

/// Writes the workbook.
///
/// # Errors
/// `cell-too-long`, or when the workbook cannot be written.
pub(crate) fn workbook(material: &Material<'_>) -> Result<Vec<u8>> {
    texts_fit(material)?;
    let mut workbook = Workbook::new();
    let sheets = material.sheets();
    let written = (|| -> Result<(), XlsxError> {
        let mut add = |name: &str, write: fn(&mut Page<'_>, &Material<'_>) -> Result<(), XlsxError>| {
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(name)?;
            write(&mut Page::new(sheet), material)
        };
        add(material.say("Overview", "总览"), overview::write)?;
        add(sheets.resources, resources::write)?;
        add(sheets.flows, flows::write)?;
        add(sheets.departments, departments::write)?;
        add(sheets.activities, activities::write)?;
        add(sheets.customers, customers::write)?;
        add(sheets.open, open::write)
    })();
    written.map_err(|error| failed(&error))?;
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

fn texts_fit(material: &Material<'_>) -> Result<()> {
    for (row, customer) in material.customers.iter().enumerate() {
        crate::export::fits(&customer.customer_id, "customer_id", row + customers::FIRST as usize + 1)?;
        let name = customer.name.as_deref().unwrap_or_default();
        crate::export::fits(name, "name", row + customers::FIRST as usize + 1)?;
    }
    Ok(())
}
