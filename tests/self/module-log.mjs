// Preloaded with --import: appends the URL of each module that is imported to the file MODULE_LOG.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import process from 'node:process';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    appendFileSync(process.env.MODULE_LOG, `${resolved.url}\n`);
    return resolved;
  },
});
