//! Questionnaires to begin with.

use crate::error::{Result, ServiceError};

/// A questionnaire that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    pub id: &'static str,
    /// the questionnaire's file
    pub text: &'static str,
}

/// Every template.
#[must_use]
pub fn templates() -> &'static [Template] {
    const ALL: &[Template] = &[
        Template { id: "nps", text: include_str!("templates/nps.toml") },
        Template { id: "csat", text: include_str!("templates/csat.toml") },
        Template { id: "ces", text: include_str!("templates/ces.toml") },
        Template { id: "servqual-22", text: include_str!("templates/servqual-22.toml") },
        Template { id: "loyalty", text: include_str!("templates/loyalty.toml") },
        Template { id: "perceived-value-7", text: include_str!("templates/perceived-value-7.toml") },
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
            .hint("list them: `patron survey template`")
    })
}
