//! Accounts on scorecards beyond their ranking: what would change it, and who disagrees.

mod assessors;
mod comparison;
mod form;
mod gap;
mod groups;
mod what_if;

pub use assessors::{AssessedLine, AssessorsAnswer, AssessorsView, Opinion, OpinionRound, OpinionSpread};
pub use comparison::{CardPair, CardsAnswer, CardsComparison, ComparedAccount, ComparedCard};
pub use form::{FormAccount, FormAnswer, FormCell, FormEntry, FormLine, FormScores, FormView, ScoreWord};
pub use gap::{GapAnswer, GapRaise, GapView};
pub use groups::{GroupRow, GroupsAnswer, GroupsView, ScoredMember};
pub use what_if::{Reweighting, WhatIfAnswer, WhatIfLine, WhatIfRow, WhatIfTier, WhatIfView};
