//! `docs/reference/cli.md`.

use clap::{Arg, Command, CommandFactory};

use crate::cli::Cli;

const EXIT_CODES: &str = "
## Exit codes

| code | meaning | for example |
| --- | --- | --- |
| 0 | done | |
| 1 | failed: a file, the records or the machine said no; `error:` and `hint:` on standard error | a file that is not \
there or has a bad row, a model that cannot be fitted, no run yet, a customer who is not in the ledger |
| 2 | wrong usage: what was typed cannot be meant | an option, model, column, table, setting or rule that nothing is \
named, a value that its option does not take, a condition or question that is not SQL |
| 3 | done, but some rows were put aside | an import with rows in quarantine |
";

/// The page.
pub(super) fn page() -> String {
    let mut root = Cli::command();
    root.build();
    let mut text = String::from("# Command line\n\n<!-- Made by `patron reference cli`; do not edit. -->\n\n");
    text.push_str(&about(&root));
    text.push_str("\n## Global options\n\nThey go with every command.\n\n");
    text.push_str(&options(root.get_arguments().filter(|arg| arg.is_global_set())));
    text.push_str(EXIT_CODES);
    for command in root.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help") {
        section(command, &mut text);
    }
    text
}

fn about(command: &Command) -> String {
    let about = command.get_long_about().or(command.get_about());
    about.map_or(String::new(), |about| format!("{about}\n"))
}

fn section(command: &Command, text: &mut String) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    text.push_str(&format!("\n## {name}\n\n{}", about(command)));
    let children: Vec<&Command> = command.get_subcommands().filter(|child| child.get_name() != "help").collect();
    if children.is_empty() {
        let usage = command.clone().render_usage().to_string();
        text.push_str(&format!("\n```text\n{}\n```\n", usage.trim_start_matches("Usage: ")));
    }
    let own = command.get_arguments().filter(|arg| !arg.is_global_set() && !arg.is_hide_set());
    let table = options(own);
    if !table.is_empty() {
        text.push_str(&format!("\n{table}"));
    }
    if let Some(examples) = command.get_after_help() {
        text.push_str(&format!("\n```text\n{}\n```\n", examples.to_string().trim_end()));
    }
    for child in children {
        section(child, text);
    }
}

/// Arguments as a table; empty where there are none.
fn options<'a>(arguments: impl Iterator<Item = &'a Arg>) -> String {
    let rows: String = arguments.filter(|arg| !matches!(arg.get_id().as_str(), "help" | "version")).map(row).collect();
    if rows.is_empty() { rows } else { format!("| option | meaning |\n| --- | --- |\n{rows}") }
}

fn row(arg: &Arg) -> String {
    let values = arg.get_value_names().unwrap_or_default().iter().map(|name| format!("<{name}>")).collect::<Vec<_>>();
    let takes = arg.get_action().takes_values();
    let values = if takes { values.join(" ") } else { String::new() };
    let name = match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long} {values}"),
        (None, Some(long)) => format!("--{long} {values}"),
        _ => values,
    };
    let mut meaning = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let possible: Vec<String> = if takes {
        arg.get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| format!("`{}`", value.get_name()))
            .collect()
    } else {
        Vec::new()
    };
    if !possible.is_empty() {
        meaning.push_str(&format!("; one of {}", possible.join(", ")));
    }
    let default: Vec<String> =
        arg.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy())).collect();
    if takes && !default.is_empty() {
        meaning.push_str(&format!("; default {}", default.join(", ")));
    }
    if let Some(variable) = arg.get_env() {
        meaning.push_str(&format!("; environment `{}`", variable.to_string_lossy()));
    }
    format!("| `{}` | {} |\n", name.trim(), meaning.replace('|', "\\|"))
}
