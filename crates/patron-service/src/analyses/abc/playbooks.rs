//! How each class is treated.

use crate::catalogue::Playbook;

/// Of a class by its id.
#[rustfmt::skip]
pub(super) fn of_class(id: &str) -> Option<Playbook> {
    Some(match id {
        "A" => Playbook::new(
            ["Terms agreed for the year, priority in supply and service, solutions of their own.", "年度约定条件、优先供货与服务、专属方案。"],
            ["A contact every month, a plan every year, a review every quarter.", "每月联系、每年计划、每季回顾。"],
            ["One account manager each.", "逐户指定客户经理。"], 60),
        "B" => Playbook::new(
            ["Standard offer done well; a next step towards A for those with room.", "规范的标准方案；有空间者给出升级路径。"],
            ["A contact every quarter.", "每季度联系一次。"],
            ["Sales team.", "销售团队。"], 30),
        "C" => Playbook::new(
            ["Self-service, online ordering, minimum order sizes.", "自助服务、线上下单、最低起订量。"],
            ["By campaigns only.", "仅通过活动触达。"],
            ["Marketing automation and service desk.", "自动化营销与服务台。"], 10),
        _ => return None,
    })
}
