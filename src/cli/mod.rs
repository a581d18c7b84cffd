//! The command line: one command, one exit code.
