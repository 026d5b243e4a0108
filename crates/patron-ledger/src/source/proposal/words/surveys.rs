//! Names of the fields of survey answers.

use super::{CUSTOMER_ID, Field, Takes, field};

pub(super) const SURVEYS: &[Field] = &[
    field("customer_id", false, Takes::Id, CUSTOMER_ID, "customer client account 客户"),
    field(
        "answered_at",
        true,
        Takes::Date,
        "answered_at answered_on answer_date survey_date survey_time response_date response_time responded_at \
         submitted_at submit_time interview_date completed_at end_date recorded_date 答题时间 答题日期 作答时间 填写时间 \
         填写日期 提交时间 提交答卷时间 调查日期 调查时间 回答时间 访问日期",
        "date datetime time at 日期 时间",
    ),
    field(
        "respondent_id",
        false,
        Takes::Id,
        "respondent_id respondent respondent_no response_id responseid answer_id submission_id interview_id 答卷编号 \
         答卷id 受访者编号 受访者 被访者编号 问卷序号 样本编号",
        "id 序号 编号",
    ),
    field(
        "instrument",
        true,
        Takes::Text,
        "instrument survey survey_id survey_name questionnaire questionnaire_id 问卷 问卷名称 问卷编号 调查 调查名称",
        "type 类型",
    ),
    field(
        "item",
        true,
        Takes::Text,
        "item item_id question question_id question_code 题目 题目编号 题号 问题 问题编号 题项",
        "name",
    ),
    field("score", true, Takes::Number, "score answer rating answer_value response 得分 评分 答案 回答 分值", "value"),
    field("expectation", false, Takes::Number, "expectation expected expected_score 期望 期望值 期望得分", ""),
    field("importance", false, Takes::Number, "importance importance_score 重要性 重要程度 重要度", ""),
    field("scale", false, Takes::Text, "scale answer_scale rating_scale 量表 分制 量表范围", ""),
    field("weight", false, Takes::Number, "weight survey_weight sample_weight 权重 样本权重 加权系数", ""),
    field("wave", false, Takes::Text, "wave survey_wave round 波次 期次 轮次 调查期次", ""),
    field("touchpoint", false, Takes::Text, "touchpoint channel contact_channel 触点 渠道 接触点", "source 来源"),
];
