//! Costs on their way from resources to what causes them \[KA2004\], \[CK1991\].
//!
//! A [`Network`] has nodes (resources, departments, activities, intermediate elements, products, customer groups) and
//! links with driver volumes: a node passes its cost on in proportion to the volumes of its links. [`settle`] sends the
//! cost of all pools through it:
//!
//! - Links that run in one direction pass exact amounts: what goes in comes out, to the ten-thousandth.
//! - Nodes that serve each other are solved together: their costs x are x = c + Pᵀx, with c what reaches them from outside
//!   and P the shares they pass to one another. What leaves such a group is again exact.
//! - A node that ends the way is final. A node that is neither final nor linked keeps its cost, and is reported.
//!
//! Each amount goes by [`Behaviour`]: incremental cost, which a volume adds; shared cost, which stays when a volume goes;
//! and enterprise-sustaining cost, which no volume causes. The full view is their sum, the incremental view the first
//! alone.
//!
//! [`origins`] walks the other way: which pools a node's cost came from. [`time_driven`] turns minutes and capacities into volumes, with the unused capacity as a target of its own.

mod amounts;
mod error;
mod groups;
mod network;
mod origins;
mod settle;
#[cfg(test)]
mod tests;
mod time_driven;

pub use amounts::{Amounts, Behaviour};
pub use error::CostingError;
pub use network::{Link, Network, Node, Pool};
pub use origins::origins;
pub use settle::{NodeCost, Settled, settle};
pub use time_driven::{TimeDriven, TimeUse, TimedActivity, time_driven};
