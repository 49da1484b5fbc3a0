import { EventEmitter } from 'node:events';
import { join, relative } from 'node:path';
import type { RunnerTask, RunnerTaskEventPack, RunnerTaskResultPack, RunnerTestFile, RunnerTestSuite } from 'vitest';
import type { PoolRunnerInitializer, PoolWorker, TestProject, WorkerRequest } from 'vitest/node';
import type { PlannedScenario } from './plan.ts';
import { errorOf, fileTask, setResults, testFileOf } from './reported-tests.ts';
import type { JudgedScenario, ResultOf } from './scenario-results.ts';

/** The calls by which a worker reports, as in Vitest's own workers. */
interface ReportCalls {
  onQueued: [file: RunnerTestFile];
  onCollected: [files: RunnerTestFile[]];
  onTaskUpdate: [results: RunnerTaskResultPack[], events: RunnerTaskEventPack[]];
}

/** Vitest's response to a call. */
interface CallResponse {
  readonly t: 's';
  readonly i: string;
  readonly e?: unknown;
}

/**
 * A Vitest pool for results of this thread. It executes no test file: it reports the tests that the file would register,
 * without the time that it takes to start a worker and to load the suite there.
 */
export function reportingPool(planned: readonly PlannedScenario[], resultOf: ResultOf): PoolRunnerInitializer {
  return {
    name: 'reporting',
    createPoolWorker: ({ project }) => new ReportingWorker(project, planned, resultOf),
  };
}

class ReportingWorker implements PoolWorker {
  readonly name = 'reporting';
  readonly #project: TestProject;
  readonly #planned: readonly PlannedScenario[];
  readonly #resultOf: ResultOf;
  readonly #events = new EventEmitter();
  readonly #calls: PromiseWithResolvers<void>[] = [];

  constructor(project: TestProject, planned: readonly PlannedScenario[], resultOf: ResultOf) {
    this.#project = project;
    this.#planned = planned;
    this.#resultOf = resultOf;
  }

  on(event: string, listener: (...args: unknown[]) => void): void {
    this.#events.on(event, listener);
  }

  off(event: string, listener: (...args: unknown[]) => void): void {
    this.#events.off(event, listener);
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  deserialize(message: unknown): unknown {
    return message;
  }

  send(message: WorkerRequest | CallResponse): void {
    if ('t' in message) this.#settle(message);
    else if (message.type === 'start') this.#respond({ type: 'started' });
    else if (message.type === 'run') void this.#run(message.context.files.map(({ filepath }) => filepath));
    else if (message.type === 'stop') this.#respond({ type: 'stopped' });
  }

  async #run(paths: readonly string[]): Promise<void> {
    try {
      for (const path of paths) await this.#reportFile(path);
      this.#respond({ type: 'testfileFinished' });
    } catch (error) {
      this.#respond({ type: 'testfileFinished', error });
    }
  }

  async #reportFile(path: string): Promise<void> {
    const { name: projectName, config } = this.#project;
    const planned = this.#planned.filter((one) => path.startsWith(join(config.root, testFileOf(one))));
    const { taskId: id } = this.#project.createSpecification(path);
    const file = fileTask({ id, name: relative(config.root, path), filepath: path, projectName }, planned);
    await this.#call('onQueued', { ...file, tasks: [] });
    await this.#call('onCollected', [file]);
    await this.#begin(file);
    for (const suite of file.tasks) await this.#reportScenario(suite as RunnerTestSuite);
    const failed = file.tasks.some(({ result }) => result?.state === 'fail');
    await this.#end(file, failed);
  }

  async #reportScenario(suite: RunnerTestSuite): Promise<void> {
    await this.#begin(suite);
    let judged: JudgedScenario | null = null;
    let failed = false;
    try {
      judged = await this.#resultOf(suite.name);
    } catch (error) {
      failed = true;
      suite.result = { ...suite.result!, errors: [errorOf(error)] };
    }
    setResults(suite, judged);
    failed ||= suite.tasks.some(({ result }) => result?.state === 'fail');
    await this.#end(suite, failed);
  }

  async #begin(suite: RunnerTestSuite): Promise<void> {
    suite.result = { state: 'run', startTime: Date.now() };
    await this.#call('onTaskUpdate', [packOf(suite)], [[suite.id, 'suite-prepare', undefined]]);
  }

  async #end(suite: RunnerTestSuite, failed: boolean): Promise<void> {
    const { startTime = 0 } = suite.result!;
    suite.result = { ...suite.result!, state: failed ? 'fail' : 'pass', duration: Date.now() - startTime };
    const tests = suite.tasks.filter(({ type }) => type === 'test');
    const events = tests.flatMap(({ id }): RunnerTaskEventPack[] => [
      [id, 'test-prepare', undefined],
      [id, 'test-finished', undefined],
    ]);
    await this.#call('onTaskUpdate', [...tests, suite].map(packOf), [
      ...events,
      [suite.id, 'suite-finished', undefined],
    ]);
  }

  #respond(response: { readonly type: 'started' | 'testfileFinished' | 'stopped'; readonly error?: unknown }): void {
    this.#events.emit('message', { ...response, __vitest_worker_response__: true });
  }

  async #call<Name extends keyof ReportCalls>(name: Name, ...args: ReportCalls[Name]): Promise<void> {
    const call = Promise.withResolvers<void>();
    const id = this.#calls.push(call) - 1;
    this.#events.emit('message', { t: 'q', m: name, a: args, i: String(id) });
    await call.promise;
  }

  #settle({ i, e }: CallResponse): void {
    const call = this.#calls[Number(i)]!;
    if (e === undefined) call.resolve();
    else call.reject(e);
  }
}

function packOf({ id, result, meta }: RunnerTask): RunnerTaskResultPack {
  return [id, result, meta];
}
