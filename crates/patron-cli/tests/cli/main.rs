//! The program from outside: what it prints, where, and what it ends with.

mod fit_and_predict;
mod portfolio;
mod reference;
mod support;
mod usage;
