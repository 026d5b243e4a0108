//! Words by which companies write down what a contact was, in lower case.

pub(super) const COMPLAINT: &[&str] = &["complaint", "claim", "grievance", "投诉", "客诉", "抱怨"];
pub(super) const PRAISE: &[&str] = &["praise", "compliment", "thanks", "表扬", "好评", "感谢"];
pub(super) const SUGGESTION: &[&str] = &["suggestion", "feedback", "idea", "proposal", "建议", "意见", "反馈"];
pub(super) const VALUABLE: &[&str] = &["valuable", "high", "adopted", "accepted", "有价值", "高", "采纳", "已采纳"];
pub(super) const ORDINARY: &[&str] = &["ordinary", "normal", "medium", "一般", "普通", "中"];
