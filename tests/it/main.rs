//! Every test that looks at the program from outside.

mod architecture;
mod grid;
mod handover;
mod model;
mod peers;
mod sample;
mod story;
