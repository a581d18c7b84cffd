//! Every word a person reads, in Japanese and English.
//!
//! It decides nothing.
