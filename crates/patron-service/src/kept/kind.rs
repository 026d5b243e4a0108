//! What is kept as documents with versions.

/// A kind of document and the words for one that is not there.
#[derive(Debug)]
pub(crate) struct Kind {
    /// its documents in the store
    pub(super) document: &'static str,
    pub(super) noun: &'static str,
    pub(super) nouns: &'static str,
    /// code of a document that is not there
    pub(super) unknown: &'static str,
    /// code of a version that is not there
    pub(super) unknown_version: &'static str,
    /// how one is made
    pub(super) hint: &'static str,
}

/// Scorecards.
pub(crate) const CARDS: Kind = Kind {
    document: "card",
    noun: "card",
    nouns: "cards",
    unknown: "unknown-card",
    unknown_version: "unknown-card-version",
    hint: "make one from a template: `patron card new --from key-account`",
};

/// Schemes that the portfolio defines itself.
pub(crate) const SCHEMES: Kind = Kind {
    document: "scheme",
    noun: "scheme",
    nouns: "own schemes",
    unknown: "unknown-own-scheme",
    unknown_version: "unknown-scheme-version",
    hint: "make one from a template: `patron scheme new --from win-back`",
};

/// Costing models.
pub(crate) const COSTS: Kind = Kind {
    document: "costs",
    noun: "costs",
    nouns: "kept costs",
    unknown: "unknown-costs",
    unknown_version: "unknown-costs-version",
    hint: "keep a file: `patron cost add costs.toml`",
};

/// Questionnaires.
pub(crate) const SURVEYS: Kind = Kind {
    document: "survey",
    noun: "survey",
    nouns: "kept surveys",
    unknown: "unknown-survey",
    unknown_version: "unknown-survey-version",
    hint: "keep a questionnaire: `patron survey add nps.toml`; importing answers keeps it as well",
};
