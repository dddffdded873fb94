//! The two commands: the tests, and the renewal of the pictures.

use std::collections::VecDeque;
use std::fs;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::{Context, Result, anyhow, bail, ensure};

use super::album::{Album, Use};
use super::scene::Scene;
use super::studio::{Studio, check_language, languages};
use super::test_line::{Asked, Tests};
use super::variant::{Language, Variant};
use super::{axe, scenes, targets, tour};
use crate::browser::{Engine, Scenario};
use crate::layout::Layout;
use crate::page;
use crate::serve::Site;
use crate::tools::BuildTools;
use crate::tools::{axe as tool, browser::Browser};

/// The pictures at the top of README: of which scene they are copies.
const README: [(&str, &str); 2] =
    [("runners-1440-light.png", "runners-1440-light-en.png"), ("runners-390-dark.png", "runners-390-dark-en.png")];

/// One way to a scene, and how it is looked at there.
struct Job {
    scene: Scene,
    language: Language,
    variants: Vec<Variant>,
}

impl Job {
    fn name(&self, variant: Variant) -> String {
        format!("{}-{variant}", self.scene.name)
    }
}

/// What the workers share.
struct Work {
    layout: Layout,
    built: Site,
    album: Album,
    /// The source of axe-core, where pages are examined.
    axe: Option<String>,
    renew: bool,
    jobs: Mutex<VecDeque<Job>>,
}

/// What a worker tells.
enum News {
    /// A test has ended.
    Ended(String, Result<()>),
    /// What only a person can judge, of a scene.
    Doubts(String, String),
    /// What the pictures of this machine are made with; whether those that are kept are as well.
    Environment(String, bool),
}

/// The tests of this folder, as a program that speaks as libtest does.
pub fn main(arguments: impl Iterator<Item = String>) -> ExitCode {
    match tests(&Asked::read(arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(101),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn tests(asked: &Asked) -> Result<bool> {
    let layout = Layout::find();
    let built = Site::load(&layout.site()).context("no built page: `cargo verify gallery` builds it")?;
    let all = scenes::all();
    let jobs = jobs(&all, &languages(&built), |name, _, _| asked.wants(name));
    if asked.only_list {
        jobs.iter()
            .flat_map(|job| job.variants.iter().map(|one| job.name(*one)))
            .for_each(|name| println!("{name}: test"));
        return Ok(true);
    }
    let count = jobs.iter().map(|job| job.variants.len()).sum::<usize>();
    let workers = workers(jobs.len());
    let album = Album::new(&layout);
    let wants_tour = asked.wants("tour");
    // Beside the scenes: the log of each browser, that no picture is left over, and what README shows.
    let mut tests = Tests::begin(count + workers + 2 + usize::from(wants_tour));
    let strangers = album.strangers(&all)?;
    let known = if strangers.is_empty() { Ok(()) } else { Err(anyhow!("pictures of no scene: {strangers:?}")) };
    tests.end("each-picture-has-its-scene".into(), known);
    tests.end("readme-shows-pictures-of-scenes".into(), readme(&layout));
    if wants_tour {
        tests.end("tour".into(), tour::compare(&layout, built.clone(), &album));
    }
    let axe = Some(tool::source(&layout)?);
    let work = Work { album, axe, renew: false, jobs: Mutex::new(jobs.into()), built, layout };
    let mut doubts = String::new();
    all_done(&work, workers, |news| match news {
        News::Ended(name, result) => tests.end(name, result),
        News::Doubts(name, text) => doubts.extend(["━━ ", &name, " ━━\n", &text, "\n"]),
        News::Environment(environment, false) => {
            let here = environment.lines().next().unwrap_or_default();
            println!(
                "The pictures were made on another machine than this ({here}): only that there is one of each is checked."
            );
        }
        News::Environment(_, true) => {}
    });
    let file = work.layout.evidence().join("gallery/incomplete.txt");
    fs::create_dir_all(work.layout.evidence().join("gallery"))?;
    fs::write(&file, doubts).with_context(|| format!("cannot write {}", file.display()))?;
    println!("What axe-core leaves to a person to judge is in {}", work.layout.shown(&file));
    Ok(tests.finish())
}

/// `cargo run -p harness --features browser -- pictures [NAME…]`: takes the pictures anew, all or those with a part of a
/// name in theirs, and those of README with them.
///
/// # Errors
/// The page does not build, or a scene cannot be come to.
pub fn renew(names: Vec<String>) -> Result<ExitCode> {
    ensure!(Engine::of_this_run()? == Engine::Chromium, "pictures are made in Chromium");
    let layout = Layout::find();
    let tools = BuildTools::ensure(&layout, || page::compile(&layout))?;
    Browser::ensure(&layout)?;
    let built = Site::load(&page::build(&layout, &tools)?)?;
    let (all, asked) = (scenes::all(), Asked::of(names));
    let keeps = |name: &str, scene: &Scene, variant| asked.wants(name) && Album::keeps(scene, variant);
    let jobs = jobs(&all, &languages(&built), keeps);
    let workers = workers(jobs.len());
    let work = Work {
        album: Album::new(&layout),
        axe: None,
        renew: true,
        jobs: Mutex::new(jobs.into()),
        built: built.clone(),
        layout: layout.clone(),
    };
    let (mut failed, mut made_with) = (0, String::new());
    all_done(&work, workers, |news| match news {
        News::Ended(_, Ok(())) | News::Doubts(..) => {}
        News::Ended(name, Err(error)) => {
            failed += 1;
            eprintln!("{name}: {error:#}");
        }
        News::Environment(environment, _) => made_with = environment,
    });
    let folder = layout.pictures();
    for (name, scene) in README {
        let from = folder.join("gallery").join(scene);
        fs::copy(&from, folder.join(name)).with_context(|| format!("no picture {}", from.display()))?;
    }
    if asked.wants("tour") {
        tour::renew(&layout, built)?;
    }
    if failed > 0 {
        bail!("{failed} pictures could not be taken");
    }
    if asked.names.is_empty() {
        work.album.renewed(&made_with, &all)?;
    }
    println!("The pictures are in {}", layout.shown(&folder));
    Ok(ExitCode::SUCCESS)
}

/// README shows its pictures, and they are what the scenes look like.
fn readme(layout: &Layout) -> Result<()> {
    let folder = layout.pictures();
    let text = fs::read_to_string(layout.root().join("README.md")).context("cannot read README.md")?;
    for (name, scene) in README {
        ensure!(text.contains(&format!("](tests/pictures/{name})")), "README does not show {name}");
        let read = |file: &str| fs::read(folder.join(file)).with_context(|| format!("no picture {file}"));
        ensure!(read(name)? == read(&format!("gallery/{scene}"))?, "{name} is not as {scene} any more");
    }
    Ok(())
}

/// All that is to be looked at.
fn jobs(scenes: &[Scene], languages: &[Language], wanted: impl Fn(&str, &Scene, Variant) -> bool) -> Vec<Job> {
    let mut jobs = Vec::new();
    for scene in scenes {
        for language in languages {
            let mut job = Job { scene: scene.clone(), language: *language, variants: Vec::new() };
            job.variants = Variant::of(*language, scene.on_small_screens)
                .filter(|one| wanted(&job.name(*one), scene, *one))
                .collect();
            if !job.variants.is_empty() {
                jobs.push(job);
            }
        }
    }
    jobs
}

/// A browser is several processes: more at once than there are cores only makes each of them slow.
fn workers(jobs: usize) -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get().min(4)).min(jobs)
}

/// Does the work in several browsers, and tells the news as they come.
fn all_done(work: &Work, workers: usize, mut tell: impl FnMut(News)) {
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for number in 0..workers {
            let sender = sender.clone();
            // Named as a test is: its folder is called so.
            let thread = thread::Builder::new().name(format!("gallery::browser-{number}"));
            let started = thread.spawn_scoped(scope, move || {
                let result = worker(work, &sender);
                // The one who listens is there until all have ended.
                let _ = sender.send(News::Ended(format!("log-of-browser-{number}"), result));
            });
            if let Err(error) = started {
                tell(News::Ended(format!("log-of-browser-{number}"), Err(error.into())));
            }
        }
        drop(sender);
        receiver.into_iter().for_each(tell);
    });
}

/// One browser. What it comes to is about its log, and about where tokens are.
fn worker(work: &Work, news: &mpsc::Sender<News>) -> Result<()> {
    Scenario::new().run(async |world| {
        let studio = Studio::new(world, work.built.clone());
        let environment = Album::environment(studio.page()).await?;
        let made_here = work.album.made_here(&environment);
        news.send(News::Environment(environment, made_here))?;
        let what_for = match (work.renew, made_here) {
            (true, _) => Use::Renew,
            (false, true) => Use::Compare,
            (false, false) => Use::Expect,
        };
        loop {
            let job = work.jobs.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(job) = job else { return studio.finish().await };
            walk(work, &studio, &job, what_for, news).await?;
        }
    })
}

/// Goes to a scene, and looks at it in all ways.
async fn walk(work: &Work, studio: &Studio<'_>, job: &Job, what_for: Use, news: &mpsc::Sender<News>) -> Result<()> {
    match studio.come(&job.scene, job.language).await {
        Ok(stage) => {
            // All pictures first: who examines scrolls, and the next picture would show it.
            let mut looks = Vec::new();
            for variant in &job.variants {
                looks.push(picture(work, studio, job, *variant, what_for).await);
            }
            for (variant, look) in job.variants.iter().zip(looks) {
                let found = examine(work, studio, job, *variant, news).await;
                news.send(News::Ended(job.name(*variant), both(look, found)))?;
            }
            studio.leave(stage).await
        }
        Err(error) => {
            let file = format!("gallery/{}-{}.failed.png", job.scene.name, job.language.code());
            studio.page().screenshot(&work.layout.evidence().join(file)).await?;
            for variant in &job.variants {
                news.send(News::Ended(job.name(*variant), Err(anyhow!("it cannot be come to: {error:#}"))))?;
            }
            Ok(())
        }
    }
}

/// What it looks like.
async fn picture(work: &Work, studio: &Studio<'_>, job: &Job, variant: Variant, what_for: Use) -> Result<()> {
    if !Album::keeps(&job.scene, variant) {
        return Ok(());
    }
    studio.look(&job.scene, variant).await?;
    work.album.take(&job.scene, variant, &studio.picture().await?, what_for)
}

/// What axe-core finds, and what is too small to be hit.
async fn examine(
    work: &Work,
    studio: &Studio<'_>,
    job: &Job,
    variant: Variant,
    news: &mpsc::Sender<News>,
) -> Result<()> {
    let Some(source) = &work.axe else { return Ok(()) };
    studio.look_in_full(variant).await?;
    check_language(studio.page(), job.language).await?;
    let found = axe::examine(studio.page(), source).await?;
    if !found.incomplete.is_empty() {
        news.send(News::Doubts(job.name(variant), axe::told(&found.incomplete)))?;
    }
    ensure!(found.violations.is_empty(), "{}", axe::told(&found.violations));
    targets::examine(studio.page()).await
}

/// All that is wrong, where both are.
fn both(one: Result<()>, other: Result<()>) -> Result<()> {
    match (one, other) {
        (Err(one), Err(other)) => bail!("{one:#}\n{other:#}"),
        (one, other) => one.and(other),
    }
}
