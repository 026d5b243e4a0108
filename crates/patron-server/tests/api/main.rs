//! The API as a program outside sees it, on data folders of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that breaks off has failed")]

mod cards;
mod change;
mod costs;
mod decisions;
mod describes;
mod desk;
mod earning;
mod exports;
mod guards;
mod jobs;
mod journey;
mod one_more;
mod orders;
mod pages;
mod paging;
mod profit;
mod proof;
mod schemes;
mod serves;
mod spend_pace;
mod surveys;
mod uploads;
mod voice;
