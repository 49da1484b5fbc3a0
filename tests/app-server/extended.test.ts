import { registerDepth } from '../../helpers/scenarios/register.ts';

registerDepth('app-server');
