//! Every test that looks at the program from outside.

mod peers;
