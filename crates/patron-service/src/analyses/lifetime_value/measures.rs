use patron_models::interval::GRADIENT;

use crate::catalogue::{Better, Measure, Text, Unit};

use super::labels;

pub(super) fn measures() -> Vec<Measure> {
    let mut all = vec![
        probability(
            "probability_alive",
            Text::new("P(alive)", "客户活跃概率"),
            Text::new(
                "Probability that the customer has not stopped buying for good. Under BG/NBD it is 1 for one-time \
                 buyers, so rather look at P(return).",
                "客户尚未彻底流失的概率。BG/NBD 模型下仅购买一次的客户恒为 1，请优先参考复购概率。",
            ),
        ),
        probability(
            "probability_return",
            Text::new("P(return)", "复购概率"),
            Text::new(
                "Probability of at least one purchase within the horizon; can be checked against what happens.",
                "预测期内至少购买一次的概率，可用实际结果检验。",
            ),
        ),
        expectation(
            "expected_purchases",
            Text::new("Expected purchases", "预期购买次数"),
            Text::new("Mean number of purchases within the horizon.", "预测期内购买次数的期望值。"),
        ),
        money(
            "expected_spend",
            Text::new("Expected spend", "预期客单价"),
            Text::new(
                "Expected net amount of a future purchase, between the customer's own mean and that of all.",
                "未来每次购买的预期净额，介于客户自身均值与总体均值之间。",
            ),
        )
        .single(),
        money(
            "residual_value",
            Text::new("Residual lifetime value", "剩余生命周期价值"),
            Text::new(
                "Expected discounted contribution within the horizon, by the fitted model.",
                "按拟合模型计算的预测期内折现毛利贡献期望值。",
            ),
        ),
        money(
            "residual_value_low",
            Text::new("Residual value, low", "剩余价值下限"),
            Text::new(
                "5 % quantile of the customer's residual value: parameters, number and size of purchases are uncertain.",
                "剩余价值的 5% 分位数，计入参数、次数与金额的不确定性。",
            ),
        )
        .single(),
        money(
            "residual_value_high",
            Text::new("Residual value, high", "剩余价值上限"),
            Text::new("95 % quantile of the customer's residual value.", "剩余价值的 95% 分位数。"),
        )
        .single(),
        money(
            "residual_value_forever",
            Text::new("Residual value, without end", "剩余价值（无限期）"),
            Text::new(
                "Expected discounted contribution of all future purchases, beyond the horizon too.",
                "未来全部购买的折现毛利贡献期望值，不限预测期。",
            ),
        ),
        Measure::labelled(
            "value_source",
            Text::new("Source of the value", "价值来源"),
            Text::new("What the expected value rests on.", "预期价值的计算依据。"),
            labels::sources(),
        ),
        money(
            "expected_value",
            Text::new("Expected value", "预期价值（现有行为延续）"),
            Text::new(
                "What the customer is expected to bring if behaviour stays as it is: the residual value, or the flat \
                 average where no model could be fitted.",
                "行为延续时客户的预期贡献：即剩余价值；模型无法拟合时取总体平均。",
            ),
        ),
    ];
    all.extend(internal());
    all
}

fn probability(id: &str, label: Text, meaning: Text) -> Measure {
    Measure::number(id, Unit::Probability, Better::Higher, label, meaning)
}

fn expectation(id: &str, label: Text, meaning: Text) -> Measure {
    Measure::number(id, Unit::Expectation, Better::Higher, label, meaning)
}

fn money(id: &str, label: Text, meaning: Text) -> Measure {
    Measure::number(id, Unit::Currency, Better::Higher, label, meaning)
}

/// Factors of the decomposition, and what intervals of totals need.
fn internal() -> Vec<Measure> {
    let hidden = |id: &str, en: &str, zh: &str| Measure {
        internal: true,
        ..Measure::number(id, Unit::None, Better::Neither, Text::new(en, zh), Text::new(en, zh))
    };
    let mut all = vec![
        hidden("purchase_rate", "Purchase rate given the history", "给定历史的购买速率"),
        hidden("active_time", "Expected active time within the horizon", "预测期内预期活跃时间"),
        hidden("discount_factor", "Mean discount factor", "平均折现系数"),
        hidden("residual_variance", "Own variance of the residual value", "剩余价值自身方差"),
    ];
    all.extend((0..GRADIENT).map(|index| {
        hidden(
            &format!("residual_slope_{index}"),
            &format!("Slope of the residual value by parameter {index}"),
            &format!("剩余价值对第 {index} 个参数的导数"),
        )
    }));
    all
}
