//! Schemes to begin with.

use crate::error::{Result, ServiceError};

/// A scheme that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    pub id: &'static str,
    /// the scheme's file
    pub text: &'static str,
}

/// Every template.
#[must_use]
pub fn templates() -> &'static [Template] {
    const ALL: &[Template] = &[
        Template { id: "match-matrix", text: include_str!("templates/match-matrix.toml") },
        Template { id: "revenue-tiers", text: include_str!("templates/revenue-tiers.toml") },
        Template { id: "profit-tiers", text: include_str!("templates/profit-tiers.toml") },
        Template { id: "regions", text: include_str!("templates/regions.toml") },
        Template { id: "behaviour", text: include_str!("templates/behaviour.toml") },
        Template { id: "win-back", text: include_str!("templates/win-back.toml") },
        Template { id: "potential-loyalty", text: include_str!("templates/potential-loyalty.toml") },
        Template { id: "three-values", text: include_str!("templates/three-values.toml") },
    ];
    ALL
}

/// One template.
///
/// # Errors
/// `unknown-scheme-template`, naming those there are.
pub fn template(id: &str) -> Result<&'static Template> {
    templates().iter().find(|template| template.id == id).ok_or_else(|| {
        let have: Vec<String> = templates().iter().map(|template| format!("`{}`", template.id)).collect();
        ServiceError::new("unknown-scheme-template", format!("template `{id}`; expected one of {}", have.join(", ")))
            .value("template", id)
            .hint("list them: `patron scheme templates`")
    })
}
