//! Nothing but tests: see `wycheproof.rs` and `json_test_suite.rs`.
#![forbid(unsafe_code)]
