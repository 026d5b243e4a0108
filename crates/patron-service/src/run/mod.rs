//! A run: one valuation at one day. Ledger + settings + seed in; customer table, parameters and notices out.

mod context;
mod customers;
mod frames;
mod money;
mod pipeline;
mod resolve;
mod series;
mod settings;
mod spool;
mod watch;

pub use context::{Cancel, ProgressSink, RunContext};
pub(crate) use customers::{POSITION, attribute_columns, null_of};
pub use money::Money;
pub use pipeline::{Valuation, value};
pub(crate) use resolve::{checked_day, resolve};
pub use resolve::{format_day, parse_day};
pub(crate) use series::{Series, VALUE_CURVES};
pub(crate) use settings::AUTO;
pub use settings::{RunSettings, TimeUnit};
pub use watch::{Every, WatchSettings};
