import { registerMode } from '../helpers/scenarios/register.ts';

registerMode('app_server');
