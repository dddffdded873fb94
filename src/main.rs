//! The binary that Trunk builds: it starts the console and does nothing else.

fn main() {
    runner_console::start();
}
