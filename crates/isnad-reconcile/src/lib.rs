//! Reports of many articles into events: which reports tell the same event, and what their claims come to.
//!
//! Pure: no text, no clock, no store. The result is a function of the set of reports and decisions, whatever order
//! or batches they come in.
