/** The files of every recording folder. */
export const RUN_FILE = 'run.json';
export const MODEL_FILE = 'model.jsonl';
export const NETWORK_FILE = 'network.jsonl';
export const FILES_FILE = 'files.json';

/** The file of a recording folder whose protocol is known. */
export const PROTOCOL_FILE = 'protocol.json';

/** Files of one process. Those of the first have no number. */
export function processFiles(process: number): {
  readonly stdout: string;
  readonly arrivals: string;
  readonly wire: string;
  readonly stderr: string;
} {
  const number = process === 1 ? '' : `.${process}`;
  return {
    stdout: `stdout${number}.jsonl`,
    arrivals: `arrivals${number}.jsonl`,
    wire: `wire${number}.jsonl`,
    stderr: `stderr${number}.txt`,
  };
}
