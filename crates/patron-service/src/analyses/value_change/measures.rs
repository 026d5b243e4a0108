use crate::catalogue::{Better, Measure, Text, Unit};

use super::customers::part;
use super::{FACTORS, labels};

pub(super) fn measures() -> Vec<Measure> {
    let mut all = vec![
        Measure::number(
            "value_change",
            Unit::Currency,
            Better::Higher,
            Text::new("Change of value", "价值变化"),
            Text::new(
                "Residual value less what it was some months ago (a setting, 3 by default), both by the model of this \
                 run: what moved is the customer. Unknown for who had not bought by then.",
                "剩余价值减去若干月前（设置项，默认 3 个月）的剩余价值，两端用同一模型，差异只来自客户自身；当时尚未购买者未知。",
            ),
        ),
        Measure::number(
            "value_change_share",
            Unit::Probability,
            Better::Higher,
            Text::new("Change of value, share", "价值变化幅度"),
            Text::new("Change of value / the value then.", "价值变化 ÷ 当时价值。"),
        ),
        Measure::labelled(
            "value_change_reason",
            Text::new("Reason of the change", "价值变化主因"),
            Text::new(
                "The factor that moved the value most in the direction in which it went.",
                "使价值朝变化方向移动最多的因子。",
            ),
            labels::reasons(),
        ),
        Measure::labelled(
            "value_alert",
            Text::new("Value alert", "价值预警"),
            Text::new(
                "Whether the value fell by the share and the amount of the settings, and whether chance alone may explain it.",
                "价值下降是否达到设置的幅度与金额，以及是否可能仅为偶然波动。",
            ),
            labels::alerts(),
        ),
    ];
    let hidden = |id: &str, en: &str, zh: &str| Measure {
        internal: true,
        ..Measure::number(id, Unit::Currency, Better::Neither, Text::new(en, zh), Text::new(en, zh)).single()
    };
    all.push(hidden("value_before", "Residual value then", "当时的剩余价值"));
    for (factor, label) in FACTORS.iter().zip(labels::reasons()) {
        let en = format!("Part of the change: {}", label.label.en);
        let zh = format!("价值变化中的{}", label.label.zh);
        all.push(hidden(&part(factor), &en, &zh));
    }
    all
}
