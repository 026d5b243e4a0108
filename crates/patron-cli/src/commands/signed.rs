use clap::Args;

/// Who decides, and why.
#[derive(Debug, Clone, Args)]
pub(super) struct Signed {
    /// Who decides
    #[arg(long, env = "PATRON_BY", hide_env_values = true, value_name = "NAME")]
    by: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

impl Signed {
    /// Both texts; what is missing is empty and refused where it is needed.
    pub(super) fn texts(self) -> (String, String) {
        (self.by.unwrap_or_default(), self.why.unwrap_or_default())
    }
}

/// Who does it, where it is its own reason.
#[derive(Debug, Clone, Args)]
pub(super) struct By {
    /// Who does it
    #[arg(long, env = "PATRON_BY", hide_env_values = true, value_name = "NAME")]
    by: Option<String>,
}

impl By {
    pub(super) fn text(self) -> String {
        self.by.unwrap_or_default()
    }
}
