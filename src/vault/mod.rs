//! Keeps an office's records: sealed, chained, durable when a call returns.
//!
//! It does not know that offices exchange anything.
