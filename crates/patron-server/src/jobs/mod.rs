//! Long work: started by a request, followed by its id, cancelled by its id.

mod job;
mod registry;
mod work;

pub(crate) use registry::Jobs;
pub(crate) use work::Done;
