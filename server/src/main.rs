//! The `salus` program: serves, works, migrates, seeds, and says whether it is well.

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use salus_domain::Fault;
use salus_domain::staff::StaffForm;
use salus_server::config::{LogFormat, Settings, Workers};
use salus_server::{AppState, audit, health, jobs, router};
use salus_services::{DatabaseSettings, Services, seed};
use std::future::Future;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Rendering needs this many threads at least, however few the machine has: with fewer, a page can wait
/// for itself.
const THREADS: usize = 4;

/// A page is rendered by deeply nested calls, deepest in an unoptimised build.
const STACK: usize = 8 * 1024 * 1024;

/// How long requests under way may take to end once we are told to stop.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug, Parser)]
#[command(
    name = "salus",
    version,
    about = "Booking for clinics. Settings: docs/operations.md."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Serves the site and, unless `SALUS_WORKERS` is none, does the background work.
    Serve {
        /// Leaves the tables as they are; they must be up to date.
        #[arg(long)]
        no_migrate: bool,
    },
    /// Does the background work without serving, beside a `serve` with `SALUS_WORKERS=none`.
    Work,
    /// Brings the tables up to date.
    Migrate,
    /// Writes the demonstration data, with passwords known to all; refused in production.
    Seed {
        /// Does nothing where there is a user or a clinic.
        #[arg(long)]
        if_empty: bool,
    },
    /// Opens the account of somebody who runs the platform; the password is read from standard input.
    AddSuperAdmin {
        /// What they sign in with; must not have an account yet.
        #[arg(long)]
        email: String,
        /// First name.
        #[arg(long)]
        first_name: String,
        /// Last name.
        #[arg(long)]
        last_name: String,
    },
    /// Looks after the audit trail.
    Audit {
        #[command(subcommand)]
        what: AuditCommand,
    },
    /// Asks the server at `SALUS_ADDR` whether it is ready; the exit code is the answer.
    Health,
}

#[derive(Clone, Copy, Debug, Subcommand)]
enum AuditCommand {
    /// Checks every chain and says where it breaks; the exit code is the answer. The end of each chain, noted
    /// down elsewhere, shows later whether all was written anew.
    Verify,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match start(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("salus: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> anyhow::Result<()> {
    let settings = Settings::load()?;
    log(&settings);
    let cores = std::thread::available_parallelism().map_or(THREADS, usize::from);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.max(THREADS))
        .thread_stack_size(STACK)
        .enable_all()
        .build()
        .context("the runtime does not start")?
        .block_on(run(command, settings))
}

fn log(settings: &Settings) {
    let log = tracing_subscriber::fmt()
        .with_env_filter(settings.log_filter())
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

async fn run(command: Command, settings: Settings) -> anyhow::Result<()> {
    match command {
        Command::Serve { no_migrate } => {
            let services = open(&settings, !no_migrate).await?;
            serve(settings, services).await
        }
        Command::Work => {
            let services = open(&settings, false).await?;
            jobs::work(services.clone(), stop_on_signal()?).await;
            services.store().close().await;
            Ok(())
        }
        Command::Migrate => {
            let services = open(&settings, true).await?;
            services.store().close().await;
            Ok(())
        }
        Command::Seed { if_empty } => fill(&settings, if_empty).await,
        Command::AddSuperAdmin {
            email,
            first_name,
            last_name,
        } => add_super_admin(&settings, email, first_name, last_name).await,
        Command::Audit {
            what: AuditCommand::Verify,
        } => {
            let services = open(&settings, false).await?;
            let verified = audit::verify(&services).await;
            services.store().close().await;
            verified
        }
        Command::Health => health::ask(settings.addr).await,
    }
}

/// Names who runs the platform. The password comes by standard input, so that it stands in no list of
/// processes and no history of commands.
async fn add_super_admin(
    settings: &Settings,
    email: String,
    first_name: String,
    last_name: String,
) -> anyhow::Result<()> {
    let mut password = String::new();
    std::io::stdin()
        .read_line(&mut password)
        .context("the password cannot be read from standard input")?;
    let form = StaffForm {
        first_name,
        last_name,
        email,
        phone: String::new(),
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
        access: String::new(),
    };
    let services = open(settings, true).await?;
    let added = salus_services::accounts::add_super_admin(&services, &form).await;
    services.store().close().await;
    match added {
        Ok(_) => Ok(()),
        Err(Fault::Invalid { fields }) => {
            let wrong: Vec<String> = fields
                .iter()
                .map(|wrong| format!("{}: {:?}", wrong.field, wrong.problem))
                .collect();
            bail!("nobody was added; {}", wrong.join(", "))
        }
        Err(fault) => bail!("nobody was added; {fault}"),
    }
}

/// The services over a database that keeps its promises.
async fn open(settings: &Settings, migrate: bool) -> anyhow::Result<Services> {
    if !settings.is_production() {
        make_folder(&settings.database_url)?;
    }
    let database = DatabaseSettings {
        url: settings.database_url.clone(),
        max_connections: settings.max_connections,
    };
    let services = Services::open(&database)
        .await
        .context("the database in DATABASE_URL cannot be opened")?
        .at_site(settings.site());
    let services = match settings.secret_key {
        Some(key) => services.with_secret_key(key),
        None => services,
    };
    if migrate {
        services
            .store()
            .migrate()
            .await
            .context("the tables cannot be brought up to date")?;
    }
    services
        .store()
        .check()
        .await
        .context("the database cannot be used")?;
    Ok(services)
}

/// Makes the folder of an SQLite file, so that the first start on somebody's desk needs no preparation.
fn make_folder(database_url: &str) -> anyhow::Result<()> {
    let Some(file) = database_url.strip_prefix("sqlite://") else {
        return Ok(());
    };
    let file = file.split('?').next().unwrap_or(file);
    let Some(folder) = Path::new(file)
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))
}

async fn fill(settings: &Settings, if_empty: bool) -> anyhow::Result<()> {
    if settings.is_production() {
        bail!(
            "demonstration data is refused in production: its passwords are known to all. SALUS_ENV says where this is"
        );
    }
    let services = open(settings, true).await?;
    let report = seed::run(&services, if_empty).await.context(
        "the demonstration data cannot be written: some of it may be there already. Begin with an empty database, or \
         add --if-empty",
    )?;
    services.store().close().await;
    if !report.created {
        println!("Nothing written: the database is not empty.");
        return Ok(());
    }
    println!(
        "Written: {} doctors, {} patients, {} appointments.",
        report.doctors, report.patients, report.appointments
    );
    println!("Sign in with the password {}:", seed::DEMO_PASSWORD);
    for sign_in in report.sign_ins {
        let clinic = sign_in.clinic.unwrap_or_default();
        println!(
            "  {:<26}{:<14}{:<24}{clinic}",
            sign_in.email,
            sign_in.role.as_str(),
            sign_in.name
        );
    }
    Ok(())
}

async fn serve(settings: Settings, services: Services) -> anyhow::Result<()> {
    let (addr, public, production) = (
        settings.addr,
        settings.public_url.clone(),
        settings.is_production(),
    );
    if production
        && seed::is_there(&services)
            .await
            .context("the accounts cannot be read")?
    {
        bail!(
            "the database holds accounts of the demonstration, whose password is known to all: production needs a \
             database that was never seeded. DATABASE_URL names it"
        );
    }
    let has_key = settings.secret_key.is_some();
    let works = settings.workers == Workers::InProcess;
    let state = AppState::new(settings, services.clone());
    if let Err(missing) = state.check_site() {
        if production {
            bail!("the site cannot be served: {missing}");
        }
        tracing::warn!("pages will have neither script nor style: {missing}");
    }
    if production && !has_key {
        tracing::warn!(
            "secrets of second factors are stored as they are: SALUS_SECRET_KEY would seal them"
        );
    }
    let stop = stop_on_signal()?;
    let application = router(&state).into_make_service_with_connect_info::<SocketAddr>();
    let listener = TcpListener::bind(addr).await.with_context(|| {
        format!("nothing can listen on {addr}: is another Salus running there? SALUS_ADDR names another address")
    })?;
    tracing::info!(%addr, public = public.as_str(), workers = works, "listening");
    let working = works.then(|| tokio::spawn(jobs::work(services.clone(), stop.clone())));
    let serving =
        axum::serve(listener, application).with_graceful_shutdown(stop.clone().cancelled_owned());
    let everything = async {
        let served = serving.await;
        // Serving ends by itself only when it fails.
        stop.cancel();
        if let Some(working) = working {
            working.await.map_err(std::io::Error::other)?;
        }
        served
    };
    within_patience(&stop, everything)
        .await
        .context("serving failed")?;
    services.store().close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits for what is under way, but not for ever once we are told to stop.
async fn within_patience(
    stop: &CancellationToken,
    serving: impl Future<Output = std::io::Result<()>>,
) -> std::io::Result<()> {
    let impatience = async {
        stop.cancelled().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        outcome = serving => outcome,
        () = impatience => {
            tracing::warn!("some requests took too long to end and are cut off");
            Ok(())
        }
    }
}

/// Cancelled by SIGTERM (an orchestrator) or SIGINT (Ctrl-C).
fn stop_on_signal() -> anyhow::Result<CancellationToken> {
    let mut terminate =
        signal(SignalKind::terminate()).context("SIGTERM cannot be listened for")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be listened for")?;
    let stop = CancellationToken::new();
    let token = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: requests under way are finished");
        token.cancel();
    });
    Ok(stop)
}
