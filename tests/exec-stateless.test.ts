import { registerMode } from '../helpers/scenarios/register.ts';

registerMode('exec_stateless');
