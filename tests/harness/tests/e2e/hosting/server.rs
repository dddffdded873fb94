//! A real nginx with the settings of the example, for the built page and its smaller forms.

use std::collections::BTreeMap;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail, ensure};
use harness::hosting::nginx::{self, Place};
use harness::hosting::{self, Header};
use harness::layout::Layout;
use harness::precompress::precompress;
use harness::process;
use harness::tools::nginx::Nginx;
use sha2::{Digest, Sha256};

use super::http::{Answer, ask};

/// A running nginx that ends with the test.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    pub path: &'static str,
    site: PathBuf,
    headers: Vec<Header>,
    folder: PathBuf,
}

impl Server {
    /// Starts nginx with the settings of the example, for the built page at a path.
    pub fn start(test: &str, path: &'static str) -> Result<Self> {
        let layout = Layout::find();
        let nginx = Nginx::find(&layout).context("no nginx with its brotli module: `cargo verify e2e` brings it")?;
        let site = compressed_site(&layout)?;
        let headers = hosting::security_headers(&fs::read_to_string(site.join("index.html"))?);
        let id = std::process::id();
        let folder = layout.evidence().join(format!(".nginx-{test}{}.{id}", path.replace('/', "-")));
        fs::create_dir_all(&folder)?;
        let place = |address: SocketAddr| {
            let (listen, folder) = (format!("    listen {address};"), site.display().to_string());
            nginx::server(Place { listen: &listen, path, folder: &folder }, &headers)
        };
        let (process, address) = start(&nginx, &folder, place)?;
        Ok(Self { process, address, path, site, headers, folder })
    }

    pub fn url(&self) -> String {
        format!("http://{}{}/", self.address, self.path)
    }

    /// Asks for a file of the page: `""`, or a name.
    pub fn ask(&self, method: &str, name: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        ask(self.address, method, &format!("{}/{name}", self.path), headers)
    }

    /// Names and contents of the page's files.
    pub fn files(&self) -> Result<BTreeMap<String, Vec<u8>>> {
        read_files(&self.site)
    }

    pub fn check_security_headers(&self, what: &str, answer: &Answer) -> Result<()> {
        for Header { name, value } in &self.headers {
            let sent = answer.all(&name.to_lowercase());
            ensure!(sent == [value], "{what} ({}): {name} is {sent:?}, not once {value:?}", answer.status);
        }
        ensure!(answer.header("server") == "nginx", "{what}: the server tells its version");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that has ended by itself is ended as well; and what cannot be removed is under target/.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts nginx on a free port. Between finding and using a port another may take it: then once more.
fn start(nginx: &Nginx, folder: &Path, server: impl Fn(SocketAddr) -> String) -> Result<(Child, SocketAddr)> {
    for _ in 0..5 {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        fs::write(folder.join("nginx.conf"), whole(nginx, folder, &server(address)))?;
        let mut command = process::command(&nginx.program);
        command.arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf")).arg("-e").arg(folder.join("error.log"));
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        while process.try_wait()?.is_none() {
            if ask(address, "HEAD", "/", &[]).is_ok_and(|answer| answer.header("server") == "nginx") {
                return Ok((process, address));
            }
            std::thread::yield_now();
        }
    }
    bail!("nginx does not start: {}", fs::read_to_string(folder.join("error.log")).unwrap_or_default())
}

/// What a distribution has around the example: for one process that writes into its own folder, whoever runs it.
fn whole(nginx: &Nginx, folder: &Path, server: &str) -> String {
    let (brotli, folder) = (nginx.brotli.display(), folder.display());
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary: String = kinds.map(|kind| format!("    {kind}_temp_path \"{folder}/{kind}\";\n")).concat();
    format!(
        "load_module \"{brotli}\";\ndaemon off;\nmaster_process off;\npid \"{folder}/nginx.pid\";\n\
         error_log \"{folder}/error.log\";\nevents {{}}\nhttp {{\n    access_log off;\n{temporary}{server}}}\n"
    )
}

/// A copy of the built page with its smaller forms; made once for each built page.
fn compressed_site(layout: &Layout) -> Result<PathBuf> {
    static SITE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = SITE.get_or_init(|| make_compressed_site(layout).map_err(|error| format!("{error:#}")));
    made.clone().map_err(anyhow::Error::msg)
}

fn make_compressed_site(layout: &Layout) -> Result<PathBuf> {
    let files = read_files(&layout.site()).context("no built page: `cargo verify e2e` builds it")?;
    let mut hash = Sha256::new();
    for (name, bytes) in &files {
        hash.update(name);
        hash.update(bytes);
    }
    let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let all = layout.target().join("precompressed");
    let folder = all.join(&hash);
    if folder.is_dir() {
        return Ok(folder);
    }
    remove_older(&all)?;
    let unfinished = all.join(format!("{hash}.{}", std::process::id()));
    fs::create_dir_all(&unfinished)?;
    for (name, bytes) in files {
        fs::write(unfinished.join(name), bytes)?;
    }
    precompress(&unfinished)?;
    match fs::rename(&unfinished, &folder) {
        // Another run was as fast with the same page.
        Err(_) if folder.is_dir() => fs::remove_dir_all(&unfinished)?,
        renamed => renamed.context("cannot name the compressed page")?,
    }
    Ok(folder)
}

/// Removes the copies of pages that have been built anew since; what another run is at (`HASH.PROCESS`) stays.
fn remove_older(all: &Path) -> Result<()> {
    fs::create_dir_all(all)?;
    for entry in fs::read_dir(all)? {
        let path = entry?.path();
        if path.extension().is_none() {
            fs::remove_dir_all(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}

fn read_files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        ensure!(path.is_file(), "the page has a folder {}: read it here, too", path.display());
        let name = path.file_name().and_then(|name| name.to_str()).context("a name is not UTF-8")?;
        files.insert(name.to_owned(), fs::read(&path)?);
    }
    Ok(files)
}
