
pub mod batch;
pub mod mapping;
pub mod functions;
pub mod rollup;
pub mod rule;
pub mod session;
pub mod source;
pub mod table;
pub mod value;
