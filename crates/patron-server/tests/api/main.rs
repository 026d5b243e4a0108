//! The API as a program outside sees it, on data folders of its own.

mod describes;
mod desk;
mod exports;
mod guards;
mod jobs;
mod journey;
mod one_more;
mod orders;
mod paging;
mod pages;
mod spend_pace;
mod uploads;
