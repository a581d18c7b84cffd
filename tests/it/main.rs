//! Every test that looks at the program from outside.

mod model;
mod peers;
