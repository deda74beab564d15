//! Numbers: filled by the stage.
