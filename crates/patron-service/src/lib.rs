//! Use cases of patron: import, run, analyses, exports, reports.

pub mod catalogue;
mod demo;
pub mod error;
pub mod summary;
pub mod folder;
pub mod import;
pub mod portfolio;
pub mod views;
pub mod analyses;
pub mod query;
pub mod records;
pub mod run;
pub mod export;
pub mod service;
pub mod simulate_company;

pub use analyses::Registry;
pub use service::Service;
