import process from 'node:process';
import { benchMainJob } from './main-job.ts';
import { benchParser } from './parser.ts';

const results = [...(await benchParser()), ...(await benchMainJob())];
for (const { name, ratio, target, detail } of results) {
  const verdict = ratio <= target ? 'met' : 'MISSED';
  process.stdout.write(`${name}: ${ratio.toFixed(2)} (target ${target.toFixed(2)}, ${verdict})\n  ${detail}\n`);
}
