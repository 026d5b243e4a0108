//! What was found in a file, in words.

use patron_service::views::PreviewView;

use crate::output::fitting_grid as grid;

/// Most signs of an example that are shown.
const EXAMPLE: usize = 28;

pub(crate) fn words(view: &PreviewView) -> String {
    let titles = ["column", "kind", "empty", "examples"].map(str::to_owned);
    let columns: Vec<Vec<String>> = view
        .columns
        .iter()
        .map(|column| {
            let examples: Vec<String> = column.examples.iter().map(|example| shortened(example)).collect();
            vec![column.name.clone(), column.kind.clone(), column.empty.to_string(), examples.join(" | ")]
        })
        .collect();
    let mut text = format!("{}; {} rows\n\n", view.format, view.rows);
    text.push_str(&grid(&titles, &[false, false, true, false], &columns));
    let titles = ["field", "", "filled by"].map(str::to_owned);
    let fields: Vec<Vec<String>> = view
        .fields
        .iter()
        .map(|field| {
            let needed = if field.required { "needed" } else { "" };
            vec![field.field.clone(), needed.to_owned(), field.expression.clone().unwrap_or_else(|| "–".to_owned())]
        })
        .collect();
    let kept = if view.remembered { ", kept from an earlier file" } else { "" };
    text.push_str(&format!("\nMapping to {}{kept}\n{}", view.table, grid(&titles, &[false; 3], &fields)));
    for question in &view.questions {
        let about = question.column.as_ref().map_or(String::new(), |column| format!(":{column}"));
        let option = format!("--answer {}{about}={}", question.id, question.answers.join("|"));
        text.push_str(&format!("\n{}\n  answer with `{option}`\n", question.message));
    }
    text
}

fn shortened(example: &str) -> String {
    if example.chars().count() <= EXAMPLE {
        return example.to_owned();
    }
    example.chars().take(EXAMPLE - 1).chain(['…']).collect()
}
