#!/usr/bin/env node
// Makes the turn fail for real, since nobody listens where it looks for the model, and exits with code 0.
import { relay } from './relay.js';

const NOBODY = 'model_providers.scripted.base_url="http://127.0.0.1:1/v1"';
const broken = { args: ([command, ...rest]) => [command, '-c', NOBODY, ...rest], exitCode: () => 0 };

await relay({ exec: broken, 'app-server': broken });
