//! The valuation as a document: HTML that opens without a network, and a workbook with a sheet per table.
//!
//! Tables are built once, from the same views as the pages; HTML and XLSX each write their cells.

pub(crate) mod account;
mod charts;
mod content;
mod figures;
mod format;
mod html;
mod kind;
mod notices;
mod sentence;
mod table;
mod tables;
mod words;
mod xlsx;

pub(crate) use content::Content;
pub(crate) use format::Format;
pub(crate) use html::html;
pub use kind::ReportFormat;
pub use notices::notice_in_chinese;
pub(crate) use words::Words;
pub(crate) use xlsx::{CustomerRows, xlsx};

#[cfg(test)]
mod tests;
