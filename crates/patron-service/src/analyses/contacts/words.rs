//! Words by which companies write down what a contact was, in lower case.

pub(crate) const COMPLAINT: &[&str] = &["complaint", "claim", "grievance", "投诉", "客诉", "抱怨"];
pub(crate) const PRAISE: &[&str] = &["praise", "compliment", "thanks", "表扬", "好评", "感谢"];
pub(crate) const SUGGESTION: &[&str] = &["suggestion", "feedback", "idea", "proposal", "建议", "意见", "反馈"];
pub(crate) const VALUABLE: &[&str] = &["valuable", "high", "adopted", "accepted", "有价值", "高", "采纳", "已采纳"];
pub(crate) const ORDINARY: &[&str] = &["ordinary", "normal", "medium", "一般", "普通", "中"];
