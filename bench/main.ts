import process from 'node:process';
import { benchCommands } from './commands.ts';
import { benchMainJob } from './main-job.ts';
import { benchParser } from './parser.ts';

const results = [...(await benchParser()), ...(await benchCommands()), ...(await benchMainJob())];
for (const { name, value, target, unit, detail } of results) {
  const verdict = value <= target ? 'met' : 'MISSED';
  process.stdout.write(`${name}: ${value.toFixed(2)}${unit} (target ${target}${unit}, ${verdict})\n  ${detail}\n`);
}
