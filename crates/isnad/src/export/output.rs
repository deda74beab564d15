use crate::extract::same_file;
use anyhow::{Context, Result, bail};
use isnad_export::{Dossier, Format, Options, Sink, Summary, export};
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where an export goes.
#[derive(Debug)]
pub enum Output {
    /// Standard output.
    Stdout,
    /// A file that appears whole or not at all.
    Whole(PathBuf),
    /// A pipe or a device.
    Device(PathBuf),
    /// A folder.
    Folder(PathBuf),
}

impl Output {
    /// Looks whether the format can go there.
    pub fn new(format: Format, path: Option<&Path>, record: &Path) -> Result<Self> {
        let Some(path) = path else {
            if !format.is_text() && io::stdout().is_terminal() {
                bail!("{} is not for terminals; name a file with --output", format.name());
            }
            return Ok(Output::Stdout);
        };
        if same_file(path, record) {
            bail!("{} is the record, so it cannot be written to; name another --output", path.display());
        }
        let zip = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
        let folder = format == Format::DataPackage && !zip;
        match path.metadata() {
            Ok(there) if there.is_dir() && !folder => {
                bail!("{} is a folder; {} is one file: name it", path.display(), format.name())
            }
            Ok(there) if !there.is_dir() && folder => {
                bail!("{} is a file; a data package is a folder, or a file that ends in .zip", path.display())
            }
            Ok(there) if !there.is_dir() && !there.is_file() => Ok(Output::Device(path.to_owned())),
            _ if folder => Ok(Output::Folder(path.to_owned())),
            _ => Ok(Output::Whole(path.to_owned())),
        }
    }

    /// Writes the export there.
    pub fn write(
        self,
        format: Format,
        dossiers: impl Iterator<Item = isnad_store::Result<Dossier>>,
        options: &Options<'_>,
    ) -> Result<Summary> {
        Ok(match self {
            Output::Stdout => export(format, dossiers, options, Sink::Stream(io::stdout()))?,
            Output::Folder(path) => export(format, dossiers, options, Sink::<File>::Folder(path))?,
            Output::Device(path) => {
                let file = File::options().write(true).open(&path);
                let file = file.with_context(|| format!("cannot write to {}", path.display()))?;
                export(format, dossiers, options, Sink::Stream(file))?
            }
            Output::Whole(path) => {
                let cannot = || format!("cannot write to {}", path.display());
                // beside the target, so that it can be moved in place
                let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let file = beside(folder).with_context(cannot)?;
                let summary = export(format, dossiers, options, Sink::Stream(file.as_file())).with_context(cannot)?;
                file.as_file().sync_all().with_context(cannot)?;
                file.persist(&path).map_err(|e| e.error).with_context(cannot)?;
                summary
            }
        })
    }
}

/// A file that is not there yet for others; once it is, it is open to whom new files are open.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".export-").tempfile_in(folder)
}
