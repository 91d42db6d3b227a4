// Starts the real server on a database of its own and ends it again.
//
// The database is a copy of the template that e2e.sh made (migrated and seeded once), or,
// without one, freshly migrated and seeded.

import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const binary = process.env.SALUS_BIN ?? path.join(root, 'target/release/salus');
const site = path.resolve(root, process.env.SALUS_SITE_ROOT ?? 'target/site');

/** The database engine of this run: `sqlite` or `postgres`. */
export const engine = process.env.SALUS_E2E_ENGINE ?? 'sqlite';
if (engine !== 'sqlite' && engine !== 'postgres') {
  throw new Error(`SALUS_E2E_ENGINE is sqlite or postgres, not "${engine}"`);
}

function cluster() {
  const url = process.env.SALUS_TEST_POSTGRES;
  if (!url) throw new Error('SALUS_TEST_POSTGRES is not set; scripts/e2e.sh postgres sets it');
  return url;
}

const sql = (statement) => run('psql', [cluster(), '-q', '-v', 'ON_ERROR_STOP=1', '-c', statement]);

const inCluster = (name) => Object.assign(new URL(cluster()), { pathname: `/${name}` }).href;

/** Runs one command of the server binary to its end; its output, or an error that contains it. */
export async function command(databaseUrl, ...args) {
  try {
    const { stdout } = await run(binary, args, {
      cwd: root,
      env: { ...process.env, DATABASE_URL: databaseUrl, SALUS_ENV: 'development' },
      maxBuffer: 1 << 26,
    });
    return stdout;
  } catch (error) {
    throw new Error(`salus ${args.join(' ')} failed:\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
  }
}

/** A migrated and, unless told otherwise, seeded database: its URL and how to remove it. */
export async function createDatabase({ seed = true, template = process.env.SALUS_E2E_TEMPLATE } = {}) {
  const copy = seed ? template : undefined;
  const database = engine === 'sqlite' ? await sqliteDatabase(copy) : await postgresDatabase(copy);
  if (!copy) {
    await command(database.url, 'migrate');
    if (seed) await command(database.url, 'seed', '--if-empty');
  }
  return database;
}

async function sqliteDatabase(template) {
  const folder = await mkdtemp(path.join(process.env.SALUS_E2E_SCRATCH ?? tmpdir(), 'salus-'));
  const file = path.join(folder, 'salus.sqlite');
  if (template) {
    for (const suffix of ['', '-wal']) {
      if (existsSync(template + suffix)) await copyFile(template + suffix, file + suffix);
    }
  }
  return {
    url: `sqlite://${file}`,
    template: file,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresDatabase(template) {
  const name = `salus_e2e_${randomBytes(6).toString('hex')}`;
  await sql(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
  return {
    url: inCluster(name),
    template: name,
    remove: () => sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const living = new Set();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** A running Salus. `kill()` is SIGKILL, as a power cut would be; `start()` starts it again. */
export class Server {
  #child;
  #ended;
  #output = '';

  constructor(database, port, env) {
    this.database = database;
    this.port = port;
    this.env = env;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** What the server wrote so far, over all its starts. */
  get log() {
    return this.#output;
  }

  async start({ timeout = 30_000 } = {}) {
    const child = spawn(binary, ['serve'], {
      cwd: root,
      env: {
        ...process.env,
        SALUS_ENV: 'development',
        DATABASE_URL: this.database.url,
        SALUS_ADDR: `127.0.0.1:${this.port}`,
        SALUS_PUBLIC_URL: this.url,
        SALUS_SITE_ROOT: site,
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    living.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.#output += text));
    }
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      child.once('close', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
    }).then((how) => {
      living.delete(child);
      this.#child = undefined;
      return how;
    });
    await this.#ready(timeout);
  }

  async #ready(timeout) {
    let ended;
    this.#ended.then((how) => (ended = how));
    const deadline = performance.now() + timeout;
    for (;;) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return;
      if (ended) throw new Error(`the server ${ended} before it was ready:\n${this.tail()}`);
      if (performance.now() > deadline) {
        this.kill();
        throw new Error(`the server was not ready after ${timeout} ms (last answer: ${answer?.status ?? 'none'}):\n${this.tail()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  tail(lines = 40) {
    return this.#output.trimEnd().split('\n').slice(-lines).join('\n');
  }

  async #end(signal, patience) {
    const child = this.#child;
    if (!child) return undefined;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    const how = await this.#ended;
    clearTimeout(late);
    return how;
  }

  /** Ends it at once, without a chance to tidy up. */
  kill() {
    return this.#end('SIGKILL', 0);
  }

  /** Asks it to end and removes its database; an error if it had panicked. */
  async stop() {
    const how = await this.#end('SIGTERM', 10_000);
    await this.database.remove();
    const panics = this.#output.split('\n').filter((line) => line.includes('panicked at'));
    if (panics.length > 0) throw new Error(`the server panicked:\n${panics.join('\n')}`);
    return how;
  }
}

/** A server on its own database, ready for requests. */
export async function startServer({ seed = true, env = {} } = {}) {
  const database = await createDatabase({ seed });
  const server = new Server(database, await freePort(), env);
  try {
    await server.start();
  } catch (error) {
    await database.remove();
    throw error;
  }
  return server;
}
