use crate::catalogue::{Label, Text};

/// What an expected value can rest on.
pub(super) fn sources() -> Vec<Label> {
    let label = |id: &str, name: Text, meaning: Text| Label {
        id: id.to_owned(),
        label: name,
        meaning,
        strategy: Text::new("", ""),
        playbook: None,
    };
    vec![
        label(
            "model",
            Text::new("Model, own spend", "模型（自身消费）"),
            Text::new(
                "Purchases and spend learnt from the customer's own history.",
                "购买次数与金额均依据客户自身历史。",
            ),
        ),
        label(
            "model-normal-spend",
            Text::new("Model, own spend, losses allowed", "模型（自身消费，允许亏损）"),
            Text::new(
                "Purchases and what they bring learnt from the customer's own history by normal spend, so that a customer \
                 whose returns exceed purchases has a negative value.",
                "购买次数与每次购买的净额均依据客户自身历史，按正态消费模型估计；退货超过购买的客户价值为负。",
            ),
        ),
        label(
            "model-population-spend",
            Text::new("Model, mean spend", "模型（总体均价）"),
            Text::new(
                "No repeat purchase with a positive amount yet: the mean spend of all customers stands in.",
                "尚无金额为正的复购，金额取总体均值。",
            ),
        ),
        label(
            "naive-flat-average",
            Text::new("Flat average", "总体平均（简单规则）"),
            Text::new(
                "Everybody gets the mean of all: no model could be fitted, or none beat this rule.",
                "所有客户取总体平均：模型无法拟合，或没有模型优于该规则。",
            ),
        ),
        label(
            "naive-past-rate",
            Text::new("Past rate", "过去频率（简单规则）"),
            Text::new(
                "Everybody goes on as before: in the backtest no model beat this rule.",
                "所有客户按过去的频率继续购买：回测中没有模型优于该规则。",
            ),
        ),
        label(
            "naive-nobody-returns",
            Text::new("Nobody returns", "无人回头（简单规则）"),
            Text::new(
                "Nothing is expected of anybody: in the backtest no model beat this rule.",
                "预期没有客户再次购买：回测中没有模型优于该规则。",
            ),
        ),
        label(
            "no-purchase",
            Text::new("No purchase", "无购买"),
            Text::new("Returns only, or purchases outside the ledger.", "仅有退货，或购买不在台账内。"),
        ),
        label("none", Text::new("Unknown", "未知"), Text::new("Nothing can be said yet.", "目前无法估计。")),
    ]
}
