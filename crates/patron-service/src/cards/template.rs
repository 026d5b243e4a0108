//! Cards to begin with.

use crate::error::{Result, ServiceError};

/// A card that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    pub id: &'static str,
    /// the card's file
    pub text: &'static str,
}

/// Every template.
#[must_use]
pub fn templates() -> &'static [Template] {
    const ALL: &[Template] = &[
        Template { id: "key-account", text: include_str!("templates/key-account.toml") },
        Template { id: "telecom-key-account", text: include_str!("templates/telecom-key-account.toml") },
        Template { id: "four-groups", text: include_str!("templates/four-groups.toml") },
        Template { id: "points", text: include_str!("templates/points.toml") },
        Template { id: "balanced-value", text: include_str!("templates/balanced-value.toml") },
        Template {
            id: "satisfaction-loyalty-profit-value",
            text: include_str!("templates/satisfaction-loyalty-profit-value.toml"),
        },
        Template { id: "six-questions", text: include_str!("templates/six-questions.toml") },
        Template { id: "account-grade", text: include_str!("templates/account-grade.toml") },
        Template { id: "loyalty", text: include_str!("templates/loyalty.toml") },
        Template { id: "strategic-match", text: include_str!("templates/strategic-match.toml") },
    ];
    ALL
}

/// One template.
///
/// # Errors
/// `unknown-template`, naming those there are.
pub fn template(id: &str) -> Result<&'static Template> {
    templates().iter().find(|template| template.id == id).ok_or_else(|| {
        let have: Vec<String> = templates().iter().map(|template| format!("`{}`", template.id)).collect();
        ServiceError::new("unknown-template", format!("template `{id}`; expected one of {}", have.join(", ")))
            .value("template", id)
            .hint("list them: `patron card list --templates`")
    })
}
