//! Why there is no figure of complaints.

/// Why there is no figure of complaints.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ComplaintError {
    /// Nothing to divide by.
    #[error("complaints per `{orders}`, expected a finite number above 0")]
    Orders {
        /// What they are divided by.
        orders: f64,
    },
    /// More solved than there were.
    #[error("`{solved}` of `{complaints}` solved at the first contact, expected some, and no more than there are")]
    Solved {
        /// Solved ones.
        solved: u64,
        /// All.
        complaints: u64,
    },
    /// A duration that is none.
    #[error("complaint `{complaint}` took `{duration}`, expected a finite duration of at least 0")]
    Duration {
        /// Which one, from 1.
        complaint: usize,
        /// Its duration.
        duration: f64,
    },
    /// No complaint.
    #[error("there is no complaint, expected at least one")]
    Empty,
    /// A window that is none.
    #[error("a window of `{window}`, expected a finite time above 0")]
    Window {
        /// The window.
        window: f64,
    },
}

impl ComplaintError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Orders { .. } => "complaint-orders",
            Self::Solved { .. } => "complaint-solved",
            Self::Duration { .. } => "complaint-duration",
            Self::Empty => "complaint-empty",
            Self::Window { .. } => "complaint-window",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Orders { .. } => "give the orders, customers or days of the same period",
            Self::Solved { .. } => "leave out complaints that are still open",
            Self::Duration { .. } => "a complaint is solved after it was made; check the dates",
            Self::Empty => "choose a period or a touchpoint that has complaints",
            Self::Window { .. } => "30 or 90 days are usual",
        }
    }
}
