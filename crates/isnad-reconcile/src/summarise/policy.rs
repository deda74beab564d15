/// Which figure stands for many; each is defined in `docs/reconcile.md`. Only `best` and `why` of the estimates depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Policy {
    /// The least figure that a trusted voice gives.
    Conservative,
    /// The figure of the best placed sources.
    #[default]
    Best,
    /// The figure told last.
    Latest,
    /// The figure that most independent voices tell.
    MostReported,
}
