use crate::catalogue::{Better, Measure, Text, Unit};

use super::labels;

pub(super) fn measures() -> Vec<Measure> {
    let score = |id: &str, label: Text, meaning: Text| Measure::number(id, Unit::Score, Better::Higher, label, meaning);
    vec![
        score(
            "rfm_r",
            Text::new("R score", "R 得分（活跃度）"),
            Text::new(
                "1 to 5 by days idle, fewer is better; customers with equal values share a score.",
                "按距上次购买天数分为 1–5 分，越近越高，数值相同得分相同。",
            ),
        ),
        score(
            "rfm_f",
            Text::new("F score", "F 得分（忠诚度）"),
            Text::new("1 to 5 by purchase occasions.", "按购买次数分为 1–5 分。"),
        ),
        score(
            "rfm_m",
            Text::new("M score", "M 得分（购买力）"),
            Text::new("1 to 5 by revenue after returns.", "按扣除退货后的销售额分为 1–5 分。"),
        ),
        Measure::labelled(
            "rfm_type",
            Text::new("RFM type", "RFM 八类客户"),
            Text::new(
                "Eight types by above or below the mean of days idle, occasions and net revenue.",
                "按近度、频次、金额高于或低于平均值分为八类。",
            ),
            labels::types(),
        ),
        Measure::labelled(
            "rfm_segment",
            Text::new("RFM segment", "RFM 分群"),
            Text::new(
                "Eleven named segments by the R score and the mean of the F and M scores.",
                "按 R 得分与 F、M 平均得分划分的十一个分群。",
            ),
            labels::segments(),
        ),
    ]
}
