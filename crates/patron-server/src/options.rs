use std::net::SocketAddr;
use std::time::Duration;

use chrono::{DateTime, Utc};

/// Tells the time; the edge of the program passes the machine's clock.
pub type Clock = fn() -> DateTime<Utc>;

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// address to listen on; must be of this machine alone. Port 0 takes a free one
    pub listen: SocketAddr,
    pub now: Clock,
    /// largest file that may be sent
    pub upload_limit_bytes: u64,
    /// time for an answer other than a job, an upload or an export
    pub answer_within: Duration,
}

impl ServeOptions {
    /// Files up to 2 GiB, a minute for an answer.
    #[must_use]
    pub const fn new(listen: SocketAddr, now: Clock) -> Self {
        Self { listen, now, upload_limit_bytes: 2 << 30, answer_within: Duration::from_mins(1) }
    }
}
