//! Dates: filled by the stage.
