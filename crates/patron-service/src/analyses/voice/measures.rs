use crate::catalogue::{Better, Measure, Text, Unit};

use super::columns::{ATTITUDES, Columns};
use super::labels;

/// What is said of every figure: whose answers it is.
const WHOSE: [&str; 2] = [
    "Latest answer to the questionnaire answered last; the mean where several respondents of the customer answered \
     within 90 days.",
    "取最近作答问卷的最新回答；90 天内客户有多位受访者作答时取均值。",
];

pub(super) fn measures(columns: &Columns) -> Vec<Measure> {
    let mut all = vec![
        figure(
            "nps_score",
            Unit::None,
            Text::new("Recommendation, 0-10", "推荐意愿（0-10）"),
            ["How likely it is to recommend us, from 0 to 10.", "向他人推荐我们的可能性，0 至 10。"],
        ),
        figure(
            "csat",
            Unit::None,
            Text::new("Satisfaction, 0-100", "满意度（0-100）"),
            [
                "Answer to the first question about satisfaction, with its scale laid on 0 to 100.",
                "满意度问卷首个题目的回答，换算为 0 至 100。",
            ],
        ),
        figure(
            "ces",
            Unit::None,
            Text::new("Ease, 0-100", "省力度（0-100）"),
            [
                "How easy it was, whichever way it was asked, with its scale laid on 0 to 100.",
                "办事的省力程度，无论题目正问反问，换算为 0 至 100。",
            ],
        ),
        figure(
            "servqual_gap",
            Unit::None,
            Text::new("Gap of service quality", "服务质量差距"),
            [
                "Perceived less expected, weighted mean of the dimensions, in points of the questionnaire's scale.",
                "感知减期望，按维度加权平均，单位为问卷量表的分。",
            ],
        ),
    ];
    all.extend(columns.quality.iter().map(|one| {
        let label = Text::new(&format!("Gap: {}", one.name.en), &format!("差距：{}", one.name.zh));
        figure(
            &one.measure,
            Unit::None,
            label,
            [
                "Perceived less expected in this dimension, in points of the questionnaire's scale.",
                "该维度的感知减期望，单位为问卷量表的分。",
            ],
        )
    }));
    all.push(figure(
        "perceived_value",
        Unit::None,
        Text::new("Perceived value, 0-100", "感知价值（0-100）"),
        [
            "Weighted mean of the dimensions of perceived value, where at least half of the weight is known.",
            "感知价值各维度的加权平均，须有至少一半权重的维度已知。",
        ],
    ));
    all.extend(columns.value.iter().map(|one| {
        let label = Text::new(&format!("Perceived: {}", one.name.en), &format!("感知：{}", one.name.zh));
        figure(
            &one.measure,
            Unit::None,
            label,
            ["Perceived value in this dimension, from 0 to 100.", "该维度的感知价值，0 至 100。"],
        )
    }));
    all.extend(ATTITUDES.iter().map(|(dimension, measure)| attitude(dimension, measure)));
    all.push(
        Measure::number(
            "satisfaction_trend",
            Unit::None,
            Better::Higher,
            Text::new("Change of satisfaction a year", "满意度年变化"),
            Text::new(
                "Points of 0 to 100 a year, by least squares over all answers about satisfaction; unknown of one day.",
                "每年变化的分数（0 至 100 制），对历次满意度回答作最小二乘；仅一天有回答时未知。",
            ),
        )
        .single(),
    );
    all.push(
        Measure::labelled(
            "nps_class",
            Text::new("Class of recommendation", "推荐类别"),
            Text::new(
                "Promoter from 9 on, passive from 7 on, detractor below, by recommendation.",
                "按推荐意愿划分：9 以上推荐者，7 以上中立者，其余贬损者。",
            ),
            labels::labels(),
        )
        .ordered(),
    );
    all.push(Measure::number(
        "equity_at_stake",
        Unit::Currency,
        Better::Lower,
        Text::new("Equity at stake", "在险客户权益"),
        Text::new(
            "Customer equity of detractors (recommendation below 7) and of the dissatisfied (satisfaction at or below the \
             mirror image of the lowest answer that counts as satisfied, such as 2 of 5); 0 of other respondents and of \
             equity below 0.",
            "贬损者（推荐意愿低于 7）与不满意者（满意度不高于“满意”起点的对称值，如 5 分制的 2 分）的客户权益；\
             其他受访客户及权益为负者为 0。",
        ),
    ));
    all
}

fn figure(id: &str, unit: Unit, label: Text, meaning: [&str; 2]) -> Measure {
    let [en, zh] = meaning;
    let meaning = Text::new(&format!("{en} {}", WHOSE[0]), &format!("{zh}{}", WHOSE[1]));
    Measure::number(id, unit, Better::Higher, label, meaning).single()
}

fn attitude(dimension: &str, measure: &str) -> Measure {
    let (label, meaning) = match dimension {
        "intention" => (
            Text::new("Intention to buy again, 0-100", "再购意愿（0-100）"),
            ["Dimension `intention` of an own questionnaire.", "自定义问卷的“intention”维度。"],
        ),
        "preference" => (
            Text::new("Brand preference, 0-100", "品牌偏好（0-100）"),
            ["Dimension `preference` of an own questionnaire.", "自定义问卷的“preference”维度。"],
        ),
        _ => (
            Text::new("Resistance to switching, 0-100", "抗转换度（0-100）"),
            ["Dimension `resistance` of an own questionnaire.", "自定义问卷的“resistance”维度。"],
        ),
    };
    figure(measure, Unit::None, label, meaning)
}
