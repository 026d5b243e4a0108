//! What customers think, joined to what they are worth.
//!
//! Every answer has either its view or a `problem` that says why there is none.

mod association;
mod calls;
mod compare;
mod complaints;
mod customer;
mod drivers;
mod groups;
mod loyalty;
mod overview;
mod page;
mod stake;
mod survey;

pub use association::{VoiceAssociation, VoiceAssociationAnswer, VoiceEffect};
pub use calls::{VoiceCall, VoiceCalls, VoiceCallsAnswer};
pub use compare::{VoiceComparison, VoiceComparisonAnswer, VoiceDifference};
pub use complaints::{
    VoiceComplaintGroup, VoiceComplaintMonth, VoiceComplaints, VoiceComplaintsAnswer, VoiceOpenComplaint, VoiceShare,
    VoiceSuggestions,
};
pub use customer::{CustomerVoice, CustomerVoiceAnswer, CustomerVoiceContact, CustomerVoiceItem, CustomerVoiceScore};
pub use drivers::{VoiceDriver, VoiceDrivers, VoiceDriversAnswer};
pub use groups::{VoiceGroup, VoiceGroups, VoiceGroupsAnswer, VoiceShrunk};
pub use loyalty::{VoiceLoyalty, VoiceLoyaltyAnswer, VoiceLoyaltyPlace, VoiceLoyaltyPoint};
pub use overview::{VoiceOverview, VoiceOverviewAnswer, VoiceSurveyHead, VoiceUnknownSurvey};
pub use page::VoicePage;
pub use stake::{VoiceStake, VoiceStakeAnswer, VoiceStakeClass};
pub use survey::{
    VoiceChange, VoiceClassShare, VoiceFigure, VoiceName, VoicePart, VoiceSurvey, VoiceSurveyAnswer, VoiceWave,
};
