use crate::catalogue::{Better, Measure, Text, Unit};

use super::billing::BILLING_FACTORS;
use super::customers::{billing_part, part};
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
                "The factor that moved the value most in the direction in which it went; of an early sign, what fell. Where \
                 alerts rest on billing, the factor of the contribution.",
                "使价值朝变化方向移动最多的因子；早期信号则为下降的指标；预警依据账单时，为毛利变化的因子。",
            ),
            labels::reasons(),
        ),
        Measure::labelled(
            "value_alert",
            Text::new("Value alert", "价值预警"),
            Text::new(
                "Whether the value (without a model by which customers stop: the contribution of the last months) fell by \
                 the share and the amount of the settings, and whether chance alone may explain it; or else whether \
                 satisfaction, share of wallet or the own margin fell.",
                "价值（无流失模型时为近月毛利）下降是否达到设置的幅度与金额、是否可能仅为偶然波动；否则看满意度、钱包份额或自身毛利率是否下降。",
            ),
            labels::alerts(),
        ),
        Measure::labelled(
            "value_change_sign",
            Text::new("What the records say fell", "记录中的下降"),
            Text::new(
                "Which of satisfaction, share of wallet and own margin fell by the share of the settings since then, if any.",
                "自当时起满意度、钱包份额或自身毛利率中达到设置幅度的下降项。",
            ),
            labels::signs(),
        )
        .state(),
        Measure::number(
            "contribution_change",
            Unit::Currency,
            Better::Higher,
            Text::new("Change of contribution", "近期毛利变化"),
            Text::new(
                "Contribution of the last months (a setting, 3 by default) less the mean of such windows in the year \
                 before. Known where alerts rest on billing and the customer has bought for so long.",
                "近月（设置项，默认 3 个月）毛利贡献减去此前一年内同长区间的均值；仅在预警依据账单且客户购买已足够久时可知。",
            ),
        ),
    ];
    let hidden = |id: &str, en: &str, zh: &str| Measure {
        internal: true,
        ..Measure::number(id, Unit::Currency, Better::Neither, Text::new(en, zh), Text::new(en, zh)).single()
    };
    all.push(hidden("value_before", "Residual value then", "当时的剩余价值"));
    all.push(hidden("contribution_before", "Contribution of a window before", "此前区间毛利均值"));
    for (factor, label) in FACTORS.iter().zip(labels::reasons()) {
        let en = format!("Part of the change: {}", label.label.en);
        let zh = format!("价值变化中的{}", label.label.zh);
        all.push(hidden(&part(factor), &en, &zh));
    }
    for factor in BILLING_FACTORS {
        let label = labels::reasons().into_iter().find(|label| label.id == factor).map(|label| label.label);
        let Some(label) = label else { continue };
        let en = format!("Part of the change of contribution: {}", label.en);
        all.push(hidden(&billing_part(factor), &en, &format!("毛利变化中的{}", label.zh)));
    }
    let figure = |id: &str, en: &str, zh: &str| Measure {
        internal: true,
        ..Measure::number(id, Unit::None, Better::Neither, Text::new(en, zh), Text::new(en, zh))
    };
    all.push(figure("sign_before", "What fell, then", "下降项当时值"));
    all.push(figure("sign_now", "What fell, now", "下降项当前值"));
    all
}
