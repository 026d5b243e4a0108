use crate::catalogue::{Label, Text};

fn label(id: &str, label: Text, meaning: Text, strategy: Text) -> Label {
    Label { id: id.to_owned(), label, meaning, strategy, playbook: None }
}

/// What the payback of a customer rests on.
pub(super) fn bases() -> Vec<Label> {
    vec![
        label(
            "realised",
            Text::new("Earned back", "已回本"),
            Text::new("Contribution so far has brought the acquisition cost back.", "已实现的毛利贡献已覆盖获客成本。"),
            Text::new("Keep the customer: everything from here on is earned.", "维系客户，此后的贡献均为收益。"),
        ),
        label(
            "expected",
            Text::new("Expected", "预期回本"),
            Text::new("What is missing is expected within the horizon.", "尚缺部分预计在预测期内收回。"),
            Text::new("See that the next purchases come.", "促成后续购买。"),
        ),
        label(
            "not-within-horizon",
            Text::new("Not within the horizon", "预测期内无法回本"),
            Text::new("What is missing is not expected within the horizon.", "尚缺部分预计在预测期内无法收回。"),
            Text::new("Win fewer such customers, or win them for less.", "减少此类获客，或降低获客成本。"),
        ),
    ]
}
