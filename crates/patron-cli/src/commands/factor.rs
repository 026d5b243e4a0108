//! Factors of a value in words.

use crate::cli::Language;

/// What a part of a change is called; one that is not known by its id.
pub(super) fn name(id: &str, language: Language) -> &str {
    match id {
        "wallet" => language.pick("share of wallet", "钱包份额"),
        "rate" => language.pick("purchase rate", "购买频率"),
        "activity" => language.pick("activity", "活跃度"),
        "spend" => language.pick("spend per purchase", "次均金额"),
        "margin" => language.pick("margin", "毛利率"),
        "discount" => language.pick("timing", "时间分布"),
        "satisfaction" => language.pick("satisfaction", "满意度"),
        other => other,
    }
}
