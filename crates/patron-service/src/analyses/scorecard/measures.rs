use crate::cards::{Card, CardScale, Source};
use crate::catalogue::{Better, Label, Measure, Text, Unit};

/// The columns of a card.
pub(super) fn measures(id: &str, card: &Card) -> Vec<Measure> {
    let Text { en, zh } = &card.name;
    let named = |name: &str| format!("{id}.{name}");
    let of = |en_part: &str, zh_part: &str| Text::new(&format!("{en}: {en_part}"), &format!("{zh}：{zh_part}"));
    let (low, high) = card.range();
    let scale = match card.scale {
        CardScale::Index => Text::new(
            &format!("Score on the card “{en}”, from {low} to {high}."),
            &format!("“{zh}”评分卡得分，{low} 到 {high} 分。"),
        ),
        CardScale::Points => Text::new(
            &format!("Points on the card “{en}”, from {low} to {high}; deductions count below 0."),
            &format!("“{zh}”评分卡原始得分，{low} 到 {high} 分，扣分项计负。"),
        ),
    };
    let mut measures = vec![
        Measure::number(&named("score"), Unit::Score, Better::Higher, of("score", "得分"), scale),
        Measure::number(
            &named("rank"),
            Unit::Count,
            Better::Lower,
            of("rank", "名次"),
            Text::new(
                "Place among the customers scored; equals share the better place.",
                "在参评客户中的名次，并列者取靠前名次。",
            ),
        )
        .single(),
    ];
    if !card.tiers.is_empty() {
        let labels = card.tiers.iter().map(|tier| Label {
            id: tier.id.clone(),
            label: tier.name.clone(),
            meaning: tier.from.map_or_else(
                || Text::new("Below the other tiers.", "低于其他等级。"),
                |from| Text::new(&format!("A score of {from} or more."), &format!("得分 {from} 及以上。")),
            ),
            strategy: tier.strategy.clone(),
            playbook: None,
        });
        let meaning = Text::new("The tier that the score leads to.", "按得分划分的等级。");
        measures.push(Measure::labelled(&named("tier"), of("tier", "等级"), meaning, labels.collect()).ordered());
    }
    let hidden = |name: &str, label: Text, meaning: Text| Measure {
        internal: true,
        ..Measure::number(&named(name), Unit::None, Better::Neither, label, meaning).single()
    };
    if let Some(grading) = &card.grading {
        let labels = grading.grades.iter().map(|grade| Label {
            id: grade.id.clone(),
            label: grade.name.clone(),
            meaning: Text::new(
                &format!("Worth {} of 100.", grade.value),
                &format!("对应 {} 分（满分 100）。", grade.value),
            ),
            strategy: Text::new("", ""),
            playbook: None,
        });
        let meaning = Text::new(
            "The grade with the largest membership; of equals the better.",
            "隶属度最大的评语等级，并列时取较优者。",
        );
        measures.push(Measure::labelled(&named("grade"), of("grade", "评语等级"), meaning, labels.collect()));
        for grade in &grading.grades {
            let label = of(&grade.name.en, &grade.name.zh);
            let meaning = Text::new("Membership in this grade.", "对该评语等级的隶属度。");
            measures.push(hidden(&format!("membership.{}", grade.id), label, meaning));
        }
    }
    for line in &card.indicators {
        let label = of(&line.name.en, &line.name.zh);
        let meaning = Text::new("Points of this line.", "该项得分。");
        measures.push(hidden(&format!("points.{}", line.id), label.clone(), meaning));
        if let Source::Assessed { .. } = line.source {
            let meaning = Text::new("Mean of the typed scores.", "各评估人打分的均值。");
            measures.push(hidden(&format!("value.{}", line.id), label, meaning));
        }
    }
    let draws = Text::new("When weights move, over 10,000 draws.", "权重变动 10,000 次抽样的结果。");
    measures.push(hidden("rank_low", of("best likely rank", "名次区间上端"), draws.clone()));
    measures.push(hidden("rank_high", of("worst likely rank", "名次区间下端"), draws.clone()));
    measures.push(hidden("keeps_tier", of("share of draws in the same tier", "等级不变的抽样占比"), draws));
    measures
}
