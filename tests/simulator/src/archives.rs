//! The runner applications: archives whose scripts register at this simulator.
//!
//! Invariant: every address in the downloads list answers with the very bytes whose checksum the list tells.

use std::io::{Cursor, Write};

use axum::body::Bytes;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::dialect::Dialect;
use crate::route::ARCHIVES;

/// The version of the runner that the archives pretend to hold.
pub const VERSION: &str = "2.336.0";

/// One runner application.
#[derive(Clone, Debug)]
pub struct Archive {
    /// `osx`, `linux` or `win`.
    pub os: &'static str,
    /// `x64`, `arm` or `arm64`.
    pub architecture: &'static str,
    /// The file's name.
    pub filename: String,
    /// The file.
    pub bytes: Bytes,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// All runner applications, in the order of GitHub's samples.
#[derive(Clone, Debug)]
pub struct Archives(Vec<Archive>);

impl Archives {
    /// Builds the archives; one that cannot be built is left out, which its tests would see.
    pub fn build() -> Self {
        let all =
            [("osx", "x64"), ("linux", "x64"), ("linux", "arm"), ("win", "x64"), ("linux", "arm64"), ("osx", "arm64")];
        Self(all.iter().filter_map(|&(os, architecture)| archive(os, architecture).ok()).collect())
    }

    /// The archive of that file name.
    pub fn get(&self, filename: &str) -> Option<&Archive> {
        self.0.iter().find(|archive| archive.filename == filename)
    }

    /// The body of the downloads operation.
    pub fn list(&self, web: &str, dialect: Dialect, temp_download_token: Option<&str>) -> Value {
        let entry = |archive: &Archive| {
            let mut entry = json!({
                "os": archive.os,
                "architecture": archive.architecture,
                "download_url": format!("{web}{ARCHIVES}{}", archive.filename),
                "filename": archive.filename,
            });
            if let Value::Object(map) = &mut entry {
                if let Some(token) = temp_download_token {
                    map.insert("temp_download_token".to_owned(), json!(token));
                }
                if dialect.has_checksums() {
                    map.insert("sha256_checksum".to_owned(), json!(archive.sha256));
                }
            }
            entry
        };
        self.0.iter().map(entry).collect()
    }
}

/// The scripts of one archive: name and text.
fn scripts(os: &str, architecture: &str) -> Vec<(&'static str, String)> {
    if os == "win" {
        return vec![
            ("config.cmd", include_str!("../machine/config.cmd").to_owned()),
            ("run.cmd", include_str!("../machine/run.cmd").to_owned()),
        ];
    }
    let os_label = if os == "osx" { "macOS" } else { "Linux" };
    let fill = |text: &str| {
        text.replace("@OS@", os_label).replace("@ARCH@", &architecture.to_uppercase()).replace("@VERSION@", VERSION)
    };
    vec![
        ("config.sh", fill(include_str!("../machine/config.sh"))),
        ("run.sh", fill(include_str!("../machine/run.sh"))),
        ("svc.sh", fill(include_str!("../machine/svc.sh"))),
    ]
}

fn archive(os: &'static str, architecture: &'static str) -> std::io::Result<Archive> {
    let scripts = scripts(os, architecture);
    let (ending, bytes) = if os == "win" { ("zip", zip(&scripts)?) } else { ("tar.gz", tar_gz(&scripts)?) };
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let filename = format!("actions-runner-{os}-{architecture}-{VERSION}.{ending}");
    Ok(Archive { os, architecture, filename, bytes: Bytes::from(bytes), sha256 })
}

fn tar_gz(scripts: &[(&str, String)]) -> std::io::Result<Vec<u8>> {
    let mut builder = tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default()));
    for (name, text) in scripts {
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(text.len()).unwrap_or(0));
        header.set_mode(0o755);
        header.set_mtime(1_760_000_000);
        builder.append_data(&mut header, format!("./{name}"), text.as_bytes())?;
    }
    builder.into_inner()?.finish()
}

fn zip(scripts: &[(&str, String)]) -> std::io::Result<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in scripts {
        let options = zip::write::SimpleFileOptions::default().unix_permissions(0o755);
        writer.start_file(*name, options)?;
        writer.write_all(text.replace('\n', "\r\n").as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
