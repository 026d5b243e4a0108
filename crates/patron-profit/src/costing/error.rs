//! Why a costing cannot be settled.

/// Why a costing cannot be settled.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CostingError {
    /// Two nodes of one name.
    #[error("node `{name}` is there twice, expected every name once")]
    Repeated {
        /// The name.
        name: String,
    },
    /// A link or pool of a node that does not exist.
    #[error("`{what}` names node `{position}` of `{nodes}`")]
    Unknown {
        /// Which of them.
        what: &'static str,
        /// The position, from 0 on.
        position: usize,
        /// Nodes there are.
        nodes: usize,
    },
    /// A cost below zero.
    #[error("the cost of `{name}` is `{amount}`, expected at least 0")]
    Negative {
        /// The node.
        name: String,
        /// Its cost.
        amount: f64,
    },
    /// A driver volume below zero, or none.
    #[error("`{from}` passes a volume of `{volume}` to `{to}`, expected a finite number from 0 on")]
    Volume {
        /// Who passes.
        from: String,
        /// To whom.
        to: String,
        /// The volume.
        volume: f64,
    },
    /// A link back to itself.
    #[error("`{name}` passes cost to itself, expected another node")]
    Itself {
        /// The node.
        name: String,
    },
    /// Two links between the same nodes.
    #[error("`{from}` is linked to `{to}` twice, expected one volume")]
    TwoLinks {
        /// Who passes.
        from: String,
        /// To whom.
        to: String,
    },
    /// A node that ends the way and passes cost on.
    #[error("`{name}` ends the way of costs and passes them on to `{to}`")]
    FinalPasses {
        /// The node.
        name: String,
        /// To whom.
        to: String,
    },
    /// Nodes that serve each other alone.
    #[error("`{names}` pass all their cost to one another: it never arrives")]
    NoWayOut {
        /// The nodes.
        names: String,
    },
    /// The costs of nodes that serve each other could not be solved.
    #[error("the costs of `{names}`, which serve each other, could not be solved to `{tolerance}` of their sum")]
    Unsolved {
        /// The nodes.
        names: String,
        /// What was expected.
        tolerance: f64,
    },
    /// A capacity that is no time.
    #[error("the practical capacity is `{minutes}` minutes, expected a finite number above 0")]
    Capacity {
        /// The capacity.
        minutes: f64,
    },
    /// An activity whose time or number is below zero.
    #[error("activity `{position}` takes `{minutes}` minutes `{times}` times, expected finite numbers from 0 on")]
    Time {
        /// The activity, from 1 on.
        position: usize,
        /// Minutes each time.
        minutes: f64,
        /// How often.
        times: f64,
    },
    /// More time than there is.
    #[error("the activities take `{used}` minutes, the practical capacity is `{minutes}`")]
    OverCapacity {
        /// Minutes taken.
        used: f64,
        /// Minutes there are.
        minutes: f64,
    },
}

impl CostingError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Repeated { .. } => "costing-repeated",
            Self::Unknown { .. } => "costing-unknown",
            Self::Negative { .. } => "costing-negative",
            Self::Volume { .. } => "costing-volume",
            Self::Itself { .. } => "costing-itself",
            Self::TwoLinks { .. } => "costing-two-links",
            Self::FinalPasses { .. } => "costing-final-passes",
            Self::NoWayOut { .. } => "costing-no-way-out",
            Self::Unsolved { .. } => "costing-unsolved",
            Self::Capacity { .. } => "costing-capacity",
            Self::Time { .. } => "costing-time",
            Self::OverCapacity { .. } => "costing-over-capacity",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Repeated { .. } => "give each department, activity and element a name of its own",
            Self::Unknown { .. } => "list the node, or correct its name",
            Self::Negative { .. } => "enter a refund as revenue of the customer, or net it within its pool",
            Self::Volume { .. } => "volumes are counts, minutes, areas: leave the link out where there is none",
            Self::Itself { .. } => "leave the link out: what a department uses itself stays in its cost",
            Self::TwoLinks { .. } => "add the two volumes up",
            Self::FinalPasses { .. } => "say that it is not final, or take its links out",
            Self::NoWayOut { .. } => "give one of them a link to an activity, a product or a customer group",
            Self::Unsolved { .. } => "look for a volume that is larger than the others by many powers of ten",
            Self::Capacity { .. } => "practical capacity is about 80 to 85 % of the paid minutes",
            Self::Time { .. } => "enter minutes for one order, call or check, and how many there were",
            Self::OverCapacity { .. } => "raise the capacity (overtime is capacity), or correct minutes and numbers",
        }
    }
}
