//! What `--help` says, for each command.

pub(super) const DEMO_HELP: &str = "\
cargo demo: the console with a simulated GitHub to connect to, on this machine

Usage: cargo demo [OPTIONS]

  --port PORT       port of the page (default 8080)
  --api-port PORT   port of the simulated GitHub (default 8081)
  --runners N       runners in each of the three scopes (default 42)
  --dialect NAME    which GitHub to simulate: ae, ghes or cloud (default ae)
  -h, --help        this text

A port of 0 takes any free one. What is missing (wasm target, Trunk, wasm-bindgen) is installed under target/tools.
Ctrl-C stops it.";

pub(super) const MEASURE_HELP: &str = "\
cargo measure: how fast and how small the console is, against its bars and against a page without a framework

Usage: cargo measure [OPTIONS] [ROW…]

  p1  bytes to the first row               p6  the timed refresh of an unchanged fleet
  p2  loading 10,000 runners               p7  memory after 100 changes of scope
  p3  a key in the filter, a sort          p8  Lighthouse, desktop and mobile
  p4  rows on the page, scrolling          p9  100,000 runners
  p5  loading over a slow network

Without a row, all of them, which takes eleven minutes on two cores. Times and ratios are only printed, since they depend on the
machine; what does not (bytes, requests, nodes, changes, memory) decides how the command ends.

  --rounds N    how often a time is measured; medians are shown (default 5)
  -h, --help    this text

The table is also written to target/measure.json.";

pub(super) const SITE_HELP: &str = "\
cargo site: builds exactly what one uploads, and says what each file weighs

Usage: cargo site [ledger]

The page goes to target/upload, with a .br and a .gz beside each file that gets smaller by it. With `ledger`, nothing goes
there: what each dependency and each screen costs in the page's WebAssembly is printed.";

pub(super) const HOSTING_HELP: &str = "\
cargo run -p harness -- hosting: renews the examples of hosting in tests/hosting/

Their headers come from tests/harness/src/headers.rs, the hash of the boot script from index.html.";

pub(super) const PICTURES_HELP: &str = "\
cargo run -p harness --features browser -- pictures: takes the pictures of README anew

They go to tests/pictures/: two screens, and the tour, which moves. Look at each before it is committed.";

pub(super) const VERIFY_HELP: &str = "\
cargo verify: proves that it all works

Usage: cargo verify [OPTIONS] [STAGE…] [-- ARGUMENTS FOR THE TESTS]

  fmt      formatting
  clippy   clippy, native and wasm; warnings are errors
  test     native tests
  web      tests of the console's parts in a real browser (wasm-bindgen-test)
  e2e      tests of the built page in a real browser against the simulator
  gallery  every screen and state, in both themes and languages, wide and narrow: examined with axe-core (which needs
           npm), targets measured, and pictured in target/gallery/

Without a stage, these six. Longer ones, only when they are named, or all together with --all:

  faults   every fault of the operations of enterprises and repositories (e2e does those of organizations)
  fuzz     generated commands through real shells, generated schedules through the store
  supply   licences, sources and bans of every dependency (cargo-deny)
  rebuild  the page built twice, in other folders, compared byte for byte
  firefox  the tests of web and e2e in Firefox

  --all              every stage there is
  --browser NAME     what drives e2e: chromium (default) or firefox
  --cases N          cases of fuzz (default 1000000)
  --times N          runs the tests of web, e2e and firefox N times (default 1)
  -h, --help         this text

Arguments after -- go to the test binaries: `cargo verify e2e -- smoke`.
What is missing is installed under target/tools; the browser through apt, where that is allowed.";
