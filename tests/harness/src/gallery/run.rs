//! The tests: every scene in every variant, in several browsers at once.

use std::collections::VecDeque;
use std::fs;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};

use super::scene::Scene;
use super::studio::{Studio, check_language, languages};
use super::test_line::{Asked, Tests};
use super::variant::{Language, Variant};
use super::{axe, readme, scenes, targets, tour};
use crate::browser::Scenario;
use crate::layout::Layout;
use crate::serve::Site;
use crate::tools::axe as tool;

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
    /// The source of axe-core.
    axe: String,
    jobs: Mutex<VecDeque<Job>>,
}

/// What a worker tells.
enum News {
    /// A test has ended.
    Ended(String, Result<()>),
    /// What only a person can judge, of a scene.
    Doubts(String, String),
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
    let jobs = jobs(&scenes::all(), &languages(&built), asked);
    if asked.only_list {
        jobs.iter()
            .flat_map(|job| job.variants.iter().map(|one| job.name(*one)))
            .for_each(|name| println!("{name}: test"));
        return Ok(true);
    }
    let count = jobs.iter().map(|job| job.variants.len()).sum::<usize>();
    let workers = workers(jobs.len());
    let wants_tour = asked.wants("tour");
    let gallery = layout.gallery();
    fs::create_dir_all(&gallery).with_context(|| format!("cannot make {}", gallery.display()))?;
    // Beside the scenes: the log of each browser, and what README shows.
    let mut tests = Tests::begin(count + workers + 1 + usize::from(wants_tour));
    tests.end("readme-shows-its-pictures".into(), readme::check(&layout));
    if wants_tour {
        tests.end("tour".into(), tour::take(built.clone(), &gallery.join("tour.png")));
    }
    let axe = tool::source(&layout)?;
    let work = Work { axe, jobs: Mutex::new(jobs.into()), built, layout };
    let mut doubts = String::new();
    all_done(&work, workers, |news| match news {
        News::Ended(name, result) => tests.end(name, result),
        News::Doubts(name, text) => doubts.extend(["━━ ", &name, " ━━\n", &text, "\n"]),
    });
    let file = gallery.join("incomplete.txt");
    fs::write(&file, doubts).with_context(|| format!("cannot write {}", file.display()))?;
    println!("The pictures are in {}", work.layout.shown(&gallery));
    println!("What axe-core leaves to a person to judge is in {}", work.layout.shown(&file));
    Ok(tests.finish())
}

/// All that is to be looked at.
fn jobs(scenes: &[Scene], languages: &[Language], asked: &Asked) -> Vec<Job> {
    let mut jobs = Vec::new();
    for scene in scenes {
        for language in languages {
            let mut job = Job { scene: scene.clone(), language: *language, variants: Vec::new() };
            job.variants =
                Variant::of(*language, scene.on_small_screens).filter(|one| asked.wants(&job.name(*one))).collect();
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
        loop {
            let job = work.jobs.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let Some(job) = job else { return studio.finish().await };
            walk(work, &studio, &job, news).await?;
        }
    })
}

/// Goes to a scene, and looks at it in all ways.
async fn walk(work: &Work, studio: &Studio<'_>, job: &Job, news: &mpsc::Sender<News>) -> Result<()> {
    match studio.come(&job.scene, job.language).await {
        Ok(stage) => {
            // All pictures first: who examines scrolls, and the next picture would show it.
            let mut looks = Vec::new();
            for variant in &job.variants {
                looks.push(picture(work, studio, job, *variant).await);
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

/// Takes the picture, where this variant has one.
async fn picture(work: &Work, studio: &Studio<'_>, job: &Job, variant: Variant) -> Result<()> {
    if !job.scene.is_pictured(variant) {
        return Ok(());
    }
    studio.look(&job.scene, variant).await?;
    let file = work.layout.gallery().join(format!("{}.png", job.name(variant)));
    fs::write(&file, studio.picture().await?).with_context(|| format!("cannot write {}", file.display()))
}

/// What axe-core finds, and what is too small to be hit.
async fn examine(
    work: &Work,
    studio: &Studio<'_>,
    job: &Job,
    variant: Variant,
    news: &mpsc::Sender<News>,
) -> Result<()> {
    studio.look_in_full(variant).await?;
    check_language(studio.page(), job.language).await?;
    let found = axe::examine(studio.page(), &work.axe).await?;
    if !found.incomplete.is_empty() {
        news.send(News::Doubts(job.name(variant), axe::told(&found.incomplete)))?;
    }
    ensure!(found.violations.is_empty(), "{}", axe::told(&found.violations));
    targets::examine(studio.page()).await
}

/// All that is wrong, where both are.
fn both(one: Result<()>, other: Result<()>) -> Result<()> {
    match (one, other) {
        (Err(one), Err(other)) => Err(anyhow!("{one:#}\n{other:#}")),
        (one, other) => one.and(other),
    }
}
